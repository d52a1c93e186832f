using RussiaTalibanArchive.Web.Text.Dates;

namespace RussiaTalibanArchive.Tests.Text.Dates;

public sealed class CalendarTests
{
    [Theory]
    [InlineData("gregorian", Calendar.Gregorian)]
    [InlineData("hijri", Calendar.Hijri)]
    [InlineData("solar-hijri", Calendar.SolarHijri)]
    public void A_calendar_has_one_name(string name, Calendar calendar)
    {
        Assert.True(CalendarNames.TryParse(name, out var parsed));
        Assert.Equal((calendar, name), (parsed, calendar.ToName()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Gregorian")]
    [InlineData("julian")]
    public void Other_names_are_refused(string? name) => Assert.False(CalendarNames.TryParse(name, out _));

    [Theory]
    [InlineData(1404, 4, 16, "2025-07-07")]
    [InlineData(1357, 2, 7, "1978-04-27")]
    [InlineData(1403, 12, 30, "2025-03-20")]
    [InlineData(1200, 1, 1, "1821-03-21")]
    public void Solar_days_are_exact(int year, int month, int day, string gregorian)
    {
        Assert.True(CalendarDay.TryCreate(Calendar.SolarHijri, year, month, day, out var solar));
        Assert.Equal(gregorian, EdtfKey.Text(solar.ToGregorian()));
        Assert.False(solar.IsWithinOneDay);
    }

    [Theory]
    [InlineData(1447, 1, 12, "2025-07-07")] // Umm al-Qura
    [InlineData(1400, 1, 1, "1979-11-21")] // civil tables
    [InlineData(1300, 1, 1, "1882-11-12")]
    public void Hijri_days_are_known_to_one_day(int year, int month, int day, string gregorian)
    {
        Assert.True(CalendarDay.TryCreate(Calendar.Hijri, year, month, day, out var hijri));
        Assert.Equal(gregorian, EdtfKey.Text(hijri.ToGregorian()));
        Assert.True(hijri.IsWithinOneDay);
    }

    [Fact]
    public void Every_day_from_1900_to_2100_comes_back_from_every_calendar()
    {
        for (var day = new DateOnly(1900, 1, 1); day.Year <= 2100; day = day.AddDays(1))
        {
            Assert.Equal(day, CalendarDay.From(day, Calendar.SolarHijri)!.Value.ToGregorian());
            Assert.Equal(day, CalendarDay.From(day, Calendar.Gregorian)!.Value.ToGregorian());
            Assert.InRange(CalendarDay.From(day, Calendar.Hijri)!.Value.ToGregorian().DayNumber - day.DayNumber, -1, 1);
        }
    }

    [Theory]
    [InlineData(Calendar.SolarHijri, 1404, 12, 30)]
    [InlineData(Calendar.SolarHijri, 1404, 7, 31)]
    [InlineData(Calendar.Hijri, 1447, 1, 31)]
    [InlineData(Calendar.Hijri, 1447, 13, 1)]
    [InlineData(Calendar.Gregorian, 2025, 2, 29)]
    [InlineData(Calendar.Gregorian, 2025, 0, 1)]
    [InlineData(Calendar.Gregorian, 2025, 1, 0)]
    public void Impossible_days_are_refused(Calendar calendar, int year, int month, int day) =>
        Assert.False(CalendarDay.TryCreate(calendar, year, month, day, out _));

    [Fact]
    public void No_day_has_a_name_before_its_calendar_began()
    {
        Assert.Null(CalendarDay.From(DateOnly.MinValue, Calendar.Hijri));
        Assert.Null(CalendarDay.From(DateOnly.MinValue, Calendar.SolarHijri));
    }
}

using CsCheck;
using RussiaTalibanArchive.Web.Text.Dates;

namespace RussiaTalibanArchive.Tests.Text.Dates;

public sealed class DateDisplayTests
{
    [Theory]
    [InlineData("2025-07-07", "7 July 2025")]
    [InlineData("2025-07", "July 2025")]
    [InlineData("2025", "2025")]
    [InlineData("2025-07~", "about July 2025")]
    [InlineData("2024?", "2024 (uncertain)")]
    [InlineData("2024-05-06%", "about 6 May 2024 (uncertain)")]
    [InlineData("201X", "2010s")]
    [InlineData("20XX", "2000–2099")]
    [InlineData("2001-22", "summer 2001")]
    [InlineData("2004-XX", "2004, month unknown")]
    [InlineData("1985-04-XX", "April 1985, day unknown")]
    [InlineData("2025-07-01~/2025-07-10~", "1–10 July 2025, approximately")]
    [InlineData("2025-07-30/2025-08-02", "30 July – 2 August 2025")]
    [InlineData("2024-12-30/2025-01-02", "30 December 2024 – 2 January 2025")]
    [InlineData("2024-01~/2024-04~", "January – April 2024, approximately")]
    [InlineData("2024-12/2025-01", "December 2024 – January 2025")]
    [InlineData("2021/2024", "2021–2024")]
    [InlineData("2021?/2024", "2021 (uncertain) – 2024")]
    [InlineData("2011/..", "since 2011")]
    [InlineData("2011~/..", "since about 2011")]
    [InlineData("../2025", "until 2025")]
    [InlineData("/2025", "until 2025, start unknown")]
    [InlineData("2011/", "since 2011, end unknown")]
    [InlineData("Y170000002", "Y170000002")]
    [InlineData("-0043-03-15?", "-0043-03-15 (uncertain)")]
    public void English_says_every_kind_of_date(string edtf, string said) => Assert.Equal(said, DateDisplay.Format(Date(edtf), "en-GB"));

    [Theory]
    [InlineData("ar", "2025-07-07", "7 يوليو (تموز) 2025")]
    [InlineData("ar", "2024-01~", "نحو يناير (كانون الثاني) 2024")]
    [InlineData("ar", "2011/..", "منذ 2011")]
    [InlineData("fa", "2025-07-07", "7 ژوئیه 2025")]
    [InlineData("fa-AF", "2025-07-07", "7 جولای 2025")]
    [InlineData("prs", "2025-07", "جولای 2025")]
    [InlineData("ps", "2025-07-07", "د 2025 کال د جولای 7مه")]
    [InlineData("ps", "2025", "2025 کال")]
    [InlineData("ps", "2024-01/2024-04", "د 2024 کال د جنوري – اپرېل")]
    [InlineData("ps", "2025-07-30/2025-08-02", "د 2025 کال د جولای 30مه – د اګست 2مه")]
    [InlineData("ru", "2025-07-07", "7 июля 2025 года")]
    [InlineData("ru", "2025-07", "июль 2025 года")]
    [InlineData("ru", "2025", "2025 год")]
    [InlineData("ru", "2001-21", "весна 2001 года")]
    [InlineData("ru", "2021/2024", "2021–2024 годы")]
    [InlineData("ru", "2025-07/..", "с июля 2025 года")]
    [InlineData("ru", "../2025", "до конца 2025 года")]
    [InlineData("ru", "../2025-07-07", "до 7 июля 2025 года включительно")]
    [InlineData("ru", "201X/..", "с 2010-х годов")]
    [InlineData("ru", "2025-07-01~/2025-07-10~", "1–10 июля 2025 года, приблизительно")]
    [InlineData("de", "2025-07-07", "7 July 2025")]
    public void Each_language_says_dates_its_own_way(string language, string edtf, string said) =>
        Assert.Equal(said, DateDisplay.Format(Date(edtf), language));

    [Theory]
    [InlineData("2025-07-07", "en", "16 سرطان 1404")]
    [InlineData("2025-07-07", "ps", "د 1404 کال د چنګاښ 16مه")]
    [InlineData("2025-07", "fa-AF", "10 سرطان – 9 اسد 1404")]
    [InlineData("2025-06-22/2025-07-22", "ar", "1–31 سرطان 1404")]
    [InlineData("2025", "prs", "12 جدی 1403 – 10 جدی 1404")]
    [InlineData("2025-07-07~", "en", "about \u206716 سرطان 1404\u2069")]
    [InlineData("2025-07-07/..", "ru", "с \u206716 سرطان 1404\u2069")]
    [InlineData("2025-07-01~/2025-07-10~", "prs", "10–19 سرطان 1404، تقریبی")]
    [InlineData("../2025", "prs", "تا 10 جدی 1404")]
    public void Solar_months_have_their_Afghan_names(string edtf, string language, string said) =>
        Assert.Equal(said, DateDisplay.Convert(Date(edtf), Calendar.SolarHijri, language));

    [Theory]
    [InlineData("2025-07-07", "en", "12 Muharram 1447 (±1 day)")]
    [InlineData("2025-07-07", "ar", "12 محرم 1447هـ (±1 يوم)")]
    [InlineData("2025-07-07", "ru", "12 мухаррама 1447 (± 1 день)")]
    [InlineData("2025-07-07", "fa", "12 محرم 1447 (±1 روز)")]
    [InlineData("2025-07-07", "ps", "د 1447 کال د محرم 12مه (±1 ورځ)")]
    [InlineData("2025-07-07?", "en", "12 Muharram 1447 (±1 day) (uncertain)")]
    [InlineData("2025-07", "en", "6 Muharram – 6 Safar 1447 (±1 day)")]
    public void Hijri_days_say_how_sure_they_are(string edtf, string language, string said) =>
        Assert.Equal(said, DateDisplay.Convert(Date(edtf), Calendar.Hijri, language));

    [Theory]
    [InlineData("Y170000002")]
    [InlineData("0500")]
    [InlineData("-0043/2000")]
    public void A_calendar_does_not_name_days_before_it_began(string edtf)
    {
        Assert.Null(DateDisplay.Convert(Date(edtf), Calendar.SolarHijri, "en"));
        Assert.Null(DateDisplay.Convert(Date(edtf), Calendar.Hijri, "en"));
        Assert.Equal(DateDisplay.Format(Date(edtf), "en"), DateDisplay.Convert(Date(edtf), Calendar.Gregorian, "en"));
    }

    [Fact]
    public void What_is_said_is_found_again()
    {
        Gen.Select(Dates, Gen.Int[0, Languages.Length - 1]).Sample((edtf, language) =>
        {
            var said = DateDisplay.Format(Date(edtf), Languages[language]);

            var found = Assert.Single(DateFinder.Find($"… {Cue(edtf, Languages[language])}{said}."));

            Assert.Equal(edtf, found.Edtf);
        }, iter: 5_000);
    }

    [Fact]
    public void Days_said_in_the_solar_calendar_are_found_again() =>
        Gen.Select(Gen.DateOnly[new DateOnly(1850, 1, 1), new DateOnly(2100, 12, 31)], Gen.Int[0, Languages.Length - 1]).Sample((day, language) =>
        {
            var said = DateDisplay.Convert(Edtf.FromDay(day), Calendar.SolarHijri, Languages[language]);

            Assert.Equal(EdtfKey.Text(day), Assert.Single(DateFinder.Find(said!)).Edtf);
        }, iter: 5_000);

    private static readonly string[] Languages = ["en", "ru", "ar", "fa", "fa-AF", "ps"];

    private static readonly Gen<DateOnly> Day = Gen.DateOnly[new DateOnly(1800, 1, 1), new DateOnly(2100, 12, 31)];

    private static readonly Gen<string> Dates = Gen.OneOf(
        Day.Select(EdtfKey.Text),
        Day.Select(day => EdtfKey.Text(day)[..7]),
        Day.Select(day => EdtfKey.Text(day)[..4]),
        Gen.Select(Day, Gen.Int[1, 60], (day, days) => $"{EdtfKey.Text(day)}/{EdtfKey.Text(day.AddDays(days))}")
            .Where(range => !range.Contains("/2101", StringComparison.Ordinal) && !range.Contains("1800-", StringComparison.Ordinal)),
        Gen.Select(Gen.Int[1800, 2100], Gen.Int[1, 11], (year, month) => $"{year}-{month:D2}/{year}-{month + 1:D2}"),
        Gen.Select(Gen.Int[1800, 2099], Gen.Int[1, 9], (year, years) => $"{year}/{Math.Min(2100, year + years)}"));

    /// <summary>A year by itself is said bare, and found only beside a word.</summary>
    private static string Cue(string edtf, string language) => edtf.Contains('-', StringComparison.Ordinal) ? "" : language switch
    {
        "en" => "in ",
        "ar" => "عام ",
        "fa" or "fa-AF" => "سال ",
        _ => "",
    };

    private static Edtf Date(string text)
    {
        Assert.True(Edtf.TryParse(text, out var date), text);
        return date;
    }
}

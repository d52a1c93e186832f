using System.Globalization;

namespace RussiaTalibanArchive.Web.Text.Dates;

/// <summary>One day, named in one calendar.</summary>
/// <remarks>
/// Solar Hijri follows <see cref="PersianCalendar"/>. Hijri follows Umm al-Qura from 1420 to 1449, where calendars agree,
/// and the civil tables elsewhere; a Hijri day may be off by one either way.
/// </remarks>
public readonly record struct CalendarDay
{
    private const int FirstUmAlQuraYear = 1420;
    private const int LastUmAlQuraYear = 1449;

    private static readonly PersianCalendar Solar = new();
    private static readonly UmAlQuraCalendar UmAlQura = new();

    // The adjustment is set because Windows would take it from the registry.
    private static readonly HijriCalendar Tables = new() { HijriAdjustment = 0 };

    private static readonly DateTime FirstUmAlQuraDay = UmAlQura.ToDateTime(FirstUmAlQuraYear, 1, 1, 0, 0, 0, 0);
    private static readonly DateTime LastUmAlQuraDay = UmAlQura.ToDateTime(LastUmAlQuraYear + 1, 1, 1, 0, 0, 0, 0).AddDays(-1);

    private CalendarDay(Calendar calendar, int year, int month, int day) =>
        (Calendar, Year, Month, Day) = (calendar, year, month, day);

    public Calendar Calendar { get; }

    public int Year { get; }

    /// <summary>1 to 12.</summary>
    public int Month { get; }

    /// <summary>1 to 31.</summary>
    public int Day { get; }

    /// <summary>The Gregorian day it stands for may be the one before or after.</summary>
    public bool IsWithinOneDay => Calendar == Calendar.Hijri;

    /// <summary>Refuses days the calendar does not have. A Hijri month may always have 30 days: its length was seen, not reckoned.</summary>
    public static bool TryCreate(Calendar calendar, int year, int month, int day, out CalendarDay result)
    {
        result = new CalendarDay(calendar, year, month, day);
        return month is >= 1 and <= 12 && day >= 1 && calendar switch
        {
            Calendar.SolarHijri => year is >= 1 and <= 9000 && day <= Solar.GetDaysInMonth(year, month),
            Calendar.Hijri => year is >= 1 and <= 9000 && day <= 30,
            _ => year is >= 1 and <= 9999 && day <= DateTime.DaysInMonth(year, month),
        };
    }

    /// <summary>The last day of a month; of a Hijri month, by reckoning.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The calendar has no such month.</exception>
    public static CalendarDay LastOfMonth(Calendar calendar, int year, int month) => new(calendar, year, month, calendar switch
    {
        Calendar.SolarHijri => Solar.GetDaysInMonth(year, month),
        Calendar.Hijri when year is >= FirstUmAlQuraYear and <= LastUmAlQuraYear => UmAlQura.GetDaysInMonth(year, month),
        Calendar.Hijri => Tables.GetDaysInMonth(year, month),
        _ => DateTime.DaysInMonth(year, month),
    });

    /// <summary>Names a Gregorian day in a calendar; <see langword="null"/> for days before the calendar begins.</summary>
    public static CalendarDay? From(DateOnly day, Calendar calendar)
    {
        var at = day.ToDateTime(TimeOnly.MinValue);
        return calendar switch
        {
            Calendar.SolarHijri => at < Solar.MinSupportedDateTime ? null : In(Solar, calendar, at),
            Calendar.Hijri when at >= FirstUmAlQuraDay && at <= LastUmAlQuraDay => In(UmAlQura, calendar, at),
            // .NET's tables run one day ahead of the civil ones.
            Calendar.Hijri => at <= Tables.MinSupportedDateTime.AddDays(1) ? null : In(Tables, calendar, at.AddDays(-1)),
            _ => new CalendarDay(calendar, day.Year, day.Month, day.Day),
        };
    }

    public DateOnly ToGregorian() => DateOnly.FromDateTime(Calendar switch
    {
        Calendar.SolarHijri => Solar.ToDateTime(Year, Month, Day, 0, 0, 0, 0),
        Calendar.Hijri when Year is >= FirstUmAlQuraYear and <= LastUmAlQuraYear =>
            UmAlQura.ToDateTime(Year, Month, 1, 0, 0, 0, 0).AddDays(Day - 1),
        Calendar.Hijri => Tables.ToDateTime(Year, Month, 1, 0, 0, 0, 0).AddDays(Day),
        _ => new DateTime(Year, Month, Day),
    });

    private static CalendarDay In(System.Globalization.Calendar reckoning, Calendar calendar, DateTime at) =>
        new(calendar, reckoning.GetYear(at), reckoning.GetMonth(at), reckoning.GetDayOfMonth(at));
}

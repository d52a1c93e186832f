using System.Diagnostics.CodeAnalysis;

namespace RussiaTalibanArchive.Web.Text.Dates;

/// <summary>The calendar a date is written in.</summary>
public enum Calendar
{
    Gregorian,

    /// <summary>The lunar calendar. A date in it is known to ±1 day, because months begin when the moon is seen.</summary>
    Hijri,

    /// <summary>The solar calendar of Afghanistan and Iran.</summary>
    SolarHijri,
}

/// <summary>The names of calendars in addresses, forms and files: <c>gregorian</c>, <c>hijri</c>, <c>solar-hijri</c>.</summary>
public static class CalendarNames
{
    public static string ToName(this Calendar calendar) => calendar switch
    {
        Calendar.Hijri => "hijri",
        Calendar.SolarHijri => "solar-hijri",
        _ => "gregorian",
    };

    public static bool TryParse([NotNullWhen(true)] string? name, out Calendar calendar)
    {
        (var isKnown, calendar) = name switch
        {
            "gregorian" => (true, Calendar.Gregorian),
            "hijri" => (true, Calendar.Hijri),
            "solar-hijri" => (true, Calendar.SolarHijri),
            _ => (false, Calendar.Gregorian),
        };
        return isKnown;
    }
}

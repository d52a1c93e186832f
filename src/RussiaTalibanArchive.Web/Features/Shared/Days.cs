using System.Globalization;
using RussiaTalibanArchive.Web.Text.Dates;

namespace RussiaTalibanArchive.Web.Features.Shared;

/// <summary>Days and moments as pages show them.</summary>
public static class Days
{
    /// <summary>A day in the reader's language.</summary>
    public static string Of(DateOnly day)
    {
        var iso = Iso(day);
        return Edtf.TryParse(iso, out var edtf) ? DateDisplay.Format(edtf, InterfaceLanguages.Current) : iso;
    }

    /// <summary>The day of a moment, in UTC, in the reader's language.</summary>
    public static string Of(DateTimeOffset moment) => Of(DateOnly.FromDateTime(moment.UtcDateTime));

    /// <summary>A moment to the minute, in UTC: <c>2025-07-07 14:30 UTC</c>.</summary>
    public static string Minute(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

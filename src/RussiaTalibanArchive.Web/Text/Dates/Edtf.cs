using System.Diagnostics.CodeAnalysis;

namespace RussiaTalibanArchive.Web.Text.Dates;

/// <summary>How fine a date is. An interval is as fine as the coarser of its ends.</summary>
public enum EdtfPrecision
{
    Century,
    Decade,
    Year,
    Season,
    Month,
    Day,
}

/// <summary>What stands at one end of an interval.</summary>
public enum EdtfEnd
{
    /// <summary>A date.</summary>
    Known,

    /// <summary><c>..</c>: the interval goes on without an end.</summary>
    Open,

    /// <summary>Nothing: there is an end, and nobody knows it.</summary>
    Unknown,
}

/// <summary>
/// A Gregorian date or interval, as uncertain as its source.
/// Source: ISO 8601-2:2019, Extended Date/Time Format, levels 0 and 1.
/// </summary>
/// <remarks>
/// A date-time keeps its day only. Years outside 1 to 9999 are read (up to twelve digits), and their
/// <see cref="Earliest"/> and <see cref="Latest"/> are the nearest days a <see cref="DateOnly"/> can hold.
/// Seasons are the northern ones by whole months; winter runs from December into the next year.
/// </remarks>
public sealed record Edtf
{
    /// <summary>UTF-16 code units that <see cref="TryParse"/> will look at; longer text is refused.</summary>
    public const int MaxLength = 64;

    internal Edtf(string value, long firstKey, long lastKey)
    {
        Value = value;
        FirstKey = firstKey;
        LastKey = lastKey;
        Earliest = EdtfKey.ToDay(firstKey);
        Latest = EdtfKey.ToDay(lastKey);
    }

    /// <summary>The canonical text, such as <c>2025-07-01~/2025-07-10~</c>. Two dates are equal when it is.</summary>
    public string Value { get; }

    /// <summary>The first day it may be; <see cref="DateOnly.MinValue"/> when the start is open or unknown.</summary>
    public DateOnly Earliest { get; }

    /// <summary>The last day it may be, inclusive; <see cref="DateOnly.MaxValue"/> when the end is open or unknown.</summary>
    public DateOnly Latest { get; }

    /// <summary>Marked <c>?</c> or <c>%</c>, at either end of an interval.</summary>
    public bool IsUncertain { get; internal init; }

    /// <summary>Marked <c>~</c> or <c>%</c>, at either end of an interval.</summary>
    public bool IsApproximate { get; internal init; }

    public EdtfPrecision Precision { get; internal init; }

    public bool IsInterval { get; internal init; }

    /// <summary>The start of an interval; <see langword="null"/> when it is open or unknown, or this is one date.</summary>
    public Edtf? Start { get; internal init; }

    /// <summary>The end of an interval; <see langword="null"/> when it is open or unknown, or this is one date.</summary>
    public Edtf? End { get; internal init; }

    public EdtfEnd StartKind { get; internal init; }

    public EdtfEnd EndKind { get; internal init; }

    /// <summary>Astronomical year of a single date (0 is 1 BCE); the first year of a decade or century; 0 for an interval.</summary>
    public long Year { get; internal init; }

    /// <summary>1 to 12, 21 to 24 for a season, 0 when not given.</summary>
    public int Month { get; internal init; }

    /// <summary>1 to 31, 0 when not given.</summary>
    public int Day { get; internal init; }

    /// <summary>The month is written <c>XX</c>: there was one, and nobody knows it.</summary>
    public bool IsMonthUnspecified { get; internal init; }

    /// <summary>The day is written <c>XX</c>: there was one, and nobody knows it.</summary>
    public bool IsDayUnspecified { get; internal init; }

    internal long FirstKey { get; }

    internal long LastKey { get; }

    /// <summary>
    /// Reads EDTF. Impossible days, intervals that end before they start, and intervals with no date at all are refused.
    /// White space around the text is dropped.
    /// </summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Edtf? date)
    {
        date = text is null or { Length: > MaxLength } ? null : EdtfReader.Read(text.AsSpan().Trim());
        return date is not null;
    }

    /// <summary>One certain day.</summary>
    public static Edtf FromDay(DateOnly day) => EdtfReader.Read(EdtfKey.Text(day))!;

    public bool Equals(Edtf? other) => other is not null && other.Value == Value;

    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Value;
}

/// <summary>A day as one number, year × 10000 + month × 100 + day, so that years beyond <see cref="DateOnly"/> compare too.</summary>
internal static class EdtfKey
{
    public const long Lowest = long.MinValue;
    public const long Highest = long.MaxValue;

    public static long Of(long year, int month, int day) => (year * 10000) + (month * 100) + day;

    public static DateOnly ToDay(long key)
    {
        if (key < Of(1, 1, 1))
        {
            return DateOnly.MinValue;
        }

        return key > Of(9999, 12, 31)
            ? DateOnly.MaxValue
            : new DateOnly((int)(key / 10000), (int)(key / 100 % 100), (int)(key % 100));
    }

    public static int DaysInMonth(long year, int month) => month switch
    {
        2 => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

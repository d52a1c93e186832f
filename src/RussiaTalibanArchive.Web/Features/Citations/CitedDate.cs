using System.Globalization;

namespace RussiaTalibanArchive.Web.Features.Citations;

/// <summary>
/// A date as the formats need it: in EDTF, and the years, months and days in it. What the archive does not know, such as the
/// last digit of <c>201X</c>, is no part.
/// </summary>
public sealed record CitedDate
{
    private CitedDate(string edtf)
    {
        Edtf = edtf;
        var slash = edtf.IndexOf('/', StringComparison.Ordinal);
        IsInterval = slash >= 0;
        IsCirca = edtf.AsSpan().ContainsAny('~', '?', '%');
        Start = Read(IsInterval ? edtf[..slash] : edtf);
        End = IsInterval ? Read(edtf[(slash + 1)..]) : null;
    }

    /// <summary>The Gregorian date in canonical EDTF, level 0 or 1.</summary>
    public string Edtf { get; }

    /// <summary>Approximate or uncertain.</summary>
    public bool IsCirca { get; }

    public bool IsInterval { get; }

    /// <summary>The date, or the start of an interval; <see langword="null"/> when not even its year is known.</summary>
    public Parts? Start { get; }

    /// <summary>The end of an interval; <see langword="null"/> when it is open or unknown.</summary>
    public Parts? End { get; }

    /// <summary>What is certain of it: a date, or as much as both ends of an interval share.</summary>
    public Parts? Common => IsInterval ? Shared(Start, End) : Start;

    /// <summary>Whether <see cref="Common"/> says everything that <see cref="Edtf"/> does.</summary>
    public bool IsPlain => Start is { Season: null } && !IsInterval && !IsCirca && !Edtf.Contains('X', StringComparison.Ordinal);

    /// <param name="edtf">Canonical EDTF; <see langword="null"/> or empty for no date.</param>
    public static CitedDate? Of(string? edtf) => string.IsNullOrEmpty(edtf) ? null : new(edtf);

    /// <summary>Year, month and day, each only when the ones before it are known.</summary>
    /// <param name="Year">1 to 9999.</param>
    /// <param name="Month">1 to 12.</param>
    /// <param name="Day">1 to 31.</param>
    /// <param name="Season">1 to 4, from spring, instead of a month.</param>
    public readonly record struct Parts(int Year, int? Month = null, int? Day = null, int? Season = null);

    private static Parts? Read(string text)
    {
        var fields = text.TrimEnd('~', '?', '%').Split('-');
        if (fields[0].Length != 4 || Number(fields[0]) is not (> 0 and var year))
        {
            return null;
        }

        var month = fields.Length > 1 ? Number(fields[1]) : null;
        return month switch
        {
            >= 21 and <= 24 => new(year, Season: month - 20),
            >= 1 and <= 12 => new(year, month, fields.Length > 2 ? Number(fields[2]) : null),
            _ => new(year),
        };
    }

    private static Parts? Shared(Parts? start, Parts? end)
    {
        if (start is not { } a || end is not { } b || a.Year != b.Year)
        {
            return null;
        }

        var month = a.Month == b.Month ? a.Month : null;
        return new(a.Year, month, month is not null && a.Day == b.Day ? a.Day : null);
    }

    private static int? Number(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

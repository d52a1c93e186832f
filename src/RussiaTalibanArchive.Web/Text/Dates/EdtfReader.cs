using System.Globalization;

namespace RussiaTalibanArchive.Web.Text.Dates;

/// <summary>The grammar of <see cref="Edtf"/>. Every method answers <see langword="null"/> for what it cannot read.</summary>
internal static class EdtfReader
{
    /// <summary>A day key must fit in 64 bits.</summary>
    private const int MaxYearDigits = 12;

    public static Edtf? Read(ReadOnlySpan<char> text)
    {
        var slash = text.IndexOf('/');
        return slash < 0 ? ReadDate(text) : ReadInterval(text[..slash], text[(slash + 1)..]);
    }

    private static Edtf? ReadInterval(ReadOnlySpan<char> start, ReadOnlySpan<char> end)
    {
        var (startKind, startDate) = ReadEnd(start);
        var (endKind, endDate) = ReadEnd(end);
        var startIsWrong = startKind == EdtfEnd.Known && startDate is null;
        var endIsWrong = endKind == EdtfEnd.Known && endDate is null;
        if (startIsWrong || endIsWrong || (startDate is null && endDate is null))
        {
            return null;
        }

        var first = startDate?.FirstKey ?? EdtfKey.Lowest;
        var last = endDate?.LastKey ?? EdtfKey.Highest;
        if (first > last)
        {
            return null;
        }

        return new Edtf($"{EndText(startKind, startDate)}/{EndText(endKind, endDate)}", first, last)
        {
            IsInterval = true,
            Start = startDate,
            End = endDate,
            StartKind = startKind,
            EndKind = endKind,
            IsUncertain = startDate is { IsUncertain: true } || endDate is { IsUncertain: true },
            IsApproximate = startDate is { IsApproximate: true } || endDate is { IsApproximate: true },
            Precision = (EdtfPrecision)Math.Min(
                (int)(startDate?.Precision ?? EdtfPrecision.Day),
                (int)(endDate?.Precision ?? EdtfPrecision.Day)),
        };
    }

    private static (EdtfEnd Kind, Edtf? Date) ReadEnd(ReadOnlySpan<char> text) => text switch
    {
        "" => (EdtfEnd.Unknown, null),
        ".." => (EdtfEnd.Open, null),
        _ => (EdtfEnd.Known, ReadDate(text)),
    };

    private static string EndText(EdtfEnd kind, Edtf? date) => date?.Value ?? (kind == EdtfEnd.Open ? ".." : "");

    private static Edtf? ReadDate(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return null;
        }

        var qualifier = text[^1] is '?' or '~' or '%' ? text[^1] : '\0';
        var body = qualifier == '\0' ? text : text[..^1];
        if (qualifier == '\0' && body.IndexOf('T') is var t and >= 0)
        {
            if (!IsTime(body[(t + 1)..]) || ReadBody(body[..t], '\0') is not { Precision: EdtfPrecision.Day } day)
            {
                return null;
            }

            return day;
        }

        return body.StartsWith('Y') ? ReadLongYear(body, qualifier) : ReadBody(body, qualifier);
    }

    /// <summary><c>Y170000002</c> or <c>Y-170000002</c>: more than four digits, no leading zero.</summary>
    private static Edtf? ReadLongYear(ReadOnlySpan<char> body, char qualifier)
    {
        var isNegative = body.Length > 1 && body[1] == '-';
        var digits = body[(isNegative ? 2 : 1)..];
        if (digits.Length is <= 4 or > MaxYearDigits || digits[0] == '0' || !IsDigits(digits))
        {
            return null;
        }

        var year = long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture) * (isNegative ? -1 : 1);
        return Date(body, qualifier, EdtfPrecision.Year, year, 0, 0);
    }

    /// <summary>Four digits of year, then perhaps month or season, then perhaps day; <c>X</c> from the right.</summary>
    private static Edtf? ReadBody(ReadOnlySpan<char> body, char qualifier)
    {
        var isNegative = body.StartsWith('-');
        var rest = isNegative ? body[1..] : body;
        if (rest.Length is not (4 or 7 or 10))
        {
            return null;
        }

        if (rest.Length == 4 && ReadUnspecifiedYear(body, rest, isNegative, qualifier) is { } years)
        {
            return years;
        }

        if (!IsDigits(rest[..4]) || (isNegative && rest[..4] is "0000"))
        {
            return null;
        }

        var year = Number(rest[..4]) * (isNegative ? -1 : 1);
        if (rest.Length == 4)
        {
            return Date(body, qualifier, EdtfPrecision.Year, year, 0, 0);
        }

        if (rest[4] != '-' || (rest.Length == 10 && rest[7] != '-'))
        {
            return null;
        }

        return ReadMonth(body, qualifier, year, rest[5..7], rest.Length == 10 ? rest[8..] : "");
    }

    private static Edtf? ReadUnspecifiedYear(ReadOnlySpan<char> body, ReadOnlySpan<char> rest, bool isNegative, char qualifier)
    {
        var known = rest.EndsWith("XX") ? 2 : rest.EndsWith("X") ? 3 : 4;
        if (known == 4 || !IsDigits(rest[..known]) || (isNegative && Number(rest[..known]) == 0))
        {
            return null;
        }

        var span = known == 3 ? 10 : 100;
        var near = Number(rest[..known]) * span;
        var (first, last) = isNegative ? (-(near + span - 1), -near) : (near, near + span - 1);
        return Date(body, qualifier, known == 3 ? EdtfPrecision.Decade : EdtfPrecision.Century, first, 0, 0, last);
    }

    private static Edtf? ReadMonth(
        ReadOnlySpan<char> body, char qualifier, long year, ReadOnlySpan<char> month, ReadOnlySpan<char> day)
    {
        if (month is "XX")
        {
            return day is "" or "XX" ? Date(body, qualifier, EdtfPrecision.Year, year, 0, 0, year, true, day is "XX") : null;
        }

        if (!IsDigits(month))
        {
            return null;
        }

        var number = Number(month);
        if (number is >= 21 and <= 24 && day.IsEmpty)
        {
            return Date(body, qualifier, EdtfPrecision.Season, year, number, 0);
        }

        if (number is < 1 or > 12)
        {
            return null;
        }

        if (day is "" or "XX")
        {
            return Date(body, qualifier, EdtfPrecision.Month, year, number, 0, year, false, day is "XX");
        }

        return IsDigits(day) && Number(day) is var d && d >= 1 && d <= EdtfKey.DaysInMonth(year, number)
            ? Date(body, qualifier, EdtfPrecision.Day, year, number, d)
            : null;
    }

    private static Edtf Date(
        ReadOnlySpan<char> body, char qualifier, EdtfPrecision precision, long year, int month, int day,
        long? lastYear = null, bool isMonthUnspecified = false, bool isDayUnspecified = false)
    {
        var (first, last) = (precision, month) switch
        {
            (EdtfPrecision.Day, _) => (EdtfKey.Of(year, month, day), EdtfKey.Of(year, month, day)),
            (EdtfPrecision.Month, _) => Months(year, month, year, month),
            (EdtfPrecision.Season, 24) => Months(year, 12, year + 1, 2),
            (EdtfPrecision.Season, _) => Months(year, ((month - 21) * 3) + 3, year, ((month - 21) * 3) + 5),
            _ => Months(year, 1, lastYear ?? year, 12),
        };
        return new Edtf(qualifier == '\0' ? body.ToString() : $"{body}{qualifier}", first, last)
        {
            Precision = precision,
            Year = year,
            Month = month,
            Day = day,
            IsMonthUnspecified = isMonthUnspecified,
            IsDayUnspecified = isDayUnspecified,
            IsUncertain = qualifier is '?' or '%',
            IsApproximate = qualifier is '~' or '%',
        };
    }

    private static (long First, long Last) Months(long year, int month, long lastYear, int lastMonth) =>
        (EdtfKey.Of(year, month, 1), EdtfKey.Of(lastYear, lastMonth, EdtfKey.DaysInMonth(lastYear, lastMonth)));

    /// <summary><c>hh:mm:ss</c>, then nothing, <c>Z</c>, <c>±hh</c> or <c>±hh:mm</c>.</summary>
    private static bool IsTime(ReadOnlySpan<char> text)
    {
        if (text.Length < 8 || text[2] != ':' || text[5] != ':'
            || !IsBelow(text[..2], 24) || !IsBelow(text[3..5], 60) || !IsBelow(text[6..8], 60))
        {
            return false;
        }

        var zone = text[8..];
        if (zone is "" or "Z")
        {
            return true;
        }

        return zone[0] is '+' or '-'
            && zone.Length is 3 or 6
            && IsBelow(zone[1..3], 24)
            && (zone.Length == 3 || (zone[3] == ':' && IsBelow(zone[4..6], 60)));
    }

    private static bool IsBelow(ReadOnlySpan<char> digits, int limit) => IsDigits(digits) && Number(digits) < limit;

    private static bool IsDigits(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');

    private static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}

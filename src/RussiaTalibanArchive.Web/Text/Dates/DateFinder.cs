namespace RussiaTalibanArchive.Web.Text.Dates;

/// <summary>What a found date says, for a page to turn into words.</summary>
public enum DateReason
{
    FullDate,
    MonthAndYear,
    EarlyMonth,
    MiddleOfMonth,
    LateMonth,
    Year,
    EarlyYear,
    MiddleOfYear,
    LateYear,
    Decade,

    /// <summary>Day, month and year in digits, such as <c>07.07.2025</c>.</summary>
    Numeric,

    /// <summary><c>2025-07-07</c>.</summary>
    Iso,

    Range,
}

/// <summary>A date that stands in a text.</summary>
/// <param name="Start">UTF-16 code units from the start of the text.</param>
/// <param name="End">Where it ends, exclusive, in UTF-16 code units.</param>
/// <param name="Printed">The text from <paramref name="Start"/> to <paramref name="End"/>.</param>
/// <param name="Calendar">The calendar it is written in.</param>
/// <param name="Edtf">The same on the Gregorian calendar, in canonical EDTF.</param>
/// <param name="Reason">What it says.</param>
public sealed record FoundDate(int Start, int End, string Printed, Calendar Calendar, string Edtf, DateReason Reason);

/// <summary>Finds the dates in Arabic, Persian and Dari, Pashto, Russian and English text, whatever mixture it is.</summary>
/// <remarks>
/// A year by itself counts only beside a word that says it is one. Days without a year are not dates. Digits and
/// slashes are read day first; where the words around are Latin and month first is possible, the date is marked <c>?</c>.
/// Parts of months and years are intervals of approximate ends; every date from the Hijri calendar is approximate.
/// Time and memory grow in step with the text.
/// </remarks>
public static class DateFinder
{
    /// <summary>The dates in reading order, none overlapping; of several readings at one place, the longest.</summary>
    public static IReadOnlyList<FoundDate> Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var tokens = DateTokens.Read(text);
        var grammar = new DateGrammar(text, tokens);
        var found = new List<FoundDate>();
        for (var at = 0; at < tokens.Length;)
        {
            if (grammar.TryReadDate(at, out var reading))
            {
                var (start, end) = (tokens[reading.First].TermStart, tokens[reading.Next - 1].End);
                found.Add(new FoundDate(start, end, text[start..end], reading.Calendar, reading.Edtf, reading.Reason));
                at = reading.Next;
            }
            else
            {
                at++;
            }
        }

        return found;
    }
}

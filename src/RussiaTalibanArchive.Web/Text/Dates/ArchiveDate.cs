namespace RussiaTalibanArchive.Web.Text.Dates;

/// <summary>A date as the archive keeps it: what the paper says, and what that means on the Gregorian calendar.</summary>
public sealed record ArchiveDate
{
    private ArchiveDate()
    {
    }

    /// <summary>The date in the words and digits of the paper; empty when only <see cref="Edtf"/> is known.</summary>
    public string Printed { get; private init; } = "";

    /// <summary>The calendar of <see cref="Printed"/>.</summary>
    public Calendar Calendar { get; private init; }

    /// <summary>The Gregorian date in canonical EDTF.</summary>
    public string Edtf { get; private init; } = "";

    /// <summary>The first day it may be, to sort and filter by.</summary>
    public DateOnly Earliest { get; private init; }

    /// <summary>The last day it may be, inclusive, to sort and filter by.</summary>
    public DateOnly Latest { get; private init; }

    /// <param name="edtf">The date on the Gregorian calendar.</param>
    /// <param name="printed">As the paper has it; white space around it is dropped.</param>
    /// <param name="calendar">The calendar of <paramref name="printed"/>.</param>
    public static ArchiveDate From(Edtf edtf, string? printed = null, Calendar calendar = Calendar.Gregorian) => new()
    {
        Printed = printed?.Trim() ?? "",
        Calendar = calendar,
        Edtf = edtf.Value,
        Earliest = edtf.Earliest,
        Latest = edtf.Latest,
    };
}

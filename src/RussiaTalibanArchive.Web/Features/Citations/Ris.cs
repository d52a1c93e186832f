using System.Globalization;
using System.Text;

namespace RussiaTalibanArchive.Web.Features.Citations;

/// <summary>Writes RIS: UTF-8, a field a line, each line ended by CR LF. Source: what Zotero, EndNote and bibutils read back.</summary>
public static class Ris
{
    public static string Write(IEnumerable<Citation> citations)
    {
        ArgumentNullException.ThrowIfNull(citations);
        var ris = new StringBuilder();
        foreach (var citation in citations)
        {
            if (ris.Length > 0)
            {
                ris.Append("\r\n");
            }

            WriteRecord(ris, citation);
        }

        return ris.ToString();
    }

    private static void WriteRecord(StringBuilder ris, Citation citation)
    {
        Line(ris, "TY", TypeOf(citation.Type));
        Line(ris, "ID", citation.Reference);
        foreach (var author in citation.Authors)
        {
            Line(ris, "AU", Name(author));
        }

        Line(ris, "TI", citation.Title);
        Line(ris, "T2", citation.Type == CitationType.NewsArticle ? citation.Publisher : citation.Source?.Title);
        WriteDate(ris, citation.Date);
        WriteTypeAndPublisher(ris, citation);
        Line(ris, "SP", citation.Page?.ToString(CultureInfo.InvariantCulture));
        Line(ris, "AB", citation.Words ?? citation.Abstract);
        foreach (var keyword in citation.Keywords)
        {
            Line(ris, "KW", keyword);
        }

        Line(ris, "LA", citation.Language);
        Line(ris, "DB", citation.Archive);
        Line(ris, "AN", citation.Reference);
        Line(ris, "CN", citation.Reference);
        Line(ris, "CR", citation.Rights);
        Line(ris, "UR", citation.Url);
        foreach (var note in NotesOf(citation))
        {
            Line(ris, "N1", note);
        }

        ris.Append("ER  - \r\n");
    }

    /// <summary>AGGR is the one type that reference managers make a plain document of; GEN becomes a journal article.</summary>
    private static string TypeOf(CitationType type) => type switch
    {
        CitationType.NewsArticle => "NEWS",
        CitationType.Report => "RPRT",
        CitationType.Letter => "PCOMM",
        CitationType.Email => "ICOMM",
        _ => "AGGR",
    };

    private static void WriteDate(StringBuilder ris, CitedDate? date)
    {
        if (date?.Common is { } known)
        {
            // Three slashes hold the places of what is not known, but for the one that stands after a whole date.
            Line(ris, "DA", string.Create(CultureInfo.InvariantCulture, $"{known.Year:0000}/{known.Month:00}/{known.Day:00}{(known.Day is null ? "/" : "")}"));
            Line(ris, "PY", known.Year.ToString("0000", CultureInfo.InvariantCulture));
        }
    }

    private static void WriteTypeAndPublisher(StringBuilder ris, Citation citation)
    {
        switch (citation.Type)
        {
            case CitationType.NewsArticle:
                break;
            case CitationType.Report:
                Line(ris, "M3", citation.Genre);
                Line(ris, "PB", citation.Authors is [var issuer, ..] ? issuer.Family : citation.Archive);
                break;
            case CitationType.Letter or CitationType.Email:
                Line(ris, "M3", citation.Genre);
                Line(ris, "PB", citation.Archive);
                break;
            default:
                Line(ris, "PB", citation.Publisher ?? citation.Archive);
                break;
        }
    }

    private static IEnumerable<string> NotesOf(Citation citation)
    {
        if (citation.Source is { } source)
        {
            yield return citation.Place is { } place ? $"Quoted from {source.Reference}, {place}" : $"Quoted from {source.Reference}";
        }

        // Elsewhere M3 would be read as a DOI.
        if (citation is { Type: CitationType.Document, Genre: { Length: > 0 } genre })
        {
            yield return $"Kind of document: {genre}";
        }

        if (citation.Date is { IsPlain: false } date)
        {
            yield return $"Date in EDTF: {date.Edtf}";
        }

        foreach (var note in citation.Notes().Concat(citation.Remarks()))
        {
            yield return note;
        }
    }

    /// <summary>Only a comma parts family and given name, so that a body's name must have none.</summary>
    private static string Name(CitedName name) => name.IsBody
        ? WithoutComma(name.Family)
        : $"{WithoutComma(name.Family)}, {WithoutComma(name.Given!)}";

    private static string WithoutComma(string name) => name.Replace(",", " –", StringComparison.Ordinal);

    private static void Line(StringBuilder ris, string tag, string? value)
    {
        if (CitedText.Line(value) is { Length: > 0 } line)
        {
            ris.Append(tag).Append("  - ").Append(line).Append("\r\n");
        }
    }
}

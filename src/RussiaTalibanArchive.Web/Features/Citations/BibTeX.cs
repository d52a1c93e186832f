using System.Text;

namespace RussiaTalibanArchive.Web.Features.Citations;

/// <summary>
/// Writes BibLaTeX, and BibTeX as its old styles read it, in raw UTF-8. Source: the biblatex manual, sections 2.1 to 2.3, BibTeXing by Oren
/// Patashnik, and what biber, pybtex and Better BibTeX read back.
/// </summary>
public static class BibTeX
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>BibLaTeX.</summary>
    public static string Write(IEnumerable<Citation> citations) => Write(citations, WriteEntry);

    /// <summary>BibTeX, for styles that know no other fields: a year and the macro of a month, <c>journal</c>, <c>techreport</c>, <c>howpublished</c>.</summary>
    public static string WriteClassic(IEnumerable<Citation> citations) => Write(citations, WriteClassicEntry);

    private static string Write(IEnumerable<Citation> citations, Action<StringBuilder, Citation> write)
    {
        ArgumentNullException.ThrowIfNull(citations);
        var bib = new StringBuilder();
        foreach (var citation in citations)
        {
            if (bib.Length > 0)
            {
                bib.Append('\n');
            }

            write(bib, citation);
        }

        return bib.ToString();
    }

    private static void WriteClassicEntry(StringBuilder bib, Citation citation)
    {
        var type = citation.Type switch { CitationType.NewsArticle => "article", CitationType.Report => "techreport", _ => "misc" };
        bib.Append('@').Append(type).Append('{').Append(citation.Reference).Append(",\n");
        Raw(bib, "author", string.Join(" and ", citation.Authors.Select(Name)));
        Body(bib, "title", citation.Title); // In braces of its own, or styles make its capitals small.
        var place = citation.Type switch
        {
            CitationType.NewsArticle => null,
            CitationType.Quotation => $"{SourceAndPlace(citation)}. {citation.Archive}, {citation.Reference}",
            _ => $"{citation.Archive}, {citation.Reference}",
        };
        Field(bib, "journal", citation.Type == CitationType.NewsArticle ? citation.Publisher ?? citation.Archive : null);
        Body(bib, "institution", citation.Type == CitationType.Report ? citation.Authors is [var issuer, ..] ? issuer.Family : citation.Archive : null);
        Field(bib, "type", citation.Type == CitationType.Report ? citation.Genre : null);
        Field(bib, citation.Type == CitationType.Report ? "number" : "howpublished", place);
        // What a year and a month cannot say stands in the note.
        var plain = citation.Date is { IsPlain: true } certain ? certain.Start : null;
        Raw(bib, "year", citation.Date?.Start?.Year.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (plain?.Month is { } month)
        {
            bib.Append("  ").Append("month".PadRight(12)).Append(" = ").Append(Months[month - 1]).Append(",\n");
        }

        var exact = citation.Date is null || plain is { Day: null } ? null : $"Date: {citation.Date.Edtf}";
        Field(bib, "language", citation.Language is null ? null : LanguageNames.English(citation.Language));
        Raw(bib, "url", Url(citation.Url));
        Field(bib, "note", string.Join(". ", new[] { exact }.OfType<string>().Concat(citation.Notes()).Concat(citation.Remarks())));
        Field(bib, "abstract", citation.Words ?? citation.Abstract);
        Field(bib, "keywords", string.Join(", ", citation.Keywords.Select(k => CitedText.Line(k).Replace(",", " –", StringComparison.Ordinal))));
        bib.Append("}\n");
    }

    private static void WriteEntry(StringBuilder bib, Citation citation)
    {
        bib.Append('@').Append(EntryType(citation.Type)).Append('{').Append(citation.Reference).Append(",\n");
        Raw(bib, "author", string.Join(" and ", citation.Authors.Select(Name)));
        Field(bib, "title", citation.Title);
        switch (citation.Type)
        {
            case CitationType.NewsArticle:
                Field(bib, "journaltitle", citation.Publisher ?? citation.Archive);
                Field(bib, "entrysubtype", "newspaper");
                break;
            case CitationType.Report:
                Field(bib, "type", citation.Genre);
                Body(bib, "institution", citation.Authors is [var issuer, ..] ? issuer.Family : citation.Archive);
                break;
            case CitationType.Quotation:
                Field(bib, "titleaddon", SourceAndPlace(citation));
                Field(bib, "type", "Quotation");
                Body(bib, "organization", citation.Publisher ?? citation.Archive);
                break;
            default:
                Field(bib, "type", citation.Genre);
                Body(bib, "organization", citation.Archive);
                break;
        }

        Raw(bib, "date", citation.Date?.Edtf);
        Field(bib, "language", citation.Language is null ? null : LanguageNames.English(citation.Language));
        Raw(bib, "langid", LanguageNames.Babel(citation.Language));
        Raw(bib, "url", Url(citation.Url));
        Field(bib, "library", $"{citation.Archive}, {citation.Reference}");
        Field(bib, "note", string.Join(". ", citation.Notes()));
        Field(bib, "abstract", citation.Words ?? citation.Abstract);
        Field(bib, "annotation", string.Join(". ", [.. citation.Remarks(), .. citation.Rights is null ? Array.Empty<string>() : [$"Rights: {citation.Rights}"]]));
        Field(bib, "keywords", string.Join(", ", citation.Keywords.Select(k => CitedText.Line(k).Replace(",", " –", StringComparison.Ordinal))));
        bib.Append("}\n");
    }

    /// <summary>Letters too are <c>misc</c>: biblatex knows no field of a <c>letter</c>, and others take it for an article.</summary>
    private static string EntryType(CitationType type) => type switch
    {
        CitationType.NewsArticle => "article",
        CitationType.Report => "report",
        _ => "misc",
    };

    private static string? SourceAndPlace(Citation citation) => citation switch
    {
        { Source: null } => citation.Place,
        { Place: null } => $"In: {citation.Source.Title} ({citation.Source.Reference})",
        _ => $"In: {citation.Source.Title} ({citation.Source.Reference}), {citation.Place}",
    };

    /// <summary>A body in braces of its own, or BibTeX would take its name apart.</summary>
    private static string Name(CitedName name) => name.IsBody
        ? $"{{{Escape(name.Family)}}}"
        : $"{Part(name.Family)}, {Part(name.Given!)}";

    private static string Part(string part) =>
        part.Contains(',', StringComparison.Ordinal) || part.Split(' ').Contains("and", StringComparer.OrdinalIgnoreCase) ? $"{{{Escape(part)}}}" : Escape(part);

    private static void Field(StringBuilder bib, string field, string? value) => Raw(bib, field, value is null ? null : Escape(value));

    /// <summary>A value of a list field: in braces of its own, or an <c>and</c> in it would part it.</summary>
    private static void Body(StringBuilder bib, string field, string? value) =>
        Raw(bib, field, string.IsNullOrWhiteSpace(value) ? null : $"{{{Escape(value)}}}");

    private static void Raw(StringBuilder bib, string field, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            bib.Append("  ").Append(field.PadRight(12)).Append(" = {").Append(value).Append("},\n");
        }
    }

    /// <summary>One line with everything that means something to TeX escaped.</summary>
    private static string Escape(string value)
    {
        var line = CitedText.Line(value);
        var isBalanced = IsBalanced(line);
        var escaped = new StringBuilder(line.Length + 16);
        foreach (var c in line)
        {
            _ = c switch
            {
                '&' or '%' or '#' or '_' or '$' => escaped.Append('\\').Append(c),
                '~' => escaped.Append(@"{\textasciitilde}"),
                '^' => escaped.Append(@"{\textasciicircum}"),
                '\\' => escaped.Append(@"{\textbackslash}"),
                // Readers count braces without looking for a backslash: one alone would swallow the rest of the file.
                '{' => escaped.Append(isBalanced ? @"\{" : @"{\textbraceleft}"),
                '}' => escaped.Append(isBalanced ? @"\}" : @"{\textbraceright}"),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    private static bool IsBalanced(string line)
    {
        var open = 0;
        foreach (var c in line)
        {
            open += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (open < 0)
            {
                return false;
            }
        }

        return open == 0;
    }

    /// <summary>An address goes in raw; what would end the field is said in percents.</summary>
    private static string Url(string address) => CitedText.Line(address)
        .Replace("{", "%7B", StringComparison.Ordinal).Replace("}", "%7D", StringComparison.Ordinal)
        .Replace("\\", "%5C", StringComparison.Ordinal).Replace(" ", "%20", StringComparison.Ordinal);
}

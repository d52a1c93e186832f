using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RussiaTalibanArchive.Web.Features.Citations;

/// <summary>Writes CSL-JSON. Source: csl-data.json of the Citation Style Language, version 1.0.2, which allows no other properties.</summary>
public static class CslJson
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // A file of its own, never part of a page.
    };

    public static string Write(IEnumerable<Citation> citations) => Write(citations, null);

    /// <param name="citations">In their order.</param>
    /// <param name="accessed">The day on which a reader looks, where that is to be cited.</param>
    public static string Write(IEnumerable<Citation> citations, DateOnly? accessed)
    {
        ArgumentNullException.ThrowIfNull(citations);
        using var utf8 = new MemoryStream();
        using (var json = new Utf8JsonWriter(utf8, Options))
        {
            json.WriteStartArray();
            foreach (var citation in citations)
            {
                WriteItem(json, citation, accessed);
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(utf8.GetBuffer(), 0, (int)utf8.Length) + "\n";
    }

    private static void WriteItem(Utf8JsonWriter json, Citation citation, DateOnly? accessed)
    {
        json.WriteStartObject();
        Text(json, "id", citation.Reference);
        Text(json, "type", TypeOf(citation.Type));
        WriteAuthors(json, citation.Authors);
        Text(json, "title", citation.Title);
        Text(json, "container-title", citation.Type == CitationType.NewsArticle ? citation.Publisher : citation.Source?.Title);
        WriteDate(json, citation.Date);
        if (accessed is { } day)
        {
            json.WriteStartObject("accessed");
            json.WriteStartArray("date-parts");
            WriteParts(json, new(day.Year, day.Month, day.Day));
            json.WriteEndArray();
            json.WriteEndObject();
        }

        Text(json, "genre", citation.Genre ?? (citation.Type == CitationType.Quotation ? "Quotation" : null));
        Text(json, "publisher", PublisherOf(citation));
        if (citation.Page is { } page)
        {
            json.WriteNumber("page", page);
        }

        Text(json, "section", citation.Paragraph is { } paragraph ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"para. {paragraph}") : null);
        Text(json, "language", citation.Language);
        Text(json, "archive", citation.Archive);
        Text(json, "archive_location", citation.Reference);
        Text(json, "call-number", citation.Reference);
        Text(json, "URL", citation.Url);
        Lines(json, "abstract", citation.Words ?? citation.Abstract);
        Text(json, "keyword", string.Join(", ", citation.Keywords.Select(k => CitedText.Line(k).Replace(",", " –", StringComparison.Ordinal))));
        Lines(json, "note", string.Join('\n', citation.Notes().Concat(citation.Remarks()).Select(CitedText.Line)));
        WriteCustom(json, citation);
        json.WriteEndObject();
    }

    private static string TypeOf(CitationType type) => type switch
    {
        CitationType.NewsArticle => "article-newspaper",
        CitationType.Report => "report",
        CitationType.Letter or CitationType.Email => "personal_communication",
        CitationType.Dossier => "collection",
        CitationType.Tag => "entry",
        _ => "document",
    };

    private static string? PublisherOf(Citation citation) => citation.Type switch
    {
        CitationType.NewsArticle => null,
        CitationType.Report when citation.Authors is [var issuer, ..] => issuer.Family,
        _ => citation.Publisher ?? citation.Archive,
    };

    private static void WriteAuthors(Utf8JsonWriter json, IReadOnlyList<CitedName> authors)
    {
        if (authors.Count == 0)
        {
            return;
        }

        json.WriteStartArray("author");
        foreach (var author in authors)
        {
            json.WriteStartObject();
            Text(json, author.IsBody ? "literal" : "family", author.Family);
            Text(json, "given", author.Given);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteDate(Utf8JsonWriter json, CitedDate? date)
    {
        if (date is null)
        {
            return;
        }

        json.WriteStartObject("issued");
        if (date.Start is { } start && (!date.IsInterval || date.End is not null))
        {
            json.WriteStartArray("date-parts");
            WriteParts(json, start);
            if (date.End is { } end)
            {
                WriteParts(json, end);
            }

            json.WriteEndArray();
            if (!date.IsInterval && start.Season is { } season)
            {
                json.WriteNumber("season", season);
            }

            if (date.IsCirca)
            {
                json.WriteBoolean("circa", true);
            }
        }
        else
        {
            Text(json, "literal", date.Edtf);
        }

        json.WriteEndObject();
    }

    private static void WriteParts(Utf8JsonWriter json, CitedDate.Parts parts)
    {
        json.WriteStartArray();
        json.WriteNumberValue(parts.Year);
        if (parts.Month is { } month)
        {
            json.WriteNumberValue(month);
            if (parts.Day is { } day)
            {
                json.WriteNumberValue(day);
            }
        }

        json.WriteEndArray();
    }

    /// <summary>What the format has no property for.</summary>
    private static void WriteCustom(Utf8JsonWriter json, Citation citation)
    {
        if (citation is { Date: null, Rights: null, Source: null, Words: null })
        {
            return;
        }

        json.WriteStartObject("custom");
        Text(json, "edtf", citation.Date?.Edtf);
        Text(json, "rights", citation.Rights);
        Text(json, "source", citation.Source?.Reference);
        Text(json, "sha256", citation.Words is null ? null : CitedText.Fingerprint(citation.Words));
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string property, string? value)
    {
        if (CitedText.Line(value) is { Length: > 0 } line)
        {
            json.WriteString(property, line);
        }
    }

    private static void Lines(Utf8JsonWriter json, string property, string? value)
    {
        if (CitedText.Lines(value) is { Length: > 0 } lines)
        {
            json.WriteString(property, lines);
        }
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Tags.Exchange;

/// <summary>Writes the vocabulary as SKOS in JSON-LD, with the context inside. Source: JSON-LD 1.1, W3C Recommendation of 16 July 2020.</summary>
public static class SkosJsonLd
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // A file of its own, never part of a page.
    };

    /// <summary>The terms that stand for an address, and those that stand for texts by their language.</summary>
    private static readonly string[] Addresses = ["inScheme", "topConceptOf", "hasTopConcept", "broader", "exactMatch"];
    private static readonly string[] ByLanguage = ["prefLabel", "altLabel", "scopeNote"];

    public static byte[] Write(IReadOnlyList<ExportedTag> tags, VocabularyTarget target)
    {
        ArgumentNullException.ThrowIfNull(tags);
        ArgumentNullException.ThrowIfNull(target);
        using var utf8 = new MemoryStream();
        using (var json = new Utf8JsonWriter(utf8, Options))
        {
            json.WriteStartObject();
            WriteContext(json);
            json.WriteStartArray("@graph");
            WriteScheme(json, tags, target);
            foreach (var tag in tags)
            {
                WriteConcept(json, tag.Record, target);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return utf8.ToArray();
    }

    private static void WriteContext(Utf8JsonWriter json)
    {
        json.WriteStartObject("@context");
        json.WriteString("@vocab", Skos.Namespace);
        json.WriteString("dcterms", Skos.Terms);
        json.WriteString("owl", Skos.Owl);
        foreach (var term in Addresses)
        {
            WriteTerm(json, term, Skos.Namespace + term, "@type", "@id");
        }

        WriteTerm(json, "isReplacedBy", Skos.Terms + "isReplacedBy", "@type", "@id");
        foreach (var term in ByLanguage)
        {
            WriteTerm(json, term, Skos.Namespace + term, "@container", "@language");
        }

        json.WriteEndObject();
    }

    private static void WriteTerm(Utf8JsonWriter json, string term, string address, string key, string value)
    {
        json.WriteStartObject(term);
        json.WriteString("@id", address);
        json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static void WriteScheme(Utf8JsonWriter json, IReadOnlyList<ExportedTag> tags, VocabularyTarget target)
    {
        json.WriteStartObject();
        json.WriteString("@id", Skos.SchemeOf(target));
        json.WriteString("@type", "ConceptScheme");
        json.WriteString("dcterms:title", target.Title);
        WriteAll(json, "hasTopConcept", tags.Where(t => t.Record.Broader is null && !Skos.IsReplaced(t.Record)).Select(t => Skos.ConceptOf(target, t.Record.Slug!)));
        json.WriteEndObject();
    }

    private static void WriteConcept(Utf8JsonWriter json, TagRecord tag, VocabularyTarget target)
    {
        json.WriteStartObject();
        json.WriteString("@id", Skos.ConceptOf(target, tag.Slug!));
        json.WriteString("@type", "Concept");
        json.WriteString("inScheme", Skos.SchemeOf(target));
        json.WriteString("notation", tag.Slug);
        WriteTexts(json, "prefLabel", tag.Labels!.Select(l => (l.Key, l.Value)));
        WriteTexts(json, "altLabel", Skos.AlternativesOf(tag));
        WriteTexts(json, "scopeNote", tag.ScopeNote is { } note ? [(LanguageGuess.Of(note) ?? Skos.Undetermined, note)] : []);
        if (tag.Type is not null)
        {
            json.WriteString("dcterms:type", tag.Type);
        }

        if (tag.Date is not null)
        {
            json.WriteString("dcterms:date", tag.Date);
        }

        WriteAll(json, "exactMatch", (tag.SameAs ?? []).Select(Skos.Iri));
        if (tag.Broader is not null)
        {
            json.WriteString("broader", Skos.ConceptOf(target, tag.Broader));
        }

        if (tag.ReplacedBy is not null)
        {
            json.WriteBoolean("owl:deprecated", true);
            json.WriteString("isReplacedBy", Skos.ConceptOf(target, tag.ReplacedBy));
        }
        else if (tag.Broader is null)
        {
            json.WriteString("topConceptOf", Skos.SchemeOf(target));
        }

        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string term, IEnumerable<(string Language, string Text)> texts)
    {
        var languages = texts.GroupBy(t => t.Language, t => t.Text).ToList();
        if (languages.Count == 0)
        {
            return;
        }

        json.WriteStartObject(term);
        foreach (var language in languages)
        {
            if (language.Skip(1).Any())
            {
                WriteAll(json, language.Key, language);
            }
            else
            {
                json.WriteString(language.Key, language.First());
            }
        }

        json.WriteEndObject();
    }

    private static void WriteAll(Utf8JsonWriter json, string term, IEnumerable<string> values)
    {
        var all = values.ToList();
        if (all.Count == 0)
        {
            return;
        }

        json.WriteStartArray(term);
        all.ForEach(json.WriteStringValue);
        json.WriteEndArray();
    }
}

using System.Globalization;
using System.Text;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Tags.Exchange;

/// <summary>Writes the vocabulary as SKOS in Turtle. Source: RDF 1.1 Turtle, W3C Recommendation of 25 February 2014.</summary>
public static class SkosTurtle
{
    public static byte[] Write(IReadOnlyList<ExportedTag> tags, VocabularyTarget target)
    {
        ArgumentNullException.ThrowIfNull(tags);
        ArgumentNullException.ThrowIfNull(target);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"@prefix skos: <{Skos.Namespace}> .\n@prefix dcterms: <{Skos.Terms}> .\n@prefix owl: <{Skos.Owl}> .\n");
        var tops = tags.Where(t => t.Record.Broader is null && !Skos.IsReplaced(t.Record)).Select(t => Concept(target, t.Record.Slug!)).ToList();
        Append(text, $"<{Skos.SchemeOf(target)}>", [("a", "skos:ConceptScheme"), ("dcterms:title", Literal(target.Title)), .. tops.Select(t => ("skos:hasTopConcept", t))]);
        foreach (var tag in tags)
        {
            Append(text, Concept(target, tag.Record.Slug!), StatementsOf(tag.Record, target));
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static IEnumerable<(string Property, string Value)> StatementsOf(TagRecord tag, VocabularyTarget target)
    {
        yield return ("a", "skos:Concept");
        yield return ("skos:inScheme", $"<{Skos.SchemeOf(target)}>");
        yield return ("skos:notation", Literal(tag.Slug!));
        foreach (var (language, label) in tag.Labels!)
        {
            yield return ("skos:prefLabel", $"{Literal(label)}@{language}");
        }

        foreach (var (language, alias) in Skos.AlternativesOf(tag))
        {
            yield return ("skos:altLabel", $"{Literal(alias)}@{language}");
        }

        if (tag.Type is not null)
        {
            yield return ("dcterms:type", Literal(tag.Type));
        }

        if (tag.Date is not null)
        {
            yield return ("dcterms:date", Literal(tag.Date));
        }

        if (tag.ScopeNote is not null)
        {
            yield return ("skos:scopeNote", $"{Literal(tag.ScopeNote)}@{LanguageGuess.Of(tag.ScopeNote) ?? Skos.Undetermined}");
        }

        foreach (var address in tag.SameAs ?? [])
        {
            yield return ("skos:exactMatch", $"<{Skos.Iri(address)}>");
        }

        if (tag.Broader is not null)
        {
            yield return ("skos:broader", Concept(target, tag.Broader));
        }

        if (tag.ReplacedBy is not null)
        {
            yield return ("owl:deprecated", "true");
            yield return ("dcterms:isReplacedBy", Concept(target, tag.ReplacedBy));
        }
        else if (tag.Broader is null)
        {
            yield return ("skos:topConceptOf", $"<{Skos.SchemeOf(target)}>");
        }
    }

    private static void Append(StringBuilder text, string subject, IEnumerable<(string Property, string Value)> statements) =>
        text.Append('\n').Append(subject).Append('\n').AppendJoin(" ;\n", statements.Select(s => $"    {s.Property} {s.Value}")).Append(" .\n");

    private static string Concept(VocabularyTarget target, string slug) => $"<{Skos.ConceptOf(target, slug)}>";

    private static string Literal(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' or '\\' => text.Append('\\').Append(c),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' or '\u007F' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => text.Append(c),
            };
        }

        return text.Append('"').ToString();
    }
}

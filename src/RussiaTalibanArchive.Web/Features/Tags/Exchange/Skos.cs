using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Tags.Exchange;

/// <summary>How tags are said in SKOS. Source: SKOS Reference, W3C Recommendation of 18 August 2009.</summary>
public static class Skos
{
    public const string Namespace = "http://www.w3.org/2004/02/skos/core#";
    public const string Terms = "http://purl.org/dc/terms/";
    public const string Owl = "http://www.w3.org/2002/07/owl#";

    /// <summary>The language of a text of which that is not known (BCP 47).</summary>
    public const string Undetermined = "und";

    public static string SchemeOf(VocabularyTarget target) => $"{target.Site}/tags";

    public static string ConceptOf(VocabularyTarget target, string slug) => $"{target.Site}/tags/{Uri.EscapeDataString(slug)}";

    /// <summary>Other names do not say their language. A name that is the preferred one in its language is no other name (S13).</summary>
    public static IEnumerable<(string Language, string Text)> AlternativesOf(TagRecord tag) => (tag.Aliases ?? [])
        .Select(a => (Language: LanguageGuess.Of(a) ?? Undetermined, Text: a))
        .Where(a => tag.Labels!.GetValueOrDefault(a.Language) != a.Text);

    /// <summary>An address as RDF allows it: what may not stand in one is escaped.</summary>
    public static string Iri(string address) => new Uri(address).AbsoluteUri;

    public static bool IsReplaced(TagRecord tag) => tag.ReplacedBy is not null;
}

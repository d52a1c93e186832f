using RussiaTalibanArchive.Web.Features.Shared;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Tags.Exchange;

/// <summary>Makes tags of what a SKOS vocabulary says.</summary>
internal static class SkosReader
{
    public static IReadOnlyList<ReadTag> Read(IReadOnlyList<RdfStatement> statements)
    {
        var about = statements.ToLookup(s => s.Subject);
        var concepts = statements.Where(s => s.Property == TurtleReader.Type && s.Value.Text == Skos.Namespace + "Concept").Select(s => s.Subject).Distinct().ToList();
        var slugs = concepts.ToDictionary(c => c, c => SlugOf(c, about[c]));
        var above = statements.Where(s => s.Property == Skos.Namespace + "broader").Select(s => (Concept: s.Subject, Above: s.Value.Text))
            .Concat(statements.Where(s => s.Property == Skos.Namespace + "narrower").Select(s => (Concept: s.Value.Text, Above: s.Subject))).ToLookup(s => s.Concept, s => s.Above);
        return [.. concepts.Select(c => Read(c, [.. about[c]], [.. above[c].Distinct()], slugs))];
    }

    private static ReadTag Read(string concept, List<RdfStatement> statements, List<string> above, Dictionary<string, string> slugs)
    {
        var labels = new Dictionary<string, string>();
        var aliases = Values("altLabel").Concat(Values("hiddenLabel")).Select(v => v.Text).ToList();
        foreach (var label in Values("prefLabel"))
        {
            if (!labels.TryAdd(label.Language ?? LanguageGuess.Of(label.Text) ?? "en", label.Text))
            {
                aliases.Add(label.Text);
            }
        }

        var notes = Values("scopeNote").ToList();
        return new()
        {
            Problem = above.Count > 1 ? new(nameof(TagRecord.Broader), Words.Key("It stands below more than one tag. Here a tag stands below one.")) : null,
            Record = new()
            {
                Slug = slugs[concept],
                Labels = labels,
                Aliases = [.. aliases.Distinct()],
                Type = statements.Find(s => s.Property == Skos.Terms + "type" && !s.Value.IsAddress)?.Value.Text ?? "",
                Date = statements.Find(s => s.Property == Skos.Terms + "date" && !s.Value.IsAddress)?.Value.Text ?? "",
                Broader = above.Count == 0 ? "" : SlugFor(above[0]),
                ScopeNote = string.Join('\n', (notes.Count > 0 ? notes : Values("definition")).Select(n => n.Text)),
                SameAs = [.. Values("exactMatch").Concat(statements.Where(s => s.Property == Skos.Owl + "sameAs").Select(s => s.Value)).Select(v => v.Text).Distinct()],
                ReplacedBy = statements.Find(s => s.Property == Skos.Terms + "isReplacedBy") is { } successor ? SlugFor(successor.Value.Text) : null,
            },
        };

        IEnumerable<RdfValue> Values(string property) => statements.Where(s => s.Property == Skos.Namespace + property).Select(s => s.Value);
        string SlugFor(string other) => slugs.GetValueOrDefault(other) ?? LastPart(other);
    }

    /// <summary>The notation, if it can be a slug; else the end of the address; else what the preferred name makes.</summary>
    private static string SlugOf(string concept, IEnumerable<RdfStatement> statements)
    {
        var notation = statements.FirstOrDefault(s => s.Property == Skos.Namespace + "notation")?.Value.Text.Trim().ToLowerInvariant();
        var slug = notation is not null && TagWriter.IsSlug(notation) ? notation : LastPart(concept);
        return slug.Length > 0 ? slug : TagWriter.SlugOf(statements.FirstOrDefault(s => s.Property == Skos.Namespace + "prefLabel")?.Value.Text ?? "");
    }

    private static string LastPart(string address) => TagWriter.SlugOf(Uri.UnescapeDataString(address.TrimEnd('/', '#').Split('/', '#', ':')[^1]));
}

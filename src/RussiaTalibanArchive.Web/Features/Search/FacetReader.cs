using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Quotations;
using RussiaTalibanArchive.Web.Features.Search.Query;
using RussiaTalibanArchive.Web.Features.Shared;
using RussiaTalibanArchive.Web.Features.Tags;

namespace RussiaTalibanArchive.Web.Features.Search;

/// <summary>A value that results can be narrowed to.</summary>
/// <param name="Value">As an address has it.</param>
/// <param name="Label">As readers know it.</param>
/// <param name="Language">BCP 47 language of the label, where it is the archive's own words.</param>
/// <param name="Count">How many results have it; <see langword="null"/> for one that was chosen and that none has.</param>
/// <param name="Depth">How many of the values before it stand above it in a tree.</param>
public sealed record FacetValue(string Value, string Label, string? Language, int? Count, int Depth = 0);

/// <summary>Puts names to the values that a search counted.</summary>
public sealed class FacetReader(ArchiveDbContext db, Words words)
{
    /// <summary>The facets that have something to choose, in the order in which they are shown.</summary>
    public async Task<IReadOnlyList<(Facet Facet, string Name, IReadOnlyList<FacetValue> Values)>> ReadAsync(
        SearchFound found, SearchAddress address, bool showsStatus, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(address);
        var all = new List<(Facet, string, IReadOnlyList<FacetValue>)>();
        foreach (var facet in new[] { Facet.In, Facet.Lang, Facet.Tag, Facet.Issuer, Facet.Speaker, Facet.Authenticity, Facet.Article, Facet.Status })
        {
            if (facet == Facet.Status && !showsStatus)
            {
                continue;
            }

            var counts = found.Facets[facet].ToList();
            var values = facet switch
            {
                Facet.Tag => await TagsAsync(counts, cancellationToken),
                Facet.Article => await ArticlesAsync(counts, cancellationToken),
                _ => counts.ConvertAll(c => Named(facet, c)),
            };
            values.AddRange(address.Of(facet).Where(c => !values.Exists(v => v.Value == c.Value)).Select(c => Named(facet, new(c.Value, 0)) with { Count = null }));
            if (values.Count > 0)
            {
                all.Add((facet, NameOf(facet), values));
            }
        }

        return all;
    }

    public string NameOf(Facet facet) => facet switch
    {
        Facet.In => words["Kind"],
        Facet.Lang => words["Language"],
        Facet.Issuer => words["Issuer or publisher"],
        Facet.Speaker => words["Speaker or author"],
        Facet.Tag => words["Tags"],
        Facet.Authenticity => words["Authenticity"],
        Facet.Article => words["Article"],
        Facet.Status => words["Status"],
        _ => words["With"],
    };

    /// <summary>A chosen value as readers know it.</summary>
    public async Task<string> LabelOfAsync(FacetChoice choice, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(choice);
        return choice.Facet == Facet.Tag && await db.Tags.NamedAsync([choice.Value], cancellationToken) is [var tag, ..] ? tag.Label.Text
            : choice.Facet == Facet.Article ? await db.Articles.Where(a => a.Reference == choice.Value).Select(a => a.Title).FirstOrDefaultAsync(cancellationToken) ?? choice.Value
            : Named(choice.Facet, new(choice.Value, 0)).Label;
    }

    private FacetValue Named(Facet facet, FacetCount count)
    {
        var value = facet switch
        {
            Facet.In when int.TryParse(count.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var kind) => SearchKinds.NameOf((ItemKind)kind),
            Facet.Authenticity when int.TryParse(count.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var verdict) => ((Verdict)verdict).ToString().ToLowerInvariant(),
            _ => count.Value,
        };
        var label = facet switch
        {
            Facet.In when SearchKinds.Of(value) is { } kind => words.ManyOf(kind),
            Facet.Lang => Names.LanguageName(value),
            Facet.Authenticity when Enum.TryParse<Verdict>(value, true, out var verdict) => words.Of(verdict),
            Facet.Status when Enum.TryParse<QuotationStatus>(value, true, out var status) => words.Of(status),
            Facet.Status when Enum.TryParse<ItemStatus>(value, true, out var status) => words.Of(status),
            Facet.Has when Enum.TryParse<ItemTrait>(value, true, out var trait) => trait switch
            {
                ItemTrait.Scan => words["Page pictures"],
                ItemTrait.Translation => words["A translation"],
                ItemTrait.Quotations => words["Quotations"],
                _ => words["Notes"],
            },
            _ => value,
        };
        return new(value, label, null, count.Count);
    }

    private async Task<List<FacetValue>> TagsAsync(IReadOnlyList<FacetCount> counts, CancellationToken cancellationToken)
    {
        var ids = counts.Select(c => Guid.Parse(c.Value)).ToArray();
        var tags = ids.Length == 0 ? [] : await db.Tags.Where(t => ids.Contains(t.Id))
            .Select(t => new { t.Id, t.BroaderId, Name = new TagName(t.Reference, t.Labels.Select(l => new LabelText(l.Language, l.Text)).ToList()) })
            .ToDictionaryAsync(t => t.Id, cancellationToken);
        // The tree has no circle, and what is counted for a tag is counted for those above it.
        var below = counts.Select(c => (Id: Guid.Parse(c.Value), c.Count)).Where(c => tags.ContainsKey(c.Id))
            .ToLookup(c => tags[c.Id].BroaderId is { } above && tags.ContainsKey(above) ? above : Guid.Empty);
        return [.. Below(Guid.Empty, 0)];

        IEnumerable<FacetValue> Below(Guid id, int depth) => below[id].SelectMany(c => Below(c.Id, depth + 1)
            .Prepend(new(tags[c.Id].Name.Slug, tags[c.Id].Name.Label.Text, tags[c.Id].Name.Label.Language, c.Count, depth)));
    }

    private async Task<List<FacetValue>> ArticlesAsync(IReadOnlyList<FacetCount> counts, CancellationToken cancellationToken)
    {
        var ids = counts.Select(c => Guid.Parse(c.Value)).ToArray();
        var articles = ids.Length == 0 ? [] : await db.Articles.Where(a => ids.Contains(a.Id))
            .Select(a => new { a.Id, a.Reference, a.Title, a.Language }).ToDictionaryAsync(a => a.Id, cancellationToken);
        return [.. counts.Where(c => articles.ContainsKey(Guid.Parse(c.Value))).Select(c => (Article: articles[Guid.Parse(c.Value)], c.Count))
            .Select(a => new FacetValue(a.Article.Reference, a.Article.Title, a.Article.Language, a.Count))];
    }
}

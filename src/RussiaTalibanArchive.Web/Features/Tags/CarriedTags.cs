using Microsoft.EntityFrameworkCore;

namespace RussiaTalibanArchive.Web.Features.Tags;

/// <summary>A tag that an item carries.</summary>
/// <param name="Id">Of the tag.</param>
/// <param name="Slug">Of the tag.</param>
/// <param name="Labels">BCP 47 languages with the name in each, in the order of the languages.</param>
public sealed record CarriedTag(Guid Id, string Slug, IReadOnlyList<KeyValuePair<string, string>> Labels)
{
    /// <summary>The name in a language, else in English, else in the first language there is.</summary>
    public string? LabelFor(string language)
    {
        ArgumentNullException.ThrowIfNull(language);
        return In(l => l == language) ?? In(l => l.Split('-')[0] == language.Split('-')[0]) ?? In(l => l == "en") ?? In(_ => true);
    }

    private string? In(Func<string, bool> isIt) => Labels.Where(l => isIt(l.Key)).Select(l => l.Value).FirstOrDefault();
}

/// <summary>
/// The tags of items that the viewer sees. Who sees an item sees its tags, and so it is not asked again of each tag who may see it, which for
/// hundreds of items takes longer than all the rest.
/// </summary>
public sealed class CarriedTags(ArchiveDbContext db)
{
    /// <param name="items">The ids of documents, articles and quotations that the viewer sees.</param>
    /// <param name="cancellationToken">Ends the queries.</param>
    /// <returns>By the id of the item, in the order of their slugs.</returns>
    public async Task<ILookup<Guid, CarriedTag>> OfAsync(IReadOnlyCollection<Guid> items, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. items];
        var taggings = await db.Taggings.FromSql($"SELECT * FROM taggings WHERE document_id = ANY ({ids}) OR article_id = ANY ({ids}) OR quotation_id = ANY ({ids})")
            .IgnoreQueryFilters()
            .Select(t => new { Item = t.DocumentId ?? t.ArticleId ?? t.QuotationId!.Value, t.TagId })
            .ToListAsync(cancellationToken);
        var carried = taggings.Select(t => t.TagId).Distinct().ToList();
        var tags = carried.Count == 0 ? [] : await db.Tags.IgnoreQueryFilters([ArchiveDbContext.Visibility]).Where(t => carried.Contains(t.Id))
            .Select(t => new { t.Id, t.Reference, Labels = t.Labels.OrderBy(l => l.Language).Select(l => new KeyValuePair<string, string>(l.Language, l.Text)).ToList() })
            .ToDictionaryAsync(t => t.Id, t => new CarriedTag(t.Id, t.Reference, t.Labels), cancellationToken);
        return taggings.Where(t => tags.ContainsKey(t.TagId)).Select(t => (t.Item, Tag: tags[t.TagId])).OrderBy(t => t.Tag.Slug, StringComparer.Ordinal).ToLookup(t => t.Item, t => t.Tag);
    }
}

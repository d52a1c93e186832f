using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Tags;

public static class TaggingExtensions
{
    /// <summary>
    /// Makes an item carry exactly the named tags. A tag that it carried already keeps the credit of whoever put it on.
    /// </summary>
    /// <param name="taggings">The item's taggings, loaded with their tags.</param>
    /// <param name="slugs">The tags it shall carry; <see langword="null"/> means none.</param>
    /// <param name="make">Makes a tagging of this item.</param>
    /// <param name="db">Where the tags are.</param>
    /// <param name="checks">Gets a problem for each tag that is not there.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="known">The tags that are there, by slug, where they were looked up before.</param>
    public static async Task SetAsync(
        this List<Tagging> taggings, IEnumerable<string>? slugs, Func<Tag, Tagging> make, ArchiveDbContext db, Checks checks,
        CancellationToken cancellationToken, IReadOnlyDictionary<string, Tag>? known = null)
    {
        var wanted = SlugsOf(slugs);
        var missing = wanted.Except(taggings.Select(t => t.Tag.Reference)).ToList();
        var found = known ?? await db.Tags.BySlugAsync([missing], cancellationToken);
        foreach (var slug in missing.Where(slug => !found.ContainsKey(slug)))
        {
            checks.Add("Tags", "There is no tag “{0}”.", slug);
        }

        // An old slug may lead to a tag that the item carries already.
        var tags = missing.Where(found.ContainsKey).Select(slug => found[slug]).DistinctBy(t => t.Id).ToList();
        db.Drop(taggings, t => !wanted.Contains(t.Tag.Reference) && !tags.Exists(tag => tag.Id == t.TagId));
        taggings.AddRange(tags.Where(tag => !taggings.Exists(t => t.TagId == tag.Id)).Select(make));
    }

    /// <summary>The tags that the records of several items name, by slug; by an old slug too, the tag that it leads to.</summary>
    public static async Task<IReadOnlyDictionary<string, Tag>> BySlugAsync(
        this IQueryable<Tag> tags, IEnumerable<List<string>?> slugs, CancellationToken cancellationToken)
    {
        var wanted = slugs.SelectMany(SlugsOf).Distinct().ToList();
        var found = wanted.Count == 0 ? [] : await tags.Where(t => wanted.Contains(t.Reference)).ToDictionaryAsync(t => t.Reference, cancellationToken);
        foreach (var (slug, tag) in await tags.SucceedingAsync([.. wanted.Where(slug => !found.ContainsKey(slug))], cancellationToken))
        {
            found[slug] = tag;
        }

        return found;
    }

    private static List<string> SlugsOf(IEnumerable<string>? slugs) =>
        [.. (slugs ?? []).Select(s => s.Trim().ToLowerInvariant()).Where(s => s.Length > 0).Distinct()];
}

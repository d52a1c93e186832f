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
        var tags = known is null ? await db.Tags.LoadAsync(missing, cancellationToken) : [.. missing.Where(known.ContainsKey).Select(slug => known[slug])];
        foreach (var slug in missing.Except(tags.Select(t => t.Reference)))
        {
            checks.Add("Tags", "There is no tag “{0}”.", slug);
        }

        db.Drop(taggings, t => !wanted.Contains(t.Tag.Reference));
        taggings.AddRange(tags.Select(make));
    }

    /// <summary>The tags that the records of several items name, by slug.</summary>
    public static async Task<IReadOnlyDictionary<string, Tag>> BySlugAsync(
        this IQueryable<Tag> tags, IEnumerable<List<string>?> slugs, CancellationToken cancellationToken) =>
        (await tags.LoadAsync(slugs.SelectMany(SlugsOf).Distinct().ToList(), cancellationToken)).ToDictionary(t => t.Reference);

    private static async Task<List<Tag>> LoadAsync(this IQueryable<Tag> tags, List<string> slugs, CancellationToken cancellationToken) =>
        slugs.Count == 0 ? [] : await tags.Where(t => slugs.Contains(t.Reference)).ToListAsync(cancellationToken);

    private static List<string> SlugsOf(IEnumerable<string>? slugs) =>
        [.. (slugs ?? []).Select(s => s.Trim().ToLowerInvariant()).Where(s => s.Length > 0).Distinct()];
}

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
    public static async Task SetAsync(
        this List<Tagging> taggings, IEnumerable<string>? slugs, Func<Tag, Tagging> make, ArchiveDbContext db, Checks checks, CancellationToken cancellationToken)
    {
        var wanted = (slugs ?? []).Select(s => s.Trim().ToLowerInvariant()).Where(s => s.Length > 0).Distinct().ToList();
        var missing = wanted.Except(taggings.Select(t => t.Tag.Reference)).ToList();
        var tags = missing.Count == 0 ? [] : await db.Tags.Where(t => missing.Contains(t.Reference)).ToListAsync(cancellationToken);
        foreach (var slug in missing.Except(tags.Select(t => t.Reference)))
        {
            checks.Add("Tags", "There is no tag “{0}”.", slug);
        }

        db.Drop(taggings, t => !wanted.Contains(t.Tag.Reference));
        taggings.AddRange(tags.Select(make));
    }
}

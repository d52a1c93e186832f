using Microsoft.EntityFrameworkCore;

namespace RussiaTalibanArchive.Web.Features.Tags;

public static class TagQueries
{
    public static IQueryable<TagName> ToNames(this IQueryable<Tag> tags) =>
        tags.Select(t => new TagName(t.Reference, t.Labels.Select(l => new LabelText(l.Language, l.Text)).ToList()));

    /// <summary>The tags with these slugs that the viewer may see.</summary>
    public static async Task<IReadOnlyList<TagName>> NamedAsync(this IQueryable<Tag> tags, IReadOnlyList<string> slugs, CancellationToken cancellationToken) =>
        slugs.Count == 0 ? [] : await tags.Where(t => slugs.Contains(t.Reference)).ToNames().ToListAsync(cancellationToken);
}

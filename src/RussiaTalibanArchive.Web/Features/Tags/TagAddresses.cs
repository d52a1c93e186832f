using Microsoft.EntityFrameworkCore;

namespace RussiaTalibanArchive.Web.Features.Tags;

/// <summary>Where slugs lead that are no tag's own any more: one that a tag had before, or one of a tag that another replaced.</summary>
public static class TagAddresses
{
    private const int MaxSteps = 20;

    /// <summary>The tags, of those that the viewer may see, to which old slugs lead; a slug that leads to none is left out.</summary>
    public static async Task<IReadOnlyDictionary<string, Tag>> SucceedingAsync(
        this IQueryable<Tag> tags, IReadOnlyCollection<string> slugs, CancellationToken cancellationToken)
    {
        if (slugs.Count == 0)
        {
            return new Dictionary<string, Tag>();
        }

        // On the way there may be tags that nothing carries any more; only where it ends is for the viewer to see.
        var all = tags.IgnoreQueryFilters().AsNoTracking();
        var wanted = slugs.ToList();
        var first = await Steps(all.Where(t => wanted.Contains(t.Reference) || t.FormerSlugs.Any(f => wanted.Contains(f)))).ToListAsync(cancellationToken);
        var ends = new Dictionary<string, Guid>();
        foreach (var slug in wanted)
        {
            var step = first.Find(t => t.Slug == slug) ?? first.Find(t => t.FormerSlugs.Contains(slug));
            for (var steps = 0; step?.NextId is { } next && steps < MaxSteps; steps++)
            {
                step = await Steps(all.Where(t => t.Id == next)).SingleOrDefaultAsync(cancellationToken);
            }

            if (step is not null)
            {
                ends[slug] = step.Id;
            }
        }

        var ids = ends.Values.ToList();
        var found = await tags.Where(t => ids.Contains(t.Id)).ToDictionaryAsync(t => t.Id, cancellationToken);
        return ends.Where(e => found.ContainsKey(e.Value)).ToDictionary(e => e.Key, e => found[e.Value]);
    }

    private static IQueryable<Step> Steps(IQueryable<Tag> tags) =>
        tags.Select(t => new Step(t.Id, t.Reference, t.FormerSlugs, t.WithdrawnAt != null ? t.ReplacedById : null));

    private sealed record Step(Guid Id, string Slug, List<string> FormerSlugs, Guid? NextId);
}

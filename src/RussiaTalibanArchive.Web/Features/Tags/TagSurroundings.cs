using Microsoft.EntityFrameworkCore;

namespace RussiaTalibanArchive.Web.Features.Tags;

/// <summary>A tag that items carry beside another.</summary>
/// <param name="Name">The tag.</param>
/// <param name="Count">How many items carry both.</param>
public sealed record Companion(TagName Name, int Count);

/// <summary>A tag among what carries it: only what the viewer may see.</summary>
public static class TagSurroundings
{
    private const int MaxCompanions = 20;

    /// <summary>The tags that most often stand beside any of these.</summary>
    public static async Task<IReadOnlyList<Companion>> CompanionsAsync(this ArchiveDbContext db, IReadOnlyList<Guid> tags, CancellationToken cancellationToken)
    {
        var own = db.Taggings.Where(g => tags.Contains(g.TagId));
        var counts = await db.Taggings
            .Where(g => !tags.Contains(g.TagId) && own.Any(o => o.DocumentId == g.DocumentId && o.ArticleId == g.ArticleId && o.QuotationId == g.QuotationId))
            .GroupBy(g => g.TagId).Select(g => new { g.Key, Count = g.Count() })
            .OrderByDescending(g => g.Count).ThenBy(g => g.Key).Take(MaxCompanions).ToListAsync(cancellationToken);
        var ids = counts.Select(c => c.Key).ToList();
        var names = await db.Tags.Where(t => ids.Contains(t.Id))
            .Select(t => new { t.Id, Name = new TagName(t.Reference, t.Labels.Select(l => new LabelText(l.Language, l.Text)).ToList()) })
            .ToDictionaryAsync(t => t.Id, t => t.Name, cancellationToken);
        return [.. counts.Where(c => names.ContainsKey(c.Key)).Select(c => new Companion(names[c.Key], c.Count))];
    }
}

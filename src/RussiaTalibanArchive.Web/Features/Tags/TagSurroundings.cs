using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Quotations;

namespace RussiaTalibanArchive.Web.Features.Tags;

/// <summary>A tag that items carry beside another.</summary>
/// <param name="Name">The tag.</param>
/// <param name="Count">How many items carry both.</param>
public sealed record Companion(TagName Name, int Count);

/// <summary>How many items of a year, or of a month, carry a tag, by the date they sort under.</summary>
/// <param name="Edtf">The year or the month.</param>
/// <param name="Count">How many.</param>
public sealed record TagPeriod(string Edtf, int Count);

/// <summary>A tag among what carries it: only what the viewer may see.</summary>
public static class TagSurroundings
{
    private const int MaxCompanions = 20;
    private const int MaxYearsByMonth = 2;

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

    /// <summary>The years of what carries any of these tags, the earliest first; its months, where they lie in two years. What has no date is left out.</summary>
    public static async Task<IReadOnlyList<TagPeriod>> TimeLineAsync(this ArchiveDbContext db, IReadOnlyList<Guid> tags, CancellationToken cancellationToken)
    {
        var days = await DaysOfAsync(db.Documents.Where(d => d.Taggings.Any(t => tags.Contains(t.TagId))).ToRows(), cancellationToken);
        days.AddRange(await DaysOfAsync(db.Articles.Where(a => a.Taggings.Any(t => tags.Contains(t.TagId))).ToRows(), cancellationToken));
        days.AddRange(await DaysOfAsync(db.Quotations.Where(q => q.Taggings.Any(t => tags.Contains(t.TagId))).ToRows(), cancellationToken));
        var format = days.Count > 0 && days.Max(d => d.Day.Year) - days.Min(d => d.Day.Year) < MaxYearsByMonth ? "yyyy-MM" : "yyyy";
        return [.. days.GroupBy(d => d.Day.ToString(format, CultureInfo.InvariantCulture)).Select(g => new TagPeriod(g.Key, g.Sum(d => d.Count))).OrderBy(p => p.Edtf, StringComparer.Ordinal)];
    }

    /// <summary>What has no date sorts before all days.</summary>
    private static async Task<List<(DateOnly Day, int Count)>> DaysOfAsync<T>(IQueryable<T> rows, CancellationToken cancellationToken) where T : class, IDatedRow =>
    [
        .. (await rows.GroupBy(r => r.SortDate).Select(g => new { Day = g.Key, Count = g.Count() }).ToListAsync(cancellationToken))
            .Where(d => d.Day > DateOnly.MinValue).Select(d => (d.Day, d.Count)),
    ];
}

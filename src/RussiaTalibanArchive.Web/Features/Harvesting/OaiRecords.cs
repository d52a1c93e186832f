using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Tags;

namespace RussiaTalibanArchive.Web.Features.Harvesting;

/// <summary>A record's head.</summary>
/// <param name="Stamp">When it last changed for visitors.</param>
/// <param name="ItemId">Of the item.</param>
/// <param name="Kind">Of the item.</param>
/// <param name="Reference">Of the item.</param>
/// <param name="IsDeleted">Whether visitors see it no more: it was withdrawn, or made internal, or what it was taken from was.</param>
public sealed record OaiHead(DateTimeOffset Stamp, Guid ItemId, ItemKind Kind, string Reference, bool IsDeleted);

/// <summary>What a harvester asks for.</summary>
/// <param name="Kinds">Of the items.</param>
/// <param name="Tag">The slug of a tag that they carry, or one below it.</param>
/// <param name="From">The first moment.</param>
/// <param name="Until">The moment after the last.</param>
public sealed record OaiSelection(IReadOnlyList<ItemKind> Kinds, string? Tag, DateTimeOffset? From, DateTimeOffset? Until);

/// <summary>
/// Documents, articles and quotations in the order in which they changed, with the graves of those that visitors see no more. What is given
/// out stays where it is while others change: a changed item moves to the end.
/// </summary>
public sealed class OaiRecords(ArchiveDbContext db, CarriedTags carried, TimeProvider clock)
{
    public static IReadOnlyList<ItemKind> AllKinds { get; } = [ItemKind.Document, ItemKind.Article, ItemKind.Quotation];

    /// <param name="selection">What is asked for.</param>
    /// <param name="after">The head that came last.</param>
    /// <param name="count">How many, at most.</param>
    /// <param name="cancellationToken">Ends the queries.</param>
    public async Task<IReadOnlyList<OaiHead>> ReadAsync(OaiSelection selection, OaiHead? after, int count, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(selection);
        var heads = new List<OaiHead>();
        foreach (var kind in selection.Kinds)
        {
            foreach (var rows in RowsOf(kind, selection.Tag))
            {
                heads.AddRange((await PartOf(rows, kind, selection, after).OrderBy(r => r.Stamp).ThenBy(r => r.Reference).Take(count).ToListAsync(cancellationToken))
                    .Select(r => new OaiHead(r.Stamp, r.ItemId, kind, r.Reference, r.IsDeleted)));
            }
        }

        return [.. heads.OrderBy(h => h.Stamp).ThenBy(h => h.Kind).ThenBy(h => h.Reference, StringComparer.Ordinal).Take(count)];
    }

    public async Task<OaiHead?> FindAsync(ItemKind kind, string reference, CancellationToken cancellationToken)
    {
        foreach (var rows in RowsOf(kind, null))
        {
            if (await rows.SingleOrDefaultAsync(r => r.Reference == reference, cancellationToken) is { } row)
            {
                return new OaiHead(row.Stamp, row.ItemId, kind, row.Reference, row.IsDeleted);
            }
        }

        return null;
    }

    /// <summary>The first change of all.</summary>
    public async Task<DateTimeOffset?> EarliestAsync(CancellationToken cancellationToken) =>
        (await ReadAsync(new(AllKinds, null, null, null), null, 1, cancellationToken)) is [var first] ? first.Stamp : null;

    /// <summary>The slugs of the tags that records carry, and of those above them.</summary>
    /// <returns>By the reference of the record.</returns>
    public async Task<ILookup<string, string>> TagsAsync(IReadOnlyList<OaiHead> heads, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(heads);
        var tags = await carried.OfAsync([.. heads.Where(h => !h.IsDeleted).Select(h => h.ItemId)], cancellationToken);
        var ids = tags.SelectMany(t => t).Select(t => t.Id).Distinct().ToList();
        var above = ids.Count == 0 ? [] : await db.TagPaths.Where(p => ids.Contains(p.DescendantId))
            .Join(db.Tags.IgnoreQueryFilters([ArchiveDbContext.Visibility]), p => p.AncestorId, t => t.Id, (p, t) => new { p.DescendantId, t.Reference })
            .ToListAsync(cancellationToken);
        var slugs = above.ToLookup(s => s.DescendantId, s => s.Reference);
        return heads.SelectMany(h => tags[h.ItemId].SelectMany(t => slugs[t.Id]).Distinct().Select(slug => (h.Reference, slug))).ToLookup(t => t.Reference, t => t.slug);
    }

    /// <summary>What visitors see, then the graves. A grave carries no tags.</summary>
    private IEnumerable<IQueryable<Row>> RowsOf(ItemKind kind, string? tag)
    {
        var now = clock.GetUtcNow();
        var records = db.HarvestRecords.Where(r => r.Kind == kind);
        var live = records.Where(r => r.LiveAt <= now);
        if (tag is not null)
        {
            live = live.Where(r => db.SearchItems.Any(i => i.ItemId == r.ItemId
                && i.Tags.Any(t => db.TagPaths.Any(p => p.DescendantId == t && db.Tags.Any(a => a.Id == p.AncestorId && a.Reference == tag)))));
        }

        yield return live.Select(r => new Row { ItemId = r.ItemId, Reference = r.Reference, Stamp = r.LiveAt!.Value });
        if (tag is null)
        {
            yield return records.Where(r => r.GoneAt != null && (r.LiveAt == null || r.LiveAt > now)).Select(r => new Row { ItemId = r.ItemId, Reference = r.Reference, Stamp = r.GoneAt!.Value, IsDeleted = true });
        }
    }

    private static IQueryable<Row> PartOf(IQueryable<Row> rows, ItemKind kind, OaiSelection selection, OaiHead? after)
    {
        if (selection.From is { } from)
        {
            rows = rows.Where(r => r.Stamp >= from);
        }

        if (selection.Until is { } until)
        {
            rows = rows.Where(r => r.Stamp < until);
        }

        if (after is null)
        {
            return rows;
        }

        var (stamp, reference) = (after.Stamp, after.Reference);
#pragma warning disable CA1309 // PostgreSQL compares, by the collation that it orders by.
        return kind < after.Kind ? rows.Where(r => r.Stamp > stamp)
            : kind > after.Kind ? rows.Where(r => r.Stamp >= stamp)
            : rows.Where(r => r.Stamp >= stamp && (r.Stamp > stamp || string.Compare(r.Reference, reference) > 0));
#pragma warning restore CA1309
    }

    private sealed record Row
    {
        public required Guid ItemId { get; init; }
        public required string Reference { get; init; }
        public required DateTimeOffset Stamp { get; init; }
        public bool IsDeleted { get; init; }
    }
}

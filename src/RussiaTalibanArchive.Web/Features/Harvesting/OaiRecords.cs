using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Quotations;

namespace RussiaTalibanArchive.Web.Features.Harvesting;

/// <summary>A record's head.</summary>
/// <param name="Stamp">When it last changed for visitors.</param>
/// <param name="Kind">Of the item.</param>
/// <param name="Reference">Of the item.</param>
/// <param name="IsDeleted">Whether it was withdrawn, or what it was taken from.</param>
public sealed record OaiHead(DateTimeOffset Stamp, ItemKind Kind, string Reference, bool IsDeleted);

/// <summary>What a harvester asks for.</summary>
/// <param name="Kinds">Of the items.</param>
/// <param name="Tag">The slug of a tag that they carry, or one below it.</param>
/// <param name="From">The first moment.</param>
/// <param name="Until">The moment after the last.</param>
public sealed record OaiSelection(IReadOnlyList<ItemKind> Kinds, string? Tag, DateTimeOffset? From, DateTimeOffset? Until);

/// <summary>
/// Documents, articles and quotations in the order in which they changed, with the graves of those that were withdrawn. What is given out
/// stays where it is while others change: a changed item moves to the end.
/// </summary>
public sealed class OaiRecords(ArchiveDbContext db, Tombstones tombstones)
{
    public static IReadOnlyList<ItemKind> AllKinds { get; } = [ItemKind.Document, ItemKind.Article, ItemKind.Quotation];

    /// <param name="selection">What is asked for.</param>
    /// <param name="after">The head that came last.</param>
    /// <param name="count">How many, at most.</param>
    /// <param name="cancellationToken">Ends the queries.</param>
    public async Task<IReadOnlyList<OaiHead>> ReadAsync(OaiSelection selection, OaiHead? after, int count, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(selection);
        var found = new List<OaiHead>();
        for (var last = after; found.Count < count;)
        {
            var next = await NextAsync(selection, last, count, cancellationToken);
            foreach (var (head, isDoubtful) in next)
            {
                if (!isDoubtful || await WasReadableAsync(head, cancellationToken))
                {
                    found.Add(head);
                }
            }

            if (next.Count < count)
            {
                break;
            }

            last = next[^1].Head;
        }

        return [.. found.Take(count)];
    }

    public async Task<OaiHead?> FindAsync(ItemKind kind, string reference, CancellationToken cancellationToken)
    {
        foreach (var rows in RowsOf(kind, null))
        {
            if (await rows.SingleOrDefaultAsync(r => r.Reference == reference, cancellationToken) is { } row)
            {
                var head = new OaiHead(row.Stamp, kind, row.Reference, row.IsDeleted);
                return !row.IsDoubtful || await WasReadableAsync(head, cancellationToken) ? head : null;
            }
        }

        return null;
    }

    /// <summary>The first change of all.</summary>
    public async Task<DateTimeOffset?> EarliestAsync(CancellationToken cancellationToken) =>
        (await ReadAsync(new(AllKinds, null, null, null), null, 1, cancellationToken)) is [var first] ? first.Stamp : null;

    /// <summary>The slugs of the tags that items carry, and of those above them.</summary>
    public async Task<ILookup<string, string>> TagsAsync(IReadOnlyList<OaiHead> heads, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(heads);
        var references = heads.Where(h => !h.IsDeleted).ToLookup(h => h.Kind, h => h.Reference);
        var (documents, articles, quotations) = (references[ItemKind.Document].ToList(), references[ItemKind.Article].ToList(), references[ItemKind.Quotation].ToList());
        var taggings = await db.Documents.Where(d => documents.Contains(d.Reference)).SelectMany(d => d.Taggings, (d, t) => new { d.Reference, t.TagId })
            .Concat(db.Articles.Where(a => articles.Contains(a.Reference)).SelectMany(a => a.Taggings, (a, t) => new { a.Reference, t.TagId }))
            .Concat(db.Quotations.Where(q => quotations.Contains(q.Reference)).SelectMany(q => q.Taggings, (q, t) => new { q.Reference, t.TagId }))
            .ToListAsync(cancellationToken);
        var ids = taggings.Select(t => t.TagId).Distinct().ToList();
        var slugs = await db.TagPaths.Where(p => ids.Contains(p.DescendantId)).Join(db.Tags, p => p.AncestorId, t => t.Id, (p, t) => new { p.DescendantId, t.Reference }).ToListAsync(cancellationToken);
        var above = slugs.ToLookup(s => s.DescendantId, s => s.Reference);
        return taggings.SelectMany(t => above[t.TagId].Select(slug => (t.Reference, slug))).Distinct().ToLookup(t => t.Reference, t => t.slug);
    }

    private async Task<List<(OaiHead Head, bool IsDoubtful)>> NextAsync(OaiSelection selection, OaiHead? after, int count, CancellationToken cancellationToken)
    {
        var heads = new List<(OaiHead Head, bool IsDoubtful)>();
        foreach (var kind in selection.Kinds)
        {
            foreach (var rows in RowsOf(kind, selection.Tag))
            {
                heads.AddRange((await PartOf(rows, kind, selection, after).OrderBy(r => r.Stamp).ThenBy(r => r.Reference).Take(count).ToListAsync(cancellationToken))
                    .Select(r => (new OaiHead(r.Stamp, kind, r.Reference, r.IsDeleted), r.IsDoubtful)));
            }
        }

        return [.. heads.OrderBy(h => h.Head.Stamp).ThenBy(h => h.Head.Kind).ThenBy(h => h.Head.Reference, StringComparer.Ordinal).Take(count)];
    }

    /// <summary>Whether a withdrawn quotation, which became public with its source, ever was: its own revisions tell.</summary>
    private async Task<bool> WasReadableAsync(OaiHead head, CancellationToken cancellationToken) => await tombstones.FindAsync(head.Kind, head.Reference, cancellationToken) is not null;

    /// <summary>What visitors see, then the graves. A grave carries no tags.</summary>
    private IEnumerable<IQueryable<Row>> RowsOf(ItemKind kind, string? tag)
    {
        switch (kind)
        {
            case ItemKind.Document:
                yield return db.Documents.Where(d => tag == null || d.Taggings.Any(t => db.TagPaths.Any(p => p.DescendantId == t.TagId && db.Tags.Any(a => a.Id == p.AncestorId && a.Reference == tag))))
                    .Select(d => new Row { Reference = d.Reference, Stamp = d.EmbargoUntil > d.UpdatedAt ? d.EmbargoUntil.Value : d.UpdatedAt });
                if (tag is null)
                {
                    yield return Graves(db.Documents);
                }

                break;
            case ItemKind.Article:
                yield return db.Articles.Where(d => tag == null || d.Taggings.Any(t => db.TagPaths.Any(p => p.DescendantId == t.TagId && db.Tags.Any(a => a.Id == p.AncestorId && a.Reference == tag))))
                    .Select(d => new Row { Reference = d.Reference, Stamp = d.EmbargoUntil > d.UpdatedAt ? d.EmbargoUntil.Value : d.UpdatedAt });
                if (tag is null)
                {
                    yield return Graves(db.Articles);
                }

                break;
            default:
                // A quotation is read from when its source is.
                yield return db.Quotations.Where(d => tag == null || d.Taggings.Any(t => db.TagPaths.Any(p => p.DescendantId == t.TagId && db.Tags.Any(a => a.Id == p.AncestorId && a.Reference == tag))))
                    .Select(q => new
                    {
                        q.Reference,
                        q.UpdatedAt,
                        Source = q.Document != null ? q.Document.PublishedAt ?? q.Document.CreatedAt : q.Article!.PublishedAt ?? q.Article.CreatedAt,
                    })
                    .Select(q => new Row { Reference = q.Reference, Stamp = q.Source > q.UpdatedAt ? q.Source : q.UpdatedAt });
                if (tag is null)
                {
                    yield return db.Quotations.IgnoreQueryFilters()
                        .Where(q => q.WithdrawnAt != null && (q.Document != null ? q.Document.PublishedAt : q.Article!.PublishedAt) < q.WithdrawnAt)
                        .Select(q => new Row { Reference = q.Reference, Stamp = q.WithdrawnAt!.Value, IsDeleted = true, IsDoubtful = !(q.PublishedAt < q.WithdrawnAt) });
                    yield return db.Quotations.IgnoreQueryFilters()
                        .Where(q => q.WithdrawnAt == null && (q.Status == QuotationStatus.Checked || q.Status == QuotationStatus.Disputed))
                        .Where(q => (q.Document != null && q.Document.PublishedAt < q.Document.WithdrawnAt) || (q.Article != null && q.Article.PublishedAt < q.Article.WithdrawnAt))
                        .Select(q => new Row { Reference = q.Reference, Stamp = q.Document != null ? q.Document.WithdrawnAt!.Value : q.Article!.WithdrawnAt!.Value, IsDeleted = true });
                }

                break;
        }
    }

    private static IQueryable<Row> Graves<T>(IQueryable<T> items) where T : Item => items.IgnoreQueryFilters()
        .Where(i => i.PublishedAt < i.WithdrawnAt)
        .Select(i => new Row { Reference = i.Reference, Stamp = i.WithdrawnAt!.Value, IsDeleted = true });

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
            : rows.Where(r => r.Stamp > stamp || (r.Stamp == stamp && string.Compare(r.Reference, reference) > 0));
#pragma warning restore CA1309
    }

    private sealed record Row
    {
        public required string Reference { get; init; }
        public required DateTimeOffset Stamp { get; init; }
        public bool IsDeleted { get; init; }

        /// <summary>Whether it may never have been public.</summary>
        public bool IsDoubtful { get; init; }
    }
}

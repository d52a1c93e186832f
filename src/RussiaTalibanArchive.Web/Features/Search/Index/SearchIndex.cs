using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Search.Index;

/// <summary>Keeps what items are found by in step with them, inside the transaction that saves them.</summary>
internal static class SearchIndex
{
    /// <summary>Has the context add the rows of new items, or of items whose rows were removed. Several are analysed side by side.</summary>
    public static void AddSearchable(this ArchiveDbContext db, ItemKind kind, IReadOnlyList<(Item Item, SearchEntry Entry)> items)
    {
        db.ChangeTracker.Entries<SearchItem>().Where(e => e.State == EntityState.Unchanged).ToList().ForEach(e => e.State = EntityState.Detached);
        db.ChangeTracker.Entries<SearchPassage>().Where(e => e.State == EntityState.Unchanged).ToList().ForEach(e => e.State = EntityState.Detached);
        db.ChangeTracker.Entries<ItemName>().Where(e => e.State == EntityState.Unchanged).ToList().ForEach(e => e.State = EntityState.Detached);
        db.AddRange(items.Select(i => new ItemName
        {
            ItemId = i.Item.Id,
            Kind = kind,
            Folded = ItemName.Fold(i.Entry.Fields.Select(f => f.Text)),
        }));
        if (kind == ItemKind.Tag)
        {
            return; // A name that things are found by, and nothing to be found among them.
        }

        foreach (var (row, passages) in items.AsParallel().AsOrdered().Where(i => i.Item.WithdrawnAt is null).Select(i => SearchIndexer.RowsOf(i.Item, kind, i.Entry)).ToList())
        {
            db.Add(row);
            db.AddRange(passages);
            db.Add(new WordsToCount { ItemId = row.ItemId });
        }
    }

    public static async Task RemoveSearchableAsync(this ArchiveDbContext db, Guid itemId, CancellationToken cancellationToken)
    {
        await db.ItemNames.Where(n => n.ItemId == itemId).ExecuteDeleteAsync(cancellationToken);
        await db.SearchItems.IgnoreQueryFilters().Where(i => i.ItemId == itemId).ExecuteDeleteAsync(cancellationToken);
        await db.SearchPassages.IgnoreQueryFilters().Where(p => p.ItemId == itemId).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Tells the rows of other items what they have of the saved ones: quotations of their source, documents of what cites them.</summary>
    public static async Task FollowAsync(this ArchiveDbContext db, ItemKind kind, Guid[] saved, CancellationToken cancellationToken)
    {
        if (kind is not (ItemKind.Document or ItemKind.Article))
        {
            return;
        }

        await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE search_items i SET
                audience = CASE
                    WHEN s.withdrawn_at IS NOT NULL THEN NULL
                    WHEN q.status IN ('Checked', 'Disputed') THEN array_position(ARRAY['Draft', 'Internal', 'Public'], s.status) - 1
                    WHEN q.status = 'Draft' AND s.status <> 'Draft' THEN 1
                    ELSE 0 END,
                added_at = CASE WHEN s.status = 'Public' AND q.status IN ('Checked', 'Disputed') AND s.published_at <= s.updated_at THEN greatest(i.added_at, s.published_at) ELSE i.added_at END,
                embargo_until = s.embargo_until, earliest = s.earliest, latest = s.latest, sort_day = coalesce(s.latest, {DateOnly.MinValue}), issuer = s.issuer
            FROM quotations q, (
                SELECT id, withdrawn_at, status, published_at, updated_at, embargo_until, date_earliest AS earliest, date_latest AS latest, issuer FROM documents WHERE id = ANY ({saved})
                UNION ALL
                SELECT id, withdrawn_at, status, published_at, updated_at, embargo_until, published_earliest, published_latest, publisher FROM articles WHERE id = ANY ({saved})) s
            WHERE i.item_id = q.id AND i.source_id = s.id AND s.id = coalesce(q.document_id, q.article_id)
            """, cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE search_items i SET articles = d.articles
            FROM (
                SELECT id, ARRAY(SELECT c.article_id FROM article_citation c WHERE c.document_id = id ORDER BY c.article_id) AS articles
                FROM (
                    SELECT item_id AS id FROM search_items WHERE articles && {saved} AND kind = {(int)ItemKind.Document}
                    UNION SELECT document_id FROM article_citation WHERE article_id = ANY ({saved}) OR document_id = ANY ({saved})) touched) d
            WHERE i.item_id = d.id AND i.articles <> d.articles
            """, cancellationToken);
    }
}

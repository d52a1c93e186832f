using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Harvesting;

/// <summary>
/// What harvesters are told of a document, an article or a quotation: since when visitors see it as it is, or since when they see it no
/// more. What they never saw has neither. Written in the transaction that saves the item.
/// </summary>
public sealed class HarvestRecord
{
    public required Guid ItemId { get; init; }
    public required ItemKind Kind { get; init; }
    public required string Reference { get; init; }

    /// <summary>When it last changed for visitors, or when its embargo ends; <see langword="null"/> while they may not see it.</summary>
    public DateTimeOffset? LiveAt { get; init; }

    /// <summary>When it was taken from visitors; of no matter once <see cref="LiveAt"/> has come.</summary>
    public DateTimeOffset? GoneAt { get; init; }
}

internal sealed class HarvestRecordTable : IEntityTypeConfiguration<HarvestRecord>
{
    public void Configure(EntityTypeBuilder<HarvestRecord> record)
    {
        record.HasKey(r => r.ItemId);
        record.Property(r => r.Reference).UseCollation("C");
        record.HasIndex(r => new { r.Kind, r.Reference });
        record.HasIndex(r => new { r.Kind, r.LiveAt, r.Reference }).HasFilter("live_at IS NOT NULL");
        record.HasIndex(r => new { r.Kind, r.GoneAt, r.Reference }).HasFilter("gone_at IS NOT NULL");
    }
}

/// <summary>Keeps what harvesters are told in step with the items.</summary>
internal static class HarvestLog
{
    /// <summary>Notes how visitors see the saved items, and the quotations of them, from now on. Search must know of them already.</summary>
    /// <param name="db">With the transaction that saves them.</param>
    /// <param name="kind">Of the items.</param>
    /// <param name="saved">Their ids.</param>
    /// <param name="now">The moment of the change.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task NoteForHarvestersAsync(this ArchiveDbContext db, ItemKind kind, Guid[] saved, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!OaiRecords.AllKinds.Contains(kind))
        {
            return;
        }

        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO harvest_records AS r (item_id, kind, reference, live_at)
            SELECT t.id, t.kind, t.reference, CASE WHEN i.audience = {(int)ItemStatus.Public} THEN greatest({now}, i.embargo_until) END
            FROM (
                SELECT id, {(int)ItemKind.Document} AS kind, reference FROM documents WHERE id = ANY ({saved})
                UNION ALL SELECT id, {(int)ItemKind.Article}, reference FROM articles WHERE id = ANY ({saved})
                UNION ALL SELECT id, {(int)ItemKind.Quotation}, reference FROM quotations WHERE id = ANY ({saved}) OR document_id = ANY ({saved}) OR article_id = ANY ({saved})) t
            LEFT JOIN search_items i ON i.item_id = t.id
            ON CONFLICT (item_id) DO UPDATE SET
                live_at = excluded.live_at,
                gone_at = CASE WHEN excluded.live_at <= {now} THEN NULL WHEN r.live_at <= {now} THEN {now} ELSE r.gone_at END
            """, cancellationToken);
    }
}

using System.Text.Json.Nodes;
using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.History;
using RussiaTalibanArchive.Web.Features.Quotations;

namespace RussiaTalibanArchive.Web.Features.Items;

/// <summary>The records of items as far as the viewer may see them.</summary>
public sealed class VisibleRecords(ArchiveDbContext db, DocumentWriter documents, ArticleWriter articles, QuotationWriter quotations, RevisionFilter filter)
{
    /// <param name="kind">A document, an article or a quotation.</param>
    /// <param name="reference">In its canonical spelling.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns><see langword="null"/> for what the viewer does not see.</returns>
    public Task<JsonObject?> FindAsync(ItemKind kind, string reference, CancellationToken cancellationToken) => kind switch
    {
        ItemKind.Document => FindAsync(db.Documents, documents, reference, cancellationToken),
        ItemKind.Article => FindAsync(db.Articles, articles, reference, cancellationToken),
        ItemKind.Quotation => FindAsync(db.Quotations, quotations, reference, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Items of this kind are not taken away so."),
    };

    /// <summary>The record of a loaded item.</summary>
    public async Task<JsonObject> OfAsync<TItem, TRecord>(ItemWriter<TItem, TRecord> writer, TItem item, CancellationToken cancellationToken)
        where TItem : Item
        where TRecord : ItemRecord
    {
        ArgumentNullException.ThrowIfNull(writer);
        var record = JsonNode.Parse(ItemJson.Write(writer.Describe(item)))!.AsObject();
        await filter.ApplyAsync([record], cancellationToken);
        return record;
    }

    private async Task<JsonObject?> FindAsync<TItem, TRecord>(IQueryable<TItem> items, ItemWriter<TItem, TRecord> writer, string reference, CancellationToken cancellationToken)
        where TItem : Item
        where TRecord : ItemRecord =>
        await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.AnyAsync(items, i => i.Reference == reference, cancellationToken)
            && await writer.LoadAsync(reference, cancellationToken) is { } item ? await OfAsync(writer, item, cancellationToken) : null;
}

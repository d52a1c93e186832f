using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Dossiers;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Notes;
using RussiaTalibanArchive.Web.Features.Quotations;
using RussiaTalibanArchive.Web.Features.Tags;

namespace RussiaTalibanArchive.Web.Features.History;

/// <summary>Brings an item back to what a revision says, whatever its kind. What is only ever added (provenance, assessments, files) stays.</summary>
public sealed class Restorer(
    DocumentWriter documents, ArticleWriter articles, QuotationWriter quotations, TagWriter tags, NoteWriter notes, DossierWriter dossiers)
{
    /// <param name="kind">The item's kind.</param>
    /// <param name="reference">Which item.</param>
    /// <param name="expectedVersion">The version that the editor saw as the newest.</param>
    /// <param name="snapshot">See <see cref="Revision.Snapshot"/>.</param>
    /// <param name="cancellationToken">Stops it; nothing is saved then.</param>
    public Task<(SaveOutcome Outcome, IReadOnlyList<Problem> Problems)> RestoreAsync(
        ItemKind kind, string reference, int expectedVersion, string snapshot, CancellationToken cancellationToken) => kind switch
        {
            ItemKind.Document => RestoreDocumentAsync(reference, expectedVersion, snapshot, cancellationToken),
            ItemKind.Article => RestoreAsync(articles, reference, expectedVersion, ItemJson.Read<ArticleRecord>(snapshot), cancellationToken),
            ItemKind.Quotation => RestoreAsync(quotations, reference, expectedVersion, ItemJson.Read<QuotationRecord>(snapshot), cancellationToken),
            ItemKind.Tag => RestoreAsync(tags, reference, expectedVersion, ItemJson.Read<TagRecord>(snapshot), cancellationToken),
            ItemKind.Note => RestoreAsync(notes, reference, expectedVersion, ItemJson.Read<NoteRecord>(snapshot), cancellationToken),
            _ => RestoreAsync(dossiers, reference, expectedVersion, ItemJson.Read<DossierRecord>(snapshot), cancellationToken),
        };

    public Task<SaveOutcome> ReinstateAsync(ItemKind kind, string reference, int expectedVersion, CancellationToken cancellationToken)
    {
        return kind switch
        {
            ItemKind.Document => OutcomeAsync(documents.ReinstateAsync(reference, expectedVersion, cancellationToken)),
            ItemKind.Article => OutcomeAsync(articles.ReinstateAsync(reference, expectedVersion, cancellationToken)),
            ItemKind.Quotation => OutcomeAsync(quotations.ReinstateAsync(reference, expectedVersion, cancellationToken)),
            ItemKind.Tag => OutcomeAsync(tags.ReinstateAsync(reference, expectedVersion, cancellationToken)),
            ItemKind.Note => OutcomeAsync(notes.ReinstateAsync(reference, expectedVersion, cancellationToken)),
            _ => OutcomeAsync(dossiers.ReinstateAsync(reference, expectedVersion, cancellationToken)),
        };

        static async Task<SaveOutcome> OutcomeAsync<T>(Task<Saved<T>> saving) => (await saving).Outcome;
    }

    private async Task<(SaveOutcome, IReadOnlyList<Problem>)> RestoreDocumentAsync(
        string reference, int expectedVersion, string snapshot, CancellationToken cancellationToken)
    {
        var record = ItemJson.Read<DocumentRecord>(snapshot);
        if (await documents.LoadAsync(reference, cancellationToken) is { } document)
        {
            record.Files = documents.Describe(document).Files; // Originals that came since are no error to be undone.
        }

        return await RestoreAsync(documents, reference, expectedVersion, record, cancellationToken);
    }

    private static async Task<(SaveOutcome, IReadOnlyList<Problem>)> RestoreAsync<TItem, TRecord>(
        ItemWriter<TItem, TRecord> writer, string reference, int expectedVersion, TRecord record, CancellationToken cancellationToken)
        where TItem : Item
        where TRecord : ItemRecord
    {
        var saved = await writer.UpdateAsync(reference, expectedVersion, record, RevisionAction.Restored, cancellationToken);
        return (saved.Outcome, saved.Problems);
    }
}

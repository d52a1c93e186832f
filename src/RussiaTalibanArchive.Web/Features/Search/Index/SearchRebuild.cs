using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Dossiers;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Notes;
using RussiaTalibanArchive.Web.Features.Quotations;
using RussiaTalibanArchive.Web.Features.Tags;

namespace RussiaTalibanArchive.Web.Features.Search.Index;

/// <summary>
/// Makes the rows that items are found by anew, item by item while the archive goes on: each in a transaction that locks the item, so
/// that who saves it meanwhile waits, and nothing is ever missing from a search.
/// </summary>
public sealed class SearchRebuild(
    ArchiveDbContext db, DocumentWriter documents, ArticleWriter articles, QuotationWriter quotations, NoteWriter notes, DossierWriter dossiers, TagWriter tags)
{
    /// <summary>Whether items have no row, or not all that a row has: the archive comes from an older version of the program.</summary>
    public async Task<bool> IsNeededAsync(CancellationToken cancellationToken) =>
        await db.SearchItems.IgnoreQueryFilters().AnyAsync(i => i.Pairs == null, cancellationToken)
        || !await db.ItemNames.AnyAsync(cancellationToken)
        && (await db.Documents.IgnoreQueryFilters().AnyAsync(cancellationToken) || await db.Tags.IgnoreQueryFilters().AnyAsync(cancellationToken)
            || await db.Articles.IgnoreQueryFilters().AnyAsync(cancellationToken) || await db.Notes.IgnoreQueryFilters().AnyAsync(cancellationToken));

    /// <param name="onDone">Is told how many items are done, now and then.</param>
    /// <param name="cancellationToken">Stops it; what is done stays.</param>
    /// <returns>How many items there are.</returns>
    public async Task<int> RunAsync(Action<int>? onDone, CancellationToken cancellationToken)
    {
        var done = 0;
        await db.Database.ExecuteSqlAsync($"TRUNCATE indexed_words, words_to_count", cancellationToken);
        await AllAsync(db.Tags, tags);
        await AllAsync(db.Documents, documents);
        await AllAsync(db.Articles, articles);
        await AllAsync(db.Quotations, quotations);
        await AllAsync(db.Notes, notes);
        await AllAsync(db.Dossiers, dossiers);
        await PackAsync();
        return done;

        // What grew row by row takes twice the room. Searches go on meanwhile.
        async Task PackAsync()
        {
            db.Database.SetCommandTimeout(TimeSpan.FromHours(6));
            await db.Database.ExecuteSqlAsync($"REINDEX TABLE CONCURRENTLY search_items", cancellationToken);
            await db.Database.ExecuteSqlAsync($"REINDEX TABLE CONCURRENTLY indexed_words", cancellationToken);
            db.Database.SetCommandTimeout((int?)null);
        }

        async Task AllAsync<TItem, TRecord>(IQueryable<TItem> items, ItemWriter<TItem, TRecord> writer) where TItem : Item where TRecord : ItemRecord
        {
            foreach (var reference in await items.IgnoreQueryFilters().OrderBy(i => i.Id).Select(i => i.Reference).ToListAsync(cancellationToken))
            {
                await writer.ReindexAsync(reference, cancellationToken);
                db.ChangeTracker.Clear();
                if (++done % 100 == 0)
                {
                    onDone?.Invoke(done);
                }
            }
        }
    }
}

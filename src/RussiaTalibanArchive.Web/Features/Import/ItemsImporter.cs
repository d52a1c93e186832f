using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Dossiers;
using RussiaTalibanArchive.Web.Features.History;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Notes;
using RussiaTalibanArchive.Web.Features.Quotations;
using RussiaTalibanArchive.Web.Features.Tags;

namespace RussiaTalibanArchive.Web.Features.Import;

/// <summary>
/// Reads items as JSON lines, in any order. What is here already is left as it is, so that the same file can be imported again
/// without harm: after an import that was cut short, that completes it.
/// </summary>
/// <remarks>
/// A short file is taken whole or not at all. A longer one is read once for each kind of item in it, and taken in batches, each
/// of them whole or not at all, so that neither memory nor locks grow with it.
/// </remarks>
public sealed class ItemsImporter(
    ArchiveDbContext db, IServiceProvider services, IServiceScopeFactory scopes, CurrentViewer viewer, References references,
    TagVocabulary vocabulary, ArticleWriter articles)
{
    private const long ImportLock = 0x52_54_41_02;
    private const int ShortFile = 200;
    private const int ManyItems = 500;

    // What the others refer to is loaded with them.
    private const int DocumentsInBatch = 1000;
    private const int OthersInBatch = 100;

    /// <summary>Imports items; one import at a time, others wait.</summary>
    /// <param name="lines">The lines; they are read several times, from the start.</param>
    /// <param name="options">What the lines leave open.</param>
    /// <param name="progress">Told now and then.</param>
    /// <param name="cancellationToken">Stops it; of a long file, what is done by then stays.</param>
    public async Task<ImportReport> ImportAsync(
        IAsyncEnumerable<string> lines, ImportOptions options, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await WaitForTurnAsync(cancellationToken);
        try
        {
            return await ImportInTurnAsync(lines, options, progress, cancellationToken);
        }
        finally
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({ImportLock})", CancellationToken.None);
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>Takes one item that did not come as a line of JSON.</summary>
    /// <returns>The item that is now here, and whether it is new; nothing but problems when it was refused.</returns>
    public async Task<(Article? Article, bool IsNew, IReadOnlyList<Problem> Problems)> ImportArticleAsync(ArticleRecord record, CancellationToken cancellationToken)
    {
        var hash = ItemLine.HashOf(record);
        var known = await db.Articles.IgnoreQueryFilters([ArchiveDbContext.NotWithdrawn])
            .Where(a => a.ImportHash == hash).Select(a => a.Reference).FirstOrDefaultAsync(cancellationToken);
        if (known is not null)
        {
            return (await articles.LoadAsync(known, cancellationToken), false, []);
        }

        var saved = await articles.CreateAsync(record, RevisionAction.Imported, hash, cancellationToken);
        return (saved.Item, saved.Item is not null, saved.Problems);
    }

    private async Task WaitForTurnAsync(CancellationToken cancellationToken)
    {
        while (!(await db.Database.SqlQuery<bool>($"SELECT pg_try_advisory_lock({ImportLock}) AS \"Value\"").ToListAsync(cancellationToken)).Single())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
        }
    }

    private async Task<ImportReport> ImportInTurnAsync(
        IAsyncEnumerable<string> lines, ImportOptions options, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        var tally = new ImportTally();
        var kinds = await SurveyAsync(lines, tally, cancellationToken);
        var total = tally.Done + kinds.Count(k => k is not null);
        var run = new Run(lines, kinds, options, tally, () => progress?.Report(new(tally.Done, total)), total <= ShortFile, cancellationToken);
        await using var transaction = run.IsShort ? await db.Database.BeginTransactionAsync(cancellationToken) : null;
        await TakeTagsAsync(run);
        vocabulary.Refresh();
        foreach (var kind in kinds.OfType<ItemKind>().Distinct().Where(k => k != ItemKind.Tag).Order())
        {
            await TakeKindAsync(kind, run);
        }

        await (transaction?.CommitAsync(cancellationToken) ?? Task.CompletedTask);
        await TidyAsync(tally.Added, cancellationToken);
        return tally.ToReport();
    }

    /// <summary>Tells the kind of each line; <see langword="null"/> for those that are blank or, as is then said, refused.</summary>
    private static async Task<List<ItemKind?>> SurveyAsync(IAsyncEnumerable<string> lines, ImportTally tally, CancellationToken cancellationToken)
    {
        var kinds = new List<ItemKind?>();
        await foreach (var text in lines.WithCancellation(cancellationToken))
        {
            ItemKind? kind = null;
            try
            {
                kind = string.IsNullOrWhiteSpace(text) ? null : ItemLine.KindOf(kinds.Count == 0 ? WithoutMark(text) : text);
            }
            catch (JsonException e)
            {
                tally.Refuse(kinds.Count + 1, ItemLine.ReasonOf(e));
            }

            kinds.Add(kind);
        }

        return kinds;
    }

    /// <summary>Tags in an order in which each comes after the one above it.</summary>
    private async Task TakeTagsAsync(Run run)
    {
        var careful = Careful<Tag, TagRecord>(services.GetRequiredService<TagWriter>(), new ImportOptions());
        var waiting = run.Kinds.Contains(ItemKind.Tag) ? await ReadAsync<TagRecord>(ItemKind.Tag, run) : [];
        while (waiting.Count > 0)
        {
            var slugs = waiting.Select(l => l.Record.Slug).ToHashSet();
            var ready = waiting.FindAll(l => l.Record.Broader is not { } broader || !slugs.Contains(broader) || broader == l.Record.Slug);
            if (ready.Count == 0)
            {
                waiting.ForEach(l => run.Tally.Refuse(l.Number, "The tags above this one run in a circle."));
                return;
            }

            await TakeCarefullyAsync(careful, ready, run);
            waiting = [.. waiting.Except(ready)];
        }
    }

    private Task TakeKindAsync(ItemKind kind, Run run) => kind switch
    {
        ItemKind.Document => TakeAsync<Document, DocumentRecord>(kind, run, s => s.GetRequiredService<DocumentWriter>(), DocumentsInBatch),
        ItemKind.Article => TakeAsync<Article, ArticleRecord>(kind, run, s => s.GetRequiredService<ArticleWriter>(), OthersInBatch),
        ItemKind.Quotation => TakeAsync<Quotation, QuotationRecord>(kind, run, s => s.GetRequiredService<QuotationWriter>(), OthersInBatch),
        ItemKind.Note => TakeAsync<Note, NoteRecord>(kind, run, s => s.GetRequiredService<NoteWriter>(), OthersInBatch),
        _ => TakeAsync<Dossier, DossierRecord>(kind, run, s => s.GetRequiredService<DossierWriter>(), OthersInBatch),
    };

    private async Task TakeAsync<TItem, TRecord>(ItemKind kind, Run run, Func<IServiceProvider, ItemWriter<TItem, TRecord>> writer, int maxLines)
        where TItem : Item
        where TRecord : ItemRecord
    {
        if (run.IsShort)
        {
            await TakeCarefullyAsync(Careful(writer(services), run.Options), await ReadAsync<TRecord>(kind, run), run);
            return;
        }

        await new KindImport<TItem, TRecord>(scopes, viewer.Value, references, writer, run.Options, maxLines).RunAsync(run.OfKind(kind), batch =>
        {
            run.Tally.Add(batch);
            run.Report();
        }, run.CancellationToken);
    }

    private CarefulImport<TItem, TRecord> Careful<TItem, TRecord>(ItemWriter<TItem, TRecord> writer, ImportOptions options)
        where TItem : Item
        where TRecord : ItemRecord => new(db, writer, services.GetRequiredService<ImportedFiles>(), options);

    private static async Task TakeCarefullyAsync<TItem, TRecord>(CarefulImport<TItem, TRecord> careful, List<ItemLine<TRecord>> lines, Run run)
        where TItem : Item
        where TRecord : ItemRecord
    {
        foreach (var line in lines)
        {
            await careful.TakeAsync(line, run.Tally, run.CancellationToken);
            run.Report();
        }
    }

    /// <summary>All lines of one kind; those that are not what they should be are refused.</summary>
    private static async Task<List<ItemLine<TRecord>>> ReadAsync<TRecord>(ItemKind kind, Run run) where TRecord : ItemRecord
    {
        var read = new List<ItemLine<TRecord>>();
        await foreach (var (number, text) in run.OfKind(kind))
        {
            if (ItemLine<TRecord>.TryRead(number, text, run.Tally) is { } line)
            {
                read.Add(line);
            }
        }

        return read;
    }

    /// <summary>After many new items: works the last of them into the index of words, and tells the planner, who else believes in an empty archive for a while.</summary>
    private async Task TidyAsync(int added, CancellationToken cancellationToken)
    {
        if (added < ManyItems)
        {
            return;
        }

        db.Database.SetCommandTimeout(TimeSpan.FromHours(1));
        await db.Database.ExecuteSqlAsync(
            $"SELECT gin_clean_pending_list(oid) FROM pg_class WHERE oid = to_regclass('ix_words_folded') AND pg_has_role(relowner, 'USAGE')", cancellationToken);
        await db.Database.ExecuteSqlAsync($"ANALYZE", cancellationToken);
    }

    private static string WithoutMark(string text) => text.TrimStart('\uFEFF');

    /// <summary>One file on its way into the archive.</summary>
    private sealed record Run(
        IAsyncEnumerable<string> Lines, List<ItemKind?> Kinds, ImportOptions Options, ImportTally Tally, Action Report, bool IsShort, CancellationToken CancellationToken)
    {
        public async IAsyncEnumerable<(int Number, string Text)> OfKind(ItemKind kind)
        {
            var number = 0;
            await foreach (var text in Lines.WithCancellation(CancellationToken))
            {
                if (number++ < Kinds.Count && Kinds[number - 1] == kind)
                {
                    yield return (number, number == 1 ? WithoutMark(text) : text);
                }
            }
        }
    }
}

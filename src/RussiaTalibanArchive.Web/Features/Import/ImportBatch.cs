using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.History;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Import;

/// <summary>
/// Some hundred lines of one kind, taken in one transaction beside the batches next to it. Lines that are surely new are stored
/// by COPY. The others, whose hash or reference stands in the archive or on an earlier line, are taken one by one when the
/// batches before this one are done.
/// </summary>
internal sealed class ImportBatch<TItem, TRecord>(KindImport<TItem, TRecord> import, IReadOnlyList<(int Number, string Text)> texts, IReadOnlyList<ImportBatch<TItem, TRecord>> before)
    where TItem : Item
    where TRecord : ItemRecord
{
    private readonly TaskCompletionSource<HashSet<string>> _claims = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _numbered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ImportTally _tally = new();
    private readonly List<ItemLine<TRecord>> _doubtful = [];
    private Task<ImportTally>? _done;

    /// <summary>Begins the work on another thread; a second call returns the same task.</summary>
    public Task<ImportTally> RunAsync(CancellationToken cancellationToken) => _done ??= Task.Run(async () =>
    {
        try
        {
            return await TakeAsync(cancellationToken);
        }
        finally
        {
            _claims.TrySetResult([]);
            _numbered.TrySetResult();
            (texts, before) = ([], []); // Else each batch would keep all batches before it in memory.
        }
    }, CancellationToken.None); // Always begun: the batches after it wait for what it claims.

    private async Task<ImportTally> TakeAsync(CancellationToken cancellationToken)
    {
        var lines = texts.Select(t => ItemLine<TRecord>.TryRead(t.Number, t.Text, _tally)).OfType<ItemLine<TRecord>>().ToList();
        _claims.SetResult([.. lines.SelectMany(NamesOf)]);
        await using (var scope = import.OpenScope())
        {
            await TakeNewAsync(scope.ServiceProvider, lines, cancellationToken);
        }

        _numbered.TrySetResult();
        await Task.WhenAll(before.Select(b => b.RunAsync(cancellationToken)));
        await TakeDoubtfulAsync(cancellationToken);
        return _tally;
    }

    private static IEnumerable<string> NamesOf(ItemLine<TRecord> line) =>
        string.IsNullOrEmpty(line.Record.Reference) ? [line.Hash] : [line.Hash, line.Record.Reference];

    private async Task TakeNewAsync(IServiceProvider services, List<ItemLine<TRecord>> lines, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<ArchiveDbContext>();
        var writer = import.WriterIn(services);
        var files = services.GetRequiredService<ImportedFiles>();
        var fresh = await SeparateAsync(db, lines, cancellationToken);
        fresh = await ReadyAsync(files, fresh, cancellationToken);
        try
        {
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            var good = await CheckAsync(writer, fresh, cancellationToken);
            await Task.WhenAll(before.Select(b => b._numbered.Task));
            var given = good.Count == 0 ? [] : await import.References.GiveAsync(db, good[0].Line.Record.ItemKind, [.. good.Select(g => g.Line.Record.Reference)], cancellationToken);
            _numbered.TrySetResult();
            foreach (var ((line, item), reference) in good.Zip(given))
            {
                item.Reference = reference;
                item.ImportHash = line.Hash;
            }

            await writer.StoreAsync([.. good.Select(g => g.Item)], RevisionAction.Imported, cancellationToken);
            _tally.Added += good.Count;
        }
        catch (Exception e) when (Stored.IsRefusal(e))
        {
            _doubtful.AddRange(fresh);
        }
    }

    /// <summary>Keeps the lines that nothing in the archive or before them can be the same as; the others are doubtful, or counted as unchanged.</summary>
    private async Task<List<ItemLine<TRecord>>> SeparateAsync(ArchiveDbContext db, List<ItemLine<TRecord>> lines, CancellationToken cancellationToken)
    {
        var hashes = await KnownHashesAsync(db, lines, cancellationToken);
        var wanted = lines.Where(l => !hashes.Contains(l.Hash)).Select(l => l.Record.Reference).Where(r => !string.IsNullOrEmpty(r)).ToList();
        var taken = wanted.Count == 0 ? [] : (await ItemsIn(db).Where(i => wanted.Contains(i.Reference)).Select(i => i.Reference).ToListAsync(cancellationToken)).ToHashSet();
        foreach (var earlier in before)
        {
            taken.UnionWith(await earlier._claims.Task);
        }

        var fresh = new List<ItemLine<TRecord>>(lines.Count);
        foreach (var line in lines)
        {
            if (hashes.Contains(line.Hash))
            {
                _tally.Unchanged++;
            }
            else if (ItemLine.ReferenceProblem(line.Record) is { } problem)
            {
                _tally.Refuse(line.Number, problem);
            }
            else if (NamesOf(line).Any(taken.Contains))
            {
                _doubtful.Add(line);
            }
            else
            {
                taken.UnionWith(NamesOf(line));
                fresh.Add(line);
            }
        }

        return fresh;
    }

    /// <summary>Fills in what the lines leave out and stores their files; refuses those whose files cannot be had.</summary>
    private async Task<List<ItemLine<TRecord>>> ReadyAsync(ImportedFiles files, List<ItemLine<TRecord>> lines, CancellationToken cancellationToken)
    {
        var ready = new List<ItemLine<TRecord>>(lines.Count);
        foreach (var line in lines)
        {
            ItemLine.SetDefaults(line.Record, import.Options);
            if (line.Record is DocumentRecord document && await files.TakeAsync(document, import.Options.Folder, cancellationToken) is { } refusal)
            {
                _tally.Refuse(line.Number, refusal);
            }
            else
            {
                ready.Add(line);
            }
        }

        return ready;
    }

    private async Task<List<(ItemLine<TRecord> Line, TItem Item)>> CheckAsync(ItemWriter<TItem, TRecord> writer, List<ItemLine<TRecord>> lines, CancellationToken cancellationToken)
    {
        var good = new List<(ItemLine<TRecord>, TItem)>(lines.Count);
        var bad = new List<Refusal>();
        foreach (var (line, (item, problems)) in lines.Zip(await writer.CheckAsync([.. lines.Select(l => l.Record)], cancellationToken)))
        {
            if (problems.Count == 0)
            {
                good.Add((line, item));
            }
            else
            {
                bad.Add(new(line.Number, ItemLine.ReasonOf(problems)));
            }
        }

        bad.ForEach(b => _tally.Refuse(b.Line, b.Reason));
        lines.RemoveAll(l => bad.Exists(b => b.Line == l.Number)); // A batch that the database refuses is taken again, without them.
        return good;
    }

    private async Task TakeDoubtfulAsync(CancellationToken cancellationToken)
    {
        if (_doubtful.Count == 0)
        {
            return;
        }

        await using var scope = import.OpenScope();
        var db = scope.ServiceProvider.GetRequiredService<ArchiveDbContext>();
        var careful = new CarefulImport<TItem, TRecord>(db, import.WriterIn(scope.ServiceProvider), scope.ServiceProvider.GetRequiredService<ImportedFiles>(), import.Options);
        var hashes = await KnownHashesAsync(db, _doubtful, cancellationToken);
        _tally.Unchanged += _doubtful.RemoveAll(l => hashes.Contains(l.Hash));
        foreach (var line in _doubtful.OrderBy(l => l.Number))
        {
            await careful.TakeAsync(line, _tally, cancellationToken);
        }
    }

    private static async Task<HashSet<string>> KnownHashesAsync(ArchiveDbContext db, List<ItemLine<TRecord>> lines, CancellationToken cancellationToken)
    {
        var hashes = lines.Select(l => l.Hash).ToList();
        return [.. await ItemsIn(db).Where(i => hashes.Contains(i.ImportHash!)).Select(i => i.ImportHash!).ToListAsync(cancellationToken)];
    }

    private static IQueryable<TItem> ItemsIn(ArchiveDbContext db) => db.Set<TItem>().IgnoreQueryFilters([ArchiveDbContext.NotWithdrawn]);
}

using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Import;

/// <summary>
/// Takes the lines of one kind in batches, a few of them at the same time. Each batch is a transaction: whatever is killed
/// between two of them leaves whole items, which the next import of the file finds unchanged.
/// </summary>
internal sealed class KindImport<TItem, TRecord>(
    IServiceScopeFactory scopes, Viewer viewer, References references, Func<IServiceProvider, ItemWriter<TItem, TRecord>> writer, ImportOptions options, int maxLines)
    where TItem : Item
    where TRecord : ItemRecord
{
    /// <summary>How much text a batch holds at most, in UTF-16 code units, unless one line is longer.</summary>
    private const int MaxLength = 4_000_000;

    /// <summary>While one batch waits for the database another is parsed and checked.</summary>
    private static readonly int BatchesAtOnce = Math.Clamp(Environment.ProcessorCount + 1, 2, 5);

    public ImportOptions Options => options;
    public References References => references;

    public ItemWriter<TItem, TRecord> WriterIn(IServiceProvider services) => writer(services);

    /// <summary>A scope with a database connection of its own, on behalf of whoever imports.</summary>
    public AsyncServiceScope OpenScope()
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentViewer>().Use(viewer);
        return scope;
    }

    public async Task RunAsync(IAsyncEnumerable<(int Number, string Text)> lines, Action<ImportTally> done, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new Queue<ImportBatch<TItem, TRecord>>();
        try
        {
            await foreach (var texts in BatchesOf(lines).WithCancellation(stop.Token))
            {
                if (running.Count == BatchesAtOnce)
                {
                    done(await running.Dequeue().RunAsync(stop.Token));
                }

                var batch = new ImportBatch<TItem, TRecord>(this, texts, [.. running]);
                running.Enqueue(batch);
                _ = batch.RunAsync(stop.Token);
            }

            while (running.TryDequeue(out var batch))
            {
                done(await batch.RunAsync(stop.Token));
            }
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(running.Select(b => (Task)b.RunAsync(stop.Token))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async IAsyncEnumerable<List<(int Number, string Text)>> BatchesOf(IAsyncEnumerable<(int Number, string Text)> lines)
    {
        var batch = new List<(int, string)>();
        var length = 0;
        await foreach (var line in lines)
        {
            if (batch.Count == maxLines || (batch.Count > 0 && length + line.Text.Length > MaxLength))
            {
                yield return batch;
                (batch, length) = ([], 0);
            }

            batch.Add(line);
            length += line.Text.Length;
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }
}

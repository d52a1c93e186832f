using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Search.Index;

/// <summary>Keeps the list of words, behind the pages: what was saved is counted a little later.</summary>
public sealed class WordCounter(ArchiveDbContext db)
{
    /// <summary>Items at once, a hundredth of those that wait: after a long import most words come again and again.</summary>
    private const int MinBatch = 200;

    private const int MaxBatch = 2_000;
    private const int Longest = 40;

    /// <summary>Counts the words of some items that were not counted yet.</summary>
    /// <returns>Whether there may be more.</returns>
    public async Task<bool> WorkAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Who takes words out of an item waits until they are counted, and has them forgotten then.
        var words = await db.Database.SqlQuery<CountedWord>(
            $"""
            WITH turn AS (SELECT id FROM words_to_count ORDER BY id LIMIT least({MaxBatch}, greatest({MinBatch}, (SELECT count(*) / 100 FROM words_to_count))) FOR UPDATE SKIP LOCKED),
            taken AS (DELETE FROM words_to_count q USING turn WHERE q.id = turn.id RETURNING q.item_id),
            read AS (SELECT i.words FROM search_items i WHERE i.item_id IN (SELECT item_id FROM taken) FOR SHARE)
            SELECT w.word, count(*)::int AS items FROM read, unnest(tsvector_to_array(read.words)) AS w(word) WHERE w.word !~ '^[~^]' GROUP BY w.word
            """).ToListAsync(cancellationToken);
        if (words.Count == 0)
        {
            await transaction.CommitAsync(cancellationToken);
            return false;
        }

        var counts = words.Select(w => (Word: Folding.Key(w.Word), w.Items))
            .Where(w => w.Word.Length is > 2 and <= Longest && w.Word.All(char.IsLetter))
            .GroupBy(w => w.Word, (word, all) => (Word: word, Items: all.Sum(w => w.Items))).OrderBy(w => w.Word, StringComparer.Ordinal).ToList();
        var (keys, items) = (counts.Select(c => c.Word).ToArray(), counts.Select(c => c.Items).ToArray());
        var skeletons = keys.Select(SkeletonOf).ToArray();
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO indexed_words (word, items, skeleton) SELECT * FROM unnest({keys}, {items}, {skeletons})
            ON CONFLICT (word) DO UPDATE SET items = indexed_words.items + excluded.items
            """, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Forgets words, and every trace of how often they stood anywhere, until an item that has them is saved again.</summary>
    public static Task<int> ForgetAsync(ArchiveDbContext db, IEnumerable<string> texts, CancellationToken cancellationToken)
    {
        var words = texts.SelectMany(SearchWords.Of).Select(w => w.Folded).Distinct().ToArray();
        return db.IndexedWords.Where(w => words.Contains(w.Word)).ExecuteDeleteAsync(cancellationToken);
    }

    private static string SkeletonOf(string word) => char.IsAsciiLetter(word[0]) || NameSkeleton.Of(word) is not { Length: >= NameSkeleton.Shortest } skeleton ? "" : skeleton;

    private sealed record CountedWord(string Word, int Items);
}

/// <summary>Has the words counted while the program runs.</summary>
public sealed class WordCountWorker(IServiceScopeFactory scopes, ILogger<WordCountWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var isMore = false;
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<CurrentViewer>().Use(Viewer.Archive);
                isMore = await scope.ServiceProvider.GetRequiredService<WordCounter>().WorkAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // The exception itself may quote a word.
                logger.LogWarning("Counting words stopped with {Kind}; it is tried again.", e.GetType().Name);
            }

            if (!isMore)
            {
                await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}

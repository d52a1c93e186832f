using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using RussiaTalibanArchive.Web.Features.Search.Index;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Search.Query;

/// <summary>Words of the index that are like a word, each only if the viewer may see an item that has it.</summary>
public sealed class NearbyWords(ArchiveDbContext db, IOptions<ArchiveOptions> options)
{
    private const int MaxCandidates = 24;
    private const int MaxWords = 4;
    private const int MaxNames = 6;

    /// <summary>Those that are spelt most nearly so, of equals the more frequent first.</summary>
    public async Task<IReadOnlyList<string>> SpeltLikeAsync(string word, CancellationToken cancellationToken)
    {
        var key = Folding.Key(word);
        if (key.Length is < 3 or > 40)
        {
            return [];
        }

        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await db.Database.ExecuteSqlAsync($"SET pg_trgm.similarity_threshold = 0.35", cancellationToken); // Until the connection is given back.
            var candidates = await db.Database.SqlQuery<string>(
                $"""
                SELECT w.word AS "Value" FROM indexed_words w
                WHERE w.word % {key} AND w.word <> {key} AND abs(length(w.word) - length({key})) <= 2
                ORDER BY similarity(w.word, {key}) * ln(w.items + 2) DESC, w.word LIMIT {MaxCandidates}
                """).ToListAsync(cancellationToken);
            return await VisibleAsync(candidates, MaxWords, cancellationToken);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>Those in other scripts that the same name may be, for a word in Latin letters.</summary>
    public async Task<IReadOnlyList<string>> TransliteratedAsync(string word, CancellationToken cancellationToken)
    {
        var key = Folding.Key(word);
        if (key.Length < 4 || !key.All(char.IsAsciiLetter) || NameSkeleton.Of(key) is not { Length: >= NameSkeleton.Shortest } skeleton)
        {
            return [];
        }

        var candidates = await db.IndexedWords.Where(w => w.Skeleton == skeleton).OrderByDescending(w => w.Items).ThenBy(w => w.Word)
            .Select(w => w.Word).Take(MaxCandidates).ToListAsync(cancellationToken);
        return await VisibleAsync(candidates, MaxNames, cancellationToken);
    }

    /// <summary>Whether an item that the viewer may see has the word in any form; <see langword="true"/> if time ran out.</summary>
    public async Task<bool> IsFoundAsync(WordNode word, CancellationToken cancellationToken)
    {
        var condition = new SearchCondition(db.Viewer, db.Now, new(isExact: false));
        return (await FirstAsync([condition.Matches(word)], condition, 1, cancellationToken))?.Count != 0;
    }

    private async Task<IReadOnlyList<string>> VisibleAsync(List<string> candidates, int max, CancellationToken cancellationToken)
    {
        var condition = new SearchCondition(db.Viewer, db.Now, new(isExact: false));
        var found = await FirstAsync(candidates.Select(c => $"i.words @@ {condition.Query($"'{c}' | '{Lexemes.Folded}{c}'")}"), condition, max, cancellationToken);
        return [.. (found ?? []).Select(n => candidates[n])];
    }

    /// <summary>The first conditions that a visible item meets, by their numbers; <see langword="null"/> if time ran out.</summary>
    private async Task<IReadOnlyList<int>?> FirstAsync(IEnumerable<string> conditions, SearchCondition condition, int max, CancellationToken cancellationToken)
    {
        // In sets of their own: the planner would look for one row by trying rows, where there may be none.
        var sets = conditions.Select((c, n) => $"w{n} AS MATERIALIZED (SELECT 1 FROM search_items i WHERE {c} AND {condition.IsVisible()})").ToList();
        var found = new List<int>();
        if (sets.Count == 0)
        {
            return found;
        }

        try
        {
            await db.RunSearchAsync([$"WITH {string.Join(", ", sets)} SELECT n FROM ({string.Join(" UNION ALL ", sets.Select((_, n) => $"(SELECT {n} AS n FROM w{n} LIMIT 1)"))}) f LIMIT {max}"], condition.Values, options.Value.SearchTimeout, (_, reader) =>
            {
                found.Add(reader.GetInt32(0));
                return Task.CompletedTask;
            }, cancellationToken);
            return found;
        }
        catch (PostgresException e) when (SearchStatements.IsTooMuch(e) && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}

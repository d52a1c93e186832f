using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Features.Search.Index;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Search.Query;

/// <summary>Words of the index that are like a word, each only if the viewer may see an item that has it.</summary>
public sealed class NearbyWords(ArchiveDbContext db)
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

    /// <summary>Whether an item that the viewer may see has the word in any form.</summary>
    public Task<bool> IsFoundAsync(WordNode word, CancellationToken cancellationToken)
    {
        var condition = new SearchCondition(db.Viewer, db.Now, new(isExact: false));
#pragma warning disable EF1002 // What comes from the reader are parameters.
        return db.SearchItems.FromSqlRaw($"SELECT * FROM search_items i WHERE {condition.Matches(word)}", [.. condition.Values]).AnyAsync(cancellationToken);
#pragma warning restore EF1002
    }

    private async Task<IReadOnlyList<string>> VisibleAsync(IReadOnlyList<string> candidates, int max, CancellationToken cancellationToken)
    {
        var visible = new List<string>();
        foreach (var candidate in candidates)
        {
            var word = $"'{candidate}' | '{Lexemes.Folded}{candidate}'";
            if (await db.SearchItems.FromSql($"SELECT * FROM search_items i WHERE i.words @@ {word}::tsquery").AnyAsync(cancellationToken))
            {
                visible.Add(candidate);
                if (visible.Count == max)
                {
                    break;
                }
            }
        }

        return visible;
    }
}

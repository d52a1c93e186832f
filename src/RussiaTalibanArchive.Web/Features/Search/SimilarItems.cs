using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Search.Query;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Search;

/// <summary>What other items must share to be like one.</summary>
/// <param name="Of">The item.</param>
/// <param name="Pairs">As a <c>tsquery</c>: two of its distinctive words.</param>
/// <param name="Any">As a <c>tsquery</c>: any of them, to rank by.</param>
public sealed record Likeness(Guid Of, string Pairs, string Any);

/// <summary>Finds by which words an item differs from most others: those that are frequent in it and rare in the archive.</summary>
public sealed class SimilarItems(ArchiveDbContext db)
{
    private const int MaxWords = 8;
    private const int MaxCandidates = 400;
    private const int Shortest = 3;

    /// <summary>Words of so few items tell them apart, however small the archive is.</summary>
    private const int Few = 4;

    /// <summary>So many UTF-16 code units of the item are read.</summary>
    private const int MaxText = 60_000;

    /// <returns><see langword="null"/> where the viewer sees no such item, or it has too few words that other items have too.</returns>
    public async Task<Likeness?> FindAsync(string reference, CancellationToken cancellationToken)
    {
        if (await TextAsync(reference, cancellationToken) is not var (id, text))
        {
            return null;
        }

        var counts = SearchWords.Of(text[..Math.Min(text.Length, MaxText)])
            .Where(w => w is { Pieces: 1, Folded.Length: >= Shortest } && w.Folded.All(char.IsLetter))
            .GroupBy(w => w.Folded, (word, all) => (Word: word, Count: all.Count()))
            .OrderByDescending(w => w.Count).ThenByDescending(w => w.Word.Length).Take(MaxCandidates).ToDictionary(w => w.Word, w => w.Count);
        string[] words = [.. counts.Keys];
        // A word of this item alone finds nothing else.
        var known = await db.IndexedWords.Where(w => words.Contains(w.Word) && w.Items > 1).Select(w => new { w.Word, w.Items }).ToListAsync(cancellationToken);
        // The words are counted of all items, whoever may see them.
        var all = await db.SearchItems.IgnoreQueryFilters().CountAsync(cancellationToken);
        var terms = new QueryTerms(isExact: false);
        var best = known.Where(w => w.Items <= Math.Max(Few, all / 2))
            .OrderByDescending(w => (1 + Math.Log(counts[w.Word])) * Math.Log(1 + ((double)all / w.Items))).ThenBy(w => w.Word, StringComparer.Ordinal)
            .Take(MaxWords).Select(w => QueryTerms.ToQuery(terms.RowsOf(new WordNode(w.Word, WordMatch.Forms, 0, 0)))).ToList();
        return best.Count < 2 ? null
            : new(id, QueryTerms.Join(" | ", best.SelectMany((a, i) => best.Skip(i + 1).Select(b => $"({a} & {b})"))), QueryTerms.Join(" | ", best));
    }

    private async Task<(Guid Id, string Text)?> TextAsync(string reference, CancellationToken cancellationToken)
    {
        if (!References.TryParse(reference, out var kind, out var canonical))
        {
            return null;
        }

        return kind switch
        {
            ItemKind.Document => await db.Documents.Where(d => d.Reference == canonical)
                .Select(d => new { d.Id, d.Title, Texts = d.Texts.Where(t => t.IsCurrent && !t.IsWithheld).Select(t => t.Body).ToList() })
                .SingleOrDefaultAsync(cancellationToken) is { } d ? (d.Id, string.Join('\n', d.Texts.Prepend(d.Title))) : null,
            ItemKind.Article => await db.Articles.Where(a => a.Reference == canonical).Select(a => new { a.Id, a.Title, a.Body })
                .SingleOrDefaultAsync(cancellationToken) is { } a ? (a.Id, $"{a.Title}\n{a.Body}") : null,
            ItemKind.Quotation => await db.Quotations.Where(q => q.Reference == canonical)
                .Select(q => new { q.Id, q.Exact, Translations = q.Translations.Select(t => t.Text).ToList() })
                .SingleOrDefaultAsync(cancellationToken) is { } q ? (q.Id, string.Join('\n', q.Translations.Prepend(q.Exact))) : null,
            _ => null,
        };
    }
}

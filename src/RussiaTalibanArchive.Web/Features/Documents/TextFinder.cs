using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Documents;

/// <summary>Finds words in one text of a document. What somebody looks for is kept nowhere.</summary>
public sealed class TextFinder(ArchiveDbContext db, TextLayouts layouts)
{
    /// <summary>How many hits an answer names, and how long the words may be in UTF-16 code units.</summary>
    public const int MaxHits = 500;

    /// <inheritdoc cref="MaxHits"/>
    public const int MaxWords = 300;

    private const int Around = 60;

    /// <param name="document">The document; the viewer may see it.</param>
    /// <param name="key">The <see cref="TextKey"/> of the text; where there is none, of the first.</param>
    /// <param name="words">What to find.</param>
    /// <param name="withBoxes">Whether to tell where the hits stand on the pictures.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns><see langword="null"/> when the viewer sees no such text.</returns>
    public async Task<FoundInText?> FindAsync(Guid document, string? key, string words, bool withBoxes, CancellationToken cancellationToken)
    {
        var texts = await db.Texts.Where(t => t.DocumentId == document).InReadingOrder().ToViews().ToListAsync(cancellationToken);
        if ((texts.Find(t => t.Key == key) ?? (key is null ? texts.FirstOrDefault() : null)) is not { } text)
        {
            return null;
        }

        var body = await db.Texts.Where(t => t.Id == text.Id).Select(t => t.Body).SingleAsync(cancellationToken);
        var layout = await layouts.OfAsync(db, text.Id, cancellationToken);
        var (hits, count) = FindInText.Find(body, words, MaxHits);
        var paragraphs = hits.Count == 0 ? null : Paragraphs.Of(body);
        var boxes = withBoxes ? await BoxesAsync(document, text.Id, hits, layout, cancellationToken) : [];
        return new(text.Key, count, count > hits.Count, [.. hits.Select((hit, i) => new FoundHit(
            hit.Start, hit.End, layout.At(hit.Start).Page, paragraphs!.At(hit.Start)?.Number ?? 1, boxes.GetValueOrDefault(i) ?? [])
            { Before = Before(body, hit.Start), Words = body[hit.Start..hit.End], After = After(body, hit.End) })]);
    }

    private static string Before(string body, int start)
    {
        var from = Math.Max(0, start - Around);
        var space = from == 0 ? -1 : body.AsSpan(from..start).IndexOfAny(' ', '\n', '\f');
        return body[(from + space + 1)..start];
    }

    private static string After(string body, int end)
    {
        var to = Math.Min(body.Length, end + Around);
        var space = to == body.Length ? -1 : body.AsSpan(end..to).LastIndexOfAny(' ', '\n', '\f');
        return space < 0 ? body[end..to] : body[end..(end + space)];
    }

    private async Task<Dictionary<int, List<int[]>>> BoxesAsync(Guid document, Guid text, IReadOnlyList<TextHit> hits, TextLayout layout, CancellationToken cancellationToken)
    {
        var boxes = new Dictionary<int, List<int[]>>();
        var byPage = hits.Select((hit, i) => (Hit: hit, Index: i)).ToLookup(h => layout.At(h.Hit.Start).Page);
        var numbers = byPage.Select(p => p.Key).ToList();
        await foreach (var page in db.PageWords.AsNoTracking().Where(w => w.DocumentId == document && w.TextId == text && numbers.Contains(w.Number)).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var start = layout.OfPage(page.Number).Start;
            var words = page.Words.OrderBy(w => w.Start).ToList();
            foreach (var (hit, index) in byPage[page.Number])
            {
                boxes[index] = [.. words.Where(w => start + w.Start < hit.End && start + w.Start + w.Length > hit.Start).Select(w => new[] { w.X, w.Y, w.Width, w.Height })];
            }
        }

        return boxes;
    }
}

/// <summary>What was found in a text.</summary>
/// <param name="Text">The text's key.</param>
/// <param name="Count">How often the words stand in it.</param>
/// <param name="IsCut">Whether there are more than <paramref name="Hits"/> names.</param>
/// <param name="Hits">In order.</param>
public sealed record FoundInText(string Text, int Count, bool IsCut, IReadOnlyList<FoundHit> Hits);

/// <param name="Start">In UTF-16 code units of the whole text.</param>
/// <param name="End">Exclusive.</param>
/// <param name="Page">From 1.</param>
/// <param name="Paragraph">Its number.</param>
/// <param name="Boxes">Left, top, width and height of its words, in ten-thousandths of the page; empty where they are not known.</param>
public sealed record FoundHit(int Start, int End, int Page, int Paragraph, IReadOnlyList<int[]> Boxes)
{
    /// <summary>The words around it, for a list.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Before { get; init; } = "";

    /// <summary>Its own words.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Words { get; init; } = "";

    /// <inheritdoc cref="Before"/>
    [System.Text.Json.Serialization.JsonIgnore]
    public string After { get; init; } = "";
}

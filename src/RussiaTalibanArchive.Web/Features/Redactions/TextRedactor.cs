using System.Text;
using RussiaTalibanArchive.Web.Features.Intake.Reading;
using RussiaTalibanArchive.Web.Text;
using RussiaTalibanArchive.Web.Text.Marks;

namespace RussiaTalibanArchive.Web.Features.Redactions;

/// <summary>A part of a text, in UTF-16 code units.</summary>
public readonly record struct TextRange(int Start, int Length)
{
    public int End => Start + Length;
}

/// <summary>A text as readers get it, and how it came about.</summary>
/// <param name="Body">The text with <see cref="TextRedactor.Sign"/> for each run of redacted words. It has as many pages as before.</param>
/// <param name="Words">The words that are left, by page from 1, where they stand in the new text of their page.</param>
/// <param name="Offsets">From the old body to the new one.</param>
/// <param name="Removed">What was taken out of the old body, in order. Editors only.</param>
/// <param name="Blackened">The rectangles of the words that were taken out, where they are known.</param>
/// <param name="Unplaced">Pages, from 1, of which words were taken out without it being known where they stand on the picture.</param>
/// <param name="EmptyBoxes">
/// Boxes that touched no word. If something can be read there, the text holds it still, in a place that is not known: say so.
/// </param>
public sealed record RedactedText(
    string Body,
    IReadOnlyDictionary<int, IReadOnlyList<WordBox>> Words,
    OffsetMap Offsets,
    IReadOnlyList<TextRange> Removed,
    IReadOnlyList<PageBox> Blackened,
    IReadOnlyList<int> Unplaced,
    IReadOnlyList<PageBox> EmptyBoxes);

/// <summary>Takes words out of a text and its word boxes. What it takes out is nowhere in what it returns but in <see cref="RedactedText.Removed"/>, as places.</summary>
public static class TextRedactor
{
    /// <summary>
    /// Stands for a redacted run of words, whatever its length. Sources write dots, dashes and brackets where something is left
    /// out, but not this sign (U+25AE).
    /// </summary>
    public const string Sign = "▮▮▮";

    /// <summary>An overlap no wider or no higher than this, in ten-thousandths of the page, is a slip of the hand.</summary>
    private const int MaxSlip = 5;

    /// <summary>A part of this many hundredths of a word's box counts, however small the word is.</summary>
    private const int MinPercent = 25;

    /// <summary>
    /// Takes out the words that a box touches or a range covers, in part or whole. Runs with no letter or digit left between
    /// them become one.
    /// </summary>
    /// <param name="body">Plain text; a form feed (U+000C) ends a page.</param>
    /// <param name="words">The words of each page, by its number from 1. A page without layout has none, and only ranges reach it.</param>
    /// <param name="boxes">Rectangles on pages.</param>
    /// <param name="ranges">Places in <paramref name="body"/>. They are widened to whole words.</param>
    /// <exception cref="ArgumentOutOfRangeException">A range, or a word of a box, lies outside the text: it is of another version.</exception>
    public static RedactedText Redact(
        string body, IReadOnlyDictionary<int, IReadOnlyList<WordBox>> words, IEnumerable<PageBox> boxes, IEnumerable<TextRange> ranges)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(words);
        var pages = PagesOf(body);
        var places = words.SelectMany(p => p.Value.Select(w => (Page: p.Key, Word: w, Range: Place(pages, p.Key, w)))).ToList();
        var emptyBoxes = new List<PageBox>();
        var covered = ranges.Select(r => Check(r, body.Length)).ToList();
        var byPage = places.ToLookup(p => p.Page);
        foreach (var box in boxes)
        {
            var touched = byPage[box.Page].Where(p => Touches(box, p.Word)).Select(p => p.Range).ToList();
            covered.AddRange(touched);
            if (touched.Count == 0)
            {
                emptyBoxes.Add(box);
            }
        }

        var removed = Runs(body, pages, covered);
        var offsets = new OffsetMap(removed.Select(r => new TextEdit(r.Start, r.Length, Sign.Length)));
        var kept = places.Where(p => !offsets.Touches(p.Range.Start, p.Range.End))
            .GroupBy(p => p.Page, p => p.Word with { Start = offsets.Start(p.Range.Start) - offsets.Start(pages[p.Page - 1].Start) })
            .ToDictionary(g => g.Key, g => (IReadOnlyList<WordBox>)[.. g]);
        var gone = places.FindAll(p => offsets.Touches(p.Range.Start, p.Range.End));
        return new(
            NewBody(body, removed),
            words.Keys.ToDictionary(p => p, p => kept.GetValueOrDefault(p, [])),
            offsets,
            removed,
            [.. gone.Select(p => new PageBox(p.Page, p.Word.X, p.Word.Y, p.Word.Width, p.Word.Height))],
            [.. Unplaced(body, pages, removed, gone.ConvertAll(p => p.Range)).Distinct()],
            emptyBoxes);
    }

    /// <summary>The pages that hold a removed letter or digit which no box of a word covers.</summary>
    private static IEnumerable<int> Unplaced(string body, List<TextRange> pages, List<TextRange> removed, List<TextRange> placed)
    {
        var isPlaced = new System.Collections.BitArray(body.Length);
        foreach (var range in placed)
        {
            for (var at = range.Start; at < range.End; at++)
            {
                isPlaced[at] = true;
            }
        }

        return removed.Where(r => Enumerable.Range(r.Start, r.Length).Any(at => char.IsLetterOrDigit(body[at]) && !isPlaced[at]))
            .Select(r => pages.FindLastIndex(p => p.Start <= r.Start) + 1);
    }

    private static List<TextRange> PagesOf(string body)
    {
        var pages = new List<TextRange>();
        for (var start = 0; ;)
        {
            var length = body.AsSpan(start).IndexOf('\f');
            if (length < 0)
            {
                pages.Add(new(start, body.Length - start));
                return pages;
            }

            pages.Add(new(start, length));
            start += length + 1;
        }
    }

    private static TextRange Place(List<TextRange> pages, int page, WordBox word)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(page, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(page, pages.Count);
        Check(new(word.Start, word.Length), pages[page - 1].Length);
        return new(pages[page - 1].Start + word.Start, word.Length);
    }

    private static TextRange Check(TextRange range, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(range.Start, nameof(range));
        ArgumentOutOfRangeException.ThrowIfNegative(range.Length, nameof(range));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(range.Start, length - range.Length, nameof(range));
        return range;
    }

    private static bool Touches(PageBox box, WordBox word)
    {
        var width = Math.Min((long)box.X + box.Width, (long)word.X + word.Width) - Math.Max(box.X, word.X);
        var height = Math.Min((long)box.Y + box.Height, (long)word.Y + word.Height) - Math.Max(box.Y, word.Y);
        return width >= 0 && height >= 0
            && ((width > MaxSlip && height > MaxSlip) || width * height * 100 >= (long)word.Width * word.Height * MinPercent);
    }

    /// <summary>What goes, in order: whole words, joined where nothing that can be read stands between, never across pages.</summary>
    private static List<TextRange> Runs(string body, List<TextRange> pages, IEnumerable<TextRange> covered)
    {
        var runs = new List<TextRange>();
        var pieces = covered.Select(r => Widen(body, r)).SelectMany(r => ByPage(body, pages, r)).Where(r => r.Length > 0);
        foreach (var piece in pieces.OrderBy(p => p.Start))
        {
            if (runs.Count > 0 && (piece.Start <= runs[^1].End || IsGap(body.AsSpan(runs[^1].End, piece.Start - runs[^1].End))))
            {
                runs[^1] = new(runs[^1].Start, Math.Max(runs[^1].End, piece.End) - runs[^1].Start);
            }
            else
            {
                runs.Add(piece);
            }
        }

        return runs;
    }

    /// <summary>To the ends of the words that the range begins and ends in.</summary>
    private static TextRange Widen(string body, TextRange range)
    {
        var (start, end) = (range.Start, range.End);
        while (range.Length > 0 && start > 0 && IsWord(body, start - 1) && IsWord(body, start))
        {
            start--;
        }

        while (range.Length > 0 && end < body.Length && IsWord(body, end - 1) && IsWord(body, end))
        {
            end++;
        }

        return new(start, end - start);
    }

    /// <summary>The range on each page that it covers, without the white space around it.</summary>
    private static IEnumerable<TextRange> ByPage(string body, List<TextRange> pages, TextRange range)
    {
        var first = Math.Max(0, pages.FindLastIndex(p => p.Start <= range.Start));
        for (var page = first; page < pages.Count && pages[page].Start < range.End; page++)
        {
            var (start, end) = (Math.Max(range.Start, pages[page].Start), Math.Min(range.End, pages[page].End));
            while (start < end && char.IsWhiteSpace(body[start]))
            {
                start++;
            }

            while (end > start && char.IsWhiteSpace(body[end - 1]))
            {
                end--;
            }

            yield return new(start, end - start);
        }
    }

    private static bool IsGap(ReadOnlySpan<char> between)
    {
        foreach (var c in between)
        {
            if (c == '\f' || char.IsLetterOrDigit(c) || char.IsSurrogate(c))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A letter, digit or mark, an invisible sign (which may stand inside a word), or half of a surrogate pair.</summary>
    private static bool IsWord(string body, int at) => char.IsSurrogate(body[at])
        || Signs.ClassOf(body[at]) is var kind && (kind is SignClass.Letter or SignClass.RightToLeft or SignClass.Digit or SignClass.Mark || Signs.IsInvisible(kind));

    private static string NewBody(string body, List<TextRange> removed)
    {
        var text = new StringBuilder(body.Length);
        var at = 0;
        foreach (var run in removed)
        {
            text.Append(body, at, run.Start - at).Append(Sign);
            at = run.End;
        }

        return text.Append(body, at, body.Length - at).ToString();
    }
}

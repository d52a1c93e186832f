using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Features.Intake.Reading;
using RussiaTalibanArchive.Web.Features.Intake.Reading.Recognition;
using RussiaTalibanArchive.Web.Features.Quotations;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Documents;

/// <summary>
/// Reads parts of texts with their marks, one text alone or two beside each other. Of long texts only the wanted leaves come out of
/// the database.
/// </summary>
public sealed class LeafReader(ArchiveDbContext db, TextLayouts layouts)
{
    /// <summary>What one answer holds of a text, in UTF-16 code units, unless one leaf is longer.</summary>
    public const int Room = 9_000;

    /// <summary>Reads the leaves from a wanted one on, as many as fit.</summary>
    /// <param name="document">Whose texts they are.</param>
    /// <param name="texts">One text, or two of which the second stands beside the first; the viewer may see them.</param>
    /// <param name="choose">Chooses the wanted leaf of the first text.</param>
    /// <param name="last">The index of the last leaf to take.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<ReadText>> ReadAsync(Guid document, IReadOnlyList<TextView> texts, Func<TextLayout, Leaf> choose, int? last, CancellationToken cancellationToken)
    {
        if (texts.Count == 0)
        {
            return [];
        }

        var layout = await layouts.OfAsync(db, texts[0].Id, cancellationToken);
        var from = choose(layout).Index;
        var to = layout.LastThatFits(from, Math.Min(last ?? int.MaxValue, layout.Leaves.Count - 1), Room / texts.Count);
        var first = await PiecesAsync(document, texts[0].Id, layout, from, to, cancellationToken);
        if (texts.Count == 1)
        {
            return [Text(texts[0], "p", layout, layout, from, to, [.. first.Select(p => new ReadLeaf(p.Leaf, [p.Paragraphs]))])];
        }

        var other = await layouts.OfAsync(db, texts[1].Id, cancellationToken);
        var rows = layout.PageCount == other.PageCount && layout.HasWholePages && other.HasWholePages
            ? ByPage(first, await PiecesAsync(document, texts[1].Id, other, from, to, cancellationToken))
            : await ThroughoutAsync(document, texts, layout, other, first, cancellationToken);
        return
        [
            Text(texts[0], "p", layout, layout, from, to, [.. first.Zip(rows, (p, r) => new ReadLeaf(p.Leaf, [.. r.Select(x => x.Own)]))]),
            Text(texts[1], "beside-p", layout, other, from, to, [.. first.Zip(rows, (p, r) => new ReadLeaf(p.Leaf, [.. r.Select(x => x.Other)]))]),
        ];
    }

    /// <summary>Reads one page of a text, however long it is.</summary>
    /// <returns><see langword="null"/> when the text has no such page.</returns>
    public async Task<ReadText?> ReadPageAsync(Guid document, TextView text, int page, CancellationToken cancellationToken)
    {
        var layout = await layouts.OfAsync(db, text.Id, cancellationToken);
        if (page > layout.PageCount)
        {
            return null;
        }

        var leaves = layout.Leaves.Where(l => l.Page == page).ToList();
        var pieces = await PiecesAsync(document, text.Id, layout, leaves[0].Index, leaves[^1].Index, cancellationToken);
        return new(text, "p", layout.PageCount, layout.Length, null, [.. pieces.Select(p => new ReadLeaf(p.Leaf, [p.Paragraphs]))], null);
    }

    /// <summary>Texts of the same pages: each page is aligned by itself.</summary>
    private static List<IReadOnlyList<Row>> ByPage(IReadOnlyList<Piece> pieces, IReadOnlyList<Piece> others) =>
        [.. pieces.Zip(others, (own, other) => (IReadOnlyList<Row>)[.. ParagraphAlignment.Align([.. own.Spans.Select(LengthOf)], [.. other.Spans.Select(LengthOf)])
            .Select(r => new Row([.. own.Paragraphs.Skip(r.First).Take(r.Count)], [.. other.Paragraphs.Skip(r.OtherFirst).Take(r.OtherCount)]))])];

    /// <summary>Texts of other pages: both are aligned from end to end, once.</summary>
    private async Task<List<IReadOnlyList<Row>>> ThroughoutAsync(Guid document, IReadOnlyList<TextView> texts, TextLayout layout, TextLayout other, IReadOnlyList<Piece> pieces, CancellationToken cancellationToken)
    {
        var body = await db.Texts.Where(t => t.Id == texts[1].Id).Select(t => t.Body).SingleAsync(cancellationToken);
        var spans = Paragraphs.Of(body);
        var rows = await layouts.RowsAsync(texts[0].Id, texts[1].Id, async () =>
        {
            var own = await db.Texts.Where(t => t.Id == texts[0].Id).Select(t => t.Body).SingleAsync(cancellationToken);
            return ParagraphAlignment.Align([.. Paragraphs.Of(own).Select(LengthOf)], [.. spans.Select(LengthOf)]);
        });
        var leafRows = rows.ToLookup(r => LeafOf(r.First + 1, r.Count, layout));
        // A row of two paragraphs may run over the end of a leaf: its second one then stands by itself in the next.
        var torn = rows.Where(r => r.Count == 2).ToLookup(r => LeafOf(r.First + 2, 1, layout), r => new AlignedRow(r.First + 1, 1, r.OtherFirst, 0));
        var taken = pieces.Select(p => torn[p.Leaf.Index].Where(r => LeafOf(r.First, 1, layout) != p.Leaf.Index).Concat(leafRows[p.Leaf.Index]).ToList()).ToList();
        var beside = taken.SelectMany(t => t).Where(r => r.OtherCount > 0).ToList();
        var (first, last) = beside.Count == 0 ? (0, 0) : (beside[0].OtherFirst, beside[^1].OtherFirst + beside[^1].OtherCount);
        var marks = first == last ? [] : await MarksAsync(texts[1].Id, spans[first].Start, spans[last - 1].End, cancellationToken);
        return [.. pieces.Zip(taken, (piece, mine) => (IReadOnlyList<Row>)[.. mine.Select(r => new Row(
            [.. piece.Paragraphs.Where(p => p.Number > r.First && p.Number <= r.First + r.Count)],
            [.. Enumerable.Range(r.OtherFirst, r.OtherCount).Select(i => Read(body, 0, spans[i], marks))]))])];
    }

    /// <summary>A row belongs to the leaf of its first paragraph; one without any of the original, to that of the paragraph before.</summary>
    private static int LeafOf(int number, int count, TextLayout layout) => layout.OfParagraph(Math.Max(1, count > 0 ? number : number - 1)).Index;

    private static ReadText Text(TextView text, string prefix, TextLayout layout, TextLayout own, int from, int to, IReadOnlyList<ReadLeaf> leaves) =>
        new(text, prefix, layout.PageCount, own.Length, LeavesApart.Of(layout, 0, from - 1, Math.Max(0, from - 1)), leaves,
            LeavesApart.Of(layout, to + 1, layout.Leaves.Count - 1, Math.Min(to + 1, layout.Leaves.Count - 1)));

    private static int LengthOf(Paragraph paragraph) => paragraph.End - paragraph.Start;

    /// <param name="body">The text, or the part of it in which the paragraph is counted.</param>
    /// <param name="offset">Where that part begins in the whole text.</param>
    /// <param name="paragraph">The paragraph, numbered in the whole text.</param>
    /// <param name="marks">In the whole text.</param>
    private static ReadParagraph Read(string body, int offset, Paragraph paragraph, IReadOnlyList<TextMark> marks)
    {
        var within = marks.Where(m => m.End > paragraph.Start + offset && m.Start < paragraph.End + offset)
            .Select(m => m with { Start = m.Start - offset, End = m.End - offset }).ToList();
        var runs = MarkedText.Runs(body, paragraph.Start, paragraph.End, within);
        return new(paragraph.Number, paragraph.Start + offset, runs, [.. runs.SelectMany(r => r.Beginning).Where(m => !MarkedHtml.IsDoubt(m)).Distinct()]);
    }

    private async Task<IReadOnlyList<Piece>> PiecesAsync(Guid document, Guid text, TextLayout layout, int from, int to, CancellationToken cancellationToken)
    {
        var (first, last) = (layout.Leaves[from], layout.Leaves[to]);
        var (skipped, taken) = (first.CodePointStart, last.CodePointStart + last.CodePointLength - first.CodePointStart);
        var body = await db.Texts.Where(t => t.Id == text).Select(t => t.Body.Substring(skipped, taken)).SingleAsync(cancellationToken);
        var marks = await MarksAsync(text, first.Start, last.End, cancellationToken);
        marks.AddRange(await DoubtsAsync(document, text, layout, body, from, to, cancellationToken));
        return [.. layout.Leaves.Skip(from).Take(to - from + 1).Select(leaf =>
        {
            var part = body.Substring(leaf.Start - first.Start, leaf.Length);
            var spans = Paragraphs.Of(part).Select(p => p with { Number = p.Number + leaf.FirstParagraph - 1 }).ToList();
            return new Piece(leaf, spans, [.. spans.Select(p => Read(part, leaf.Start, p, marks))]);
        })];
    }

    private Task<List<TextMark>> MarksAsync(Guid text, int start, int end, CancellationToken cancellationToken) =>
        db.Quotations.Where(q => q.TextId == text && q.Start < end && q.End > start).ToMarksAsync(cancellationToken);

    /// <summary>The words that were recognised doubtfully.</summary>
    private async Task<IEnumerable<TextMark>> DoubtsAsync(Guid document, Guid text, TextLayout layout, string body, int from, int to, CancellationToken cancellationToken)
    {
        var (first, last) = (layout.Leaves[from], layout.Leaves[to]);
        var pages = await db.PageWords.AsNoTracking()
            .Where(w => w.DocumentId == document && w.TextId == text && w.Number >= first.Page && w.Number <= last.Page && w.Page.Source == TextSource.Recognised)
            .ToListAsync(cancellationToken);
        return pages.SelectMany(page =>
        {
            var start = layout.OfPage(page.Number).Start - first.Start;
            var isRightToLeft = start >= 0 && Direction.Of(body[start..]) == TextDirection.RightToLeft;
            return page.Words.Where(w => start + w.Start >= 0 && start + w.Start + w.Length <= body.Length)
                .Select(w => (Word: w, Doubt: RecognisedText.IsUncheckedNumber(body.AsSpan(start + w.Start, w.Length), isRightToLeft) ? MarkedHtml.Number
                    : RecognisedText.IsDoubtful(w) ? MarkedHtml.Doubtful : null))
                .Where(w => w.Doubt is not null)
                .Select(w => new TextMark(w.Doubt!, first.Start + start + w.Word.Start, first.Start + start + w.Word.Start + w.Word.Length));
        });
    }

    private sealed record Piece(Leaf Leaf, IReadOnlyList<Paragraph> Spans, IReadOnlyList<ReadParagraph> Paragraphs);

    private sealed record Row(IReadOnlyList<ReadParagraph> Own, IReadOnlyList<ReadParagraph> Other);
}

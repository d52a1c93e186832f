using System.Text;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Pdf;

/// <summary>Puts the signs of a page into lines, columns and paragraphs, and these into a text with a box for each word.</summary>
internal sealed class PageLayout
{
    private const double SpaceShare = 0.18;
    private const double GutterShare = 1.6;

    private readonly double _width;
    private readonly double _height;
    private readonly bool _isRightToLeft;
    private bool _mirrors;
    private bool _lastIsRightToLeft;
    private readonly StringBuilder _text = new();
    private readonly List<WordBox> _words = [];

    private PageLayout(double width, double height, bool isRightToLeft) => (_width, _height, _isRightToLeft) = (width, height, isRightToLeft);

    /// <param name="glyphs">In any order.</param>
    /// <param name="width">Of the page as it is shown, in points.</param>
    /// <param name="height">Of the page as it is shown, in points.</param>
    public static (string Text, IReadOnlyList<WordBox> Words) Read(IReadOnlyList<Glyph> glyphs, double width, double height)
    {
        var layout = new PageLayout(width, height, VisualLine.IsRightToLeft(glyphs));
        layout._lastIsRightToLeft = layout._isRightToLeft;
        var columns = layout.Columns(glyphs).Select(Lines).ToList();
        layout._mirrors = VisualLine.NamesBracketsAsTheyLook(columns.SelectMany(lines => lines));
        columns.ForEach(layout.Write);

        return (layout._text.ToString().TrimEnd('\n'), layout._words);
    }

    /// <summary>
    /// Two columns are told by an upright strip that no sign touches over most of the page's writing, with enough lines on both
    /// sides. The column that reading begins with comes first. Signs above and below the columns stay where they are.
    /// </summary>
    private IEnumerable<IReadOnlyList<Glyph>> Columns(IReadOnlyList<Glyph> glyphs)
    {
        var ink = glyphs.Where(g => !g.IsSpace).ToList();
        if (ink.Count < 200 || Gutter(ink) is not { } gutter)
        {
            return [glyphs];
        }

        var left = glyphs.Where(g => (g.Left + g.Right) / 2 < gutter).ToList();
        var right = glyphs.Where(g => (g.Left + g.Right) / 2 >= gutter).ToList();
        return LineCount(left) < 5 || LineCount(right) < 5 ? [glyphs] : _isRightToLeft ? [right, left] : [left, right];
    }

    private double? Gutter(List<Glyph> ink)
    {
        var size = Median(ink.Select(g => g.Size));
        var (from, to) = (_width * 0.3, _width * 0.7);
        var edges = ink.Where(g => g.Right > from && g.Left < to).Select(g => (g.Left, g.Right)).OrderBy(e => e.Left).ToList();
        double reach = ink.Where(g => g.Left < from).Select(g => g.Right).DefaultIfEmpty(0).Max();
        double best = 0, at = 0;
        foreach (var (start, end) in edges)
        {
            if (start - reach > best && reach > 0)
            {
                (best, at) = (start - reach, (start + reach) / 2);
            }

            reach = Math.Max(reach, end);
        }

        return best > size * GutterShare && at > from && at < to ? at : null;
    }

    private static int LineCount(List<Glyph> glyphs) => glyphs.Where(g => !g.IsSpace).Select(g => Math.Round(g.Baseline / Math.Max(1, g.Size * 0.6))).Distinct().Count();

    /// <summary>Signs of one baseline, lines from top to bottom. Small type on the line above or below (an index) stays with its line.</summary>
    private static List<List<Glyph>> Lines(IReadOnlyList<Glyph> glyphs)
    {
        var lines = new List<(double Baseline, double Size, List<Glyph> Glyphs)>();
        foreach (var glyph in glyphs.Where(g => !g.IsMark).OrderBy(g => g.Baseline).ThenBy(g => g.Left))
        {
            var last = lines.Count - 1;
            if (last >= 0 && glyph.Baseline - lines[last].Baseline <= Math.Max(lines[last].Size, glyph.Size) * 0.35)
            {
                lines[last].Glyphs.Add(glyph);
                lines[last] = lines[last] with { Size = Math.Max(lines[last].Size, glyph.Size) };
            }
            else
            {
                lines.Add((glyph.Baseline, glyph.Size, [glyph]));
            }
        }

        HangMarks(lines, glyphs);
        return lines.ConvertAll(l => l.Glyphs.OrderBy(g => g.Left + g.Right).ToList());
    }

    /// <summary>A mark is added to the letter that it stands over.</summary>
    private static void HangMarks(List<(double Baseline, double Size, List<Glyph> Glyphs)> lines, IReadOnlyList<Glyph> glyphs)
    {
        foreach (var mark in glyphs.Where(g => g.IsMark))
        {
            var middle = (mark.Left + mark.Right) / 2;
            var line = lines.MinBy(l => Math.Abs(l.Baseline - mark.Baseline));
            if (line.Glyphs is not { Count: > 0 } letters)
            {
                continue;
            }

            var at = Enumerable.Range(0, letters.Count).Where(i => !letters[i].IsSpace).DefaultIfEmpty(0).MinBy(i => Math.Abs(((letters[i].Left + letters[i].Right) / 2) - middle));
            letters[at] = letters[at] with { Text = letters[at].Text + mark.Text };
        }
    }

    private void Write(List<List<Glyph>> lines)
    {
        var boxes = lines.ConvertAll(LineBox.Of);
        var (edgeLeft, edgeRight) = boxes.Count == 0 ? (0, 0) : (boxes.Min(b => b.Left), boxes.Max(b => b.Right));
        var usual = boxes.Count < 3 ? double.MaxValue : Median(boxes.Zip(boxes.Skip(1)).Select(p => p.Second.Baseline - p.First.Baseline));
        var isAligned = boxes.Count(b => (b.IsRightToLeft ? edgeRight - b.Right : b.Left - edgeLeft) < b.Size * 0.5) * 2 >= boxes.Count;
        for (var i = 0; i < lines.Count; i++)
        {
            if (i > 0 || _text.Length > 0)
            {
                var isNew = i == 0 || IsNewParagraph(boxes[i - 1], boxes[i], edgeLeft, edgeRight, usual, isAligned);
                Join(isNew, lines[i]);
            }

            WriteLine(lines[i]);
        }
    }

    /// <summary>A line begins a paragraph when it stands apart, is set in other type, is indented, or the line before ends early.</summary>
    private static bool IsNewParagraph(LineBox before, LineBox line, double edgeLeft, double edgeRight, double usual, bool isAligned)
    {
        var size = Math.Max(before.Size, line.Size);
        var early = before.IsRightToLeft ? before.Left - edgeLeft : edgeRight - before.Right;
        var indent = line.IsRightToLeft ? edgeRight - line.Right : line.Left - edgeLeft;
        var indentBefore = line.IsRightToLeft ? edgeRight - before.Right : before.Left - edgeLeft;
        return line.Baseline - before.Baseline > Math.Min(usual, size * 1.9) * 1.25
            || Math.Abs(before.Size - line.Size) > size * 0.15
            || before.IsRightToLeft != line.IsRightToLeft
            || early > Math.Max(size * 4, (edgeRight - edgeLeft) * 0.15)
            || (isAligned && indent - indentBefore > size * 0.9);
    }

    private void Join(bool isNewParagraph, List<Glyph> next)
    {
        if (isNewParagraph)
        {
            _text.Append('\n');
            return;
        }

        var first = next.FirstOrDefault(g => !g.IsSpace)?.Text ?? "";
        if (_text.Length > 2 && _words.Count > 0 && _text[^1] is '-' or '\u2010' or '\u00AD' && char.IsLower(_text[^2]) && first.Length > 0 && char.IsLower(first[0]))
        {
            _text.Length--; // A word that was broken at the end of its line.
            _words[^1] = _words[^1] with { Length = _words[^1].Length - 1 };
            return;
        }

        _text.Append(' ');
    }

    private void WriteLine(List<Glyph> line)
    {
        // A line without letters, such as a number alone, goes on as the line before.
        _lastIsRightToLeft = line.Any(g => g.Text.Any(char.IsLetter)) ? VisualLine.IsRightToLeft(line) : _lastIsRightToLeft;
        var logical = VisualLine.Logical(WithSpaces(WithJoiners(line)), _lastIsRightToLeft, _mirrors);
        var word = new List<Glyph>();
        var start = _text.Length;
        foreach (var sign in logical)
        {
            if (!sign.IsSpace)
            {
                word.Add(sign);
                start = word.Count == 1 ? _text.Length : start;
                _text.Append(sign.Text);
                continue;
            }

            EndWord(word, start);
            if (_text.Length > 0 && _text[^1] is not (' ' or '\n'))
            {
                _text.Append(' ');
            }
        }

        EndWord(word, start);
        while (_text.Length > 0 && _text[^1] == ' ')
        {
            _text.Length--;
        }
    }

    private void EndWord(List<Glyph> word, int start)
    {
        if (word.Count > 0)
        {
            var (left, top, right, bottom) = (Share(word.Min(g => g.Left), _width), Share(word.Min(g => g.Top), _height), Share(word.Max(g => g.Right), _width), Share(word.Max(g => g.Bottom), _height));
            _words.Add(new(start, _text.Length - start, left, top, right - left, bottom - top));
            word.Clear();
        }
    }

    /// <summary>
    /// A space that has no width, or lies on another sign, is no space: Chromium and LibreOffice draw a zero-width non-joiner so.
    /// Between letters of Arabic script it is one again; elsewhere it goes.
    /// </summary>
    private static List<Glyph> WithJoiners(List<Glyph> line)
    {
        var kept = new List<Glyph>(line.Count);
        for (var i = 0; i < line.Count; i++)
        {
            var sign = line[i];
            if (sign.IsSpace && (sign.Width < sign.Size * 0.04 || Overlaps(sign, i > 0 ? line[i - 1] : null) || Overlaps(sign, i + 1 < line.Count ? line[i + 1] : null)))
            {
                if (i > 0 && i + 1 < line.Count && IsArabic(line[i - 1]) && IsArabic(line[i + 1]))
                {
                    kept.Add(sign with { Text = "\u200C", Right = sign.Left });
                }

                continue;
            }

            kept.Add(sign);
        }

        return kept;

        static bool Overlaps(Glyph space, Glyph? sign) => sign is { IsSpace: false } && Math.Min(space.Right, sign.Right) - Math.Max(space.Left, sign.Left) > space.Width * 0.6;
        static bool IsArabic(Glyph sign) => sign.Text.Any(c => c is >= '\u0620' and <= '\u06FF' && char.IsLetter(c));
    }

    /// <summary>Where two signs stand apart as words do, and the file has no space between them, one is put in.</summary>
    private static List<Glyph> WithSpaces(List<Glyph> line)
    {
        var spaced = new List<Glyph>(line.Count * 2);
        foreach (var sign in line)
        {
            if (spaced.Count > 0 && !sign.IsSpace && spaced[^1] is { IsSpace: false } before && sign.Left - before.Right > Math.Max(sign.Size, before.Size) * SpaceShare)
            {
                spaced.Add(new(" ", before.Right, sign.Left, sign.Top, sign.Bottom, sign.Baseline, sign.Size));
            }

            spaced.Add(sign);
        }

        return spaced;
    }

    private sealed record LineBox(double Left, double Right, double Baseline, double Size, bool IsRightToLeft)
    {
        public static LineBox Of(List<Glyph> line) =>
            new(line.Min(g => g.Left), line.Max(g => g.Right), line[0].Baseline, line.Max(g => g.Size), VisualLine.IsRightToLeft(line));
    }

    private static int Share(double value, double all) => (int)Math.Clamp(Math.Round(value / Math.Max(1, all) * 10_000), 0, 10_000);

    private static double Median(IEnumerable<double> values) => values.Order().ToList() is { Count: > 0 } sorted ? sorted[sorted.Count / 2] : 0;
}

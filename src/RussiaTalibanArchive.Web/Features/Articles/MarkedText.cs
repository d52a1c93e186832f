using System.Text;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Articles;

/// <summary>A place of a text that shall be marked, in UTF-16 code units, end exclusive.</summary>
/// <param name="Key">What the mark stands for.</param>
/// <param name="Start">The first unit.</param>
/// <param name="End">The unit after the last.</param>
public sealed record TextMark(string Key, int Start, int End);

/// <summary>A stretch of text within the same marks.</summary>
/// <param name="Text">Its words.</param>
/// <param name="Marks">The marks it stands in, the outermost first.</param>
/// <param name="Ending">Those of them that end with it, the innermost first.</param>
public sealed record MarkedRun(string Text, IReadOnlyList<TextMark> Marks, IReadOnlyList<TextMark> Ending);

/// <summary>A text cut into paragraphs, and those where a mark begins or ends.</summary>
public static class MarkedText
{
    /// <summary>
    /// Marks a text. Marks may lie within one another, cross, and go on through several paragraphs. One that begins or ends
    /// inside a word takes in the whole word, so that no word is cut; the runs of a paragraph together are the paragraph.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<MarkedRun>> Of(string text, IEnumerable<TextMark> marks)
    {
        ArgumentNullException.ThrowIfNull(text);
        var whole = marks
            .Where(m => m.Start >= 0 && m.Start < m.End && m.End <= text.Length)
            .Select(m => m with { Start = WordStart(text, m.Start), End = WordEnd(text, m.End) })
            .OrderBy(m => m.Start).ThenByDescending(m => m.End).ToList();
        return [.. Paragraphs.Of(text).Select(p => Runs(text, p, [.. whole.Where(m => m.Start < p.End && m.End > p.Start)]))];
    }

    private static List<MarkedRun> Runs(string text, Paragraph paragraph, List<TextMark> marks)
    {
        var cuts = marks.SelectMany(m => new[] { m.Start, m.End }).Append(paragraph.Start).Append(paragraph.End)
            .Where(c => c >= paragraph.Start && c <= paragraph.End).Distinct().Order().ToList();
        var runs = new List<MarkedRun>();
        foreach (var (start, end) in cuts.Zip(cuts.Skip(1)))
        {
            List<TextMark> within = [.. marks.Where(m => m.Start <= start && m.End >= end)];
            runs.Add(new(text[start..end], within, [.. within.Where(m => m.End == end).Reverse()]));
        }

        return runs;
    }

    private static int WordStart(string text, int at)
    {
        while (at > 0 && IsOfWord(text[at - 1]) && IsOfWord(text[at]))
        {
            at--;
        }

        return at;
    }

    private static int WordEnd(string text, int at)
    {
        while (at < text.Length && IsOfWord(text[at - 1]) && IsOfWord(text[at]))
        {
            at++;
        }

        return at;
    }

    private static bool IsOfWord(char c) => char.IsSurrogate(c) || c is '\u200C' or '\u200D' || WordCount.IsWordRune(new Rune(c));
}

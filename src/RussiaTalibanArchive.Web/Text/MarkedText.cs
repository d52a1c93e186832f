using System.Globalization;
using System.Text;

namespace RussiaTalibanArchive.Web.Text;

/// <summary>A stretch of a text that is to be marked, in UTF-16 code units, end exclusive.</summary>
/// <param name="Name">What tells the mark from others.</param>
/// <param name="Start">The first unit.</param>
/// <param name="End">The unit after the last.</param>
public readonly record struct TextMark(string Name, int Start, int End);

/// <summary>A run of text under the same marks.</summary>
/// <param name="Text">The words.</param>
/// <param name="Marks">The names of the marks over it, those that begin first first; empty for none.</param>
/// <param name="Beginning">Those of them that begin here.</param>
/// <param name="Ending">Those of them that end with it.</param>
public sealed record MarkedRun(string Text, IReadOnlyList<string> Marks, IReadOnlyList<string> Beginning, IReadOnlyList<string> Ending);

/// <summary>Cuts a text into runs under marks that may overlap.</summary>
public static class MarkedText
{
    /// <summary>
    /// The runs of <paramref name="text"/> from <paramref name="start"/> up to <paramref name="end"/>, in order; together they are
    /// that stretch. A mark that begins or ends within a word takes in the whole word: an element that begins within one breaks the
    /// joining of Arabic letters. A mark's beginning and its end are told once, though it may run on through several stretches.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The stretch does not lie within the text.</exception>
    public static IReadOnlyList<MarkedRun> Runs(string text, int start, int end, IReadOnlyList<TextMark> marks)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(marks);
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(end, text.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, end);
        var within = marks.Where(m => m.Start < end && m.End > start && m.Start < m.End).OrderBy(m => m.Start).ThenByDescending(m => m.End).ToList();
        if (start == end)
        {
            return [];
        }

        if (within.Count == 0)
        {
            return [new(text[start..end], [], [], [])];
        }

        var cuts = CutsOf(text, start, end);
        var widened = within.ConvertAll(m => new TextMark(m.Name, LastAtMost(cuts, Math.Max(m.Start, start)), FirstAtLeast(cuts, Math.Min(m.End, end))));
        var edges = new SortedSet<int>(widened.SelectMany(m => new[] { m.Start, m.End })) { start, end };
        return [.. edges.Zip(edges.Skip(1), (from, to) =>
        {
            var over = Enumerable.Range(0, widened.Count).Where(i => widened[i].Start < to && widened[i].End > from).ToList();
            return new MarkedRun(text[from..to],
                [.. over.Select(i => widened[i].Name)],
                [.. over.Where(i => widened[i].Start == from && within[i].Start >= start).Select(i => widened[i].Name)],
                [.. over.Where(i => widened[i].End == to && within[i].End <= end).Select(i => widened[i].Name)]);
        })];
    }

    /// <summary>Where the stretch may be cut: between grapheme clusters, and not within a word.</summary>
    private static List<int> CutsOf(string text, int start, int end)
    {
        var cuts = new List<int> { start };
        var stretch = text.AsSpan(start, end - start);
        bool? wasWord = null;
        for (var at = 0; at < stretch.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(stretch[at..]);
            var isWord = IsWord(stretch.Slice(at, length));
            if (at > 0 && !(wasWord == true && isWord != false) && !(wasWord is null && isWord is null))
            {
                cuts.Add(start + at);
            }

            // An invisible sign is part of the word that it follows; before any word it belongs to what comes next.
            wasWord = isWord ?? wasWord;
            at += length;
        }

        cuts.Add(end);
        return cuts;
    }

    /// <summary>Whether a cluster is part of a word; <see langword="null"/> for invisible signs, which part no letters.</summary>
    private static bool? IsWord(ReadOnlySpan<char> cluster)
    {
        var isInvisible = true;
        foreach (var rune in cluster.EnumerateRunes())
        {
            if (WordCount.IsWordRune(rune))
            {
                return true;
            }

            isInvisible &= Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format;
        }

        return isInvisible ? null : false;
    }

    private static int LastAtMost(List<int> cuts, int position)
    {
        var index = cuts.BinarySearch(position);
        return cuts[index >= 0 ? index : ~index - 1];
    }

    private static int FirstAtLeast(List<int> cuts, int position)
    {
        var index = cuts.BinarySearch(position);
        return cuts[index >= 0 ? index : ~index];
    }
}

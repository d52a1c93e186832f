namespace RussiaTalibanArchive.Web.Text;

/// <summary>A piece of a text that is read at one go: a page, or a part of a very long one.</summary>
/// <param name="Index">From 0.</param>
/// <param name="Page">From 1.</param>
/// <param name="BeginsPage">Whether it is the first of its page.</param>
/// <param name="Start">Where it begins, in UTF-16 code units of the whole text.</param>
/// <param name="Length">In UTF-16 code units, without the form feed after it.</param>
/// <param name="CodePointStart">Where it begins, in code points, as PostgreSQL counts.</param>
/// <param name="CodePointLength">In code points.</param>
/// <param name="FirstParagraph">The number of the first paragraph that begins in or after it.</param>
/// <param name="ParagraphCount">How many paragraphs are in it.</param>
public readonly record struct Leaf(
    int Index, int Page, bool BeginsPage, int Start, int Length, int CodePointStart, int CodePointLength, int FirstParagraph, int ParagraphCount)
{
    public int End => Start + Length;
}

/// <summary>Where the pages of a text lie, so that one can be read without the others. It holds no word of the text.</summary>
public sealed class TextLayout
{
    /// <summary>A page that is longer is cut at ends of paragraphs, in UTF-16 code units.</summary>
    public const int MaxLeaf = 16_000;

    private readonly List<Leaf> _leaves = [];

    private TextLayout()
    {
    }

    public IReadOnlyList<Leaf> Leaves => _leaves;
    public int PageCount => _leaves[^1].Page;
    public int ParagraphCount => _leaves[^1].FirstParagraph - 1 + _leaves[^1].ParagraphCount;

    /// <summary>In UTF-16 code units.</summary>
    public int Length => _leaves[^1].End;

    /// <summary>Whether every page is one leaf.</summary>
    public bool HasWholePages => _leaves.Count == PageCount;

    public static TextLayout Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var layout = new TextLayout();
        var (page, codePoints, paragraph) = (1, 0, 1);
        foreach (var span in text.AsSpan().Split('\f'))
        {
            var (from, length) = span.GetOffsetAndLength(text.Length);
            var (end, begins) = (from + length, true);
            do
            {
                var to = end - from <= MaxLeaf ? end : CutOf(text, from, end);
                var piece = text[from..to];
                var leaf = new Leaf(layout._leaves.Count, page, begins, from, piece.Length, codePoints, CodePoints(piece), paragraph, Paragraphs.Of(piece).Count);
                layout._leaves.Add(leaf);
                (codePoints, paragraph, from, begins) = (codePoints + leaf.CodePointLength, paragraph + leaf.ParagraphCount, to, false);
            }
            while (from < end);
            (page, codePoints) = (page + 1, codePoints + 1); // A form feed.
        }

        return layout;
    }

    /// <summary>The first leaf of a page; of one that is not there, the nearest.</summary>
    public Leaf OfPage(int page) => _leaves[FirstWhere(l => l.Page >= page)];

    /// <summary>The leaf in which a paragraph stands; of one that is not there, the nearest.</summary>
    public Leaf OfParagraph(int number) => _leaves[FirstWhere(l => l.FirstParagraph + l.ParagraphCount > number)];

    /// <summary>The leaf at a place in UTF-16 code units.</summary>
    public Leaf At(int position) => _leaves[FirstWhere(l => l.End >= position)];

    /// <summary>The leaves around a wanted one that are read at one go: from it on while they fit, at least it.</summary>
    /// <param name="first">The index of the wanted one.</param>
    /// <param name="last">The index of the last that may be taken.</param>
    /// <param name="room">In UTF-16 code units.</param>
    /// <returns>The index of the last one.</returns>
    public int LastThatFits(int first, int last, int room)
    {
        var at = first;
        while (at < last && _leaves[at + 1].End - _leaves[first].Start <= room)
        {
            at++;
        }

        return at;
    }

    private int FirstWhere(Func<Leaf, bool> isReached)
    {
        int low = 0, high = _leaves.Count - 1;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = isReached(_leaves[middle]) ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    /// <summary>The last line feed within reach, or the first after it; the line feed goes to the piece before.</summary>
    private static int CutOf(string text, int from, int end)
    {
        var last = text.AsSpan(from, MaxLeaf).LastIndexOf('\n');
        if (last >= 0)
        {
            return from + last + 1;
        }

        var next = text.AsSpan(from, end - from).IndexOf('\n');
        return next < 0 ? end : from + next + 1;
    }

    private static int CodePoints(string piece) => piece.Length - piece.AsSpan().CountPairs();
}

file static class Surrogates
{
    /// <summary>How many characters take two units.</summary>
    public static int CountPairs(this ReadOnlySpan<char> text)
    {
        var pairs = 0;
        foreach (var c in text)
        {
            pairs += char.IsLowSurrogate(c) ? 1 : 0;
        }

        return pairs;
    }
}

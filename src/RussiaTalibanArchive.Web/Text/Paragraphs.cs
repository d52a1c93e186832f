using System.Collections;

namespace RussiaTalibanArchive.Web.Text;

/// <summary>One paragraph of a text: its number and page, both from 1, and its UTF-16 span without the line end.</summary>
public readonly record struct Paragraph(int Number, int Page, int Start, int End);

/// <summary>
/// The paragraphs of a text in order. A line feed ends a paragraph, a form feed (U+000C) ends it and starts a new page;
/// <c>\r\n</c> and <c>\r</c> count as one line feed. Lines of nothing but white space are no paragraphs, but an empty page
/// still counts. Paragraphs are numbered through the whole text.
/// </summary>
public sealed class Paragraphs : IReadOnlyList<Paragraph>
{
    private readonly List<Paragraph> _all = [];
    private readonly List<int> _pageStarts = [0];

    private Paragraphs()
    {
    }

    public int Count => _all.Count;

    public int PageCount => _pageStarts.Count;

    public Paragraph this[int index] => _all[index];

    public static Paragraphs Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var paragraphs = new Paragraphs();
        var start = 0;
        for (var at = text.AsSpan().IndexOfAny("\n\r\f"); at >= 0;)
        {
            paragraphs.Add(text, start, at);
            start = at + 1;
            if (text[at] == '\f')
            {
                paragraphs._pageStarts.Add(start);
            }

            var next = text.AsSpan(start).IndexOfAny("\n\r\f");
            at = next < 0 ? -1 : start + next;
        }

        paragraphs.Add(text, start, text.Length);
        return paragraphs;
    }

    /// <summary>The paragraph at <paramref name="position"/>; between two, the one before; before the first, the first.</summary>
    /// <returns><see langword="null"/> when the text has no paragraph at all.</returns>
    public Paragraph? At(int position)
    {
        var index = LastStartingBy(_all, position, p => p.Start);
        return _all.Count == 0 ? null : _all[Math.Max(0, index)];
    }

    /// <summary>The page, from 1, on which <paramref name="position"/> lies.</summary>
    public int PageAt(int position) => Math.Max(0, LastStartingBy(_pageStarts, position, start => start)) + 1;

    public IEnumerator<Paragraph> GetEnumerator() => _all.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Add(string text, int start, int end)
    {
        if (!text.AsSpan(start, end - start).IsWhiteSpace())
        {
            _all.Add(new Paragraph(_all.Count + 1, _pageStarts.Count, start, end));
        }
    }

    private static int LastStartingBy<T>(List<T> items, int position, Func<T, int> start)
    {
        int low = 0, high = items.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (start(items[middle]) <= position)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low - 1;
    }
}

using System.Text;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Texts;

/// <summary>Cuts a text that has no pages of its own into pages: at form feeds, and where a page would grow too long.</summary>
internal sealed class PagedText(ReadOutput output)
{
    /// <summary>UTF-16 code units.</summary>
    public const int MaxPageLength = 100_000;

    private readonly StringBuilder _page = new();
    private int _number;

    /// <summary>Writes a whole text.</summary>
    public static void Write(ReadOutput output, string text)
    {
        var paged = new PagedText(output);
        paged.Append(text);
        paged.End();
    }

    /// <exception cref="UnreadableException">There are too many pages, or too much text.</exception>
    public void Append(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var room = text[..Math.Min(text.Length, MaxPageLength - _page.Length)];
            var feed = room.IndexOf('\f');
            _page.Append(feed < 0 ? room : room[..feed]);
            text = text[(feed < 0 ? room.Length : feed + 1)..];
            if (feed >= 0)
            {
                Flush(_page.Length);
            }
            else if (_page.Length >= MaxPageLength)
            {
                Flush(CutAt());
            }
        }
    }

    /// <summary>Writes the last page. A text without a word has one page, empty.</summary>
    public void End()
    {
        if (_page.Length > 0 || _number == 0)
        {
            Flush(_page.Length);
        }
    }

    private void Flush(int length)
    {
        var text = TextNormalizer.Normalize(_page.ToString(0, length)).Trim('\n');
        _page.Remove(0, length);
        output.AddPage(new() { Number = ++_number, Text = text, Source = string.IsNullOrWhiteSpace(text) ? TextSource.None : TextSource.File });
    }

    /// <summary>After the last line on the page, else after its last word, else between two whole characters.</summary>
    private int CutAt()
    {
        var page = _page.ToString();
        var at = page.LastIndexOf('\n') + 1;
        at = at > 0 ? at : page.LastIndexOf(' ') + 1;
        return at > 0 ? at : char.IsHighSurrogate(page[^1]) ? page.Length - 1 : page.Length;
    }
}

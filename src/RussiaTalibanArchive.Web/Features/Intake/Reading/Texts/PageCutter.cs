using System.Text;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Texts;

/// <summary>Makes pages of text that has none of its own: paragraph after paragraph, at most <see cref="MaxLength"/> to a page.</summary>
internal sealed class PageCutter(ReadOutput output)
{
    /// <summary>Of a page, in UTF-16 code units.</summary>
    public const int MaxLength = 100_000;

    private readonly StringBuilder _page = new();
    private int _pages;
    private bool _isBegun;

    /// <summary>Adds a paragraph, normalised. One that is longer than a page is cut between words.</summary>
    /// <exception cref="UnreadableException">There is more text than a document may hold.</exception>
    public void Add(string paragraph)
    {
        var text = TextNormalizer.Normalize(paragraph);
        for (var start = 0; start < text.Length || start == 0;)
        {
            var length = LengthOf(text.AsSpan(start));
            AddPiece(text.AsSpan(start, length));
            start += Math.Max(1, length);
        }
    }

    public void EndPage()
    {
        var text = _page.ToString().TrimEnd();
        output.AddPage(new() { Number = ++_pages, Text = text, Source = text.Length == 0 ? TextSource.None : TextSource.File });
        _page.Clear();
        _isBegun = false;
    }

    /// <summary>Ends the last page. A document has one at least.</summary>
    public void Finish()
    {
        if (_pages == 0 || _page.Length > 0)
        {
            EndPage();
        }
    }

    private void AddPiece(ReadOnlySpan<char> piece)
    {
        if (_page.Length > 0 && _page.Length + 1 + piece.Length > MaxLength)
        {
            EndPage();
        }

        if (_isBegun)
        {
            _page.Append('\n');
        }

        _page.Append(piece);
        _isBegun = true;
    }

    private static int LengthOf(ReadOnlySpan<char> text)
    {
        if (text.Length <= MaxLength)
        {
            return text.Length;
        }

        var space = text[..MaxLength].LastIndexOfAny(" \t\n");
        return space > MaxLength / 2 ? space + 1 : char.IsHighSurrogate(text[MaxLength - 1]) ? MaxLength - 1 : MaxLength;
    }
}

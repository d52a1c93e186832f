using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.WebPages;

/// <summary>
/// The words of a page that a reader sees, in order: a block is a paragraph, the cells of a row are parted by tabs, items of lists
/// keep their marks.
/// </summary>
internal sealed partial class HtmlWords
{
    private static readonly HashSet<string> Unseen = Set("head script style template noscript title svg iframe object embed audio video canvas select datalist");
    private static readonly HashSet<string> Blocks = Set("address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody tfoot thead tr ul");

    private readonly Action<string> _paragraph;
    private readonly StringBuilder _line = new();
    private readonly Dictionary<INode, int> _numbers = [];
    private bool _isSpaceDue;
    private bool _isMarkOnly;
    private int _cells;
    private int _preformatted;

    private HtmlWords(Action<string> paragraph) => _paragraph = paragraph;

    public static void Of(INode page, Action<string> paragraph)
    {
        var words = new HtmlWords(paragraph);
        DomWalk.Through(page, words.Enter, words.Leave);
        words.EndParagraph();
    }

    /// <summary>Whether an element is there but not to be seen.</summary>
    public static bool IsHidden(IElement element) => element.HasAttribute("hidden")
        || (element.GetAttribute("style") is { Length: < 5000 } style && HiddenStyle().IsMatch(style));

    private bool Enter(INode node)
    {
        if (node is IText text)
        {
            Append(text.Data);
            return false;
        }

        if (node is not IElement element)
        {
            return node is IDocument;
        }

        if (Unseen.Contains(element.LocalName) || IsHidden(element))
        {
            return false;
        }

        Begin(element);
        return true;
    }

    private void Begin(IElement element)
    {
        if (element.LocalName is "td" or "th")
        {
            BeginCell(element);
        }
        else if (element.LocalName == "br" || Blocks.Contains(element.LocalName))
        {
            EndParagraph();
        }

        _preformatted += element.LocalName == "pre" ? 1 : 0;
        if (element.LocalName == "li" && _cells == 0)
        {
            _line.Append(Mark(element));
            _isMarkOnly = true;
        }
    }

    private void Leave(INode node)
    {
        if (node is not IElement element)
        {
            return;
        }

        _isMarkOnly &= element.LocalName != "li";
        _preformatted -= element.LocalName == "pre" ? 1 : 0;
        if (element.LocalName is "td" or "th")
        {
            _cells -= IsPlainCell(element) ? 1 : 0;
            _isSpaceDue = false;
        }
        else if (Blocks.Contains(element.LocalName))
        {
            EndParagraph();
        }
    }

    private void BeginCell(IElement cell)
    {
        if (!IsPlainCell(cell))
        {
            EndParagraph();
            return;
        }

        if (cell.ParentElement!.FirstElementChild != cell)
        {
            _line.Append('\t');
        }

        _isSpaceDue = false;
        _cells++;
    }

    /// <summary>Whether it is a cell of data beside others, rather than a part of the page's layout.</summary>
    private static bool IsPlainCell(IElement cell) => cell.ParentElement is { LocalName: "tr" } row
        && row.FirstElementChild != row.LastElementChild
        && cell.QuerySelector("table, ul, ol, pre, blockquote, h1, h2, h3, p ~ p") is null;

    private void EndParagraph()
    {
        _isSpaceDue = _cells > 0 && _line.Length > 0 && _line[^1] != '\t';
        if (_cells > 0 || _isMarkOnly)
        {
            return;
        }

        var text = _line.ToString().TrimEnd();
        _line.Clear();
        if (!string.IsNullOrWhiteSpace(text))
        {
            _paragraph(text);
        }
    }

    private void Append(string text)
    {
        foreach (var c in text)
        {
            if (c == '\n' && _preformatted > 0)
            {
                EndParagraph();
            }
            else if (c is ' ' or '\n' or '\r' or '\t' or '\f' && _preformatted == 0)
            {
                _isSpaceDue |= _line.Length > 0 && !_isMarkOnly && _line[^1] != '\t';
            }
            else
            {
                Append(c);
            }
        }
    }

    private void Append(char c)
    {
        if (_isSpaceDue)
        {
            _line.Append(' ');
        }

        _isSpaceDue = _isMarkOnly = false;
        _line.Append(c);
    }

    private string Mark(IElement item)
    {
        if (item.ParentElement is not { LocalName: "ol" } list)
        {
            return "• ";
        }

        var number = Number(item.GetAttribute("value")) ?? (_numbers.TryGetValue(list, out var last) ? last + 1 : Number(list.GetAttribute("start")) ?? 1);
        _numbers[list] = number;
        return number.ToString(CultureInfo.InvariantCulture) + ". ";
    }

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && Math.Abs((long)number) < 1_000_000_000 ? number : null;

    private static HashSet<string> Set(string names) => names.Split(' ').ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|!|$))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex HiddenStyle();
}

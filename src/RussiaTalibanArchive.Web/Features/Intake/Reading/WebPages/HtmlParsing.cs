using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.WebPages;

/// <summary>Parses a foreign page: nothing in it is run, and nothing is fetched.</summary>
internal static partial class HtmlParsing
{
    /// <summary>Of a page, in bytes.</summary>
    public const int MaxBytes = 64 << 20;

    /// <summary>Browsers stop at 512; parsing slows with the square of the depth.</summary>
    private const int MaxDepth = 1500;

    private const int MaxLength = 16 << 20;

    /// <summary>Elements that have no end, or end by themselves.</summary>
    private static readonly HashSet<string> Endless = new(StringComparer.OrdinalIgnoreCase)
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p", "li",
        "td", "th", "tr", "dd", "dt", "option", "optgroup", "colgroup", "thead", "tbody", "tfoot", "html", "head", "body",
    };

    /// <exception cref="UnreadableException">The page is too large or nested too deeply.</exception>
    public static IHtmlDocument Parse(string html)
    {
        var page = PictureData().Replace(html, "");
        if (page.Length > MaxLength)
        {
            throw TooLarge();
        }

        if (Depth(page) > MaxDepth)
        {
            throw new UnreadableException("The web page is nested too deeply to be read. Save it as PDF and bring that in.");
        }

        return new HtmlParser(new HtmlParserOptions { IsScripting = false }).ParseDocument(page);
    }

    public static UnreadableException TooLarge() => new UnreadableException("The web page is too large to be read. Save it as PDF and bring that in.");

    private static int Depth(string page)
    {
        int depth = 0, deepest = 0;
        foreach (var tag in Tag().EnumerateMatches(page))
        {
            var name = page.AsSpan(tag.Index + 1, tag.Length - 1);
            if (name.StartsWith('/'))
            {
                depth -= depth > 0 && !Endless.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name[1..]) ? 1 : 0;
            }
            else if (!Endless.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name))
            {
                deepest = Math.Max(deepest, ++depth);
            }
        }

        return deepest;
    }

    [GeneratedRegex("</?[A-Za-z][A-Za-z0-9:-]*", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    [GeneratedRegex(@"data:[A-Za-z/+.-]*;base64,[A-Za-z0-9+/=%]*", RegexOptions.NonBacktracking)]
    private static partial Regex PictureData();
}

using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using RussiaTalibanArchive.Web.Features.Articles;

namespace RussiaTalibanArchive.Web.Features.Import;

/// <summary>Reduces a web page to its article: what it says of itself in its head, and the article's text as Markdown.</summary>
internal static partial class HtmlArticle
{
    private const int MaxDepth = 200;
    private const string Clutter = "script,style,noscript,template,nav,aside,footer,form,button,iframe,object,svg,figure,figcaption,"
        + "[hidden],[aria-hidden=true],[role=navigation],[role=complementary],[role=banner],[role=contentinfo]";

    public static ArticleRecord Read(string html)
    {
        var page = new HtmlParser().ParseDocument(html);
        var article = PageFacts.Of(page);
        var root = RootOf(page);
        foreach (var clutter in root.QuerySelectorAll(Clutter).ToList())
        {
            clutter.Remove();
        }

        root.QuerySelector("h1")?.Remove();
        var markdown = new StringBuilder();
        Write(root, markdown, "", 0);
        article.Body = BlankLines().Replace(markdown.ToString(), "\n\n").Trim('\n');
        return article;
    }

    /// <summary>The article element; else the main one; else the element that directly holds most words in paragraphs.</summary>
    private static IElement RootOf(IDocument page)
    {
        IElement body = page.Body ?? page.DocumentElement;
        return page.QuerySelectorAll("article").MaxBy(WordsIn)
            ?? page.QuerySelector("main, [role=main]")
            ?? page.QuerySelectorAll("p").Select(p => p.ParentElement).OfType<IElement>().Distinct().MaxBy(WordsIn)
            ?? body;

        static int WordsIn(IElement element) => element.Children.Where(c => c.LocalName == "p").Sum(p => p.TextContent.Length) is > 0 and var own
            ? own : element.QuerySelectorAll("p").Sum(p => p.TextContent.Length);
    }

    private static void Write(INode node, StringBuilder markdown, string indent, int depth)
    {
        if (depth > MaxDepth)
        {
            return;
        }

        foreach (var child in node.ChildNodes)
        {
            switch (child)
            {
                case IText text:
                    Paragraph(markdown, indent, text.Data);
                    break;
                case IElement { LocalName: "h1" or "h2" or "h3" or "h4" or "h5" or "h6" } heading:
                    Paragraph(markdown, indent + new string('#', Math.Max(2, heading.LocalName[1] - '0')) + " ", heading.TextContent);
                    break;
                case IElement { LocalName: "blockquote" } quote:
                    Write(quote, markdown, indent + "> ", depth + 1);
                    break;
                case IElement { LocalName: "li" } item:
                    Paragraph(markdown, indent + "- ", item.TextContent);
                    break;
                case IElement { LocalName: "p" or "pre" or "td" or "th" or "dt" or "dd" } block:
                    Paragraph(markdown, indent, block.TextContent);
                    break;
                case IElement element when IsInline(element) || (element.ChildElementCount > 0 && element.Children.All(IsInline)):
                    Paragraph(markdown, indent, element.TextContent);
                    break;
                case IElement element:
                    Write(element, markdown, indent, depth + 1);
                    break;
            }
        }
    }

    private static bool IsInline(IElement element) => element.LocalName is "a" or "b" or "strong" or "i" or "em" or "span" or "q" or "cite" or "small" or "u" or "time" or "bdi" or "mark";

    private static void Paragraph(StringBuilder markdown, string start, string words)
    {
        words = WhiteSpace().Replace(words, " ").Trim();
        if (words.Length > 0)
        {
            markdown.Append(start).Append(words).Append("\n\n");
        }
    }

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex WhiteSpace();

    [GeneratedRegex(@"\n{3,}", RegexOptions.NonBacktracking)]
    private static partial Regex BlankLines();
}

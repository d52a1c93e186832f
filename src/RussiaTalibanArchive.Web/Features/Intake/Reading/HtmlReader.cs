using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using MimeKit;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading;

/// <summary>Reads web pages, alone or saved with their pictures (MHTML): their visible words in order. No script runs and nothing is fetched.</summary>
public static partial class HtmlReader
{
    private const int MaxBytes = 20 << 20;
    private const int MaxDepth = 5_000;
    private const int StackBytes = 256 << 20;

    /// <exception cref="UnreadableException">It is too large.</exception>
    public static void Read(ReadJob job, ReadOutput output)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(output);
        if (new FileInfo(job.Input).Length > MaxBytes)
        {
            throw new UnreadableException("The web page is larger than the {0} MB that are read of one.", MaxBytes >> 20);
        }

        var html = job.Kind is FileKind.Mhtml ? OfArchive(job) : Decode(File.ReadAllBytes(job.Input), job.Encoding, output);
        var text = Text(html, output);
        output.AddPage(new() { Number = 1, Text = text, Source = text.Length == 0 ? TextSource.None : TextSource.File });
    }

    /// <summary>The visible words of a page, a paragraph a line; sets the title, and finds what the page says of itself.</summary>
    public static string Text(string html, ReadOutput output)
    {
        var text = "";
        // A tree is walked by recursion somewhere in every parser: deep ones get a deep stack.
        var reading = new Thread(() => text = TextOf(html, output), StackBytes);
        reading.Start();
        reading.Join();
        return text;
    }

    private static string TextOf(string html, ReadOutput output)
    {
        using var page = new HtmlParser(new HtmlParserOptions { IsScripting = false }).ParseDocument(html);
        Find(page, output);
        output.Reading.Title ??= Words(page.QuerySelector("article h1, main h1, h1")) ?? Words(page.QuerySelector("meta[property='og:title']")?.GetAttribute("content")) ?? Words(page.QuerySelector("title"));
        var writer = new Writer();
        writer.Write(page.Body ?? (INode)page, 0);
        return TextNormalizer.Normalize(writer.Finish());
    }

    private static string OfArchive(ReadJob job)
    {
        using var file = File.OpenRead(job.Input);
        var message = MimeMessage.Load(file);
        return message.BodyParts.OfType<TextPart>().FirstOrDefault(p => p.IsHtml)?.Text ?? throw new UnreadableException("This saved web page holds no page.");
    }

    private static string Decode(byte[] bytes, string? encoding, ReadOutput output)
    {
        var declared = CharsetName().Match(Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, 4096))) is { Success: true } match ? match.Groups["name"].Value.ToLowerInvariant() : null;
        using var content = new MemoryStream(bytes, writable: false);
        var chosen = TextDecoding.Choose(encoding, content);
        // What the bytes cannot be is not what the page says that they are.
        var isWide = chosen.Name.StartsWith("utf-", StringComparison.Ordinal);
        chosen = encoding is null && !isWide && declared is not null && !declared.StartsWith("utf-", StringComparison.Ordinal) ? TextDecoding.Named(declared) ?? chosen : chosen;
        output.Reading.Encoding = chosen.Name;
        return TextDecoding.Decode(chosen, bytes);
    }

    private static void Find(IHtmlDocument page, ReadOutput output)
    {
        foreach (var meta in page.QuerySelectorAll("meta[name][content]").Take(100))
        {
            var name = meta.GetAttribute("name")!.ToLowerInvariant();
            if (name is "author" or "generator" or "creator" or "publisher")
            {
                output.Find(name == "generator" ? FindingKind.Tool : FindingKind.Person, name, meta.GetAttribute("content"));
            }
        }

        if (page.QuerySelectorAll("script, iframe, object, embed").Length is > 0 and var scripts)
        {
            output.Find(FindingKind.ActiveContent, "script", scripts.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        foreach (var host in page.QuerySelectorAll("[src]").Select(e => Uri.TryCreate(e.GetAttribute("src"), UriKind.Absolute, out var uri) ? uri.Host : "").Where(h => h.Length > 0).Distinct().Take(100))
        {
            output.Find(FindingKind.RemoteReference, "src", host);
        }

        foreach (var comment in page.Descendants<IComment>().Where(c => c.Data.Trim().Length > 3).Take(50))
        {
            output.Find(FindingKind.Comment, "", comment.Data);
        }
    }

    private static string? Words(IElement? element) => Words(element?.TextContent);

    private static string? Words(string? text) => text is not null && WhiteSpace().Replace(text, " ").Trim() is { Length: > 0 } words ? words : null;

    [GeneratedRegex(@"charset\s*=\s*[""']?(?<name>[A-Za-z0-9_-]{3,20})", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex CharsetName();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex WhiteSpace();

    /// <summary>Writes block elements as lines, and a table's row as a line with tabs.</summary>
    private sealed class Writer
    {
        private readonly StringBuilder _text = new();
        private readonly StringBuilder _line = new();

        public void Write(INode node, int depth)
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
                        _line.Append(text.Data);
                        break;
                    case IElement { LocalName: "script" or "style" or "noscript" or "template" or "head" or "svg" or "iframe" or "object" or "select" }:
                        break;
                    case IElement element when element.HasAttribute("hidden"):
                        break;
                    case IElement { LocalName: "br" or "hr" }:
                        EndLine();
                        break;
                    case IElement { LocalName: "td" or "th" } cell:
                        Write(cell, depth + 1);
                        _line.Append('\t');
                        break;
                    case IElement { LocalName: "li" } item:
                        EndLine();
                        _line.Append(item.ParentElement?.LocalName == "ol" ? $"{(item.PreviousElementSiblings() + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)}. " : "• ");
                        Write(item, depth + 1);
                        EndLine();
                        break;
                    case IElement element when IsBlock(element) && !IsInCell(element):
                        EndLine();
                        Write(element, depth + 1);
                        EndLine();
                        break;
                    case IElement element:
                        Write(element, depth + 1);
                        break;
                }
            }
        }

        public string Finish()
        {
            EndLine();
            return _text.ToString().TrimEnd('\n');
        }

        private void EndLine()
        {
            var line = string.Join('\t', _line.ToString().Split('\t').Select(part => WhiteSpace().Replace(part, " ").Trim(' '))).Trim('\t');
            _line.Clear();
            if (line.Length > 0)
            {
                _text.Append(line).Append('\n');
            }
        }

        private static bool IsBlock(IElement element) => element.LocalName is "p" or "div" or "section" or "article" or "main" or "header" or "footer" or "nav" or "aside" or "h1" or "h2" or "h3" or "h4" or "h5"
            or "h6" or "ul" or "ol" or "dl" or "dt" or "dd" or "blockquote" or "pre" or "table" or "thead" or "tbody" or "tr" or "figure" or "figcaption" or "form" or "fieldset" or "address" or "body" or "html" or "center" or "title" or "caption";

        private static bool IsInCell(IElement element) => element.ParentElement?.LocalName is "td" or "th" && element.LocalName is "p" or "div";
    }

    private static int PreviousElementSiblings(this IElement element)
    {
        var count = 0;
        for (var before = element.PreviousElementSibling; before is not null && count < 10_000; before = before.PreviousElementSibling)
        {
            count += before.LocalName == "li" ? 1 : 0;
        }

        return count;
    }
}

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Ganss.Xss;
using Markdig;
using Markdig.Extensions.AutoLinks;
using Markdig.Extensions.Tables;
using Markdig.Extensions.TaskLists;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Html;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Notes;

/// <summary>
/// Shows Markdown that people wrote: first made into HTML without any raw HTML of theirs, then stripped of all that is not
/// on a short list. What the text names appears as the reader may see it; what is hidden from the reader leaves no trace.
/// </summary>
public sealed partial class MarkdownRenderer(MentionTargets targets)
{
    /// <summary>In UTF-16 code units. A longer text is shown as plain text.</summary>
    public const int MaxLength = 1_000_000;

    /// <summary>What the ids of headings and footnotes begin with, so that none is an id of the page around them.</summary>
    public const string IdPrefix = "s-";

    private static readonly MarkdownPipeline Pipeline = BuildPipeline();
    private static readonly HtmlSanitizer Sanitizer = BuildSanitizer();

    /// <summary>Renders one text for the viewer. Its headings begin at h2.</summary>
    public async Task<IHtmlContent> RenderAsync(string? markdown, CancellationToken cancellationToken) =>
        (await RenderAllAsync([markdown], cancellationToken))[0];

    /// <summary>Renders one text for the viewer, each document, article and quotation in it with the number of its source.</summary>
    /// <returns>The text, whose numbers lead to <c>#source_1</c> and so on, and the sources from number 1.</returns>
    public async Task<(IHtmlContent Body, IReadOnlyList<Mention> Sources)> RenderWithSourcesAsync(string? markdown, CancellationToken cancellationToken)
    {
        var parsed = Parsed.From(markdown ?? "");
        var found = await targets.FindAsync(parsed.Mentions, cancellationToken);
        var sources = new List<Mention>();
        return (new HtmlString(parsed.ToHtml(found.GetValueOrDefault, 1, IdPrefix, sources)), sources);
    }

    /// <summary>Renders the texts of one page, with one query for each kind of item that they name together.</summary>
    /// <param name="texts">Markdown.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="headingShift">By how many levels headings go down: 1 makes an h1 an h2.</param>
    /// <returns>As many as there are texts, in their order; no id is given twice.</returns>
    public async Task<IReadOnlyList<IHtmlContent>> RenderAllAsync(IReadOnlyList<string?> texts, CancellationToken cancellationToken, int headingShift = 1)
    {
        var parsed = texts.Select(t => Parsed.From(t ?? "")).ToList();
        var found = await targets.FindAsync(parsed.SelectMany(p => p.Mentions), cancellationToken);
        return [.. parsed.Select((p, i) => new HtmlString(p.ToHtml(found.GetValueOrDefault, headingShift, i == 0 ? IdPrefix : $"{IdPrefix}{i + 1}-")))];
    }

    /// <summary>Renders a text without asking the database.</summary>
    /// <param name="markdown">The text.</param>
    /// <param name="find">Finds what the text names; what it does not find leaves no trace.</param>
    /// <param name="headingShift">By how many levels headings go down: 1 makes an h1 an h2.</param>
    /// <param name="idPrefix">What ids begin with.</param>
    public static string ToHtml(string markdown, Func<Mention, MentionTarget?>? find = null, int headingShift = 1, string idPrefix = IdPrefix) =>
        Parsed.From(markdown).ToHtml(find ?? (_ => null), headingShift, idPrefix);

    /// <summary>The beginning of a text without its marks and without the items that it names.</summary>
    /// <param name="markdown">The text.</param>
    /// <param name="maxLength">In UTF-16 code units; see <see cref="Excerpt.Of"/>.</param>
    public static string ToExcerpt(string markdown, int maxLength) => Excerpt.Of(Parsed.From(markdown).Words(2 * maxLength), maxLength);

    /// <summary>All that it says, without the signs of Markdown.</summary>
    public static string ToWords(string markdown) => Parsed.From(markdown).Words(int.MaxValue);

    private static MarkdownPipeline BuildPipeline()
    {
        var builder = new MarkdownPipelineBuilder()
            .UsePipeTables()
            .UseFootnotes()
            .UseTaskLists()
            .UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough)
            .UseAutoLinks(new AutoLinkOptions { UseHttpsForWWWLinks = true })
            .DisableHtml();
        builder.InlineParsers.Insert(0, new MentionParser());
        return builder.Build();
    }

    private static HtmlSanitizer BuildSanitizer()
    {
        var sanitizer = new HtmlSanitizer(new HtmlSanitizerOptions
        {
            AllowedTags = new HashSet<string>(
            [
                "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "hr", "br", "em", "strong", "del", "sup",
                "a", "bdi", "span", "div", "figure", "figcaption", "cite", "table", "thead", "tbody", "tr", "th", "td",
            ]),
            AllowedAttributes = new HashSet<string>(["href", "id", "class", "lang", "dir", "start"]),
            AllowedSchemes = new HashSet<string>(["http", "https", "mailto"]),
            UriAttributes = new HashSet<string>(["href"]),
            AllowedCssProperties = new HashSet<string>(),
            AllowedAtRules = new HashSet<AngleSharp.Css.Dom.CssRuleType>(),
        });
        sanitizer.AllowedClasses.UnionWith(
        [
            "mention", "source-ref", "quotation", "translation", "item-card", "align-start", "align-center", "align-end", "footnotes", "footnote-ref", "footnote-back-ref",
            "item-facts", "reference", "speaker", "status", "verdict", .. Enum.GetNames<Verdict>().Select(v => $"verdict-{v.ToLowerInvariant()}"),
        ]);
        return sanitizer;
    }

    /// <summary>A text as Markdig understood it; <see cref="_document"/> is null when it did not.</summary>
    private sealed class Parsed
    {
        private readonly string _text;
        private readonly MarkdownDocument? _document;

        private Parsed(string text, MarkdownDocument? document)
        {
            _text = text;
            _document = document;
        }

        public IEnumerable<Mention> Mentions => _document is null ? [] : _document.Descendants().Select(MentionOf).OfType<Mention>();

        public string Words(int enough)
        {
            var words = new StringBuilder();
            foreach (var node in _document?.Descendants() ?? [new LiteralInline(Mention.Without(_text))])
            {
                words.Append(node switch
                {
                    LiteralInline literal => literal.Content.AsSpan(),
                    CodeInline code => code.Content,
                    LineBreakInline or LeafBlock => " ",
                    _ => "",
                });
                if (words.Length > enough)
                {
                    break;
                }
            }

            return WhiteSpace().Replace(words.ToString(), " ");
        }

        public static Parsed From(string text)
        {
            if (text.Length > MaxLength)
            {
                return new(text, null);
            }

            try
            {
                return new(text, Markdown.Parse(text, Pipeline));
            }
            catch (ArgumentException) // Nested too deeply.
            {
                return new(text, null);
            }
        }

        /// <param name="find">Finds what the text names.</param>
        /// <param name="headingShift">By how many levels headings go down.</param>
        /// <param name="idPrefix">What ids begin with.</param>
        /// <param name="sources">Gets the sources in the order of their numbers; <see langword="null"/> for no numbers.</param>
        public string ToHtml(Func<Mention, MentionTarget?> find, int headingShift, string idPrefix, List<Mention>? sources = null)
        {
            if (_document is null)
            {
                return Plain(_text);
            }

            Prepare(_document, find, headingShift, sources);
            using var html = new StringWriter();
            var renderer = new HtmlRenderer(html);
            Pipeline.Setup(renderer);
            renderer.ObjectRenderers.Insert(0, new MentionInlineRenderer());
            renderer.ObjectRenderers.Insert(0, new EmbedBlockRenderer());
            renderer.ObjectRenderers.Insert(0, new SourceMarkRenderer());
            try
            {
                renderer.Render(_document);
            }
            catch (ArgumentException)
            {
                return Plain(_text);
            }

            using var clean = Sanitizer.SanitizeDom(html.ToString());
            return Finish(clean, idPrefix);
        }
    }

    /// <summary>The text as it was typed, but for what it names: that might be hidden.</summary>
    private static string Plain(string text) =>
        $"<pre class=\"plain\" dir=\"auto\">{System.Text.Encodings.Web.HtmlEncoder.Default.Encode(AnyMention().Replace(text, ""))}</pre>";

    /// <summary>What a node of the text names: in double brackets, or by the address of an ordinary link.</summary>
    private static Mention? MentionOf(MarkdownObject node) => node switch
    {
        MentionInline mention => mention.Mention,
        LinkInline { IsImage: false, Url: { } url } => MentionAt(url),
        _ => null,
    };

    /// <summary>The item that an address within this site belongs to.</summary>
    internal static Mention? MentionAt(string url)
    {
        var parts = url.Split('?', '#')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (!url.StartsWith('/') || parts.Length < 2)
        {
            return null;
        }

        var name = Uri.UnescapeDataString(parts[1]).Split('.')[0];
        return parts[0].ToLowerInvariant() switch
        {
            "documents" or "articles" or "quotations" or "dossiers" or "id" => Mention.Parse(name),
            "tags" => Mention.Parse($"tag:{name}"),
            "notes" when name.All(char.IsAsciiDigit) => new(ItemKind.Note, name),
            _ => null,
        };
    }

    private static void Prepare(MarkdownDocument document, Func<Mention, MentionTarget?> find, int headingShift, List<Mention>? sources)
    {
        var nodes = document.Descendants().ToList();
        var headings = nodes.OfType<HeadingBlock>().ToList();
        var highest = headings.Select(h => h.Level).DefaultIfEmpty(1).Min(); // The first level used follows the page's own, none is left out.
        foreach (var heading in headings)
        {
            heading.Level = Math.Clamp(heading.Level - highest + 1 + headingShift, 1, 6);
        }

        foreach (var table in nodes.OfType<Table>())
        {
            AlignByClass(table);
        }

        foreach (var task in nodes.OfType<TaskList>())
        {
            task.ReplaceBy(new LiteralInline(task.Checked ? "☑" : "☐"));
        }

        foreach (var link in nodes.OfType<LinkInline>().Where(l => l.IsImage || (MentionAt(l.Url ?? "") is { } m && find(m) is null)))
        {
            link.ReplaceBy(new ContainerInline(), copyChildren: true); // An image's words stay; a hidden item's address goes.
        }

        foreach (var mention in nodes.OfType<MentionInline>())
        {
            mention.Target = find(mention.Mention);
            if (mention.Target is null)
            {
                mention.Remove();
            }
        }

        if (sources is not null)
        {
            NumberSources(document, sources);
        }

        foreach (var paragraph in nodes.OfType<ParagraphBlock>().Where(p => p.Inline?.OfType<MentionInline>().Any(IsShown) == true).ToList())
        {
            TakeApart(paragraph);
        }
    }

    /// <summary>Puts a number after each thing that can be cited, the same one each time.</summary>
    private static void NumberSources(MarkdownDocument document, List<Mention> sources)
    {
        foreach (var inline in document.Descendants<Inline>().ToList())
        {
            if (MentionOf(inline) is not { Kind: ItemKind.Document or ItemKind.Article or ItemKind.Quotation } mention)
            {
                continue;
            }

            if (!sources.Contains(mention))
            {
                sources.Add(mention);
            }

            var number = sources.IndexOf(mention) + 1;
            if (inline is MentionInline shown && IsShown(shown))
            {
                shown.Number = number;
                continue;
            }

            Inline last = inline;
            for (Inline? parent = inline.Parent; parent is not null; parent = parent.Parent)
            {
                last = parent is LinkInline ? parent : last; // No link stands in a link.
            }

            last.InsertAfter(new SourceMarkInline(number));
        }
    }

    private static bool IsShown(MentionInline mention) => mention is { IsEmbed: true, Target.Mention.Kind: not ItemKind.Tag };

    /// <summary>Says the columns' alignment with classes: the pages forbid style attributes.</summary>
    private static void AlignByClass(Table table)
    {
        foreach (var (cell, column) in table.OfType<TableRow>().SelectMany(r => r.OfType<TableCell>().Select((c, i) => (c, i))))
        {
            var alignment = column < table.ColumnDefinitions.Count ? table.ColumnDefinitions[column].Alignment : null;
            if (alignment is not null)
            {
                cell.GetAttributes().AddClass(alignment switch
                {
                    TableColumnAlign.Center => "align-center",
                    TableColumnAlign.Right => "align-end",
                    _ => "align-start",
                });
            }
        }

        foreach (var column in table.ColumnDefinitions)
        {
            column.Alignment = null;
            column.Width = 0;
        }
    }

    /// <summary>Puts what a paragraph shows between two paragraphs of what stands before and after it.</summary>
    private static void TakeApart(ParagraphBlock paragraph)
    {
        var parent = paragraph.Parent!;
        var at = parent.IndexOf(paragraph);
        parent.RemoveAt(at);
        ContainerInline? current = null;
        foreach (var inline in paragraph.Inline!.ToList())
        {
            inline.Remove();
            if (inline is MentionInline mention && IsShown(mention))
            {
                parent.Insert(at++, new EmbedBlock(mention.Target!, mention.Number));
                current = null;
            }
            else
            {
                if (current is null)
                {
                    current = new ContainerInline();
                    parent.Insert(at++, new ParagraphBlock { Inline = current });
                }

                current.AppendChild(inline);
            }
        }
    }

    private static string Finish(IHtmlDocument document, string idPrefix)
    {
        var body = document.Body!;
        foreach (var link in body.QuerySelectorAll("a").ToList())
        {
            CheckAddress(link);
        }

        RemoveEmpty(body);
        PrefixIds(body, idPrefix);
        foreach (var element in body.QuerySelectorAll("p, h1, h2, h3, h4, h5, h6, td, th, pre, div, figcaption").Where(e => !e.HasAttribute("dir")))
        {
            element.SetAttribute("dir", "auto");
        }

        // dir="auto" passes over children that have a dir of their own, so what holds blocks is told its direction.
        foreach (var element in body.QuerySelectorAll("ul, ol, li, blockquote:not([dir]), table, figure"))
        {
            element.SetAttribute("dir", Direction.Of(element.TextContent).ToHtml());
        }

        foreach (var table in body.QuerySelectorAll("table").ToList())
        {
            var frame = document.CreateElement("div");
            frame.ClassName = "table-scroll";
            frame.SetAttribute("tabindex", "0"); // So that a wide one scrolls without a mouse.
            table.Replace(frame);
            frame.AppendChild(table);
        }

        using var html = new StringWriter();
        body.ChildNodes.ToHtml(html, Sanitizer.OutputFormatter);
        return html.ToString().Trim();
    }

    /// <summary>Keeps links that lead within this site, or say where else they lead.</summary>
    private static void CheckAddress(IElement link)
    {
        var address = link.GetAttribute("href") ?? "";
        var isOwn = address.StartsWith('#') || (address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal));
        var isForeign = Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "mailto";
        if (address.Any(c => c <= ' ' || c == '\\') || !(isOwn || isForeign))
        {
            link.Replace([.. link.ChildNodes]);
        }
        else if (!isOwn)
        {
            link.SetAttribute("rel", "noopener noreferrer nofollow");
        }
    }

    private static void RemoveEmpty(IElement body)
    {
        foreach (var element in body.QuerySelectorAll("p, h1, h2, h3, h4, h5, h6, ul, ol, li, blockquote, a, em, strong, del, sup").Reverse())
        {
            if (string.IsNullOrWhiteSpace(element.TextContent) && element.QuerySelector("hr") is null)
            {
                element.Remove();
            }
        }
    }

    /// <summary>Names headings after their words, in whatever script, and leads links within the text to the new names.</summary>
    private static void PrefixIds(IElement body, string prefix)
    {
        var renamed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var element in body.QuerySelectorAll("[id]"))
        {
            renamed[element.Id!] = element.Id = prefix + element.Id!.Replace(':', '-');
        }

        var taken = renamed.Values.ToHashSet(StringComparer.Ordinal);
        foreach (var heading in body.QuerySelectorAll("h1, h2, h3, h4, h5, h6"))
        {
            var slug = SlugOf(heading.TextContent);
            var id = slug;
            for (var n = 2; !taken.Add(prefix + id); n++)
            {
                id = $"{slug}-{n}";
            }

            heading.Id = renamed[id] = prefix + id;
        }

        foreach (var link in body.QuerySelectorAll("a[href^='#']"))
        {
            if (renamed.TryGetValue(Uri.UnescapeDataString(link.GetAttribute("href")![1..]), out var id))
            {
                link.SetAttribute("href", $"#{id}");
            }
        }
    }

    /// <summary>Letters, marks and digits of any script, in lower case; a hyphen for whatever stands between them.</summary>
    internal static string SlugOf(string words)
    {
        const int maxLength = 80;
        var slug = new StringBuilder();
        foreach (var rune in words.EnumerateRunes())
        {
            if (slug.Length >= maxLength)
            {
                break;
            }

            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
            {
                slug.Append(Rune.ToLowerInvariant(rune));
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        return slug.ToString().Trim('-') is { Length: > 0 } id ? id : "section";
    }

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex WhiteSpace();

    [GeneratedRegex(@"!?\[\[[^\[\]\n]{1,330}\]\]", RegexOptions.NonBacktracking)]
    private static partial Regex AnyMention();
}

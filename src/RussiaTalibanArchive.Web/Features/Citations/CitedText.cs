using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Renderers;
using Markdig.Syntax;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Citations;

/// <summary>Texts as they stand in the records of other programs.</summary>
internal static partial class CitedText
{
    private static readonly MarkdownPipeline Markdown = new MarkdownPipelineBuilder().UsePipeTables().UseTaskLists().Build();

    /// <summary>
    /// One line in NFC that no reader can break apart or turn around: white space and line ends of every kind become one
    /// space, control characters and the bidirectional controls that reach beyond themselves (embeddings, overrides,
    /// isolates) go. Joiners and direction marks stay: they belong to the spelling.
    /// </summary>
    public static string Line(string? text) => Spaces().Replace(Safe(text), " ").Trim(' ');

    /// <summary>As <see cref="Line"/>, with the lines of the text kept, each ended by a line feed but the last.</summary>
    public static string Lines(string? text) =>
        string.Join('\n', LineEnds().Split(Safe(text)).Select(line => Spaces().Replace(line, " ").Trim(' '))).Trim('\n');

    /// <summary>Markdown as the words of it, without marks, raw HTML and mentions of other items.</summary>
    public static string? Plain(string? markdown)
    {
        if (string.IsNullOrWhiteSpace(markdown))
        {
            return null;
        }

        // A mention may name an item that this reader must not know of.
        var document = Markdig.Markdown.Parse(Mentions().Replace(markdown, ""), Markdown);
        foreach (var html in document.Descendants<HtmlBlock>().ToList())
        {
            html.Parent!.Remove(html);
        }

        using var text = new StringWriter();
        var renderer = new HtmlRenderer(text) { EnableHtmlForBlock = false, EnableHtmlForInline = false, EnableHtmlEscape = false };
        Markdown.Setup(renderer);
        renderer.Render(document);
        return Lines(text.ToString()) is { Length: > 0 } plain ? plain : null;
    }

    /// <summary>
    /// The first 16 hexadecimal digits of the SHA-256 of the UTF-8 of <see cref="Line"/> of the words: whoever holds the record
    /// in any format can compute it again.
    /// </summary>
    public static string Fingerprint(string words) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Line(words))))[..16];

    private static string Safe(string? text)
    {
        var normal = TextNormalizer.Normalize(text ?? "");
        if (!Unsafe().IsMatch(normal))
        {
            return normal;
        }

        // What stood on either side of a dropped character may now compose.
        return Unsafe().Replace(normal, "").Normalize(NormalizationForm.FormC);
    }

    [GeneratedRegex(@"[\u007F-\u0084\u0086-\u009F\u202A-\u202E\u2066-\u2069\uFDD0-\uFDEF\uFEFF\uFFFE\uFFFF]+")]
    private static partial Regex Unsafe();

    [GeneratedRegex(@"[ \t\n\v\f\r\u0085\u2028\u2029]+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\r\n|[\n\v\f\r\u0085\u2028\u2029]")]
    private static partial Regex LineEnds();

    [GeneratedRegex(@"!?\[\[[^\[\]\n]{1,400}\]\]")]
    private static partial Regex Mentions();
}

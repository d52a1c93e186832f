using System.Text;
using System.Text.RegularExpressions;
using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace RussiaTalibanArchive.Web.Features.Import;

public enum ArticleFormat
{
    /// <summary>A paragraph a line.</summary>
    PlainText,

    /// <summary>Markdown, with or without YAML front matter.</summary>
    Markdown,

    /// <summary>A whole web page, or a piece of one.</summary>
    Html,
}

/// <summary>Reads an article out of Markdown, plain text or HTML.</summary>
public static partial class ArticleReader
{
    /// <summary>The largest text taken, in bytes.</summary>
    public const int MaxBytes = 5 * 1024 * 1024;

    private const int MaxTitle = 200;

    public static ArticleFormat? FormatOf(string fileName) => Path.GetExtension(fileName).ToLowerInvariant() switch
    {
        ".md" or ".markdown" => ArticleFormat.Markdown,
        ".txt" or ".text" or "" => ArticleFormat.PlainText,
        ".html" or ".htm" or ".xhtml" => ArticleFormat.Html,
        _ => null,
    };

    /// <summary>Guesses what was pasted.</summary>
    public static ArticleFormat FormatOfText(string text) =>
        HtmlStart().IsMatch(text) ? ArticleFormat.Html
        : text.StartsWith("---\n", StringComparison.Ordinal) || MarkdownSigns().IsMatch(text) ? ArticleFormat.Markdown
        : ArticleFormat.PlainText;

    /// <summary>Reads bytes as UTF-8, or as UTF-16 where a byte order mark says so.</summary>
    /// <returns><see langword="null"/> when they are neither.</returns>
    public static string? Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return bytes switch
            {
                [0xFF, 0xFE, ..] => new UnicodeEncoding(false, true, true).GetString(bytes[2..]),
                [0xFE, 0xFF, ..] => new UnicodeEncoding(true, true, true).GetString(bytes[2..]),
                [0xEF, 0xBB, 0xBF, ..] => new UTF8Encoding(false, true).GetString(bytes[3..]),
                _ => new UTF8Encoding(false, true).GetString(bytes),
            };
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>Reads an article. What the text does not say stays empty.</summary>
    public static ArticleRecord Read(string text, ArticleFormat format)
    {
        text = TextNormalizer.Normalize(text);
        return format switch
        {
            ArticleFormat.Html => HtmlArticle.Read(text),
            ArticleFormat.Markdown => ReadMarkdown(text),
            _ => ReadPlain(text),
        };
    }

    private static ArticleRecord ReadMarkdown(string text)
    {
        var article = new ArticleRecord();
        var matter = FrontMatter().Match(text);
        if (matter.Success && TryReadFrontMatter(matter.Groups["yaml"].Value, article))
        {
            text = text[matter.Length..];
        }

        text = text.Trim('\n');
        var heading = TopHeading().Match(text);
        if (heading.Success)
        {
            article.Title ??= heading.Groups["title"].Value.Trim();
            text = text[heading.Length..].Trim('\n');
        }

        article.Title ??= TitleOf(text);
        article.Body = text;
        return article;
    }

    /// <summary>In plain text each line is a paragraph; Markdown parts them by an empty line.</summary>
    private static ArticleRecord ReadPlain(string text)
    {
        var lines = text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0).ToList();
        var article = new ArticleRecord();
        if (lines.Count > 1 && lines[0].Length <= MaxTitle && !EndsSentence(lines[0]))
        {
            article.Title = lines[0];
            lines.RemoveAt(0);
        }

        article.Body = string.Join("\n\n", lines.Select(EscapeBlockSigns));
        article.Title ??= TitleOf(article.Body);
        return article;
    }

    /// <summary>The beginning of the first sentence, where nothing says what the title is.</summary>
    private static string TitleOf(string body)
    {
        var first = body.Split('\n').FirstOrDefault(l => l.Trim().Length > 0) ?? "";
        var sentence = SentenceEnd().Split(first)[0].Trim('#', '>', ' ', '*');
        return Excerpt.Of(sentence, 100);
    }

    private static bool EndsSentence(string line) => line[^1] is '.' or '؟' or '!' or '…' or '۔';

    /// <summary>A line of plain text that begins like a Markdown heading, list or quotation is none.</summary>
    private static string EscapeBlockSigns(string line) => BlockSign().Replace(line, @"\$0", 1);

    private static bool TryReadFrontMatter(string yaml, ArticleRecord article)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (stream.Documents is not [{ RootNode: YamlMappingNode fields }])
            {
                return false;
            }

            foreach (var (key, value) in fields.Children)
            {
                Take(article, (key as YamlScalarNode)?.Value?.ToLowerInvariant(), value);
            }

            return true;
        }
        catch (YamlException)
        {
            return false; // Then the lines stay in the text, where the editor sees them.
        }
    }

    private static void Take(ArticleRecord article, string? key, YamlNode node)
    {
        var word = (node as YamlScalarNode)?.Value;
        List<string> words = node is YamlSequenceNode list ? [.. list.OfType<YamlScalarNode>().Select(n => n.Value ?? "")] : word is null ? [] : [word];
        switch (key)
        {
            case "title": article.Title = word; break;
            case "author" or "authors" or "by": article.Authors = words; break;
            case "publisher" or "publication" or "source": article.Publisher = word; break;
            case "date" or "published": article.Published = word is null ? null : new DateRecord { Edtf = word.Split('T', ' ')[0] }; break;
            case "language" or "lang": article.Language = word; break;
            case "url" or "link": article.Url = word; break;
            case "tags": article.Tags = words; break;
            case "cites": article.Cites = words; break;
        }
    }

    [GeneratedRegex(@"\A---[ \t]*\n(?<yaml>(?s:.{0,20000}?))\n(---|\.\.\.)[ \t]*(\n|\z)")]
    private static partial Regex FrontMatter();

    [GeneratedRegex(@"\A#[ \t]+(?<title>[^\n]+)(\n|\z)", RegexOptions.NonBacktracking)]
    private static partial Regex TopHeading();

    [GeneratedRegex(@"\A\s*(<!doctype html|<html|<article|<body|<div|<p[ >])", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex HtmlStart();

    [GeneratedRegex(@"^(#{1,6} |> |\* |- )|\[[^\]\n]+\]\(http", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex MarkdownSigns();

    [GeneratedRegex(@"[.؟!۔؛]\s", RegexOptions.NonBacktracking)]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"^(#{1,6} |>|[-+*] |\d{1,9}[.)] |={3,}|-{3,}|```|~~~)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BlockSign();
}

using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Text;
using RussiaTalibanArchive.Web.Text.Dates;

namespace RussiaTalibanArchive.Web.Features.Import;

/// <summary>
/// What a web page says of its article: in its metadata (Open Graph, Dublin Core and the like), in JSON-LD by schema.org, or in
/// its own headings. A statement that is no date, no language or longer than a field takes counts as not made.
/// </summary>
internal static partial class PageFacts
{
    private const int MaxTitle = 400;
    private const int MaxName = 200;
    private const int MaxAuthors = 50;
    private const int MaxUrl = 2000;
    private const int MaxDataLength = 500_000;

    public static ArticleRecord Of(IDocument page)
    {
        var data = DataOf(page);
        return new()
        {
            Title = Title(Meta(page, "og:title") ?? Text(data, "headline") ?? Words(page.QuerySelector("article h1, main h1, h1")) ?? Words(page.QuerySelector("title"))),
            Authors = Authors([.. Metas(page, "author", "article:author", "dc.creator", "citation_author")]) ?? Authors(NamesIn(data, "author")),
            Publisher = Name(Meta(page, "og:site_name") ?? NamesIn(data, "publisher").FirstOrDefault() ?? Meta(page, "dc.publisher")),
            Published = Dates(page, data).Select(DateOf).FirstOrDefault(d => d is not null),
            Language = Languages(page, data).Select(LanguageOf).FirstOrDefault(l => l is not null),
            Url = page.QuerySelector("link[rel=canonical]")?.GetAttribute("href")?.Trim() is { Length: > 0 and <= MaxUrl } url ? url : null,
        };
    }

    private static IEnumerable<string?> Dates(IDocument page, JsonElement? data) =>
    [
        .. Metas(page, "article:published_time"), Text(data, "datePublished"), .. Metas(page, "datepublished", "date", "dc.date", "dcterms.date", "pubdate", "citation_publication_date"),
        page.QuerySelector("time[datetime]")?.GetAttribute("datetime"),
    ];

    private static IEnumerable<string?> Languages(IDocument page, JsonElement? data) =>
    [
        page.DocumentElement.GetAttribute("lang"), page.DocumentElement.GetAttribute("xml:lang"),
        page.QuerySelector("meta[http-equiv='content-language' i]")?.GetAttribute("content"), Text(data, "inLanguage"), Meta(page, "og:locale"),
    ];

    private static DateRecord? DateOf(string? said) =>
        said?.Trim().Split('T', ' ')[0].Replace('/', '-') is { Length: >= 4 and <= 10 } date && Edtf.TryParse(date, out _) ? new() { Edtf = date } : null;

    private static string? LanguageOf(string? said) =>
        said?.Split(',')[0].Trim().Replace('_', '-') is { Length: > 0 } tag && new Checks() is var checks && checks.Language("", tag) is { } language ? language : null;

    private static string? Title(string? said) => Line(said) is { } title ? Excerpt.Of(title, MaxTitle) : null;

    private static string? Name(string? said) => Line(said) is { Length: <= MaxName } name ? name : null;

    /// <summary>Names; addresses of profiles, which some pages give instead, are none.</summary>
    private static List<string>? Authors(IEnumerable<string> said) =>
        said.Select(Name).OfType<string>().Where(n => !n.Contains("://", StringComparison.Ordinal)).Distinct().Take(MaxAuthors).ToList() is { Count: > 0 } names ? names : null;

    private static string? Meta(IDocument page, string name) => Metas(page, name).FirstOrDefault();

    private static IEnumerable<string> Metas(IDocument page, params string[] names) => names.SelectMany(name =>
        page.QuerySelectorAll($"meta[property='{name}' i], meta[name='{name}' i], meta[itemprop='{name}' i]").Select(m => Line(m.GetAttribute("content"))).OfType<string>());

    private static string? Words(IElement? element) => Line(element?.TextContent);

    private static string? Line(string? text) => WhiteSpace().Replace(text ?? "", " ").Trim() is { Length: > 0 } line ? line : null;

    /// <summary>The description of an article among those that a page carries.</summary>
    private static JsonElement? DataOf(IDocument page)
    {
        foreach (var script in page.QuerySelectorAll("script[type='application/ld+json' i]").Where(s => s.TextContent.Length < MaxDataLength))
        {
            try
            {
                using var json = JsonDocument.Parse(script.TextContent, new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
                if (ArticleIn(json.RootElement) is { } article)
                {
                    return article.Clone();
                }
            }
            catch (JsonException)
            {
                // Many pages have it wrong; then it says nothing.
            }
        }

        return null;
    }

    private static JsonElement? ArticleIn(JsonElement json)
    {
        var entries = json.ValueKind == JsonValueKind.Array ? [.. json.EnumerateArray()]
            : json.ValueKind == JsonValueKind.Object && json.TryGetProperty("@graph", out var graph) && graph.ValueKind == JsonValueKind.Array ? [.. graph.EnumerateArray()]
            : new[] { json };
        foreach (var entry in entries.Where(e => e.ValueKind == JsonValueKind.Object && Texts(e, "@type").Any(t => t.EndsWith("Article", StringComparison.Ordinal) || t is "BlogPosting" or "Report")))
        {
            return entry;
        }

        return null;
    }

    private static string? Text(JsonElement? data, string name) => data is { } entry ? Texts(entry, name).FirstOrDefault() : null;

    /// <summary>The strings of a property that may have one value or a list of them.</summary>
    private static IEnumerable<string> Texts(JsonElement entry, string name) =>
        Values(entry, name).Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!);

    /// <summary>The names of people or organisations, which may be given as bare strings.</summary>
    private static IEnumerable<string> NamesIn(JsonElement? data, string name) => data is not { } entry ? [] : Values(entry, name).SelectMany(v =>
        v.ValueKind == JsonValueKind.String ? [v.GetString()!] : v.ValueKind == JsonValueKind.Object ? Texts(v, "name").Take(1) : []);

    private static List<JsonElement> Values(JsonElement entry, string name) =>
        !entry.TryGetProperty(name, out var value) ? [] : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex WhiteSpace();
}

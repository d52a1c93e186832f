using System.Collections.Concurrent;
using AngleSharp.Html.Parser;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using RussiaTalibanArchive.Web.Features.Notes;

namespace RussiaTalibanArchive.Web.Features.Help;

/// <summary>The Markdown files under <c>docs/</c>, which come with the program, as pages of the help.</summary>
public sealed class Handbook
{
    private const string Address = "/help/";
    private const string Decisions = "decisions/";

    /// <summary>The pages that readers need first; the others follow by name.</summary>
    private static readonly string[] First = ["using", "running", "configuration", "data-model", "api"];

    private static readonly MarkdownPipeline Positions = new MarkdownPipelineBuilder().UsePreciseSourceLocation().Build();

    private readonly Dictionary<string, string> _files;
    private readonly ConcurrentDictionary<string, HandbookPage> _pages = new(StringComparer.Ordinal);

    private Handbook(Dictionary<string, string> files) => _files = files;

    /// <summary>The handbook that came with this program.</summary>
    public static Handbook Shipped { get; } = Read(Path.Combine(AppContext.BaseDirectory, "docs"));

    /// <summary>The pages outside <c>decisions/</c>.</summary>
    public IReadOnlyList<HandbookPage> Pages => [.. Named(isDecision: false)];

    public IReadOnlyList<HandbookPage> DecisionPages => [.. Named(isDecision: true)];

    /// <summary>Reads the files of a folder and of the folders in it.</summary>
    /// <param name="folder">Need not be there.</param>
    public static Handbook Read(string folder) => new(Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*.md", SearchOption.AllDirectories).ToDictionary(
            file => Path.ChangeExtension(Path.GetRelativePath(folder, file), null).Replace('\\', '/'), File.ReadAllText, StringComparer.Ordinal)
        : []);

    /// <summary>A page by its name, such as <c>using</c> or <c>decisions/0001-one-web-project</c>.</summary>
    public HandbookPage? Find(string name) => _files.TryGetValue(name, out var markdown) ? _pages.GetOrAdd(name, _ => Render(name, markdown)) : null;

    private IEnumerable<HandbookPage> Named(bool isDecision) => _files.Keys
        .Where(name => name.StartsWith(Decisions, StringComparison.Ordinal) == isDecision)
        .OrderBy(name => Array.IndexOf(First, name) is >= 0 and var place ? place : First.Length)
        .ThenBy(name => name, StringComparer.Ordinal)
        .Select(name => Find(name)!);

    private HandbookPage Render(string name, string markdown)
    {
        var html = MarkdownRenderer.ToHtml(WithOwnAddresses(name, markdown), headingShift: 0);
        using var document = new HtmlParser().ParseDocument(html);
        var title = document.QuerySelector("h1")?.TextContent.Trim();
        var sections = document.QuerySelectorAll("h2[id]").Select(h => new HandbookSection(h.Id!, h.TextContent.Trim())).ToList();
        var summary = document.QuerySelectorAll("p").Select(p => p.TextContent.Trim()).FirstOrDefault(p => p.Length > 0) ?? "";
        return new(name, title ?? name, title is not null, summary, sections, html);
    }

    /// <summary>Leads links between the files to the pages made of them; what lies outside the handbook is no link here.</summary>
    private string WithOwnAddresses(string name, string markdown)
    {
        var text = markdown;
        var links = Markdown.Parse(markdown, Positions).Descendants()
            .Select(node => node switch
            {
                LinkInline { IsImage: false, UrlSpan.IsEmpty: false } link => (link.Url, Span: link.UrlSpan),
                LinkReferenceDefinition { UrlSpan.IsEmpty: false } definition => (definition.Url, Span: definition.UrlSpan),
                _ => (Url: null, Span: SourceSpan.Empty),
            })
            .Where(link => link.Url is not null)
            .DistinctBy(link => link.Span.Start)
            .OrderByDescending(link => link.Span.Start);
        foreach (var (url, span) in links)
        {
            if (OwnAddress(name, url!) is { } own)
            {
                text = string.Concat(text.AsSpan(0, span.Start), own, text.AsSpan(span.End + 1));
            }
        }

        return text;
    }

    /// <summary>The address in the help of a file that a file links to; <see langword="null"/> for any other link.</summary>
    private string? OwnAddress(string from, string url)
    {
        var parts = url.Split('#', 2);
        if (!parts[0].EndsWith(".md", StringComparison.OrdinalIgnoreCase) || parts[0].Contains("://", StringComparison.Ordinal))
        {
            return null;
        }

        var target = new Uri(new Uri($"http://handbook/{from}"), parts[0]).AbsolutePath[1..];
        var name = Uri.UnescapeDataString(target)[..^3];
        var fragment = parts.Length == 2 ? $"#{MarkdownRenderer.IdPrefix}{MarkdownRenderer.SlugOf(Uri.UnescapeDataString(parts[1]))}" : "";
        return _files.ContainsKey(name) ? $"{Address}{name}{fragment}" : null;
    }
}

/// <summary>A page of the help.</summary>
/// <param name="Name">The last part of its address.</param>
/// <param name="Title">Its first heading; its name where it has none.</param>
/// <param name="HasHeading">Whether <paramref name="Html"/> has that heading.</param>
/// <param name="Summary">Its first paragraph, without markup.</param>
/// <param name="Sections">Its headings of the second level.</param>
/// <param name="Html">Clean HTML.</param>
public sealed record HandbookPage(string Name, string Title, bool HasHeading, string Summary, IReadOnlyList<HandbookSection> Sections, string Html);

/// <param name="Id">The heading's id.</param>
/// <param name="Title">The heading.</param>
public sealed record HandbookSection(string Id, string Title);

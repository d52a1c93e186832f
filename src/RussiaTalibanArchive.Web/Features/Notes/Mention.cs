using System.Text.RegularExpressions;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Notes;

/// <summary>An item that a text names: <c>RTA-D0001</c>, <c>tag:kabul</c> or <c>note:12</c>.</summary>
/// <param name="Kind">What kind of item.</param>
/// <param name="Reference">Its reference, the tag's slug, or the note's number.</param>
public sealed partial record Mention(ItemKind Kind, string Reference)
{
    /// <summary>The name as a text writes it.</summary>
    public string Name => Kind switch
    {
        ItemKind.Tag => $"tag:{Reference}",
        ItemKind.Note => $"note:{Reference}",
        _ => Reference,
    };

    /// <summary>Reads a name; <see langword="null"/> when it is none.</summary>
    public static Mention? Parse(string? name)
    {
        name = name?.Trim();
        if (name?.StartsWith("tag:", StringComparison.OrdinalIgnoreCase) == true)
        {
            return new(ItemKind.Tag, name[4..].Trim().ToLowerInvariant());
        }

        if (name?.StartsWith("note:", StringComparison.OrdinalIgnoreCase) == true)
        {
            var number = name[5..].Trim();
            return number.Length is > 0 and < 10 && number[0] != '0' && number.All(char.IsAsciiDigit) ? new(ItemKind.Note, number) : null;
        }

        return References.TryParse(name, out var kind, out var reference) ? new(kind, reference) : null;
    }

    /// <summary>The items that a Markdown text names as <c>[[…]]</c> or <c>![[…]]</c>, in order.</summary>
    public static IEnumerable<Mention> In(string markdown) =>
        Brackets().Matches(markdown).Select(m => Parse(m.Groups["name"].Value)).OfType<Mention>();

    /// <summary>A Markdown text without the items that it names, which not every reader of the text may see.</summary>
    public static string Without(string? markdown) => Brackets().Replace(markdown ?? "", " ");

    /// <summary>A Markdown text without those of the items that it names for which <paramref name="isHidden"/> holds.</summary>
    public static string Without(string markdown, Predicate<Mention> isHidden) => Brackets().Replace(markdown,
        match => Parse(match.Groups["name"].Value) is { } mention && isHidden(mention) ? "" : match.Value);

    /// <summary>
    /// A Markdown text for readers elsewhere: what it names are whole links, quotations that it shows their words; what is not found
    /// leaves no trace, nor does an address within this site that leads to it.
    /// </summary>
    /// <param name="markdown">The text.</param>
    /// <param name="find">Finds what the viewer may see.</param>
    /// <param name="site">Where the archive is reached, without a slash at the end.</param>
    public static string Abroad(string markdown, Func<Mention, MentionTarget?> find, string site)
    {
        var links = SitePaths().Replace(markdown, match =>
            MarkdownRenderer.MentionAt(match.Value) is not { } mention ? match.Value : find(mention) is null ? "" : site + match.Value);
        return Embeds().Replace(links, match =>
        {
            if (Parse(match.Groups["name"].Value) is not { } mention || find(mention) is not { } target)
            {
                return "";
            }

            var label = match.Groups["label"].Value.Trim() is { Length: > 0 } own ? own : target.Title;
            var link = $"[{MarkdownEscape.Line(match.Groups["embed"].Success ? mention.Reference : label)}]({site}{target.Path})";
            return !match.Groups["embed"].Success ? link
                : target.Quotation is { } quotation ? $"“{MarkdownEscape.Line(quotation.Exact.ReplaceLineEndings(" "))}” ({link})"
                : $"{MarkdownEscape.Line(target.Title)} ({link})";
        });
    }

    /// <summary>The items that a Markdown text names, in brackets or by an address within this site.</summary>
    public static IEnumerable<Mention> AllIn(string? markdown) =>
        In(markdown ?? "").Concat(SitePaths().Matches(markdown ?? "").Select(m => MarkdownRenderer.MentionAt(m.Value)).OfType<Mention>());

    [GeneratedRegex(@"(?<![\w/.:-])/(documents|articles|quotations|dossiers|tags|notes|id)/[^\s()<>\[\]""'|]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SitePaths();

    [GeneratedRegex(@"(?<embed>!)?\[\[(?<name>[^\[\]|\n]{1,120})(\|(?<label>[^\[\]\n]{0,200}))?\]\]", RegexOptions.NonBacktracking)]
    private static partial Regex Embeds();

    [GeneratedRegex(@"\[\[(?<name>[^\[\]|\n]{1,120})(\|[^\[\]\n]{0,200})?\]\]", RegexOptions.NonBacktracking)]
    private static partial Regex Brackets();
}

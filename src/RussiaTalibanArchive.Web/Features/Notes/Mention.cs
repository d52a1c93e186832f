using System.Text.RegularExpressions;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Notes;

/// <summary>An item that a text names: <c>RTA-D0001</c> or <c>tag:kabul</c>.</summary>
/// <param name="Kind">What kind of item.</param>
/// <param name="Reference">Its reference, or the tag's slug.</param>
public sealed partial record Mention(ItemKind Kind, string Reference)
{
    /// <summary>The name as a text writes it.</summary>
    public string Name => Kind == ItemKind.Tag ? $"tag:{Reference}" : Reference;

    /// <summary>Reads a name; <see langword="null"/> when it is none.</summary>
    public static Mention? Parse(string? name)
    {
        name = name?.Trim();
        if (name?.StartsWith("tag:", StringComparison.OrdinalIgnoreCase) == true)
        {
            return new(ItemKind.Tag, name[4..].Trim().ToLowerInvariant());
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

    [GeneratedRegex(@"\[\[(?<name>[^\[\]|\n]{1,120})(\|[^\[\]\n]{0,200})?\]\]", RegexOptions.NonBacktracking)]
    private static partial Regex Brackets();
}

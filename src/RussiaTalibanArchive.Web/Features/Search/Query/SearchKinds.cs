using System.Collections.Frozen;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Search.Query;

/// <summary>The kinds of item that a search finds, under the names that addresses give them.</summary>
public static class SearchKinds
{
    public static readonly IReadOnlyList<ItemKind> All = [ItemKind.Document, ItemKind.Article, ItemKind.Quotation, ItemKind.Note, ItemKind.Dossier];

    private static readonly FrozenDictionary<string, ItemKind> ByName = All
        .SelectMany(k => new[] { (Name: k.ToString().ToLowerInvariant(), Kind: k), (Name: NameOf(k), Kind: k) })
        .ToFrozenDictionary(p => p.Name, p => p.Kind, StringComparer.OrdinalIgnoreCase);

    public static string NameOf(ItemKind kind) => kind.ToString().ToLowerInvariant() + "s";

    /// <summary><see langword="null"/> for what is no kind.</summary>
    public static ItemKind? Of(string name) => ByName.TryGetValue(name, out var kind) ? kind : null;
}

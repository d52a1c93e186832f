using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Citations;

/// <summary>A format that reference managers read.</summary>
/// <param name="Name">As its users call it.</param>
/// <param name="Suffix">What its addresses and files end in.</param>
/// <param name="MediaType">Without parameters.</param>
/// <param name="ContentType">With the character set where the media type is one of text.</param>
/// <param name="Write">Writes any number of citations.</param>
public sealed record CitationFormat(string Name, string Suffix, string MediaType, string ContentType, Func<IEnumerable<Citation>, string> Write)
{
    public static IReadOnlyList<CitationFormat> All { get; } =
    [
        new("BibLaTeX", ".bib", "application/x-bibtex", "application/x-bibtex; charset=utf-8", BibTeX.Write),
        new("RIS", ".ris", "application/x-research-info-systems", "application/x-research-info-systems; charset=utf-8", Ris.Write),
        new("CSL-JSON", ".csl.json", "application/vnd.citationstyles.csl+json", "application/vnd.citationstyles.csl+json", CslJson.Write),
        new("BibTeX", ".bibtex", "text/x-bibtex", "text/x-bibtex; charset=utf-8", BibTeX.WriteClassic),
    ];

    /// <summary>The kinds of item that can be cited.</summary>
    internal static IReadOnlyList<ItemKind> Kinds { get; } = [ItemKind.Document, ItemKind.Article, ItemKind.Quotation];

    /// <summary>The kinds whose citation can be had in words: those, and what gathers them.</summary>
    internal static IReadOnlyList<ItemKind> KindsInWords { get; } = [.. Kinds, ItemKind.Dossier, ItemKind.Tag];

    /// <summary>The address of an item's citation, from the root of the site.</summary>
    public string PathOf(ItemKind kind, string reference) => References.PathOf(kind, reference) + Suffix;
}

/// <summary>The item that a page lets its readers cite.</summary>
public sealed record CitedItem(ItemKind Kind, string Reference);

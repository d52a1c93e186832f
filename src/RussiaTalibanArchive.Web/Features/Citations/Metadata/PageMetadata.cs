using System.Globalization;

namespace RussiaTalibanArchive.Web.Features.Citations.Metadata;

/// <param name="Name">Of the <c>meta</c> element.</param>
/// <param name="Content">Its value.</param>
/// <param name="Language">BCP 47 language of the value, where it is the item's own words.</param>
public sealed record PageMeta(string Name, string Content, string? Language = null);

/// <summary>
/// What a page says of its item for reference managers: Zotero's own fields, Dublin Core, and Highwire's <c>citation_*</c>. Source: what
/// Zotero's translators read. A name of a body has a comma at its end, or it would be taken for a person's.
/// </summary>
internal static class PageMetadata
{
    public static IEnumerable<PageMeta> Of(Citation citation)
    {
        var type = ItemTypeOf(citation.Type);
        yield return new("Z.itemType", type);
        yield return new("DC.type", type);
        yield return new("DC.title", CitedText.Line(citation.Title), citation.Language);
        yield return new("citation_title", CitedText.Line(citation.Title), citation.Language);
        foreach (var author in citation.Authors.Select(NameOf))
        {
            yield return new("DC.creator", author, citation.Language);
            yield return new("citation_author", author, citation.Language);
        }

        if (citation.Type == CitationType.NewsArticle && citation.Publisher is { } newspaper)
        {
            yield return new("Z.publicationTitle", CitedText.Line(newspaper), citation.Language);
        }

        yield return new("DC.publisher", CitedText.Line(citation.Publisher ?? citation.Archive));
        if (citation.Type == CitationType.Report)
        {
            yield return new("Z.reportNumber", citation.Reference);
        }

        yield return new("Z.archive", CitedText.Line(citation.Archive));
        yield return new("Z.archiveLocation", citation.Reference);
        yield return new("Z.callNumber", citation.Reference);
        yield return new("DC.identifier", citation.Address);
        yield return new("citation_public_url", citation.Address);
        if (citation.Date is { } date)
        {
            yield return new("DCTERMS.issued", date.Edtf);
            // It outdoes the one above, and knows no doubt.
            if (date is { IsPlain: true, Start: { Month: { } month, Day: { } day } start })
            {
                yield return new("citation_publication_date", string.Create(CultureInfo.InvariantCulture, $"{start.Year:0000}/{month:00}/{day:00}"));
            }
        }

        if (citation.Language is { } language)
        {
            yield return new("DC.language", language);
            yield return new("citation_language", language);
        }

        if (!string.IsNullOrEmpty(citation.Rights))
        {
            yield return new("DC.rights", CitedText.Line(citation.Rights));
        }

        if (CitedText.Line(citation.Words ?? citation.Abstract) is { Length: > 0 } summary)
        {
            yield return new("DCTERMS.abstract", summary, citation.Words is null ? null : citation.Language);
        }

        if (citation.Page is { } page)
        {
            yield return new("citation_firstpage", page.ToString(CultureInfo.InvariantCulture));
            yield return new("citation_lastpage", page.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>The item types of Zotero.</summary>
    public static string ItemTypeOf(CitationType type) => type switch
    {
        CitationType.NewsArticle => "newspaperArticle",
        CitationType.Report => "report",
        CitationType.Letter => "letter",
        CitationType.Email => "email",
        _ => "document",
    };

    private static string NameOf(CitedName name) =>
        name.Given is { } given ? $"{name.Family}, {given}" : name.Family.Replace(",", "،", StringComparison.Ordinal) + ",";
}

using System.Text.Json.Nodes;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Citations.Metadata;

/// <summary>Writes an item in the words of schema.org, as JSON-LD: for search engines, and as data of its own.</summary>
internal static class SchemaOrg
{
    /// <param name="citation">Of the item.</param>
    /// <param name="kind">Of the item.</param>
    /// <param name="site">Where the archive is reached, without a slash at the end.</param>
    /// <param name="collection">The name of the list that the item is of.</param>
    public static JsonObject Of(Citation citation, ItemKind kind, string site, string collection)
    {
        var item = new JsonObject
        {
            ["@type"] = citation.Type switch
            {
                CitationType.Quotation => new JsonArray("Quotation", "Claim"),
                CitationType.NewsArticle => "NewsArticle",
                CitationType.Report => "Report",
                CitationType.Email => "EmailMessage",
                CitationType.Letter => new JsonArray("DigitalDocument", "Message"),
                _ => "DigitalDocument",
            },
            ["@id"] = citation.Address,
            ["url"] = citation.Address,
            ["identifier"] = citation.Reference,
            [citation.Type == CitationType.NewsArticle ? "headline" : "name"] = CitedText.Line(citation.Title),
        };
        Set("alternateName", citation.TitleInEnglish);
        Set("inLanguage", citation.Language);
        Set("genre", citation.Genre);
        Set("abstract", CitedText.Line(citation.Abstract));
        Set("usageInfo", citation.Rights);
        Set("keywords", citation.Keywords.Count == 0 ? null : string.Join(", ", citation.Keywords));
        Set("creditText", string.Join(". ", citation.Notes()));
        if (citation.Date is { } date)
        {
            // A date that is not certain is no date to schema.org.
            item[date.IsPlain ? citation.Type == CitationType.NewsArticle ? "datePublished" : "dateCreated" : "temporalCoverage"] = date.Edtf;
        }

        if (citation.Type == CitationType.Quotation)
        {
            Set("text", CitedText.Line(citation.Words));
            item["author"] = string.IsNullOrEmpty(citation.Speaker) ? Authors() : new JsonObject { ["@type"] = "Person", ["name"] = citation.Speaker };
            if (citation.Source is { } source && References.TryParse(source.Reference, out var of, out _))
            {
                var work = new JsonObject { ["@type"] = of == ItemKind.Article ? "NewsArticle" : "DigitalDocument", ["@id"] = site + References.PathOf(of, source.Reference), ["name"] = source.Title };
                item["appearance"] = work.DeepClone();
                item["isPartOf"] = work;
            }

            Set("pagination", citation.Page?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
        else
        {
            item["author"] = Authors();
        }

        if (citation.Publisher is { } publisher)
        {
            item["publisher"] = new JsonObject { ["@type"] = "Organization", ["name"] = publisher };
        }

        if (citation.PublishedAddress is { } published)
        {
            item["isBasedOn"] = published;
        }

        item["holdingArchive"] = new JsonObject { ["@type"] = "ArchiveOrganization", ["name"] = citation.Archive, ["url"] = site + "/" };
        foreach (var empty in item.Where(p => p.Value is null).Select(p => p.Key).ToList())
        {
            item.Remove(empty);
        }

        return new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@graph"] = new JsonArray(item, new JsonObject
            {
                ["@type"] = "BreadcrumbList",
                ["itemListElement"] = new JsonArray(
                    Step(1, citation.Archive, site + "/"),
                    Step(2, collection, $"{site}/{References.CollectionOf(kind)}"),
                    Step(3, citation.Reference, citation.Address)),
            }),
        };

        void Set(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                item[name] = value;
            }
        }

        JsonArray? Authors() => citation.Authors.Count == 0 ? null : new([.. citation.Authors.Select(a => new JsonObject
        {
            ["@type"] = a.IsBody ? "Organization" : "Person",
            ["name"] = a.Given is null ? a.Family : $"{a.Given} {a.Family}",
        })]);

        static JsonObject Step(int position, string name, string address) => new() { ["@type"] = "ListItem", ["position"] = position, ["name"] = name, ["item"] = address };
    }
}

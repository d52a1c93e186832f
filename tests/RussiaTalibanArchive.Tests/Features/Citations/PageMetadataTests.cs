using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using AngleSharp.Dom;
using RussiaTalibanArchive.Tests.Infrastructure;

namespace RussiaTalibanArchive.Tests.Features.Citations;

/// <summary>What pages say for reference managers and search engines.</summary>
public sealed class PageMetadataTests(CitationsTests.Archive archive) : IClassFixture<CitationsTests.Archive>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_says_all_that_zotero_reads_and_nothing_that_misleads_it()
    {
        var page = (await archive.Visitor.OpenAsync("/documents/RTA-D0001")).Html;

        Assert.Equal("document", Meta(page, "Z.itemType"));
        Assert.Equal("document", Meta(page, "DC.type"));
        Assert.Equal("Specimen memorandum", Meta(page, "DC.title"));
        Assert.Equal("Supply office,", Meta(page, "DC.creator"));
        Assert.Equal("Supply office,", Meta(page, "citation_author"));
        Assert.Equal("2025-07-07", Meta(page, "DCTERMS.issued"));
        Assert.Equal("2025/07/07", Meta(page, "citation_publication_date"));
        Assert.Equal("RTA-D0001", Meta(page, "Z.archiveLocation"));
        Assert.Equal("ps", Meta(page, "DC.language"));
        Assert.Equal($"{archive.Address}/documents/RTA-D0001", page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
        Assert.Equal("http://www.zotero.org/namespaces/export#", page.QuerySelector("link[rel='schema.Z']")!.GetAttribute("href"));
        Assert.Equal("article", page.QuerySelector("meta[property='og:type']")!.GetAttribute("content"));
        Assert.Equal("RTA-D0001", page.QuerySelector("abbr.unapi-id")!.GetAttribute("title"));
        Assert.Empty(page.QuerySelectorAll(".Z3988"));
        Assert.Empty(page.QuerySelectorAll("meta[name='citation_journal_title'], meta[name='DC.coverage']"));
        Assert.DoesNotContain("hush", page.Head!.InnerHtml, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("RTA-D0002", page.Head!.InnerHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_stands_family_name_first_and_a_newspaper_by_its_name()
    {
        var page = (await archive.Visitor.OpenAsync("/articles/RTA-A0001")).Html;

        Assert.Equal("newspaperArticle", Meta(page, "Z.itemType"));
        Assert.Equal("Harlan, Mary", Meta(page, "DC.creator"));
        Assert.Equal("Example Daily", Meta(page, "Z.publicationTitle"));
    }

    [Theory]
    [InlineData("/search?q=specimen")]
    [InlineData("/documents")]
    [InlineData("/quotations")]
    public async Task A_list_offers_many_at_once(string path)
    {
        var page = (await archive.Visitor.OpenAsync(path)).Html;

        var spans = page.QuerySelectorAll("span.Z3988").Select(s => s.GetAttribute("title")!).ToList();
        Assert.NotEmpty(spans);
        Assert.All(spans, s => Assert.Contains("rft.title=", s, StringComparison.Ordinal));
        Assert.Equal(spans.Count, page.QuerySelectorAll("abbr.unapi-id").Length);
        Assert.Equal($"{archive.Address}/unapi", page.QuerySelector("link[rel=unapi-server]")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Unapi_lists_its_formats_and_serves_them()
    {
        using var all = await archive.Visitor.SendAsync(HttpMethod.Get, "/unapi");
        using var of = await archive.Visitor.SendAsync(HttpMethod.Get, "/unapi?id=RTA-D0001");
        using var ris = await archive.Visitor.SendAsync(HttpMethod.Get, "/unapi?id=RTA-D0001&format=ris");
        using var hidden = await archive.Visitor.SendAsync(HttpMethod.Get, "/unapi?id=RTA-D0002&format=ris");
        using var unknown = await archive.Visitor.SendAsync(HttpMethod.Get, "/unapi?id=RTA-D0001&format=mods");

        Assert.Equal(HttpStatusCode.OK, all.StatusCode);
        Assert.Equal(HttpStatusCode.MultipleChoices, of.StatusCode);
        Assert.Equal("ris", XDocument.Parse(await of.Content.ReadAsStringAsync(Cancelled)).Root!.Elements().First().Attribute("name")!.Value);
        Assert.StartsWith("TY  - ", await ris.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        Assert.Equal(HttpStatusCode.NotAcceptable, unknown.StatusCode);
    }

    [Theory]
    [InlineData("/documents/RTA-D0001", "DigitalDocument")]
    [InlineData("/articles/RTA-A0001", "NewsArticle")]
    [InlineData("/quotations/RTA-Q0001", "Quotation")]
    public async Task A_page_describes_itself_in_the_words_of_schema_org(string path, string type)
    {
        var page = (await archive.Visitor.OpenAsync(path)).Html;
        using var json = JsonDocument.Parse(page.QuerySelector("script[type='application/ld+json']")!.TextContent);

        var item = json.RootElement.GetProperty("@graph")[0];
        Assert.Contains(type, item.GetProperty("@type").ToString(), StringComparison.Ordinal);
        Assert.Equal(archive.Address + path, item.GetProperty("@id").GetString());
        Assert.Equal(3, json.RootElement.GetProperty("@graph")[1].GetProperty("itemListElement").GetArrayLength());
    }

    [Fact]
    public async Task Headers_lead_programs_to_every_form()
    {
        using var answer = await archive.Visitor.SendAsync(HttpMethod.Get, "/documents/RTA-D0001");
        using var hidden = await archive.Visitor.SendAsync(HttpMethod.Get, "/documents/RTA-D0002");
        var links = string.Join(", ", answer.Headers.GetValues("Link"));

        Assert.Contains($"<{archive.Address}/documents/RTA-D0001>; rel=\"cite-as\"", links, StringComparison.Ordinal);
        Assert.Contains($"<{archive.Address}/documents/RTA-D0001.bib>; rel=\"describedby\"; type=\"application/x-bibtex\"", links, StringComparison.Ordinal);
        Assert.Contains("type=\"application/ld+json\"", links, StringComparison.Ordinal);
        Assert.False(hidden.Headers.Contains("Link"));
    }

    private static string? Meta(IParentNode page, string name) => page.QuerySelector($"meta[name='{name}']")?.GetAttribute("content");
}

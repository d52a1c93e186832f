using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using AngleSharp.Html.Parser;
using RussiaTalibanArchive.Tests.Features.Citations;
using RussiaTalibanArchive.Tests.Infrastructure;

namespace RussiaTalibanArchive.Tests.Features.Harvesting;

/// <summary>How browsers, search engines and other sites find and show what is here.</summary>
public sealed class DiscoveryTests(CitationsTests.Archive archive) : IClassFixture<CitationsTests.Archive>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_map_of_the_site_leads_to_every_public_item_and_to_no_other()
    {
        var index = await XmlAsync("/sitemap.xml");
        var addresses = new List<string>();
        foreach (var part in index.Descendants().Where(e => e.Name.LocalName == "loc").Select(e => new Uri(e.Value).AbsolutePath))
        {
            addresses.AddRange((await XmlAsync(part)).Descendants().Where(e => e.Name.LocalName == "loc").Select(e => e.Value));
        }

        Assert.Contains($"{archive.Address}/documents/RTA-D0001", addresses);
        Assert.Contains($"{archive.Address}/articles/RTA-A0001", addresses);
        Assert.Contains($"{archive.Address}/quotations/RTA-Q0001", addresses);
        Assert.DoesNotContain(addresses, a => a.EndsWith("RTA-D0002", StringComparison.Ordinal) || a.EndsWith("RTA-Q0002", StringComparison.Ordinal));
        var document = await XmlAsync("/sitemap/documents-1.xml");
        Assert.Contains($"{archive.Address}/documents/RTA-D0001?ui=ar", document.Descendants().Where(e => e.Name.LocalName == "link").Select(e => e.Attribute("href")!.Value));
        using var robots = await archive.Visitor.SendAsync(HttpMethod.Get, "/robots.txt");
        Assert.Contains($"Sitemap: {archive.Address}/sitemap.xml", await robots.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_can_search_from_its_address_bar()
    {
        var description = await XmlAsync("/opensearch.xml");
        var page = (await archive.Visitor.OpenAsync("/")).Html;

        Assert.True(description.Elements().Single(e => e.Name.LocalName == "ShortName").Value.Length is > 0 and <= 16);
        Assert.Contains($"{archive.Address}/search?q={{searchTerms}}", description.Elements().Where(e => e.Name.LocalName == "Url").Select(e => e.Attribute("template")!.Value));
        Assert.Equal("/opensearch.xml", page.QuerySelector("link[rel=search]")!.GetAttribute("href"));
    }

    [Fact]
    public async Task One_feed_has_all_that_is_new()
    {
        var feed = await XmlAsync("/feed.atom");

        Assert.Contains(feed.Elements().Where(e => e.Name.LocalName == "link"), l => l.Attribute("rel")!.Value == "self" && l.Attribute("href")!.Value == archive.Address + "/feed.atom");
        Assert.Contains(feed.Descendants(), e => e.Name.LocalName == "id" && e.Value == $"{archive.Address}/documents/RTA-D0001");
        Assert.DoesNotContain("RTA-D0002", feed.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("xml")]
    public async Task A_quotation_is_shown_elsewhere_in_a_frame_that_needs_no_script(string format)
    {
        var address = Uri.EscapeDataString($"{archive.Address}/quotations/RTA-Q0001");
        using var answer = await archive.Visitor.SendAsync(HttpMethod.Get, $"/oembed?url={address}&format={format}&maxwidth=400");
        var body = await answer.Content.ReadAsStringAsync(Cancelled);
        var html = format == "xml" ? XDocument.Parse(body).Root!.Element("html")!.Value : JsonDocument.Parse(body).RootElement.GetProperty("html").GetString()!;
        var frame = new HtmlParser().ParseDocument(html).QuerySelector("iframe")!;

        Assert.Equal(("400", "no-referrer"), (frame.GetAttribute("width"), frame.GetAttribute("referrerpolicy")));
        using var shown = await archive.Visitor.SendAsync(HttpMethod.Get, new Uri(frame.GetAttribute("src")!).AbsolutePath);
        var page = new HtmlParser().ParseDocument(await shown.Content.ReadAsStringAsync(Cancelled));
        Assert.Contains("frame-ancestors *", shown.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.False(shown.Headers.Contains("Set-Cookie"));
        Assert.Empty(page.QuerySelectorAll("script"));
        Assert.Equal("سیلانیان زیات شوي", page.QuerySelector("blockquote")!.TextContent);
        Assert.Contains("Disputed", page.QuerySelector("footer")!.TextContent, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("https://example.org/quotations/RTA-Q0001")]
    [InlineData("{0}/documents/RTA-D0002")]
    [InlineData("{0}/quotations/RTA-Q0002")]
    [InlineData("{0}/help")]
    [InlineData("nonsense")]
    public async Task What_is_not_here_for_everyone_is_not_embedded(string address)
    {
        using var answer = await archive.Editor.SendAsync(HttpMethod.Get, $"/oembed?url={Uri.EscapeDataString(string.Format(System.Globalization.CultureInfo.InvariantCulture, address, archive.Address))}");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("/embed/documents/RTA-D0002")]
    [InlineData("/embed/quotations/RTA-Q0002")]
    public async Task Not_even_an_editor_sees_a_draft_in_a_frame(string path)
    {
        using var answer = await archive.Editor.SendAsync(HttpMethod.Get, path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task<XElement> XmlAsync(string path)
    {
        using var answer = await archive.Visitor.SendAsync(HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return XDocument.Parse(await answer.Content.ReadAsStringAsync(Cancelled)).Root!;
    }
}

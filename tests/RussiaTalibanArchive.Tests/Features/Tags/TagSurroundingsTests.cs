using System.Net;
using System.Xml.Linq;
using RussiaTalibanArchive.Tests.Infrastructure;

namespace RussiaTalibanArchive.Tests.Features.Tags;

public sealed class TagSurroundingsTests(TestArchive archive) : IClassFixture<TestArchive>
{
    [Fact]
    public async Task What_lies_in_two_years_is_counted_by_month()
    {
        await archive.ImportAsync(
            Some.Tag("recent", "Recent"), Some.Document("RTA-D0711", date: "2025-07-07", tags: ["recent"]), Some.Document("RTA-D0712", date: "2025-07-20", tags: ["recent"]),
            Some.Document("RTA-D0713", date: "2026-01-02", tags: ["recent"]), Some.Document("RTA-D0714", date: null, tags: ["recent"]));
        using var visitor = archive.Visitor;

        Assert.Equal(["2025-07: 2", "2026-01: 1"], Periods(await visitor.OpenAsync("/tags/recent", "en")));
        Assert.Equal(["2025-07: 2", "2026-01: 1"], Periods(await visitor.OpenAsync("/tags/recent", "ar")));
    }

    [Fact]
    public async Task A_tags_page_and_feed_tell_its_company_and_years_and_nothing_of_what_the_reader_may_not_see()
    {
        await archive.ImportAsync(
            Some.Tag("weapons", "Weapons"), Some.Tag("rifles", "Rifles", broader: "weapons"), Some.Tag("beside", "Beside them"), Some.Tag("hushed", "Hushed"),
            """{"kind":"document","reference":"RTA-D0701","title":"First <paper>","language":"en","date":"2003-03","text":"Words.","tags":["weapons","beside"],"status":"public"}""",
            """{"kind":"document","reference":"RTA-D0702","title":"Second paper","language":"en","date":"2011","text":"Words.","tags":["rifles","beside"],"status":"public"}""",
            """{"kind":"document","reference":"RTA-D0703","title":"Kept inside","language":"en","date":"2013","text":"Words.","tags":["weapons","hushed","beside"],"status":"internal"}""");
        using var visitor = archive.Visitor;

        var page = await visitor.OpenAsync("/tags/weapons");
        var alone = await visitor.OpenAsync("/tags/weapons?below=no");
        var analyst = await archive.Analyst.OpenAsync("/tags/weapons");
        var feed = await visitor.OpenAsync("/tags/weapons.atom");

        Assert.Equal(["2003: 1", "2011: 1"], Periods(page));
        Assert.Equal(["2003: 1", "2011: 1", "2013: 1"], Periods(analyst));
        Assert.Contains("Carried together with Beside them (2)", page.Text);
        Assert.Contains("Carried together with Beside them (1)", alone.Text);
        Assert.Contains("Hushed (1)", analyst.Text);
        Assert.DoesNotContain("Hushed", page.Text);
        Assert.Contains("Second paper", page.Text);
        Assert.DoesNotContain("Second paper", alone.Text);
        XNamespace atom = "http://www.w3.org/2005/Atom";
        var entries = XDocument.Parse(feed.Body).Root!.Elements(atom + "entry").ToList();
        Assert.Equal(["First <paper>", "Second paper"], entries.Select(e => e.Element(atom + "title")!.Value).Order(StringComparer.Ordinal));
        Assert.All(entries, e => Assert.StartsWith($"{archive.Address.TrimEnd('/')}/documents/RTA-D070", e.Element(atom + "id")!.Value, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.OpenAsync("/tags/hushed.atom")).Status);
    }

    private static IEnumerable<string> Periods(BrowserPage page) =>
        page.Html.QuerySelectorAll(".timeline-columns li").Select(l => string.Concat(l.QuerySelectorAll("span").Select(p => p.TextContent.Trim())))
            .Where(l => !l.EndsWith(": 0", StringComparison.Ordinal));
}

using System.IO.Compression;
using System.Net;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Features.Import;

namespace RussiaTalibanArchive.Tests.Features.Search;

/// <summary>Lists of one kind, the time line, relations, and what is taken away from them: all of them searches.</summary>
public class ListTests(ListTests.Filled archive) : IClassFixture<ListTests.Filled>
{
    public sealed class Filled(TestCluster cluster) : TestArchive(cluster), IAsyncLifetime
    {
        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            await ImportAsync(
                """{"kind":"tag","slug":"recognition","type":"event","labels":{"en":"Recognition","ar":"الاعتراف"}}""",
                """{"kind":"tag","slug":"supplies","labels":{"en":"Supplies"}}""",
                """{"kind":"tag","slug":"visit","type":"event","date":"2025-07-20","labels":{"en":"A visit"}}""",
                """{"kind":"tag","slug":"fuel","broader":"supplies","labels":{"en":"Fuel"}}""",
                Some.Document("RTA-D0701", "First letter", "Diesel wagons waited at the ferry crossing. The stationmaster weighed them.", "en", date: "2025-07-07", issuer: "Depot", tags: ["recognition", "fuel", "visit"]),
                Some.Document("RTA-D0702", "Second letter", "Wagons of diesel left the ferry crossing for the stationmaster.", "en", date: "2025-08", tags: ["recognition"]),
                Some.Document("RTA-D0703", "Third letter", "Nothing of this is like the others: a school was painted.", "en", date: "1998"),
                Some.Document("RTA-D0704", "Undated letter", "A letter without any date, though with diesel.", "en", date: null),
                Some.Document("RTA-D0705", "=HYPERLINK(\"x\")", "Internal diesel of the ferry stationmaster.", "en", date: "2025-07-08", status: "internal"),
                Some.Article("RTA-A0701", "What the letters say", "He wrote of “Diesel wagons waited” and more.", cites: ["RTA-D0701", "RTA-D0703", "RTA-D0705"]),
                Some.Quotation("RTA-Q0701", "RTA-D0701", "Diesel wagons waited at the ferry crossing", appearances: [new { @in = "RTA-A0701", exact = "Diesel wagons waited" }]),
                Some.Quotation("RTA-Q0702", "RTA-D0705", "Internal diesel", appearances: [new { @in = "RTA-A0701", exact = "Internal diesel" }]));
        }
    }

    [Theory]
    [InlineData(".bib", "application/x-bibtex")]
    [InlineData(".ris", "application/x-research-info-systems")]
    [InlineData(".csl.json", "application/vnd.citationstyles.csl+json")]
    [InlineData(".csv", "text/csv")]
    [InlineData(".jsonl", "application/jsonl")]
    [InlineData(".txt", "text/plain")]
    [InlineData(".html", "text/html")]
    [InlineData(".md", "text/markdown")]
    public async Task A_whole_result_is_taken_away_in_every_format_and_has_nothing_that_its_reader_may_not_see(string suffix, string mediaType)
    {
        using var answer = await archive.Visitor.SendAsync(HttpMethod.Get, $"/search{suffix}?q=diesel");
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, mediaType), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.All(new[] { "RTA-D0701", "RTA-D0702", "RTA-D0704", "RTA-A0701", "RTA-Q0701" }, r => Assert.Contains(r, body, StringComparison.Ordinal));
        Assert.DoesNotContain("RTA-D0705", body, StringComparison.Ordinal);
        Assert.DoesNotContain("Third letter", body, StringComparison.Ordinal);
        using var list = await archive.Visitor.SendAsync(HttpMethod.Get, $"/documents{suffix}?tag=fuel");
        var only = await list.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("RTA-D0701", only, StringComparison.Ordinal);
        Assert.DoesNotContain("RTA-Q0701", only, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", false)]
    [InlineData("ar", true)]
    public async Task A_workbook_has_a_row_of_text_for_each_result_and_reads_from_the_right_in_Arabic(string language, bool isRightToLeft)
    {
        using var answer = await archive.Editor.SendAsync(HttpMethod.Get, $"/search.xlsx?q=diesel&ui={language}");
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        XNamespace sheets = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        await using var part = await zip.GetEntry("xl/worksheets/sheet1.xml")!.OpenAsync(TestContext.Current.CancellationToken);
        var sheet = await XDocument.LoadAsync(part, LoadOptions.None, TestContext.Current.CancellationToken);

        var rows = sheet.Descendants(sheets + "row").Select(r => r.Elements(sheets + "c").Select(c => c.Value).ToList()).ToList();
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(["reference", "kind", "title"], rows[0].Take(3));
        Assert.Contains(rows, r => r[0] == "RTA-D0705" && r[2] == "=HYPERLINK(\"x\")");
        Assert.Empty(sheet.Descendants(sheets + "f"));
        Assert.All(sheet.Descendants(sheets + "c"), c => Assert.Equal("inlineStr", c.Attribute("t")!.Value));
        Assert.Equal(isRightToLeft, sheet.Descendants(sheets + "sheetView").Single().Attribute("rightToLeft")?.Value == "1");
        Assert.Equal(["[Content_Types].xml", "_rels/.rels", "xl/_rels/workbook.xml.rels", "xl/workbook.xml", "xl/worksheets/sheet1.xml"], zip.Entries.Select(e => e.FullName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_taken_away_as_lines_is_brought_in_again_as_it_was()
    {
        using var answer = await archive.Editor.SendAsync(HttpMethod.Get, "/documents.jsonl?q=diesel");
        var lines = (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        var report = await archive.AsArchiveAsync(services => services.GetRequiredService<ItemsImporter>()
            .ImportAsync(lines.ToAsyncEnumerable(), new ImportOptions(), null, TestContext.Current.CancellationToken));

        Assert.Equal(4, lines.Length);
        Assert.Equal((0, 4, 0), (report.Added, report.Unchanged, report.Refused.Count));
    }

    [Theory]
    [InlineData("/search?q=diesel", "text/csv")]
    [InlineData("/quotations", "application/x-bibtex")]
    [InlineData("/search?q=diesel", "text/html")]
    [InlineData("/dossiers", "text/html")]
    public async Task A_program_that_asks_for_data_gets_it_at_the_address_of_the_page(string path, string accept)
    {
        using var answer = await archive.Visitor.SendAsync(HttpMethod.Get, path, r => r.Headers.Accept.ParseAdd($"{accept}, */*;q=0.1"));

        Assert.Equal((HttpStatusCode.OK, accept), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task The_list_of_tags_has_what_the_items_carry_that_filters_leave_with_their_numbers()
    {
        var all = await archive.Visitor.OpenAsync("/tags");
        var depot = await archive.Visitor.OpenAsync("/tags?issuer=Depot&view=table&column=kind&column=date&column=tags");
        var august = await archive.Visitor.OpenAsync("/tags?from=2025-08&view=cards");
        var events = await archive.Visitor.OpenAsync("/tags?type=event&view=compact");
        var internals = await archive.Visitor.OpenAsync("/tags?from=2025-07-08&to=2025-07-08&view=cards");

        Assert.Equal("4 tags", all.Html.QuerySelector(".count")!.TextContent.Trim());
        Assert.Equal(["A visit", "Fuel", "Recognition", "Supplies"], depot.Html.QuerySelectorAll("table.results tbody th").Select(t => t.TextContent.Trim()));
        var visit = depot.Html.QuerySelector("table.results tbody tr")!.TextContent;
        Assert.Contains("Event", visit, StringComparison.Ordinal);
        Assert.Contains("20 July 2025", visit, StringComparison.Ordinal);
        Assert.Contains("1 document", visit, StringComparison.Ordinal);
        Assert.Contains("Issuer or publisher: Depot", depot.Text, StringComparison.Ordinal);
        Assert.Equal(["Recognition"], august.Html.QuerySelectorAll(".tag-tree a bdi").Select(t => t.TextContent));
        Assert.Equal(["A visit", "Recognition"], events.Html.QuerySelectorAll("#results ul.tags bdi").Select(t => t.TextContent));
        Assert.Equal("0 tags", internals.Html.QuerySelector(".count")!.TextContent.Trim());
        Assert.Contains(all.Html.QuerySelectorAll(".facet a").Select(a => a.GetAttribute("href")), h => h == "/tags?issuer=Depot");
        await archive.Visitor.OpenAsync("/tags?view=cards");
    }

    [Fact]
    public async Task Tags_to_narrow_by_stand_below_one_another_as_in_the_vocabulary()
    {
        var page = await archive.Visitor.OpenAsync("/search?q=diesel");

        Assert.Equal(["Supplies", "Fuel"], page.Html.QuerySelectorAll("a[data-name='tag=supplies'], a[data-name='tag=fuel']").Select(a => a.TextContent.Trim()));
        Assert.Equal("below-1", page.Html.QuerySelector("a[data-name='tag=fuel']")!.ParentElement!.ClassName);
    }

    [Fact]
    public async Task No_cell_of_the_table_is_a_formula()
    {
        using var answer = await archive.Analyst.SendAsync(HttpMethod.Get, "/documents.csv?q=ferry&status=internal");
        var lines = (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).TrimStart('\uFEFF').Split("\r\n");

        Assert.StartsWith("reference,kind,title,language,date,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("RTA-D0705,document,\"'=HYPERLINK", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/search?q=diesel")]
    [InlineData("/documents?q=diesel")]
    [InlineData("/timeline")]
    public async Task A_page_of_results_announces_its_data(string path)
    {
        var page = await archive.Visitor.OpenAsync(path);

        foreach (var link in page.Html.QuerySelectorAll("link[rel=alternate]").Select(l => (l.GetAttribute("href")!, l.GetAttribute("type")!)).ToList())
        {
            using var answer = await archive.Visitor.SendAsync(HttpMethod.Get, link.Item1);
            Assert.Equal((HttpStatusCode.OK, link.Item2), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        }

        Assert.Equal(10, page.Html.QuerySelectorAll("link[rel=alternate]").Length);
    }

    [Fact]
    public async Task A_list_is_shown_as_its_reader_chose_which_the_browser_remembers()
    {
        using var browser = archive.Visitor;
        var cards = await browser.OpenAsync("/documents");
        Assert.NotEmpty(cards.Html.QuerySelectorAll("ol.items .item"));

        var table = await browser.OpenAsync("/documents?view=table&column=tags&column=quotations&column=99&column=no");
        Assert.Equal(["Title", "Quotations", "Tags"], table.Html.QuerySelectorAll(".results thead th").Select(h => h.TextContent.Trim()));
        var row = table.Html.QuerySelectorAll(".results tbody tr").Single(r => r.QuerySelector("th a")!.TextContent.Trim() == "First letter");
        Assert.Equal(["1", "RecognitionFuelAvisit"], row.QuerySelectorAll("td").Select(d => string.Concat(d.TextContent.Split((char[]?)null))));

        Assert.NotEmpty((await browser.OpenAsync("/articles")).Html.QuerySelectorAll("table.results"));
        await browser.OpenAsync("/search?view=compact");
        Assert.NotEmpty((await browser.OpenAsync("/quotations")).Html.QuerySelectorAll("ol.compact"));
    }

    [Fact]
    public async Task Lists_have_the_filters_of_a_search()
    {
        var page = await archive.Visitor.OpenAsync("/documents?tag=-fuel&from=2025");

        Assert.Equal(["RTA-D0702"], ReferencesOn(page));
        Assert.Equal("1 document", page.Html.QuerySelector(".count")!.TextContent.Trim());
        Assert.DoesNotContain(page.Html.QuerySelectorAll(".facet h3"), h => h.TextContent == "Kind");
        Assert.All(page.Html.QuerySelectorAll(".facets a"), a => Assert.StartsWith("/documents?", a.GetAttribute("href")));
    }

    [Fact]
    public async Task Similar_items_share_the_words_that_make_an_item_what_it_is()
    {
        for (var more = true; more;)
        {
            more = await archive.AsArchiveAsync(services => Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions
                .GetRequiredService<RussiaTalibanArchive.Web.Features.Search.Index.WordCounter>(services).WorkAsync(TestContext.Current.CancellationToken));
        }

        var document = await archive.Visitor.OpenAsync("/documents/RTA-D0701");
        var similar = await archive.Visitor.OpenAsync(document.Html.QuerySelector("a[href*='like=']")!.GetAttribute("href")!);

        Assert.Equal("RTA-D0702", ReferencesOn(similar).First(r => r.StartsWith("RTA-D", StringComparison.Ordinal)));
        Assert.DoesNotContain("RTA-D0701", ReferencesOn(similar));
        Assert.DoesNotContain("RTA-D0703", ReferencesOn(similar));
        Assert.DoesNotContain("RTA-D0705", ReferencesOn(similar));
        Assert.Empty(ReferencesOn(await archive.Visitor.OpenAsync("/search?like=RTA-D0705"))); // which a visitor may not see
        Assert.Empty(ReferencesOn(await archive.Visitor.OpenAsync("/search?like=nonsense")));
    }

    [Fact]
    public async Task The_time_line_counts_by_kind_draws_uncertain_dates_as_spans_and_leads_into_a_month()
    {
        var page = await archive.Visitor.OpenAsync("/timeline?from=2025");

        Assert.Equal(["RTA-D0701", "RTA-Q0701", "RTA-D0702"], ReferencesOn(page));
        var spans = page.Html.QuerySelectorAll(".timeline-spans svg title").Select(t => t.TextContent).ToList();
        Assert.Equal(["A visit", "Recognition", "First letter", "Diesel wagons waited at the ferry crossing", "Second letter"], spans.OrderBy(s => s == "A visit" ? -1 : s == "Recognition" ? 0 : s == "First letter" ? 1 : s.StartsWith('D') ? 2 : 3));
        double WidthOf(string title) => double.Parse(page.Html.QuerySelectorAll(".timeline-spans svg a").Single(a => a.QuerySelector("title")!.TextContent == title).QuerySelector("rect")!.GetAttribute("width")!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(WidthOf("Second letter") > 10 * WidthOf("First letter"));
        var august = page.Html.QuerySelectorAll(".timeline-columns a").Where(a => a.TextContent.Contains("2025-08", StringComparison.Ordinal)).Select(a => a.GetAttribute("href")!).First();
        Assert.Equal(["RTA-D0702"], ReferencesOn(await archive.Visitor.OpenAsync(august)));
        Assert.Contains("1404", (await archive.Visitor.OpenAsync("/timeline?from=2025&cal=solar-hijri")).Html.QuerySelector(".timeline-columns")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("1447", (await archive.Visitor.OpenAsync("/timeline?from=2025&cal=hijri")).Html.QuerySelector(".timeline-columns")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("RTA-D0704", ReferencesOn(await archive.Visitor.OpenAsync("/timeline")));
        Assert.Contains("A visit", spans);
        Assert.True(WidthOf("A visit") < WidthOf("Recognition"));
        Assert.DoesNotContain("A visit", (await archive.Visitor.OpenAsync("/timeline?q=stationmaster&lang=en&from=2025-08")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Relations_say_which_article_quotes_which_document_and_hide_what_is_hidden()
    {
        var page = await archive.Visitor.OpenAsync("/relations");
        var rows = page.Html.QuerySelectorAll("tbody tr").Select(r => string.Join(" | ", r.QuerySelectorAll("td").Select(d => d.TextContent.Trim()))).ToList();

        Assert.Equal(["What the letters say | First letter | 1 |", "What the letters say | Third letter | Only spoken of |"], rows.Select(r => r.Trim()));
        Assert.DoesNotContain("HYPERLINK", page.Body, StringComparison.Ordinal);
        Assert.Equal(3, (await archive.Analyst.OpenAsync("/relations")).Html.QuerySelectorAll("tbody tr").Length);
        Assert.Empty((await archive.Visitor.OpenAsync("/relations?q=unheard")).Html.QuerySelectorAll("tbody tr"));
    }

    [Theory]
    [InlineData("all=border+post&none=letter&phrase=&any=", "/search?q=border%20post%20-letter")]
    [InlineData("all=&phrase=border+post", "/search?q=%22border%20post%22")]
    [InlineData("all=&any=gold+silver&in=documents", "/search?q=(gold%20%7C%20silver)&in=documents")]
    [InlineData("all=NOT+title%3Agold+%28x&from=2025", "/search?q=%22NOT%22%20%22title%3Agold%22%20%22(x%22&from=2025")]
    [InlineData("all=&near=border&nearto=gold&distance=900", "/search?q=%22border%22%20NEAR%2F50%20%22gold%22")]
    [InlineData("all=&near=border&nearto=", "/search?q=border")]
    [InlineData("all=&title=first&by=depot&said=x", "/search?q=title%3Afirst%20issuer%3Adepot%20speaker%3Ax")]
    public async Task Fields_write_the_search(string fields, string expected)
    {
        using var answer = await archive.Visitor.SendAsync(HttpMethod.Get, $"/search/build?{fields}");

        Assert.Equal(expected, answer.Headers.Location?.ToString());
        Assert.Empty((await archive.Visitor.OpenAsync(expected)).Html.QuerySelectorAll(".mistakes"));
    }

    [Theory]
    [InlineData("gold bars", "gold bars")]
    [InlineData("\"gold bars\" -silver", null)]
    [InlineData("title:gold", null)]
    public async Task Fields_take_over_a_search_that_they_can_say(string query, string? all) => Assert.Equal(
        all, (await archive.Visitor.OpenAsync($"/search/build?q={Uri.EscapeDataString(query)}")).Html.QuerySelector("#all")!.GetAttribute("value"));

    [Fact]
    public async Task Fields_that_say_nothing_or_a_false_date_are_asked_again()
    {
        Assert.Contains("Fill in at least one field", (await archive.Visitor.OpenAsync("/search/build?all=%20%22%20")).Text, StringComparison.Ordinal);
        var page = await archive.Visitor.OpenAsync("/search/build?all=gold&from=soon");
        Assert.NotEmpty(page.Html.QuerySelectorAll("#from[aria-invalid=true]"));
        Assert.Equal("gold", page.Html.QuerySelector("#all")!.GetAttribute("value"));
    }

    private static List<string> ReferencesOn(BrowserPage page)
    {
        Assert.Equal(HttpStatusCode.OK, page.Status);
        return [.. page.Html.QuerySelectorAll(".result .reference").Select(r => r.TextContent.Trim())];
    }
}

using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Data;
using RussiaTalibanArchive.Web.Features.Search.Index;

namespace RussiaTalibanArchive.Tests.Features.Search;

public class SearchPageTests(SearchPageTests.Filled archive) : IClassFixture<SearchPageTests.Filled>
{
    private const string LongFiller = "Nothing of note happened on this page, and the clerk wrote so. ";

    public sealed class Filled(TestCluster cluster) : TestArchive(cluster), IAsyncLifetime
    {
        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            await ImportAsync(
                """{"kind":"tag","slug":"taliban","type":"organisation","labels":{"en":"Taliban","ar":"طالبان","ru":"Талибан"},"aliases":["Islamic Emirate"]}""",
                """{"kind":"tag","slug":"daesh","labels":{"en":"Islamic State","ar":"داعش"},"aliases":["ИГ"]}""",
                """{"kind":"tag","slug":"trade","labels":{"en":"Trade"}}""",
                """{"kind":"tag","slug":"gold","labels":{"en":"Gold"},"broader":"trade"}""",
                Some.Document("RTA-D0001", "مذكرة وزارة الخارجية", "وصلت الوثيقة إلى كابُول.\nقال السفير إن الوثائق كاملة.", "ar", date: "2025-07-07", issuer: "وزارة الخارجية", tags: ["gold"]),
                Some.Document("RTA-D0002", "Letter of the embassy", "The consignment crossed the border post. The envoy counted the gold bars twice.", "en", date: "2024-03", issuer: "Embassy", authenticity: "disputed", tags: ["taliban", "daesh"]),
                Some.Document("RTA-D0003", "Письмо посольства", "Посольство сообщает о документах и о Талибане.\nЕщё один абзац о ёлках.", "ru", date: "2023"),
                Some.Document("RTA-D0004", "نامه سفیر", "سفیر نامه‌ها را می‌فرستد و شماره ۱۲۳۴ دارد.", "prs", date: "2025-07-01~/2025-07-10~"),
                Some.Document("RTA-D0005", "د سفارت لیک", "د طالبانو سندونه په کابل کې دي. داعش هم یاد شوی.", "ps", date: "2025-01-15"),
                Some.Document("RTA-D0006", "Internal memorandum", "The hidden consignment of gold.", "en", status: "internal"),
                Some.Document("RTA-D0007", "Draft memorandum", "The unfinished consignment of gold.", "en", status: "draft"),
                Some.Document("RTA-D0008", "The long report", string.Concat(Enumerable.Repeat(LongFiller, 400)) + "\fHere the quartermaster signed for nine crates.\f" + string.Concat(Enumerable.Repeat(LongFiller, 100)), "en", date: "2022-05-05"),
                Some.Document("RTA-D0009", "Under embargo", "The embargoed consignment of gold.", "en", embargo: "2099-01-01T00:00:00Z"),
                Some.Article("RTA-A0001", "What the letter says", "The embassy wrote of gold, and of documents.", cites: ["RTA-D0002"], tags: ["trade"]),
                Some.Quotation("RTA-Q0001", "RTA-D0002", "The envoy counted the gold bars twice", tags: ["gold"]),
                Some.Quotation("RTA-Q0002", "RTA-D0006", "hidden consignment"),
                Some.Note("On the **gold** of RTA-D0002.", title: "A note on gold"),
                Some.Dossier("RTA-S0001", "Gold papers", ["RTA-D0002", "RTA-Q0001"]));
        }
    }

    [Theory]
    [InlineData("وثيقة", "RTA-D0001")] // article, plural and conjunction
    [InlineData("والوثائق", "RTA-D0001")]
    [InlineData("كابل", "RTA-D0005")]
    [InlineData("كابول", "RTA-D0001")] // vowel signs
    [InlineData("الســـفير", "RTA-D0001")] // tatweel
    [InlineData("ﺍﻟﺴﻔﻴﺮ", "RTA-D0001")] // presentation forms
    [InlineData("وزاره", "RTA-D0001")]
    [InlineData("نامه", "RTA-D0004")] // plural with a non-joiner
    [InlineData("نامهها", "RTA-D0004")]
    [InlineData("می‌فرستد", "RTA-D0004")]
    [InlineData("میفرستد", "RTA-D0004")]
    [InlineData("1234", "RTA-D0004")]
    [InlineData("١٢٣٤", "RTA-D0004")]
    [InlineData("سند", "RTA-D0005")] // Pashto plural
    [InlineData("документ", "RTA-D0003")]
    [InlineData("елка", "RTA-D0003")]
    [InlineData("ПОСОЛЬСТВОМ", "RTA-D0003")]
    [InlineData("counting", "RTA-D0002")]
    [InlineData("BARS\u200F", "RTA-D0002")]
    [InlineData("the", "RTA-D0002")] // no word is too common
    public async Task A_word_is_found_in_every_form_and_spelling(string query, string expected) =>
        Assert.Contains(expected, await FindAsync(archive.Visitor, $"q={Uri.EscapeDataString(query)}"));

    [Theory]
    [InlineData("consignment twice", "RTA-D0002")] // of different sentences
    [InlineData("\"border post\"", "RTA-D0002")]
    [InlineData("\"post border\"", "")]
    [InlineData("\"gold bars\" -letter", "RTA-Q0001")]
    [InlineData("title:letter", "RTA-A0001 RTA-D0002")]
    [InlineData("issuer:embassy", "RTA-D0002 RTA-Q0001")]
    [InlineData("consign*", "RTA-D0002")]
    [InlineData("consignment NEAR/6 post", "RTA-D0002")]
    [InlineData("consignment NEAR/2 post", "")]
    [InlineData("quartermaster \"nine crates\"", "RTA-D0008")] // in the middle of a long text
    [InlineData("\"nine clerk\"", "")]
    [InlineData("tag:trade", "RTA-A0001 RTA-D0001 RTA-Q0001")] // with those below it
    [InlineData("وسم:gold in:documents", "RTA-D0001")]
    [InlineData("date:2025-07 in:documents", "RTA-D0001 RTA-D0004")]
    [InlineData("date:..2022", "RTA-D0008")]
    [InlineData("lang:ps", "RTA-D0005")]
    [InlineData("status:disputed", "RTA-D0002")]
    [InlineData("has:quotations", "RTA-D0002")]
    [InlineData("(quartermaster | посольство) in:documents", "RTA-D0003 RTA-D0008")]
    [InlineData("gold -\"gold bars\" in:notes", "1")]
    public async Task The_query_language_says_what_is_meant(string query, string expected) =>
        Assert.Equal(expected, string.Join(' ', (await FindAsync(archive.Visitor, $"q={Uri.EscapeDataString(query)}")).Order(StringComparer.Ordinal)));

    [Theory]
    [InlineData("طالبان", "RTA-D0003")]
    [InlineData("Taliban", "RTA-D0005")]
    [InlineData("ИГ", "RTA-D0005")]
    [InlineData("Islamic State", "RTA-D0005")]
    public async Task Names_are_sought_in_every_language_which_is_said_and_can_be_switched_off(string query, string expected)
    {
        var page = await archive.Visitor.OpenAsync($"/search?q={Uri.EscapeDataString(query)}");

        Assert.Contains(expected, ReferencesOn(page));
        Assert.NotEmpty(page.Html.QuerySelectorAll(".expansions .other-name"));
        var off = page.Html.QuerySelector(".expansions a")!.GetAttribute("href")!;
        var alone = await archive.Visitor.OpenAsync(off);
        Assert.DoesNotContain(expected, ReferencesOn(alone));
        Assert.Empty(alone.Html.QuerySelectorAll(".expansions"));
    }

    [Fact]
    public async Task What_is_spelt_nearly_so_is_found_when_asked_for_and_offered_where_nothing_is_found()
    {
        await CountWordsAsync();

        Assert.Equal(["RTA-D0008"], await FindAsync(archive.Visitor, "q=~quartermaser"));
        var page = await archive.Visitor.OpenAsync("/search?q=quartermaser crates");
        Assert.Empty(ReferencesOn(page));
        var offered = page.Html.QuerySelectorAll(".did-you-mean a").Select(a => a.TextContent).ToList();
        Assert.Equal("quartermaster crates", offered[0]);
        Assert.Equal(["RTA-D0008"], ReferencesOn(await archive.Visitor.OpenAsync(page.Html.QuerySelector(".did-you-mean a")!.GetAttribute("href")!)));
    }

    [Fact]
    public async Task A_word_of_hidden_items_alone_is_offered_to_nobody_who_may_not_see_them()
    {
        await CountWordsAsync();

        Assert.Empty((await archive.Visitor.OpenAsync("/search?q=unfinised")).Html.QuerySelectorAll(".did-you-mean a"));
        Assert.Empty(await FindAsync(archive.Visitor, "q=~unfinised"));
        Assert.Equal("unfinished", (await archive.Editor.OpenAsync("/search?q=unfinised")).Html.QuerySelector(".did-you-mean a")!.TextContent);
    }

    [Fact]
    public async Task A_name_in_Latin_letters_is_found_in_other_scripts()
    {
        await CountWordsAsync();

        var page = await archive.Visitor.OpenAsync("/search?q=Safir");
        Assert.Equal(["RTA-D0001", "RTA-D0004"], ReferencesOn(page).Order());
        Assert.NotNull(page.Html.QuerySelector(".expansions [data-kind=transliteration]"));
        Assert.Empty(await FindAsync(archive.Visitor, "q=Safir&names=off"));
    }

    private Task<bool> CountWordsAsync() => archive.AsArchiveAsync(async services =>
    {
        while (await services.GetRequiredService<WordCounter>().WorkAsync(TestContext.Current.CancellationToken))
        {
        }

        // What the program itself has begun to count, it counts to the end.
        var db = services.GetRequiredService<ArchiveDbContext>();
        while (await db.WordsToCount.AnyAsync(TestContext.Current.CancellationToken))
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        return true;
    });

    [Fact]
    public async Task Exactly_as_typed_finds_no_other_form()
    {
        Assert.Equal(["RTA-D0001"], await FindAsync(archive.Visitor, "exact=1&q=كابُول"));
        Assert.Empty(await FindAsync(archive.Visitor, "exact=1&q=كابول"));
    }

    [Fact]
    public async Task A_result_shows_its_words_where_they_stand_and_opens_there()
    {
        var page = await archive.Visitor.OpenAsync("/search?q=quartermaster");

        var result = Assert.Single(page.Html.QuerySelectorAll(".result"));
        Assert.Contains("Here the quartermaster signed for nine crates.", result.QuerySelector(".snippet")!.TextContent);
        Assert.Equal("quartermaster", Assert.Single(result.QuerySelectorAll(".snippet mark")).TextContent);
        var path = result.QuerySelector("a")!.GetAttribute("href")!;
        Assert.Contains("page=2", path);
        var room = await archive.Visitor.OpenAsync(path);
        Assert.Contains("nine crates", room.Text);
    }

    [Fact]
    public async Task Marks_show_every_form_in_the_original_spelling()
    {
        var page = await archive.Visitor.OpenAsync("/search?q=وثيقة");

        Assert.Equal(["الوثيقة", "الوثائق"], page.Html.QuerySelectorAll(".snippet mark").Select(m => m.TextContent));
        Assert.Equal("ar", page.Html.QuerySelector(".snippet")!.GetAttribute("lang"));
    }

    [Fact]
    public async Task Who_may_not_see_an_item_is_not_told_of_it_by_search()
    {
        Assert.DoesNotContain("RTA-D0006", await FindAsync(archive.Visitor, "q=consignment"));
        Assert.Equal(["RTA-D0002"], await FindAsync(archive.Visitor, "q=consignment"));
        Assert.Equal(["RTA-D0002", "RTA-D0006", "RTA-D0009", "RTA-Q0002"], (await FindAsync(archive.Analyst, "q=consignment")).Order());
        Assert.Equal(["RTA-D0002", "RTA-D0006", "RTA-D0007", "RTA-D0009", "RTA-Q0002"], (await FindAsync(archive.Editor, "q=consignment")).Order());

        var hidden = await archive.Visitor.OpenAsync("/search?q=hidden");
        var missing = await archive.Visitor.OpenAsync("/search?q=hiddem");
        Assert.Equal(missing.Body.Replace("hiddem", "hidden", StringComparison.Ordinal), hidden.Body);
    }

    [Fact]
    public async Task Facets_count_what_choosing_them_will_show()
    {
        var page = await archive.Visitor.OpenAsync("/search?q=gold");

        var links = page.Html.QuerySelectorAll(".facet li").Where(i => i.QuerySelector(".facet-count") is not null && i.QuerySelector("a.leave-out") is not null).ToList();
        Assert.True(links.Count > 5, $"{links.Count} values");
        foreach (var value in links)
        {
            var shown = await archive.Visitor.OpenAsync(value.QuerySelector("a")!.GetAttribute("href")!);
            Assert.Equal(int.Parse(value.QuerySelector(".facet-count")!.TextContent, System.Globalization.CultureInfo.InvariantCulture), ReferencesOn(shown).Count);
        }
    }

    [Fact]
    public async Task A_value_can_be_left_out_and_several_be_chosen()
    {
        Assert.DoesNotContain("RTA-D0002", await FindAsync(archive.Visitor, "q=gold&in=-documents"));
        Assert.Equal(["RTA-D0003", "RTA-D0005"], (await FindAsync(archive.Visitor, "in=documents&lang=ru&lang=ps")).Order());
        Assert.Equal(["RTA-D0002"], await FindAsync(archive.Visitor, "in=documents&has=quotations"));
        Assert.Equal(["RTA-D0002", "RTA-Q0001"], (await FindAsync(archive.Visitor, "within=RTA-S0001")).Order());
        Assert.Equal(["RTA-D0001", "RTA-D0004"], (await FindAsync(archive.Visitor, "in=documents&from=2025-07-05&to=2025-12")).Order());
    }

    [Fact]
    public async Task Whatever_is_chosen_stands_in_words_and_can_be_taken_back()
    {
        var page = await archive.Visitor.OpenAsync("/search?q=gold&lang=-ru&in=documents&from=2024");

        var filters = page.Html.QuerySelectorAll(".active-filters a").Select(a => (Text: string.Join(' ', a.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), Href: a.GetAttribute("href")!)).ToList();
        Assert.Contains(filters, f => f.Text.StartsWith("Language: not Русский", StringComparison.Ordinal) && !f.Href.Contains("lang"));
        Assert.Contains(filters, f => f.Text.StartsWith("Kind: Documents", StringComparison.Ordinal) && !f.Href.Contains("in="));
        Assert.Contains(filters, f => f.Text.StartsWith("from 2024", StringComparison.Ordinal) && !f.Href.Contains("from"));
    }

    [Fact]
    public async Task A_mistake_is_shown_at_its_place_with_a_way_to_mend_it_and_the_rest_is_found()
    {
        var page = await archive.Visitor.OpenAsync("/search?q=" + Uri.EscapeDataString("\"gold bars"));

        Assert.Contains("RTA-D0002", ReferencesOn(page));
        Assert.Equal("\"", page.Html.QuerySelector(".mistaken mark")!.TextContent);
        var mended = await archive.Visitor.OpenAsync(page.Html.QuerySelector(".mistakes a")!.GetAttribute("href")!);
        Assert.Contains("RTA-D0002", ReferencesOn(mended));
        Assert.Empty(mended.Html.QuerySelectorAll(".mistakes"));
    }

    [Fact]
    public async Task Results_come_in_the_wanted_order()
    {
        Assert.Equal("RTA-D0002", (await FindAsync(archive.Visitor, "q=embassy"))[0]); // in the title
        var newest = await FindAsync(archive.Visitor, "in=documents&sort=newest");
        Assert.Equal(["RTA-D0004", "RTA-D0001"], newest.Take(2));
        Assert.Equal(newest.AsEnumerable().Reverse(), await FindAsync(archive.Visitor, "in=documents&sort=oldest"));
    }

    [Theory]
    [InlineData("q=%00%00")]
    [InlineData("q=" + "'%3A*%20%26%20\\")]
    [InlineData("q=%EF%BF%BF%20%F0%9F%98%80")]
    [InlineData("after=r-1.0")]
    [InlineData("after=r99999999.99999999999999999999")]
    [InlineData("q=gold&after=r400.0")]
    [InlineData("after=t1.x")]
    [InlineData("sort=77&in=drawers&has=wings&from=soon&within=nowhere&lang=%25")]
    [InlineData("lang=-&tag=&issuer=-")]
    [InlineData("q=-gold")]
    [InlineData("q=((((((((((((((((((((((((((((((a")]
    [InlineData("cal=solar&q=gold")]
    public async Task Whatever_the_address_says_the_page_answers(string query) =>
        Assert.Equal(HttpStatusCode.OK, (await archive.Visitor.OpenAsync($"/search?{query}")).Status);

    [Fact]
    public async Task A_document_leads_on_through_the_results_and_back_to_them()
    {
        var results = await archive.Visitor.OpenAsync("/search?q=посольство OR quartermaster OR سندونه&sort=newest");
        var documents = ReferencesOn(results);
        Assert.Equal(["RTA-D0005", "RTA-D0003", "RTA-D0008"], documents);

        var page = await archive.Visitor.OpenAsync(results.Html.QuerySelectorAll(".result a")[1].GetAttribute("href")!);
        Assert.Contains("/documents/RTA-D0005", page.Html.QuerySelector("a[rel=prev]")!.GetAttribute("href"));
        Assert.Contains("/documents/RTA-D0008", page.Html.QuerySelector("a[rel=next]")!.GetAttribute("href"));
        Assert.Equal(documents, ReferencesOn(await archive.Visitor.OpenAsync(page.Html.QuerySelector("a.to-list")!.GetAttribute("href")!)));
    }

    [Fact]
    public async Task A_search_has_a_feed()
    {
        var answer = await archive.Visitor.SendAsync(HttpMethod.Get, "/search.atom?q=gold");
        var feed = System.Xml.Linq.XDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        System.Xml.Linq.XNamespace atom = "http://www.w3.org/2005/Atom";
        Assert.Equal("application/atom+xml", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains(feed.Descendants(atom + "entry"), e => e.Element(atom + "id")!.Value.EndsWith("/documents/RTA-D0002", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_search_is_logged()
    {
        await archive.Visitor.OpenAsync("/search?q=unheardofword");

        Assert.DoesNotContain(archive.Log.All, line => line.Contains("unheardofword", StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<string>> FindAsync(Browser browser, string query) => ReferencesOn(await browser.OpenAsync($"/search?{query}"));

    private static List<string> ReferencesOn(BrowserPage page)
    {
        Assert.Equal(HttpStatusCode.OK, page.Status);
        return [.. page.Html.QuerySelectorAll(".result .reference").Select(r => r.TextContent.Trim())];
    }
}

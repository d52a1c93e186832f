using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Dom;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Tests.Features.Documents;

public sealed class ReadingRoomTests(TestArchive archive) : IClassFixture<TestArchive>
{
    private const string OnePage = "وصلت الشحنة إلى نقطة الحدود صباح الأحد.\nЗапись № 7 лежала рядом, 𝔘 и всё.\nThe third paragraph stays short.";

    [Fact]
    public async Task A_long_text_comes_in_leaves_that_together_are_the_whole_text()
    {
        var body = string.Join('\f', Enumerable.Range(1, 60).Select(n => n % 7 == 0 ? "" : string.Join('\n', Enumerable.Range(1, 12).Select(i => $"{OnePage} {n}.{i}"))));
        await archive.ImportAsync(Some.Document("RTA-D0301", text: body, language: "ar"), Some.Quotation("RTA-Q0301", "RTA-D0301", "short. 40.3\nوصلت الشحنة"));

        var page = await archive.Visitor.OpenAsync("/documents/RTA-D0301?page=40");
        var words = new SortedDictionary<int, string>();
        var next = 0;
        var answers = 0;
        for (; next < 60; answers++)
        {
            var answer = await archive.Visitor.OpenAsync($"/documents/RTA-D0301/leaves?text=transcription.ar&from={next}&to=59");
            Assert.True(answer.Body.Length < 60_000, $"{answer.Body.Length} letters at once");
            foreach (var span in answer.Html.QuerySelectorAll(".words"))
            {
                words.Add(int.Parse(span.GetAttribute("data-start")!, null), span.TextContent);
            }

            next = 1 + int.Parse(answer.Html.QuerySelectorAll("[data-leaf]")[^1].GetAttribute("data-leaf")!, null);
        }

        Assert.All(words, w => Assert.Equal(body.Substring(w.Key, w.Value.Length), w.Value));
        Assert.Equal(body.Split('\n', '\f').Where(l => l.Length > 0), words.Values);
        Assert.True(answers > 5);
        Assert.NotNull(page.Html.GetElementById("page-40"));
        Assert.Null(page.Html.GetElementById("page-1"));
        Assert.Equal("60", page.Html.QuerySelector("#go-page")!.GetAttribute("max"));
        Assert.True(page.Body.Length < 100_000, $"{page.Body.Length} letters");
        Assert.Equal(["RTA-Q0301", "RTA-Q0301"], page.Html.QuerySelectorAll("mark").Select(m => m.GetAttribute("data-quotations")));
        Assert.Equal(("Q0301", "Q0301"), (page.Html.QuerySelectorAll("mark")[0].GetAttribute("data-begins"), page.Html.QuerySelectorAll("mark")[1].GetAttribute("data-ends")));
        var back = page.Html.QuerySelector(".leaves-apart a")!;
        Assert.NotNull((await archive.Visitor.OpenAsync(back.GetAttribute("href")!)).Html.GetElementById("page-39"));
    }

    [Fact]
    public async Task A_translation_stands_beside_its_original_row_by_row_also_with_other_pages()
    {
        string[] original = ["د روسیې سیلانیان زیات شوي دي او دا یوه اوږده کرښه ده چې ډېر ټکي لري.", "دوهم.", "درېیم پراګراف د نمونې لپاره دی او لږ څه اوږد دی."];
        string[] translation = ["The visitors from Russia have become more, and this is a long line that has many letters in it.", "The second.", "The third paragraph is a specimen, and it is somewhat long."];
        await archive.ImportAsync(Two("RTA-D0302", string.Join('\n', original) + "\f" + string.Join('\n', original), string.Join('\n', translation) + "\f" + string.Join('\n', translation)),
            Two("RTA-D0303", string.Join('\n', original) + "\f" + string.Join('\n', original), string.Join('\n', [.. translation, .. translation])));

        foreach (var reference in new[] { "RTA-D0302", "RTA-D0303" })
        {
            var page = await archive.Visitor.OpenAsync($"/documents/{reference}?text=transcription.ps&beside=translation.en");

            var texts = page.Html.QuerySelectorAll(".parallel > [data-text]");
            Assert.Equal(["transcription.ps", "translation.en"], texts.Select(t => t.GetAttribute("data-text")));
            Assert.Equal(Enumerable.Repeat(original, 2).SelectMany(o => o), texts[0].QuerySelectorAll(".row").Select(r => r.QuerySelector(".words")!.TextContent));
            Assert.Equal(Enumerable.Repeat(translation, 2).SelectMany(t => t), texts[1].QuerySelectorAll(".row").Select(r => r.QuerySelector(".words")!.TextContent));
            Assert.Equal(texts[0].QuerySelectorAll(".leaf").Select(l => l.ChildElementCount), texts[1].QuerySelectorAll(".leaf").Select(l => l.ChildElementCount));
        }
    }

    [Fact]
    public async Task What_is_found_tells_where_it_stands_in_the_text_and_on_the_picture()
    {
        await archive.ImportAsync(Some.Document("RTA-D0304", text: "وصلتِ الشُّحنةُ.\f" + OnePage, language: "ar"));
        await archive.AddPagesAsync("RTA-D0304");

        var found = await FindAsync("RTA-D0304", "الشحنه");
        var nothing = await FindAsync("RTA-D0304", "absent");
        var listed = await archive.Visitor.OpenAsync("/documents/RTA-D0304?find=" + Uri.EscapeDataString("الشحنة"));

        Assert.Equal((2, false), (found.GetProperty("count").GetInt32(), found.GetProperty("isCut").GetBoolean()));
        var hits = found.GetProperty("hits").EnumerateArray().ToList();
        Assert.Equal([(1, 1), (2, 2)], hits.Select(h => (h.GetProperty("page").GetInt32(), h.GetProperty("paragraph").GetInt32())));
        Assert.Equal((6, 15), (hits[0].GetProperty("start").GetInt32(), hits[0].GetProperty("end").GetInt32()));
        var box = PaperPages.BoxesOf("وصلتِ الشُّحنةُ.").Last();
        Assert.Equal([box.X, box.Y, box.Width, box.Height], hits[0].GetProperty("boxes")[0].EnumerateArray().Select(n => n.GetInt32()));
        Assert.Equal(0, nothing.GetProperty("count").GetInt32());
        Assert.Equal(2, listed.Html.QuerySelectorAll(".found li strong").Length);
        Assert.EndsWith("page=2&paragraph=2&find=%D8%A7%D9%84%D8%B4%D8%AD%D9%86%D8%A9#p2", listed.Html.QuerySelectorAll(".found a")[1].GetAttribute("href"), StringComparison.Ordinal);
        Assert.DoesNotContain(archive.Log.All, l => l.Contains("الشحن", StringComparison.Ordinal) || l.Contains("%D8%A7", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_words_of_a_picture_come_in_lines_and_in_the_order_of_reading()
    {
        await archive.ImportAsync(Some.Document("RTA-D0305", text: "first\f" + OnePage, language: "ar"));
        await archive.AddPagesAsync("RTA-D0305");

        var page = await JsonAsync("/documents/RTA-D0305/pages/2/words");

        var lines = page.GetProperty("lines").EnumerateArray().ToList();
        Assert.Equal(OnePage.Split('\n'), lines.Select(l => string.Concat(l.GetProperty("words").EnumerateArray().Select(w => w.GetProperty("text").GetString()))));
        Assert.Equal([true, false, false], lines.Select(l => l.GetProperty("isRightToLeft").GetBoolean()));
        Assert.Equal(6, lines[0].GetProperty("words")[0].GetProperty("start").GetInt32());
        Assert.Equal("transcription.ar", page.GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("/documents/RTA-D0306/leaves?text=transcription.ps&from=0&to=9")]
    [InlineData("/documents/RTA-D0306/find?text=transcription.ps&q=hidden")]
    [InlineData("/documents/RTA-D0306/find?q=hidden")]
    [InlineData("/documents/RTA-D0306/pages/1/words")]
    public async Task Nothing_of_a_hidden_document_is_answered(string path)
    {
        if (!await archive.QueryAsync(db => Task.FromResult(db.Documents.Any(d => d.Reference == "RTA-D0306"))))
        {
            await archive.ImportAsync(Some.Document("RTA-D0306", text: "hidden words", status: "draft"));
            await archive.AddPagesAsync("RTA-D0306");
        }

        using var hidden = await archive.Visitor.SendAsync(HttpMethod.Get, path);
        using var seen = await archive.Editor.SendAsync(HttpMethod.Get, path);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (hidden.StatusCode, seen.StatusCode));
        Assert.DoesNotContain("hidden words", await hidden.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_a_list_one_document_leads_to_the_next_of_that_list()
    {
        await archive.ImportAsync(
            Some.Document("RTA-D0311", "eldest", date: "2024-01-01", issuer: "Office of the list"), Some.Document("RTA-D0312", "middle", date: "2024-02-01", issuer: "Office of the list"),
            Some.Document("RTA-D0313", "elsewhere", date: "2024-02-02", issuer: "Other"), Some.Document("RTA-D0314", "newest", date: "2024-03-01", issuer: "Office of the list"),
            Some.Document("RTA-D0315", "hidden", date: "2024-02-15", issuer: "Office of the list", status: "draft"));
        var list = await archive.Visitor.OpenAsync("/documents?issuer=Office+of+the+list&sort=oldest");

        var first = await archive.Visitor.OpenAsync(list.Html.QuerySelector(".item-title a")!.GetAttribute("href")!);
        var second = await archive.Visitor.OpenAsync(first.Html.QuerySelector(".neighbours [rel=next]")!.GetAttribute("href")!);
        var third = await archive.Visitor.OpenAsync(second.Html.QuerySelector(".neighbours [rel=next]")!.GetAttribute("href")!);
        var back = await archive.Visitor.OpenAsync(third.Html.QuerySelector(".to-list")!.GetAttribute("href")!);

        Assert.Equal(["/documents/RTA-D0311", "/documents/RTA-D0312", "/documents/RTA-D0314"], new[] { first.Path, second.Path, third.Path });
        Assert.Null(first.Html.QuerySelector(".neighbours [rel=prev]"));
        Assert.Null(third.Html.QuerySelector(".neighbours [rel=next]"));
        Assert.Equal(second.PathAndQuery, third.Html.QuerySelector(".neighbours [rel=prev]")!.GetAttribute("href"));
        Assert.Equal(list.Html.QuerySelectorAll(".item-title").Select(t => t.TextContent), back.Html.QuerySelectorAll(".item-title").Select(t => t.TextContent));
    }

    [Fact]
    public async Task The_strip_tells_which_passages_the_press_used()
    {
        await archive.ImportAsync(
            Some.Document("RTA-D0307", text: OnePage, language: "ar"), Some.Article("RTA-A0307"),
            Some.Quotation("RTA-Q0307", "RTA-D0307", "وصلت الشحنة", appearances: [new { @in = "RTA-A0307", exact = "The goods arrived" }]),
            Some.Quotation("RTA-Q0308", "RTA-D0307", "The third paragraph"));

        var page = await archive.Visitor.OpenAsync("/documents/RTA-D0307");

        Assert.Equal([("RTA-Q0307, printed by 1 article", true), ("RTA-Q0308", false)],
            page.Html.QuerySelectorAll(".strip svg a").Select(a => (a.QuerySelector("title")!.TextContent, a.QuerySelector("rect")!.ClassList.Contains("printed"))));
        Assert.Contains("printed by 1 article", page.Html.QuerySelectorAll(".passages li")[0].TextContent, StringComparison.Ordinal);
        Assert.Equal("/documents/RTA-D0307?text=transcription.ar&page=1&paragraph=3#p3", page.Html.QuerySelectorAll(".passages li a.hint")[1].GetAttribute("href"));
    }

    private static string Two(string reference, string original, string translation) => JsonSerializer.Serialize(new
    {
        kind = "document",
        reference,
        title = "Specimen pair",
        language = "ps",
        texts = new[] { new { language = "ps", role = "transcription", text = original }, new { language = "en", role = "translation", text = translation } },
        status = "public",
    }, ItemJson.Options);

    private Task<JsonElement> FindAsync(string reference, string words) => JsonAsync($"/documents/{reference}/find?text=transcription.ar&q={Uri.EscapeDataString(words)}");

    private async Task<JsonElement> JsonAsync(string path)
    {
        using var answer = await archive.Visitor.SendAsync(HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }
}

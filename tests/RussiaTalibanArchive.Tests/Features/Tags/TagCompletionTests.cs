using System.Net;
using System.Text.Json;
using RussiaTalibanArchive.Tests.Infrastructure;

namespace RussiaTalibanArchive.Tests.Features.Tags;

public sealed class TagCompletionTests(TestArchive archive) : IClassFixture<TestArchive>
{
    [Fact]
    public async Task A_tag_is_offered_by_the_beginning_of_any_name_in_any_script_and_spelling()
    {
        await archive.ImportAsync(
            """{"kind":"tag","slug":"places","labels":{"en":"Places","ar":"أماكن"}}""",
            """{"kind":"tag","slug":"afghan-places","broader":"places","labels":{"en":"Afghan places"}}""",
            """{"kind":"tag","slug":"kabul","type":"place","broader":"afghan-places","labels":{"en":"Kabul","ar":"كابُل","ru":"Кабул","fa-AF":"شهرِ کابل","ps":"کابل ښار"},"aliases":["Caboul","می‌شود"]}""");

        foreach (var typed in new[] { "ka", "كا", "کا", "КАБ", "Cab", "ښا", "شهر کا", "می شود", "میشود", " Kabul " })
        {
            var kabul = Assert.Single(await OfferedAsync(archive.Editor, typed), t => t.Slug == "kabul");
            Assert.Equal(("Kabul", "en", "Place"), (kabul.Label, kabul.Language, kabul.Kind));
            Assert.Equal(["Places", "Afghan places"], kabul.Path);
            Assert.True(kabul.IsPrefix, typed);
        }

        Assert.Equal("Caboul", (await OfferedAsync(archive.Editor, "cab"))[0].Match);
        Assert.True((await OfferedAsync(archive.Editor, "КАБУЛ"))[0].IsExact);
        Assert.Empty(await OfferedAsync(archive.Editor, "%"));
        Assert.Empty(await OfferedAsync(archive.Editor, " \0"));
    }

    [Fact]
    public async Task What_begins_with_the_letters_stands_before_what_holds_them_and_there_are_ten_at_most()
    {
        await archive.ImportAsync(
            [Some.Tag("dezonk", "Dezonk"), Some.Tag("big-zonks", "Big zonks"), Some.Tag("zonk-line", "Zonk line"), Some.Tag("zonk", "Zonk"),
             .. Enumerable.Range(1, 12).Select(n => Some.Tag($"xzonk-{n}", $"Xzonk {n:00}"))]);

        var offered = await OfferedAsync(archive.Editor, "zonk");

        Assert.Equal(["zonk", "zonk-line", "big-zonks", "dezonk"], offered.Take(4).Select(t => t.Slug));
        Assert.Equal(10, offered.Count);
        Assert.False(offered[3].IsPrefix);
    }

    [Fact]
    public async Task Visitors_are_offered_what_they_may_see_and_no_search_is_logged()
    {
        await archive.ImportAsync(
            Some.Tag("quux-open", "Quux open"), Some.Tag("quux-hidden", "Quux hidden"), Some.Tag("quux-root", "Root quuxless"),
            Some.Document("RTA-D0201", tags: ["quux-open"]), Some.Document("RTA-D0202", status: "draft", tags: ["quux-hidden"]));
        using var visitor = archive.Visitor;

        Assert.Equal(["quux-open"], (await OfferedAsync(visitor, "quux")).Select(t => t.Slug));
        Assert.Contains("quux-hidden", (await OfferedAsync(archive.Editor, "quux")).Select(t => t.Slug));
        Assert.DoesNotContain(archive.Log.All, line => line.Contains("quux", StringComparison.OrdinalIgnoreCase));
        using var answer = await visitor.SendAsync(HttpMethod.Get, "/tags/complete?q=quux");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task No_tag_takes_the_address_of_a_page()
    {
        var page = await archive.Editor.SubmitAsync("/editor/tags/new", ("Input.Labels[0].Text", "Complete"));

        Assert.Contains("has a page of its own at “complete”", page.Text);
    }

    private static async Task<IReadOnlyList<Offered>> OfferedAsync(Browser browser, string typed)
    {
        using var answer = await browser.SendAsync(HttpMethod.Get, $"/tags/complete?q={Uri.EscapeDataString(typed)}");
        return JsonSerializer.Deserialize<List<Offered>>(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), JsonSerializerOptions.Web)!;
    }

    private sealed record Offered(string Slug, string Label, string Language, string Match, string? Kind, IReadOnlyList<string> Path, bool IsExact, bool IsPrefix);
}

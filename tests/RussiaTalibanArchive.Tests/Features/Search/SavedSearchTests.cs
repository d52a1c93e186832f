using System.Net;
using System.Xml.Linq;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Access;

namespace RussiaTalibanArchive.Tests.Features.Search;

public class SavedSearchTests(SavedSearchTests.Filled archive) : IClassFixture<SavedSearchTests.Filled>
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    public sealed class Filled(TestCluster cluster) : TestArchive(cluster), IAsyncLifetime
    {
        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            await ImportAsync(
                Some.Document("RTA-D0901", "Open paper", "Copper went over the pass.", "en"),
                Some.Document("RTA-D0902", "Inner paper", "Copper stayed behind.", "en", status: "internal"));
        }
    }

    [Fact]
    public async Task A_saved_search_says_what_is_new_since_it_was_looked_at()
    {
        await SaveAsync(archive.Analyst, "/search?q=copper+-tin", "Copper alone");
        archive.Clock.Offset += TimeSpan.FromMinutes(1);
        Assert.Contains("0 new", (await archive.Analyst.OpenAsync("/account/searches")).Text, StringComparison.Ordinal);
        await archive.ImportAsync(Some.Document("RTA-D0903", "Another paper", "More copper came.", "en"));

        var list = await archive.Analyst.OpenAsync("/account/searches");
        var row = RowOf(list, "Copper alone");
        Assert.Contains("1 new", row.TextContent, StringComparison.Ordinal);
        archive.Clock.Offset += TimeSpan.FromMinutes(1);
        var opened = await PostAsync(archive.Analyst, list, "Copper alone", "Open");

        Assert.Equal(["RTA-D0903"], opened.Html.QuerySelectorAll(".result .reference").Select(r => r.TextContent.Trim()));
        Assert.NotEmpty(opened.Html.QuerySelectorAll(".active-filters a"));
        Assert.Contains("0 new", RowOf(await archive.Analyst.OpenAsync("/account/searches"), "Copper alone").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_is_its_owners_until_it_is_shared_with_colleagues_who_have_their_own_look_at_it()
    {
        await SaveAsync(archive.Editor, "/documents?lang=en", "English papers");
        Assert.DoesNotContain("English papers", (await archive.Analyst.OpenAsync("/account/searches")).Body, StringComparison.Ordinal);
        await PostAsync(archive.Editor, await archive.Editor.OpenAsync("/account/searches"), "English papers", "Share");

        var seen = await archive.Analyst.OpenAsync("/account/searches");
        Assert.Contains("English papers", seen.Html.QuerySelector("section")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(RowOf(seen, "English papers").QuerySelectorAll("form[action*=Delete], form[action*=Feed], form[action*=Share]"));
        Assert.DoesNotContain("English papers", (await archive.Reader.OpenAsync("/account/searches")).Body, StringComparison.Ordinal);
        await PostAsync(archive.Analyst, seen, "English papers", "Open");
        var id = RowOf(seen, "English papers").QuerySelector("[name=id]")!.GetAttribute("value")!;
        Assert.Equal(HttpStatusCode.NotFound, await AnswerToAsync(archive.Analyst, "Delete", id));
        Assert.Equal(HttpStatusCode.NotFound, await AnswerToAsync(archive.Reader, "Open", id));

        await PostAsync(archive.Editor, await archive.Editor.OpenAsync("/account/searches"), "English papers", "Delete");
        Assert.DoesNotContain("English papers", (await archive.Analyst.OpenAsync("/account/searches")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_answers_whoever_has_its_address_with_what_is_public_until_it_ends()
    {
        await SaveAsync(archive.Admin, "/search?q=copper", "Copper for the reader");
        var made = await PostAsync(archive.Admin, await archive.Admin.OpenAsync("/account/searches"), "Copper for the reader", "Feed");
        var address = new Uri(made.Html.QuerySelector("code")!.TextContent.Trim()).PathAndQuery;
        Assert.DoesNotContain(address, (await archive.Admin.OpenAsync("/account/searches")).Body, StringComparison.Ordinal);

        var entries = await EntriesAsync(address);
        Assert.Contains(entries, e => e.EndsWith("/documents/RTA-D0901", StringComparison.Ordinal));
        Assert.DoesNotContain(entries, e => e.EndsWith("/documents/RTA-D0902", StringComparison.Ordinal));
        // Also for the one who may see it: the address is what is asked.
        using var own = await archive.Admin.SendAsync(HttpMethod.Get, address);
        Assert.DoesNotContain("RTA-D0902", await own.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        await PostAsync(archive.Admin, await archive.Admin.OpenAsync("/account/searches"), "Copper for the reader", "EndFeed");
        Assert.Equal(HttpStatusCode.NotFound, (await archive.Visitor.OpenAsync(address)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await archive.Visitor.OpenAsync("/feeds/0000.atom")).Status);
        Assert.DoesNotContain(archive.Log.All, line => line.Contains(address.Split('/')[^1][..20], StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_feed_of_a_disabled_account_ends()
    {
        var user = await archive.AddUserAsync("leaving@example.org", Role.Reader);
        using var leaving = await archive.SignInAsync("leaving@example.org");
        await SaveAsync(leaving, "/search?q=copper", "Mine");
        var made = await PostAsync(leaving, await leaving.OpenAsync("/account/searches"), "Mine", "Feed");
        var address = new Uri(made.Html.QuerySelector("code")!.TextContent.Trim()).PathAndQuery;
        Assert.NotEmpty(await EntriesAsync(address));

        await archive.QueryAsync(async db =>
        {
            var stored = await db.Users.FindAsync([user.Id], TestContext.Current.CancellationToken);
            stored!.IsDisabled = true;
            return await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });

        Assert.Equal(HttpStatusCode.NotFound, (await archive.Visitor.OpenAsync(address)).Status);
    }

    [Fact]
    public async Task What_is_wrong_with_a_name_is_said_beside_it_and_nothing_is_lost()
    {
        await SaveAsync(archive.Reader, "/search?q=copper", "Twice");
        var page = await SaveAsync(archive.Reader, "/search?q=silver", "Twice");

        Assert.Contains("of this name already", page.Html.QuerySelector(".error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Twice", page.Html.QuerySelector("[name=Name]")!.GetAttribute("value"));
        Assert.Equal("/search?q=silver", page.Html.QuerySelector("[name=Address]")!.GetAttribute("value"));
        var mended = await archive.Reader.SubmitAsync(page, ("Name", "Silver"));
        Assert.Contains("Silver", RowOf(mended, "Silver").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_is_sent_many_times_at_once_keeps_one_search()
    {
        var page = await archive.Analyst.OpenAsync("/search?q=tin");

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => archive.Analyst.SubmitAsync(page, ("?Save", ""), ("Name", "Hasty"))));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.Status));
        Assert.NotNull(RowOf(await archive.Analyst.OpenAsync("/account/searches"), "Hasty"));
    }

    [Theory]
    [InlineData("https://elsewhere.example/search?q=a")]
    [InlineData("//elsewhere.example/?q=a")]
    [InlineData("/account?q=a")]
    [InlineData("/search")]
    public async Task Only_a_search_of_this_archive_is_kept(string address)
    {
        var page = await archive.Reader.SubmitAsync(await archive.Reader.OpenAsync("/search?q=copper"), ("?Save", ""), ("Address", address), ("Name", "Odd"));

        Assert.Contains("There is no search to save", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Visitors_save_nothing()
    {
        Assert.Equal("/account/sign-in", (await archive.Visitor.OpenAsync("/account/searches")).Path);
        Assert.Empty((await archive.Visitor.OpenAsync("/search?q=copper")).Html.QuerySelectorAll(".save-search"));
    }

    private static Task<BrowserPage> SaveAsync(Browser browser, string address, string name) => SubmitAfterAsync(browser, address, ("?Save", ""), ("Name", name));

    private static async Task<BrowserPage> SubmitAfterAsync(Browser browser, string address, params (string Name, string Value)[] fields) =>
        await browser.SubmitAsync(await browser.OpenAsync(address), fields);

    private static AngleSharp.Dom.IElement RowOf(BrowserPage page, string name) =>
        page.Html.QuerySelectorAll(".saved-searches li").Single(r => r.QuerySelector("h3")!.TextContent.Trim() == name);

    private static async Task<BrowserPage> PostAsync(Browser browser, BrowserPage list, string name, string handler)
    {
        var form = RowOf(list, name).QuerySelector($"form[action*='handler={handler}']")!;
        return await browser.SubmitAsync(list, [($"?{handler}", ""), .. form.QuerySelectorAll("input").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value")!))]);
    }

    private static async Task<HttpStatusCode> AnswerToAsync(Browser browser, string handler, string id)
    {
        // Any form's token will do.
        var page = await browser.OpenAsync("/search?q=copper");
        var token = page.Html.QuerySelector("input[name=__token]")!.GetAttribute("value")!;
        using var answer = await browser.SendAsync(HttpMethod.Post, $"/account/searches?handler={handler}",
            r => r.Content = new FormUrlEncodedContent([new("id", id), new("__token", token)]));
        return answer.StatusCode;
    }

    private async Task<List<string>> EntriesAsync(string address)
    {
        using var answer = await archive.Visitor.SendAsync(HttpMethod.Get, address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return [.. XDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Descendants(Atom + "entry").Select(e => e.Element(Atom + "id")!.Value)];
    }
}

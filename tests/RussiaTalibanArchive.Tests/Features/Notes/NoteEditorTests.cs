using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Notes;

namespace RussiaTalibanArchive.Tests.Features.Notes;

/// <summary>What the form of a note asks of the server while somebody writes.</summary>
public sealed class NoteEditorTests(NoteEditorTests.Archive archive) : IClassFixture<NoteEditorTests.Archive>
{
    [Fact]
    public async Task A_draft_is_for_its_author_alone_and_goes_when_the_note_is_saved()
    {
        using var author = await NewAuthorAsync("drafting");
        var path = (await author.SubmitAsync("/notes/new", ("Input.Body", "First words"), ("Input.Status", "Internal"))).Path;
        var form = await author.OpenAsync($"{path}/edit");
        var kept = await PostAsync(author, form, "Draft", ("Input.Body", "Зарафшан, недописано"));
        var draft = kept.GetProperty("draft").GetGuid();

        var again = await author.OpenAsync($"{path}/edit");
        var other = await archive.Editor.OpenAsync($"{path}/edit");
        var takenUp = await author.OpenAsync($"{path}/edit?draft={draft}");

        Assert.Contains("Зарафшан, недописано", again.Html.QuerySelector(".drafts")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("First words", again.Html.QuerySelector("textarea")!.TextContent.Trim());
        Assert.Null(other.Html.QuerySelector(".drafts"));
        Assert.Equal(HttpStatusCode.NotFound, (await archive.Editor.OpenAsync($"{path}/edit?draft={draft}")).Status);
        await archive.Editor.SubmitAsync(other, ("Input.Title", "By an editor"));
        Assert.Equal(1, await CountAsync(draft));
        Assert.Equal("Зарафшан, недописано", takenUp.Html.QuerySelector("textarea")!.TextContent.Trim());
        Assert.Null(takenUp.Html.QuerySelector(".drafts"));

        var conflict = await author.SubmitAsync(takenUp, ("Input.Status", "Internal"));
        var saved = await author.SubmitAsync(conflict, ("Input.Status", "Internal"));

        Assert.NotNull(conflict.Html.QuerySelector(".conflict"));
        Assert.Contains("Зарафшан, недописано", saved.Text, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(draft));
        Assert.DoesNotContain(archive.Log.All, line => line.Contains("Зарафшан", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_windows_never_write_over_each_others_draft()
    {
        using var author = await NewAuthorAsync("windows");
        var form = await author.OpenAsync("/notes/new");
        var draft = (await PostAsync(author, form, "Draft", ("Input.Body", "one"))).GetProperty("draft").GetGuid();
        var left = await author.OpenAsync($"/notes/new?draft={draft}");
        var right = await author.OpenAsync($"/notes/new?draft={draft}");

        var first = await PostAsync(author, left, "Draft", ("Input.Body", "one left"));
        var second = await PostAsync(author, right, "Draft", ("Input.Body", "one right"));
        var notices = await author.OpenAsync("/notes/new");

        Assert.Equal(draft, first.GetProperty("draft").GetGuid());
        Assert.NotEqual(draft, second.GetProperty("draft").GetGuid());
        Assert.Contains("Another window", second.GetProperty("said").GetString(), StringComparison.Ordinal);
        Assert.Equal(["one right", "one left"], notices.Html.QuerySelectorAll(".drafts bdi").Select(b => b.TextContent));

        var left2 = await author.SubmitAsync(notices, ("?Discard", ""));

        Assert.Equal(["one left"], left2.Html.QuerySelectorAll(".drafts bdi").Select(b => b.TextContent));
        Assert.Equal(JsonValueKind.Null, (await PostAsync(author, form, "Draft", ("Input.Body", " "))).GetProperty("draft").ValueKind);
    }

    [Theory]
    [InlineData("rta-d0801", "RTA-D0801")]
    [InlineData("0801", "RTA-D0801", "RTA-Q0801", "RTA-A0801", "RTA-S0801")]
    [InlineData("سِيلانيان", "RTA-Q0801", "RTA-D0801")] // Another spelling; words that stand in a title go before words in a text.
    [InlineData("курьер", "tag:courier")]
    [InlineData("tag:cour", "tag:courier")]
    [InlineData("Qandil")]
    [InlineData("no such words")]
    public async Task What_a_writer_may_name_is_found_and_nothing_else(string sought, params string[] expected)
    {
        var found = await CompleteAsync(archive.Analyst, sought);

        Assert.Equal(expected, found.Select(p => p.Name));
    }

    [Fact]
    public async Task Editors_are_offered_drafts_and_readers_nothing_at_all()
    {
        Assert.Equal(["RTA-D0802"], (await CompleteAsync(archive.Editor, "Qandil")).Select(p => p.Name));
        using var reader = await archive.Reader.SendAsync(HttpMethod.Get, "/notes/complete?q=RTA");
        Assert.Equal(HttpStatusCode.Redirect, reader.StatusCode);
    }

    [Fact]
    public async Task A_quotation_is_put_in_as_a_link_as_itself_or_in_its_words()
    {
        var ways = Assert.Single(await CompleteAsync(archive.Analyst, "RTA-Q0802")).Ways.Select(w => w.Markdown).ToList();
        Assert.Equal(["[[RTA-Q0802]]", "![[RTA-Q0802]]", "\n> \\*All\\* goods \\[sic\\] 1. arrived\n>\n> [[RTA-Q0802]]\n\n"], ways);

        var preview = await archive.Analyst.SubmitAsync("/notes/new", ("?Preview", ""), ("Input.Body", ways[2]));

        Assert.Equal("*All* goods [sic] 1. arrived", preview.Html.QuerySelector(".preview blockquote p")!.TextContent.Trim());
        Assert.NotNull(preview.Html.QuerySelector(".preview blockquote a.mention[href='/quotations/RTA-Q0802']"));
    }

    [Fact]
    public async Task The_live_preview_is_what_the_page_will_show_to_the_writer()
    {
        var form = await archive.Analyst.OpenAsync("/notes/new");

        var page = await PostPageAsync(archive.Analyst, form, "Live", ("Input.Body", "**Strong** [[RTA-D0801]] [[RTA-D0802]] [[note:801]] <script>alert(1)</script>"));

        var html = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(page);
        Assert.Equal("Strong", html.QuerySelector(".prose strong")!.TextContent);
        Assert.NotNull(html.QuerySelector("a.mention[href='/documents/RTA-D0801']"));
        Assert.NotNull(html.QuerySelector("a.mention[href='/notes/801']"));
        Assert.Equal("RTA-D0802", html.QuerySelector(".warning-box bdi")!.TextContent);
        Assert.Empty(html.QuerySelectorAll("script, main, header"));
    }

    [Fact]
    public async Task A_note_lists_the_notes_that_name_it()
    {
        var path = (await archive.Editor.SubmitAsync("/notes/new", ("Input.Title", "The later note"), ("Input.Body", "Compare [[note:801]]."), ("Input.Status", "Draft"))).Path;

        Assert.NotNull((await archive.Editor.OpenAsync("/notes/801")).Html.QuerySelector($".notes-on a[href='{path}']"));
        Assert.Null((await archive.Analyst.OpenAsync("/notes/801")).Html.QuerySelector($"a[href='{path}']"));
    }

    private async Task<Browser> NewAuthorAsync(string name)
    {
        await archive.AddUserAsync($"{name}@example.org", Role.Analyst);
        return await archive.SignInAsync($"{name}@example.org");
    }

    private Task<int> CountAsync(Guid draft) => archive.QueryAsync(db => db.NoteDrafts.IgnoreQueryFilters().CountAsync(d => d.Id == draft));

    private static async Task<IReadOnlyList<Proposal>> CompleteAsync(Browser browser, string sought)
    {
        using var answer = await browser.SendAsync(HttpMethod.Get, $"/notes/complete?q={Uri.EscapeDataString(sought)}");
        return JsonSerializer.Deserialize<List<Proposal>>(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), JsonSerializerOptions.Web)!;
    }

    private static async Task<JsonElement> PostAsync(Browser browser, BrowserPage form, string handler, params (string Name, string Value)[] fields) =>
        JsonDocument.Parse(await PostPageAsync(browser, form, handler, fields)).RootElement;

    /// <summary>Sends what the form's script sends.</summary>
    private static async Task<string> PostPageAsync(Browser browser, BrowserPage form, string handler, params (string Name, string Value)[] fields)
    {
        var sent = form.Html.QuerySelectorAll<IHtmlInputElement>(".note-form input[type=hidden]").Select(i => (Name: i.Name!, i.Value))
            .Where(i => fields.All(f => f.Name != i.Name)).Append(("Input.Status", "Internal")).Concat(fields).Select(f => KeyValuePair.Create(f.Item1, f.Item2));
        using var answer = await browser.SendAsync(HttpMethod.Post, $"{form.Path}?handler={handler}", r => r.Content = new FormUrlEncodedContent(sent));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    public sealed class Archive(TestCluster cluster) : TestArchive(cluster), IAsyncLifetime
    {
        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            await ImportAsync(
                """{"kind":"tag","slug":"courier","labels":{"en":"Courier","ru":"Курьер"}}""",
                Some.Document("RTA-D0801", "Specimen open"),
                Some.Document("RTA-D0802", "Specimen Qandil", status: "draft"),
                Some.Document("RTA-D0803", "Specimen in English", text: "*All* goods [sic] 1. arrived", language: "en"),
                Some.Article("RTA-A0801"),
                Some.Quotation("RTA-Q0801", "RTA-D0801"),
                Some.Quotation("RTA-Q0802", "RTA-D0803", exact: "*All* goods [sic] 1. arrived"),
                Some.Dossier("RTA-S0801", "A row", ["RTA-D0801"]),
                Some.Note("Words", reference: "801"));
        }
    }
}

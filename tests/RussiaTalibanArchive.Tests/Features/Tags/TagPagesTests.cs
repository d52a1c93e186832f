using System.Net;
using RussiaTalibanArchive.Tests.Infrastructure;

namespace RussiaTalibanArchive.Tests.Features.Tags;

public sealed class TagPagesTests(TestArchive archive) : IClassFixture<TestArchive>
{
    [Fact]
    public async Task A_tag_tells_readers_nothing_of_what_they_may_not_see()
    {
        await archive.ImportAsync(
            Some.Tag("cargo", "Cargo"), Some.Tag("grain", "Grain", broader: "cargo"), Some.Tag("secret-cargo", "Secret cargo", broader: "cargo"),
            Some.Document("RTA-D0101", "Open paper", tags: ["grain"]),
            Some.Document("RTA-D0102", "Hidden paper", status: "draft", tags: ["grain", "secret-cargo"]),
            Some.Document("RTA-D0103", "Embargoed paper", embargo: "2999-01-01T00:00:00Z", tags: ["cargo"]));

        using var visitor = archive.Visitor;
        var tree = await visitor.OpenAsync("/tags");
        var page = await visitor.OpenAsync("/tags/cargo");
        var hidden = await visitor.OpenAsync("/tags/secret-cargo");
        var missing = await visitor.OpenAsync("/tags/no-such-tag");
        var found = await visitor.OpenAsync("/tags?q=secret");
        var editors = await archive.Editor.OpenAsync("/tags/cargo");

        Assert.DoesNotContain("Secret cargo", tree.Text);
        Assert.Equal("1 document", RowOf(tree, "cargo"));
        Assert.Equal("1 document", RowOf(tree, "grain"));
        Assert.Contains("Open paper", page.Text);
        Assert.DoesNotContain("Hidden paper", page.Text);
        Assert.DoesNotContain("Embargoed paper", page.Text);
        Assert.DoesNotContain("Secret cargo", page.Text);
        Assert.Equal(HttpStatusCode.NotFound, hidden.Status);
        Assert.Equal(missing.Text, hidden.Text);
        Assert.DoesNotContain("Secret cargo", found.Text);
        Assert.Contains("3 documents", editors.Text);
    }

    [Fact]
    public async Task An_item_that_carries_two_tags_of_a_branch_counts_once()
    {
        await archive.ImportAsync(
            Some.Tag("roads", "Roads"), Some.Tag("bridges", "Bridges", broader: "roads"),
            Some.Document("RTA-D0111", "Bridge paper", tags: ["roads", "bridges"]));

        using var visitor = archive.Visitor;
        var tree = await visitor.OpenAsync("/tags");

        Assert.Equal("1 document", RowOf(tree, "roads"));
    }

    [Fact]
    public async Task A_tag_is_found_by_a_name_in_another_language_and_by_an_alias()
    {
        await archive.ImportAsync(
            """{"kind":"tag","slug":"herat","labels":{"en":"Herat","ps":"هرات"},"aliases":["Гератская провинция"]}""",
            Some.Document("RTA-D0121", tags: ["herat"]));

        using var visitor = archive.Visitor;

        Assert.Contains("Herat", (await visitor.OpenAsync("/tags?q=هرات")).Text);
        Assert.Contains("Herat", (await visitor.OpenAsync("/tags?q=гератская")).Text);
        Assert.Contains("No tag has such a name", (await visitor.OpenAsync("/tags?q=kandahar")).Text);
    }

    [Fact]
    public async Task An_editor_makes_changes_and_withdraws_a_tag()
    {
        var made = await archive.Editor.SubmitAsync("/editor/tags/new",
            ("Input.Labels[0].Text", "Border posts"), ("Input.Labels[2].Text", "سرحدي پوستې"), ("Input.Type", "Topic"), ("Input.Aliases", "Checkpoints\nКПП"));
        var changed = await archive.Editor.SubmitAsync(made.Path, ("Input.ScopeNote", "Where goods cross."), ("Input.SameAs", "https://example.org/posts"), ("Input.Date", "2025-07~"));
        var misdated = await archive.Editor.SubmitAsync(made.Path, ("Input.Date", "last summer"));
        await archive.ImportAsync(Some.Document("RTA-D0131", "Post paper", tags: ["border-posts"]));
        using var visitor = archive.Visitor;
        var shown = await visitor.OpenAsync("/tags/border-posts");
        Assert.Equal("2025-07~", shown.Html.QuerySelector(".facts time")!.GetAttribute("datetime"));
        Assert.Contains("is not an EDTF date", misdated.Text, StringComparison.Ordinal);
        var unreasoned = await archive.Editor.SubmitAsync(made.Path, ("?Withdraw", ""), ("Reason", " "));
        var withdrawn = await archive.Editor.SubmitAsync(made.Path, ("?Withdraw", ""), ("Reason", "Too broad"));

        Assert.Equal("/editor/tags/border-posts", made.Path);
        Assert.Contains("Saved.", changed.Text);
        Assert.Contains("Where goods cross.", shown.Text);
        Assert.Contains("سرحدي پوستې", shown.Text);
        Assert.Contains("КПП", shown.Text);
        Assert.Contains("Give the reason", unreasoned.Text);
        Assert.Contains("Too broad", withdrawn.Text);
        Assert.DoesNotContain("Border posts", (await visitor.OpenAsync("/tags")).Text);
    }

    [Fact]
    public async Task A_form_with_a_mistake_keeps_what_was_written_and_says_what_is_wrong()
    {
        await archive.ImportAsync(Some.Tag("taken", "Taken"));

        var nameless = await archive.Editor.SubmitAsync("/editor/tags/new", ("Input.ScopeNote", "A note to keep"), ("Input.Broader", "no-such-tag"));
        var taken = await archive.Editor.SubmitAsync("/editor/tags/new", ("Input.Labels[0].Text", "Another"), ("Input.Slug", "taken"));
        var twice = await archive.Editor.SubmitAsync("/editor/tags/new", ("Input.Labels[0].Text", "One"), ("Input.Labels[1].Language", "en"), ("Input.Labels[1].Text", "Two"));

        Assert.Contains("at least one language", nameless.Text);
        Assert.Contains("There is no tag “no-such-tag”.", nameless.Text);
        Assert.Equal("A note to keep", nameless.Html.QuerySelector("[name='Input.ScopeNote']")!.TextContent.Trim());
        Assert.Contains("Another tag has this address", taken.Text);
        Assert.Contains("two names for “en”", twice.Text);
    }

    [Fact]
    public async Task Of_two_editors_the_second_sees_what_the_first_saved()
    {
        await archive.ImportAsync(Some.Tag("contested", "Contested"));
        var second = await archive.Editor.OpenAsync("/editor/tags/contested");
        await archive.Admin.SubmitAsync("/editor/tags/contested", ("Input.ScopeNote", "The first word"));

        var conflict = await archive.Editor.SubmitAsync(second, ("Input.ScopeNote", "The second word"));
        var saved = await archive.Editor.SubmitAsync(conflict, ("Input.ScopeNote", "The second word"));

        Assert.NotNull(conflict.Html.QuerySelector(".conflict"));
        Assert.Contains("first", conflict.Text);
        Assert.Contains("Saved.", saved.Text);
    }

    [Fact]
    public async Task Readers_and_analysts_do_not_edit_the_vocabulary()
    {
        foreach (var address in new[] { "/editor/tags", "/editor/tags/new", "/editor/tags/x" })
        {
            using var analyst = await archive.Analyst.SendAsync(HttpMethod.Get, address);

            Assert.NotEqual(HttpStatusCode.OK, analyst.StatusCode);
        }
    }

    private static string RowOf(BrowserPage page, string slug) => string.Join(' ',
        page.Html.QuerySelector($".tag-row:has(a[href='/tags/{slug}']) .numbers")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

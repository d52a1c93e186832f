using System.Net;
using RussiaTalibanArchive.Tests.Infrastructure;

namespace RussiaTalibanArchive.Tests.Features.Dossiers;

public sealed class DossierPagesTests(TestArchive archive) : IClassFixture<TestArchive>
{
    [Fact]
    public async Task An_entry_that_the_reader_may_not_see_leaves_no_trace()
    {
        await archive.ImportAsync(
            Some.Document("RTA-D0201", "Open paper"), Some.Document("RTA-D0202", "Hidden paper", status: "draft"), Some.Article("RTA-A0201", "Open report"),
            """
            {"kind":"dossier","reference":"RTA-S0201","title":"A chosen row","language":"en","status":"public","introduction":"Begin here, not with [[RTA-D0202]].",
             "items":[{"reference":"RTA-D0201","comment":"The *first*"},{"reference":"RTA-D0202","comment":"Nobody reads this"},{"reference":"RTA-A0201"}]}
            """.ReplaceLineEndings(""));

        using var visitor = archive.Visitor;
        var page = await visitor.OpenAsync("/dossiers/RTA-S0201");
        var list = await visitor.OpenAsync("/dossiers");
        var editors = await archive.Editor.OpenAsync("/dossiers/RTA-S0201");

        Assert.Equal(["Open paper", "Open report"], page.Html.QuerySelectorAll(".entries > li .item-title").Select(t => t.TextContent.Trim()));
        Assert.Equal("first", page.Html.QuerySelector(".comment em")!.TextContent);
        Assert.Contains("2 items", page.Text);
        Assert.Contains("2 items", list.Text);
        Assert.DoesNotContain("Hidden", page.Body);
        Assert.DoesNotContain("D0202", page.Body);
        Assert.DoesNotContain("Nobody reads this", page.Body);
        Assert.Equal(3, editors.Html.QuerySelectorAll(".entries > li").Length);
    }

    [Fact]
    public async Task A_hidden_dossier_answers_as_a_missing_one()
    {
        await archive.ImportAsync(Some.Document("RTA-D0211"), Some.Dossier("RTA-S0211", "Not yet", ["RTA-D0211"], status: "internal"));

        using var visitor = archive.Visitor;
        var hidden = await visitor.OpenAsync("/dossiers/RTA-S0211");
        var missing = await visitor.OpenAsync("/dossiers/RTA-S0999");

        Assert.Equal(HttpStatusCode.NotFound, hidden.Status);
        Assert.Equal(missing.Text, hidden.Text);
        Assert.Equal(HttpStatusCode.OK, (await archive.Analyst.OpenAsync("/dossiers/RTA-S0211")).Status);
    }

    [Fact]
    public async Task Entries_are_put_in_order_with_buttons_and_saved_in_that_order()
    {
        await archive.ImportAsync(Some.Document("RTA-D0221", "Paper one"), Some.Document("RTA-D0222", "Paper two"), Some.Document("RTA-D0223", "Paper three"));
        var form = await archive.Editor.SubmitAsync("/editor/dossiers/new", ("?Add", ""), ("Input.Title", "In order"), ("Input.Items[0].Reference", "rta-d0221"));
        form = await archive.Editor.SubmitAsync(form, ("?Add", ""), ("Input.Items[1].Reference", "RTA-D0222"), ("Input.Items[1].Comment", "Stays with two"));
        form = await archive.Editor.SubmitAsync(form, ("?Down", "")); // The first such button is the first entry's.

        Assert.Equal(["RTA-D0222", "rta-d0221", ""], ReferencesOf(form));

        var saved = await archive.Editor.SubmitAsync(form, ("Input.Items[2].Reference", "RTA-D0223"), ("Input.Status", "Public"));

        Assert.Equal(["Paper two", "Paper one", "Paper three"], saved.Html.QuerySelectorAll(".entries > li .item-title").Select(t => t.TextContent.Trim()));
        Assert.Contains("Stays with two", saved.Html.QuerySelector(".entries > li")!.TextContent);
    }

    [Fact]
    public async Task A_reference_that_names_nothing_is_said_beside_its_field()
    {
        var form = await archive.Editor.SubmitAsync("/editor/dossiers/new", ("Input.Title", "Wrong"), ("Input.Items[0].Reference", "RTA-D9999"));

        var field = form.Html.QuerySelector(".field.invalid")!;
        Assert.Equal("Input.Items[0].Reference", field.QuerySelector("input")!.GetAttribute("name"));
        Assert.Contains("There is no RTA-D9999 in the archive.", field.TextContent);
        Assert.Equal("Wrong", form.Html.QuerySelector("[name='Input.Title']")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_withdrawn_dossier_leaves_a_tombstone_and_comes_back()
    {
        await archive.ImportAsync(Some.Document("RTA-D0231"), Some.Dossier("RTA-S0231", "Short-lived", ["RTA-D0231"]));
        using var visitor = archive.Visitor;

        await archive.Editor.SubmitAsync("/editor/dossiers/RTA-S0231", ("?Withdraw", ""), ("Reason", "Merged into another"));
        var gone = await visitor.OpenAsync("/dossiers/RTA-S0231");
        await archive.Editor.SubmitAsync("/editor/dossiers/RTA-S0231", ("?Reinstate", ""));
        var back = await visitor.OpenAsync("/dossiers/RTA-S0231");

        Assert.Equal(HttpStatusCode.Gone, gone.Status);
        Assert.Contains("Merged into another", gone.Text);
        Assert.Contains("Short-lived", back.Text);
    }

    [Fact]
    public async Task An_item_is_added_to_a_dossier_from_its_own_page_and_taken_out_again()
    {
        await archive.ImportAsync(Some.Document("RTA-D0241", "Paper one"), Some.Document("RTA-D0242", "Paper two"), Some.Quotation("RTA-Q0241", "RTA-D0241"),
            Some.Dossier("RTA-S0241", "A public row", ["RTA-D0242"]));
        using var visitor = archive.Visitor;

        var made = await archive.Editor.SubmitAsync("/documents/RTA-D0241", ("NewTitle", "A new row"), ("Comment", "Why it is *here*"));
        var second = await archive.Editor.SubmitAsync("/quotations/RTA-Q0241", ("Dossier", "RTA-S0241"), ("NewTitle", ""), ("Comment", "Last"));
        var again = await archive.Editor.SubmitAsync("/editor/dossiers/add/RTA-Q0241", ("Dossier", "RTA-S0241"), ("NewTitle", ""), ("Comment", "Once more"));
        var untitled = await archive.Editor.SubmitAsync("/editor/dossiers/add/RTA-Q0241", ("Dossier", ""), ("NewTitle", " "), ("Comment", "Kept words"));
        var row = await visitor.OpenAsync("/dossiers/RTA-S0241");

        Assert.Equal("/documents/RTA-D0241", made.Path);
        var link = made.Html.QuerySelector(".in-dossiers .taggings a")!;
        Assert.Equal("A new row", link.TextContent);
        Assert.Contains("Why it is here", (await archive.Editor.OpenAsync(link.GetAttribute("href")!)).Html.QuerySelector(".entries > li .comment")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await visitor.OpenAsync("/documents/RTA-D0241")).Html.QuerySelector(".in-dossiers")); // The new one is a draft.
        Assert.Equal(["Paper two", "Last"], [row.Html.QuerySelector(".entries > li .item-title")!.TextContent.Trim(), row.Html.QuerySelector(".entries > li:last-child .comment")!.TextContent.Trim()]);
        Assert.Equal("A public row", (await visitor.OpenAsync("/quotations/RTA-Q0241")).Html.QuerySelector(".in-dossiers a")!.TextContent);
        Assert.Equal("It is in this dossier already.", again.Html.QuerySelector("#add-dossier-error")!.TextContent);
        Assert.Equal("Give the dossier a title.", untitled.Html.QuerySelector("#add-title-error")!.TextContent);
        Assert.Contains("Kept words", untitled.Html.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);

        await archive.Editor.SubmitAsync(second, ("?TakeOut", ""));

        Assert.Single((await visitor.OpenAsync("/dossiers/RTA-S0241")).Html.QuerySelectorAll(".entries > li"));
        Assert.Equal("/account/denied", (await archive.Analyst.OpenAsync("/editor/dossiers/add/RTA-D0241")).Path);
    }

    [Fact]
    public async Task A_dossier_is_taken_away_in_its_order_without_a_trace_of_what_is_hidden()
    {
        await archive.ImportAsync(
            Some.Document("RTA-D0251", "د ازموینې [۱] یادښت", issuer: "Specimen Office"), Some.Document("RTA-D0252", "Hidden paper", status: "draft"), Some.Article("RTA-A0251", "Open report"),
            Some.Quotation("RTA-Q0251", "RTA-D0251"),
            """
            {"kind":"dossier","reference":"RTA-S0251","title":"A chosen *row*","language":"en","status":"public","introduction":"Begin with ![[RTA-Q0251]], not [[RTA-D0252|this hidden one]], [nor](/documents/RTA-D0252).",
             "items":[{"reference":"RTA-Q0251","comment":"See [[RTA-A0251]] and [it](/articles/RTA-A0251)."},{"reference":"RTA-D0252","comment":"Nobody reads this"},{"reference":"RTA-A0251"},{"reference":"RTA-D0251"}]}
            """.ReplaceLineEndings(""),
            Some.Dossier("RTA-S0252", "Not yet", ["RTA-D0251"], status: "internal"));
        using var visitor = archive.Visitor;

        var bib = await visitor.OpenAsync("/dossiers/RTA-S0251.bib");
        var csl = await visitor.OpenAsync("/dossiers/RTA-S0251.csl.json");
        var ris = await visitor.OpenAsync("/dossiers/RTA-S0251.ris");
        var markdown = await visitor.OpenAsync("/dossiers/RTA-S0251.md");
        using var negotiated = await visitor.SendAsync(HttpMethod.Get, "/dossiers/RTA-S0251", r => r.Headers.Accept.ParseAdd("application/x-bibtex"));

        Verified.Equal("Dossier.md", markdown.Body.Replace(archive.Address, "https://archive.example.org", StringComparison.Ordinal));
        string[] order = ["RTA-Q0251", "RTA-A0251", "RTA-D0251"];
        Assert.Equal(order, System.Text.RegularExpressions.Regex.Matches(bib.Body, @"^@\w+\{([^,]+),", System.Text.RegularExpressions.RegexOptions.Multiline).Select(m => m.Groups[1].Value));
        Assert.Equal(order, System.Text.Json.JsonDocument.Parse(csl.Body).RootElement.EnumerateArray().Select(i => i.GetProperty("id").GetString()));
        Assert.Equal(3, ris.Body.Split("TY  - ").Length - 1);
        Assert.Equal(bib.Body, await negotiated.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.All([bib, csl, ris, markdown], p => Assert.DoesNotContain("0252", p.Body, StringComparison.Ordinal));
        foreach (var suffix in new[] { ".bib", ".ris", ".csl.json", ".md" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.OpenAsync($"/dossiers/RTA-S0252{suffix}")).Status);
        }
    }

    [Fact]
    public async Task On_paper_each_entry_says_its_source()
    {
        await archive.ImportAsync(Some.Document("RTA-D0261", "Paper"), Some.Quotation("RTA-Q0261", "RTA-D0261"), Some.Dossier("RTA-S0261", "To print", ["RTA-Q0261"]));

        var page = await archive.Visitor.OpenAsync("/dossiers/RTA-S0261");

        var entry = page.Html.QuerySelector(".entries > li")!;
        Assert.Contains("سیلانیان زیات شوي", entry.QuerySelector("blockquote")!.TextContent, StringComparison.Ordinal);
        Assert.EndsWith("/quotations/RTA-Q0261", entry.QuerySelector(".paper-only")!.TextContent.Trim(), StringComparison.Ordinal);
    }

    private static IEnumerable<string?> ReferencesOf(BrowserPage form) =>
        form.Html.QuerySelectorAll("[name$='].Reference']").Select(f => f.GetAttribute("value") ?? "");
}

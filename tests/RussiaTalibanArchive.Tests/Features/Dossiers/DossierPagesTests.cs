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

    private static IEnumerable<string?> ReferencesOf(BrowserPage form) =>
        form.Html.QuerySelectorAll("[name$='].Reference']").Select(f => f.GetAttribute("value") ?? "");
}

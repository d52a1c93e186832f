using System.Net;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Tests.Features.Tags;

public sealed class TagSurgeryTests(TestArchive archive) : IClassFixture<TestArchive>
{
    [Fact]
    public async Task A_merge_takes_everything_along_says_how_much_and_is_undone_without_a_trace()
    {
        await archive.ImportAsync(
            """{"kind":"tag","slug":"qabul","labels":{"en":"Qabul","ps":"کابل ښار"},"aliases":["Caboul"]}""",
            """{"kind":"tag","slug":"mkabul","labels":{"en":"Kabul city"}}""", Some.Tag("qstreets", "Qstreets", broader: "qabul"),
            Some.Document("RTA-D0401", tags: ["qabul"]), Some.Document("RTA-D0402", tags: ["qabul", "mkabul"]),
            Some.Article("RTA-A0401", body: "Words on Qabul and no more.", tags: ["qabul"]), Some.Article("RTA-A0402", body: "Again Qabul is named."),
            Some.Quotation("RTA-Q0401", "RTA-D0401", tags: ["qabul"]),
            Some.Note("See [[tag:qabul]].", about: ["tag:qabul"], reference: "401"));
        var before = await StateAsync();

        var preview = await archive.Editor.SubmitAsync("/editor/tags/qabul/merge", ("To", "mkabul"));
        var unmoved = await StateAsync();
        var done = await archive.Editor.SubmitAsync(preview, ("?Do", ""));
        using var visitor = archive.Visitor;
        var redirected = await visitor.OpenAsync("/tags/qabul");
        var note = await visitor.OpenAsync("/notes/401");
        var merged = await StateAsync();
        await archive.ImportAsync(Some.Document("RTA-D0403", tags: ["qabul"]));

        Assert.Equal(["2 documents", "1 article", "1 quotation", "1 note", "1 tag right below it moves along"],
            preview.Html.QuerySelectorAll("[aria-labelledby='preview-head'] > ul > li").Select(l => l.TextContent.Trim()));
        Assert.Equal(before, unmoved);
        Assert.Contains("Done.", done.Text);
        Assert.Equal("/tags/mkabul", redirected.Path);
        Assert.Contains("Caboul", redirected.Text);
        Assert.Contains("کابل ښار", redirected.Text);
        Assert.Contains("Kabul city", note.Text);
        Assert.DoesNotContain(merged, line => line.Contains("qabul", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Moved, await StatusAsync("/tags/qabul"));
        Assert.Equal(["mkabul"], await archive.QueryAsync(db => db.Taggings.Where(t => t.Document!.Reference == "RTA-D0403").Select(t => t.Tag.Reference).ToListAsync()));

        var undone = await archive.Editor.SubmitAsync(done, ("?Undo", ""));
        Assert.Contains("Undone.", undone.Text);
        Assert.Equal(before.Append("D RTA-D0403 mkabul").Order(StringComparer.Ordinal), await StateAsync());
        Assert.DoesNotContain("Caboul", (await archive.Editor.OpenAsync("/tags/mkabul")).Text);
        Assert.Contains("Changed with the vocabulary", (await archive.Editor.OpenAsync("/documents/RTA-D0401/history")).Text);

        Task<List<string>> StateAsync() => archive.QueryAsync(async db => (await db.Taggings.Select(t => t.Document != null ? "D " + t.Document.Reference + " " + t.Tag.Reference
                : t.Article != null ? "A " + t.Article.Reference + " " + t.Tag.Reference : "Q " + t.Quotation!.Reference + " " + t.Tag.Reference).ToListAsync())
            .Concat(await db.NoteLinks.Select(l => "N " + l.Note.Reference + " " + l.IsAbout + " " + l.Tag!.Reference).ToListAsync())
            .Concat(await db.TagProposals.Where(p => p.State == ProposalState.Proposed).Select(p => "P " + p.Article.Reference + " " + p.Tag.Reference).ToListAsync())
            .Concat(await db.Tags.Where(t => t.Broader != null).Select(t => "T " + t.Reference + " " + t.Broader!.Reference).ToListAsync())
            .Where(l => l.Contains("040", StringComparison.Ordinal) || l.StartsWith("N 401", StringComparison.Ordinal) || l.StartsWith("T q", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).ToList());
    }

    [Fact]
    public async Task An_address_changes_with_a_lasting_redirect_and_is_never_given_to_another_tag()
    {
        await archive.ImportAsync(Some.Tag("dorns", "Drones of old"), Some.Document("RTA-D0411", tags: ["dorns"]));

        var done = await OperateAsync("dorns", "rename", ("To", "drones-of-old"));
        using var visitor = archive.Visitor;
        var old = await visitor.OpenAsync("/tags/dorns");
        var history = await visitor.OpenAsync("/tags/dorns/history");
        var taken = await archive.Editor.SubmitAsync("/editor/tags/new", ("Input.Labels[0].Text", "Dorns"));
        var typed = await archive.Editor.SubmitAsync("/editor/documents/RTA-D0411", ("Tags", "dorns"));
        var undone = await archive.Editor.SubmitAsync(done, ("?Undo", ""));

        Assert.Equal("/tags/drones-of-old", old.Path);
        Assert.Equal("/tags/drones-of-old/history", history.Path);
        Assert.Contains("was the address of another tag", taken.Text);
        Assert.Contains("Nothing was changed.", typed.Text);
        Assert.Contains("Undone.", undone.Text);
        Assert.Equal("/tags/dorns", (await visitor.OpenAsync("/tags/drones-of-old")).Path);
    }

    [Fact]
    public async Task A_split_gives_the_chosen_items_a_new_tag_and_undoing_it_takes_the_tag_away_again()
    {
        await archive.ImportAsync(Some.Tag("wide", "Wide"), Some.Document("RTA-D0421", tags: ["wide"]), Some.Document("RTA-D0422", tags: ["wide"]));

        var none = await archive.Editor.SubmitAsync("/editor/tags/wide/split", ("To", "+narrow"));
        var done = await OperateAsync("wide", "split", ("To", "+narrow"), ("Chosen", "Document:RTA-D0422"));
        var split = await CarriedAsync();
        var undone = await archive.Editor.SubmitAsync(done, ("?Undo", ""));

        Assert.Contains("Choose what goes to the other tag.", none.Text);
        Assert.Equal(["RTA-D0421 wide", "RTA-D0422 narrow"], split);
        Assert.Contains("Undone.", undone.Text);
        Assert.Equal(["RTA-D0421 wide", "RTA-D0422 wide"], await CarriedAsync());
        Assert.DoesNotContain("narrow", (await archive.Editor.OpenAsync("/tags")).Text);

        Task<List<string>> CarriedAsync() => archive.QueryAsync(db => db.Taggings.Where(t => t.Document!.Reference.StartsWith("RTA-D042"))
            .OrderBy(t => t.Document!.Reference).Select(t => t.Document!.Reference + " " + t.Tag.Reference).ToListAsync());
    }

    [Fact]
    public async Task Undoing_names_the_later_change_that_stands_against_it_and_changes_nothing()
    {
        await archive.ImportAsync(Some.Tag("one", "One"), Some.Tag("two", "Two"), Some.Tag("three", "Three"), Some.Document("RTA-D0431", tags: ["one"]));
        var first = await OperateAsync("one", "delete", ("To", "two"));
        await OperateAsync("two", "merge", ("To", "three"));
        using var visitor = archive.Visitor;

        var refused = await archive.Editor.SubmitAsync(await archive.Editor.OpenAsync(first.Path), ("?Undo", ""), ("id", IdOf(first)));

        Assert.Contains("“two” has itself been deleted or merged since. Undo that first.", refused.Text);
        Assert.Equal(["three"], await archive.QueryAsync(db => db.Taggings.Where(t => t.Document!.Reference == "RTA-D0431").Select(t => t.Tag.Reference).ToListAsync()));
        Assert.Equal("/tags/three", (await visitor.OpenAsync("/tags/one")).Path);

        static string IdOf(BrowserPage page) => page.Html.QuerySelector("ol.items [name=id]")!.GetAttribute("value")!;
    }

    [Fact]
    public async Task What_changed_since_the_preview_stops_the_work()
    {
        await archive.ImportAsync(Some.Tag("raced", "Raced"), Some.Document("RTA-D0441", tags: ["raced"]));
        var preview = await archive.Editor.SubmitAsync("/editor/tags/raced/delete", ("Reason", "Too vague"));
        await archive.ImportAsync(Some.Document("RTA-D0442", tags: ["raced"]));

        var stopped = await archive.Editor.SubmitAsync(preview, ("?Do", ""));
        var done = await OperateAsync("raced", "delete", ("Reason", "Too vague"));
        using var visitor = archive.Visitor;

        Assert.Contains("Nothing is done", stopped.Text);
        Assert.Contains("Done.", done.Text);
        Assert.Equal(HttpStatusCode.Gone, (await visitor.OpenAsync("/tags/raced")).Status);
        Assert.Empty(await archive.QueryAsync(db => db.Taggings.Where(t => t.Document!.Reference.StartsWith("RTA-D044")).ToListAsync()));
    }

    [Fact]
    public async Task A_branch_moves_whole_and_never_under_itself()
    {
        await archive.ImportAsync(Some.Tag("top-a", "Top a"), Some.Tag("top-b", "Top b"), Some.Tag("branch", "Branch", broader: "top-a"), Some.Tag("leaf", "Leaf", broader: "branch"));

        var circle = await OperateAsync("branch", "move", ("To", "leaf"));
        var done = await OperateAsync("branch", "move", ("To", "Top b"));
        var above = await AboveLeafAsync();
        await archive.Editor.SubmitAsync(done, ("?Undo", ""));

        Assert.Contains("the tree cannot run in a circle", circle.Text);
        Assert.Equal(["top-b", "branch", "leaf"], above);
        Assert.Equal(["top-a", "branch", "leaf"], await AboveLeafAsync());

        Task<List<string>> AboveLeafAsync() => archive.QueryAsync(db => db.TagPaths.Where(p => p.Descendant.Reference == "leaf").OrderByDescending(p => p.Depth).Select(p => p.Ancestor.Reference).ToListAsync());
    }

    private async Task<BrowserPage> OperateAsync(string slug, string operation, params (string, string)[] fields)
    {
        var preview = await archive.Editor.SubmitAsync($"/editor/tags/{slug}/{operation}", fields);
        return await archive.Editor.SubmitAsync(preview, [("?Do", ""), .. fields]);
    }

    private async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(archive.Address) };
        using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
        return answer.StatusCode == HttpStatusCode.MovedPermanently ? HttpStatusCode.Moved : answer.StatusCode;
    }
}

using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Work;

namespace RussiaTalibanArchive.Tests.Features.Work;

/// <summary>What colleagues say among themselves, asked over HTTP.</summary>
public sealed class WorkTests(WorkTests.Archive archive) : IClassFixture<WorkTests.Archive>
{
    [Theory]
    [InlineData("/documents/RTA-D0701")]
    [InlineData("/articles/RTA-A0701")]
    [InlineData("/quotations/RTA-Q0701")]
    [InlineData("/dossiers/RTA-S0701")]
    [InlineData("/notes/701")]
    public async Task A_comment_is_read_by_analysts_and_editors_and_by_no_reader(string path)
    {
        var written = await archive.Analyst.SubmitAsync(await archive.Analyst.OpenAsync(path), ("?Write", ""), ("Text", $"Зарафшан on {path}"));
        var editors = await archive.Editor.OpenAsync(path);

        Assert.Equal(path, written.Path);
        Assert.Contains($"Зарафшан on {path}", editors.Html.QuerySelectorAll(".comment-text").Select(t => t.TextContent));
        foreach (var browser in new[] { archive.Visitor, archive.Reader })
        {
            var page = await browser.OpenAsync(path);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Null(page.Html.QuerySelector(".work, #work, [action*='/work']"));
            Assert.DoesNotContain("Зарафшан", page.Body, StringComparison.Ordinal);
            Assert.StartsWith("/account/", (await browser.OpenAsync($"/work{path}")).Path, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(archive.Log.All, line => line.Contains("Зарафшан", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_may_not_see_an_item_sees_no_comment_on_it_and_is_not_called_to_it()
    {
        await archive.AddUserAsync("outside@example.org", Role.Analyst);
        using var outside = await archive.SignInAsync("outside@example.org");
        var page = await archive.Editor.SubmitAsync(await archive.Editor.OpenAsync("/documents/RTA-D0702"), ("?Write", ""), ("Text", "Ask @outside the Analyst and @Admin the Admin."));

        var people = page.Html.QuerySelectorAll("[data-part=people] li").Select(p => p.TextContent).ToList();
        Assert.Contains("Admin the Admin", people);
        Assert.DoesNotContain("outside the Analyst", people);
        Assert.Equal(["@Admin the Admin"], page.Html.QuerySelectorAll(".called").Select(c => c.TextContent));
        Assert.Contains("Ask @outside", (await archive.Admin.OpenAsync("/account/work")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("D0702", (await outside.OpenAsync("/account/work")).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await outside.OpenAsync("/work/documents/RTA-D0702")).Status);

        // Once the paper is hidden from a colleague who was called, so is the call.
        await archive.AddUserAsync("inside@example.org", Role.Analyst);
        using var inside = await archive.SignInAsync("inside@example.org");
        await archive.Editor.SubmitAsync(await archive.Editor.OpenAsync("/documents/RTA-D0703"), ("?Write", ""), ("Text", "@inside the Analyst, look at the stamp"));
        Assert.Contains("My work (1)", (await inside.OpenAsync("/")).Html.QuerySelector("div.account")!.TextContent, StringComparison.Ordinal);
        await archive.Editor.SubmitAsync("/editor/documents/RTA-D0703", ("Input.Status", "Draft"));
        var hidden = await inside.OpenAsync("/account/work");
        Assert.DoesNotContain("(1)", hidden.Html.QuerySelector("div.account")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("stamp", hidden.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Authors_change_and_remove_their_own_comments_and_everyone_settles()
    {
        await archive.AddUserAsync("called@example.org", Role.Analyst);
        using var called = await archive.SignInAsync("called@example.org");
        var page = await archive.Analyst.SubmitAsync(await archive.Analyst.OpenAsync("/work/documents/RTA-D0704"), ("?Write", ""), ("Text", "First words @Called the analyst"));
        var comment = await archive.QueryAsync(db => db.Comments.SingleAsync(c => c.Text.StartsWith("First words")));
        Assert.Null((await archive.Editor.OpenAsync(page.Path)).Html.QuerySelector(".comment-item form[action*='handler=Edit']"));
        var forged = await archive.Editor.SubmitAsync(await archive.Editor.OpenAsync("/work/documents/RTA-D0704"), ("?Resolve", ""));
        Assert.Contains("Editor the Editor", forged.Html.QuerySelector(".resolved .status")!.TextContent, StringComparison.Ordinal);

        var silent = await archive.Analyst.SubmitAsync(page, ("?Edit", ""), ("Text", "  "));
        Assert.Equal("Write something first.", silent.Html.QuerySelector(".comment-item .error")!.TextContent);
        var changed = await archive.Analyst.SubmitAsync(page, ("?Edit", ""), ("Text", "Second words"));
        Assert.Contains("Second words", changed.Html.QuerySelector(".comment-text")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("words", (await called.OpenAsync("/account/work")).Text, StringComparison.Ordinal); // Nobody is called any more.

        var removed = await archive.Analyst.SubmitAsync(changed, ("?Remove", ""));
        Assert.Contains("Removed.", removed.Html.QuerySelector($"#comment-{comment.Id}")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("", await archive.QueryAsync(db => db.Comments.Where(c => c.Id == comment.Id).Select(c => c.Text).SingleAsync()));
    }

    [Fact]
    public async Task Only_its_author_changes_a_comment_and_only_editors_remove_another_one()
    {
        await archive.Editor.SubmitAsync(await archive.Editor.OpenAsync("/work/documents/RTA-D0705"), ("?Write", ""), ("Text", "An editor's words"));
        var comment = await archive.QueryAsync(db => db.Comments.Where(c => c.Document!.Reference == "RTA-D0705").Select(c => c.Id).SingleAsync());
        var page = await archive.Analyst.OpenAsync("/work/documents/RTA-D0705");
        foreach (var handler in new[] { "Edit", "Remove" })
        {
            using var answer = await archive.Analyst.SendAsync(HttpMethod.Post, $"{page.Path}?handler={handler}", r => r.Content = new FormUrlEncodedContent(
                [new("__token", page.Html.QuerySelector("[name=__token]")!.GetAttribute("value")), new("Comment", comment.ToString()), new("Text", "Forged")]));
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        await archive.Analyst.SubmitAsync(page, ("?Write", ""), ("Text", "The courier was Zarif"));
        var editors = await archive.Editor.SubmitAsync(await archive.Editor.OpenAsync("/documents/RTA-D0701"), ("?Write", ""), ("Text", "x"));
        var named = await archive.QueryAsync(db => db.Comments.Where(c => c.Text.Contains("Zarif")).Select(c => c.Id).SingleAsync());
        using (var removed = await archive.Editor.SendAsync(HttpMethod.Post, $"{page.Path}?handler=Remove", r => r.Content = new FormUrlEncodedContent(
            [new("__token", editors.Html.QuerySelector("[name=__token]")!.GetAttribute("value")), new("Comment", named.ToString())])))
        {
            Assert.Equal(HttpStatusCode.Redirect, removed.StatusCode); // Editors take away what must not stand anywhere.
        }

        Assert.Equal("", await archive.QueryAsync(db => db.Comments.Where(c => c.Id == named).Select(c => c.Text).SingleAsync()));
        Assert.Equal("An editor's words", await archive.QueryAsync(db => db.Comments.Where(c => c.Id == comment).Select(c => c.Text).SingleAsync()));
    }

    [Fact]
    public async Task An_editor_assigns_an_item_and_the_colleague_does_it()
    {
        var analyst = await archive.AddUserAsync("asked@example.org", Role.Analyst);
        using var asked = await archive.SignInAsync("asked@example.org");
        var page = await archive.Editor.SubmitAsync("/quotations/RTA-Q0702", ("Colleague", analyst.Id.ToString()), ("Line", "Compare page 2"));
        var twice = await archive.Editor.SubmitAsync("/quotations/RTA-Q0702", ("Colleague", analyst.Id.ToString()), ("Line", "Once more"));
        var hidden = await archive.Editor.OpenAsync("/documents/RTA-D0702");

        Assert.Contains("Compare page 2", page.Html.QuerySelector(".assigned li")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("This colleague was asked to see to it already.", twice.Html.QuerySelector("#colleague-error")!.TextContent);
        Assert.Equal("Once more", twice.Html.QuerySelector("#line")!.GetAttribute("value"));
        Assert.Null(hidden.Html.QuerySelector($"#colleague option[value='{analyst.Id}']"));

        var work = await asked.OpenAsync("/account/work");
        Assert.Contains("My work (1)", work.Html.QuerySelector("div.account")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(work.Html.QuerySelector("a[href='/quotations/RTA-Q0702']"));
        var done = await asked.SubmitAsync(work, ("?Done", ""));
        Assert.DoesNotContain("(1)", done.Html.QuerySelector("div.account")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(done.Html.QuerySelector(".done-row a[href='/quotations/RTA-Q0702']"));
        var undone = await asked.SubmitAsync(done, ("?Undone", ""));
        Assert.Null(undone.Html.QuerySelector(".done-row"));

        Assert.Null((await archive.Analyst.OpenAsync("/quotations/RTA-Q0702")).Html.QuerySelector("form[action*=Assign], form[action*=TakeBack]"));
        await archive.Editor.SubmitAsync(await archive.Editor.OpenAsync("/quotations/RTA-Q0702"), ("?TakeBack", ""));
        Assert.DoesNotContain("RTA-Q0702", (await asked.OpenAsync("/account/work")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_items_are_assigned_at_once_but_those_that_the_colleague_may_not_see()
    {
        var analyst = await archive.AddUserAsync("many@example.org", Role.Analyst);
        var ids = await archive.QueryAsync(db => db.Documents.Where(d => d.Reference == "RTA-D0701" || d.Reference == "RTA-D0702" || d.Reference == "RTA-D0704").OrderBy(d => d.Reference).Select(d => d.Id).ToListAsync());

        var first = await AssignAsync([ids[0]]);
        var second = await AssignAsync([.. ids, Guid.CreateVersion7()]);

        Assert.Equal(new AssignResult(1, 0, 0), first);
        Assert.Equal(new AssignResult(1, 1, 2), second);

        Task<AssignResult> AssignAsync(IReadOnlyCollection<Guid> items) => archive.AsArchiveAsync(s =>
            s.GetRequiredService<Assignments>().AssignAsync(ItemKind.Document, items, analyst.Id, null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Comments_and_assignments_are_in_no_export()
    {
        await archive.Editor.SubmitAsync(await archive.Editor.OpenAsync("/dossiers/RTA-S0701"), ("?Write", ""), ("Text", "Qandil among ourselves"));

        foreach (var suffix in new[] { ".md", ".bib", "/history" })
        {
            Assert.DoesNotContain("Qandil", (await archive.Editor.OpenAsync($"/dossiers/RTA-S0701{suffix}")).Body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Ask @Ann Lee, please", "@Ann Lee")] // The longer of two names.
    [InlineData("@ann and @Ann", "@ann", "@Ann")]
    [InlineData("mail ann@Ann.example, @Anna, @", "")]
    [InlineData("(@فريدة)؟", "@فريدة")]
    public void A_comment_calls_whom_it_names(string text, params string[] called)
    {
        Colleague[] colleagues = [new(Guid.CreateVersion7(), "Ann"), new(Guid.CreateVersion7(), "Ann Lee"), new(Guid.CreateVersion7(), "فريدة")];

        var runs = Calls.In(text, colleagues);

        Assert.Equal(text, string.Concat(runs.Select(r => r.Text)));
        Assert.Equal(called.Where(c => c.Length > 0), runs.Where(r => r.Called is not null).Select(r => r.Text));
    }

    public sealed class Archive(TestCluster cluster) : TestArchive(cluster), IAsyncLifetime
    {
        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            await ImportAsync(
                Some.Document("RTA-D0701"), Some.Document("RTA-D0702", status: "draft"), Some.Document("RTA-D0703", status: "internal"),
                Some.Document("RTA-D0704"), Some.Document("RTA-D0705"), Some.Article("RTA-A0701"),
                Some.Quotation("RTA-Q0701", "RTA-D0701"), Some.Quotation("RTA-Q0702", "RTA-D0704"),
                Some.Dossier("RTA-S0701", "A row", ["RTA-D0701"]), Some.Note("Words", reference: "701"));
        }
    }
}

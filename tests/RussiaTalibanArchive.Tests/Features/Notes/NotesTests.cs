using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Notes;

namespace RussiaTalibanArchive.Tests.Features.Notes;

public sealed class NotesTests(NotesTests.Archive archive) : IClassFixture<NotesTests.Archive>
{
    [Theory]
    [InlineData("201", true, true, true, true)]
    [InlineData("202", false, false, true, true)]
    [InlineData("203", false, false, false, true)]
    public async Task A_note_is_read_by_whom_its_status_names(string number, bool visitor, bool reader, bool analyst, bool editor)
    {
        Assert.Equal(visitor, await ReadsAsync(archive.Visitor));
        Assert.Equal(reader, await ReadsAsync(archive.Reader));
        Assert.Equal(analyst, await ReadsAsync(archive.Analyst));
        Assert.Equal(editor, await ReadsAsync(archive.Editor));

        async Task<bool> ReadsAsync(Browser browser)
        {
            var page = await browser.OpenAsync($"/notes/{number}");
            var list = await browser.OpenAsync("/notes?about=RTA-D0201");
            var isRead = page.Status == HttpStatusCode.OK;
            Assert.Equal(isRead ? HttpStatusCode.OK : HttpStatusCode.NotFound, page.Status);
            Assert.Equal(isRead, list.Html.QuerySelector($"a[href='/notes/{number}']") is not null);
            return isRead;
        }
    }

    [Fact]
    public async Task An_author_reads_and_changes_their_own_draft_and_another_analyst_neither()
    {
        await archive.AddUserAsync("author@example.org", Role.Analyst);
        using var author = await archive.SignInAsync("author@example.org");

        var written = await author.SubmitAsync("/notes/new?about=RTA-D0201", ("Input.Body", "ناچاپ سند"), ("Input.Status", "Draft"));
        var path = written.Path;

        Assert.Matches("^/notes/[0-9]+$", path);
        Assert.Contains("author the Analyst", written.Text, StringComparison.Ordinal);
        Assert.NotNull(written.Html.QuerySelector(".note-about a[href='/documents/RTA-D0201']"));
        Assert.Equal(HttpStatusCode.OK, (await author.OpenAsync($"{path}/edit")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await archive.Analyst.OpenAsync(path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await archive.Analyst.OpenAsync($"{path}/edit")).Status);
        Assert.Equal(HttpStatusCode.OK, (await archive.Editor.OpenAsync($"{path}/edit")).Status);
        Assert.Equal("/account/denied", (await archive.Analyst.OpenAsync("/notes/202/edit")).Path);
        Assert.Equal("/account/denied", (await archive.Reader.OpenAsync("/notes/new")).Path);
    }

    [Fact]
    public async Task Only_editors_publish_and_a_changed_public_note_goes_back()
    {
        await archive.AddUserAsync("publishing@example.org", Role.Analyst);
        using var author = await archive.SignInAsync("publishing@example.org");
        var refused = await author.SubmitAsync("/notes/new", ("Input.Body", "words"), ("Input.Status", "Public"));
        var path = (await author.SubmitAsync("/notes/new", ("Input.Body", "First words"), ("Input.Status", "Internal"))).Path;
        await archive.Editor.SubmitAsync($"{path}/edit", ("Input.Status", "Public"));
        Assert.Equal(HttpStatusCode.OK, (await archive.Visitor.OpenAsync(path)).Status);

        var form = await author.OpenAsync($"{path}/edit");
        await author.SubmitAsync(form, ("Input.Body", "Changed words"));

        Assert.Equal("/account/denied", refused.Path);
        Assert.Contains("This note is public.", form.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await archive.Visitor.OpenAsync(path)).Status);
        var stored = await archive.QueryAsync(db => db.Notes.SingleAsync(n => n.Reference == path.Substring(7)));
        Assert.Equal((ItemStatus.Internal, "publishing the Analyst"), (stored.Status, stored.Author));
    }

    [Fact]
    public async Task Two_who_write_at_once_lose_nothing()
    {
        var path = (await archive.Analyst.SubmitAsync("/notes/new", ("Input.Body", "The crane stands in the port."))).Path;
        var mine = await archive.Analyst.OpenAsync($"{path}/edit");
        await archive.Editor.SubmitAsync($"{path}/edit", ("Input.Body", "The crane stands in the harbour."));

        var conflict = await archive.Analyst.SubmitAsync(mine, ("Input.Body", "The blue crane stands in the port."));
        var stored = await archive.QueryAsync(db => db.Notes.Where(n => n.Reference == path.Substring(7)).Select(n => n.Body).SingleAsync());
        var saved = await archive.Analyst.SubmitAsync(conflict, ("Input.Body", "The blue crane stands in the harbour."));

        Assert.NotNull(conflict.Html.QuerySelector(".conflict"));
        Assert.Contains("The blue crane stands in the port.", conflict.Html.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(conflict.Html.QuerySelectorAll(".diff del"), d => d.TextContent.Contains("harbour", StringComparison.Ordinal));
        Assert.Equal("The crane stands in the harbour.", stored);
        Assert.Equal(path, saved.Path);
        Assert.Contains("The blue crane stands in the harbour.", saved.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_shows_the_text_and_saves_nothing()
    {
        var before = await archive.QueryAsync(db => db.Notes.CountAsync());

        var page = await archive.Analyst.SubmitAsync("/notes/new?about=RTA-D0201", ("?Preview", ""),
            ("Input.Body", "# Title <script>alert(1)</script>\n\n[[RTA-D0201]] ![[RTA-Q0201]] [[RTA-D0203]] [[RTA-D9999]]"), ("Input.Title", "My title"));
        var saved = await archive.Analyst.SubmitAsync(page, ("Input.Title", "My title"));

        Assert.Equal(before + 1, await archive.QueryAsync(db => db.Notes.CountAsync()));
        Assert.Matches("^/notes/[0-9]+$", saved.Path);
        var preview = page.Html.QuerySelector(".preview")!;
        Assert.NotNull(preview.QuerySelector("a.mention[href='/documents/RTA-D0201']"));
        Assert.NotNull(preview.QuerySelector("figure.quotation blockquote"));
        Assert.Empty(preview.QuerySelectorAll("script"));
        Assert.Equal(["RTA-D0203", "RTA-D9999"], preview.QuerySelectorAll(".warning-box bdi").Select(b => b.TextContent).Order(StringComparer.Ordinal));
        Assert.Single(page.Html.QuerySelectorAll("h1"));
    }

    [Fact]
    public async Task What_a_reader_may_not_see_leaves_no_trace_in_a_note()
    {
        var seen = await archive.Editor.OpenAsync("/notes/201");
        var page = await archive.Visitor.OpenAsync("/notes/201");

        Assert.Contains("Specimen draft", seen.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Html.QuerySelector("figure.quotation"));
        Assert.NotNull(page.Html.QuerySelector(".item-card a[href='/documents/RTA-D0201']"));
        foreach (var trace in new[] { "RTA-D0203", "RTA-D0202", "hidden label", "Specimen draft", "Specimen internal", "/notes/203" })
        {
            Assert.DoesNotContain(trace, page.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_hidden_item_cannot_be_named_into_the_open()
    {
        var hidden = await archive.Analyst.SubmitAsync("/notes/new", ("Input.Body", "words"), ("Input.About", "RTA-D0203"));
        var missing = await archive.Analyst.SubmitAsync("/notes/new", ("Input.Body", "words"), ("Input.About", "RTA-D9999"));

        Assert.Equal("There is no RTA-D0203 in the archive.", hidden.Html.GetElementById("Input_About-error")!.TextContent);
        Assert.Equal("There is no RTA-D9999 in the archive.", missing.Html.GetElementById("Input_About-error")!.TextContent);
        Assert.Equal("words", hidden.Html.QuerySelector("textarea")!.TextContent.Trim());
    }

    [Fact]
    public async Task A_withdrawn_note_is_gone_for_those_who_could_read_it()
    {
        var path = (await archive.Editor.SubmitAsync("/notes/new", ("Input.Body", "Soon gone"), ("Input.Status", "Public"))).Path;
        Assert.Null((await archive.Analyst.OpenAsync(path)).Html.QuerySelector(".withdraw"));
        archive.Clock.Offset += TimeSpan.FromMinutes(1);

        var silent = await archive.Editor.SubmitAsync(path, ("?Withdraw", ""), ("Reason", " "));
        var done = await archive.Editor.SubmitAsync(path, ("?Withdraw", ""), ("Reason", "A mistake"));
        var gone = await archive.Visitor.OpenAsync(path);

        Assert.NotNull(silent.Html.GetElementById("Reason-error"));
        Assert.Equal("/notes", done.Path);
        Assert.Equal(HttpStatusCode.Gone, gone.Status);
        Assert.Contains("A mistake", gone.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await archive.Editor.OpenAsync($"{path}/edit")).Status);
    }

    [Fact]
    public async Task The_list_goes_by_author_item_and_words_page_by_page()
    {
        await archive.AddUserAsync("prolific@example.org", Role.Analyst);
        await archive.ImportAsync([.. Enumerable.Range(1, 25).Select(n => Some.Note($"Zarafshan {n}", about: ["tag:notes-tag"], reference: $"{500 + n}"))]);

        var page = await archive.Visitor.OpenAsync("/notes?about=tag:notes-tag&q=Zarafshan");
        var next = await archive.Visitor.OpenAsync(page.Html.QuerySelector(".pager a[rel=next]")!.GetAttribute("href")!);

        Assert.Equal("25 notes", page.Html.QuerySelector(".count")!.TextContent);
        Assert.Equal((20, 5), (page.Html.QuerySelectorAll(".items .item").Length, next.Html.QuerySelectorAll(".items .item").Length));
        Assert.Empty(page.Html.QuerySelectorAll(".item-title a").Select(a => a.GetAttribute("href")).Intersect(next.Html.QuerySelectorAll(".item-title a").Select(a => a.GetAttribute("href"))));
        Assert.Equal("0 notes", (await archive.Visitor.OpenAsync("/notes?about=RTA-D0203")).Html.QuerySelector(".count")!.TextContent);
        Assert.Equal("0 notes", (await archive.Visitor.OpenAsync("/notes?author=nobody")).Html.QuerySelector(".count")!.TextContent);
    }

    [Fact]
    public async Task The_notes_on_an_item_are_those_its_reader_may_see()
    {
        var id = await archive.QueryAsync(db => db.Documents.Where(d => d.Reference == "RTA-D0201").Select(d => d.Id).SingleAsync());

        var all = await archive.AsArchiveAsync(s => s.GetRequiredService<NotesOn>().ForAsync(ItemKind.Document, id, "RTA-D0201", TestContext.Current.CancellationToken));
        var asNobody = await archive.AsArchiveAsync(s =>
        {
            s.GetRequiredService<CurrentViewer>().Use(Viewer.Nobody with { SeesPublic = true });
            return s.GetRequiredService<NotesOn>().ForAsync(ItemKind.Document, id, "RTA-D0201", TestContext.Current.CancellationToken);
        });

        Assert.Superset(new HashSet<string> { "201", "202", "203" }, all.Notes.Select(n => n.Reference).ToHashSet());
        Assert.Contains("201", asNobody.Notes.Select(n => n.Reference));
        Assert.All(asNobody.Notes, n => Assert.Equal(ItemStatus.Public, n.Status));
    }

    /// <summary>Notes of every status on a public document, and hidden items that the public note names.</summary>
    public sealed class Archive(TestCluster cluster) : TestArchive(cluster), IAsyncLifetime
    {
        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            await ImportAsync(
                Some.Tag("notes-tag"),
                Some.Document("RTA-D0201", "Specimen open", tags: ["notes-tag"]),
                Some.Document("RTA-D0202", "Specimen internal", status: "internal"),
                Some.Document("RTA-D0203", "Specimen draft", status: "draft"),
                Some.Quotation("RTA-Q0201", "RTA-D0201"),
                Some.Note("See ![[RTA-Q0201]] and\n\n![[RTA-D0201]]\n\n[[RTA-D0203|hidden label]] [[RTA-D0202]] ![[RTA-D0203]] [words](/documents/RTA-D0203)", about: ["RTA-D0201", "RTA-D0202"], reference: "201"),
                Some.Note("Internal words", status: "internal", about: ["RTA-D0201"], reference: "202"),
                Some.Note("Draft words on [[RTA-D0201]]", status: "draft", reference: "203"));
        }
    }
}

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

        Assert.Equal("25 notes", page.Html.QuerySelector(".count")!.TextContent.Trim());
        Assert.Equal((20, 5), (page.Html.QuerySelectorAll(".items .item").Length, next.Html.QuerySelectorAll(".items .item").Length));
        Assert.Empty(page.Html.QuerySelectorAll(".item-title a").Select(a => a.GetAttribute("href")).Intersect(next.Html.QuerySelectorAll(".item-title a").Select(a => a.GetAttribute("href"))));
        Assert.Equal("0 notes", (await archive.Visitor.OpenAsync("/notes?about=RTA-D0203")).Html.QuerySelector(".count")!.TextContent.Trim());
        Assert.Equal("0 notes", (await archive.Visitor.OpenAsync("/notes?author=nobody")).Html.QuerySelector(".count")!.TextContent.Trim());
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

    [Fact]
    public async Task What_a_note_names_becomes_a_numbered_source_in_plain_words()
    {
        await archive.ImportAsync(
            Some.Document("RTA-D0251", "یادښت", issuer: "Specimen Office", authenticity: "likely-forged", language: "ps"), Some.Quotation("RTA-Q0251", "RTA-D0251"), Some.Article("RTA-A0251", "A report"),
            Some.Note("See [[RTA-D0251|the memo]], ![[RTA-Q0251]]\n\n[it](/articles/RTA-A0251), [[RTA-D0203]] and [[RTA-D0251]] again, [[tag:notes-tag]]\n\n# Source 1", reference: "251"));

        var page = await archive.Visitor.OpenAsync("/notes/251");

        Assert.Equal(["1", "2", "3", "1"], page.Html.QuerySelectorAll(".prose .source-ref a").Select(a => a.TextContent));
        Assert.All(page.Html.QuerySelectorAll(".source-ref a"), a => Assert.NotNull(page.Html.QuerySelector($".sources li{a.GetAttribute("href")}")));
        Assert.NotNull(page.Html.QuerySelector("figure.quotation figcaption .source-ref"));
        Assert.Equal(
        [
            $"Specimen Office, یادښت, 7 July 2025, Russia–Taliban Archive, RTA-D0251, Likely forged, {archive.Address}/documents/RTA-D0251",
            $"Specimen Office, یادښت, 7 July 2025, Page 1, Paragraph 1, Russia–Taliban Archive, RTA-Q0251, Likely forged, {archive.Address}/quotations/RTA-Q0251",
            $"A report, Russia–Taliban Archive, RTA-A0251, {archive.Address}/articles/RTA-A0251",
        ],
        page.Html.QuerySelectorAll(".sources li").Select(li => string.Join(' ', li.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
        Assert.DoesNotContain("RTA-D0203", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_author_restores_an_earlier_version_of_their_own_note_without_publishing_it()
    {
        await archive.AddUserAsync("restoring@example.org", Role.Analyst);
        using var author = await archive.SignInAsync("restoring@example.org");
        var path = (await author.SubmitAsync("/notes/new", ("Input.Body", "First words"), ("Input.Status", "Internal"))).Path;
        await archive.Editor.SubmitAsync($"{path}/edit", ("Input.Body", "Public words"), ("Input.Status", "Public"));
        await author.SubmitAsync($"{path}/edit", ("Input.Body", "Third words"));

        var history = await author.OpenAsync($"{path}/history");
        var restored = await author.SubmitAsync(history, ("?Restore", ""), ("number", "2"));
        var others = await archive.Analyst.OpenAsync($"{path}/history");

        Assert.Contains(history.Html.QuerySelectorAll(".diff del"), d => d.TextContent.Contains("Public", StringComparison.Ordinal));
        Assert.Contains("Version 2 is restored.", restored.Text, StringComparison.Ordinal);
        var note = await archive.QueryAsync(db => db.Notes.SingleAsync(n => n.Reference == path.Substring(7)));
        Assert.Equal(("Public words", ItemStatus.Internal, 4), (note.Body, note.Status, note.Version));
        Assert.Null(others.Html.QuerySelector("form[action*=Restore]"));
        using var tried = await archive.Analyst.SendAsync(HttpMethod.Post, $"{path}/history?handler=Restore", r => r.Content = new FormUrlEncodedContent(
            [new("__token", others.Html.QuerySelector("[name=__token]")!.GetAttribute("value")), new("number", "1"), new("version", "4")]));
        Assert.Equal("/account/denied", tried.Headers.Location?.AbsolutePath);
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

using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Data;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Files;

namespace RussiaTalibanArchive.Tests.Features.Documents;

public sealed class DocumentPageTests(TestArchive archive) : IClassFixture<TestArchive>
{
    [Fact]
    public async Task What_could_lead_to_the_source_is_shown_to_editors_only()
    {
        await archive.ImportAsync(Some.Document("RTA-D0101",
            source: new { url = "https://example.org/paper", publisher = "Specimen Gazette", received = "2025-03-04", note = "handed over at the station" },
            provenance: [new { fact = "kept in a drawer" }, new { fact = "printed by the gazette", @public = true }]));

        var visitor = await archive.Visitor.OpenAsync("/documents/RTA-D0101");
        var history = await archive.Visitor.OpenAsync("/documents/RTA-D0101/history");
        var editor = await archive.Editor.OpenAsync("/documents/RTA-D0101");

        foreach (var secret in new[] { "station", "drawer", "2025-03-04" })
        {
            Assert.DoesNotContain(secret, visitor.Body, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, history.Body, StringComparison.Ordinal);
            Assert.Contains(secret, editor.Text, StringComparison.Ordinal);
        }

        Assert.Contains("printed by the gazette", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Specimen Gazette", visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Overlapping_quotations_are_marked_and_the_words_stay_as_they_are()
    {
        const string text = "د روسیې سیلانیان زیات شوي دي.\fدوهم پراګراف د نمونې لپاره دی.";
        await archive.ImportAsync(
            Some.Document("RTA-D0102", text: text),
            Some.Quotation("RTA-Q0102", "RTA-D0102", "روسیې سیلانیان"),
            Some.Quotation("RTA-Q0103", "RTA-D0102", "سیلانیان زیات شوي"));

        var page = await archive.Visitor.OpenAsync("/documents/RTA-D0102");

        var marks = page.Html.QuerySelectorAll("mark").Select(m => (m.TextContent, m.GetAttribute("data-quotations"))).ToList();
        Assert.Equal([("روسیې ", "RTA-Q0102"), ("سیلانیان", "RTA-Q0102 RTA-Q0103"), (" زیات شوي", "RTA-Q0103")], marks);
        var paragraph = page.Html.GetElementById("p1")!;
        foreach (var own in paragraph.QuerySelectorAll(".paragraph-number, .paragraph-quotations").ToList())
        {
            own.Remove();
        }

        Assert.Equal("د روسیې سیلانیان زیات شوي دي.", paragraph.TextContent);
        Assert.Equal("2", page.Html.GetElementById("p2")!.QuerySelector(".paragraph-number")!.TextContent);
        Assert.NotNull(page.Html.GetElementById("page-2"));
    }

    [Fact]
    public async Task A_hidden_document_answers_as_one_that_is_not_there()
    {
        await archive.ImportAsync(Some.Document("RTA-D0103", "hidden paper", status: "draft"));

        foreach (var tail in new[] { "", "/history" })
        {
            var hidden = await archive.Visitor.OpenAsync($"/documents/RTA-D0103{tail}");
            var missing = await archive.Visitor.OpenAsync($"/documents/RTA-D9103{tail}");

            Assert.Equal(HttpStatusCode.NotFound, hidden.Status);
            Assert.Equal(missing.Body.Replace("D9103", "D0103", StringComparison.Ordinal), hidden.Body);
        }
    }

    [Fact]
    public async Task A_withdrawn_document_leaves_a_tombstone_and_can_come_back()
    {
        await archive.ImportAsync(Some.Document("RTA-D0104", "paper with a name in it"));

        await archive.Editor.SubmitAsync("/editor/documents/RTA-D0104", ("?Withdraw", ""), ("Reason", "It named a bystander."));
        var gone = await archive.Visitor.OpenAsync("/documents/RTA-D0104");
        await archive.Editor.SubmitAsync("/editor/documents/RTA-D0104", ("?Reinstate", ""));
        var back = await archive.Visitor.OpenAsync("/documents/RTA-D0104");

        Assert.Equal(HttpStatusCode.Gone, gone.Status);
        Assert.Contains("It named a bystander.", gone.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("paper with a name", gone.Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, back.Status);
    }

    [Fact]
    public async Task A_document_withdrawn_before_readers_could_see_it_leaves_them_no_trace()
    {
        await archive.ImportAsync(Some.Document("RTA-D0105", status: "internal"));

        await archive.Editor.SubmitAsync("/editor/documents/RTA-D0105", ("?Withdraw", ""), ("Reason", "A forgery."));

        Assert.Equal(HttpStatusCode.NotFound, (await archive.Visitor.OpenAsync("/documents/RTA-D0105")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await archive.Analyst.OpenAsync("/documents/RTA-D0105")).Status);
        Assert.Equal(HttpStatusCode.Gone, (await archive.Editor.OpenAsync("/documents/RTA-D0105")).Status);
    }

    [Fact]
    public async Task A_reference_in_another_case_leads_to_its_address()
    {
        await archive.ImportAsync(Some.Document("RTA-D0106"));

        var page = await archive.Visitor.OpenAsync("/documents/rta-d0106/history?page=1");

        Assert.Equal("/documents/RTA-D0106/history?page=1", page.PathAndQuery);
        Assert.Equal(HttpStatusCode.OK, page.Status);
    }

    [Fact]
    public async Task A_wrong_field_is_told_beside_it_and_nothing_written_is_lost()
    {
        var page = await archive.Editor.SubmitAsync("/editor/documents/new",
            ("Input.Title", "یادداشت نمونه"), ("Input.Date.Edtf", "yesterday"), ("Input.Source.Url", "javascript:alert(1)"),
            ("Input.Texts[0].Text", "line one\nline two"), ("Tags", "unheard of"));

        Assert.Equal("یادداشت نمونه", page.Html.QuerySelector("[name='Input.Title']")!.GetAttribute("value"));
        Assert.Equal("line one\nline two", page.Html.QuerySelector("[name='Input.Texts[0].Text']")!.TextContent.Trim());
        Assert.NotNull(page.Html.GetElementById("Tags-error"));

        page = await archive.Editor.SubmitAsync(page, ("Input.Title", "یادداشت نمونه"), ("Tags", "+unheard of"));

        Assert.NotNull(page.Html.GetElementById("Input_Date_Edtf-error"));
        Assert.NotNull(page.Html.GetElementById("Input_Source_Url-error"));
        Assert.False(await archive.QueryAsync(db => Task.FromResult(db.Tags.Any(t => t.Reference == "unheard-of"))));
    }

    [Fact]
    public async Task A_new_document_takes_texts_a_new_tag_an_assessment_and_a_fact()
    {
        await archive.ImportAsync(Some.Document("RTA-D0900")); // So that the next reference is none that another test imports.
        var form = await archive.Editor.SubmitAsync("/editor/documents/new", ("?AddText", ""), ("Input.Title", "Specimen cable"),
            ("Input.Texts[0].Language", "ru"), ("Input.Texts[0].Text", "Первый абзац."));
        var page = await archive.Editor.SubmitAsync(form,
            ("Input.Texts[1].Language", "en"), ("Input.Texts[1].Role", "Translation"), ("Input.Texts[1].Text", "The first paragraph."),
            ("Input.Date.Edtf", "2025-07"), ("Tags", "+Specimen drones"), ("Input.Grade", "b2"), ("Input.Status", "Public"),
            ("NewAssessment.Verdict", "Authentic"), ("NewAssessment.Grounds", "The **seal** fits."), ("NewFact.Fact", "found"), ("NewFact.Public", "true"));

        var read = await archive.Visitor.OpenAsync($"{page.Path}?text=transcription.ru&beside=translation.en");
        Assert.Equal(HttpStatusCode.OK, read.Status);
        Assert.Contains("Первый абзац.", read.Html.GetElementById("p1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("The first paragraph.", read.Html.GetElementById("beside-p1")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("seal", read.Html.QuerySelector(".authenticity strong:not(.grade strong)")!.TextContent);
        Assert.NotNull(read.Html.QuerySelector("a[href='/tags/specimen-drones']"));
        Assert.Contains("The source is usually reliable", read.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_second_writer_sees_both_versions_and_overwrites_knowingly()
    {
        await archive.ImportAsync(Some.Document("RTA-D0107", "The first title", issuer: "Office A"));
        var mine = await archive.Editor.OpenAsync("/editor/documents/RTA-D0107");
        await archive.Admin.SubmitAsync("/editor/documents/RTA-D0107", ("Input.Title", "Their title"));

        var conflict = await archive.Editor.SubmitAsync(mine, ("Input.Title", "My title"), ("Input.Issuer", "Office B"));

        Assert.NotNull(conflict.Html.GetElementById("conflict"));
        Assert.Equal("My title", conflict.Html.QuerySelector("[name='Input.Title']")!.GetAttribute("value"));
        var beside = conflict.Html.QuerySelector(".field:has([name='Input.Title']) .stored")!;
        Assert.Equal(("removed: Their", "added: My"), (beside.QuerySelector("del")!.TextContent, beside.QuerySelector("ins")!.TextContent));
        Assert.Equal("Their title", await TitleAsync("RTA-D0107"));

        await archive.Editor.SubmitAsync(conflict, ("Input.Title", "My title"), ("Input.Issuer", "Office B"));

        Assert.Equal("My title", await TitleAsync("RTA-D0107"));
    }

    [Fact]
    public async Task Readers_see_of_the_history_the_day_and_what_they_could_always_read()
    {
        await archive.ImportAsync(Some.Document("RTA-D0108", "A secret working title", status: "draft", text: "a name that must go\nsecond"));
        await archive.Editor.SubmitAsync("/editor/documents/RTA-D0108", ("Input.Title", "Published title"), ("Input.Status", "Public"));
        await archive.Editor.SubmitAsync("/editor/documents/RTA-D0108", ("Input.Title", "Better title"), ("Input.Texts[0].Text", "second"));

        var reader = await archive.Reader.OpenAsync("/documents/RTA-D0108/history");
        var analyst = await archive.Analyst.OpenAsync("/documents/RTA-D0108/history");
        var editor = await archive.Editor.OpenAsync("/documents/RTA-D0108/history");

        Assert.Equal(["removed: Published", "added: Better"], reader.Html.QuerySelectorAll(".changes del, .changes ins").Select(e => e.TextContent));
        Assert.DoesNotContain("secret", reader.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("a name that must go", reader.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("UTC", reader.Text, StringComparison.Ordinal);
        Assert.Equal(2, reader.Html.QuerySelectorAll(".revision").Length);
        Assert.Contains("UTC", analyst.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", analyst.Body, StringComparison.Ordinal);
        Assert.Contains("secret", editor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_editor_restores_an_earlier_version_and_what_is_only_added_stays()
    {
        await archive.ImportAsync(Some.Document("RTA-D0109", "The first title"));
        await archive.Editor.SubmitAsync("/editor/documents/RTA-D0109", ("Input.Title", "The second title"), ("NewFact.Fact", "found since"));

        var history = await archive.Editor.SubmitAsync("/documents/RTA-D0109/history", ("?Restore", ""));

        Assert.Equal("The first title", await TitleAsync("RTA-D0109"));
        Assert.Equal(3, history.Html.QuerySelectorAll(".revision").Length);
        Assert.Contains("found since", (await archive.Editor.OpenAsync("/documents/RTA-D0109")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_names_no_item_that_its_reader_may_not_see()
    {
        await archive.ImportAsync(
            Some.Document("RTA-D0110", status: "draft"),
            Some.Document("RTA-D0111"),
            Some.Note("Compare [[RTA-D0110]] with [[RTA-D0111]].", about: ["RTA-D0110", "RTA-D0111"], reference: "1110"));
        await archive.AsArchiveAsync(async services =>
        {
            var writer = services.GetRequiredService<RussiaTalibanArchive.Web.Features.Notes.NoteWriter>();
            var note = (await writer.LoadAsync("1110", TestContext.Current.CancellationToken))!;
            var record = writer.Describe(note);
            record.Body = "Compare them: [[RTA-D0110]], [[RTA-D0111]].";
            return await writer.UpdateAsync("1110", note.Version, record, cancellationToken: TestContext.Current.CancellationToken);
        });

        var page = await archive.Visitor.OpenAsync("/notes/1110/history");

        Assert.Contains("RTA-D0111", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("RTA-D0110", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_editors_restore()
    {
        await archive.ImportAsync(Some.Document("RTA-D0112", "The first title"));
        await archive.Editor.SubmitAsync("/editor/documents/RTA-D0112", ("Input.Title", "The second title"));
        var form = await archive.Editor.OpenAsync("/documents/RTA-D0112/history");

        Assert.Empty((await archive.Analyst.OpenAsync("/documents/RTA-D0112/history")).Html.QuerySelectorAll("main form"));
        await archive.Analyst.SubmitAsync(form, ("?Restore", "")); // With a token that is not theirs: refused either way.

        Assert.Equal("The second title", await TitleAsync("RTA-D0112"));
    }

    [Fact]
    public async Task An_original_is_handed_to_editors_as_bytes_without_a_name_and_leaves_a_line_in_the_log()
    {
        await archive.ImportAsync(Some.Document("RTA-D0113"));
        var sha256 = await archive.AsArchiveAsync(async services =>
        {
            var db = services.GetRequiredService<ArchiveDbContext>();
            using var content = new MemoryStream(Encoding.UTF8.GetBytes("<html>bytes</html>"));
            var (hash, length) = (await services.GetRequiredService<FileStore>().StoreAsync(content, long.MaxValue, TestContext.Current.CancellationToken))!;
            db.Files.Add(new StoredFile { Sha256 = hash, LengthBytes = length, StoredAt = archive.Clock.GetUtcNow() });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            var writer = services.GetRequiredService<DocumentWriter>();
            var document = (await writer.LoadAsync("RTA-D0113", TestContext.Current.CancellationToken))!;
            var record = writer.Describe(document);
            record.Files = [new() { Path = "scan by A.html", Sha256 = hash }];
            await writer.UpdateAsync("RTA-D0113", document.Version, record, cancellationToken: TestContext.Current.CancellationToken);
            return hash;
        });

        using var file = await archive.Editor.SendAsync(HttpMethod.Get, $"/editor/files/{sha256}?of=RTA-D0113");
        var analyst = await archive.Analyst.OpenAsync($"/editor/files/{sha256}?of=RTA-D0113");
        var page = await archive.Analyst.OpenAsync("/documents/RTA-D0113");

        Assert.Equal(("application/octet-stream", "attachment", "RTA-D0113-1.bin"),
            (file.Content.Headers.ContentType!.MediaType, file.Content.Headers.ContentDisposition!.DispositionType, file.Content.Headers.ContentDisposition.FileName));
        Assert.Equal("sandbox; default-src 'none'", file.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("<html>bytes</html>", await file.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.DoesNotContain("<html>bytes", analyst.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(sha256, page.Body, StringComparison.Ordinal);
        Assert.Contains(archive.Log.All, l => l.Contains("took an original", StringComparison.Ordinal));
        Assert.DoesNotContain(archive.Log.All, l => l.Contains("scan by A", StringComparison.Ordinal));
    }

    private Task<string> TitleAsync(string reference) => archive.QueryAsync(db => Task.FromResult(db.Documents.Single(d => d.Reference == reference).Title));
}

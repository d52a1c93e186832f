using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Intake;
using RussiaTalibanArchive.Web.Features.Intake.Reading;
using RussiaTalibanArchive.Web.Features.Intake.Workers;

namespace RussiaTalibanArchive.Tests.Features.Intake;

/// <summary>Files from the browser to the document, through real workers.</summary>
public sealed class IntakeTests(IntakeTests.Archive archive) : IClassFixture<IntakeTests.Archive>, IDisposable
{
    private readonly Made _made = new();

    [Fact]
    public async Task Each_file_of_a_form_becomes_a_document_or_is_listed_with_the_reason_and_the_accounts_add_up()
    {
        var batch = await archive.UploadAsync(
            ("مذكرة.txt", Bytes("مذكرة إلى الوزارة\nنص الفقرة الأولى.")), ("empty.txt", []), ("письмо.eml", Bytes("From: a@example.org\r\nTo: b@example.org\r\nSubject: Письмо\r\n\r\nтекст письма")),
            ("a.svg", Bytes("<svg xmlns='http://www.w3.org/2000/svg'></svg>")), ("again.txt", Bytes("مذكرة إلى الوزارة\nنص الفقرة الأولى.")));

        var counts = await archive.FinishAsync(batch);

        Assert.Equal((5, 2, 1, 2, 0), (counts.Received, counts.Documents, counts.Duplicates, counts.Failed, counts.Waiting));
        var document = await archive.QueryAsync(db => db.Documents.Include(d => d.Texts).Include(d => d.Files).SingleAsync(d => d.Title == "مذكرة إلى الوزارة"));
        Assert.Equal(("ar", "مذكرة إلى الوزارة\nنص الفقرة الأولى."), (document.Language, document.Texts.Single().Body));
        Assert.Equal("مذكرة.txt", document.Files.Single().OriginalName);
        var page = await archive.Editor.OpenAsync($"/editor/intake/{batch}");
        Assert.Contains("The file is empty.", page.Text, StringComparison.Ordinal);
        Assert.Contains($"Already here, as {document.Reference}.", page.Text, StringComparison.Ordinal);
        var arabic = await archive.Editor.OpenAsync($"/editor/intake/{batch}?ui=ar");
        await archive.Editor.OpenAsync("/?ui=en");
        Assert.Contains("الملف فارغ.", arabic.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_printed_file_gets_pictures_that_only_those_who_see_the_document_see()
    {
        var pdf = await File.ReadAllBytesAsync(_made.ChromiumPdf("seen", "<!doctype html><html lang=ru><meta charset=utf-8><p>Видимая страница документа</p></html>"), TestContext.Current.CancellationToken);
        if (OutsideTools.Here.PathOf("pdftoppm") is null)
        {
            Assert.Skip("pdftoppm is not installed here.");
        }

        var batch = await archive.UploadAsync(("seen.pdf", pdf));
        await archive.FinishAsync(batch);

        var document = await archive.QueryAsync(db => db.Documents.SingleAsync(d => d.Title == "Видимая страница документа"));
        var picture = $"/documents/{document.Reference}/pages/1/large.webp";
        using var seen = await archive.Editor.SendAsync(HttpMethod.Get, picture);
        using var hidden = await archive.Visitor.SendAsync(HttpMethod.Get, picture);
        using var missing = await archive.Visitor.SendAsync(HttpMethod.Get, "/documents/RTA-D9999/pages/1/large.webp");
        Assert.Equal((HttpStatusCode.OK, "image/webp"), (seen.StatusCode, seen.Content.Headers.ContentType?.MediaType));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (hidden.StatusCode, missing.StatusCode));
        Assert.Contains("Видимая страница", (await archive.Editor.OpenAsync($"/documents/{document.Reference}/pages/1")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await archive.Visitor.OpenAsync($"/documents/{document.Reference}/pages/1")).Status);
        Assert.Contains("Producer", (await archive.Editor.OpenAsync($"/documents/{document.Reference}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_file_says_of_its_maker_reaches_no_reader()
    {
        var batch = await archive.UploadAsync(("named-by-source.eml", Bytes("Received: from SecretHost\r\nFrom: a@example.org\r\nTo: b@example.org\r\nSubject: Open letter\r\n\r\nwords")));
        await archive.FinishAsync(batch);
        var reference = await archive.QueryAsync(db => db.Documents.Where(d => d.Title == "Open letter").Select(d => d.Reference).SingleAsync());
        await archive.Editor.SubmitAsync($"/editor/documents/{reference}", ("Input.Status", "Public"), ("Input.Title", "Open letter"));

        var forEditors = await archive.Editor.OpenAsync($"/documents/{reference}");
        var forReaders = await archive.Visitor.OpenAsync($"/documents/{reference}");

        Assert.Contains("SecretHost", forEditors.Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, forReaders.Status);
        Assert.DoesNotContain("SecretHost", forReaders.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("named-by-source", forReaders.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(archive.Log.All, line => line.Contains("named-by-source", StringComparison.Ordinal) || line.Contains("SecretHost", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Hidden_marks_are_kept_out_of_the_text_shown_to_editors_and_asked_about_before_publishing()
    {
        const string Marked = "The minis\u200Btry of the \u0440aper decided.";
        var batch = await archive.UploadAsync(("marked.txt", Bytes("Canary memorandum\n" + Marked)));
        await archive.FinishAsync(batch);
        var reference = await archive.QueryAsync(db => db.Documents.Where(d => d.Title == "Canary memorandum").Select(d => d.Reference).SingleAsync());

        var page = await archive.Editor.OpenAsync($"/documents/{reference}");
        var refused = await archive.Editor.SubmitAsync($"/editor/documents/{reference}", ("Input.Status", "Public"), ("Input.Title", "Canary memorandum"));
        var stillDraft = await archive.Visitor.OpenAsync($"/documents/{reference}");
        await archive.Editor.SubmitAsync(refused, ("Input.Status", "Public"), ("AcceptMarks", "true"));
        var published = await archive.Visitor.OpenAsync($"/documents/{reference}");

        Assert.Contains("Hidden marks", page.Text, StringComparison.Ordinal);
        Assert.Contains("U+200B", page.Text, StringComparison.Ordinal);
        Assert.Contains("came with hidden marks", refused.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, stillDraft.Status);
        Assert.Equal(HttpStatusCode.OK, published.Status);
        Assert.Contains("The ministry of the paper decided.", published.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("U+200B", published.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_copies_that_nearly_agree_are_shown_beside_each_other_with_their_differences()
    {
        const string Words = "The delegation of the ministry arrived in Kabul on the seventh of July and handed over a copy of the agreement to the committee which read it and approved it without any change worth mentioning";
        var batch = await archive.UploadAsync(("copy-one.txt", Bytes("Copy one\n" + Words + " before noon.")), ("copy-two.txt", Bytes("Copy two\n" + Words + " after noon.")));
        await archive.FinishAsync(batch);
        var references = await archive.QueryAsync(db => db.Documents.Where(d => d.Title.StartsWith("Copy ")).OrderBy(d => d.Title).Select(d => d.Reference).ToListAsync());

        var page = await archive.Editor.OpenAsync($"/documents/{references[0]}");
        var compared = await archive.Editor.OpenAsync($"/editor/documents/{references[0]}/compare/{references[1]}");

        Assert.Contains("Nearly the same text", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Html.QuerySelector($"a[href='/editor/documents/{references[0]}/compare/{references[1]}']"));
        Assert.Equal(["one", "before"], compared.Html.QuerySelectorAll("del").Select(d => d.TextContent.Replace("removed: ", "", StringComparison.Ordinal).Trim()));
        Assert.Equal(HttpStatusCode.OK, compared.Status);
        Assert.DoesNotContain("before noon", (await archive.Visitor.OpenAsync($"/editor/documents/{references[0]}/compare/{references[1]}")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_is_corrected_beside_its_picture_and_its_quotations_go_along()
    {
        var batch = await archive.UploadAsync(("corrected.txt", Bytes("Misread memorandum\nThe delegatlon arrived in Kabul yesterday.\fSecond page stays.")));
        await archive.FinishAsync(batch);
        var reference = await archive.QueryAsync(db => db.Documents.Where(d => d.Title == "Misread memorandum").Select(d => d.Reference).SingleAsync());
        await archive.ImportAsync(Some.Quotation("RTA-Q7001", of: reference, exact: "arrived in Kabul"));
        var address = $"/editor/documents/{reference}/pages/1/text";
        var before = await archive.Editor.OpenAsync(address);

        await archive.Editor.SubmitAsync(before, ("Text", "Misread memorandum\nThe delegation arrived in Kabul yesterday."));
        var late = await archive.Editor.SubmitAsync(before, ("Text", "Misread memorandum\nSomething else."));

        var texts = await archive.QueryAsync(db => db.Texts.Where(t => t.Document.Reference == reference).OrderBy(t => t.Version).ToListAsync());
        Assert.Equal("Misread memorandum\nThe delegation arrived in Kabul yesterday.\fSecond page stays.", texts.Single(t => t.IsCurrent).Body);
        Assert.Equal(2, texts.Count);
        var quotation = await archive.QueryAsync(db => db.Quotations.SingleAsync(q => q.Reference == "RTA-Q7001"));
        Assert.Equal(texts[1].Id, quotation.TextId);
        Assert.Contains("Somebody else saved this", late.Text, StringComparison.Ordinal);
        Assert.Contains("Something else.", late.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_in_a_wrong_encoding_is_read_again_in_the_one_that_an_editor_names()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        const string Text = "Ящик найден";
        var batch = await archive.UploadAsync(("short.txt", Encoding.GetEncoding("koi8-r").GetBytes(Text)));
        await archive.FinishAsync(batch);
        var id = await archive.QueryAsync(db => db.IntakeFiles.Where(f => f.Name == "short.txt").Select(f => f.Id).SingleAsync());

        foreach (var encoding in new[] { "windows-1251", "koi8-r" })
        {
            await archive.Editor.SubmitAsync($"/editor/intake/{batch}", ("Id", id.ToString()), ("Encoding", encoding));
            Assert.Equal(1, (await archive.FinishAsync(batch)).Documents);
        }

        var document = await archive.QueryAsync(db => db.IntakeFiles.Where(f => f.Id == id).Select(f => new { f.Document!.Title, Body = f.Document.Texts.Single(t => t.IsCurrent).Body }).SingleAsync());
        Assert.Equal((Text, Text), (document.Title, document.Body));
    }

    [Fact]
    public async Task Attachments_are_documents_of_their_own_beside_their_message()
    {
        var batch = await archive.UploadAsync(("m.eml", Bytes("""
            From: a@example.org
            To: b@example.org
            Subject: With attachment
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=x

            --x
            Content-Type: text/plain; charset=utf-8

            see the attachment
            --x
            Content-Type: text/plain; charset=utf-8
            Content-Disposition: attachment; filename="attached.txt"

            the attached memorandum
            --x--
            """.ReplaceLineEndings("\r\n"))));

        var counts = await archive.FinishAsync(batch);

        Assert.Equal((2, 1, 1), (counts.Received, counts.Documents, counts.Attachments));
        var reference = await archive.QueryAsync(db => db.Documents.Where(d => d.Title == "With attachment").Select(d => d.Reference).SingleAsync());
        Assert.Contains("the attached memorandum", (await archive.Editor.OpenAsync($"/documents/{reference}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_in_pieces_goes_on_after_a_break_and_is_taken_when_it_is_whole()
    {
        var whole = Bytes(string.Concat(Enumerable.Repeat("кусок за куском\n", 5_000)));
        var (batch, token) = await archive.OpenBatchAsync();
        var address = $"/editor/intake/{batch}/files/{Guid.NewGuid()}";

        var first = await archive.PutAsync(address, token, 0, whole[..40_000], whole.Length);
        var gap = await archive.PutAsync(address, token, 50_000, whole[50_000..], whole.Length);
        var asked = await archive.Editor.SendAsync(HttpMethod.Get, address);
        var last = await archive.PutAsync(address, token, 40_000, whole[40_000..], whole.Length);
        var again = await archive.PutAsync(address, token, 40_000, whole[40_000..], whole.Length);

        Assert.Equal((HttpStatusCode.OK, 40_000), (first.Status, first.Offset));
        Assert.Equal((HttpStatusCode.Conflict, 40_000), (gap.Status, gap.Offset));
        Assert.Equal(40_000, (await asked.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("offset").GetInt64());
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created, whole.Length), (last.Status, again.Status, again.Offset));
        var counts = await archive.FinishAsync(batch);
        Assert.Equal((1, 1), (counts.Received, counts.Documents));
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_makes_one_batch()
    {
        var key = Guid.NewGuid();

        var once = await archive.UploadAsync(key, ("twice.txt", Bytes("sent twice")));
        var again = await archive.UploadAsync(key, ("twice.txt", Bytes("sent twice")));

        Assert.Equal(once, again);
        Assert.Equal(1, (await archive.FinishAsync(once)).Received);
    }

    [Fact]
    public async Task A_locked_file_is_read_when_its_password_is_given()
    {
        var plain = _made.ChromiumPdf("locked", "<!doctype html><html lang=en><p>A locked memorandum of the ministry</p></html>");
        var locked = Path.Combine(_made.Folder, "locked-by.pdf");
        _made.Run("qpdf", "--encrypt", "open-word", "owner-word", "256", "--", plain, locked);
        var batch = await archive.UploadAsync(("locked.pdf", await File.ReadAllBytesAsync(locked, TestContext.Current.CancellationToken)));
        Assert.Equal(1, (await archive.FinishAsync(batch)).Failed);

        await archive.Editor.SubmitAsync($"/editor/intake/{batch}", ("Id", await archive.QueryAsync(db => db.IntakeFiles.Where(f => f.Name == "locked.pdf").Select(f => f.Id.ToString()).SingleAsync())), ("Password", "open-word"));
        var counts = await archive.FinishAsync(batch);

        Assert.Equal((1, 0), (counts.Documents, counts.Failed));
        Assert.Null(await archive.QueryAsync(db => db.IntakeFiles.Where(f => f.Name == "locked.pdf").Select(f => f.ProtectedPassword).SingleAsync()));
    }

    [Fact]
    public async Task A_name_longer_than_the_archive_keeps_loses_its_beginning_and_not_the_file()
    {
        var batch = await archive.UploadAsync((new string('я', 400) + ".txt", Bytes("under a long name")));

        var counts = await archive.FinishAsync(batch);

        Assert.Equal((1, 0), (counts.Documents, counts.Failed));
        var name = await archive.QueryAsync(db => db.Documents.Where(d => d.Title == "under a long name").Select(d => d.Files.Single().OriginalName).SingleAsync());
        Assert.Equal(new string('я', 251) + ".txt", name);
    }

    [Fact]
    public async Task A_message_with_an_endless_id_comes_in()
    {
        var id = string.Concat(Enumerable.Range(0, 3000).Select(i => (char)('а' + (i * i * 7919 % 10007 % 32))));
        var batch = await archive.UploadAsync(("endless.eml", Bytes($"From: a@example.org\r\nTo: b@example.org\r\nSubject: Endless id\r\nMessage-ID: <{id}@example.org>\r\nReferences: <{id}>\r\n\r\nwords of the message")));

        var counts = await archive.FinishAsync(batch);

        Assert.Equal((1, 0), (counts.Documents, counts.Failed));
    }

    [Fact]
    public async Task A_failure_that_nobody_foresaw_fails_its_file_alone()
    {
        var batch = await archive.UploadAsync(("unforeseen.txt", Bytes("read with a password that cannot be told any more")));
        await archive.FinishAsync(batch);
        await archive.QueryAsync(db => db.IntakeFiles.Where(f => f.Batch.Number == batch).ExecuteUpdateAsync(f => f.SetProperty(x => x.State, IntakeState.Received).SetProperty(x => x.ProtectedPassword, "of other keys")));

        var counts = await archive.FinishAsync(batch);
        var after = await archive.FinishAsync(await archive.UploadAsync(("after.txt", Bytes("read after the failure")), ("after-too.txt", Bytes("read after it too"))));

        Assert.Equal((1, 2), (counts.Failed, after.Documents));
    }

    [Fact]
    public async Task All_that_comes_out_of_one_file_is_bounded_together_however_deep_it_lies()
    {
        var batch = await archive.UploadAsync(("outer.zip", Zip("inner.zip", Zip("a.txt", Bytes("in two archives")))));
        var before = await archive.FinishAsync(batch);
        var inner = await archive.QueryAsync(db => db.IntakeFiles.SingleAsync(f => f.Batch.Number == batch && f.Name == "inner.zip"));
        await archive.QueryAsync(async db =>
        {
            db.IntakeFiles.Add(new() { BatchId = inner.BatchId, Key = inner.Key + "0", ParentId = inner.ParentId, Depth = 1, Name = "another file in it", LengthBytes = 11L << 30, ReceivedAt = inner.ReceivedAt, State = IntakeState.Failed });
            await db.SaveChangesAsync();
            return await db.IntakeFiles.Where(f => f.Id == inner.Id).ExecuteUpdateAsync(f => f.SetProperty(x => x.State, IntakeState.Received));
        });

        var after = await archive.FinishAsync(batch);

        Assert.Equal((1, 2, 0), (before.Documents, before.Unpacked, before.Failed));
        Assert.Equal((1, 1, 2), (after.Documents, after.Unpacked, after.Failed));
        Assert.StartsWith("With all that came out of the file around it", await archive.QueryAsync(db => db.IntakeFiles.Where(f => f.Id == inner.Id).Select(f => f.Problem).SingleAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_worked_on_for_as_long_as_its_pages_get_done()
    {
        var clock = new Moved();
        var patience = new Patience(TimeSpan.FromSeconds(100), clock);

        var first = patience.UpTo(TimeSpan.FromSeconds(45));
        clock.Now += TimeSpan.FromSeconds(70);
        var rest = patience.UpTo(TimeSpan.FromSeconds(45));
        patience.Grant(TimeSpan.FromSeconds(30));
        var granted = patience.UpTo(TimeSpan.FromSeconds(45));
        clock.Now += TimeSpan.FromSeconds(60);
        var least = patience.UpTo(TimeSpan.FromSeconds(45));

        Assert.Equal([45, 30, 45, 20], new[] { first, rest, granted, least }.Select(t => t.TotalSeconds));
        Assert.True(patience.IsOver);
    }

    [Fact]
    public async Task Nobody_but_editors_brings_anything_in()
    {
        foreach (var browser in new[] { archive.Visitor, archive.Reader, archive.Analyst })
        {
            using var page = await browser.SendAsync(HttpMethod.Get, "/editor/intake");
            using var sent = await browser.SendAsync(HttpMethod.Post, "/editor/intake/upload", r => r.Content = new MultipartFormDataContent { { new ByteArrayContent([1]), "Files", "a.txt" } });
            Assert.NotEqual(HttpStatusCode.OK, page.StatusCode);
            Assert.NotEqual(HttpStatusCode.SeeOther, sent.StatusCode);
        }

        using var forged = await archive.Editor.SendAsync(HttpMethod.Post, "/editor/intake/upload", r => r.Content = new MultipartFormDataContent { { new ByteArrayContent([1]), "Files", "a.txt" } });
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
    }

    [Fact]
    public async Task The_report_is_whole_and_harmless_in_a_spreadsheet()
    {
        var batch = await archive.UploadAsync(("=cmd|' /C calc'!A0.txt", Bytes("formula in a name")));
        await archive.FinishAsync(batch);

        using var report = await archive.Editor.SendAsync(HttpMethod.Get, $"/editor/intake/{batch}/report.csv");
        var lines = (await report.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(2, lines.Length);
        Assert.False(lines[1].StartsWith('=') || lines[1].StartsWith("\"=", StringComparison.Ordinal), lines[1]);
    }

    [Fact]
    public async Task A_worker_that_takes_too_long_is_stopped_with_everything_it_started()
    {
        var file = _made.Write("slow.txt", string.Concat(Enumerable.Repeat("слово за словом\n", 700_000)));
        var job = new ReadJob { Step = ReadStep.Read, Input = file, Output = Path.Combine(_made.Folder, "out"), Name = "slow.txt" };

        var end = await new WorkerProcess(job, new(TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(10), 1L << 30, 1L << 30)).RunAsync(TestContext.Current.CancellationToken);

        Assert.True(end.WasStopped, end.Problem);
        Assert.Equal("Reading it took longer than {0} seconds, and was stopped. Split it, or save it anew or as PDF, and bring that in.", end.Problem);
    }

    [Fact]
    public async Task A_worker_that_cannot_live_within_its_memory_fails_its_file_alone()
    {
        var file = _made.Write("words.txt", "words");
        var job = new ReadJob { Step = ReadStep.Read, Input = file, Output = Path.Combine(_made.Folder, "out"), Name = "words.txt" };

        var end = await new WorkerProcess(job, new(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(10), 4 << 20, 1L << 30)).RunAsync(TestContext.Current.CancellationToken);

        Assert.NotNull(end.Problem);
    }

    public void Dispose() => _made.Dispose();

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Zip(string name, byte[] content)
    {
        using var bytes = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(bytes, System.IO.Compression.ZipArchiveMode.Create))
        {
            using var entry = zip.CreateEntry(name).Open();
            entry.Write(content);
        }

        return bytes.ToArray();
    }

    private sealed class Moved : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }

    /// <summary>An archive whose own readers are at work.</summary>
    public sealed class Archive(TestCluster cluster) : TestArchive(cluster)
    {
        protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("Archive:IntakeWorkers", "2")];

        public Task<int> UploadAsync(params (string Name, byte[] Bytes)[] files) => UploadAsync(Guid.NewGuid(), files);

        /// <summary>Sends the form of the intake page, as a browser does.</summary>
        public async Task<int> UploadAsync(Guid key, params (string Name, byte[] Bytes)[] files)
        {
            var token = await TokenAsync();
            using var answer = await Editor.SendAsync(HttpMethod.Post, "/editor/intake/upload", request =>
            {
                var form = new MultipartFormDataContent { { new StringContent(token), "__token" }, { new StringContent(key.ToString()), "Key" } };
                foreach (var (name, bytes) in files)
                {
                    form.Add(new ByteArrayContent(bytes), "Files", name);
                }

                request.Content = form;
            });
            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
            return int.Parse(answer.Headers.Location!.ToString().Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
        }

        public async Task<(int Batch, string Token)> OpenBatchAsync()
        {
            var token = await TokenAsync();
            using var answer = await Editor.SendAsync(HttpMethod.Post, "/editor/intake/batches", r =>
            {
                r.Headers.Add("RequestVerificationToken", token);
                r.Content = JsonContent.Create(new { key = Guid.NewGuid() });
            });
            return ((await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("number").GetInt32(), token);
        }

        public async Task<(HttpStatusCode Status, long Offset)> PutAsync(string address, string token, long offset, byte[] piece, long length)
        {
            using var answer = await Editor.SendAsync(HttpMethod.Put, address, r =>
            {
                r.Headers.Add("RequestVerificationToken", token);
                r.Headers.Add("Upload-Offset", offset.ToString(System.Globalization.CultureInfo.InvariantCulture));
                r.Headers.Add("Upload-Length", length.ToString(System.Globalization.CultureInfo.InvariantCulture));
                r.Headers.Add("Upload-Name", Uri.EscapeDataString("кусок.txt"));
                r.Content = new ByteArrayContent(piece);
            });
            var told = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
            return (answer.StatusCode, told.GetProperty("offset").GetInt64());
        }

        /// <summary>Waits until none of a batch's files is on its way.</summary>
        public async Task<BatchCounts> FinishAsync(int batch)
        {
            for (var patience = 0; ; patience++)
            {
                var counts = await QueryAsync(db => db.IntakeFiles.Where(f => f.Batch.Number == batch).CountAsync(TestContext.Current.CancellationToken));
                if (counts.Waiting == 0)
                {
                    return counts;
                }

                Assert.True(patience < 600, "The files were not read within a minute.");
                await Task.Delay(100, TestContext.Current.CancellationToken);
            }
        }

        private async Task<string> TokenAsync() =>
            (await Editor.OpenAsync("/editor/intake")).Html.QuerySelector("form.drop input[name=__token]")!.GetAttribute("value")!;
    }
}

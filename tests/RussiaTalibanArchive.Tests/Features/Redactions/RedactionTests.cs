using System.Net;
using System.Text;
using ImageMagick;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Tests.Features.Intake;
using RussiaTalibanArchive.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Files;
using RussiaTalibanArchive.Web.Features.Intake;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Quotations;

namespace RussiaTalibanArchive.Tests.Features.Redactions;

/// <summary>Words and boxes that an editor takes out, looked for wherever readers and analysts could find them.</summary>
public sealed class RedactionTests(IntakeTests.Archive archive) : IClassFixture<IntakeTests.Archive>, IDisposable
{
    private readonly Made _made = new();

    [Fact]
    public async Task Words_go_from_texts_translations_quotations_search_and_history_of_all_but_editors()
    {
        await archive.ImportAsync(
            """{"kind":"document","reference":"RTA-D1000","title":"Letter of the ministry","language":"ru","status":"public","texts":[{"language":"ru","role":"transcription","text":"Письмо вручил Аркадий Зимородков вчера.\nГрузы прибыли. Спросите Зимородкова о них."},{"language":"en","role":"translation","text":"The letter was handed over by Arkady Zimorodkov."}]}""",
            Some.Quotation("RTA-Q7101", of: "RTA-D1000", exact: "Письмо вручил Аркадий Зимородков", translations: new { en = "handed over by A. Zimorodkov" }),
            Some.Quotation("RTA-Q7102", of: "RTA-D1000", exact: "Грузы прибыли"),
            Some.Quotation("RTA-Q7103", of: "RTA-D1000", exact: "Зимородкова"));
        Assert.Contains("RTA-D1000", (await archive.Visitor.OpenAsync("/documents?q=зимородков")).Body, StringComparison.Ordinal);

        var look = await archive.Editor.SubmitAsync("/editor/documents/RTA-D1000/redact", ("Phrases", "Аркадий Зимородков\nЗимородков\nArkady Zimorodkov"), ("Reason", "name of a private person"));
        Assert.Contains("is withdrawn: none of its words is left", look.Text, StringComparison.Ordinal);
        Assert.Equal(3, look.Html.QuerySelectorAll("[name=Places][checked]").Length);
        Assert.Contains("Зимородков", (await archive.Visitor.OpenAsync("/documents/RTA-D1000")).Body, StringComparison.Ordinal);
        var done = await archive.Editor.SubmitAsync(look, Chosen(look));

        Assert.Contains("Redacted.", done.Text, StringComparison.Ordinal);
        foreach (var browser in new[] { archive.Visitor, archive.Analyst })
        {
            foreach (var path in new[] { "/documents/RTA-D1000", "/documents/RTA-D1000?text=translation-en", "/documents/RTA-D1000/history", "/quotations/RTA-Q7101", "/quotations/RTA-Q7101/history", "/quotations/RTA-Q7102", "/quotations/RTA-Q7103", "/quotations/RTA-Q7103/history" })
            {
                var page = await browser.OpenAsync(path);
                Assert.DoesNotContain("зимородков", page.Body, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("Zimorodkov", page.Body, StringComparison.OrdinalIgnoreCase);
            }

            Assert.DoesNotContain("RTA-D1000", (await browser.OpenAsync("/documents?q=зимородков")).Body, StringComparison.Ordinal);
        }

        var words = await archive.QueryAsync(db => db.IndexedWords.Select(w => w.Word).ToListAsync());
        Assert.DoesNotContain(words, w => w.Contains("зимородков", StringComparison.Ordinal) || w.Contains("zimorodkov", StringComparison.Ordinal));
        var read = await archive.Visitor.OpenAsync("/documents/RTA-D1000");
        Assert.Contains("Письмо вручил ▮▮▮ вчера.", read.Text, StringComparison.Ordinal);
        Assert.Contains("name of a private person", read.Text, StringComparison.Ordinal);
        Assert.Contains("Письмо вручил ▮▮▮", (await archive.Visitor.OpenAsync("/quotations/RTA-Q7101")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, (await archive.Visitor.OpenAsync("/quotations/RTA-Q7103")).Status);
        var kept = await archive.QueryAsync(db => db.Quotations.Include(q => q.Text).SingleAsync(q => q.Reference == "RTA-Q7102"));
        Assert.True(kept.Text!.IsCurrent);
        Assert.Equal("Грузы прибыли", kept.Text.Body[kept.Start!.Value..kept.End!.Value]);
        Assert.Contains("Зимородков", (await archive.Editor.OpenAsync("/documents/RTA-D1000/history")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain(archive.Log.All, l => l.Contains("Зимородков", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Words_that_were_redacted_come_back_by_no_way_until_the_redaction_is_taken_back()
    {
        await archive.ImportAsync(Some.Document("RTA-D2000", text: "The courier was Farhad of Herat.\nNobody else.", language: "en"));
        var look = await archive.Editor.SubmitAsync("/editor/documents/RTA-D2000/redact", ("Phrases", "Farhad"), ("Reason", "safety"));
        await archive.Editor.SubmitAsync(look, Chosen(look));

        var edited = await archive.Editor.SubmitAsync("/editor/documents/RTA-D2000/pages/1/text", ("Text", "The courier was Farhad of Herat."));
        var harmless = await archive.Editor.SubmitAsync("/editor/documents/RTA-D2000/pages/1/text", ("Text", "The courier was ▮▮▮ of Herat.\nNobody besides."));
        var restored = await archive.Editor.SubmitAsync("/documents/RTA-D2000/history", ("?Restore", ""), ("number", "1"));
        Assert.Contains("words that were redacted: “Farhad”", edited.Text, StringComparison.Ordinal);
        Assert.Contains("Nobody besides.", harmless.Text, StringComparison.Ordinal);
        Assert.Contains("words that were redacted: “Farhad”", restored.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Farhad", (await archive.Visitor.OpenAsync("/documents/RTA-D2000")).Body, StringComparison.Ordinal);

        await archive.Editor.SubmitAsync("/editor/documents/RTA-D2000/redact", ("?Lift", ""), ("Lifted", (await archive.QueryAsync(db => db.Redactions.SingleAsync(r => r.Document.Reference == "RTA-D2000"))).Id.ToString()));
        await archive.Editor.SubmitAsync("/editor/documents/RTA-D2000/pages/1/text", ("Text", "The courier was Farhad of Herat."));
        Assert.Contains("Farhad", (await archive.Visitor.OpenAsync("/documents/RTA-D2000")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_box_takes_the_words_under_it_from_text_and_picture_and_editors_keep_the_picture_before()
    {
        if (OutsideTools.Here.PathOf("pdftoppm") is null)
        {
            Assert.Skip("pdftoppm is not installed here.");
        }

        const string Html = "<!doctype html><html lang=fa dir=rtl><meta charset=utf-8><style>@page{size:A4;margin:2cm}body{font:24pt 'Noto Naskh Arabic',sans-serif}</style><p>یادداشت وزارت</p><p>نام پیک فرهاد هراتی است</p><p>پایان یادداشت</p></html>";
        var batch = await archive.UploadAsync(("boxed.pdf", await File.ReadAllBytesAsync(_made.ChromiumPdf("boxed", Html), TestContext.Current.CancellationToken)));
        await archive.FinishAsync(batch);
        var document = await archive.QueryAsync(db => db.Documents.SingleAsync(d => d.Title.StartsWith("یادداشت وزارت")));
        await archive.Editor.SubmitAsync($"/editor/documents/{document.Reference}", ("Input.Status", "Public"), ("Input.Title", "یادداشت وزارت"));
        var words = await archive.QueryAsync(db => db.PageWords.SingleAsync(w => w.DocumentId == document.Id));
        var body = await archive.QueryAsync(db => db.Texts.Where(t => t.Id == words.TextId).Select(t => t.Body).SingleAsync());
        var name = words.Words.Single(w => body.Substring(w.Start, w.Length) == "فرهاد");
        var line = FormattableString.Invariant($"{name.X / 100m} {name.Y / 100m} {name.Width / 100m} {name.Height / 100m}");
        var picture = $"/documents/{document.Reference}/pages/1/large.webp";
        using var before = await PictureAsync(archive.Visitor, picture);

        var look = await archive.Editor.SubmitAsync($"/editor/documents/{document.Reference}/redact?page=1", ("Boxes", line + "\n1 1 3 3"), ("Reason", "name"));
        var unsure = await archive.Editor.SubmitAsync(look, Chosen(look));
        Assert.Contains("A box touches no word of the text.", unsure.Text, StringComparison.Ordinal);
        using var still = await archive.Visitor.SendAsync(HttpMethod.Get, picture);
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
        await archive.Editor.SubmitAsync(unsure, [.. Chosen(unsure), ("NothingThere", "true")]);

        var now = await archive.QueryAsync(db => db.PageWords.SingleAsync(w => w.DocumentId == document.Id));
        var text = await archive.QueryAsync(db => db.Texts.SingleAsync(t => t.DocumentId == document.Id && t.IsCurrent));
        Assert.Equal(body.Replace("فرهاد", "▮▮▮", StringComparison.Ordinal), text.Body);
        Assert.Equal((text.Id, words.Words.Count() - 1), (now.TextId, now.Words.Count()));
        Assert.All(now.Words, w => Assert.DoesNotContain('▮', text.Body.Substring(w.Start, w.Length)));
        using var after = await WaitForAsync(picture);
        using var forEditors = await PictureAsync(archive.Editor, $"/editor/documents/{document.Reference}/pages/1/unredacted.webp");
        var middle = (X: (int)((name.X + (name.Width / 2)) * after.Width / 10_000), Y: (int)((name.Y + (name.Height / 2)) * after.Height / 10_000));
        Assert.Equal((before.Width, before.Height), (after.Width, after.Height));
        Assert.All([.. Around(after, middle.X, middle.Y), .. Around(after, (int)after.Width / 50, (int)after.Height / 50)], v => Assert.InRange(v, 0, 10));
        Assert.Contains(Around(forEditors, (int)after.Width / 50, (int)after.Height / 50), v => v > 200);
        foreach (var browser in new[] { archive.Visitor, archive.Analyst })
        {
            using var refused = await browser.SendAsync(HttpMethod.Get, $"/editor/documents/{document.Reference}/pages/1/unredacted.webp");
            Assert.NotEqual(HttpStatusCode.OK, refused.StatusCode);
            Assert.NotEqual(HttpStatusCode.OK, (await browser.OpenAsync($"/editor/documents/{document.Reference}/redact")).Path.EndsWith("redact", StringComparison.Ordinal) ? (await browser.OpenAsync($"/editor/documents/{document.Reference}/redact")).Status : HttpStatusCode.Found);
        }
    }

    [Fact]
    public async Task Words_named_in_the_text_become_black_on_the_picture_too()
    {
        if (OutsideTools.Here.PathOf("pdftoppm") is null)
        {
            Assert.Skip("pdftoppm is not installed here.");
        }

        var batch = await archive.UploadAsync(("named.pdf", await File.ReadAllBytesAsync(_made.ChromiumPdf("named", "<!doctype html><html lang=ru><meta charset=utf-8><style>body{font:24pt sans-serif}</style><p>Записка о курьере</p><p>Курьер Фархад прибыл</p></html>"), TestContext.Current.CancellationToken)));
        await archive.FinishAsync(batch);
        var document = await archive.QueryAsync(db => db.Documents.SingleAsync(d => d.Title.StartsWith("Записка о курьере")));
        var look = await archive.Editor.SubmitAsync($"/editor/documents/{document.Reference}/redact", ("Phrases", "Фархад"), ("Reason", "name"));
        await archive.Editor.SubmitAsync(look, Chosen(look));
        var box = await archive.QueryAsync(db => db.RedactedBoxes.SingleAsync(b => b.Redaction.DocumentId == document.Id));
        var path = $"/documents/{document.Reference}/pages/1/large.webp";
        using var after = await WaitForAsync(path);
        var once = await archive.QueryAsync(db => db.DocumentPages.SingleAsync(p => p.DocumentId == document.Id));
        var again = await archive.Editor.SubmitAsync($"/editor/documents/{document.Reference}/redact", ("Phrases", "Курьер"), ("Reason", "name"));
        await archive.Editor.SubmitAsync(again, Chosen(again));
        using var twice = await WaitForAsync(path);
        Assert.All(new[] { (once.Picture!.Value, false), (once.Unredacted!.Value, true) }, kept => Assert.Equal(kept.Item2, IsKept(kept.Item1)));
        Assert.All(Around(after, (int)((box.X + (box.Width / 2)) * after.Width / 10_000), (int)((box.Y + (box.Height / 2)) * after.Height / 10_000)), v => Assert.InRange(v, 0, 10));
    }

    [Fact]
    public async Task What_is_wrong_is_said_beside_its_field_and_nothing_is_redacted()
    {
        await archive.ImportAsync(Some.Document("RTA-D3000", text: "The courier was Omar.\nOmar came again.", language: "en"), Some.Note("Omar is the courier.", about: ["RTA-D3000"]));
        const string Address = "/editor/documents/RTA-D3000/redact";
        await archive.Analyst.SubmitAsync(await archive.Analyst.OpenAsync("/work/documents/RTA-D3000"), ("?Write", ""), ("Text", "Is OMAR the one of the other paper?"));
        var nothing = await archive.Editor.SubmitAsync(Address, ("Phrases", ""), ("Reason", "x"));
        var missing = await archive.Editor.SubmitAsync(Address, ("Phrases", "Bilal"), ("Reason", "x"));
        var look = await archive.Editor.SubmitAsync(Address, ("Phrases", "Omar"), ("Reason", ""));
        var noReason = await archive.Editor.SubmitAsync(look, Chosen(look));
        var changed = await archive.Editor.SubmitAsync(look, [("?Redact", ""), ("Phrases", "courier"), ("Reason", "x")]);
        Assert.Contains("Draw a box, or name words that go.", nothing.Text, StringComparison.Ordinal);
        Assert.Contains("“Bilal” stands in no text", missing.Text, StringComparison.Ordinal);
        Assert.Contains("Give a reason", noReason.Text, StringComparison.Ordinal);
        Assert.Contains("look at the places once more", changed.Text, StringComparison.Ordinal);
        Assert.Contains("Look there too", look.Text, StringComparison.Ordinal);
        Assert.NotNull(look.Html.QuerySelector("a[href^='/work/documents/RTA-D3000#comment-']"));
        Assert.Equal(2, look.Html.QuerySelectorAll("[name=Places]").Length);
        Assert.Equal(HttpStatusCode.NotFound, (await archive.Editor.OpenAsync("/editor/documents/RTA-D9999/redact")).Status);

        // One place only, by choice; the other stays, and the text may go on holding it.
        var one = look.Html.QuerySelectorAll("[name=Places]")[0].GetAttribute("value")!;
        await archive.Editor.SubmitAsync(look, ("?Redact", ""), ("Places", one), ("Reason", "x"));
        Assert.Contains("The courier was ▮▮▮. Omar came again.", string.Join(' ', (await archive.Visitor.OpenAsync("/documents/RTA-D3000")).Html.QuerySelectorAll(".paragraphs li").Select(p => p.TextContent.TrimStart('1', '2').Trim())), StringComparison.Ordinal);
        var late = await archive.Editor.SubmitAsync(look, Chosen(look));
        Assert.Contains("Somebody else saved this", late.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_in_the_head_of_a_message_go_with_those_in_its_text()
    {
        var batch = await archive.UploadAsync(("head.eml", Encoding.UTF8.GetBytes("From: Farida Naderi <farida@example.org>\r\nTo: office@example.org\r\nSubject: Hand-over\r\n\r\nWritten by Farida Naderi herself.")));
        await archive.FinishAsync(batch);
        var reference = await archive.QueryAsync(db => db.Documents.Where(d => d.Title == "Hand-over").Select(d => d.Reference).SingleAsync());
        var look = await archive.Editor.SubmitAsync($"/editor/documents/{reference}/redact", ("Phrases", "Farida Naderi"), ("Reason", "x"));
        Assert.Contains("Issuer", look.Text, StringComparison.Ordinal);
        await archive.Editor.SubmitAsync(look, Chosen(look));
        Assert.Equal(["▮▮▮"], await archive.QueryAsync(db => db.DocumentMails.Where(m => m.Document.Reference == reference).Select(m => m.From).SingleAsync()));
    }

    public void Dispose() => _made.Dispose();

    private bool IsKept(Guid picture) => archive.AsArchiveAsync(services => Task.FromResult(File.Exists(services.GetRequiredService<PictureStore>().PathOf(picture, PictureSize.Large)))).Result;

    private static (string, string)[] Chosen(BrowserPage look) => [("?Redact", ""), .. look.Html.QuerySelectorAll("[name=Places][checked]").Select(p => ("Places", p.GetAttribute("value")!))];

    private static async Task<MagickImage> PictureAsync(Browser browser, string path)
    {
        using var answer = await browser.SendAsync(HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return new MagickImage(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    private async Task<MagickImage> WaitForAsync(string path)
    {
        for (var patience = 0; patience < 200; patience++)
        {
            using var answer = await archive.Editor.SendAsync(HttpMethod.Get, path);
            if (answer.IsSuccessStatusCode)
            {
                return new MagickImage(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException("The picture was not drawn anew.");
    }

    private static IEnumerable<int> Around(MagickImage picture, int x, int y)
    {
        using var pixels = picture.GetPixels();
        foreach (var (dx, dy) in new[] { (0, 0), (-2, 0), (2, 0), (0, -2), (0, 2) })
        {
            yield return pixels.GetPixel(x + dx, y + dy).ToColor()!.ToByteArray()[0];
        }
    }
}

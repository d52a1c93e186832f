using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Import;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Quotations;

namespace RussiaTalibanArchive.Tests.Features.Import;

public sealed class ItemsImportTests(TestArchive archive) : IClassFixture<TestArchive>
{
    [Fact]
    public async Task The_sample_dossier_is_taken_whole_and_a_second_time_adds_nothing()
    {
        var first = await ImportAsync(SampleDossier.LinesAsync("RTA"));
        var second = await ImportAsync(SampleDossier.LinesAsync("RTA"));

        Assert.Empty(first.Refused);
        Assert.Equal((0, first.Added), (second.Added, second.Unchanged));
        var counts = await archive.QueryAsync(async db => (
            Articles: await db.Articles.CountAsync(), Documents: await db.Documents.CountAsync(), Quotations: await db.Quotations.CountAsync(),
            Tags: await db.Tags.CountAsync(), Notes: await db.Notes.CountAsync(), Dossiers: await db.Dossiers.CountAsync()));
        Assert.True(counts is { Articles: >= 2, Documents: >= 6, Quotations: >= 20, Tags: >= 30, Notes: >= 6, Dossiers: >= 1 }, counts.ToString());
        Assert.Empty(await archive.QueryAsync(db => db.Quotations.Where(q => q.Anchor == AnchorState.Lost).Select(q => q.Reference).ToListAsync()));
    }

    [Fact]
    public async Task Every_refused_line_is_named_and_the_others_are_taken()
    {
        var report = await ImportAsync(Lines(
            Some.Document("RTA-D0801"),
            "not json",
            """{"kind":"song","title":"x"}""",
            """{"kind":"document","titel":"x"}""",
            """{"kind":"document","title":"x","date":"2025-02-30"}""",
            """{"kind":"document"}""",
            """{"kind":"quotation","of":"RTA-D0999","exact":"words"}""",
            """{"kind":"document","title":"x","reference":"RTA-Q0001"}""",
            """{"kind":"document","title":"x","source":{"url":"javascript:alert(1)"}}""",
            """{"kind":"document","title":"x","grade":"Z9"}""",
            """{"kind":"document","title":"x","tags":["no-such-tag"]}"""));

        Assert.Equal(1, report.Added);
        Assert.Equal([2, 3, 4, 5, 6, 7, 8, 9, 10, 11], report.Refused.Select(r => r.Line));
        Assert.Contains("titel", report.Refused[2].Reason, StringComparison.Ordinal);
        Assert.Contains("2025-02-30", report.Refused[3].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_may_come_in_any_order()
    {
        var report = await ImportAsync(Lines(
            Some.Quotation("RTA-Q0810", "RTA-D0810", tags: ["below"]),
            Some.Document("RTA-D0810", tags: ["below"]),
            Some.Tag("below", broader: "above"),
            Some.Tag("above")));

        Assert.Empty(report.Refused);
        Assert.Equal(4, report.Added);
    }

    [Fact]
    public async Task Tags_that_run_in_a_circle_are_refused()
    {
        var report = await ImportAsync(Lines(Some.Tag("hen", broader: "egg"), Some.Tag("egg", broader: "hen")));

        Assert.Equal(2, report.Refused.Count);
    }

    [Fact]
    public async Task A_reference_from_outside_is_never_given_again()
    {
        await archive.ImportAsync(Some.Document("RTA-D4711"));
        await archive.ImportAsync("""{"kind":"document","title":"Without a reference"}""");

        Assert.Equal("RTA-D4712", await archive.QueryAsync(db => db.Documents.Where(d => d.Title == "Without a reference").Select(d => d.Reference).SingleAsync()));
    }

    [Fact]
    public async Task An_item_that_is_here_with_other_content_is_refused_and_stays_as_it_is()
    {
        await archive.ImportAsync(Some.Document("RTA-D0820", title: "First"));

        var report = await ImportAsync(Lines(Some.Document("RTA-D0820", title: "Second")));

        Assert.Contains("RTA-D0820", Assert.Single(report.Refused).Reason, StringComparison.Ordinal);
        Assert.Equal("First", await archive.QueryAsync(db => db.Documents.Where(d => d.Reference == "RTA-D0820").Select(d => d.Title).SingleAsync()));
    }

    [Fact]
    public async Task A_quotation_finds_its_place_in_the_text()
    {
        await archive.ImportAsync(
            Some.Document("RTA-D0830", text: "لومړی پراګراف.\fدوهم مخ دلته پیل کېږي.\nد روسیې سیلانیان زیات شوي دي."),
            Some.Quotation("RTA-Q0830", "RTA-D0830"));

        var quotation = await archive.QueryAsync(db => db.Quotations.Include(q => q.Text).SingleAsync(q => q.Reference == "RTA-Q0830"));

        Assert.Equal(AnchorState.Exact, quotation.Anchor);
        Assert.Equal(quotation.Exact, quotation.Text!.Body[quotation.Start!.Value..quotation.End!.Value]);
        Assert.Equal((2, 3), (quotation.Page, quotation.Paragraph));
        Assert.EndsWith("د روسیې ", quotation.Prefix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_imported_reads_back_the_same()
    {
        var line = Some.Document("RTA-D0840", tags: null, authenticity: "disputed", source: new { publisher = "The Specimen", note = "kept apart" });
        await archive.ImportAsync(line);

        var written = await archive.AsArchiveAsync(async services =>
        {
            var writer = services.GetRequiredService<DocumentWriter>();
            return writer.Describe((await writer.LoadAsync("RTA-D0840", TestContext.Current.CancellationToken))!);
        });

        var read = ItemJson.Read<DocumentRecord>(line);
        Assert.Equal((read.Title, read.Language, read.Date!.Edtf, read.Source!.Note, read.Status), (written.Title, written.Language, written.Date!.Edtf, written.Source!.Note, written.Status));
        Assert.Equal(Verdict.Disputed, Assert.Single(written.Authenticity!).Verdict);
        Assert.Equal(read.Texts![0].Text, written.Texts![0].Text);
    }

    private Task<ImportReport> ImportAsync(IAsyncEnumerable<string> lines) => archive.AsArchiveAsync(services =>
        services.GetRequiredService<ItemsImporter>().ImportAsync(lines, new ImportOptions(), null, TestContext.Current.CancellationToken));

    private static IAsyncEnumerable<string> Lines(params string[] lines) => lines.ToAsyncEnumerable();
}

using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Features.Search.Exports.Jobs;

namespace RussiaTalibanArchive.Tests.Features.Search;

/// <summary>Long results, written to files behind the pages.</summary>
public sealed class ExportJobTests(ExportJobTests.Archive archive) : IClassFixture<ExportJobTests.Archive>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public sealed class Archive(TestCluster cluster) : TestArchive(cluster), IAsyncLifetime
    {
        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            await ImportAsync(
            [
                .. Enumerable.Range(1, 30).Select(i => Some.Document($"RTA-D{i:0000}", $"Letter {i}", "A letter on plums", "en")),
                Some.Document("RTA-D0100", "An internal letter", "A letter on plums", "en", status: "internal"),
                Some.Document("RTA-D0101", "A letter to be withdrawn", "A letter on plums", "en"),
            ]);
        }
    }

    [Theory]
    [InlineData(".bib")]
    [InlineData(".csv")]
    [InlineData(".jsonl")]
    [InlineData(".txt")]
    public async Task A_file_holds_what_the_result_does_at_once_and_no_more_than_its_owner_sees(string format)
    {
        foreach (var (reader, isAnalyst) in new[] { (archive.Visitor, false), (archive.Analyst, true) })
        {
            await reader.OpenAsync("/documents/RTA-D0001/cite?style=apa&locale=ar");
            var page = await FinishedAsync(reader, format);
            using var file = await reader.SendAsync(HttpMethod.Get, page.Path + "/file");
            using var atOnce = await reader.SendAsync(HttpMethod.Get, $"/documents{format}?q=plums");
            var written = await file.Content.ReadAsStringAsync(Cancelled);

            Assert.Equal(await atOnce.Content.ReadAsStringAsync(Cancelled), written);
            Assert.Equal(isAnalyst, written.Contains("RTA-D0100", StringComparison.Ordinal));
            Assert.Equal($"documents{format}", file.Content.Headers.ContentDisposition!.FileName);
            Assert.Equal(atOnce.Content.Headers.ContentType, file.Content.Headers.ContentType);
            Assert.Equal(file.Content.Headers.ContentLength, (await archive.QueryAsync(db => db.ExportJobs.IgnoreQueryFilters().SingleAsync(j => j.Id == Guid.Parse(page.Path.Replace("/exports/", "", StringComparison.Ordinal))))).Bytes);
            await reader.SubmitAsync(page.Path, ("?Remove", ""));
            Assert.Equal(HttpStatusCode.NotFound, (await reader.OpenAsync(page.Path)).Status);
        }
    }

    [Fact]
    public async Task A_file_is_its_owners_alone()
    {
        var analyst = archive.Analyst;
        var page = await FinishedAsync(analyst, ".csv");

        foreach (var other in new[] { archive.Visitor, archive.Reader, archive.Editor, archive.Admin })
        {
            foreach (var part in new[] { "", "/file", "/progress" })
            {
                Assert.Equal(HttpStatusCode.NotFound, (await other.OpenAsync(page.Path + part)).Status);
            }
        }

        Assert.NotNull((await analyst.OpenAsync("/exports")).Html.QuerySelector($"a[href='{page.Path}']"));
        Assert.Null((await archive.Editor.OpenAsync("/exports")).Html.QuerySelector($"a[href='{page.Path}']"));
    }

    [Fact]
    public async Task Progress_is_told_and_after_a_day_nothing_is_left()
    {
        using var visitor = archive.Visitor;
        var page = await FinishedAsync(visitor, ".csv");
        using var answer = await visitor.SendAsync(HttpMethod.Get, page.Path + "/progress");
        var progress = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancelled)).RootElement;
        Assert.Equal(("done", progress.GetProperty("total").GetInt32()), (progress.GetProperty("state").GetString(), progress.GetProperty("written").GetInt32()));

        archive.Clock.Offset += TimeSpan.FromHours(25);
        try
        {
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.OpenAsync(page.Path)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.OpenAsync(page.Path + "/file")).Status);
        }
        finally
        {
            archive.Clock.Offset -= TimeSpan.FromHours(25);
        }
    }

    [Fact]
    public async Task What_is_withdrawn_is_in_no_file_any_more()
    {
        using var visitor = archive.Visitor;
        var page = await FinishedAsync(visitor, ".csv");
        Assert.Contains("RTA-D0101", (await visitor.OpenAsync(page.Path + "/file")).Body, StringComparison.Ordinal);

        archive.Clock.Offset += TimeSpan.FromSeconds(5);
        await archive.Editor.SubmitAsync("/editor/documents/RTA-D0101", ("?Withdraw", ""), ("Reason", "A mistake"));

        var gone = await visitor.OpenAsync(page.Path + "/file");
        Assert.DoesNotContain("RTA-D0101", gone.Body, StringComparison.Ordinal);
        Assert.Contains("Prepare it again", gone.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.OpenAsync(page.Path)).Status);
        await archive.Editor.SubmitAsync("/editor/documents/RTA-D0101", ("?Reinstate", ""));
        archive.Clock.Offset += TimeSpan.FromSeconds(5);
        await archive.Editor.SubmitAsync("/editor/documents/RTA-D0101", ("Input.Status", "Public"));
    }

    [Fact]
    public async Task An_account_has_so_many_files_and_is_told_when_it_has_them()
    {
        await archive.QueryAsync(async db =>
        {
            var owner = await db.Users.Where(u => u.Role == Web.Access.Role.Reader).Select(u => u.Id).FirstAsync(Cancelled);
            db.AddRange(Enumerable.Range(0, 10).Select(_ => new ExportJob
            {
                UserId = owner,
                Address = "/documents?q=plums",
                Format = ".csv",
                Style = "",
                Site = "",
                Language = "en",
                CreatedAt = archive.Clock.GetUtcNow(),
                ExpiresAt = archive.Clock.GetUtcNow().AddHours(1),
                State = ExportState.Done,
            }));
            return await db.SaveChangesAsync(Cancelled);
        });

        var refused = await archive.Reader.SubmitAsync("/exports?of=%2Fdocuments%3Fq%3Dplums", ("Format", ".csv"));

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Contains("Remove one first", refused.Html.QuerySelector("#format-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/documents?q=plums", refused.Html.QuerySelector("input[name=Of]")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("/exports?of=%2Fnotes")]
    [InlineData("/exports?of=https%3A%2F%2Fevil.example%2F")]
    [InlineData("/exports?of=nonsense")]
    public async Task Only_a_result_that_can_be_cited_is_written(string address) =>
        Assert.Null((await archive.Visitor.OpenAsync(address)).Html.QuerySelector("input[name=Format]"));

    [Fact]
    public async Task A_format_that_there_is_not_is_refused_at_its_place()
    {
        var refused = await archive.Visitor.SubmitAsync("/exports?of=%2Fdocuments", ("Format", ".exe"));

        Assert.NotNull(refused.Html.QuerySelector("#format-error"));
    }

    private static async Task<BrowserPage> FinishedAsync(Browser reader, string format)
    {
        var page = await reader.SubmitAsync("/exports?of=%2Fdocuments%3Fq%3Dplums", ("Format", format));
        for (var i = 0; i < 200 && page.Html.QuerySelector("progress") is not null; i++)
        {
            await Task.Delay(100, Cancelled);
            page = await reader.OpenAsync(page.Path);
        }

        Assert.NotNull(page.Html.QuerySelector($"a[href='{page.Path}/file']"));
        return page;
    }
}

using System.Net;
using RussiaTalibanArchive.Tests.Infrastructure;

namespace RussiaTalibanArchive.Tests.Access;

/// <summary>Who may see what, asked over HTTP of every address that shows items.</summary>
public sealed class VisibilityTests(VisibilityTests.Archive archive) : IClassFixture<VisibilityTests.Archive>
{
    private const string Secret = "Qandil";

    public static TheoryData<string> HiddenFromVisitors => new(
        "/documents/RTA-D0102", "/documents/RTA-D0103", "/documents/RTA-D0104", "/articles/RTA-A0102", "/quotations/RTA-Q0102", "/quotations/RTA-Q0103",
        "/quotations/RTA-Q0104", "/quotations/RTA-Q0105", "/dossiers/RTA-S0102", "/notes/102", "/tags/hidden-tag",
        "/documents/RTA-D0103/history", "/documents/RTA-D0103.bib", "/documents/RTA-D0103.ris", "/documents/RTA-D0103.csl.json",
        "/quotations/RTA-Q0103.bib", "/articles/RTA-A0102.ris");

    [Theory]
    [MemberData(nameof(HiddenFromVisitors))]
    public async Task What_a_visitor_may_not_see_answers_exactly_as_what_is_not_there(string address)
    {
        var missing = address.Replace("01", "99", StringComparison.Ordinal).Replace("102", "992", StringComparison.Ordinal).Replace("hidden-tag", "absent-tag", StringComparison.Ordinal);

        var hidden = await AnswerAsync(address);
        var absent = await AnswerAsync(missing);

        Assert.Equal(HttpStatusCode.NotFound, hidden.Status);
        Assert.Equal(absent.Status, hidden.Status);
        Assert.Equal(absent.Body.Replace(missing, address, StringComparison.Ordinal), hidden.Body);
        Assert.Equal(absent.Headers, hidden.Headers);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/documents")]
    [InlineData("/articles")]
    [InlineData("/quotations")]
    [InlineData("/tags")]
    [InlineData("/tags/shared-tag")]
    [InlineData("/dossiers")]
    [InlineData("/dossiers/RTA-S0101")]
    [InlineData("/notes")]
    [InlineData("/notes/101")]
    [InlineData("/documents/RTA-D0101")]
    [InlineData("/articles/RTA-A0101")]
    [InlineData("/quotations/RTA-Q0101")]
    [InlineData("/documents/RTA-D0101/history")]
    [InlineData("/documents?q=Qandil")]
    [InlineData("/quotations?q=Qandil")]
    [InlineData("/articles?q=Qandil")]
    [InlineData("/notes?q=Qandil")]
    [InlineData("/documents/RTA-D0101.bib")]
    [InlineData("/articles/RTA-A0101.csl.json")]
    public async Task No_page_for_visitors_holds_a_trace_of_hidden_items(string address)
    {
        var page = await archive.Visitor.OpenAsync(address);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        foreach (var trace in new[] { "RTA-D0102", "RTA-D0103", "RTA-D0104", "RTA-A0102", "RTA-Q0102", "RTA-Q0103", "RTA-Q0104", "RTA-Q0105", "RTA-S0102", "/notes/102", "hidden-tag" })
        {
            Assert.DoesNotContain(trace, page.Body, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(Secret, page.Body.Replace("q=Qandil", "", StringComparison.Ordinal).Replace("value=\"Qandil\"", "", StringComparison.Ordinal).Replace("<bdi>Qandil</bdi>", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counts_tell_a_visitor_nothing_of_hidden_items()
    {
        Assert.Equal("1 document", (await archive.Visitor.OpenAsync("/documents")).Html.QuerySelector(".count")!.TextContent.Trim());
        Assert.Equal("4 documents", (await archive.Editor.OpenAsync("/documents")).Html.QuerySelector(".count")!.TextContent.Trim());
        Assert.Equal("1 quotation", (await archive.Visitor.OpenAsync("/quotations?tag=shared-tag")).Html.QuerySelector(".count")!.TextContent.Trim());
    }

    [Theory]
    [InlineData("/documents/RTA-D0102", true, true)]
    [InlineData("/documents/RTA-D0103", false, true)]
    [InlineData("/documents/RTA-D0104", true, true)]
    [InlineData("/quotations/RTA-Q0103", false, true)]
    [InlineData("/quotations/RTA-Q0105", true, true)]
    [InlineData("/notes/102", true, true)]
    public async Task Analysts_see_what_is_internal_and_editors_drafts_too(string address, bool analyst, bool editor)
    {
        Assert.Equal(HttpStatusCode.NotFound, (await archive.Reader.OpenAsync(address)).Status);
        Assert.Equal(analyst ? HttpStatusCode.OK : HttpStatusCode.NotFound, (await archive.Analyst.OpenAsync(address)).Status);
        Assert.Equal(editor ? HttpStatusCode.OK : HttpStatusCode.NotFound, (await archive.Editor.OpenAsync(address)).Status);
    }

    [Fact]
    public async Task What_only_editors_may_know_of_a_source_is_shown_to_editors_only()
    {
        foreach (var browser in new[] { archive.Visitor, archive.Reader, archive.Analyst })
        {
            var page = await browser.OpenAsync("/documents/RTA-D0101");
            Assert.DoesNotContain("KeptFromReaders", page.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("2025-08-09", page.Body, StringComparison.Ordinal);
            Assert.Contains("Printed in a specimen paper", page.Body, StringComparison.Ordinal);
        }

        Assert.Contains("KeptFromReaders", (await archive.Editor.OpenAsync("/documents/RTA-D0101")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/editor")]
    [InlineData("/editor/documents/new")]
    [InlineData("/editor/documents/RTA-D0101")]
    [InlineData("/editor/articles/new")]
    [InlineData("/editor/articles/RTA-A0101/review")]
    [InlineData("/editor/quotations/RTA-Q0101")]
    [InlineData("/editor/tags")]
    [InlineData("/editor/dossiers/new")]
    [InlineData("/admin/users")]
    public async Task Those_who_may_not_edit_are_kept_out_of_editing(string address)
    {
        Assert.Equal("/account/sign-in", (await archive.Visitor.OpenAsync(address)).Path);
        Assert.Equal("/account/denied", (await archive.Reader.OpenAsync(address)).Path);
        Assert.Equal("/account/denied", (await archive.Analyst.OpenAsync(address)).Path);
    }

    private async Task<(HttpStatusCode Status, string Body, string Headers)> AnswerAsync(string address)
    {
        using var answer = await archive.Visitor.SendAsync(HttpMethod.Get, address);
        var headers = string.Join('\n', answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key is not ("Date" or "Set-Cookie" or "Content-Length"))
            .Select(h => $"{h.Key}: {string.Join(", ", h.Value)}").Order(StringComparer.Ordinal));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), headers);
    }

    /// <summary>One public item of each kind, and beside it hidden ones that refer to it.</summary>
    public sealed class Archive(TestCluster cluster) : TestArchive(cluster), IAsyncLifetime
    {
        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            await ImportAsync(
                Some.Tag("shared-tag"), Some.Tag("hidden-tag", "Qandil tag"),
                Some.Document("RTA-D0101", "Open paper", tags: ["shared-tag"],
                    source: new { publisher = "The Specimen", received = "2025-08-09", note = "KeptFromReaders" },
                    provenance: [new { fact = "Printed in a specimen paper", @public = true }, new { fact = "KeptFromReaders too", @public = false }]),
                Some.Document("RTA-D0102", "Qandil internal", status: "internal", tags: ["shared-tag", "hidden-tag"]),
                Some.Document("RTA-D0103", "Qandil draft", status: "draft", tags: ["shared-tag"]),
                Some.Document("RTA-D0104", "Qandil embargoed", embargo: DateTimeOffset.UtcNow.AddDays(30).ToString("o"), tags: ["shared-tag"]),
                Some.Article("RTA-A0101", "Open report", cites: ["RTA-D0101", "RTA-D0102"], tags: ["shared-tag"]),
                Some.Article("RTA-A0102", "Qandil report", status: "draft", cites: ["RTA-D0101"], tags: ["hidden-tag"]),
                Some.Quotation("RTA-Q0101", "RTA-D0101", tags: ["shared-tag"], appearances: [new { @in = "RTA-A0102", exact = "The goods" }]),
                Some.Quotation("RTA-Q0102", "RTA-D0102", tags: ["shared-tag"], appearances: [new { @in = "RTA-A0101", exact = "The goods arrived" }]),
                Some.Quotation("RTA-Q0103", "RTA-D0101", exact: "دوهم پراګراف", status: "proposed", tags: ["shared-tag"]),
                Some.Quotation("RTA-Q0104", "RTA-D0104", tags: ["shared-tag", "hidden-tag"]),
                Some.Quotation("RTA-Q0105", "RTA-D0101", exact: "د نمونې لپاره", status: "draft", tags: ["hidden-tag"]),
                Some.Note("See [[RTA-D0101]], [[RTA-D0102]] and [[RTA-Q0103|the Qandil words]].\n\n![[RTA-Q0104]]\n\n[[tag:hidden-tag]]", reference: "101", about: ["RTA-D0101", "RTA-D0102"]),
                Some.Note("Qandil is named in [[RTA-D0101]].", status: "internal", reference: "102", about: ["RTA-D0101", "tag:shared-tag"]),
                Some.Dossier("RTA-S0101", "Open dossier", ["RTA-D0102", "RTA-D0101", "RTA-Q0103"]),
                Some.Dossier("RTA-S0102", "Qandil dossier", ["RTA-D0101"], status: "draft"));
        }
    }
}

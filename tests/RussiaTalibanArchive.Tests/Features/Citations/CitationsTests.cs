using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Features.Citations;
using RussiaTalibanArchive.Web.Features.Documents;

namespace RussiaTalibanArchive.Tests.Features.Citations;

/// <summary>Citations as programs fetch them.</summary>
public sealed class CitationsTests(CitationsTests.Archive archive) : IClassFixture<CitationsTests.Archive>
{
    public static TheoryData<string, string> Addresses => new(
        from item in new[] { "/documents/RTA-D0001", "/articles/RTA-A0001", "/quotations/RTA-Q0001" }
        from suffix in CitationFormat.All.Select(f => f.Suffix)
        select (item, suffix));

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Each_item_has_each_format_beside_it(string item, string suffix)
    {
        var format = CitationFormat.All.Single(f => f.Suffix == suffix);

        using var answer = await archive.Visitor.SendAsync(HttpMethod.Get, item + suffix);
        using var head = await archive.Visitor.SendAsync(HttpMethod.Head, item + suffix);
        var body = await BodyOf(answer);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(format.ContentType, answer.Content.Headers.ContentType!.ToString());
        Assert.Equal($"inline; filename=\"{item.Split('/')[2]}{suffix}\"", answer.Content.Headers.ContentDisposition!.ToString());
        Assert.Contains($"{archive.Address}{item}", body, StringComparison.Ordinal);
        Assert.Equal(answer.StatusCode, head.StatusCode);
        Assert.Equal(answer.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
        Assert.Equal("", await BodyOf(head));
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Nobody_reads_in_a_citation_what_only_editors_know(string item, string suffix)
    {
        using var answer = await archive.Editor.SendAsync(HttpMethod.Get, item + suffix);
        var body = await BodyOf(answer);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain("hush", body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("RTA-D0002", body, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task A_citation_has_the_newest_verdict_and_the_tags_in_its_own_language(string item, string suffix)
    {
        using var answer = await archive.Visitor.SendAsync(HttpMethod.Get, item + suffix);
        var body = await BodyOf(answer);

        Assert.Contains("روسیه", body, StringComparison.Ordinal);
        Assert.Equal(!item.Contains("articles", StringComparison.Ordinal), body.Contains("Authenticity disputed (assessed 2025-09-01)", StringComparison.Ordinal));
        Assert.DoesNotContain("authentic (assessed", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_citation_of_a_quotation_leads_to_its_place()
    {
        using var answer = await archive.Visitor.SendAsync(HttpMethod.Get, "/quotations/RTA-Q0001.ris");
        var lines = (await BodyOf(answer)).Split("\r\n");

        Assert.Contains("T2  - Specimen memorandum", lines);
        Assert.Contains("SP  - 1", lines);
        Assert.Contains("N1  - Quoted from RTA-D0001, p. 1, para. 1", lines);
        Assert.Contains("AB  - سیلانیان زیات شوي", lines);
        Assert.Contains("N1  - Quotation disputed", lines);
        Assert.Contains("N1  - Translation into English: The tourists have become more", lines);
    }

    [Theory]
    [InlineData("/documents/RTA-D0002.bib")]
    [InlineData("/quotations/RTA-Q0002.ris")]
    [InlineData("/documents/RTA-D0099.bib")]
    [InlineData("/articles/RTA-D0001.bib")]
    [InlineData("/documents/nothing.csl.json")]
    public async Task What_is_hidden_answers_as_what_is_missing(string path)
    {
        using var answer = await archive.Visitor.SendAsync(HttpMethod.Get, path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Null(answer.Content.Headers.ContentDisposition);
        Assert.Null(answer.Headers.ETag);
    }

    [Fact]
    public async Task An_editor_cites_a_draft()
    {
        using var answer = await archive.Editor.SendAsync(HttpMethod.Get, "/documents/RTA-D0002.bib");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task What_was_withdrawn_says_so_and_no_more()
    {
        await archive.ImportAsync(Some.Document("RTA-D0007", title: "Withdrawn paper"), Some.Document("RTA-D0008", status: "draft"));
        await WithdrawAsync("RTA-D0007");
        await WithdrawAsync("RTA-D0008");

        using var gone = await archive.Visitor.SendAsync(HttpMethod.Get, "/documents/RTA-D0007.bib");
        using var never = await archive.Visitor.SendAsync(HttpMethod.Get, "/documents/RTA-D0008.bib");
        var body = await BodyOf(gone);

        Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
        Assert.Equal("text/plain; charset=utf-8", gone.Content.Headers.ContentType!.ToString());
        Assert.Matches(@"^RTA-D0007 was withdrawn on \d{4}-\d\d-\d\d\. It was a mistake\.\n$", body);
        Assert.Equal(HttpStatusCode.NotFound, never.StatusCode);
    }

    [Fact]
    public async Task A_reference_in_another_case_leads_to_the_canonical_address()
    {
        using var answer = await archive.Visitor.SendAsync(HttpMethod.Get, "/documents/rta-d0001.csl.json");

        Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
        Assert.Equal("/documents/RTA-D0001.csl.json", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task An_unchanged_citation_is_not_sent_again()
    {
        using var first = await archive.Visitor.SendAsync(HttpMethod.Get, "/documents/RTA-D0001.bib");
        using var second = await archive.Visitor.SendAsync(HttpMethod.Get, "/documents/RTA-D0001.bib", r => r.Headers.IfNoneMatch.Add(first.Headers.ETag!));
        using var other = await archive.Visitor.SendAsync(HttpMethod.Get, "/documents/RTA-D0001.ris", r => r.Headers.IfNoneMatch.Add(first.Headers.ETag!));

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task A_program_takes_a_citation_from_the_address_of_the_item()
    {
        using var answer = await archive.Visitor.SendAsync(HttpMethod.Get, "/quotations/RTA-Q0001", r => r.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/x-bibtex")));

        Assert.Equal("application/x-bibtex; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.StartsWith("@misc{RTA-Q0001,", await BodyOf(answer), StringComparison.Ordinal);
        Assert.Equal("Accept", Assert.Single(answer.Headers.Vary));
        Assert.Equal("/quotations/RTA-Q0001.bib", answer.Content.Headers.ContentLocation!.ToString());
    }

    [Fact]
    public async Task A_browser_gets_no_citation_from_the_address_of_the_item()
    {
        using var answer = await archive.Visitor.SendAsync(HttpMethod.Get, "/documents/RTA-D0001", r => r.Headers.Accept.ParseAdd("text/html,application/xhtml+xml,*/*;q=0.8"));

        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("Accept", Assert.Single(answer.Headers.Vary));
    }

    private Task<bool> WithdrawAsync(string reference) => archive.AsArchiveAsync(async services =>
        (await services.GetRequiredService<DocumentWriter>().WithdrawAsync(reference, 1, "It was a mistake.", TestContext.Current.CancellationToken)).Item is not null);

    private static Task<string> BodyOf(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    public sealed class Archive(TestCluster cluster) : TestArchive(cluster), IAsyncLifetime
    {
        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            await ImportAsync(
                """{"kind":"tag","slug":"russia","labels":{"en":"Russia","ps":"روسیه"}}""",
                """
                {"kind":"document","reference":"RTA-D0001","title":"Specimen memorandum","language":"ps","date":"2025-07-07","issuer":"Supply office",
                 "abstract":"What it says, see [[RTA-D0002]].","status":"public","tags":["russia"],
                 "authenticity":[{"verdict":"authentic","by":"A reader","date":"2025-08-01"},{"verdict":"disputed","by":"Another","date":"2025-09-01"}],
                 "source":{"received":"2025-01","note":"Hush, from a friend"},"provenance":[{"fact":"Hush, in a car","public":false}],
                 "text":"د روسیې سیلانیان زیات شوي دي.\nدوهم پراګراف."}
                """.ReplaceLineEndings(" "),
                Some.Document("RTA-D0002", title: "A draft", status: "draft"),
                """{"kind":"article","reference":"RTA-A0001","title":"Specimen report","language":"ps","authors":["Mary Harlan"],"publisher":"Example Daily","body":"نوی خبر","tags":["russia"],"status":"public"}""",
                """{"kind":"quotation","reference":"RTA-Q0001","of":"RTA-D0001","exact":"سیلانیان زیات شوي","language":"ps","note":"Hush, a note","translations":{"en":"The tourists have become more"},"tags":["russia"],"status":"disputed"}""",
                Some.Quotation("RTA-Q0002", "RTA-D0002"));
        }
    }
}

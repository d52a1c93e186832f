using System.Net;
using RussiaTalibanArchive.Tests.Infrastructure;

namespace RussiaTalibanArchive.Tests.Features.Api;

/// <summary>Comments, saved searches and papers brought in, by programs.</summary>
public sealed class ApiWorkTests(ApiWorkTests.Archive archive) : IClassFixture<ApiWorkTests.Archive>
{
    public sealed class Archive(TestCluster cluster) : TestArchive(cluster), IAsyncLifetime
    {
        protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("Archive:IntakeWorkers", "1")];

        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            await ImportAsync(
            [
                Some.Document("RTA-D0001"), Some.Document("RTA-D0002", "A draft", status: "draft"), Some.Note("Words.", reference: "1"),
                .. Enumerable.Range(0, 45).Select(i => Some.Article($"RTA-A1{i:000}", $"Report {i}", "A report on plums")),
            ]);
        }
    }

    [Fact]
    public async Task Colleagues_write_settle_and_remove_comments_and_readers_know_of_none()
    {
        using var analyst = await ApiClient.OfAsync(archive, archive.Analyst, "comments");
        using var editor = await ApiClient.OfAsync(archive, archive.Editor, "comments");
        using var reader = await ApiClient.OfAsync(archive, archive.Reader, "comments");
        using var visitor = new ApiClient(archive.Visitor, null);
        const string All = "/api/v1/documents/RTA-D0001/comments";

        var made = await analyst.SendAsync("POST", All, """{"text":"Is this the stamp’s date?"}""");
        Assert.Equal(HttpStatusCode.Created, made.Status);
        Assert.Contains("Is this the stamp’s date?", (await editor.GetAsync(All)).Text, StringComparison.Ordinal);
        Assert.Contains("Is this the stamp’s date?", (await archive.Editor.OpenAsync("/documents/RTA-D0001")).Text, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized), ((await reader.GetAsync(All)).Status, (await visitor.GetAsync(All)).Status));

        var settled = await editor.SendAsync("PATCH", made.Location!, """{"resolved":true}""", null, "application/merge-patch+json");
        Assert.NotNull(settled.Json["resolved_by"]);
        Assert.Equal(HttpStatusCode.NotFound, (await editor.SendAsync("PATCH", made.Location!, """{"text":"Not mine"}""")).Status);
        var changed = await analyst.SendAsync("PATCH", made.Location!, """{"text":"Mine, changed","resolved":false}""");
        Assert.Equal("Mine, changed", changed.Json["text"]!.GetValue<string>());
        Assert.Null(changed.Json["resolved_at"]);
        Assert.Equal(HttpStatusCode.NoContent, (await editor.SendAsync("DELETE", made.Location!)).Status);
        Assert.DoesNotContain("Mine, changed", (await editor.GetAsync(All)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"text":""}""")]
    [InlineData("""{"text":7}""")]
    [InlineData("""{"text":null}""")]
    [InlineData("""{"text":"x","more":1}""")]
    public async Task What_is_no_comment_is_refused(string body)
    {
        using var analyst = await ApiClient.OfAsync(archive, archive.Analyst, $"bad {body.GetHashCode(StringComparison.Ordinal)}");

        var answer = await analyst.SendAsync("POST", "/api/v1/notes/1/comments", body);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "application/problem+json"), (answer.Status, answer.Type));
    }

    [Fact]
    public async Task Who_may_not_see_an_item_comments_on_nothing_and_who_only_reads_writes_nothing()
    {
        using var analyst = await ApiClient.OfAsync(archive, archive.Analyst, "hidden");
        using var reading = await ApiClient.OfAsync(archive, archive.Analyst, "reading", canWrite: false);

        Assert.Equal(HttpStatusCode.NotFound, (await analyst.GetAsync("/api/v1/documents/RTA-D0002/comments")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await analyst.SendAsync("POST", "/api/v1/documents/RTA-D0002/comments", """{"text":"x"}""")).Status);
        Assert.Equal(HttpStatusCode.OK, (await reading.GetAsync("/api/v1/documents/RTA-D0001/comments")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await reading.SendAsync("POST", "/api/v1/documents/RTA-D0001/comments", """{"text":"x"}""")).Status);
    }

    [Fact]
    public async Task Searches_are_kept_listed_and_forgotten()
    {
        using var reader = await ApiClient.OfAsync(archive, archive.Reader, "searches");
        using var other = await ApiClient.OfAsync(archive, archive.Analyst, "searches");
        var made = await reader.SendAsync("POST", "/api/v1/me/searches", """{"name":"Plums","address":"/articles?q=plums"}""");

        Assert.Equal((HttpStatusCode.Created, "/articles?q=plums"), (made.Status, made.Json["address"]!.GetValue<string>()));
        Assert.Equal(45, (await reader.GetAsync(made.Json["results"]!.GetValue<string>())).Json["total"]!.GetValue<int>());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await reader.SendAsync("POST", "/api/v1/me/searches", """{"name":"Plums","address":"/articles?q=plums"}""")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await reader.SendAsync("POST", "/api/v1/me/searches", """{"name":"Nothing","address":"https://evil.example/"}""")).Status);
        Assert.DoesNotContain("Plums", (await other.GetAsync("/api/v1/me/searches")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await other.SendAsync("DELETE", made.Location!)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await reader.SendAsync("DELETE", made.Location!)).Status);
        Assert.DoesNotContain("Plums", (await reader.GetAsync("/api/v1/me/searches")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_paper_is_brought_in_and_becomes_a_document_once()
    {
        using var editor = await ApiClient.OfAsync(archive, archive.Editor, "papers");
        var batch = Guid.NewGuid();
        ApiAnswer sent = null!;
        for (var i = 0; i < 2; i++)
        {
            sent = await editor.SendAsync("POST", $"/api/v1/intake?name={Uri.EscapeDataString("رسالة.txt")}&language=ar&batch={batch}", "نص الرسالة عن البرقوق", null, "application/octet-stream",
                r => r.Headers.Add("Idempotency-Key", "the first"));
            Assert.Equal(HttpStatusCode.Accepted, sent.Status);
        }

        await editor.SendAsync("POST", $"/api/v1/intake?name=second.txt&batch={batch}", "The second letter", null, "application/octet-stream");
        ApiAnswer report;
        var patience = 300;
        do
        {
            await Task.Delay(200, TestContext.Current.CancellationToken);
            report = await editor.GetAsync(sent.Location!);
        }
        while (!report.Json["is_done"]!.GetValue<bool>() && patience-- > 0);

        Assert.Equal(2, report.Json["counts"]!["documents"]!.GetValue<int>());
        var file = report.Json["files"]!.AsArray().Single(f => f!["name"]!.GetValue<string>() == "رسالة.txt")!;
        var document = await editor.GetAsync($"/api/v1/documents/{file["document"]!.GetValue<string>()}");
        Assert.Contains("نص الرسالة عن البرقوق", document.Json["texts"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), StringComparison.Ordinal);
        Assert.Equal("draft", document.Json["status"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("", "?name")]
    [InlineData("?name=%20", "?name")]
    [InlineData("?name=%00", "?name")]
    [InlineData("?name=a.txt&language=nonsense!", "?language")]
    [InlineData("?name=a.txt&batch=7", "?batch")]
    public async Task What_the_intake_cannot_take_is_said_where_it_is_wrong(string query, string place)
    {
        using var editor = await ApiClient.OfAsync(archive, archive.Editor, $"wrong {query}");
        using var analyst = await ApiClient.OfAsync(archive, archive.Analyst, $"wrong {query}");

        var answer = await editor.SendAsync("POST", "/api/v1/intake" + query, "x", null, "application/octet-stream");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, place), (answer.Status, answer.Json["errors"]![0]!["pointer"]!.GetValue<string>()));
        Assert.Equal(HttpStatusCode.Forbidden, (await analyst.SendAsync("POST", "/api/v1/intake?name=a.txt", "x", null, "application/octet-stream")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await analyst.GetAsync("/api/v1/intake/1")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await editor.GetAsync("/api/v1/intake/99999999999")).Status);
    }

    [Theory]
    [InlineData("/api/v1/articles?limit=7")]
    [InlineData("/api/v1/articles?q=plums&limit=7")]
    [InlineData("/api/v1/search?q=plums&sort=newest&limit=100")]
    public async Task Lists_are_as_long_as_is_asked_and_lead_on_without_a_gap(string path)
    {
        using var visitor = new ApiClient(archive.Visitor, null);
        var (seen, back) = (new List<string>(), 0);
        for (string? at = path; at is not null;)
        {
            var page = (await visitor.GetAsync(at)).Json;
            Assert.True(page["items"]!.AsArray().Count <= 7 || path.EndsWith("100", StringComparison.Ordinal));
            seen.AddRange(page["items"]!.AsArray().Select(i => i!["reference"]!.GetValue<string>()).Where(r => r.StartsWith("RTA-A1", StringComparison.Ordinal)));
            at = page["next"]?.GetValue<string>();
            back += page["previous"] is null ? 0 : 1;
        }

        Assert.Equal(45, seen.Count);
        Assert.Equal(45, seen.Distinct().Count());
        Assert.Equal(path.EndsWith("100", StringComparison.Ordinal) ? 0 : 6, back);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("101")]
    [InlineData("-1")]
    [InlineData("x")]
    public async Task A_length_that_no_list_has_is_refused(string limit)
    {
        using var visitor = new ApiClient(archive.Visitor, null);

        var answer = await visitor.GetAsync($"/api/v1/articles?limit={limit}");

        Assert.Equal((HttpStatusCode.BadRequest, "?limit"), (answer.Status, answer.Json["errors"]![0]!["pointer"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("/api/v1/documents/RTA-D0001")]
    [InlineData("/api/v1/articles")]
    [InlineData("/api/v1/tags")]
    [InlineData("/api/v1/me")]
    public async Task Heads_can_be_asked_for(string path)
    {
        using var visitor = new ApiClient(archive.Visitor, null);

        var (head, whole) = (await visitor.SendAsync("HEAD", path), await visitor.GetAsync(path));

        Assert.Equal((HttpStatusCode.OK, ""), (head.Status, head.Text));
        Assert.Equal((whole.Type, whole.Tag), (head.Type, head.Tag));
    }
}

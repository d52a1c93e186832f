using System.Net;
using System.Text.Json.Nodes;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Access;

namespace RussiaTalibanArchive.Tests.Features.Api;

public sealed class ApiTests(ApiTests.Filled archive) : IClassFixture<ApiTests.Filled>
{
    public sealed class Filled(TestCluster cluster) : TestArchive(cluster), IAsyncLifetime
    {
        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            await ImportAsync(
                Some.Tag("freight", "Freight"),
                Some.Tag("unseen", "Unseen"),
                Some.Document("RTA-D0801", "Ledger of wagons", "Вагоны стоят на станции.", "ru", issuer: "Depot", tags: ["freight"],
                    source: new { publisher = "The Review", received = "2025-08-01", note = "By courier" },
                    provenance: [new { fact = "Checked against the print.", @public = true }, new { fact = "Handed over in a car park.", @public = false }]),
                Some.Document("RTA-D0802", "Internal ledger", "Stays inside.", "en", status: "internal", tags: ["unseen"]),
                Some.Document("RTA-D0803", "Draft ledger", "Not yet.", "en", status: "draft"),
                Some.Quotation("RTA-Q0801", "RTA-D0801", "Вагоны стоят", tags: ["freight"]),
                Some.Article("RTA-A0801", "On the ledger", cites: ["RTA-D0801", "RTA-D0802"]),
                Some.Note("About [[RTA-D0801]] and [[RTA-D0803]].", about: ["RTA-D0801"], reference: "801"),
                Some.Dossier("RTA-S0801", "Ledgers", ["RTA-D0801", "RTA-D0802"]));
        }
    }

    [Fact]
    public async Task A_visitor_reads_what_readers_see_and_an_editor_all()
    {
        using var visitor = new ApiClient(archive.Visitor, null);
        using var editor = await ApiClient.OfAsync(archive, archive.Editor, "reads", canWrite: false);

        var seen = await visitor.GetAsync("/api/v1/documents/RTA-D0801");
        var whole = await editor.GetAsync("/api/v1/documents/RTA-D0801");
        var hidden = await visitor.GetAsync("/api/v1/documents/RTA-D0802");
        var missing = await visitor.GetAsync("/api/v1/documents/RTA-D9999");

        Assert.Equal((HttpStatusCode.OK, "application/json"), (seen.Status, seen.Type));
        Assert.Equal("Вагоны стоят на станции.", seen.Json["texts"]![0]!["text"]!.GetValue<string>());
        Assert.DoesNotContain("car park", seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("courier", seen.Text, StringComparison.Ordinal);
        Assert.Contains("car park", whole.Text, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (hidden.Status, hidden.Type));
        Assert.Equal(missing.Text, hidden.Text);
        Assert.Equal(["RTA-D0801"], (await visitor.GetAsync("/api/v1/articles/RTA-A0801")).Json["cites"]!.AsArray().Select(c => c!.GetValue<string>()));
        Assert.Single((await visitor.GetAsync("/api/v1/dossiers/RTA-S0801")).Json["items"]!.AsArray());
        Assert.DoesNotContain("RTA-D0803", (await visitor.GetAsync("/api/v1/notes/801")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/api/v1/tags/unseen")).Status);
        Assert.Equal(HttpStatusCode.OK, (await editor.GetAsync("/api/v1/documents/RTA-D0803")).Status);
    }

    [Fact]
    public async Task An_unchanged_item_is_not_sent_twice_and_readers_learn_no_number_of_changes()
    {
        using var visitor = new ApiClient(archive.Visitor, null);
        using var analyst = await ApiClient.OfAsync(archive, archive.Analyst, "tags");

        var first = await visitor.GetAsync("/api/v1/quotations/RTA-Q0801");
        var again = await visitor.SendAsync("GET", "/api/v1/quotations/RTA-Q0801", change: r => r.Headers.TryAddWithoutValidation("If-None-Match", first.Tag));

        Assert.Equal((HttpStatusCode.NotModified, ""), (again.Status, again.Text));
        Assert.DoesNotContain("v1", first.Tag, StringComparison.Ordinal);
        Assert.StartsWith("\"v1-", (await analyst.GetAsync("/api/v1/quotations/RTA-Q0801")).Tag, StringComparison.Ordinal);
        var revisions = (await visitor.GetAsync("/api/v1/documents/RTA-D0801/revisions")).Json["items"]![0]!;
        Assert.Null(revisions["number"]);
        Assert.Null(revisions["record"]!["texts"]);
        Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", revisions["at"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("documents", """{"title":"Made by a program","language":"ru","date":"2025-08","texts":[{"language":"ru","role":"transcription","text":"Слова."}]}""", "title", "Changed by it")]
    [InlineData("articles", """{"title":"Made by a program","body":"Words.","language":"en"}""", "publisher", "The Review")]
    [InlineData("quotations", """{"of":"RTA-D0801","exact":"на станции","status":"checked"}""", "note", "Read twice")]
    [InlineData("tags", """{"slug":"made-by-a-program","labels":{"en":"Made"}}""", "scope_note", "For tests")]
    [InlineData("notes", """{"body":"Made by a program, on [[RTA-D0801]].","about":["RTA-D0801"],"status":"public"}""", "title", "A title")]
    [InlineData("dossiers", """{"title":"Made by a program","items":[{"reference":"RTA-D0801","comment":"First"}]}""", "introduction", "Read on.")]
    public async Task An_item_of_any_kind_is_made_read_replaced_changed_withdrawn_and_brought_back(string collection, string body, string field, string value)
    {
        using var editor = await ApiClient.OfAsync(archive, archive.Editor, $"cycle {collection}");

        var made = await editor.SendAsync("POST", $"/api/v1/{collection}", body);
        Assert.Equal(HttpStatusCode.Created, made.Status);
        var path = made.Headers.Location!.ToString();
        var read = await editor.GetAsync(path);
        Assert.Equal((made.Text, made.Tag), (read.Text, read.Tag));
        var changed = read.Json;
        changed[field] = value;
        var unseen = await editor.SendAsync("PUT", path, changed.ToJsonString());
        var replaced = await editor.SendAsync("PUT", path, changed.ToJsonString(), read.Tag);
        var stale = await editor.SendAsync("PUT", path, read.Text, read.Tag);
        var patched = await editor.SendAsync("PATCH", path, $$"""{"{{field}}":"{{value}}, again"}""", replaced.Tag, "application/merge-patch+json");

        Assert.Equal(HttpStatusCode.PreconditionRequired, unseen.Status);
        Assert.Equal((HttpStatusCode.OK, value), (replaced.Status, replaced.Json[field]!.GetValue<string>()));
        Assert.NotEqual(read.Tag, replaced.Tag);
        Assert.Equal((HttpStatusCode.PreconditionFailed, "application/problem+json"), (stale.Status, stale.Type));
        Assert.Equal((HttpStatusCode.OK, $"{value}, again"), (patched.Status, patched.Json[field]!.GetValue<string>()));
        var revisions = await editor.GetAsync($"{path}/revisions");
        Assert.Equal([3, 2, 1], revisions.Json["items"]!.AsArray().Select(r => r!["number"]!.GetValue<int>()));
        Assert.Equal("created", revisions.Json["items"]![2]!["action"]!.GetValue<string>());

        var unreasoned = await editor.SendAsync("PUT", $"{path}/withdrawal", "{}", patched.Tag);
        var withdrawn = await editor.SendAsync("PUT", $"{path}/withdrawal", """{"reason":"Made for a test."}""", patched.Tag);
        var gone = await editor.GetAsync(path);
        var back = await editor.SendAsync("DELETE", $"{path}/withdrawal");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "#/reason"), (unreasoned.Status, unreasoned.Json["errors"]![0]!["pointer"]!.GetValue<string>()));
        Assert.Equal(HttpStatusCode.NoContent, withdrawn.Status);
        Assert.Equal(HttpStatusCode.Gone, gone.Status);
        Assert.Contains("Made for a test.", gone.Json["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, $"{value}, again"), (back.Status, back.Json[field]!.GetValue<string>()));
    }

    [Fact]
    public async Task The_same_request_sent_twice_with_a_key_makes_one_item()
    {
        using var editor = await ApiClient.OfAsync(archive, archive.Editor, "keys");
        const string Body = """{"title":"Once","body":"Words.","language":"en"}""";
        Task<ApiAnswer> SendAsync(string body) => editor.SendAsync("POST", "/api/v1/articles", body, change: r => r.Headers.Add("Idempotency-Key", "my key 1"));

        var answers = await Task.WhenAll(SendAsync(Body), SendAsync(Body), SendAsync(Body));
        var other = await SendAsync(Body.Replace("Once", "Twice", StringComparison.Ordinal));

        Assert.All(answers, a => Assert.Equal((HttpStatusCode.Created, answers[0].Headers.Location), (a.Status, a.Headers.Location)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.Status);
        Assert.Single((await editor.GetAsync("/api/v1/articles?q=title:once")).Json["items"]!.AsArray());
        var later = await LaterAsync(TimeSpan.FromHours(25), () => SendAsync(Body));
        Assert.Equal(HttpStatusCode.Created, later.Status);
        Assert.NotEqual(answers[0].Headers.Location, later.Headers.Location);
    }

    [Theory]
    [InlineData("documents", """{"title":"","date":"last summer","texts":[{"language":"no tag","role":"ocr","text":"x"}]}""", "#/title", "#/date", "#/texts/0/language")]
    [InlineData("documents", """{"title":"x","strange":1}""")]
    [InlineData("documents", """{"title":"x","texts":[null]}""")]
    [InlineData("documents", """{"title":"x","reference":"RTA-D7777"}""", "#/reference")]
    [InlineData("documents", """{"kind":"article","title":"x"}""", "#/kind")]
    [InlineData("quotations", """{"of":"RTA-D9999","exact":"words"}""", "#/of")]
    public async Task What_is_wrong_with_a_record_is_said_field_by_field_and_nothing_is_made(string collection, string body, params string[] pointers)
    {
        using var editor = await ApiClient.OfAsync(archive, archive.Editor, $"wrong {body.Length}");
        var before = (await editor.GetAsync($"/api/v1/{collection}")).Json["total"]!.GetValue<int>();

        var answer = await editor.SendAsync("POST", $"/api/v1/{collection}", body, change: r => r.Headers.AcceptLanguage.ParseAdd("ar"));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "application/problem+json"), (answer.Status, answer.Type));
        Assert.Equal(pointers.Order(), (answer.Json["errors"]?.AsArray() ?? []).Select(e => e!["pointer"]!.GetValue<string>()).Order());
        Assert.Matches(@"\p{IsArabic}", answer.Json["title"]!.GetValue<string>());
        Assert.Equal(before, (await editor.GetAsync($"/api/v1/{collection}")).Json["total"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("GET", "/api/v1/nothing", null, HttpStatusCode.NotFound)]
    [InlineData("DELETE", "/api/v1/documents", null, HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "/api/v1/documents", "{not json", HttpStatusCode.BadRequest)]
    [InlineData("POST", "/api/v1/documents", """{"title":"a","title":"b"}""", HttpStatusCode.BadRequest)]
    [InlineData("POST", "/api/v1/documents", "[]", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/api/v1/documents?from=sometime", null, HttpStatusCode.BadRequest)]
    [InlineData("PUT", "/api/v1/documents/RTA-D9999", "{}", HttpStatusCode.PreconditionRequired)]
    public async Task Every_refusal_is_a_problem_in_json(string method, string path, string? body, HttpStatusCode status)
    {
        using var editor = await ApiClient.OfAsync(archive, archive.Editor, $"refused {method} {path} {body}"[..Math.Min(90, $"refused {method} {path} {body}".Length)]);

        var answer = await editor.SendAsync(method, path, body);

        Assert.Equal((status, "application/problem+json"), (answer.Status, answer.Type));
        Assert.Equal((int)status, answer.Json["status"]!.GetValue<int>());
        Assert.NotEmpty(answer.Json["title"]!.GetValue<string>());
    }

    [Fact]
    public async Task Another_media_type_is_refused()
    {
        using var editor = await ApiClient.OfAsync(archive, archive.Editor, "types");

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await editor.SendAsync("POST", "/api/v1/documents", "title=x", type: "application/x-www-form-urlencoded")).Status);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await editor.SendAsync("POST", "/api/v1/bulk", "{}", type: "text/plain")).Status);
    }

    [Fact]
    public async Task Nobody_changes_anything_without_a_token_that_may()
    {
        using var none = new ApiClient(archive.Visitor, null);
        using var bad = new ApiClient(archive.Visitor, "rta_0000000000000000000000000000000000000000000");
        using var readOnly = await ApiClient.OfAsync(archive, archive.Editor, "read only", canWrite: false);
        using var reader = await ApiClient.OfAsync(archive, archive.Reader, "a reader’s");
        const string Body = """{"title":"x"}""";

        Assert.Equal(HttpStatusCode.Unauthorized, (await none.SendAsync("POST", "/api/v1/documents", Body)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await bad.SendAsync("POST", "/api/v1/documents", Body)).Status);
        Assert.Contains("invalid_token", (await bad.GetAsync("/api/v1/documents/RTA-D0801")).One("WWW-Authenticate"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await bad.GetAsync("/documents")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await readOnly.SendAsync("POST", "/api/v1/documents", Body)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.SendAsync("POST", "/api/v1/documents", Body)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.SendAsync("POST", "/api/v1/notes", """{"body":"x"}""")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.SendAsync("POST", "/api/v1/bulk", "{}", type: "application/jsonl")).Status);
        // A token reads pages and sends none of their forms, whatever it may do here.
        using var writes = await ApiClient.OfAsync(archive, archive.Editor, "forms");
        Assert.Equal(HttpStatusCode.OK, (await writes.GetAsync("/editor/intake")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await writes.SendAsync("POST", "/account/tokens", "Name=x", type: "application/x-www-form-urlencoded")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await writes.SendAsync("PUT", "/editor/intake/files/x", "x", type: "application/octet-stream")).Status);
        // A browser's session reads and does not write: no other site's page can make it.
        using var session = await archive.Editor.SendAsync(HttpMethod.Post, "/api/v1/documents", r => r.Content = new StringContent(Body, System.Text.Encoding.UTF8, "application/json"));
        using var read = await archive.Editor.SendAsync(HttpMethod.Get, "/api/v1/documents/RTA-D0803");
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (session.StatusCode, read.StatusCode));
    }

    [Fact]
    public async Task A_token_ends_with_its_time_its_account_and_by_its_owner()
    {
        await archive.AddUserAsync("tokens@example.org", Role.Editor);
        using var account = await archive.SignInAsync("tokens@example.org");
        using var ended = await ApiClient.OfAsync(archive, account, "one");
        using var old = await ApiClient.OfAsync(archive, account, "two");
        var twice = await account.SubmitAsync("/account/tokens", ("Name", "two"));
        Assert.Contains("You have a token of this name", twice.Text, StringComparison.Ordinal);
        Assert.Equal("editor", (await ended.GetAsync("/api/v1/me")).Json["role"]!.GetValue<string>());
        Assert.DoesNotContain(ended.Token!, (await account.OpenAsync("/account/tokens")).Text, StringComparison.Ordinal);

        await account.SubmitAsync("/account/tokens", ("?End", ""));
        Assert.Equal(HttpStatusCode.Unauthorized, (await ended.GetAsync("/api/v1/me")).Status);
        Assert.Equal(HttpStatusCode.OK, (await old.GetAsync("/api/v1/me")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await LaterAsync(TimeSpan.FromDays(91), () => old.GetAsync("/api/v1/me"))).Status);
        Assert.DoesNotContain(archive.Log.All, l => l.Contains(old.Token!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Analysts_write_their_notes_in_their_own_name_and_only_editors_publish()
    {
        using var analyst = await ApiClient.OfAsync(archive, archive.Analyst, "notes");
        using var editor = await ApiClient.OfAsync(archive, archive.Editor, "notes");

        var published = await analyst.SendAsync("POST", "/api/v1/notes", """{"body":"x","status":"public"}""");
        var made = await analyst.SendAsync("POST", "/api/v1/notes", """{"body":"Mine","author":"Somebody else","status":"internal"}""");
        var others = await analyst.SendAsync("PATCH", "/api/v1/notes/801", """{"title":"Not mine"}""", (await analyst.GetAsync("/api/v1/notes/801")).Tag);
        Assert.Equal(HttpStatusCode.Forbidden, published.Status);
        Assert.Equal("Analyst the Analyst", made.Json["author"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.Forbidden, others.Status);
        var path = made.Headers.Location!.ToString();
        var byEditor = await editor.SendAsync("PATCH", path, """{"status":"public"}""", made.Tag);
        var back = await analyst.SendAsync("PATCH", path, """{"body":"Mine, changed"}""", byEditor.Tag);

        Assert.Equal("public", byEditor.Json["status"]!.GetValue<string>());
        Assert.Equal("internal", back.Json["status"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.Forbidden, (await analyst.SendAsync("POST", "/api/v1/documents", """{"title":"x"}""")).Status);
    }

    [Fact]
    public async Task A_list_is_the_search_of_its_page_with_cursors_and_a_count_of_what_is_seen()
    {
        using var visitor = new ApiClient(archive.Visitor, null);
        await archive.ImportAsync([.. Enumerable.Range(1, 45).Select(n => Some.Document($"RTA-D{1800 + n}", $"Paged {n}", "Quarry stone.", "en", tags: ["freight"]))]);

        var references = new List<string>();
        for (var path = "/api/v1/documents?q=quarry&tag=freight&sort=oldest"; path is not null;)
        {
            var page = (await visitor.GetAsync(path)).Json;
            Assert.Equal((45, true), (page["total"]!.GetValue<int>(), page["total_is_exact"]!.GetValue<bool>()));
            references.AddRange(page["items"]!.AsArray().Select(i => i!["reference"]!.GetValue<string>()));
            path = page["next"]?.GetValue<string>();
        }

        Assert.Equal(45, references.Distinct().Count());
        Assert.Equal(45, references.Count);
        var search = (await visitor.GetAsync("/api/v1/search?q=ledger")).Json;
        Assert.DoesNotContain("RTA-D0802", search.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(search["facets"]!["in"]!.AsArray(), v => v!["value"]!.GetValue<string>() == "documents");
        var first = search["items"]!.AsArray().Single(i => i!["reference"]!.GetValue<string>() == "RTA-D0801")!;
        Assert.Equal(("document", "Ledger of wagons", "/api/v1/documents/RTA-D0801", $"{archive.Address}/documents/RTA-D0801"),
            (first["kind"]!.GetValue<string>(), first["title"]!.GetValue<string>(), first["self"]!.GetValue<string>(), first["address"]!.GetValue<string>()));
        Assert.DoesNotContain("unseen", (await visitor.GetAsync("/api/v1/tags")).Text, StringComparison.Ordinal);
        Assert.Equal("freight", (await visitor.GetAsync("/api/v1/tags?q=frei")).Json["items"]![0]!["slug"]!.GetValue<string>());
    }

    [Fact]
    public async Task Many_items_are_brought_in_and_changed_in_one_request_each_by_itself()
    {
        using var editor = await ApiClient.OfAsync(archive, archive.Editor, "bulk");
        var lines = string.Join('\n', Some.Document("RTA-D0850", "Bulk one"), Some.Document("RTA-D0851", "Bulk two"), """{"kind":"document"}""");

        var first = (await editor.SendAsync("POST", "/api/v1/bulk", lines, type: "application/jsonl")).Json;
        var again = (await editor.SendAsync("POST", "/api/v1/bulk", lines, type: "application/jsonl")).Json;
        var patched = (await editor.SendAsync("PATCH", "/api/v1/bulk", """
            [{"reference":"RTA-D0850","version":1,"patch":{"issuer":"Depot"}}, {"reference":"RTA-D0851","version":9,"patch":{"issuer":"Depot"}},
             {"reference":"RTA-D0850","version":2,"patch":{"date":"never"}}, {"kind":"tag","reference":"freight","version":1,"patch":{"scope_note":"Goods."}}, {"reference":"RTA-D0850"}]
            """)).Json["results"]!.AsArray();

        Assert.Equal((2, 0), (first["added"]!.GetValue<int>(), first["unchanged"]!.GetValue<int>()));
        Assert.Equal(3, first["refused"]![0]!["line"]!.GetValue<int>());
        Assert.Equal((0, 2), (again["added"]!.GetValue<int>(), again["unchanged"]!.GetValue<int>()));
        Assert.Equal([200, 412, 422, 200, 422], patched.Select(p => p!["status"]!.GetValue<int>()));
        Assert.Equal("#/date", patched[2]!["problem"]!["errors"]![0]!["pointer"]!.GetValue<string>());
        Assert.StartsWith("\"v2-", patched[0]!["etag"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("Depot", (await editor.GetAsync("/api/v1/documents/RTA-D0850")).Json["issuer"]!.GetValue<string>());
    }

    [Fact]
    public async Task Who_asks_too_often_waits_and_is_told_how_long()
    {
        await archive.AddUserAsync("hurried@example.org", Role.Reader);
        using var account = await archive.SignInAsync("hurried@example.org");
        using var hurried = await ApiClient.OfAsync(archive, account, "hurry");

        var first = await hurried.GetAsync("/api/v1/me");
        var policy = first.One("RateLimit-Policy");
        Assert.Matches("^\"minute\";q=600;w=60$", policy);
        Assert.Matches("^\"minute\";r=599;t=[0-9]+$", first.One("RateLimit"));
        ApiAnswer last = first;
        for (var i = 0; i < 600; i++)
        {
            last = await hurried.GetAsync("/api/v1/me");
        }

        Assert.Equal((HttpStatusCode.TooManyRequests, "application/problem+json"), (last.Status, last.Type));
        Assert.InRange(int.Parse(last.One("Retry-After"), System.Globalization.CultureInfo.InvariantCulture), 1, 60);
        Assert.Equal(HttpStatusCode.OK, (await LaterAsync(TimeSpan.FromMinutes(1), () => hurried.GetAsync("/api/v1/me"))).Status);
    }

    /// <summary>What is answered when that time has passed; for the other tests it has not.</summary>
    private async Task<ApiAnswer> LaterAsync(TimeSpan time, Func<Task<ApiAnswer>> send)
    {
        archive.Clock.Offset += time;
        try
        {
            return await send();
        }
        finally
        {
            archive.Clock.Offset -= time;
        }
    }
}

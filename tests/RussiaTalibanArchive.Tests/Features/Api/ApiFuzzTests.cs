using System.Net;
using System.Text.Json.Nodes;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Features.Api;

namespace RussiaTalibanArchive.Tests.Features.Api;

/// <summary>What is sent to every field of every kind by mistake or malice is answered as the description says, and never with a failure of ours.</summary>
public sealed class ApiFuzzTests(ApiFuzzTests.Filled archive) : IClassFixture<ApiFuzzTests.Filled>
{
    private static readonly string[] Nasty =
    [
        "null", "true", "-1", "2147483647", "1e300", "\"\"", "\" \"", "\"\\u0000\"", "\"a\\ud800b\"", "\"\\u202e\\u2067x\"", "\"RTA-D0801\"", "\"<script>alert(1)</script>\"",
        "\"9999-12-31\"", "\"0001-01-01T00:00:00+14:00\"", "[]", "[null]", "[\"\\u0000\"]", "[\"x\",\"x\"]", "{}", "{\"en\":null}", "{\"\\ud800\":\"x\"}", "[{}]", "[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]", "\"{long}\"",
    ];

    public sealed class Filled(TestCluster cluster) : TestArchive(cluster), IAsyncLifetime
    {
        protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("Archive:ApiRequestsPerMinute", "1000000")];

        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            await ImportAsync(
                Some.Document("RTA-D0001"), Some.Document("RTA-D0801"), Some.Tag("taliban"), Some.Document("RTA-D0802", tags: ["taliban"]),
                Some.Article("RTA-A0001", body: "مكاتب تسأل عن المواعيد"), Some.Quotation("RTA-Q0001", "RTA-D0001"), Some.Note("Words.", reference: "1"), Some.Dossier("RTA-S0001", "Papers", ["RTA-D0001"]));
        }
    }

    public static TheoryData<string> Kinds => [.. ApiDescription.Operations.Where(o => o.Creates).Select(o => o.Tag)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task No_value_of_any_field_is_answered_with_a_failure(string collection)
    {
        using var editor = await ApiClient.OfAsync(archive, archive.Editor, $"fuzz {collection}");
        var description = (await editor.GetAsync("/openapi/v1.json")).Json;
        var operation = ApiDescription.Operations.Single(o => o.Creates && o.Tag == collection);
        var described = description["paths"]![$"/api/v1{operation.Path}"]!["post"]!["responses"]!.AsObject().Select(r => r.Key).ToHashSet();
        var fields = description["components"]!["schemas"]![operation.Body!.Value.Schema]!["properties"]!.AsObject().Select(p => p.Key).ToList();
        var example = operation.Body.Value.Example.AsObject();
        foreach (var field in fields)
        {
            foreach (var value in Nasty.Select(n => n.Replace("{long}", new string('ж', 20_000), StringComparison.Ordinal)))
            {
                var others = string.Concat(example.Where(p => p.Key != field && (p.Key != "slug")).Select(p => $",\"{p.Key}\":{p.Value!.ToJsonString()}"));
                var answer = await editor.SendAsync("POST", $"/api/v1/{collection}", $"{{\"{field}\":{value}{others}}}");
                Assert.True(described.Contains(((int)answer.Status).ToString(System.Globalization.CultureInfo.InvariantCulture)), $"{field} {value[..Math.Min(60, value.Length)]}: {(int)answer.Status} {answer.Text}");
                Assert.True(answer.Status == HttpStatusCode.Created || answer.Type == "application/problem+json", $"{field} {value}");
            }
        }
    }

    [Theory]
    [InlineData("/api/v1/documents/RTA-D0001%00", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/documents/%FF%FE")]
    [InlineData("/api/v1/tags/%D8%B7%00/revisions", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/notes/99999999999999999999")]
    [InlineData("/api/v1/documents/RTA-D0001/revisions?before=x", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/search?q=%00&tag=%00&from=%00&after=%00&within=%00&like=%00", HttpStatusCode.OK)]
    [InlineData("/api/v1/tags?q=%00&after=%00", HttpStatusCode.OK)]
    [InlineData("/api/v1/notes?about=%00x", HttpStatusCode.OK)]
    [InlineData("/api/v1/search?q=%22((&sort=9&after=t999999999999999999999.x&cal=zz", HttpStatusCode.OK)]
    public async Task No_address_is_answered_with_a_failure(string path, HttpStatusCode status = HttpStatusCode.NotFound)
    {
        using var editor = await ApiClient.OfAsync(archive, archive.Editor, path[..Math.Min(path.Length, 90)], canWrite: false);

        Assert.Equal(status, (await editor.GetAsync(path)).Status);
    }

    [Theory]
    [InlineData("POST", "application/jsonl", "{\"kind\":\"quotation\",\"of\":\"RTA\\u0000\",\"exact\":\"x\"}", HttpStatusCode.BadRequest)]
    [InlineData("POST", "application/jsonl", "{\"kind\":\"document\",\"title\":\"\\ud800\"}", HttpStatusCode.OK)]
    [InlineData("POST", "application/jsonl", "", HttpStatusCode.OK)]
    [InlineData("PATCH", "application/json", "[{\"reference\":\"\\u0000\",\"kind\":\"tag\",\"version\":1,\"patch\":{}}]", HttpStatusCode.BadRequest)]
    [InlineData("PATCH", "application/json", "[null, 1, {}, {\"reference\":\"RTA-D0001\",\"kind\":\"7\",\"version\":1,\"patch\":{}}]", HttpStatusCode.OK)]
    [InlineData("PATCH", "application/json", "{}", HttpStatusCode.BadRequest)]
    public async Task Nothing_sent_at_once_is_answered_with_a_failure(string method, string type, string body, HttpStatusCode status)
    {
        using var editor = await ApiClient.OfAsync(archive, archive.Editor, $"bulk {body.Length} {method}");

        Assert.Equal(status, (await editor.SendAsync(method, "/api/v1/bulk", body, type: type)).Status);
    }
}

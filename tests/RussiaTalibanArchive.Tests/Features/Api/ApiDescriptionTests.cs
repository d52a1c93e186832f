using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Features.Api;
using RussiaTalibanArchive.Web.Features.Import;

namespace RussiaTalibanArchive.Tests.Features.Api;

/// <summary>That the description of the interface is true, tried on the specimen dossier as whoever follows it would.</summary>
public sealed class ApiDescriptionTests(ApiDescriptionTests.Filled archive) : IClassFixture<ApiDescriptionTests.Filled>
{
    public sealed class Filled(TestCluster cluster) : TestArchive(cluster), IAsyncLifetime
    {
        protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("Archive:Sample", "true")];

        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            await AsArchiveAsync(async services =>
            {
                await services.GetRequiredService<SampleDossier>().LoadIfEmptyAsync(TestContext.Current.CancellationToken);
                return 0;
            });
        }
    }

    [Fact]
    public async Task The_description_is_valid_OpenAPI()
    {
        using var visitor = new ApiClient(archive.Visitor, null);
        var answer = await visitor.GetAsync("/openapi/v1.json");

        var read = OpenApiDocument.Parse(answer.Text, "json");

        Assert.Equal("application/json", answer.Type);
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, read.Diagnostic!.SpecificationVersion);
        Assert.Empty(read.Diagnostic.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
        Assert.Equal(ApiDescription.Operations.Count, read.Document!.Paths.Sum(p => p.Value.Operations!.Count));
        Assert.Equal(ApiDescription.Operations.Count, ApiDescription.Operations.Select(o => o.Id).Distinct().Count());
    }

    [Fact]
    public async Task Everything_that_is_answered_is_described_and_the_other_way_round()
    {
        var mapped = await archive.AsArchiveAsync(services => Task.FromResult(services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith("/api/v1/", StringComparison.Ordinal))
            .SelectMany(e => (e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []).Select(m => $"{m} {e.RoutePattern.RawText}")).Order(StringComparer.Ordinal).ToList()));

        // What is read by GET is read by HEAD.
        Assert.Equal(ApiDescription.Operations.SelectMany(o => o.Method == "get" ? new[] { "GET", "HEAD" } : [o.Method.ToUpperInvariant()], (o, m) => $"{m} /api/v1{o.Path}").Order(StringComparer.Ordinal), mapped);
    }

    [Fact]
    public async Task Every_example_does_what_the_description_says()
    {
        using var editor = await ApiClient.OfAsync(archive, archive.Editor, "examples");
        var description = (await editor.GetAsync("/openapi/v1.json")).Json;
        foreach (var operation in ApiDescription.Operations)
        {
            var described = description["paths"]![$"/api/v1{operation.Path}"]![operation.Method]!;
            var path = $"/api/v1{operation.Path.Replace("{reference}", operation.Reference, StringComparison.Ordinal)}";
            var item = operation.Reference is null ? null : $"/api/v1{operation.Path.Split("/{")[0]}/{operation.Reference}";
            var query = string.Join('&', operation.Query.Where(q => q.Example is not null).Select(q => $"{q.Name}={q.Example}"));
            var version = operation.TakesVersion ? (await editor.GetAsync(item!)).Tag : null;
            if (operation.Part is var (part, _))
            {
                // What has an id of its own is made first, by the example of what makes it.
                var maker = ApiDescription.Operations.Single(o => o.Method == "post" && operation.Path == $"{o.Path}/{{{part}}}");
                var made = await editor.SendAsync("POST", $"{path.Replace($"/{{{part}}}", "", StringComparison.Ordinal)}?name=another.txt",
                    maker.Body!.Value.Example is JsonValue file ? file.GetValue<string>() : maker.Body.Value.Example.ToJsonString().Replace("Fuel in Russian", $"Fuel {operation.Id}", StringComparison.Ordinal), null, maker.Body.Value.Type);
                path = path.Replace($"{{{part}}}", made.Location!.Split('/')[^1], StringComparison.Ordinal);
            }

            var body = operation.Body is not { } sent ? null
                : described["requestBody"]!["content"]![sent.Type]!["example"] is not { } example ? (await editor.GetAsync(item!)).Text
                : example is JsonValue line ? line.GetValue<string>() : example.ToJsonString();

            var answer = await editor.SendAsync(operation.Method.ToUpperInvariant(), query.Length > 0 ? $"{path}?{query}" : path, body, version, operation.Body?.Type ?? "application/json");

            Assert.True(operation.Answer.Status == (int)answer.Status, $"{operation.Method} {path}: {(int)answer.Status} {answer.Text}");
            if (operation.Answer.Schema is { } schema)
            {
                Assert.Empty(Wrong(answer.Json, new JsonObject { ["$ref"] = $"#/components/schemas/{schema}" }, description, operation.Id));
            }

            Assert.Equal(operation.HasEntityTag, answer.Tag is not null);
        }
    }

    [Fact]
    public async Task The_page_of_the_interface_shows_every_operation_in_both_languages()
    {
        var english = await archive.Visitor.OpenAsync("/api");
        var arabic = await archive.Visitor.OpenAsync("/api?ui=ar");

        Assert.Equal((HttpStatusCode.OK, ApiDescription.Operations.Count), (english.Status, english.Html.QuerySelectorAll(".api-operation").Length));
        Assert.Contains("يسرد الموجود.", arabic.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Lists what there is.", arabic.Text, StringComparison.Ordinal);
    }

    /// <summary>What an answer has that its schema has not, or in another type.</summary>
    private static IEnumerable<string> Wrong(JsonNode? value, JsonNode schema, JsonNode description, string at)
    {
        if (schema["$ref"]?.GetValue<string>() is { } reference)
        {
            schema = description["components"]!["schemas"]![reference.Split('/')[^1]]!;
        }

        if (schema["anyOf"] is JsonArray ways)
        {
            return ways.Any(w => !Wrong(value, w!, description, at).Any()) ? [] : [$"{at} fits no way"];
        }

        var types = schema["type"] switch { JsonArray many => many.Select(t => t!.GetValue<string>()), { } one => [one.GetValue<string>()], _ => [] };
        var type = value switch
        {
            null => "null",
            JsonObject => "object",
            JsonArray => "array",
            _ when value.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False => "boolean",
            _ when value.GetValueKind() == System.Text.Json.JsonValueKind.Number => "integer",
            _ => "string",
        };
        if (types.Any() && !types.Contains(type))
        {
            return [$"{at} is {type}"];
        }

        if (schema["enum"] is JsonArray words && !words.Any(w => JsonNode.DeepEquals(w, value)))
        {
            return [$"{at} is no word of it: {value}"];
        }

        return value switch
        {
            JsonObject map when schema["properties"] is JsonObject properties => map.SelectMany(p =>
                properties[p.Key] is { } inner ? Wrong(p.Value, inner, description, $"{at}.{p.Key}") : [$"{at}.{p.Key} is not described"]),
            JsonArray list when schema["items"] is { } items => list.SelectMany((v, i) => Wrong(v, items, description, $"{at}[{i}]")),
            _ => [],
        };
    }
}

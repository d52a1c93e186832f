using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Import;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Api;

/// <summary>Many items in one request.</summary>
internal static class ApiBulk
{
    public const int MaxLines = 2_000;
    public const int MaxPatches = 500;

    public static void Map(RouteGroupBuilder api, IReadOnlyList<IApiItems> kinds)
    {
        api.MapPost("/bulk", ImportAsync);
        api.MapPatch("/bulk", (HttpContext http, Words words) => PatchAsync(http, words, kinds));
    }

    /// <summary>Brings items in as <c>import</c> does: a line of JSON each, what is here already left as it is.</summary>
    private static async Task<IResult> ImportAsync(HttpContext http, ItemsImporter importer, Words words)
    {
        if (ApiGate.MayWrite(http, http.RequestServices.GetRequiredService<CurrentViewer>().Value, Role.Editor, words) is { } refusal)
        {
            return refusal;
        }

        if (TypeOf(http) is not ("application/jsonl" or "application/x-ndjson"))
        {
            return ApiAnswers.Refuse(StatusCodes.Status415UnsupportedMediaType, words["This media type is not taken here"], "application/jsonl");
        }

        using var reader = new StreamReader(http.Request.Body, new UTF8Encoding(false, throwOnInvalidBytes: true));
        string[] lines;
        try
        {
            lines = (await reader.ReadToEndAsync(http.RequestAborted)).Split('\n');
        }
        catch (DecoderFallbackException)
        {
            return ApiAnswers.Refuse(StatusCodes.Status400BadRequest, words["This is no JSON that can be read"], "UTF-8");
        }

        if (Array.Exists(lines, l => l.Contains('\0') || l.Contains("\\u0000", StringComparison.OrdinalIgnoreCase)))
        {
            return ApiAnswers.Refuse(StatusCodes.Status400BadRequest, words["This is no JSON that can be read"], "NUL");
        }

        if (lines.Length > MaxLines + 1)
        {
            return TooMany(words, MaxLines);
        }

        var report = await importer.ImportAsync(lines.ToAsyncEnumerable(), new ImportOptions(), null, http.RequestAborted);
        return ApiAnswers.Json(new { report.Added, report.Unchanged, Refused = report.Refused.Select(r => new { r.Line, r.Reason }) });
    }

    /// <summary>Changes some fields of many items, each by itself.</summary>
    private static async Task<IResult> PatchAsync(HttpContext http, Words words, IReadOnlyList<IApiItems> kinds)
    {
        if (ApiGate.MayWrite(http, http.RequestServices.GetRequiredService<CurrentViewer>().Value, Role.Editor, words) is { } refusal)
        {
            return refusal;
        }

        if (TypeOf(http) != "application/json")
        {
            return ApiAnswers.Refuse(StatusCodes.Status415UnsupportedMediaType, words["This media type is not taken here"], "application/json");
        }

        JsonArray patches;
        try
        {
            using var sent = new MemoryStream();
            await http.Request.Body.CopyToAsync(sent, http.RequestAborted);
            patches = ApiBody.Read(sent.ToArray()) as JsonArray ?? throw new JsonException("[ ]");
        }
        catch (JsonException e)
        {
            return ApiAnswers.Refuse(StatusCodes.Status400BadRequest, words["This is no JSON that can be read"], ItemLine.ReasonOf(e));
        }

        if (patches.Count > MaxPatches)
        {
            return TooMany(words, MaxPatches);
        }

        var results = new JsonArray();
        foreach (var patch in patches)
        {
            results.Add(await OneAsync(http, patch, words, kinds));
        }

        return ApiAnswers.Json(new JsonObject { ["results"] = results });
    }

    /// <summary>What became of one: its reference, a status, and the record or what is wrong.</summary>
    private static async Task<JsonNode> OneAsync(HttpContext http, JsonNode? node, Words words, IReadOnlyList<IApiItems> kinds)
    {
        var reference = Text(node, "reference");
        var (kind, isKnown) = reference is null ? (default, false)
            : Text(node, "kind") is { } name ? (Enum.TryParse<ItemKind>(name, true, out var named) ? named : default, Enum.TryParse<ItemKind>(name, true, out _) && !char.IsDigit(name[0]))
            : (References.TryParse(reference, out var read, out _) ? read : default, References.TryParse(reference, out _, out _));
        if (!isKnown || node!["patch"] is not JsonObject fields || node["version"] is not JsonValue value || !value.TryGetValue<int>(out var version))
        {
            return Answer(reference, StatusCodes.Status422UnprocessableEntity, new JsonObject { ["title"] = words["Give reference, version and patch; for tags and notes kind too."] });
        }

        var scope = http.RequestServices.CreateAsyncScope();
        await using (scope)
        {
            scope.ServiceProvider.GetRequiredService<CurrentViewer>().Use(http.RequestServices.GetRequiredService<CurrentViewer>().Value);
            using var answer = new MemoryStream();
            var inner = new DefaultHttpContext { RequestServices = scope.ServiceProvider, User = http.User, RequestAborted = http.RequestAborted };
            inner.Request.Method = HttpMethods.Patch;
            inner.Response.Body = answer;
            var result = await kinds.Single(k => k.Kind == kind).PatchAsync(inner, reference!, version, fields.DeepClone().AsObject());
            await result.ExecuteAsync(inner);
            return Answer(reference, inner.Response.StatusCode, answer.Length == 0 ? null : JsonNode.Parse(answer.ToArray()), inner.Response.Headers.ETag.ToString());
        }
    }

    private static JsonObject Answer(string? reference, int status, JsonNode? said, string etag = "")
    {
        var answer = new JsonObject { ["reference"] = reference, ["status"] = status };
        if (status < 400)
        {
            answer["etag"] = etag;
        }
        else
        {
            answer["problem"] = said;
        }

        return answer;
    }

    private static string? Text(JsonNode? node, string name) => node is JsonObject map && map[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static string? TypeOf(HttpContext http) => MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) ? type.MediaType.Value?.ToLowerInvariant() : null;

    private static IResult TooMany(Words words, int max) =>
        ApiAnswers.Refuse(StatusCodes.Status413PayloadTooLarge, words["This is too large"], words["{0} at most in one request.", max]);
}

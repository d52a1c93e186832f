using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Api;

/// <summary>What is wrong with one field of what was sent.</summary>
/// <param name="Pointer">Which: a JSON Pointer as the fragment of an address (RFC 6901), <c>#/texts/0/language</c>.</param>
/// <param name="Detail">What is wrong and what to do, in the reader's language.</param>
internal sealed record ApiError(string Pointer, string Detail);

/// <summary>Writes answers as JSON, and refusals as problem details (RFC 9457).</summary>
internal static partial class ApiAnswers
{
    public const string Problem = "application/problem+json";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // Never part of a page; nosniff says so.
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    public static IResult Json(object value, int status = StatusCodes.Status200OK) => Results.Json(value, Options, "application/json; charset=utf-8", status);

    public static IResult Json(JsonNode value, int status = StatusCodes.Status200OK) =>
        Results.Text(value.ToJsonString(Options), "application/json; charset=utf-8", Encoding.UTF8, status);

    /// <param name="status">An HTTP status.</param>
    /// <param name="title">What it means here, in the reader's language.</param>
    /// <param name="detail">What to do.</param>
    /// <param name="errors">Field by field.</param>
    public static IResult Refuse(int status, string title, string? detail = null, IEnumerable<ApiError>? errors = null) =>
        Results.Json(new { Type = "about:blank", Title = title, Status = status, Detail = detail, Errors = errors?.ToList() is { Count: > 0 } list ? list : null }, Options, Problem, status);

    /// <summary>What a writer found wrong with a record.</summary>
    public static IResult Refuse(IEnumerable<Problem> problems, Words words) =>
        Refuse(StatusCodes.Status422UnprocessableEntity, words["The record cannot be taken as it is."], null, ErrorsOf(problems, words));

    public static IEnumerable<ApiError> ErrorsOf(IEnumerable<Problem> problems, Words words) =>
        problems.Select(p => new ApiError(PointerOf(p.Field), words[p]));

    /// <summary>A field as writers name it, <c>Texts[0].Language</c>, as a pointer into the record.</summary>
    private static string PointerOf(string field) => field.Length == 0 ? "#" : "#/" + string.Join('/', Step().Matches(field)
        .Select(m => m.Groups[1].Success ? m.Groups[1].Value : JsonNamingPolicy.SnakeCaseLower.ConvertName(m.Value)));

    [GeneratedRegex(@"\[([0-9]+)\]|[^.\[\]]+")]
    private static partial Regex Step();
}

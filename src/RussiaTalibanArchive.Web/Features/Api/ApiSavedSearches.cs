using System.Text.Json.Nodes;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Search.Saved;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Api;

/// <summary>The searches that an account keeps, for its programs.</summary>
internal static class ApiSavedSearches
{
    public const string Path = "/me/searches";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapRead(Path, ListAsync);
        api.MapPost(Path, SaveAsync);
        api.MapDelete(Path + "/{search}", DeleteAsync);
    }

    private static async Task<IResult> ListAsync(HttpContext http, SavedSearches searches, CurrentViewer viewer, Words words)
    {
        if (ApiGate.MayRead(http, viewer.Value, Role.Reader, words) is { } refusal)
        {
            return refusal;
        }

        http.Response.Headers.CacheControl = "private, no-store"; // What somebody seeks is theirs.
        return ApiAnswers.Json(new { Items = (await searches.ListAsync(http.RequestAborted)).Select(ViewOf) });
    }

    private static async Task<IResult> SaveAsync(HttpContext http, SavedSearches searches, CurrentViewer viewer, Words words)
    {
        if (ApiGate.MayWrite(http, viewer.Value, Role.Reader, words) is { } refusal)
        {
            return refusal;
        }

        var (body, _, problem) = await ApiBody.ReadObjectAsync(http, words);
        if (problem is not null)
        {
            return problem;
        }

        var name = Text(body!, "name");
        var problems = await searches.SaveAsync(name, Text(body!, "address"), body!["shared"] is JsonValue value && value.TryGetValue<bool>(out var shared) && shared, http.RequestAborted);
        if (problems.Count > 0)
        {
            return ApiAnswers.Refuse(problems, words);
        }

        http.Response.Headers.CacheControl = "private, no-store";
        var saved = (await searches.ListAsync(http.RequestAborted)).First(s => s.IsOwn && s.Name == name!.Trim());
        http.Response.Headers.Location = $"{ApiPaths.Root}{Path}/{saved.Id}";
        return ApiAnswers.Json(ViewOf(saved), StatusCodes.Status201Created);
    }

    private static async Task<IResult> DeleteAsync(HttpContext http, string search, SavedSearches searches, CurrentViewer viewer, Words words) =>
        ApiGate.MayWrite(http, viewer.Value, Role.Reader, words) is { } refusal ? refusal
        : Guid.TryParse(search, out var id) && await searches.DeleteAsync(id, http.RequestAborted) ? Results.NoContent()
        : ApiGate.Explain(StatusCodes.Status404NotFound, words);

    private static string? Text(JsonObject body, string name) => body[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static object ViewOf(SavedSearchRow row) => new
    {
        row.Id,
        row.Name,
        Address = row.Address.ToString(),
        Results = $"{ApiPaths.Root}{row.Address.Path}{row.Address.ToQuery()}",
        Shared = row.IsShared,
        Own = row.IsOwn,
        row.Owner,
        row.New,
        row.SeenAt,
    };
}

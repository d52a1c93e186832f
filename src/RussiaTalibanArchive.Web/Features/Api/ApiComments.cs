using System.Text.Json.Nodes;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;
using RussiaTalibanArchive.Web.Features.Work;

namespace RussiaTalibanArchive.Web.Features.Api;

/// <summary>What colleagues tell each other about items, for programs of analysts and editors.</summary>
internal static class ApiComments
{
    private const int Newest = 200;

    public static void Map(RouteGroupBuilder api)
    {
        foreach (var kind in OnItem.Kinds)
        {
            var all = $"/{References.CollectionOf(kind)}/{{reference}}/comments";
            api.MapRead(all, (HttpContext http, string reference) => WithItemAsync(http, kind, reference, isChange: false, item => ListAsync(http, item)));
            api.MapPost(all, (HttpContext http, string reference) => WithItemAsync(http, kind, reference, isChange: true, item => WriteAsync(http, item)));
            api.MapPatch(all + "/{comment}", (HttpContext http, string reference, string comment) => WithItemAsync(http, kind, reference, isChange: true, item => ChangeAsync(http, item, comment)));
            api.MapDelete(all + "/{comment}", (HttpContext http, string reference, string comment) => WithItemAsync(http, kind, reference, isChange: true, item => RemoveAsync(http, item, comment)));
        }
    }

    private static async Task<IResult> WithItemAsync(HttpContext http, ItemKind kind, string reference, bool isChange, Func<WorkItem, Task<IResult>> work)
    {
        var services = http.RequestServices;
        var (words, viewer) = (services.GetRequiredService<Words>(), services.GetRequiredService<CurrentViewer>().Value);
        if ((isChange ? ApiGate.MayWrite(http, viewer, Role.Analyst, words) : ApiGate.MayRead(http, viewer, Role.Analyst, words)) is { } refusal)
        {
            return refusal;
        }

        http.Response.Headers.CacheControl = "private, no-store"; // Colleagues' own.
        return await services.GetRequiredService<Colleagues>().ItemAsync(kind, reference, http.RequestAborted) is { } item ? await work(item) : ApiGate.Explain(StatusCodes.Status404NotFound, words);
    }

    private static async Task<IResult> ListAsync(HttpContext http, WorkItem item)
    {
        var comments = await http.RequestServices.GetRequiredService<Comments>().OnAsync(item, Newest, http.RequestAborted);
        return ApiAnswers.Json(new { Items = comments.Select(c => ViewOf(c.Comment)) });
    }

    private static async Task<IResult> WriteAsync(HttpContext http, WorkItem item)
    {
        var words = http.RequestServices.GetRequiredService<Words>();
        var (body, _, problem) = await ApiBody.ReadObjectAsync(http, words);
        if (problem is not null)
        {
            return problem;
        }

        var (text, wrong) = TextOf(body!, words);
        if (text is null || body!.Count > 1)
        {
            return wrong ?? Unknown(words);
        }

        var written = await http.RequestServices.GetRequiredService<Comments>().WriteAsync(item, text, http.RequestAborted);
        http.Response.Headers.Location = $"{ApiPaths.Root}{item.Path}/comments/{written.Id}";
        return ApiAnswers.Json(ViewOf(written), StatusCodes.Status201Created);
    }

    /// <summary>The words of a comment of one's own, and whether it is settled, whoever wrote it.</summary>
    private static async Task<IResult> ChangeAsync(HttpContext http, WorkItem item, string comment)
    {
        var (words, comments) = (http.RequestServices.GetRequiredService<Words>(), http.RequestServices.GetRequiredService<Comments>());
        var (body, _, problem) = await ApiBody.ReadObjectAsync(http, words);
        if (problem is not null)
        {
            return problem;
        }

        var (hasText, hasResolved) = (body!.ContainsKey("text"), body.ContainsKey("resolved"));
        bool? resolved = body["resolved"] is JsonValue value && value.TryGetValue<bool>(out var given) ? given : null;
        if (body.Count == 0 || body.Count > (hasText ? 1 : 0) + (hasResolved ? 1 : 0) || (hasResolved && resolved is null))
        {
            return Unknown(words);
        }

        var (text, wrong) = hasText ? TextOf(body, words) : (null, null);
        if (wrong is not null)
        {
            return wrong;
        }

        if (!Guid.TryParse(comment, out var id) || (text is not null && !await comments.EditAsync(item, id, text, http.RequestAborted))
            || (resolved is { } isResolved && !await comments.ResolveAsync(item, id, isResolved, http.RequestAborted)))
        {
            return ApiGate.Explain(StatusCodes.Status404NotFound, words);
        }

        var all = await comments.OnAsync(item, int.MaxValue, http.RequestAborted);
        return ApiAnswers.Json(ViewOf(all.Single(c => c.Comment.Id == id).Comment));
    }

    private static async Task<IResult> RemoveAsync(HttpContext http, WorkItem item, string comment) =>
        Guid.TryParse(comment, out var id) && await http.RequestServices.GetRequiredService<Comments>().RemoveAsync(item, id, http.RequestAborted)
            ? Results.NoContent() : ApiGate.Explain(StatusCodes.Status404NotFound, http.RequestServices.GetRequiredService<Words>());

    private static (string? Text, IResult? Wrong) TextOf(JsonObject body, Words words)
    {
        var checks = new Checks();
        var text = body["text"] is JsonValue value && value.TryGetValue<string>(out var given) ? checks.Text("Text", given, Comments.MaxText) : null;
        if (text is null)
        {
            checks.Add("Text", "Write something first.");
        }

        return checks.Problems.Count == 0 ? (text, null) : (null, ApiAnswers.Refuse(checks.Problems, words));
    }

    private static IResult Unknown(Words words) =>
        ApiAnswers.Refuse(StatusCodes.Status422UnprocessableEntity, words["The record cannot be taken as it is."], null, [new("#", "text, resolved")]);

    private static object ViewOf(Comment comment) => new
    {
        comment.Id,
        comment.Author,
        Text = comment.RemovedAt is null ? comment.Text : null,
        comment.WrittenAt,
        comment.EditedAt,
        comment.RemovedAt,
        comment.ResolvedAt,
        comment.ResolvedBy,
    };
}

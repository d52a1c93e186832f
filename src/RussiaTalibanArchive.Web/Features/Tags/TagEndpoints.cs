using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Tags.Exchange;

namespace RussiaTalibanArchive.Web.Features.Tags;

/// <summary>What scripts and programs ask of the vocabulary.</summary>
internal static class TagEndpoints
{
    public static void MapTags(this WebApplication app)
    {
        app.MapGet("/tags/complete", CompleteAsync).RequireAuthorization(Policies.Visitor);
        app.MapMethods("/tags.atom", [HttpMethods.Get, HttpMethods.Head], TagFeed.ServeAllAsync).RequireAuthorization(Policies.Visitor);
        app.MapMethods("/tags/{slug}.atom", [HttpMethods.Get, HttpMethods.Head], TagFeed.ServeAsync).RequireAuthorization(Policies.Visitor);
        app.MapVocabulary();
    }

    private static async Task<IResult> CompleteAsync(HttpContext http, string? q, TagCompletion completion, CancellationToken cancellationToken)
    {
        http.Response.Headers.CacheControl = "no-store"; // Who sees which tag differs, and changes.
        return Results.Json(await completion.FindAsync(q, cancellationToken));
    }
}

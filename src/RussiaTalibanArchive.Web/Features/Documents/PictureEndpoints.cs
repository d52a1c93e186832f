using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Files;

namespace RussiaTalibanArchive.Web.Features.Documents;

/// <summary>The pictures of pages, for whoever may see the document. They are drawn by us from pixels and carry nothing of the original's.</summary>
internal static class PictureEndpoints
{
    public static void MapPictures(this WebApplication app)
    {
        app.MapGet("/documents/{reference}/pages/{number:int}/large.webp", (HttpContext http, ArchiveDbContext db, PictureStore store, string reference, int number, CancellationToken cancellationToken) =>
            AnswerAsync(http, db, store, reference, number, PictureSize.Large, cancellationToken)).RequireAuthorization(Policies.Visitor);
        app.MapGet("/documents/{reference}/pages/{number:int}/small.webp", (HttpContext http, ArchiveDbContext db, PictureStore store, string reference, int number, CancellationToken cancellationToken) =>
            AnswerAsync(http, db, store, reference, number, PictureSize.Small, cancellationToken)).RequireAuthorization(Policies.Visitor);
        app.MapGet("/editor/documents/{reference}/pages/{number:int}/unredacted.webp", async (HttpContext http, ArchiveDbContext db, PictureStore store, string reference, int number, CancellationToken cancellationToken) =>
            Answer(http, store, await PagesOf(db, reference, number).Select(p => p.Unredacted ?? p.Picture).SingleOrDefaultAsync(cancellationToken), PictureSize.Large)).RequireAuthorization(Policies.Editor);
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, ArchiveDbContext db, PictureStore store, string reference, int number, PictureSize size, CancellationToken cancellationToken) =>
        Answer(http, store, await PagesOf(db, reference, number).Select(p => p.Picture).SingleOrDefaultAsync(cancellationToken), size);

    private static IQueryable<DocumentPage> PagesOf(ArchiveDbContext db, string reference, int number) => db.DocumentPages.Where(p => p.Document.Reference == reference && p.Number == number);

    private static IResult Answer(HttpContext http, PictureStore store, Guid? picture, PictureSize size)
    {
        if (picture is not { } name || store.Open(name, size) is not { } content)
        {
            return Results.NotFound();
        }

        // Asked again each time, since who may see it can change; a picture that is the same is not sent again.
        http.Response.Headers.CacheControl = "private, no-cache";
        return Results.Stream(content, "image/webp", entityTag: new EntityTagHeaderValue($"\"{name:N}\""));
    }
}

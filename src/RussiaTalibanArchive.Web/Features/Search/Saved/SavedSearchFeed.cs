using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Access;

namespace RussiaTalibanArchive.Web.Features.Search.Saved;

/// <summary>
/// What is new in a saved search, for programs that cannot sign in: whoever knows the address is answered. Such addresses go to other
/// people's servers, so a feed has only what is public, whatever its owner may see.
/// </summary>
internal static class SavedSearchFeed
{
    public const string Path = "/feeds";

    public static void Map(WebApplication app) =>
        app.MapMethods(Path + "/{key}.atom", [HttpMethods.Get, HttpMethods.Head], ServeAsync).AllowAnonymous();

    private static async Task<IResult> ServeAsync(
        string key, HttpContext http, ArchiveDbContext db, CurrentViewer viewer, Searcher searcher, TimeProvider clock, IOptions<ArchiveOptions> options, CancellationToken cancellationToken)
    {
        viewer.Use(Viewer.Nobody with { SeesPublic = true });
        var hash = SavedSearches.HashOf(key);
        var search = await db.SavedSearches.IgnoreQueryFilters()
            .Where(s => s.FeedHash == hash && !s.User.IsDisabled)
            .Select(s => new { s.Name, s.Address }).SingleOrDefaultAsync(cancellationToken);
        if (search is null || SearchAddress.Parse(search.Address) is not { } address)
        {
            return Results.NotFound();
        }

        http.Response.Headers.CacheControl = "private, no-cache";
        var feed = await SearchFeed.ReadAsync(db, searcher, address with { After = http.Request.Query["after"].FirstOrDefault() }, search.Name, $"{Path}/{key}.atom", clock, cancellationToken);
        return feed.Answer(Citations.Citations.SiteOf(http.Request, options.Value), options.Value.Title);
    }
}

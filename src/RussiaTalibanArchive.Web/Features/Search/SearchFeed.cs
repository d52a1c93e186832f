using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Search;

/// <summary>What a search finds, the last added first.</summary>
internal static class SearchFeed
{
    public static async Task<IResult> ServeAsync(
        SearchAddress list, HttpContext http, ArchiveDbContext db, Searcher searcher, Words words, TimeProvider clock, IOptions<ArchiveOptions> options, CancellationToken cancellationToken)
    {
        var address = SearchAddress.Read(http.Request.Query, list) with { After = null };
        http.Response.Headers.CacheControl = "private, no-cache"; // Who sees what differs, and what is withdrawn must be gone at the next look.
        var title = address.Q is { } q ? words["Search: {0}", q] : list.Collection is { } kind ? words.ManyOf(kind) : words["Search"];
        var feed = await ReadAsync(db, searcher, address, title, $"{address.Path}.atom{(address with { Sort = null }).ToQuery()}", clock, cancellationToken);
        return feed.Answer(Citations.Citations.SiteOf(http.Request, options.Value), options.Value.Title);
    }

    /// <param name="db">As the viewer sees it.</param>
    /// <param name="searcher">Finds the entries.</param>
    /// <param name="address">What is sought, in whatever order.</param>
    /// <param name="title">Of the feed.</param>
    /// <param name="self">The path of the feed.</param>
    /// <param name="clock">For a feed without an entry.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<AtomFeed> ReadAsync(
        ArchiveDbContext db, Searcher searcher, SearchAddress address, string title, string self, TimeProvider clock, CancellationToken cancellationToken)
    {
        var found = await searcher.FindAsync(address with { Sort = SearchSort.Added }, cancellationToken);
        var heads = await db.HeadsAsync(found.Found.Select(f => (f.Kind, f.Id)), cancellationToken);
        return new(title, InterfaceLanguages.Current, (address with { Sort = null }).ToString(), self, clock.GetUtcNow(),
            [.. found.Found.Select(f => heads.GetValueOrDefault(f.Id)).OfType<ItemHead>().Select(h => new FeedEntry(h.Kind, h.Reference, h.Title, h.Language, h.AddedAt))]);
    }
}

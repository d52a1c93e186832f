using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Search;

/// <summary>What a search finds, what came last first, page by page.</summary>
internal static class SearchFeed
{
    public static async Task<IResult> ServeAsync(
        SearchAddress list, HttpContext http, ArchiveDbContext db, Searcher searcher, Words words, TimeProvider clock, IOptions<ArchiveOptions> options, CancellationToken cancellationToken)
    {
        var address = SearchAddress.Read(http.Request.Query, list);
        http.Response.Headers.CacheControl = "private, no-cache"; // Who sees what differs, and what is withdrawn must be gone at the next look.
        var title = address.Q is { } q ? words["Search: {0}", q] : list.Collection is { } kind ? words.ManyOf(kind) : words["Search"];
        var feed = await ReadAsync(db, searcher, address, title, $"{address.Path}.atom{(address with { Sort = null, After = null }).ToQuery().TrimEnd('?')}", clock, cancellationToken);
        return feed.Answer(Citations.Citations.SiteOf(http.Request, options.Value), options.Value.Title);
    }

    /// <param name="db">As the viewer sees it.</param>
    /// <param name="searcher">Finds the entries.</param>
    /// <param name="address">What is sought, in whatever order, and after what.</param>
    /// <param name="title">Of the feed.</param>
    /// <param name="self">The path, with its query string, of the feed's first page.</param>
    /// <param name="clock">For a feed without an entry.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<AtomFeed> ReadAsync(
        ArchiveDbContext db, Searcher searcher, SearchAddress address, string title, string self, TimeProvider clock, CancellationToken cancellationToken)
    {
        var found = await searcher.FindAsync(address with { Sort = SearchSort.Added }, cancellationToken);
        var heads = await db.HeadsAsync(found.Found.Select(f => (f.Kind, f.Id)), cancellationToken);
        var ids = found.Found.Select(f => f.Id).ToList();
        var moments = await db.SearchItems.Where(i => ids.Contains(i.ItemId)).Select(i => new { i.ItemId, i.AddedAt }).ToDictionaryAsync(i => i.ItemId, i => i.AddedAt, cancellationToken);
        return new(title, InterfaceLanguages.Current, (address with { Sort = null, After = null }).ToString(), self, clock.GetUtcNow(),
            [.. found.Found.Where(f => heads.ContainsKey(f.Id) && moments.ContainsKey(f.Id)).Select(f => (Head: heads[f.Id], At: moments[f.Id]))
                .Select(f => new FeedEntry(f.Head.Kind, f.Head.Reference, f.Head.Title, f.Head.Language, f.At))],
            (address.After, found.Previous, found.Next));
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Features.Items;
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
        var entries = new Dictionary<Guid, FeedEntry>();
        foreach (var kind in found.Found.GroupBy(f => f.Kind, f => f.Id))
        {
            Guid[] ids = [.. kind];
            var rows = kind.Key switch
            {
                ItemKind.Document => db.Documents.Where(d => ids.Contains(d.Id)).Select(d => new { d.Id, d.Reference, d.Title, Language = (string?)d.Language, d.CreatedAt }),
                ItemKind.Article => db.Articles.Where(a => ids.Contains(a.Id)).Select(a => new { a.Id, a.Reference, a.Title, Language = (string?)a.Language, a.CreatedAt }),
                ItemKind.Quotation => db.Quotations.Where(q => ids.Contains(q.Id)).Select(q => new { q.Id, q.Reference, Title = q.Exact, Language = (string?)q.Language, q.CreatedAt }),
                ItemKind.Note => db.Notes.Where(n => ids.Contains(n.Id)).Select(n => new { n.Id, n.Reference, Title = n.Title ?? n.Author, n.Language, n.CreatedAt }),
                _ => db.Dossiers.Where(d => ids.Contains(d.Id)).Select(d => new { d.Id, d.Reference, d.Title, Language = (string?)d.Language, d.CreatedAt }),
            };
            foreach (var row in await rows.ToListAsync(cancellationToken))
            {
                entries[row.Id] = new(kind.Key, row.Reference, row.Title, row.Language, row.CreatedAt);
            }
        }

        return new(title, InterfaceLanguages.Current, (address with { Sort = null }).ToString(), self, clock.GetUtcNow(),
            [.. found.Found.Select(f => entries.GetValueOrDefault(f.Id)).OfType<FeedEntry>()]);
    }
}

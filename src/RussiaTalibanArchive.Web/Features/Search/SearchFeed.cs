using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Search;

/// <summary>What a search finds, the last added first.</summary>
internal static class SearchFeed
{
    public static async Task<IResult> ServeAsync(
        HttpContext http, ArchiveDbContext db, Searcher searcher, Words words, TimeProvider clock, IOptions<ArchiveOptions> options, CancellationToken cancellationToken)
    {
        var address = SearchAddress.Read(http.Request.Query) with { Sort = SearchSort.Added, After = null };
        var found = await searcher.FindAsync(address, cancellationToken);
        http.Response.Headers.CacheControl = "private, no-cache"; // Who sees what differs, and what is withdrawn must be gone at the next look.
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

        var query = (address with { Sort = null }).ToQuery();
        var title = address.Q is { } q ? words["Search: {0}", q] : words["Search"];
        return new AtomFeed(title, InterfaceLanguages.Current, SearchAddress.Path + query, "/search.atom" + query, clock.GetUtcNow(),
            [.. found.Found.Select(f => entries.GetValueOrDefault(f.Id)).OfType<FeedEntry>()])
            .Answer(Citations.Citations.SiteOf(http.Request, options.Value), options.Value.Title);
    }
}

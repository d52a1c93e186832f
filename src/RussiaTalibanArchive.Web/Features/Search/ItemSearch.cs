using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Search.Query;

namespace RussiaTalibanArchive.Web.Features.Search;

public static class ItemSearch
{
    /// <summary>Keeps the items that a query finds (see <see cref="QueryParser"/>); all, when it asks for nothing.</summary>
    public static IQueryable<T> Matching<T>(this IQueryable<T> items, ArchiveDbContext db, string? query) where T : Item
    {
        ArgumentNullException.ThrowIfNull(db);
        if (QueryParser.Parse(query).Root is not { } root)
        {
            return items;
        }

        var condition = new SearchCondition(db.Viewer, db.Now, new(isExact: false));
#pragma warning disable EF1002 // What comes from the reader are parameters.
        var found = db.SearchItems.FromSqlRaw($"SELECT * FROM search_items i WHERE {condition.Matches(root)}", [.. condition.Values]);
#pragma warning restore EF1002
        return items.Where(i => found.Any(f => f.ItemId == i.Id));
    }
}

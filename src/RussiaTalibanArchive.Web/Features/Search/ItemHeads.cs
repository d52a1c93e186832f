using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Search;

/// <summary>What a found item is called.</summary>
/// <param name="Kind">Of the item.</param>
/// <param name="Reference">Of the item.</param>
/// <param name="Title">Its title; of a quotation the beginning of its words, of a note without a title its author.</param>
/// <param name="Language">BCP 47 language of the title, if it is known.</param>
internal sealed record ItemHead(ItemKind Kind, string Reference, string Title, string? Language);

internal static class ItemHeads
{
    /// <summary>In UTF-16 code units.</summary>
    private const int MaxWords = 250;

    /// <summary>By id, those of the items that the viewer sees; a query a kind.</summary>
    public static async Task<Dictionary<Guid, ItemHead>> HeadsAsync(this ArchiveDbContext db, IEnumerable<(ItemKind Kind, Guid Id)> items, CancellationToken cancellationToken)
    {
        var heads = new Dictionary<Guid, ItemHead>();
        foreach (var kind in items.GroupBy(i => i.Kind, i => i.Id))
        {
            Guid[] ids = [.. kind];
            var rows = kind.Key switch
            {
                ItemKind.Document => db.Documents.Where(d => ids.Contains(d.Id)).Select(d => new { d.Id, d.Reference, d.Title, Language = (string?)d.Language }),
                ItemKind.Article => db.Articles.Where(a => ids.Contains(a.Id)).Select(a => new { a.Id, a.Reference, a.Title, Language = (string?)a.Language }),
                ItemKind.Quotation => db.Quotations.Where(q => ids.Contains(q.Id)).Select(q => new { q.Id, q.Reference, Title = q.Exact.Substring(0, MaxWords), Language = (string?)q.Language }),
                ItemKind.Note => db.Notes.Where(n => ids.Contains(n.Id)).Select(n => new { n.Id, n.Reference, Title = n.Title ?? n.Author, n.Language }),
                _ => db.Dossiers.Where(d => ids.Contains(d.Id)).Select(d => new { d.Id, d.Reference, d.Title, Language = (string?)d.Language }),
            };
            foreach (var row in await rows.ToListAsync(cancellationToken))
            {
                heads[row.Id] = new(kind.Key, row.Reference, row.Title, row.Language);
            }
        }

        return heads;
    }
}

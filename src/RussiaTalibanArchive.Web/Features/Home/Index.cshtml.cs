using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
namespace RussiaTalibanArchive.Web.Features.Home;
[Authorize(Policies.Visitor)]
public sealed class IndexModel(ArchiveDbContext db) : PageModel
{
    public int Documents { get; private set; }
    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Documents = await db.Documents.CountAsync(cancellationToken);
        await db.Quotations.Include(q => q.Taggings).ThenInclude(t => t.Tag).Take(5).ToListAsync(cancellationToken);
        await db.Tags.Select(t => new { t.Reference, n = t.Below.SelectMany(b => b.Descendant.Taggings).Count(x => x.Quotation != null) }).ToListAsync(cancellationToken);
        await db.Notes.Include(n => n.Links).ThenInclude(l => l.Document).ToListAsync(cancellationToken);
        await db.Dossiers.Include(n => n.Entries).ThenInclude(l => l.Document).ToListAsync(cancellationToken);
        await db.Appearances.Select(a => a.Quotation.Exact).ToListAsync(cancellationToken);
    }
}

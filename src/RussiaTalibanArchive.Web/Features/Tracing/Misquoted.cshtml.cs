using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Quotations;

namespace RussiaTalibanArchive.Web.Features.Tracing;

/// <summary>The quotations that articles print in other words than their source has.</summary>
[Authorize(Policies.Visitor)]
public sealed class MisquotedModel(ArchiveDbContext db) : PageModel
{
    public Browse Browse { get; private set; } = new();
    public ListPage<QuotationRow> Quotations { get; private set; } = null!; // OnGetAsync sets it before the view runs
    public ILookup<Guid, PrintedWords> Printed { get; private set; } = null!; // OnGetAsync sets it before the view runs

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Browse = Browse.Read(Request.Query);
        Quotations = await db.Quotations.Where(q => q.Appearances.Any(a => a.Faithfulness == Faithfulness.Differs)).ToRows().PageAsync(Browse, cancellationToken);
        var ids = Quotations.Rows.Select(r => r.Id).ToList();
        Printed = (await db.Appearances.Where(a => ids.Contains(a.QuotationId) && a.Faithfulness == Faithfulness.Differs).ToPrinted().ToListAsync(cancellationToken)).ToLookup(p => p.QuotationId);
    }
}

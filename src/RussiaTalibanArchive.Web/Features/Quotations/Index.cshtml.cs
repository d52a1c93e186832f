using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Search;
using RussiaTalibanArchive.Web.Features.Search.Index;

namespace RussiaTalibanArchive.Web.Features.Quotations;

[Authorize(Policies.Visitor)]
public sealed class IndexModel(ArchiveDbContext db, SearchViewReader reader, CurrentViewer viewer)
    : ListModel(reader, SearchAddress.Of(ItemKind.Quotation))
{
    /// <summary>Withdrawn ones, which no search finds, for editors who ask for them by name.</summary>
    public ListPage<QuotationRow>? Withdrawn { get; private set; }

    public Browse Browse { get; private set; } = new();

    public override async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await base.OnGetAsync(cancellationToken);
        if (viewer.Value.SeesDrafts && View.Address.Has(Facet.Status, SearchEntry.StatusOf(QuotationStatus.Withdrawn)))
        {
            Browse = Browse.Read(Request.Query);
            Withdrawn = await db.Quotations.IgnoreQueryFilters([ArchiveDbContext.NotWithdrawn]).Where(q => q.Status == QuotationStatus.Withdrawn)
                .ToRows().PageAsync(Browse, cancellationToken);
        }
    }
}

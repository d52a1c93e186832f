using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Tags;

namespace RussiaTalibanArchive.Web.Features.Quotations;

[Authorize(Policies.Visitor)]
public sealed class IndexModel(ArchiveDbContext db, CurrentViewer viewer) : PageModel
{
    public Browse Browse { get; private set; } = new();
    public ListPage<QuotationRow> List { get; private set; } = null!; // OnGetAsync sets it before the view runs
    public IReadOnlyList<TagName> FilterTags { get; private set; } = [];

    public IReadOnlyList<string> Statuses =>
        viewer.Value.SeesDrafts ? ["proposed", "draft", "checked", "disputed", "withdrawn"]
        : viewer.Value.SeesInternal ? ["draft", "checked", "disputed"] : [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Browse = Browse.Read(Request.Query);
        FilterTags = await db.Tags.NamedAsync(Browse.Tags, cancellationToken);
        // Withdrawn ones only for editors who ask for them by name.
        var quotations = Browse.Status == "withdrawn" && viewer.Value.SeesDrafts ? db.Quotations.IgnoreQueryFilters([ArchiveDbContext.NotWithdrawn]) : db.Quotations;
        List = await quotations.Asked(db, Browse).ToRows().PageAsync(Browse, cancellationToken);
    }
}

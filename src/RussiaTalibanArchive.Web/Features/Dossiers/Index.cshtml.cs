using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Dossiers;

[Authorize(Policies.Visitor)]
public sealed class IndexModel(ArchiveDbContext db) : PageModel
{
    private const int MaxPage = 10_000;

    /// <summary>From 1.</summary>
    public int Number { get; private set; } = 1;

    public int Total { get; private set; }
    public IReadOnlyList<DossierRow> Rows { get; private set; } = [];
    public bool HasNext => Number * Browse.PageSize < Total;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        // Read by hand: Razor Pages keep the name "page" for themselves.
        Number = int.TryParse(Request.Query["page"], out var page) ? Math.Clamp(page, 1, MaxPage) : 1;
        Total = await db.Dossiers.CountAsync(cancellationToken);
        Rows = await db.Dossiers.OrderByDescending(d => d.PublishedAt ?? d.CreatedAt).ThenByDescending(d => d.Reference)
            .Skip((Number - 1) * Browse.PageSize).Take(Browse.PageSize).ToRows().ToListAsync(cancellationToken);
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Dossiers;
using RussiaTalibanArchive.Web.Features.Quotations;
using RussiaTalibanArchive.Web.Features.Search;
using RussiaTalibanArchive.Web.Features.Search.Timelines;

namespace RussiaTalibanArchive.Web.Features.Home;

[Authorize(Policies.Visitor)]
public sealed class IndexModel(ArchiveDbContext db, TimelineReader timeline) : PageModel
{
    private const int Newest = 4;
    private const int Featured = 3;

    public Figures Figures { get; private set; } = null!; // OnGetAsync sets it before the view runs
    public IReadOnlyList<DocumentRow> Documents { get; private set; } = [];
    public IReadOnlyList<ArticleRow> Articles { get; private set; } = [];
    public IReadOnlyList<QuotationRow> Quotations { get; private set; } = [];
    public IReadOnlyList<DossierRow> Dossiers { get; private set; } = [];
    public Timeline Timeline { get; private set; } = Timeline.Empty;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Figures = await CountAsync(cancellationToken);
        if (Figures.IsEmpty)
        {
            return;
        }

        Documents = await db.Documents.OrderByDescending(d => d.PublishedAt ?? d.CreatedAt).ThenByDescending(d => d.Reference)
            .Take(Newest).ToRows().ToListAsync(cancellationToken);
        Articles = await db.Articles.OrderByDescending(a => a.PublishedAt ?? a.CreatedAt).ThenByDescending(a => a.Reference)
            .Take(Newest).ToRows().ToListAsync(cancellationToken);
        Quotations = await FeaturedAsync(cancellationToken);
        Timeline = await timeline.ReadAsync(SearchAddress.Timeline, cancellationToken);
        Dossiers = await db.Dossiers.OrderByDescending(d => d.PublishedAt ?? d.CreatedAt).ThenByDescending(d => d.Reference)
            .Take(Newest).ToRows().ToListAsync(cancellationToken);
    }

    /// <summary>The newest checked quotation of each document, those of the newest first; the words must stand in the document.</summary>
    private async Task<IReadOnlyList<QuotationRow>> FeaturedAsync(CancellationToken cancellationToken)
    {
        var ids = await db.Documents
            .SelectMany(d => d.Quotations
                .Where(q => q.Status == QuotationStatus.Checked && q.Anchor != AnchorState.Lost)
                .OrderByDescending(q => q.CreatedAt).ThenByDescending(q => q.Reference)
                .Take(1))
            .OrderByDescending(q => q.CreatedAt).ThenByDescending(q => q.Reference)
            .Select(q => q.Id)
            .Take(Featured)
            .ToListAsync(cancellationToken);
        var rows = await db.Quotations.Where(q => ids.Contains(q.Id)).ToRows().ToListAsync(cancellationToken);
        return [.. rows.OrderBy(r => ids.IndexOf(r.Id))];
    }

    private async Task<Figures> CountAsync(CancellationToken cancellationToken) => new(
        await db.Documents.CountAsync(cancellationToken),
        await db.Articles.CountAsync(cancellationToken),
        await db.Quotations.CountAsync(cancellationToken),
        await db.Taggings.Select(t => t.TagId).Distinct().CountAsync(cancellationToken),
        await db.Documents.Select(d => d.Language)
            .Union(db.Articles.Select(a => a.Language))
            .Union(db.Quotations.Select(q => q.Language))
            .CountAsync(l => l != "und", cancellationToken));
}

/// <summary>What the viewer may see of the archive, counted.</summary>
/// <param name="Documents">Documents.</param>
/// <param name="Articles">Articles.</param>
/// <param name="Quotations">Quotations.</param>
/// <param name="Tags">Tags that something carries.</param>
/// <param name="Languages">Languages in which something is written.</param>
public sealed record Figures(int Documents, int Articles, int Quotations, int Tags, int Languages)
{
    public bool IsEmpty => Documents + Articles + Quotations == 0;
}

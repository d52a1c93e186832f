using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Quotations;

namespace RussiaTalibanArchive.Web.Features.Editor;

/// <summary>What waits for the editors.</summary>
[Authorize(Policies.Editor)]
public sealed class IndexModel(ArchiveDbContext db) : PageModel
{
    private const int MaxListed = 50;

    public IReadOnlyList<OpenArticle> Articles { get; private set; } = [];
    public int ArticleCount { get; private set; }
    public IReadOnlyDictionary<QuotationStatus, int> Quotations { get; private set; } = new Dictionary<QuotationStatus, int>();
    public IReadOnlyList<QuotationRow> Lost { get; private set; } = [];
    public int LostCount { get; private set; }
    public int DraftDocuments { get; private set; }
    public int DraftArticles { get; private set; }
    public int DraftDossiers { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var open = db.Articles.Where(a => a.Passages.Any(p => p.State == ProposalState.Proposed)
            || a.Dates.Any(p => p.State == ProposalState.Proposed) || a.TagProposals.Any(p => p.State == ProposalState.Proposed && p.Tag != null));
        ArticleCount = await open.CountAsync(cancellationToken);
        Articles = await open.OrderByDescending(a => a.CreatedAt).Take(MaxListed).Select(a => new OpenArticle(
            a.Reference, a.Title, a.Language,
            a.Passages.Count(p => p.State == ProposalState.Proposed),
            a.Dates.Count(p => p.State == ProposalState.Proposed),
            a.TagProposals.Count(p => p.State == ProposalState.Proposed && p.Tag != null))).ToListAsync(cancellationToken);
        Quotations = await db.Quotations.GroupBy(q => q.Status).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        var lost = db.Quotations.Where(q => q.Anchor == AnchorState.Lost);
        LostCount = await lost.CountAsync(cancellationToken);
        Lost = await lost.OrderBy(q => q.Reference).Take(MaxListed).ToRows().ToListAsync(cancellationToken);
        DraftDocuments = await db.Documents.CountAsync(d => d.Status == ItemStatus.Draft, cancellationToken);
        DraftArticles = await db.Articles.CountAsync(a => a.Status == ItemStatus.Draft, cancellationToken);
        DraftDossiers = await db.Dossiers.CountAsync(d => d.Status == ItemStatus.Draft, cancellationToken);
    }
}

/// <summary>An article with proposals that nobody has judged.</summary>
public sealed record OpenArticle(string Reference, string Title, string Language, int Passages, int Dates, int Tags);

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Quotations.Workbench;

namespace RussiaTalibanArchive.Web.Features.Editor;

/// <summary>What waits for the editors.</summary>
[Authorize(Policies.Editor)]
public sealed class IndexModel(ArchiveDbContext db) : PageModel
{
    private const int MaxListed = 50;

    public IReadOnlyList<OpenArticle> Articles { get; private set; } = [];
    public int ArticleCount { get; private set; }
    /// <summary>Passages of articles that a document which came later holds.</summary>
    public IReadOnlyList<NewMatch> NewMatches { get; private set; } = [];

    /// <summary>How many quotations each queue of the workbench holds.</summary>
    public IReadOnlyDictionary<QueueKind, int> Queues { get; private set; } = new Dictionary<QueueKind, int>();

    public IReadOnlyList<SavedFilter> Filters { get; private set; } = [];
    public int DraftDocuments { get; private set; }
    public int DraftArticles { get; private set; }
    public int DraftDossiers { get; private set; }

    /// <summary>Takes note that an editor has seen what came for a passage.</summary>
    public async Task<IActionResult> OnPostSeenAsync(Guid passage, CancellationToken cancellationToken)
    {
        if (await db.Passages.SingleOrDefaultAsync(p => p.Id == passage, cancellationToken) is not { } found)
        {
            return NotFound();
        }

        found.Matches.ForEach(m => m.IsNew = false);
        await db.SaveChangesAsync(cancellationToken);
        return LocalRedirect("/editor#new-matches");
    }

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
        NewMatches = await db.Passages.Where(p => (p.State == ProposalState.Proposed || p.Quotation!.ArticleId != null) && p.Matches.Any(m => m.IsNew && !m.Text.IsWithheld))
            .OrderByDescending(p => p.Matches.Max(m => m.FoundAt)).Take(MaxListed)
            .Select(p => new NewMatch(p.Id, p.Article.Reference, p.Article.Title, p.Article.Language, p.Exact,
                p.Matches.Where(m => m.IsNew && !m.Text.IsWithheld).OrderByDescending(m => m.FoundAt).Select(m => m.Text.Document.Reference).First()))
            .ToListAsync(cancellationToken);
        Queues = await db.Quotations.CountQueuesAsync(cancellationToken);
        Filters = await db.SavedFilters.OrderBy(f => f.Name).ToListAsync(cancellationToken);
        DraftDocuments = await db.Documents.CountAsync(d => d.Status == ItemStatus.Draft, cancellationToken);
        DraftArticles = await db.Articles.CountAsync(a => a.Status == ItemStatus.Draft, cancellationToken);
        DraftDossiers = await db.Dossiers.CountAsync(d => d.Status == ItemStatus.Draft, cancellationToken);
    }
}

/// <summary>A passage whose source has come.</summary>
/// <param name="Passage">The proposal.</param>
/// <param name="Article">The article's reference.</param>
/// <param name="Title">Its title.</param>
/// <param name="Language">BCP 47 language of the article.</param>
/// <param name="Exact">The passage.</param>
/// <param name="Document">The reference of the document that came last and holds it.</param>
public sealed record NewMatch(Guid Passage, string Article, string Title, string Language, string Exact, string Document);

/// <summary>An article with proposals that nobody has judged.</summary>
public sealed record OpenArticle(string Reference, string Title, string Language, int Passages, int Dates, int Tags);

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Notes;
using RussiaTalibanArchive.Web.Features.Quotations;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Articles;

[Authorize(Policies.Visitor)]
public sealed class ArticleModel(ArchiveDbContext db, CurrentViewer viewer, MarkdownRenderer markdown, NotesOn notesOn, Tombstones tombstones) : PageModel
{
    public ArticleRow Article { get; private set; } = null!; // OnGetAsync sets it before the view runs
    public string? Original { get; private set; }
    public IHtmlContent Body { get; private set; } = HtmlString.Empty;
    public IReadOnlyList<PrintedQuotation> Quotes { get; private set; } = [];
    public IReadOnlyList<QuotationRow> OwnWords { get; private set; } = [];
    public IReadOnlyList<DocumentRow> Cites { get; private set; } = [];

    public NotesOnItem Notes { get; private set; } = null!; // OnGetAsync sets it before the view runs

    /// <summary>What waits for an editor; 0 for everyone else.</summary>
    public int OpenProposals { get; private set; }

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancellationToken)
    {
        var found = await db.Articles.Where(a => a.Reference == reference).ToRows().SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return await tombstones.MissingAsync(this, ItemKind.Article, reference, cancellationToken);
        }

        Article = found;
        var text = await db.Articles.Where(a => a.Id == found.Id).Select(a => new { a.Body, a.Url }).SingleAsync(cancellationToken);
        Original = text.Url;
        Body = await markdown.RenderAsync(text.Body, cancellationToken);
        Cites = await db.Documents.Where(d => d.CitedBy.Any(c => c.ArticleId == found.Id)).OrderBy(d => d.Reference).ToRows().ToListAsync(cancellationToken);
        OwnWords = await db.Quotations.Where(q => q.ArticleId == found.Id).OrderBy(q => q.Start).ToRows().ToListAsync(cancellationToken);
        Quotes = await QuotesAsync(found.Id, cancellationToken);
        Notes = await notesOn.ForAsync(ItemKind.Article, found.Id, found.Reference, cancellationToken);
        OpenProposals = !viewer.Value.SeesDrafts ? 0 : await OpenAsync(found.Id, cancellationToken);
        return Page();
    }

    private async Task<IReadOnlyList<PrintedQuotation>> QuotesAsync(Guid article, CancellationToken cancellationToken)
    {
        var rows = await db.Quotations.Where(q => q.Appearances.Any(a => a.ArticleId == article)).ToRows().ToDictionaryAsync(q => q.Id, cancellationToken);
        var printed = await db.Appearances.Where(a => a.ArticleId == article).OrderBy(a => a.Start).ThenBy(a => a.Id)
            .Select(a => new { a.QuotationId, a.Exact, a.Article.Language }).ToListAsync(cancellationToken);
        return [.. printed.Where(p => rows.ContainsKey(p.QuotationId)).Select(p => new PrintedQuotation(p.Exact, p.Language, rows[p.QuotationId]))];
    }

    private async Task<int> OpenAsync(Guid article, CancellationToken cancellationToken) =>
        await db.Passages.CountAsync(p => p.ArticleId == article && p.State == ProposalState.Proposed, cancellationToken)
        + await db.DateProposals.CountAsync(p => p.ArticleId == article && p.State == ProposalState.Proposed, cancellationToken)
        + await db.TagProposals.CountAsync(p => p.ArticleId == article && p.State == ProposalState.Proposed, cancellationToken);
}

/// <summary>A quotation as an article prints it.</summary>
/// <param name="Printed">The article's wording.</param>
/// <param name="Language">BCP 47 language of the article.</param>
/// <param name="Quotation">What it quotes.</param>
public sealed record PrintedQuotation(string Printed, string Language, QuotationRow Quotation)
{
    /// <summary>How truly, and what differs in spelling alone.</summary>
    public (Faithfulness Faithfulness, IReadOnlyList<FoldKind> Folded) Judged { get; } = Appearances.Judge(Printed, Language, Quotation.Exact, Quotation.Language);
}

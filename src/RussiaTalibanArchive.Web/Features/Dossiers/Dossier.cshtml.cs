using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Citations;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Notes;
using RussiaTalibanArchive.Web.Features.Quotations;

namespace RussiaTalibanArchive.Web.Features.Dossiers;

[Authorize(Policies.Visitor)]
public sealed class DossierModel(ArchiveDbContext db, MarkdownRenderer markdown, NotesOn notes, CitationReader citations, IOptions<ArchiveOptions> options, Tombstones tombstones)
    : PageModel
{
    public DossierRow Dossier { get; private set; } = null!; // OnGetAsync sets it before the view runs
    public IHtmlContent Introduction { get; private set; } = HtmlString.Empty;

    /// <summary>Those that the viewer may see, in their order.</summary>
    public IReadOnlyList<EntryView> Entries { get; private set; } = [];

    public NotesOnItem Notes { get; private set; } = null!; // OnGetAsync sets it before the view runs

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancellationToken)
    {
        var dossier = await db.Dossiers.Where(d => d.Reference == reference).ToRows().SingleOrDefaultAsync(cancellationToken);
        if (dossier is null)
        {
            return await tombstones.MissingAsync(this, ItemKind.Dossier, reference, cancellationToken);
        }

        Dossier = dossier;
        await ReadAsync(cancellationToken);
        Notes = await notes.ForAsync(ItemKind.Dossier, Dossier.Id, Dossier.Reference, cancellationToken);
        return Page();
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var introduction = await db.Dossiers.Where(d => d.Id == Dossier.Id).Select(d => d.Introduction).SingleAsync(cancellationToken);
        var entries = await db.Set<DossierEntry>().Where(e => e.DossierId == Dossier.Id).OrderBy(e => e.Position)
            .Select(e => new { e.Comment, e.DocumentId, e.ArticleId, e.QuotationId }).ToListAsync(cancellationToken);
        var documents = entries.Select(e => e.DocumentId).ToList();
        var articles = entries.Select(e => e.ArticleId).ToList();
        var quotations = entries.Select(e => e.QuotationId).ToList();
        var documentRows = await db.Documents.Where(d => documents.Contains(d.Id)).ToRows().ToDictionaryAsync(d => d.Id, cancellationToken);
        var articleRows = await db.Articles.Where(a => articles.Contains(a.Id)).ToRows().ToDictionaryAsync(a => a.Id, cancellationToken);
        var quotationRows = await db.Quotations.Where(q => quotations.Contains(q.Id)).ToRows().ToDictionaryAsync(q => q.Id, cancellationToken);

        var texts = await markdown.RenderAllAsync([introduction, .. entries.Select(e => e.Comment)], cancellationToken);
        Introduction = texts[0];
        var cited = await citations.FindAllAsync(
            documentRows.Values.Select(d => new CitedItem(ItemKind.Document, d.Reference)).Concat(articleRows.Values.Select(a => new CitedItem(ItemKind.Article, a.Reference)))
                .Concat(quotationRows.Values.Select(q => new CitedItem(ItemKind.Quotation, q.Reference))).ToLookup(i => i.Kind, i => i.Reference),
            Citations.Citations.SiteOf(Request, options.Value), cancellationToken);
        Entries = [.. entries.Select((e, i) => new EntryView(
            documentRows.GetValueOrDefault(e.DocumentId ?? default),
            articleRows.GetValueOrDefault(e.ArticleId ?? default),
            quotationRows.GetValueOrDefault(e.QuotationId ?? default),
            texts[i + 1],
            !string.IsNullOrWhiteSpace(e.Comment)))
            .Select(e => e with { Source = cited.GetValueOrDefault(e.Document?.Reference ?? e.Article?.Reference ?? e.Quotation?.Reference ?? "") })
            .Where(e => e.Document is not null || e.Article is not null || e.Quotation is not null)]; // One may have been hidden between two queries.
    }
}

/// <summary>One of the three, and what the editor says of it.</summary>
public sealed record EntryView(DocumentRow? Document, ArticleRow? Article, QuotationRow? Quotation, IHtmlContent Comment, bool HasComment)
{
    /// <summary>Printed on paper, where no link can be followed.</summary>
    public Citation? Source { get; init; }
}

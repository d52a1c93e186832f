using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Notes;
using RussiaTalibanArchive.Web.Features.Quotations;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Documents;

[Authorize(Policies.Visitor)]
public sealed class DocumentModel(ArchiveDbContext db, CurrentViewer viewer, Tombstones tombstones, MarkdownRenderer markdown, NotesOn notesOn, MarksOfDocument marks) : PageModel
{
    private const int MaxListed = 200;

    public DocumentView Document { get; private set; } = null!; // OnGetAsync sets it before the view runs
    public IHtmlContent Abstract { get; private set; } = HtmlString.Empty;

    /// <summary>As many as there are assessments, in their order.</summary>
    public IReadOnlyList<IHtmlContent> Grounds { get; private set; } = [];

    /// <summary>None, one, or two side by side.</summary>
    public IReadOnlyList<ReadText> Texts { get; private set; } = [];

    public IReadOnlyList<QuotedPassage> Quotations { get; private set; } = [];
    public int QuotationCount { get; private set; }
    public IReadOnlyList<QuotingArticle> QuotedBy { get; private set; } = [];
    public NotesOnItem Notes { get; private set; } = null!; // OnGetAsync sets it before the view runs

    public IReadOnlyList<PageLeaf> Pages { get; private set; } = [];
    public int PageCount { get; private set; }
    public IReadOnlyList<AttachedDocument> Attached { get; private set; } = [];

    /// <summary>Empty for whoever is no editor.</summary>
    public IReadOnlyList<DocumentFinding> Findings { get; private set; } = [];

    /// <inheritdoc cref="Findings"/>
    public IReadOnlyList<MarksOfDocument.ListedMark> Marks { get; private set; } = [];

    /// <inheritdoc cref="Findings"/>
    public IReadOnlyList<NearDuplicate> Alike { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string reference, string? text, string? beside, CancellationToken cancellationToken)
    {
        var document = await db.Documents.Where(d => d.Reference == reference).ToViews(viewer.Value.SeesDrafts).AsSplitQuery().SingleOrDefaultAsync(cancellationToken);
        if (document is null)
        {
            return await tombstones.MissingAsync(this, ItemKind.Document, reference, cancellationToken);
        }

        Document = document;
        var rendered = await markdown.RenderAllAsync([document.Abstract, .. document.Assessments.Select(a => a.Grounds)], cancellationToken);
        (Abstract, Grounds) = (rendered[0], [.. rendered.Skip(1)]);
        await ReadTextsAsync(text, beside, cancellationToken);
        await FindQuotationsAsync(cancellationToken);
        await FindArticlesAsync(cancellationToken);
        await FindPagesAsync(cancellationToken);
        await FindAttachedAsync(cancellationToken);
        Findings = await db.DocumentFindings.AsNoTracking().Where(f => f.DocumentId == document.Id).OrderBy(f => f.Kind).ThenBy(f => f.Label).Take(MaxListed).ToListAsync(cancellationToken);
        if (viewer.Value.SeesDrafts)
        {
            Marks = await marks.FindAsync(document.Id, cancellationToken);
            Alike = await marks.NearDuplicatesAsync(document.Id, cancellationToken);
        }

        Notes = await notesOn.ForAsync(ItemKind.Document, document.Id, document.Reference, cancellationToken);
        return Page();
    }

    private async Task ReadTextsAsync(string? text, string? beside, CancellationToken cancellationToken)
    {
        var first = Document.Texts.Find(t => t.Key == text) ?? Document.Texts.FirstOrDefault();
        var second = Document.Texts.Find(t => t.Key == beside && t != first);
        var shown = new[] { first, second }.OfType<TextView>().ToList();
        var ids = shown.ConvertAll(t => t.Id);
        var bodies = await db.Texts.Where(t => ids.Contains(t.Id)).Select(t => new { t.Id, t.Body }).ToDictionaryAsync(t => t.Id, t => t.Body, cancellationToken);
        var marks = await db.Quotations.Where(q => ids.Contains(q.TextId!.Value) && q.Start != null && q.End != null)
            .Select(q => new { TextId = q.TextId!.Value, Mark = new TextMark(q.Reference, q.Start!.Value, q.End!.Value) })
            .ToListAsync(cancellationToken);
        Texts = [.. shown.Select((t, i) => t.Read(bodies[t.Id], i == 0 ? "p" : "beside-p", [.. marks.Where(m => m.TextId == t.Id).Select(m => m.Mark)]))];
    }

    private async Task FindQuotationsAsync(CancellationToken cancellationToken)
    {
        var quotations = db.Quotations.Where(q => q.DocumentId == Document.Id);
        QuotationCount = await quotations.CountAsync(cancellationToken);
        Quotations = await quotations.OrderBy(q => q.Paragraph == null).ThenBy(q => q.Start).ThenBy(q => q.Reference).Take(MaxListed)
            .Select(q => new QuotedPassage(q.Reference, q.Exact, q.Language, q.Status, q.Page, q.Paragraph)).ToListAsync(cancellationToken);
    }

    private async Task FindPagesAsync(CancellationToken cancellationToken)
    {
        var pages = db.DocumentPages.Where(p => p.DocumentId == Document.Id);
        PageCount = await pages.CountAsync(cancellationToken);
        Pages = await pages.OrderBy(p => p.Number).Take(MaxListed)
            .Select(p => new PageLeaf(p.Number, p.Picture != null, p.PictureWidth, p.PictureHeight, p.Problem)).ToListAsync(cancellationToken);
    }

    /// <summary>What it came attached to, what came attached to it, and the other messages of its thread.</summary>
    private async Task FindAttachedAsync(CancellationToken cancellationToken)
    {
        var thread = await db.DocumentMails.Where(m => m.DocumentId == Document.Id).Select(m => m.ThreadId).SingleOrDefaultAsync(cancellationToken);
        Attached = await db.Documents
            .Where(d => d.Id != Document.Id && (d.AttachedToId == Document.Id || d.Attachments.Any(a => a.Id == Document.Id) || (thread != null && d.Mail!.ThreadId == thread)))
            .OrderBy(d => d.Reference).Take(MaxListed)
            .Select(d => new AttachedDocument(d.Reference, d.Title, d.Language,
                d.AttachedToId == Document.Id ? AttachedRelation.Below : d.Attachments.Any(a => a.Id == Document.Id) ? AttachedRelation.Above : AttachedRelation.Thread))
            .ToListAsync(cancellationToken);
    }

    private async Task FindArticlesAsync(CancellationToken cancellationToken)
    {
        var articles = await db.Articles
            .Where(a => a.Cites.Any(c => c.DocumentId == Document.Id) || a.Appearances.Any(x => x.Quotation.DocumentId == Document.Id))
            .OrderBy(a => a.Reference).Take(MaxListed)
            .Select(a => new
            {
                a.Reference,
                a.Title,
                a.Language,
                a.Publisher,
                Quotations = a.Appearances.Where(x => x.Quotation.DocumentId == Document.Id).OrderBy(x => x.Start).Select(x => x.Quotation.Reference).ToList(),
            })
            .ToListAsync(cancellationToken);
        QuotedBy = articles.ConvertAll(a => new QuotingArticle(a.Reference, a.Title, a.Language, a.Publisher, [.. a.Quotations.Distinct()]));
    }
}

/// <summary>A page in the list of its document's.</summary>
public sealed record PageLeaf(int Number, bool HasPicture, int Width, int Height, string? Problem);

/// <summary>A document that came with another.</summary>
public sealed record AttachedDocument(string Reference, string Title, string Language, AttachedRelation Relation);

public enum AttachedRelation
{
    Above,
    Below,
    Thread,
}

/// <summary>A quotation in the list of its document's.</summary>
public sealed record QuotedPassage(string Reference, string Exact, string Language, QuotationStatus Status, int? Page, int? Paragraph);

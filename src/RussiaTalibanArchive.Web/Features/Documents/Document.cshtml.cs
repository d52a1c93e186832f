using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Notes;
using RussiaTalibanArchive.Web.Features.Quotations;
using RussiaTalibanArchive.Web.Features.Search;

namespace RussiaTalibanArchive.Web.Features.Documents;

[Authorize(Policies.Visitor)]
public sealed class DocumentModel(ArchiveDbContext db, CurrentViewer viewer, Tombstones tombstones, MarkdownRenderer markdown, NotesOn notesOn, MarksOfDocument marks, LeafReader leaves, TextFinder finder, Searcher searcher) : PageModel
{
    private const int MaxListed = 200;

    /// <summary>How many thumbnails of pages are shown at a time.</summary>
    private const int Thumbnails = 24;

    public DocumentView Document { get; private set; } = null!; // OnGetAsync sets it before the view runs
    public IHtmlContent Abstract { get; private set; } = HtmlString.Empty;

    /// <summary>As many as there are assessments, in their order.</summary>
    public IReadOnlyList<IHtmlContent> Grounds { get; private set; } = [];

    /// <summary>None, one, or two side by side.</summary>
    public IReadOnlyList<ReadText> Texts { get; private set; } = [];

    /// <summary>What was asked for, the text that is read named.</summary>
    public ReadingAddress Address { get; private set; } = null!; // OnGetAsync sets it before the view runs

    /// <summary>The picture beside the text; <see langword="null"/> where the document has no pictures.</summary>
    public PagePicture? Picture { get; private set; }

    /// <summary>What was found, if words were asked for.</summary>
    public FoundInText? Found { get; private set; }

    public DocumentNeighbours? Neighbours { get; private set; }

    /// <summary>Where the quotations of the text lie.</summary>
    public IReadOnlyList<StripMark> Strip { get; private set; } = [];

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

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancellationToken)
    {
        var document = await db.Documents.Where(d => d.Reference == reference).ToViews(viewer.Value.SeesDrafts).AsSplitQuery().SingleOrDefaultAsync(cancellationToken);
        if (document is null)
        {
            return await tombstones.MissingAsync(this, ItemKind.Document, reference, cancellationToken);
        }

        Document = document;
        var rendered = await markdown.RenderAllAsync([document.Abstract, .. document.Assessments.Select(a => a.Grounds)], cancellationToken);
        (Abstract, Grounds) = (rendered[0], [.. rendered.Skip(1)]);
        Address = ReadingAddress.Read(reference, Request.Query);
        await ReadTextsAsync(cancellationToken);
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

    private async Task ReadTextsAsync(CancellationToken cancellationToken)
    {
        var first = Document.Texts.Find(t => t.Key == Address.Text) ?? Document.Texts.FirstOrDefault();
        var second = Document.Texts.Find(t => t.Key == Address.Beside && t != first);
        Address = Address with { Text = first?.Key, Beside = second?.Key };
        Texts = await leaves.ReadAsync(Document.Id, [.. new[] { first, second }.OfType<TextView>()], Address.Choose, last: null, cancellationToken);
        if (first is not null && Address.Find is { } words)
        {
            Found = await finder.FindAsync(Document.Id, first.Key, words, withBoxes: false, cancellationToken);
        }

        if (Address.List is { } list)
        {
            Neighbours = await DocumentNeighbours.FindAsync(db, searcher, Document.Id, list, cancellationToken);
        }
    }

    private async Task FindQuotationsAsync(CancellationToken cancellationToken)
    {
        var quotations = db.Quotations.Where(q => q.DocumentId == Document.Id);
        QuotationCount = await quotations.CountAsync(cancellationToken);
        Quotations = await quotations.OrderBy(q => q.Paragraph == null).ThenBy(q => q.Start).ThenBy(q => q.Reference).Take(MaxListed)
            .Select(q => new QuotedPassage(q.Reference, q.Exact, q.Language, q.Status, q.Page, q.Paragraph,
                q.Text == null ? null : new TextView(q.Text.Id, q.Text.Role, q.Text.Language, q.Text.Version, q.Text.IsCurrent, null),
                q.Start, q.Appearances.Select(a => a.ArticleId).Distinct().Count())).ToListAsync(cancellationToken);
        if (Texts.Count > 0)
        {
            Strip = [.. Quotations.Where(q => q.Text?.Id == Texts[0].Text.Id && q.Start is not null && q.Paragraph is not null)
                .Select(q => new StripMark(q.Reference, q.Start!.Value, q.Page ?? 1, q.Paragraph!.Value, q.ArticleCount))];
        }
    }

    private async Task FindPagesAsync(CancellationToken cancellationToken)
    {
        var pages = db.DocumentPages.Where(p => p.DocumentId == Document.Id);
        var all = await pages.GroupBy(_ => true).Select(g => new { Count = g.Count(), Pictures = g.Count(p => p.Picture != null) }).SingleOrDefaultAsync(cancellationToken);
        PageCount = all?.Count ?? 0;
        var wanted = Math.Clamp(Texts.Count > 0 ? Texts[0].Leaves[0].Leaf.Page : Address.Page ?? 1, 1, Math.Max(1, PageCount));
        var from = Math.Max(1, Math.Min(wanted - 2, PageCount - Thumbnails + 1));
        Pages = await pages.Where(p => p.Number >= from).OrderBy(p => p.Number).Take(Thumbnails)
            .Select(p => new PageLeaf(p.Number, p.Picture != null, p.PictureWidth, p.PictureHeight, p.Problem)).ToListAsync(cancellationToken);
        if (all?.Pictures > 0)
        {
            Picture = await pages.Where(p => p.Number == wanted).ToPictures(Document.Reference, PageCount).SingleOrDefaultAsync(cancellationToken);
        }
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
/// <param name="Reference">Its reference.</param>
/// <param name="Exact">Its words.</param>
/// <param name="Language">BCP 47.</param>
/// <param name="Status">How far it is checked.</param>
/// <param name="Page">Where it stands.</param>
/// <param name="Paragraph">The paragraph in <paramref name="Text"/>.</param>
/// <param name="Text">The text that it stands in; <see langword="null"/> where the viewer may not see it or there is none.</param>
/// <param name="Start">In UTF-16 code units of the text.</param>
/// <param name="ArticleCount">How many articles print it.</param>
public sealed record QuotedPassage(string Reference, string Exact, string Language, QuotationStatus Status, int? Page, int? Paragraph, TextView? Text, int? Start, int ArticleCount);

/// <summary>A quotation in the strip beside the text.</summary>
/// <param name="Reference">Its reference.</param>
/// <param name="Start">In UTF-16 code units of the text.</param>
/// <param name="Page">Where it begins.</param>
/// <param name="Paragraph">Where it begins.</param>
/// <param name="ArticleCount">How many articles print it.</param>
public sealed record StripMark(string Reference, int Start, int Page, int Paragraph, int ArticleCount);

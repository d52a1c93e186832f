using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Intake.Reading;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Documents;

/// <summary>One page of a document: its picture beside its text; words that were recognised doubtfully are marked.</summary>
[Authorize(Policies.Visitor)]
public sealed class PageModelOfDocument(ArchiveDbContext db, Tombstones tombstones, LeafReader leaves) : PageModel
{
    public PageView View { get; private set; } = null!; // OnGetAsync sets it before the view runs
    public PagePicture? Picture { get; private set; }

    /// <summary>The page of the text as it came; <see langword="null"/> where there is none.</summary>
    public ReadText? Text { get; private set; }

    public int PageCount { get; private set; }

    public async Task<IActionResult> OnGetAsync(string reference, int number, CancellationToken cancellationToken)
    {
        var pages = db.DocumentPages.Where(p => p.Document.Reference == reference);
        var view = await pages.Where(p => p.Number == number)
            .Select(p => new PageView(p.DocumentId, p.Document.Reference, p.Document.Title, p.Document.Language, p.Number, p.Source, p.Notes, p.Picture != null, p.Problem, p.Redrawing != null))
            .SingleOrDefaultAsync(cancellationToken);
        if (view is null)
        {
            return await db.Documents.AnyAsync(d => d.Reference == reference, cancellationToken)
                ? NotFound()
                : await tombstones.MissingAsync(this, ItemKind.Document, reference, cancellationToken);
        }

        View = view;
        PageCount = await pages.CountAsync(cancellationToken);
        Picture = await pages.Where(p => p.Number == number).ToPictures(reference, PageCount).SingleAsync(cancellationToken);
        var text = await db.Texts.Where(t => t.DocumentId == view.DocumentId && t.IsCurrent && t.Role != TextRole.Translation).OrderBy(t => t.Role).ToViews().FirstOrDefaultAsync(cancellationToken);
        Text = text is null ? null : await leaves.ReadPageAsync(view.DocumentId, text, number, cancellationToken);
        return Page();
    }
}

/// <summary>A page as its view shows it.</summary>
public sealed record PageView(
    Guid DocumentId, string Reference, string Title, string DocumentLanguage, int Number, TextSource Source, List<PageNote> Notes, bool HasPicture, string? Problem, bool IsRedrawn);

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Documents;

/// <summary>The text of one page, to be corrected beside its picture. It becomes a new version of the document's text.</summary>
[Authorize(Policies.Editor)]
public sealed class PageCorrectionModel(ArchiveDbContext db, DocumentWriter writer, Words words) : PageModel
{
    [BindProperty] public string? Text { get; set; }

    /// <summary>The version of the document that the editor had before them.</summary>
    [BindProperty] public int Version { get; set; }

    public string Reference { get; private set; } = ""; // LoadAsync sets it before the view runs
    public int Number { get; private set; }
    public string Language { get; private set; } = "und";
    public bool HasPicture { get; private set; }

    /// <summary>Whether the page has a view of its own; pages of a bare text have none.</summary>
    public bool IsLeaf { get; private set; }

    /// <summary>The page's text as somebody else saved it meanwhile.</summary>
    public string? Theirs { get; private set; }

    public async Task<IActionResult> OnGetAsync(string reference, int number, CancellationToken cancellationToken)
    {
        if (await LoadAsync(reference, number, cancellationToken) is not var (document, text))
        {
            return NotFound();
        }

        (Text, Version) = (PageOf(text, number), document.Version);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string reference, int number, CancellationToken cancellationToken)
    {
        if (await LoadAsync(reference, number, cancellationToken) is not var (document, text))
        {
            return NotFound();
        }

        var record = writer.Describe(document);
        var pages = text.Body.Split('\f');
        pages[number - 1] = (Text ?? "").Replace('\f', '\n').ReplaceLineEndings("\n").TrimEnd('\n');
        foreach (var told in (record.Texts ?? []).Where(t => t.Role == text.Role && t.Language == text.Language))
        {
            told.Text = string.Join('\f', pages);
        }

        var theirs = PageOf(text, number);
        db.ChangeTracker.Clear();
        var saved = await writer.UpdateAsync(reference, Version, record, cancellationToken: cancellationToken);
        switch (saved.Outcome)
        {
            case SaveOutcome.Saved or SaveOutcome.Unchanged:
                TempData["Done"] = saved.Outcome == SaveOutcome.Saved ? words["Saved."] : words["Nothing was changed."];
                return LocalRedirect(IsLeaf ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/documents/{reference}/pages/{number}") : $"/documents/{reference}");
            case SaveOutcome.Conflict:
                (Theirs, Version) = (theirs, saved.Item!.Version);
                ModelState.Remove(nameof(Version));
                ModelState.AddModelError("", words["Somebody else saved this in the meantime. Look at the newest version, then decide again."]);
                return Page();
            case SaveOutcome.Missing:
                return NotFound();
            default:
                foreach (var problem in saved.Problems)
                {
                    ModelState.AddModelError(nameof(Text), words[problem]);
                }

                return Page();
        }
    }

    private async Task<(Document Document, DocumentText Text)?> LoadAsync(string reference, int number, CancellationToken cancellationToken)
    {
        var document = await writer.LoadAsync(reference, cancellationToken);
        var text = document?.Texts.Where(t => t.IsCurrent && t.Role != TextRole.Translation).OrderBy(t => t.Role).FirstOrDefault();
        if (document is null || text is null || document.WithdrawnAt is not null || number < 1 || number > text.Body.Split('\f').Length)
        {
            return null;
        }

        (Reference, Number, Language) = (reference, number, text.Language);
        var leaf = await db.DocumentPages.Where(p => p.DocumentId == document.Id && p.Number == number).Select(p => new { HasPicture = p.Picture != null }).SingleOrDefaultAsync(cancellationToken);
        (IsLeaf, HasPicture) = (leaf is not null, leaf is { HasPicture: true });
        return (document, text);
    }

    private static string PageOf(DocumentText text, int number) => text.Body.Split('\f')[number - 1];
}

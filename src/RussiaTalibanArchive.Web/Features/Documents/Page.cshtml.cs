using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Intake.Reading;
using RussiaTalibanArchive.Web.Features.Intake.Reading.Recognition;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Documents;

/// <summary>One page of a document: its picture beside its text, with the words that were recognised doubtfully marked.</summary>
[Authorize(Policies.Visitor)]
public sealed class PageModelOfDocument(ArchiveDbContext db, Tombstones tombstones) : PageModel
{
    public PageView View { get; private set; } = null!; // OnGetAsync sets it before the view runs
    public IReadOnlyList<PageRun> Runs { get; private set; } = [];
    public int PageCount { get; private set; }

    public async Task<IActionResult> OnGetAsync(string reference, int number, CancellationToken cancellationToken)
    {
        var view = await db.DocumentPages.Where(p => p.Document.Reference == reference && p.Number == number)
            .Select(p => new PageView(p.DocumentId, p.Document.Reference, p.Document.Title, p.Document.Language, p.Number, p.Source, p.Language, p.Notes, p.Picture != null, p.PictureWidth, p.PictureHeight, p.Problem, p.Redrawing != null))
            .SingleOrDefaultAsync(cancellationToken);
        if (view is null)
        {
            return await db.Documents.AnyAsync(d => d.Reference == reference, cancellationToken)
                ? NotFound()
                : await tombstones.MissingAsync(this, ItemKind.Document, reference, cancellationToken);
        }

        View = view;
        PageCount = await db.DocumentPages.CountAsync(p => p.DocumentId == view.DocumentId, cancellationToken);
        Runs = await RunsAsync(view, cancellationToken);
        return Page();
    }

    private async Task<IReadOnlyList<PageRun>> RunsAsync(PageView view, CancellationToken cancellationToken)
    {
        var text = await db.Texts.Where(t => t.DocumentId == view.DocumentId && t.IsCurrent && t.Role != TextRole.Translation)
            .OrderBy(t => t.Role).Select(t => new { t.Id, t.Body }).FirstOrDefaultAsync(cancellationToken);
        if (text is null)
        {
            return [];
        }

        var page = text.Body.Split('\f').ElementAtOrDefault(view.Number - 1) ?? "";
        var words = view.Source != TextSource.Recognised ? null
            : await db.PageWords.AsNoTracking().SingleOrDefaultAsync(w => w.DocumentId == view.DocumentId && w.Number == view.Number && w.TextId == text.Id, cancellationToken);
        return PageRun.Of(page, words?.Words ?? [], Direction.Of(page) == TextDirection.RightToLeft);
    }
}

/// <summary>A page as its view shows it.</summary>
public sealed record PageView(
    Guid DocumentId, string Reference, string Title, string DocumentLanguage, int Number, TextSource Source, string? Language, List<PageNote> Notes, bool HasPicture, int Width, int Height, string? Problem, bool IsRedrawn);

/// <summary>A run of a page's text that is sure, or one doubtful word.</summary>
/// <param name="Text">As it stands.</param>
/// <param name="Doubt">Why not to rely on it.</param>
public sealed record PageRun(string Text, WordDoubt Doubt)
{
    public static IReadOnlyList<PageRun> Of(string page, IEnumerable<WordBox> words, bool isRightToLeft)
    {
        var runs = new List<PageRun>();
        var at = 0;
        foreach (var word in words.Where(w => w.Start >= 0 && w.Start + w.Length <= page.Length))
        {
            var doubt = RecognisedText.IsUncheckedNumber(page.AsSpan(word.Start, word.Length), isRightToLeft) ? WordDoubt.Number
                : RecognisedText.IsDoubtful(word) ? WordDoubt.Word : WordDoubt.None;
            if (doubt == WordDoubt.None || word.Start < at)
            {
                continue;
            }

            runs.Add(new(page[at..word.Start], WordDoubt.None));
            runs.Add(new(page.Substring(word.Start, word.Length), doubt));
            at = word.Start + word.Length;
        }

        runs.Add(new(page[at..], WordDoubt.None));
        return runs;
    }
}

public enum WordDoubt
{
    None,

    /// <summary>Recognition was unsure of it.</summary>
    Word,

    /// <summary>A number, which recognition reads badly in Arabic script.</summary>
    Number,
}

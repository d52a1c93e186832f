using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Notes;
using RussiaTalibanArchive.Web.Features.Shared;
using RussiaTalibanArchive.Web.Features.Tags;
using RussiaTalibanArchive.Web.Features.Tracing;

namespace RussiaTalibanArchive.Web.Features.Quotations;

/// <summary>A quotation, where it stands and who uses it. Editors put tags on it here.</summary>
[Authorize(Policies.Visitor)]
public sealed class QuotationModel(
    ArchiveDbContext db, CurrentViewer viewer, Tombstones tombstones, MarkdownRenderer markdown, NotesOn notesOn, QuotationWriter writer, TagInput tagInput, Words words)
    : PageModel
{
    [BindProperty] public string? Tags { get; set; }
    [BindProperty] public string? Slug { get; set; }

    public QuotationView Quotation { get; private set; } = null!; // OnGetAsync sets it before the view runs
    public IHtmlContent Note { get; private set; } = HtmlString.Empty;
    public NotesOnItem Notes { get; private set; } = null!; // OnGetAsync sets it before the view runs

    /// <summary>As articles print it, the truest first.</summary>
    public IReadOnlyList<PrintedWords> Printed { get; private set; } = [];

    /// <summary>The words of the text at the quotation's place, where they are not its own.</summary>
    public string? WordsThere { get; private set; }

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancellationToken)
    {
        var quotation = await db.Quotations.Where(q => q.Reference == reference).ToViews().AsSplitQuery().SingleOrDefaultAsync(cancellationToken);
        if (quotation is null)
        {
            return await tombstones.MissingAsync(this, ItemKind.Quotation, reference, cancellationToken);
        }

        Quotation = quotation;
        WordsThere = quotation.Anchor != AnchorState.Approximate ? null
            : await db.Quotations.Where(q => q.Id == quotation.Id && q.Text != null).Select(q => new { q.Text!.Body, q.Start, q.End }).SingleOrDefaultAsync(cancellationToken) is { Start: { } start, End: { } end } place
                ? place.Body[start..end] : null;
        Printed = [.. (await db.Appearances.Where(a => a.QuotationId == quotation.Id).ToPrinted().ToListAsync(cancellationToken)).OrderBy(p => p.Faithfulness).ThenBy(p => p.Article, StringComparer.Ordinal)];
        Note = await markdown.RenderAsync(quotation.Note, cancellationToken);
        Notes = await notesOn.ForAsync(ItemKind.Quotation, quotation.Id, quotation.Reference, cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostAddTagAsync(string reference, CancellationToken cancellationToken)
    {
        if (!viewer.Value.SeesDrafts)
        {
            return Forbid();
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (slugs, problems) = await tagInput.ReadAsync(Tags, cancellationToken);
        ModelState.Add(problems, words, _ => nameof(Tags));
        if (problems.Count == 0 && slugs.Count == 0)
        {
            ModelState.AddModelError(nameof(Tags), words["Name a tag."]);
        }

        var answer = ModelState.IsValid
            ? await SetTagsAsync(reference, held => held.Union(slugs), cancellationToken)
            : await OnGetAsync(reference, cancellationToken);
        if (ModelState.IsValid)
        {
            await transaction.CommitAsync(cancellationToken);
        }

        return answer;
    }

    public async Task<IActionResult> OnPostRemoveTagAsync(string reference, CancellationToken cancellationToken) => viewer.Value.SeesDrafts
        ? await SetTagsAsync(reference, held => held.Where(s => s != Slug), cancellationToken)
        : Forbid();

    /// <summary>Tags are put on and taken off one by one, so nobody's other changes can be lost: the newest version is taken.</summary>
    private async Task<IActionResult> SetTagsAsync(string reference, Func<IEnumerable<string>, IEnumerable<string>> change, CancellationToken cancellationToken)
    {
        var quotation = await writer.LoadAsync(reference, cancellationToken);
        if (quotation is null || quotation.WithdrawnAt is not null)
        {
            return NotFound();
        }

        var record = writer.Describe(quotation);
        record.Tags = [.. change(record.Tags ?? [])];
        var saved = await writer.UpdateAsync(reference, quotation.Version, record, cancellationToken: cancellationToken);
        if (saved.Outcome is SaveOutcome.Saved or SaveOutcome.Unchanged)
        {
            return LocalRedirect($"{References.PathOf(ItemKind.Quotation, reference)}#tags");
        }

        ModelState.Add(saved.Problems, words, _ => nameof(Tags));
        if (saved.Outcome == SaveOutcome.Conflict)
        {
            ModelState.AddModelError(nameof(Tags), words["Somebody else saved this at the same moment. Try once more."]);
        }

        return await OnGetAsync(reference, cancellationToken);
    }
}

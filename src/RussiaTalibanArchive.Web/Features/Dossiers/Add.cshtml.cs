using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Notes;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Dossiers;

/// <summary>Adds one item to a dossier, or takes it out; the item's own page asks the same.</summary>
[Authorize(Policies.Editor)]
public sealed class AddModel(InDossiers dossiers, MentionTargets targets, Words words) : PageModel
{
    /// <summary>The dossier's reference; empty for a new one.</summary>
    [BindProperty] public string? Dossier { get; set; }

    [BindProperty] public string? NewTitle { get; set; }
    [BindProperty] public string? Comment { get; set; }

    public MentionTarget Item { get; private set; } = null!; // each handler sets it before the view runs

    public async Task<IActionResult> OnGetAsync(string item, CancellationToken cancellationToken) =>
        await FindAsync(item, cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string item, CancellationToken cancellationToken)
    {
        if (!await FindAsync(item, cancellationToken))
        {
            return NotFound();
        }

        var isNew = string.IsNullOrWhiteSpace(Dossier);
        var saved = await dossiers.AddAsync(isNew ? null : Dossier, NewTitle, Item.Mention.Reference, Comment, cancellationToken);
        return saved.Outcome switch
        {
            SaveOutcome.Saved => Done(words["It is in the dossier {0} now.", saved.Item!.Reference]),
            SaveOutcome.Unchanged => Wrong(nameof(Dossier), words["It is in this dossier already."]),
            SaveOutcome.Missing => Wrong(nameof(Dossier), words["This dossier is not there any more. Choose another one."]),
            SaveOutcome.Conflict => Wrong(nameof(Dossier), words["Somebody else saved this at the same moment. Try once more."]),
            _ => Invalid(saved.Problems),
        };
    }

    public async Task<IActionResult> OnPostTakeOutAsync(string item, CancellationToken cancellationToken)
    {
        if (!await FindAsync(item, cancellationToken))
        {
            return NotFound();
        }

        var saved = await dossiers.TakeOutAsync(Dossier ?? "", Item.Mention.Reference, cancellationToken);
        return saved.Outcome is SaveOutcome.Saved or SaveOutcome.Unchanged
            ? Done(words["It is out of the dossier {0}.", Dossier])
            : Wrong(nameof(Dossier), words["Somebody else saved this at the same moment. Try once more."]);
    }

    private async Task<bool> FindAsync(string item, CancellationToken cancellationToken)
    {
        if (Mention.Parse(item) is not { Kind: ItemKind.Document or ItemKind.Article or ItemKind.Quotation } mention
            || (await targets.FindAsync([mention], cancellationToken)).GetValueOrDefault(mention) is not { } found)
        {
            return false;
        }

        Item = found;
        return true;
    }

    private PageResult Invalid(IReadOnlyList<Problem> problems)
    {
        ModelState.Add(problems, words, field => field == nameof(DossierRecord.Title) ? nameof(NewTitle) : nameof(Comment));
        return Page();
    }

    private PageResult Wrong(string field, string problem)
    {
        ModelState.AddModelError(field, problem);
        return Page();
    }

    private LocalRedirectResult Done(string done)
    {
        TempData["Done"] = done;
        return LocalRedirect($"{Item.Path}#in-dossiers");
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Tags;

[Authorize(Policies.Editor)]
public sealed class EditModel(ArchiveDbContext db, TagWriter tags, Words words) : TagFormModel(words)
{
    [BindProperty] public string? Reason { get; set; }

    public Tag Tag { get; private set; } = null!; // Each handler sets it before the view runs

    public override bool IsNew => false;

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancellationToken)
    {
        if (!await FindAsync(slug, cancellationToken))
        {
            return (await db.Tags.SucceedingAsync([slug], cancellationToken)).GetValueOrDefault(slug) is { } renamed ? Redirect(Path(renamed)) : NotFound();
        }

        Input = TagForm.Of(tags.Describe(Tag), Tag.Version);
        return Page();
    }

    public async Task<IActionResult> OnPostNameAsync(string slug, CancellationToken cancellationToken) =>
        await FindAsync(slug, cancellationToken) ? WithOneMoreName() : NotFound();

    public async Task<IActionResult> OnPostAsync(string slug, CancellationToken cancellationToken)
    {
        if (!await FindAsync(slug, cancellationToken))
        {
            return NotFound();
        }

        Input.Slug = Tag.Reference;
        if (!NamesAreClear())
        {
            return Page();
        }

        var record = Input.ToRecord();
        var saved = await tags.UpdateAsync(Tag.Reference, Input.Version, record, cancellationToken: cancellationToken);
        switch (saved.Outcome)
        {
            case SaveOutcome.Missing:
                return NotFound();
            case SaveOutcome.Invalid:
                return Invalid(saved.Problems);
            case SaveOutcome.Conflict:
                this.ShowConflict(tags.Describe(saved.Item!), saved.Item!.Version, record);
                return Page();
            default:
                TempData["Done"] = saved.Outcome == SaveOutcome.Saved ? Words["Saved."] : Words["There was nothing to change."];
                return Redirect(Path(saved.Item!));
        }
    }

    public async Task<IActionResult> OnPostWithdrawAsync(string slug, int version, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(Reason))
        {
            ModelState.AddModelError(nameof(Reason), Words["Give the reason; readers of the tombstone see it."]);
            return await OnGetAsync(slug, cancellationToken);
        }

        return await AfterAsync(slug, await tags.WithdrawAsync(slug, version, Reason.Trim(), cancellationToken), Words["Withdrawn."], cancellationToken);
    }

    public async Task<IActionResult> OnPostReinstateAsync(string slug, int version, CancellationToken cancellationToken) =>
        await AfterAsync(slug, await tags.ReinstateAsync(slug, version, cancellationToken), Words["It is back."], cancellationToken);

    private async Task<IActionResult> AfterAsync(string slug, Saved<Tag> saved, string done, CancellationToken cancellationToken)
    {
        if (saved.Outcome == SaveOutcome.Missing)
        {
            return NotFound();
        }

        if (saved.Outcome == SaveOutcome.Conflict)
        {
            ModelState.AddModelError(nameof(Reason), Words["Somebody changed this meanwhile. Look at it as it is now, then decide again."]);
            return await OnGetAsync(slug, cancellationToken);
        }

        TempData["Done"] = done;
        return Redirect(Path(saved.Item!));
    }

    private async Task<bool> FindAsync(string slug, CancellationToken cancellationToken)
    {
        Tag = await tags.LoadAsync(slug.ToLowerInvariant(), cancellationToken) ?? Tag;
        return Tag is not null;
    }

    private static string Path(Tag tag) => $"/editor/tags/{Uri.EscapeDataString(tag.Reference)}";
}

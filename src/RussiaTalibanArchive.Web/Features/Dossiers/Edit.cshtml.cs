using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Dossiers;

[Authorize(Policies.Editor)]
public sealed class EditModel(ArchiveDbContext db, DossierWriter dossiers, Words words) : DossierFormModel(db, words)
{
    [BindProperty(SupportsGet = true)] public string Reference { get; set; } = "";
    [BindProperty] public string? Reason { get; set; }

    public Dossier Dossier { get; private set; } = null!; // FindAsync sets it before the view runs

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken))
        {
            return NotFound();
        }

        Input = DossierForm.Of(dossiers.Describe(Dossier), Dossier.Version);
        return await FormAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return await FormAsync(cancellationToken);
        }

        var record = Input.ToRecord();
        var saved = await dossiers.UpdateAsync(Reference, Input.Version, record, cancellationToken: cancellationToken);
        switch (saved.Outcome)
        {
            case SaveOutcome.Missing:
                return NotFound();
            case SaveOutcome.Invalid:
                return await InvalidAsync(saved.Problems, cancellationToken);
            case SaveOutcome.Conflict:
                this.ShowConflict(dossiers.Describe(saved.Item!), saved.Item!.Version, record);
                return await FormAsync(cancellationToken);
            default:
                TempData["Done"] = saved.Outcome == SaveOutcome.Saved ? Words["Saved."] : Words["There was nothing to change."];
                return Redirect(saved.Item!.WithdrawnAt is null ? References.PathOf(ItemKind.Dossier, Reference) : $"/editor/dossiers/{Reference}");
        }
    }

    public async Task<IActionResult> OnPostWithdrawAsync(int version, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(Reason))
        {
            ModelState.AddModelError(nameof(Reason), Words["Give the reason; readers of the tombstone see it."]);
            return await OnGetAsync(cancellationToken);
        }

        return await AfterAsync(await dossiers.WithdrawAsync(Reference, version, Reason.Trim(), cancellationToken), Words["Withdrawn."], cancellationToken);
    }

    public async Task<IActionResult> OnPostReinstateAsync(int version, CancellationToken cancellationToken) =>
        await AfterAsync(await dossiers.ReinstateAsync(Reference, version, cancellationToken), Words["It is back."], cancellationToken);

    protected override async Task<bool> FindAsync(CancellationToken cancellationToken)
    {
        Dossier = await dossiers.LoadAsync(Reference, cancellationToken) ?? Dossier;
        return Dossier is not null;
    }

    private async Task<IActionResult> AfterAsync(Saved<Dossier> saved, string done, CancellationToken cancellationToken)
    {
        if (saved.Outcome == SaveOutcome.Missing)
        {
            return NotFound();
        }

        if (saved.Outcome == SaveOutcome.Conflict)
        {
            ModelState.AddModelError(nameof(Reason), Words["Somebody changed this meanwhile. Look at it as it is now, then decide again."]);
            return await OnGetAsync(cancellationToken);
        }

        TempData["Done"] = done;
        return Redirect($"/editor/dossiers/{Reference}");
    }
}

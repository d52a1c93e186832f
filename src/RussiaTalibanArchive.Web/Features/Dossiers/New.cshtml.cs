using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Dossiers;

[Authorize(Policies.Editor)]
public sealed class NewModel(ArchiveDbContext db, DossierWriter dossiers, Words words) : DossierFormModel(db, words)
{
    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Input.Items.Add(new EntryForm());
        return FormAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return await FormAsync(cancellationToken);
        }

        var saved = await dossiers.CreateAsync(Input.ToRecord(), cancellationToken: cancellationToken);
        if (saved.Outcome == SaveOutcome.Invalid)
        {
            return await InvalidAsync(saved.Problems, cancellationToken);
        }

        TempData["Done"] = Words["Saved."];
        return Redirect(References.PathOf(ItemKind.Dossier, saved.Item!.Reference));
    }

    protected override Task<bool> FindAsync(CancellationToken cancellationToken) => Task.FromResult(true);
}

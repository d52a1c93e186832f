using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Tags;

[Authorize(Policies.Editor)]
public sealed class NewModel(ArchiveDbContext db, TagWriter tags, Words words) : TagFormModel(db, words)
{
    public override bool IsNew => true;

    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Input = TagForm.Empty();
        return FormAsync(cancellationToken);
    }

    public Task<IActionResult> OnPostNameAsync(CancellationToken cancellationToken) => WithOneMoreNameAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!NamesAreClear())
        {
            return await FormAsync(cancellationToken);
        }

        try
        {
            var saved = await tags.CreateAsync(Input.ToRecord(), cancellationToken: cancellationToken);
            if (saved.Outcome == SaveOutcome.Invalid)
            {
                return await InvalidAsync(saved.Problems, cancellationToken);
            }

            TempData["Done"] = Words["Saved."];
            return Redirect($"/editor/tags/{Uri.EscapeDataString(saved.Item!.Reference)}");
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { ConstraintName: "ix_tags_reference" })
        {
            ModelState.AddModelError("Input.Slug", Words["Another tag has this address, or once had it. Choose another."]);
            return await FormAsync(cancellationToken);
        }
    }
}

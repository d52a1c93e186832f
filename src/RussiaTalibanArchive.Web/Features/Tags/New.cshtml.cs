using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Tags;

[Authorize(Policies.Editor)]
public sealed class NewModel(TagWriter tags, Words words) : TagFormModel(words)
{
    public override bool IsNew => true;

    public void OnGet() => Input = TagForm.Empty();

    public IActionResult OnPostName() => WithOneMoreName();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!NamesAreClear())
        {
            return Page();
        }

        try
        {
            var saved = await tags.CreateAsync(Input.ToRecord(), cancellationToken: cancellationToken);
            if (saved.Outcome == SaveOutcome.Invalid)
            {
                return Invalid(saved.Problems);
            }

            TempData["Done"] = Words["Saved."];
            return Redirect($"/editor/tags/{Uri.EscapeDataString(saved.Item!.Reference)}");
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { ConstraintName: "ix_tags_reference" })
        {
            ModelState.AddModelError("Input.Slug", Words["Another tag has this address, or once had it. Choose another."]);
            return Page();
        }
    }
}

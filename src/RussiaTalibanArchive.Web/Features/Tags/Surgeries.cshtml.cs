using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Tags;

/// <summary>What was done to the vocabulary, the newest first, and how to undo it.</summary>
[Authorize(Policies.Editor)]
public sealed class SurgeriesModel(ArchiveDbContext db, TagSurgeryUndo undo, Words words) : PageModel
{
    private const int PageSize = 50;

    public IReadOnlyList<TagSurgery> Surgeries { get; private set; } = [];

    /// <summary>Those older than this are shown next.</summary>
    public Guid? Next { get; private set; }

    /// <summary>How many tags an import made or changed.</summary>
    public static int TagsIn(TagSurgery surgery) => JsonSerializer.Deserialize<SurgeryLog>(surgery.Log)!.Imported.Count;

    public async Task OnGetAsync(Guid? before, CancellationToken cancellationToken)
    {
        var rows = await db.TagSurgeries.AsNoTracking().Where(s => before == null || s.Id < before)
            .OrderByDescending(s => s.Id).Take(PageSize + 1).ToListAsync(cancellationToken);
        Surgeries = [.. rows.Take(PageSize)];
        Next = rows.Count > PageSize ? rows[PageSize - 1].Id : null;
    }

    public async Task<IActionResult> OnPostUndoAsync(Guid id, CancellationToken cancellationToken)
    {
        var result = await undo.UndoAsync(id, cancellationToken);
        if (result.Refusal is { } refusal)
        {
            ModelState.AddModelError("", words[refusal]);
            await OnGetAsync(null, cancellationToken);
            return Page();
        }

        TempData["Done"] = result.Left.Count == 0 ? words["Undone."]
            : words["Undone, except where somebody changed the tags since: {0}.", string.Join(words[", "], result.Left)];
        return Redirect($"/editor/tags/history#s-{id:N}");
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Tags;

/// <summary>Changes a tag with all that carries it, in two steps: what would change, then doing it.</summary>
[Authorize(Policies.Editor)]
public sealed class SurgeryModel(ArchiveDbContext db, TagSurgeon surgeon, Words words) : PageModel
{
    /// <summary>The new slug, or the other tag as typed.</summary>
    [BindProperty] public string? To { get; set; }

    [BindProperty] public string? Reason { get; set; }

    /// <summary>See <see cref="Carrier.Key"/>.</summary>
    [BindProperty] public List<string> Chosen { get; set; } = [];

    /// <summary>See <see cref="Carriers.Fingerprint"/>.</summary>
    [BindProperty] public string Seen { get; set; } = "";

    public SurgeryKind Kind { get; private set; }
    public Guid TagId { get; private set; }
    public TagName Tag { get; private set; } = null!; // LoadAsync sets it before the view runs
    public string? Broader { get; private set; }
    public Carriers Carriers { get; private set; } = null!; // LoadAsync sets it before the view runs

    /// <summary>What would change; all that carries it, except in a split.</summary>
    public Carriers Changing => Kind switch
    {
        SurgeryKind.Split => new([.. Carriers.All.Where(c => Chosen.Contains(c.Key))]),
        SurgeryKind.Move => new([]),
        _ => Carriers,
    };

    /// <summary>How many tags stand right below it.</summary>
    public int NarrowerCount { get; private set; }

    /// <summary>Whether what would change has been shown.</summary>
    public bool IsPreview { get; private set; }

    public async Task<IActionResult> OnGetAsync(string slug, SurgeryKind operation, CancellationToken cancellationToken) =>
        await LoadAsync(slug, operation, cancellationToken) ? Page() : NotFound();

    /// <summary>The first step: says what would change.</summary>
    public async Task<IActionResult> OnPostAsync(string slug, SurgeryKind operation, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(slug, operation, cancellationToken))
        {
            return NotFound();
        }

        if (operation == SurgeryKind.Split && Changing.All.Count == 0)
        {
            ModelState.AddModelError("", words["Choose what goes to the other tag."]);
        }
        else if (string.IsNullOrWhiteSpace(To) && operation is not (SurgeryKind.Delete or SurgeryKind.Move))
        {
            ModelState.AddModelError(nameof(To), operation == SurgeryKind.Rename
                ? words["Give a new address of letters, digits and hyphens, 80 characters at most."] : words["Name one other tag."]);
        }
        else if (operation == SurgeryKind.Delete && string.IsNullOrWhiteSpace(To) && string.IsNullOrWhiteSpace(Reason))
        {
            ModelState.AddModelError(nameof(Reason), words["Give the reason; readers of the tombstone see it."]);
        }
        else
        {
            IsPreview = true;
        }

        return Page();
    }

    /// <summary>The second step: does what was shown, or says what has changed since.</summary>
    public async Task<IActionResult> OnPostDoAsync(string slug, SurgeryKind operation, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(slug, operation, cancellationToken))
        {
            return NotFound();
        }

        var result = await (operation switch
        {
            SurgeryKind.Rename => surgeon.RenameAsync(TagId, To, Seen, cancellationToken),
            SurgeryKind.Merge => surgeon.MergeAsync(TagId, To, Seen, cancellationToken),
            SurgeryKind.Split => surgeon.SplitAsync(TagId, To, Chosen, Seen, cancellationToken),
            SurgeryKind.Move => surgeon.MoveAsync(TagId, To, Seen, cancellationToken),
            _ => surgeon.DeleteAsync(TagId, To, Reason, Seen, cancellationToken),
        });
        if (result.Done is { } done)
        {
            TempData["Done"] = words["Done."];
            return Redirect($"/editor/tags/history#s-{done.Id:N}");
        }

        ModelState.Remove(nameof(Seen));
        Seen = Carriers.Fingerprint;
        foreach (var problem in result.Problems)
        {
            ModelState.AddModelError(problem.Field.Length > 0 ? nameof(To) : "", words[problem]);
        }

        return Page();
    }

    private async Task<bool> LoadAsync(string slug, SurgeryKind operation, CancellationToken cancellationToken)
    {
        slug = slug.ToLowerInvariant();
        var tag = await db.Tags.Where(t => t.Reference == slug)
            .Select(t => new { t.Id, Broader = t.Broader!.Reference, Name = new TagName(t.Reference, t.Labels.Select(l => new LabelText(l.Language, l.Text)).ToList()) })
            .SingleOrDefaultAsync(cancellationToken);
        if (tag is null)
        {
            return false;
        }

        (Kind, TagId, Tag, Broader) = (operation, tag.Id, tag.Name, tag.Broader);
        Carriers = await db.CarriersOfAsync(tag.Id, cancellationToken);
        NarrowerCount = await db.Tags.CountAsync(t => t.BroaderId == tag.Id, cancellationToken);
        return true;
    }
}

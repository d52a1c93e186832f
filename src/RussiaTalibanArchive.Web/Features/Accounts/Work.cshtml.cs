using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Notes;
using RussiaTalibanArchive.Web.Features.Work;

namespace RussiaTalibanArchive.Web.Features.Accounts;

/// <summary>What the account was asked to see to, where colleagues call it, and what it has not finished writing.</summary>
[Authorize(Policies.Analyst)]
[ResponseCache(NoStore = true)]
public sealed class WorkModel(MyWork work, NoteDrafts drafts) : PageModel
{
    public IReadOnlyList<WorkRow> Assigned { get; private set; } = [];
    public IReadOnlyList<WorkRow> Called { get; private set; } = [];
    public IReadOnlyList<DraftRow> Drafts { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Assigned = await work.AssignedAsync(cancellationToken);
        Called = await work.CalledAsync(cancellationToken);
        Drafts = await drafts.AllAsync(cancellationToken);
    }

    public Task<IActionResult> OnPostDoneAsync(Guid id, CancellationToken cancellationToken) => SetAsync(id, true, cancellationToken);

    public Task<IActionResult> OnPostUndoneAsync(Guid id, CancellationToken cancellationToken) => SetAsync(id, false, cancellationToken);

    private async Task<IActionResult> SetAsync(Guid id, bool isDone, CancellationToken cancellationToken) =>
        await work.SetDoneAsync(id, isDone, cancellationToken) ? LocalRedirect("/account/work") : NotFound();
}

using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Accounts;

[Authorize(Policies.Admin)]
[ResponseCache(NoStore = true)]
public sealed class UsersModel(
    ArchiveDbContext db, UserManager<ArchiveUser> users, CurrentViewer viewer, Invitations invitations, AccountChanges changes, IOptions<ArchiveOptions> options, Words words, TimeProvider clock) : PageModel
{
    [BindProperty] public string? Email { get; set; }
    [BindProperty] public Role? Role { get; set; }
    public IReadOnlyList<AccountRow> Accounts { get; private set; } = [];
    public IReadOnlyList<InvitationRow> Open { get; private set; } = [];

    /// <summary>The roles that this administrator may give.</summary>
    public IEnumerable<Role> Roles => Enum.GetValues<Role>().Where(r => r <= viewer.Value.Role);

    public Guid? OwnId => viewer.Value.UserId;

    /// <summary>A one-time address that was just made; it is shown this once.</summary>
    public string? Address { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        Address = TempData["Address"] as string;
        Accounts = await db.Users.OrderBy(u => u.DisplayName).ThenBy(u => u.Id)
            .Select(u => new AccountRow(u.Id, u.DisplayName, u.Email!, u.Role, u.IsDisabled, u.PasswordHash != null, u.CreatedAt))
            .ToListAsync(cancellationToken);
        Open = await db.Invitations.Where(i => i.UsedAt == null && i.ExpiresAt > now).OrderBy(i => i.ExpiresAt)
            .Select(i => new InvitationRow(i.Id, i.Email, i.Role, i.UserId != null, i.InvitedBy, i.ExpiresAt))
            .ToListAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostInviteAsync(CancellationToken cancellationToken)
    {
        var checks = new Checks();
        var email = checks.Line(nameof(Email), Email, 256);
        if (email is not null && !new EmailAddressAttribute().IsValid(email))
        {
            checks.Add(nameof(Email), "Give an e-mail address, such as name@example.org.");
        }
        else if (email is not null && await users.FindByEmailAsync(email) is not null)
        {
            checks.Add(nameof(Email), "There is an account with this address already.");
        }

        if (Role is not { } role || !Roles.Contains(role))
        {
            checks.Add(nameof(Role), "Choose a role.");
            role = default;
        }

        foreach (var problem in checks.Problems)
        {
            ModelState.AddModelError(problem.Field, words[problem]);
        }

        if (!ModelState.IsValid)
        {
            await OnGetAsync(cancellationToken);
            return Page();
        }

        return ShowOnce(await invitations.InviteAsync(email, role, cancellationToken));
    }

    public async Task<IActionResult> OnPostRevokeAsync(Guid id, CancellationToken cancellationToken)
    {
        await db.Invitations.Where(i => i.Id == id && i.UsedAt == null).ExecuteDeleteAsync(cancellationToken);
        TempData["Done"] = words["The address no longer works."];
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostRoleAsync(Guid id, CancellationToken cancellationToken) =>
        Role is { } role && Roles.Contains(role) ? await AfterAsync(changes.ChangeRoleAsync(id, role, cancellationToken), words["The role is changed."]) : BadRequest();

    public Task<IActionResult> OnPostDisableAsync(Guid id, CancellationToken cancellationToken) =>
        AfterAsync(changes.DisableAsync(id, cancellationToken), words["The account is disabled. Its sessions have ended."]);

    public Task<IActionResult> OnPostEnableAsync(Guid id, CancellationToken cancellationToken) =>
        AfterAsync(changes.EnableAsync(id, cancellationToken), words["The account is enabled."]);

    public async Task<IActionResult> OnPostPasswordAsync(Guid id, CancellationToken cancellationToken) =>
        await db.Users.SingleOrDefaultAsync(u => u.Id == id && !u.IsDisabled, cancellationToken) is { } user
            ? ShowOnce(await invitations.InviteToSetPasswordAsync(user, cancellationToken))
            : NotFound();

    private RedirectToPageResult ShowOnce(string path)
    {
        TempData["Address"] = (options.Value.PublicUrl?.TrimEnd('/') ?? $"{Request.Scheme}://{Request.Host}") + path;
        return RedirectToPage();
    }

    private async Task<IActionResult> AfterAsync(Task<AccountChange> change, string done)
    {
        switch (await change)
        {
            case AccountChange.Missing:
                return NotFound();
            case AccountChange.LastAdministrator:
                TempData["Refused"] = words["This is the last administrator. Make somebody else one first."];
                break;
            default:
                TempData["Done"] = done;
                break;
        }

        return RedirectToPage();
    }
}

public sealed record AccountRow(Guid Id, string Name, string Email, Role Role, bool IsDisabled, bool HasPassword, DateTimeOffset CreatedAt);

public sealed record InvitationRow(Guid Id, string? Email, Role Role, bool SetsPassword, string InvitedBy, DateTimeOffset ExpiresAt);

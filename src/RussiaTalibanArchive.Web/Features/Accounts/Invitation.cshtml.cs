using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Accounts;

[AllowAnonymous]
[ResponseCache(NoStore = true)]
public sealed class InvitationModel(
    ArchiveDbContext db, Invitations invitations, PenNames penNames, UserManager<ArchiveUser> users, SignInManager<ArchiveUser> signIn, Words words, TimeProvider clock) : PageModel
{
    [BindProperty] public string? Email { get; set; }
    [BindProperty] public string? PenName { get; set; }
    [BindProperty] public string? Password { get; set; }
    [BindProperty] public string? Repeated { get; set; }

    /// <summary>Null when it is used, expired or none.</summary>
    public Invitation? Invitation { get; private set; }

    public async Task<IActionResult> OnGetAsync(string secret, CancellationToken cancellationToken)
    {
        await FindAsync(secret, cancellationToken);
        Email = Invitation?.Email;
        return Show();
    }

    public async Task<IActionResult> OnPostAsync(string secret, CancellationToken cancellationToken)
    {
        await FindAsync(secret, cancellationToken);
        if (Invitation is null)
        {
            return Show();
        }

        Email = Invitation.Email ?? Email?.Trim();
        if (Password != Repeated)
        {
            ModelState.AddModelError(nameof(Repeated), words["The two passwords are not the same."]);
        }

        var user = Invitation.User ?? await NewUserAsync(cancellationToken);
        return ModelState.IsValid ? await UseAsync(Invitation, user, cancellationToken) : Show();
    }

    private async Task FindAsync(string secret, CancellationToken cancellationToken)
    {
        Invitation = await invitations.FindAsync(secret, cancellationToken);
        if (Invitation?.User?.IsDisabled == true)
        {
            Invitation = null;
        }
    }

    private PageResult Show()
    {
        if (Invitation is null)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
        }

        return Page();
    }

    private async Task<ArchiveUser> NewUserAsync(CancellationToken cancellationToken)
    {
        var checks = new Checks();
        Email = checks.RequiredLine(nameof(Email), Email, "Give an e-mail address, such as name@example.org.", 256);
        PenName = await penNames.ReadAsync(nameof(PenName), PenName, null, checks, cancellationToken);
        foreach (var problem in checks.Problems)
        {
            ModelState.AddModelError(problem.Field, words[problem]);
        }

        return new ArchiveUser { UserName = Email, Email = Email, DisplayName = PenName, Role = Invitation!.Role, CreatedAt = clock.GetUtcNow() };
    }

    /// <summary>The invitation is used and the password set, or neither.</summary>
    private async Task<IActionResult> UseAsync(Invitation invitation, ArchiveUser user, CancellationToken cancellationToken)
    {
        await using (var transaction = await db.Database.BeginTransactionAsync(cancellationToken))
        {
            if (!await invitations.TryUseAsync(invitation, cancellationToken))
            {
                Invitation = null;
                return Show();
            }

            var result = await SetPasswordAsync(user, isNew: invitation.User is null);
            if (!result.Succeeded)
            {
                ModelState.AddErrors(result, words, nameof(Password));
                return Show();
            }

            await transaction.CommitAsync(cancellationToken);
        }

        await signIn.SignInAsync(user, isPersistent: false);
        TempData["Done"] = words["Your password is set, and you are signed in."];
        return LocalRedirect("/");
    }

    private async Task<IdentityResult> SetPasswordAsync(ArchiveUser user, bool isNew)
    {
        if (!isNew)
        {
            // A new stamp comes with each step: the account's other sessions end.
            var removed = await users.RemovePasswordAsync(user);
            return removed.Succeeded ? await users.AddPasswordAsync(user, Password ?? "") : removed;
        }

        try
        {
            return await users.CreateAsync(user, Password ?? "");
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return IdentityResult.Failed(users.ErrorDescriber.DuplicateEmail("")); // Two invitations took one address at once.
        }
    }
}

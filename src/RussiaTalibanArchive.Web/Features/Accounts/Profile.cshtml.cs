using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Accounts;

[Authorize]
[ResponseCache(NoStore = true)]
public sealed class ProfileModel(
    UserManager<ArchiveUser> users, SignInManager<ArchiveUser> signIn, PenNames penNames, SignInThrottle throttle, Words words) : PageModel
{
    [BindProperty] public string? PenName { get; set; }
    [BindProperty] public string? OldPassword { get; set; }
    [BindProperty] public string? NewPassword { get; set; }
    [BindProperty] public string? Repeated { get; set; }
    public ArchiveUser Account { get; private set; } = null!; // each handler sets it

    public async Task OnGetAsync()
    {
        await LoadAsync();
        PenName = Account.DisplayName;
    }

    public async Task<IActionResult> OnPostNameAsync(CancellationToken cancellationToken)
    {
        await LoadAsync();
        var checks = new Checks();
        var name = await penNames.ReadAsync(nameof(PenName), PenName, Account.Id, checks, cancellationToken);
        foreach (var problem in checks.Problems)
        {
            ModelState.AddModelError(problem.Field, words[problem]);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        Account.DisplayName = name;
        var updated = await users.UpdateAsync(Account);
        return await DoneAsync(updated, nameof(PenName), words["You now sign as {0}.", name]);
    }

    public async Task<IActionResult> OnPostPasswordAsync()
    {
        await LoadAsync();
        PenName = Account.DisplayName;
        var network = HttpContext.Connection.RemoteIpAddress;
        if (NewPassword != Repeated)
        {
            ModelState.AddModelError(nameof(Repeated), words["The two passwords are not the same."]);
        }
        else if (!throttle.TryBegin(network, Account.Email!))
        {
            ModelState.AddModelError(nameof(OldPassword), words["There were too many tries. Wait a quarter of an hour, then try again."]);
        }
        else if (!await users.CheckPasswordAsync(Account, OldPassword ?? ""))
        {
            ModelState.AddModelError(nameof(OldPassword), words["This is not your password."]);
        }
        else
        {
            throttle.Succeeded(network, Account.Email!);
            var changed = await users.ChangePasswordAsync(Account, OldPassword!, NewPassword ?? "");
            return await DoneAsync(changed, nameof(NewPassword), words["Your password is changed. Your other sessions have ended."]);
        }

        return Page();
    }

    private async Task LoadAsync() => Account = (await users.GetUserAsync(User))!; // The session was checked against it a moment ago.

    private async Task<IActionResult> DoneAsync(IdentityResult result, string field, string done)
    {
        if (!result.Succeeded)
        {
            ModelState.AddErrors(result, words, field, field);
            return Page();
        }

        await signIn.RefreshSignInAsync(Account);
        TempData["Done"] = done;
        return RedirectToPage();
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace RussiaTalibanArchive.Web.Features.Accounts;

[AllowAnonymous]
[ResponseCache(NoStore = true)]
public sealed class SignOutModel(UserManager<ArchiveUser> users, SignInManager<ArchiveUser> signIn) : PageModel
{
    public async Task<IActionResult> OnPostAsync()
    {
        // The cookie is the whole session: only a new stamp makes a copy of it worthless.
        if (await users.GetUserAsync(User) is { } user)
        {
            await users.UpdateSecurityStampAsync(user);
        }

        await signIn.SignOutAsync();
        return LocalRedirect("/");
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Accounts;

[AllowAnonymous]
[ResponseCache(NoStore = true)]
public sealed class SignInModel(UserManager<ArchiveUser> users, SignInManager<ArchiveUser> signIn, SignInThrottle throttle, Words words) : PageModel
{
    private static readonly ArchiveUser Nobody = new() { DisplayName = "", Role = default };
    private static string? _nobodysHash;

    [BindProperty] public string? Email { get; set; }
    [BindProperty] public string? Password { get; set; }
    [FromQuery] public string? ReturnUrl { get; set; }
    public string? Refusal { get; private set; }

    public IActionResult OnGet() => User.Identity?.IsAuthenticated == true ? LocalRedirect(Target) : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        var email = Email?.Trim() ?? "";
        var password = Password ?? "";
        if (email.Length == 0 || password.Length == 0)
        {
            Refusal = words["Give your e-mail address and your password."];
            return Page();
        }

        var network = HttpContext.Connection.RemoteIpAddress;
        if (!throttle.TryBegin(network, email))
        {
            Refusal = words["There were too many tries. Wait a quarter of an hour, then try again."];
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            Response.Headers.RetryAfter = "900";
            return Page();
        }

        if (await VerifyAsync(email, password) is not { } user)
        {
            Refusal = words["Address or password is wrong."];
            return Page();
        }

        throttle.Succeeded(network, email);
        await signIn.SignInAsync(user, isPersistent: false);
        return LocalRedirect(Target);
    }

    private string Target => Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : "/";

    /// <summary>Hashes the password once whether or not there is such an account, so that the time tells nothing.</summary>
    private async Task<ArchiveUser?> VerifyAsync(string email, string password)
    {
        _nobodysHash ??= users.PasswordHasher.HashPassword(Nobody, Guid.NewGuid().ToString());
        var user = email.Contains('\0') || email.Length > 256 ? null : await users.FindByEmailAsync(email);
        var verified = users.PasswordHasher.VerifyHashedPassword(user ?? Nobody, user?.PasswordHash ?? _nobodysHash, password);
        return verified != PasswordVerificationResult.Failed && user is { IsDisabled: false, PasswordHash: not null } ? user : null;
    }
}

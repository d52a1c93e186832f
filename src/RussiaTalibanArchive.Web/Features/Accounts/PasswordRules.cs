using Microsoft.AspNetCore.Identity;

namespace RussiaTalibanArchive.Web.Features.Accounts;

/// <summary>A password is long and is neither common nor made of what everybody knows about the account. Nothing else is asked of it.</summary>
public sealed class PasswordRules : IPasswordValidator<ArchiveUser>
{
    /// <summary>In UTF-16 code units.</summary>
    public const int MinLength = 12;

    public const int MaxLength = 256;

    private static readonly string[] Known = ["password", "passw0rd", "qwertyuiop", "1234567890", "letmein", "administrator", "welcome", "taliban", "russia", "archive"];

    public Task<IdentityResult> ValidateAsync(UserManager<ArchiveUser> manager, ArchiveUser user, string? password)
    {
        var folded = password?.ToLowerInvariant() ?? "";
        string[] own = [.. (user.Email?.ToLowerInvariant() ?? "").Split('@').Where(p => p.Length > 3), user.DisplayName.ToLowerInvariant()];
        var rest = Known.Concat(own).Where(w => w.Length > 3).Aggregate(folded, (text, word) => text.Replace(word, "", StringComparison.Ordinal));
        var isGood = folded.Length <= MaxLength && rest.Trim('0', '1', '2', '3', '!', '.', '-', '_', ' ').Length >= 6 && folded.Distinct().Count() >= 5;
        return Task.FromResult(isGood ? IdentityResult.Success : IdentityResult.Failed(new IdentityError
        {
            Code = "TooCommon",
            Description = "This password is too easy to guess. Take several words that do not belong together.",
        }));
    }
}

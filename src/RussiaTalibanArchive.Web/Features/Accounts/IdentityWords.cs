using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Accounts;

/// <summary>Says Identity's refusals in our words, beside the field they are about.</summary>
internal static class IdentityWords
{
    /// <param name="modelState">Gets the errors.</param>
    /// <param name="result">What Identity answered.</param>
    /// <param name="words">The reader's language.</param>
    /// <param name="passwordField">The name of the field of the new password.</param>
    /// <param name="emailField">The name of the field of the address.</param>
    public static void AddErrors(this ModelStateDictionary modelState, IdentityResult result, Words words, string passwordField, string emailField = "Email")
    {
        foreach (var (isPassword, message) in result.Errors.Select(e => Of(e, words)).Distinct())
        {
            modelState.AddModelError(isPassword ? passwordField : emailField, message);
        }
    }

    private static (bool IsPassword, string Message) Of(IdentityError error, Words words) => error.Code switch
    {
        "TooCommon" => (true, words["This password is too easy to guess. Take several words that do not belong together."]),
        nameof(IdentityErrorDescriber.PasswordTooShort) => (true, words["Take at least {0} characters.", PasswordRules.MinLength]),
        nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.DuplicateUserName) => (false, words["There is an account with this address already."]),
        nameof(IdentityErrorDescriber.InvalidEmail) or nameof(IdentityErrorDescriber.InvalidUserName) => (false, words["Give an e-mail address, such as name@example.org."]),
        nameof(IdentityErrorDescriber.ConcurrencyFailure) => (true, words["The account was changed at the same moment. Try again."]),
        _ => (true, words["This password cannot be used. Take another one."]),
    };
}

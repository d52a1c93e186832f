using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace RussiaTalibanArchive.Web.Features.Accounts.Tokens;

/// <summary>Signs a request in by the token in <c>Authorization: Bearer</c>.</summary>
public sealed class TokenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiTokens tokens, IUserClaimsPrincipalFactory<ArchiveUser> principals)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Token";

    /// <summary>The claim of a token that may change things.</summary>
    public const string WriteClaim = "write";

    /// <summary>The claim that has the token's id.</summary>
    public const string IdClaim = "token";

    public static bool IsAsked(HttpRequest request) => request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!AuthenticationHeaderValue.TryParse(Request.Headers.Authorization, out var header) || !IsAsked(Request))
        {
            return AuthenticateResult.NoResult();
        }

        if (await tokens.FindAsync(header.Parameter ?? "", Context.RequestAborted) is not { } token)
        {
            return AuthenticateResult.Fail("The token is not good.");
        }

        var account = await principals.CreateAsync(token.User);
        var identity = new ClaimsIdentity(account.Claims, SchemeName, ClaimTypes.Name, ClaimTypes.Role);
        identity.AddClaim(new(IdClaim, token.Id.ToString("N")));
        if (token.CanWrite)
        {
            identity.AddClaim(new(WriteClaim, ""));
        }

        return AuthenticateResult.Success(new(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        var isBad = (await HandleAuthenticateOnceSafeAsync()).Failure is not null;
        Response.Headers[HeaderNames.WWWAuthenticate] = isBad ? "Bearer error=\"invalid_token\"" : "Bearer";
    }
}

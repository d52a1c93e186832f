using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Accounts.Tokens;
using RussiaTalibanArchive.Web.Features.Api;

namespace RussiaTalibanArchive.Web.Features.Accounts;

internal static class AccountServices
{
    /// <summary>By the session of a browser, or by the token of a program: which changes things by its token alone, so no other site's page can.</summary>
    private const string Either = "Either";

    public static void AddAccounts(this IServiceCollection services, IConfiguration configuration)
    {
        // Over HTTPS the cookie's name itself forbids another host or plain HTTP to set it.
        var isHttps = configuration["Archive:PublicUrl"]?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) == true;
        services.AddIdentityCore<ArchiveUser>(identity =>
        {
            identity.User.RequireUniqueEmail = true;
            identity.Password.RequiredLength = PasswordRules.MinLength;
            identity.Password.RequireDigit = identity.Password.RequireLowercase = identity.Password.RequireUppercase = identity.Password.RequireNonAlphanumeric = false;
            identity.ClaimsIdentity.UserNameClaimType = ClaimTypes.Name;
        })
            .AddEntityFrameworkStores<ArchiveDbContext>()
            .AddSignInManager()
            .AddPasswordValidator<PasswordRules>()
            .AddClaimsPrincipalFactory<ViewerClaims>();
        services.AddAuthentication(Either)
            .AddPolicyScheme(Either, null, either => either.ForwardDefaultSelector = http =>
                TokenAuthentication.IsAsked(http.Request) || ApiPaths.IsApi(http.Request) && !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method)
                    ? TokenAuthentication.SchemeName : IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.SchemeName, null)
            .AddIdentityCookies();
        services.AddScoped<ApiTokens>();
        services.ConfigureApplicationCookie(cookie =>
        {
            cookie.Cookie.Name = isHttps ? "__Host-archive" : "archive";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = isHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
            cookie.SlidingExpiration = true;
            cookie.LoginPath = "/account/sign-in";
            cookie.AccessDeniedPath = "/account/denied";
            cookie.ReturnUrlParameter = "returnUrl";
            cookie.Events.OnRedirectToLogin = OrStatus(StatusCodes.Status401Unauthorized, cookie.Events.OnRedirectToLogin);
            cookie.Events.OnRedirectToAccessDenied = OrStatus(StatusCodes.Status403Forbidden, cookie.Events.OnRedirectToAccessDenied);
        });
        // A changed password, role or a disabled account bites at the next request.
        services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = TimeSpan.Zero);
        services.AddScoped<Invitations>();
        services.AddScoped<PenNames>();
        services.AddScoped<AccountChanges>();
        services.AddSingleton<SignInThrottle>();
        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.Visitor, policy => policy.AddRequirements(new VisitorRequirement()))
            .AddPolicy(Policies.Analyst, policy => policy.RequireRole(AtLeast(Role.Analyst)))
            .AddPolicy(Policies.Editor, policy => policy.RequireRole(AtLeast(Role.Editor)))
            .AddPolicy(Policies.Admin, policy => policy.RequireRole(AtLeast(Role.Admin)))
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireRole(AtLeast(Role.Admin)).Build());
        services.AddSingleton<IAuthorizationHandler, VisitorHandler>();
    }

    /// <summary>A program is told so, and led to no page.</summary>
    private static Func<RedirectContext<CookieAuthenticationOptions>, Task> OrStatus(int status, Func<RedirectContext<CookieAuthenticationOptions>, Task> redirect) => context =>
    {
        if (!ApiPaths.IsApi(context.Request))
        {
            return redirect(context);
        }

        context.Response.StatusCode = status;
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Task.CompletedTask;
    };

    private static IEnumerable<string> AtLeast(Role role) => Enum.GetValues<Role>().Where(r => r >= role).Select(r => r.ToString());

    private sealed class VisitorRequirement : IAuthorizationRequirement;

    private sealed class VisitorHandler(IOptions<ArchiveOptions> options) : AuthorizationHandler<VisitorRequirement>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, VisitorRequirement requirement)
        {
            if (options.Value.Public || context.User.Identity?.IsAuthenticated == true)
            {
                context.Succeed(requirement);
            }

            return Task.CompletedTask;
        }
    }

    /// <summary>What a session knows of its account: id, pen name and role.</summary>
    private sealed class ViewerClaims(UserManager<ArchiveUser> users, IOptions<IdentityOptions> options) : UserClaimsPrincipalFactory<ArchiveUser>(users, options)
    {
        protected override async Task<ClaimsIdentity> GenerateClaimsAsync(ArchiveUser user)
        {
            var identity = await base.GenerateClaimsAsync(user);
            foreach (var claim in identity.FindAll(ClaimTypes.Name).ToList())
            {
                identity.RemoveClaim(claim);
            }

            identity.AddClaim(new Claim(ClaimTypes.Name, user.DisplayName));
            identity.AddClaim(new Claim(ClaimTypes.Role, user.Role.ToString()));
            return identity;
        }
    }
}

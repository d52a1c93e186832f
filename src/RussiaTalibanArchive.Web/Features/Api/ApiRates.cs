using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Accounts;
using RussiaTalibanArchive.Web.Features.Accounts.Tokens;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Api;

/// <summary>
/// How often the interface is asked: an account as often a minute as the settings say, a network without one half as often. Kept in
/// memory, as hashes only. Headers: draft-ietf-httpapi-ratelimit-headers-10.
/// </summary>
internal sealed class ApiRates(IOptions<ArchiveOptions> options, TimeProvider clock)
{
    private const int Seconds = 60;
    private const int MaxKept = 100_000;

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<string, (int Asked, long Window)> _asked = new();

    /// <summary>Counts a request, and says in its answer how many are left.</summary>
    /// <returns>Whether it is one too many.</returns>
    public bool IsTooMany(HttpContext http)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var window = now / Seconds;
        if (_asked.Count > MaxKept)
        {
            foreach (var (who, seen) in _asked.Where(a => a.Value.Window != window))
            {
                _asked.TryRemove(new(who, seen));
            }
        }

        var account = http.User.FindFirstValue(TokenAuthentication.IdClaim) ?? http.User.FindFirstValue(ClaimTypes.NameIdentifier);
        var quota = account is null ? Math.Max(1, options.Value.ApiRequestsPerMinute / 2) : options.Value.ApiRequestsPerMinute;
        var key = Convert.ToHexString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(account ?? SignInThrottle.NetworkOf(http.Connection.RemoteIpAddress))));
        var asked = _asked.AddOrUpdate(key, _ => (1, window), (_, seen) => seen.Window == window ? (seen.Asked + 1, window) : (1, window)).Asked;
        var left = (Seconds - (now % Seconds)).ToString(CultureInfo.InvariantCulture);
        http.Response.Headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"minute\";q={quota};w={Seconds}");
        http.Response.Headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"minute\";r={Math.Max(0, quota - asked)};t={left}");
        if (asked > quota)
        {
            http.Response.Headers.RetryAfter = left;
        }

        return asked > quota;
    }
}

internal static class ApiGate
{
    /// <summary>Before anything is looked up: a token that is not good is said to be, and who asks too often waits.</summary>
    public static void UseApiGate(this WebApplication app) => app.Use(async (http, next) =>
    {
        var (isToken, isApi) = (TokenAuthentication.IsAsked(http.Request), ApiPaths.IsApi(http.Request));
        var isBad = isToken && http.User.Identity?.IsAuthenticated != true;
        // A form of a page asks for no right of a token: by one, pages are read and nothing else.
        var isForm = isToken && !isApi && !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method);
        if (!isBad && !isApi && !isForm)
        {
            await next(http);
            return;
        }

        var words = http.RequestServices.GetRequiredService<Words>();
        if (http.RequestServices.GetRequiredService<ApiRates>().IsTooMany(http))
        {
            await ApiAnswers.Refuse(StatusCodes.Status429TooManyRequests, words["Too many requests"], words["Wait until the time in Retry-After is over, in seconds."]).ExecuteAsync(http);
        }
        else if (isBad)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
            await ApiAnswers.Refuse(StatusCodes.Status401Unauthorized, words["The token is not good"], words["It was ended, its time is over, or it was never given. Make another at /account/tokens."]).ExecuteAsync(http);
        }
        else if (isForm)
        {
            await Explain(StatusCodes.Status403Forbidden, words).ExecuteAsync(http);
        }
        else
        {
            await next(http);
        }
    });

    /// <summary>Whether a caller may change things: by an account of that role or a higher one, and a token that may.</summary>
    /// <returns>Why not; <see langword="null"/> if so.</returns>
    public static IResult? MayWrite(HttpContext http, Viewer viewer, Role role, Words words) =>
        MayRead(http, viewer, role, words)
            ?? (http.User.HasClaim(c => c.Type == TokenAuthentication.WriteClaim) ? null
                : ApiAnswers.Refuse(StatusCodes.Status403Forbidden, words["This token only reads"], words["Make one that may change things, at /account/tokens."]));

    /// <summary>Whether a caller has an account of that role or a higher one.</summary>
    /// <inheritdoc cref="MayWrite"/>
    public static IResult? MayRead(HttpContext http, Viewer viewer, Role role, Words words)
    {
        if (viewer.Role is null)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return Explain(StatusCodes.Status401Unauthorized, words);
        }

        return viewer.Role < role ? Explain(StatusCodes.Status403Forbidden, words) : null;
    }

    /// <summary>Reading, by GET and by HEAD.</summary>
    public static RouteHandlerBuilder MapRead(this RouteGroupBuilder api, string path, Delegate handler) => api.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], handler);

    /// <summary>What the framework refuses at an address of the interface, in its form.</summary>
    public static IResult Explain(int status, Words words) => status switch
    {
        StatusCodes.Status400BadRequest => ApiAnswers.Refuse(status, words["This request cannot be understood"]),
        StatusCodes.Status401Unauthorized => ApiAnswers.Refuse(status, words["This takes a token"], words["Send it as Authorization: Bearer. Tokens are made at /account/tokens."]),
        StatusCodes.Status403Forbidden => ApiAnswers.Refuse(status, words["Your account may not do this"]),
        StatusCodes.Status405MethodNotAllowed => ApiAnswers.Refuse(status, words["That cannot be done at this address"]),
        StatusCodes.Status413PayloadTooLarge => ApiAnswers.Refuse(status, words["This is too large"], words["Send less at a time."]),
        StatusCodes.Status415UnsupportedMediaType => ApiAnswers.Refuse(status, words["This media type is not taken here"]),
        StatusCodes.Status404NotFound or StatusCodes.Status200OK => ApiAnswers.Refuse(StatusCodes.Status404NotFound, words["There is nothing at this address"]),
        >= 500 => ApiAnswers.Refuse(status, words["Something went wrong here"], words["It is not your fault. Nothing was half saved; try again in a while."]),
        _ => ApiAnswers.Refuse(status, words["This request cannot be understood"]),
    };
}

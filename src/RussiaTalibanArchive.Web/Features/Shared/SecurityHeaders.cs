namespace RussiaTalibanArchive.Web.Features.Shared;

internal static class SecurityHeaders
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    /// <summary>Every answer says what a browser may do with it: nothing from elsewhere, nothing inline, no trace to other hosts.</summary>
    public static void UseSecurityHeaders(this WebApplication app)
    {
        if (app.Configuration["Archive:PublicUrl"]?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) == true)
        {
            app.UseHsts();
        }

        app.Use(async (context, next) =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = Policy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
            context.Response.OnStarting(() =>
            {
                // What says nothing of its own, as styles and fonts do, may be one visitor's alone.
                if (headers.CacheControl.Count == 0)
                {
                    headers.CacheControl = context.Request.Cookies.Count > 0 ? "no-store" : "private, no-cache";
                }

                return Task.CompletedTask;
            });

            await next();
        });
    }
}

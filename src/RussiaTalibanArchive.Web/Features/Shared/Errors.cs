using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Net.Http.Headers;

namespace RussiaTalibanArchive.Web.Features.Shared;

internal static class Errors
{
    /// <summary>One handler for broken promises and one page for every refusal; neither repeats an exception's text.</summary>
    public static void UseArchiveErrors(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/error",
            // A bad request is the sender's fault, not ours: it keeps its own status.
            StatusCodeSelector = exception => exception switch
            {
                BadHttpRequestException bad => bad.StatusCode,
                InvalidDataException => StatusCodes.Status400BadRequest,
                _ => StatusCodes.Status500InternalServerError,
            },
            SuppressDiagnosticsCallback = _ => true, // ErrorLog has written it, without the exception's words.
        });
        app.UseStatusCodePagesWithReExecute("/error");
        app.Use((context, next) =>
        {
            if (!HasReadableCharset(context.Request))
            {
                context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
                context.Request.ContentType = null; // The page that says so reads no form.
                return Task.CompletedTask;
            }

            return next(context);
        });
    }

    /// <summary>Whether a form's character set is one that .NET reads; it throws for UTF-7.</summary>
    private static bool HasReadableCharset(HttpRequest request)
    {
        try
        {
            _ = MediaTypeHeaderValue.TryParse(request.ContentType, out var type) ? type.Encoding : null;
            return true;
        }
        catch (NotSupportedException)
        {
            return false;
        }
    }

    /// <summary>One line a request: what kind of page, not which; no query, no address of the visitor.</summary>
    public static void UseRequestLog(this WebApplication app)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("RussiaTalibanArchive.Web.Requests");
        app.Use(async (context, next) =>
        {
            var start = TimeProvider.System.GetTimestamp();
            await next();
            var route = (context.Features.Get<IStatusCodeReExecuteFeature>()?.Endpoint ?? context.GetEndpoint()) as RouteEndpoint;
            if (route?.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is null)
            {
                LogRequest(logger, context.Request.Method, route?.RoutePattern.RawText ?? "(none)", context.Response.StatusCode,
                    TimeProvider.System.GetElapsedTime(start).TotalMilliseconds, null);
            }
        });
    }

    private static readonly Action<ILogger, string, string, int, double, Exception?> LogRequest =
        LoggerMessage.Define<string, string, int, double>(LogLevel.Information, new EventId(1, "Request"), "{Method} {Route} {Status} in {ElapsedMs:0.0} ms");
}

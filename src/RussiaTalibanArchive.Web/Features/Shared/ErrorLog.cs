using Microsoft.AspNetCore.Diagnostics;
using Npgsql;

namespace RussiaTalibanArchive.Web.Features.Shared;

/// <summary>Logs where an exception came from. Its message stays out: it may repeat a title, a search or a name.</summary>
internal sealed partial class ErrorLog(ILogger<ErrorLog> logger) : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not (BadHttpRequestException or InvalidDataException or OperationCanceledException))
        {
            LogFailure(ChainOf(exception), exception.StackTrace);
        }

        return ValueTask.FromResult(false); // The page is /error's.
    }

    private static string ChainOf(Exception exception)
    {
        var name = exception is PostgresException { SqlState: var state } ? $"PostgresException {state}" : exception.GetType().Name;
        return exception.InnerException is { } inner ? $"{name} < {ChainOf(inner)}" : name;
    }

    [LoggerMessage(LogLevel.Error, "{Exception}\n{Stack}")]
    private partial void LogFailure(string exception, string? stack);
}

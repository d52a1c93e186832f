using RussiaTalibanArchive.Web.Access;

namespace RussiaTalibanArchive.Web.Features.Tracing;

/// <summary>
/// Keeps the tracer's work up to date behind the pages. What is open stands in the database, so that nothing is forgotten when
/// the program ends.
/// </summary>
public sealed class TraceWorker(IServiceScopeFactory scopes, ILogger<TraceWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var isMore = false;
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<CurrentViewer>().Use(Viewer.Archive);
                isMore = await scope.ServiceProvider.GetRequiredService<Tracer>().WorkAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // The exception itself may quote what was sought.
                logger.LogWarning("Tracing passages stopped with {Kind}; it is tried again.", e.GetType().Name);
            }

            if (!isMore)
            {
                await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}

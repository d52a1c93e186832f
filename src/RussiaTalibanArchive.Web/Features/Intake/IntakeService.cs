using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Files;
using RussiaTalibanArchive.Web.Features.Intake.Workers;
using RussiaTalibanArchive.Web.Features.Redactions;

namespace RussiaTalibanArchive.Web.Features.Intake;

/// <summary>Takes files off the queue while the program serves, as many at once as the settings say.</summary>
public sealed partial class IntakeService(IServiceScopeFactory scopes, IntakeSignal signal, FileStore store, PieceStore pieces, IOptions<ArchiveOptions> options, ILogger<IntakeService> logger) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenLooksForTools = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Leftover = TimeSpan.FromDays(1);
    private static readonly TimeSpan BetweenCleanings = TimeSpan.FromSeconds(20);
    private const long KeptBytes = 300 << 20;

    private static long _cleanedAt;

    /// <summary>Works on a batch until none of its files is on its way any more, beside whoever else does.</summary>
    /// <param name="scopes">Where the services come from.</param>
    /// <param name="batch">Which batch.</param>
    /// <param name="workers">How many files at once.</param>
    /// <param name="progress">Told after each file.</param>
    /// <param name="cancellationToken">Stops it; files on their way stay so.</param>
    public static async Task FinishAsync(IServiceScopeFactory scopes, Guid batch, int workers, Func<Task>? progress, CancellationToken cancellationToken)
    {
        await Task.WhenAll(Enumerable.Range(0, workers).Select(async _ =>
        {
            do
            {
                while (await WorkAsync(scopes, batch, cancellationToken))
                {
                    await (progress?.Invoke() ?? Task.CompletedTask);
                }

                await Task.Delay(200, cancellationToken);
            }
            while (await InScopeAsync(scopes, services => services.GetRequiredService<IntakeLeases>().IsAnyOnItsWayAsync(batch, cancellationToken)));
        }));
    }

    public static int WorkersOf(ArchiveOptions options) => options.IntakeWorkers > 0 ? options.IntakeWorkers : Environment.ProcessorCount;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.IntakeWorkers < 0)
        {
            return;
        }

        await Task.Yield();
        LogIsolation(Confinement.Current.Isolation);
        foreach (var tool in OutsideTools.Here.Missing())
        {
            LogMissing(tool.Name, tool.Installs[0].Command);
        }

        store.Sweep(Leftover);
        pieces.Sweep();
        var workers = Enumerable.Range(0, WorkersOf(options.Value)).Select(_ => WorkAsync(stoppingToken)).Append(WakeWaitingAsync(stoppingToken)).Append(RedrawAsync(stoppingToken)).ToList();
        await Task.WhenAll(workers);
    }

    private Task WorkAsync(CancellationToken stopping) => AgainAndAgainAsync(async () =>
    {
        var worked = await WorkAsync(scopes, null, stopping);
        if (worked)
        {
            signal.Wake(); // Another may be idle.
        }

        return worked;
    }, () => signal.WaitAsync(BetweenLooks, stopping), stopping);

    /// <summary>Pages that were redacted get their pictures back.</summary>
    private Task RedrawAsync(CancellationToken stopping) => AgainAndAgainAsync(
        () => InScopeAsync(scopes, services => services.GetRequiredService<PageRedrawer>().DrawNextAsync(stopping)),
        () => Task.Delay(BetweenLooks, stopping), stopping);

    /// <summary>Files that waited for a program go on when it has been installed.</summary>
    private Task WakeWaitingAsync(CancellationToken stopping) => AgainAndAgainAsync(async () =>
    {
        if (await InScopeAsync(scopes, services => services.GetRequiredService<IntakeLeases>().WakeWaitingAsync(OutsideTools.Here.Has, stopping)) > 0)
        {
            signal.Wake();
        }

        return false;
    }, () => Task.Delay(BetweenLooksForTools, stopping), stopping);

    /// <summary>Works for as long as there is work, then looks for more after a while.</summary>
    private async Task AgainAndAgainAsync(Func<Task<bool>> work, Func<Task> pause, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (!await work())
                {
                    await pause();
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // One that went further would stop the program.
                LogLost(e.GetType().FullName!);
                await Task.Delay(BetweenLooks, CancellationToken.None);
            }
        }
    }

    /// <returns>Whether there was a file to work on.</returns>
    private static async Task<bool> WorkAsync(IServiceScopeFactory scopes, Guid? batch, CancellationToken stopping)
    {
        if (await InScopeAsync(scopes, services => services.GetRequiredService<IntakeLeases>().TakeAsync(batch, stopping)) is not var (file, lease))
        {
            return false;
        }

        using var working = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var renewal = RenewAsync(scopes, lease, working);
        try
        {
            await InScopeAsync(scopes, async services =>
            {
                await services.GetRequiredService<Pipeline>().ProcessAsync(file, lease, working.Token);
                return true;
            });
        }
        catch (OperationCanceledException) when (working.IsCancellationRequested)
        {
            await InScopeAsync(scopes, async services =>
            {
                await services.GetRequiredService<IntakeLeases>().ReturnAsync(lease);
                return true;
            });
        }
        finally
        {
            await working.CancelAsync();
            await renewal;
            GiveMemoryBack();
        }

        return true;
    }

    /// <summary>A long text passes through this process whole, and left to itself the collector would keep all that it took then.</summary>
    private static void GiveMemoryBack()
    {
        var (before, now) = (Interlocked.Read(ref _cleanedAt), System.Diagnostics.Stopwatch.GetTimestamp());
        if (GC.GetGCMemoryInfo().TotalCommittedBytes > KeptBytes
            && (before == 0 || System.Diagnostics.Stopwatch.GetElapsedTime(before, now) > BetweenCleanings)
            && Interlocked.CompareExchange(ref _cleanedAt, now, before) == before)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }

    /// <summary>Renews a lease until the work ends; ends the work when the lease is lost.</summary>
    private static async Task RenewAsync(IServiceScopeFactory scopes, Guid lease, CancellationTokenSource working)
    {
        try
        {
            while (true)
            {
                await Task.Delay(IntakeLeases.Renewal, working.Token);
                if (!await InScopeAsync(scopes, services => services.GetRequiredService<IntakeLeases>().RenewAsync(lease, working.Token)))
                {
                    await working.CancelAsync();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The work has ended.
        }
        catch (Npgsql.NpgsqlException)
        {
            await working.CancelAsync(); // Without the database nothing of it could be kept.
        }
    }

    private static async Task<T> InScopeAsync<T>(IServiceScopeFactory scopes, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentViewer>().Use(Viewer.Archive);
        return await work(scope.ServiceProvider);
    }

    [LoggerMessage(LogLevel.Information, "Foreign files are read by workers shut off by: {Isolation}")]
    private partial void LogIsolation(Isolation isolation);

    [LoggerMessage(LogLevel.Warning, "Intake would read more with {Tool}; to install it: {Command}")]
    private partial void LogMissing(string tool, string command);

    [LoggerMessage(LogLevel.Warning, "Intake could not go on ({Failure}); it tries again")]
    private partial void LogLost(string failure);
}

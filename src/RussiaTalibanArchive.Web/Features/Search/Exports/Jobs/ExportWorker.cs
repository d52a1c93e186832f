using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Citations.Styles;

namespace RussiaTalibanArchive.Web.Features.Search.Exports.Jobs;

/// <summary>
/// Writes the files of exports, one after the other, each with the sight that its owner has at that moment. What the program left unfinished
/// when it ended is begun again.
/// </summary>
public sealed class ExportWorker(IServiceScopeFactory scopes, ExportFiles files, ExportSignal signal, TimeProvider clock, ILogger<ExportWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BetweenNews = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan BetweenCleanings = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (isFirst, sinceCleaning) = (true, Stopwatch.StartNew());
        while (!stoppingToken.IsCancellationRequested)
        {
            var isMore = false;
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<ArchiveDbContext>();
                if (isFirst)
                {
                    await db.ExportJobs.IgnoreQueryFilters().Where(j => j.State == ExportState.Running)
                        .ExecuteUpdateAsync(j => j.SetProperty(x => x.State, ExportState.Waiting).SetProperty(x => x.Written, 0), stoppingToken);
                }

                if (isFirst || sinceCleaning.Elapsed > BetweenCleanings)
                {
                    await CleanAsync(db, stoppingToken);
                    (isFirst, sinceCleaning) = (false, Stopwatch.StartNew());
                }

                if (await db.ExportJobs.IgnoreQueryFilters().Include(j => j.User).AsNoTracking().Where(j => j.State == ExportState.Waiting).OrderBy(j => j.CreatedAt).FirstOrDefaultAsync(stoppingToken) is { } job)
                {
                    isMore = true;
                    await WriteAsync(job, scope.ServiceProvider, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // The exception itself may quote what was sought.
                logger.LogWarning("Writing exports stopped with {Kind}; it is tried again.", e.GetType().Name);
                isFirst = true; // What it was at waits again.
            }

            if (!isMore)
            {
                await signal.WaitAsync(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Removes what nobody fetched in time.</summary>
    private async Task CleanAsync(ArchiveDbContext db, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await db.ExportJobs.IgnoreQueryFilters().Where(j => j.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken);
        files.Keep(await db.ExportJobs.IgnoreQueryFilters().Select(j => j.Id).ToHashSetAsync(cancellationToken));
    }

    private async Task WriteAsync(ExportJob job, IServiceProvider services, CancellationToken cancellationToken)
    {
        var (db, styler) = (services.GetRequiredService<ArchiveDbContext>(), services.GetRequiredService<CitationStyler>());
        var mine = db.ExportJobs.IgnoreQueryFilters().Where(j => j.Id == job.Id);
        var role = job.User?.Role;
        await mine.ExecuteUpdateAsync(j => j.SetProperty(x => x.State, ExportState.Running).SetProperty(x => x.Role, role), cancellationToken);
        services.GetRequiredService<CurrentViewer>().Use(job.UserId is null ? Viewer.Nobody with { SeesPublic = services.GetRequiredService<IOptions<ArchiveOptions>>().Value.Public }
            : job.User is { IsDisabled: false } user ? Viewer.Of(user.Id, user.DisplayName, user.Role) : Viewer.Nobody);
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(job.Language);
        var state = ExportState.Failed;
        try
        {
            var address = SearchAddress.Parse(job.Address)!;
            var format = SearchExport.All.First(f => f.Suffix == job.Format);
            var found = await SearchExport.FindAsync(services, address, cancellationToken);
            await mine.ExecuteUpdateAsync(j => j.SetProperty(x => x.Total, found.Count), cancellationToken);
            var sinceNews = Stopwatch.StartNew();
            await using (var file = files.Create(job.Id))
            {
                var style = StyleChoice.Of(QueryHelpers.ParseQuery(job.Style), styler);
                if (!await SearchExport.WriteAsync(found, format, new(file, services, style, job.Site), TellAsync, cancellationToken))
                {
                    return; // Its owner wants it no more.
                }

                await file.FlushAsync(cancellationToken);
                var bytes = file.Length;
                await mine.ExecuteUpdateAsync(j => j.SetProperty(x => x.Bytes, bytes).SetProperty(x => x.Written, found.Count), cancellationToken);
            }

            state = ExportState.Done;

            async Task<bool> TellAsync(int done)
            {
                if (sinceNews.Elapsed < BetweenNews)
                {
                    return true;
                }

                sinceNews.Restart();
                return await mine.ExecuteUpdateAsync(j => j.SetProperty(x => x.Written, done), cancellationToken) > 0;
            }
        }
        catch (SearchTimeoutException)
        {
            state = ExportState.TooMuch;
        }
        catch (Exception e) when (e is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            logger.LogWarning("An export could not be written: {Kind}.", e.GetType().Name);
        }
        finally
        {
            if (!cancellationToken.IsCancellationRequested)
            {
                // Its owner may have removed it at the last moment.
                if (await mine.ExecuteUpdateAsync(j => j.SetProperty(x => x.State, state), CancellationToken.None) == 0 || state != ExportState.Done)
                {
                    files.Remove(job.Id);
                }
            }
        }
    }
}

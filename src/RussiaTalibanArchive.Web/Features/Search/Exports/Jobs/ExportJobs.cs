using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Citations;
using RussiaTalibanArchive.Web.Features.Citations.Styles;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Search.Exports.Jobs;

/// <summary>Why no job was begun.</summary>
public enum ExportRefusal
{
    /// <summary>The account has as many as it may have.</summary>
    TooManyOfYours,

    /// <summary>All together are as many as the archive takes.</summary>
    TooMany,
}

/// <summary>Tells the writer of files that there is a job.</summary>
public sealed class ExportSignal : WorkSignal;

/// <summary>Begins, shows and removes jobs, as their viewer may.</summary>
public sealed class ExportJobs(ArchiveDbContext db, ExportFiles files, ExportSignal signal, CurrentViewer viewer, TimeProvider clock)
{
    /// <summary>From so many items on a list offers to write them behind the pages.</summary>
    public const int WorthWaitingFor = 2_000;

    private const int MaxOfOne = 10;
    private const int MaxOfAll = 200;
    private const int MaxOfVisitors = 50;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    internal async Task<(ExportJob? Job, ExportRefusal? Refusal)> BeginAsync(SearchAddress address, ExportFormat format, StyleChoice style, string site, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(style);
        var (now, owner) = (clock.GetUtcNow(), viewer.Value.UserId);
        var jobs = db.ExportJobs.IgnoreQueryFilters();
        if (owner is not null && await jobs.CountAsync(j => j.UserId == owner, cancellationToken) >= MaxOfOne)
        {
            return (null, ExportRefusal.TooManyOfYours);
        }

        if (await jobs.CountAsync(cancellationToken) >= MaxOfAll || (owner is null && await jobs.CountAsync(j => j.UserId == null, cancellationToken) >= MaxOfVisitors))
        {
            return (null, ExportRefusal.TooMany);
        }

        var job = new ExportJob
        {
            UserId = owner,
            Address = (address with { After = null }).ToString(),
            Format = format.Suffix,
            Style = $"?style={style.Style!.Name}&locale={style.Locale!.Tag}&{Transliterations.Parameter}={Transliterations.NameOf(style.Transliteration!.Value)}",
            Site = site,
            Language = InterfaceLanguages.Current,
            CreatedAt = now,
            ExpiresAt = now + Kept,
        };
        db.Add(job);
        await db.SaveChangesAsync(cancellationToken);
        signal.Wake();
        return (job, null);
    }

    public Task<ExportJob?> FindAsync(Guid id, CancellationToken cancellationToken) => db.ExportJobs.AsNoTracking().SingleOrDefaultAsync(j => j.Id == id && j.ExpiresAt > db.Now, cancellationToken);

    /// <summary>Those of the viewer's account, the newest first.</summary>
    public async Task<IReadOnlyList<ExportJob>> OwnAsync(CancellationToken cancellationToken) => viewer.Value.UserId is not { } owner ? []
        : await db.ExportJobs.AsNoTracking().Where(j => j.UserId == owner && j.ExpiresAt > db.Now).OrderByDescending(j => j.CreatedAt).ToListAsync(cancellationToken);

    /// <summary>
    /// Whether the file may hold what its owner would not be given today: since it was asked for something was withdrawn, made internal or
    /// blacked out, or the account may do less. Which file holds what is not known, so this is true of each of them.
    /// </summary>
    public async Task<bool> IsOutdatedAsync(ExportJob job, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        return job.Role > (viewer.Value.Role ?? 0)
            || await db.HarvestRecords.IgnoreQueryFilters().AnyAsync(r => r.GoneAt >= job.CreatedAt, cancellationToken)
            || await db.Documents.IgnoreQueryFilters().AnyAsync(d => d.WithdrawnAt >= job.CreatedAt, cancellationToken)
            || await db.Articles.IgnoreQueryFilters().AnyAsync(a => a.WithdrawnAt >= job.CreatedAt, cancellationToken)
            || await db.Quotations.IgnoreQueryFilters().AnyAsync(q => q.WithdrawnAt >= job.CreatedAt, cancellationToken)
            || await db.Redactions.IgnoreQueryFilters().AnyAsync(r => r.At >= job.CreatedAt, cancellationToken);
    }

    /// <summary>Stops a job, and removes its file.</summary>
    public async Task RemoveAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await db.ExportJobs.Where(j => j.Id == id).ExecuteDeleteAsync(cancellationToken) > 0)
        {
            files.Remove(id);
        }
    }
}

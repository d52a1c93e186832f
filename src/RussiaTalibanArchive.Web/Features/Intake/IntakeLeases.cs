using Microsoft.EntityFrameworkCore;

namespace RussiaTalibanArchive.Web.Features.Intake;

/// <summary>
/// Who works on which file, kept in the database so that several instances share the work. A lease that is not renewed runs
/// out by the database's clock, and another instance takes the file up where its finished steps end.
/// </summary>
public sealed class IntakeLeases(ArchiveDbContext db)
{
    public static readonly TimeSpan Renewal = TimeSpan.FromSeconds(15);

    private static readonly IntakeState[] OnTheirWay = [IntakeState.Received, IntakeState.Identified, IntakeState.Text, IntakeState.Pages];

    /// <summary>Takes the file that has waited longest.</summary>
    /// <param name="batch">Only of this batch; of any when <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The file and the lease on it; <see langword="null"/> when none waits.</returns>
    public async Task<(Guid File, Guid Lease)?> TakeAsync(Guid? batch, CancellationToken cancellationToken)
    {
        var lease = Guid.NewGuid();
        var taken = await db.Database.SqlQuery<Guid>($"""
            UPDATE intake_files SET lease = {lease}, leased_until = now() + interval '60 seconds', attempts = attempts + 1
            WHERE id = (
                SELECT id FROM intake_files
                WHERE state IN ('Received', 'Identified', 'Text', 'Pages') AND (leased_until IS NULL OR leased_until < now())
                    AND (CAST({batch} AS uuid) IS NULL OR batch_id = CAST({batch} AS uuid))
                ORDER BY received_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING id AS "Value"
            """).ToListAsync(cancellationToken);
        return taken.Count == 0 ? null : (taken[0], lease);
    }

    /// <returns>Whether the lease still held.</returns>
    public async Task<bool> RenewAsync(Guid lease, CancellationToken cancellationToken) =>
        await db.Database.ExecuteSqlAsync($"UPDATE intake_files SET leased_until = now() + interval '60 seconds' WHERE lease = {lease}", cancellationToken) == 1;

    /// <summary>Gives a file back, for another to take up at once: this instance stops.</summary>
    public Task ReturnAsync(Guid lease) =>
        db.Database.ExecuteSqlAsync($"UPDATE intake_files SET lease = NULL, leased_until = NULL, attempts = attempts - 1 WHERE lease = {lease}");

    public Task<bool> IsAnyOnItsWayAsync(Guid batch, CancellationToken cancellationToken) =>
        db.IntakeFiles.AnyAsync(f => f.BatchId == batch && OnTheirWay.Contains(f.State), cancellationToken);

    /// <summary>
    /// Reads a text again in another encoding; its document gets the new text as a new version. One that was redacted is left as
    /// it is: the words would come back.
    /// </summary>
    public Task<int> ReadAgainAsync(IQueryable<IntakeFile> files, string encoding, CancellationToken cancellationToken) => files
        .Where(f => f.State == IntakeState.Ready && f.DetectedEncoding != null && !db.Redactions.Any(r => r.DocumentId == f.DocumentId))
        .ExecuteUpdateAsync(set => set.SetProperty(f => f.State, IntakeState.Received).SetProperty(f => f.Encoding, encoding).SetProperty(f => f.Attempts, 0), cancellationToken);

    /// <summary>Puts files that wait for a program back to their beginning, once it is there.</summary>
    /// <returns>How many.</returns>
    public async Task<int> WakeWaitingAsync(Func<string, bool> isHere, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(isHere);
        var missing = await db.IntakeFiles.Where(f => f.State == IntakeState.Waiting && f.MissingTool != null).Select(f => f.MissingTool!).Distinct().ToListAsync(cancellationToken);
        var here = missing.FindAll(tool => isHere(tool));
        return here.Count == 0 ? 0 : await RetryAsync(db.IntakeFiles.Where(f => f.State == IntakeState.Waiting && here.Contains(f.MissingTool!)), cancellationToken);
    }

    /// <summary>Puts files that failed or wait back to their beginning.</summary>
    public Task<int> RetryAsync(IQueryable<IntakeFile> files, CancellationToken cancellationToken) => files
        .Where(f => (f.State == IntakeState.Failed || f.State == IntakeState.Waiting) && f.Sha256 != null)
        .ExecuteUpdateAsync(set => set
            .SetProperty(f => f.State, IntakeState.Received).SetProperty(f => f.FailedAfter, (IntakeState?)null)
            .SetProperty(f => f.Problem, (string?)null).SetProperty(f => f.MissingTool, (string?)null).SetProperty(f => f.NeedsPassword, false)
            .SetProperty(f => f.Attempts, 0).SetProperty(f => f.PagesDone, 0)
            .SetProperty(f => f.Lease, (Guid?)null).SetProperty(f => f.LeasedUntil, (DateTimeOffset?)null), cancellationToken);
}

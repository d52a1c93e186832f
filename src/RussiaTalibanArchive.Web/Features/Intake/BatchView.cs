using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Features.Intake.Reading;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Intake;

/// <summary>
/// How the accounts of a batch add up: <see cref="Received"/> is the sum of all the others but <see cref="Unpacked"/>. An
/// archive that was unpacked counts by what it holds.
/// </summary>
/// <param name="Documents">Files that became documents of their own.</param>
/// <param name="Attachments">Files that became documents attached to a message.</param>
/// <param name="Duplicates">Files whose bytes were here already.</param>
/// <param name="Failed">Files that could not be read, or were not taken.</param>
/// <param name="Waiting">Files on their way, or waiting for a program.</param>
/// <param name="Unpacked">Archives that were unpacked.</param>
public sealed record BatchCounts(int Documents, int Attachments, int Duplicates, int Failed, int Waiting, int Unpacked)
{
    public int Received => Documents + Attachments + Duplicates + Failed + Waiting;
}

/// <summary>What became of a file, as the accounts know it.</summary>
public enum IntakeOutcome
{
    Document,
    Attachment,
    Duplicate,
    Failed,
    Waiting,
    Unpacked,
}

public static class BatchQueries
{
    public static async Task<BatchCounts> CountAsync(this IQueryable<IntakeFile> files, CancellationToken cancellationToken)
    {
        var counts = await files.GroupBy(f => new { f.State, IsAttached = f.State == IntakeState.Ready && f.Document!.AttachedToId != null })
            .Select(g => new { g.Key.State, g.Key.IsAttached, Count = g.Count() }).ToListAsync(cancellationToken);
        int Of(Func<IntakeState, bool> state, bool? isAttached = null) => counts.Where(c => state(c.State) && (isAttached is null || c.IsAttached == isAttached)).Sum(c => c.Count);
        return new(
            Of(s => s == IntakeState.Ready, false), Of(s => s == IntakeState.Ready, true), Of(s => s == IntakeState.Duplicate),
            Of(s => s == IntakeState.Failed), Of(s => s is IntakeState.Waiting or IntakeState.Received or IntakeState.Identified or IntakeState.Text or IntakeState.Pages),
            Of(s => s == IntakeState.Unpacked));
    }

    /// <summary>The files with one outcome.</summary>
    public static IQueryable<IntakeFile> With(this IQueryable<IntakeFile> files, IntakeOutcome outcome) => outcome switch
    {
        IntakeOutcome.Document => files.Where(f => f.State == IntakeState.Ready && f.Document!.AttachedToId == null),
        IntakeOutcome.Attachment => files.Where(f => f.State == IntakeState.Ready && f.Document!.AttachedToId != null),
        IntakeOutcome.Duplicate => files.Where(f => f.State == IntakeState.Duplicate),
        IntakeOutcome.Failed => files.Where(f => f.State == IntakeState.Failed),
        IntakeOutcome.Unpacked => files.Where(f => f.State == IntakeState.Unpacked),
        _ => files.Where(f => f.State == IntakeState.Waiting || f.State == IntakeState.Received || f.State == IntakeState.Identified
            || f.State == IntakeState.Text || f.State == IntakeState.Pages),
    };

    public static IQueryable<IntakeRow> ToRows(this IQueryable<IntakeFile> files, ArchiveDbContext db) => files
        .IgnoreQueryFilters([ArchiveDbContext.NotWithdrawn])
        .OrderBy(f => f.ReceivedAt).ThenBy(f => f.Id).Select(f => new IntakeRow
        {
            Id = f.Id,
            Name = f.Name,
            Parent = f.Parent!.Name,
            Sha256 = f.Sha256,
            LengthBytes = f.LengthBytes,
            Kind = f.Kind,
            State = f.State,
            FailedAfter = f.FailedAfter,
            Problem = f.Problem,
            ProblemArguments = f.ProblemArguments,
            NeedsPassword = f.NeedsPassword,
            DetectedEncoding = f.DetectedEncoding,
            PageCount = f.PageCount,
            PagesDone = f.PagesDone,
            Document = f.Document!.Reference ?? f.SameAs!.Document!.Reference,
            Title = f.Document!.Title,
            TitleLanguage = f.Document!.Language,
            IsWithdrawn = f.Document!.WithdrawnAt != null,
            IsAttached = f.State == IntakeState.Ready && f.Document!.AttachedToId != null,
            SameAsName = f.SameAs!.Name,
            SameAsBatch = f.SameAs!.Batch.Number,
            PageFaults = f.State == IntakeState.Ready ? db.DocumentPages.Count(p => p.DocumentId == f.DocumentId && p.Problem != null) : 0,
        });
}

/// <summary>A file in the list of its batch's.</summary>
public sealed record IntakeRow
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public string? Parent { get; init; }
    public string? Sha256 { get; init; }
    public long LengthBytes { get; init; }
    public FileKind? Kind { get; init; }
    public IntakeState State { get; init; }
    public IntakeState? FailedAfter { get; init; }
    public string? Problem { get; init; }
    public List<string> ProblemArguments { get; init; } = [];
    public bool NeedsPassword { get; init; }
    public string? DetectedEncoding { get; init; }
    public int PageCount { get; init; }
    public int PagesDone { get; init; }

    /// <summary>The reference of the document that it became, or that was here before.</summary>
    public string? Document { get; init; }

    public string? Title { get; init; }
    public string? TitleLanguage { get; init; }
    public bool IsWithdrawn { get; init; }
    public bool IsAttached { get; init; }
    public string? SameAsName { get; init; }
    public int? SameAsBatch { get; init; }

    /// <summary>Pages without a picture or without text.</summary>
    public int PageFaults { get; init; }

    public Problem? Why => Problem is null ? null : new(nameof(Problem), Problem, [.. ProblemArguments]);
}

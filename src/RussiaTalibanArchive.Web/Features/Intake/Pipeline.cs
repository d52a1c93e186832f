using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Features.Files;
using RussiaTalibanArchive.Web.Features.Intake.Reading;
using RussiaTalibanArchive.Web.Features.Intake.Workers;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Intake;

/// <summary>
/// Takes one file through its steps: received, identified, text, pages, ready. Each step runs in a worker process; the state
/// after it is in the database, its result in the file's folder. Only the last step shows anything to anyone, at once.
/// </summary>
public sealed partial class Pipeline(
    ArchiveDbContext db, FileStore store, DocumentMaker maker, IOptions<ArchiveOptions> options, IDataProtectionProvider protection, TimeProvider clock, ILogger<Pipeline> logger)
{
    private const int PagesAJob = 40;
    private static readonly string Unrecognised = Words.Key("The words of this page could not be recognised.");
    private const int MaxWantedPages = 10_000;

    private static readonly TimeSpan ToBeginWith = TimeSpan.FromSeconds(90);

    // No less than the longest that a page may take: pages that get done are never the reason why the rest is given up.
    private static readonly TimeSpan APageRecognised = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan APageDrawn = TimeSpan.FromSeconds(2);

    private static readonly FileKind[] Drawable = [FileKind.Pdf, FileKind.Png, FileKind.Jpeg, FileKind.Tiff, FileKind.Webp, FileKind.Heic, FileKind.Gif, FileKind.Bmp];

    /// <summary>Protects the password of an encrypted file until it is read.</summary>
    public static IDataProtector PasswordsOf(IDataProtectionProvider provider) => provider.CreateProtector("intake-password");

    /// <summary>Works on a leased file until it is ready, failed or waiting.</summary>
    public async Task ProcessAsync(Guid id, Guid lease, CancellationToken cancellationToken)
    {
        var file = await db.IntakeFiles.Include(f => f.Batch).SingleAsync(f => f.Id == id, cancellationToken);
        db.ChangeTracker.Clear();
        var folder = new IntakeFolder(options, id);
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        try
        {
            var end = file.Attempts > IntakeFile.MaxAttempts
                ? new JobEnd("Reading it was interrupted {0} times, so it was given up. Try again, and tell whoever runs the archive if it fails again.", IntakeFile.MaxAttempts.ToString(System.Globalization.CultureInfo.InvariantCulture))
                : await StepsAsync(file, lease, folder, cancellationToken);
            if (end is not null)
            {
                await StopAsync(file, lease, end);
                folder.Delete();
            }
        }
        catch (UnreadableException e)
        {
            await StopAsync(file, lease, new JobEnd(e.Message, [.. e.Arguments.Select(a => Convert.ToString(a, System.Globalization.CultureInfo.InvariantCulture) ?? "")]));
            folder.Delete();
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever a file brings about, it fails alone: the readers of the others go on.
            LogBroken(e.GetType().FullName!, id);
            await StopAsync(file, lease, new JobEnd("Something went wrong while it was taken in. The file is kept; try again, and tell whoever runs the archive if it fails again."));
            folder.Delete();
        }

        LogDone(id, (int)System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    /// <returns><see langword="null"/> when the file is ready.</returns>
    private async Task<JobEnd?> StepsAsync(IntakeFile file, Guid lease, IntakeFolder folder, CancellationToken cancellationToken)
    {
        var patience = new Patience(ToBeginWith + ForSize(file), clock);
        var reading = await folder.ReadingAsync(cancellationToken);
        if (reading is null)
        {
            IntakeFolder.Clear(folder.Read);
            if (await ReadAsync(file, lease, folder, cancellationToken) is { Problem: not null } end)
            {
                return end;
            }

            reading = await folder.ReadingAsync(cancellationToken) ?? throw new InvalidDataException("A worker ended without an answer.");
        }

        file.Kind = reading.Kind;
        await SetAsync(lease, f => f.SetProperty(x => x.Kind, reading.Kind).SetProperty(x => x.PageCount, reading.PageCount).SetProperty(x => x.DetectedEncoding, reading.Encoding), cancellationToken);
        var pageProblems = new Dictionary<int, string>();
        if (await RecogniseAsync(file, lease, folder, reading, pageProblems, patience, cancellationToken) is { } unrecognised)
        {
            return unrecognised;
        }

        await SetAsync(lease, f => f.SetProperty(x => x.State, IntakeState.Text).SetProperty(x => x.PagesDone, 0), cancellationToken);
        file.State = IntakeState.Text;
        var pictures = await DrawAsync(file, lease, folder, reading, patience, cancellationToken);
        if (pictures.End is { } undrawn)
        {
            return undrawn;
        }

        await SetAsync(lease, f => f.SetProperty(x => x.State, IntakeState.Pages), cancellationToken);
        file.State = IntakeState.Pages;
        await maker.MakeAsync(file, lease, folder, reading, pictures.Pages, pageProblems, cancellationToken);
        folder.Delete();
        return null;
    }

    private Task<JobEnd> ReadAsync(IntakeFile file, Guid lease, IntakeFolder folder, CancellationToken cancellationToken)
    {
        var job = JobOf(file, ReadStep.Read, folder.Read);
        return new WorkerProcess(job, LimitsOf(TimeSpan.FromSeconds(45) + ForSize(file), job.Limits.MaxPartBytes))
        {
            Said = async line =>
            {
                if (line.Kind is { } kind)
                {
                    file.State = IntakeState.Identified;
                    await SetAsync(lease, f => f.SetProperty(x => x.State, IntakeState.Identified).SetProperty(x => x.Kind, kind), cancellationToken);
                }
            },
        }.RunAsync(cancellationToken);
    }

    /// <summary>Recognises the pages that hold no usable text, some at a time, so that an interruption costs little.</summary>
    private async Task<JobEnd?> RecogniseAsync(
        IntakeFile file, Guid lease, IntakeFolder folder, FileReading reading, Dictionary<int, string> problems, Patience patience, CancellationToken cancellationToken)
    {
        var wanted = new List<int>();
        var needed = new HashSet<int>(); // The others have a text, which is only in doubt: they wait for no program.
        for (var number = 1; number <= reading.PageCount && Drawable.Contains(reading.Kind); number++)
        {
            if (!folder.IsRecognised(number) && (await folder.ReadPageAsync(number, cancellationToken)).Source is var source and (TextSource.Wanted or TextSource.Doubtful))
            {
                wanted.Add(number);
                if (source == TextSource.Wanted)
                {
                    needed.Add(number);
                }
            }
        }

        var done = 0;
        foreach (var pages in wanted.Take(MaxWantedPages).Chunk(8))
        {
            var job = JobOf(file, ReadStep.Recognise, folder.Recognised) with { Kind = reading.Kind, Pages = pages };
            var end = await RunAsync(job, lease, patience.UpTo(TimeSpan.FromSeconds(30 + (8 * pages.Length))), done, cancellationToken);
            if (end.MissingTool is not null || end.NeedsPassword)
            {
                return needed.Count > 0 ? end : null;
            }

            foreach (var page in pages.Where(p => needed.Contains(p) && !folder.IsRecognised(p)))
            {
                problems[page] = end.Problem is null || end.Arguments.Count > 0 ? Unrecognised : end.Problem;
            }

            patience.Grant(APageRecognised * pages.Count(folder.IsRecognised));
            if (end.WasStopped || patience.IsOver)
            {
                break; // The rest would end the same way, and hold up every other file.
            }

            done += pages.Length;
        }

        foreach (var page in needed.Where(p => !folder.IsRecognised(p)))
        {
            problems.TryAdd(page, Unrecognised);
        }

        return null;
    }

    private async Task<(JobEnd? End, DrawnPages Pages)> DrawAsync(IntakeFile file, Guid lease, IntakeFolder folder, FileReading reading, Patience patience, CancellationToken cancellationToken)
    {
        var pages = new DrawnPages(folder.Drawn);
        if (!Drawable.Contains(reading.Kind))
        {
            return (null, pages);
        }

        var done = 0;
        foreach (var chunk in Enumerable.Range(1, reading.PageCount).Where(p => !pages.Has(p)).Chunk(PagesAJob))
        {
            var job = JobOf(file, ReadStep.Draw, folder.Drawn) with { Kind = reading.Kind, Pages = chunk };
            var end = await RunAsync(job, lease, patience.UpTo(TimeSpan.FromSeconds(30 + chunk.Length)), done, cancellationToken);
            if (end.MissingTool is not null)
            {
                return (end, pages);
            }

            pages.Note(chunk, end.Problem);
            patience.Grant(APageDrawn * chunk.Count(pages.Has));
            if (end.WasStopped || patience.IsOver)
            {
                break;
            }

            done += chunk.Length;
        }

        return (null, pages);
    }

    private async Task<JobEnd> RunAsync(ReadJob job, Guid lease, TimeSpan wall, int done, CancellationToken cancellationToken)
    {
        var told = System.Diagnostics.Stopwatch.StartNew();
        return await new WorkerProcess(job, LimitsOf(wall, 1L << 30))
        {
            Said = async line =>
            {
                if (line.Pages is { } pages && told.ElapsedMilliseconds > 1000)
                {
                    told.Restart();
                    await SetAsync(lease, f => f.SetProperty(x => x.PagesDone, done + pages), cancellationToken);
                }
            },
        }.RunAsync(cancellationToken);
    }

    private ReadJob JobOf(IntakeFile file, ReadStep step, string output) => new()
    {
        Step = step,
        Input = store.PathOf(file.Sha256!),
        Output = output,
        Name = Path.GetFileName(file.Name.Replace('\\', '/')),
        Language = file.Batch.Language,
        Encoding = file.Encoding,
        Password = file.ProtectedPassword is null ? null : PasswordsOf(protection).Unprotect(file.ProtectedPassword),
    };

    private static TimeSpan ForSize(IntakeFile file) => TimeSpan.FromSeconds(Math.Min(file.LengthBytes / (8 << 20), 600));

    private JobLimits LimitsOf(TimeSpan wall, long outputBytes) =>
        new(wall, wall * 2, (long)options.Value.WorkerMemoryMegabytes << 20, outputBytes);

    private Task<int> StopAsync(IntakeFile file, Guid lease, JobEnd end) => SetAsync(lease, f => f
        .SetProperty(x => x.State, end.MissingTool is null ? IntakeState.Failed : IntakeState.Waiting)
        .SetProperty(x => x.FailedAfter, file.State)
        .SetProperty(x => x.Problem, end.Problem)
        .SetProperty(x => x.ProblemArguments, end.Arguments.Select(a => Receiver.NameOf(a)).Take(5).ToList())
        .SetProperty(x => x.NeedsPassword, end.NeedsPassword)
        .SetProperty(x => x.MissingTool, end.MissingTool)
        .SetProperty(x => x.Lease, (Guid?)null).SetProperty(x => x.LeasedUntil, (DateTimeOffset?)null), CancellationToken.None);

    private Task<int> SetAsync(Guid lease, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<IntakeFile>> set, CancellationToken cancellationToken) =>
        db.IntakeFiles.Where(f => f.Lease == lease).ExecuteUpdateAsync(set, cancellationToken);

    [LoggerMessage(LogLevel.Information, "Intake of file {FileId} ended after {ElapsedMs} ms")]
    private partial void LogDone(Guid fileId, int elapsedMs);

    [LoggerMessage(LogLevel.Error, "Intake of file {FileId} broke with {Failure}")]
    private partial void LogBroken(string failure, Guid fileId);
}

using System.Diagnostics;
using System.Text.Json;
using RussiaTalibanArchive.Web.Features.Intake.Reading;

namespace RussiaTalibanArchive.Web.Features.Intake.Workers;

/// <summary>How a job ended.</summary>
/// <param name="Problem">Why it did not succeed, as the key of a translated sentence; <see langword="null"/> when it did.</param>
/// <param name="Arguments">What fills its gaps.</param>
internal sealed record JobEnd(string? Problem = null, params IReadOnlyList<string> Arguments)
{
    public bool NeedsPassword { get; init; }
    public string? MissingTool { get; init; }

    /// <summary>Whether it was stopped for what it used: another try would end the same way.</summary>
    public bool WasStopped { get; init; }
}

/// <summary>
/// Runs one job in a worker process of its own, watches the memory of all its processes, its time and its output, and kills the
/// whole group when one is too much. Whatever happens in there, what comes out is a <see cref="JobEnd"/>.
/// </summary>
internal sealed class WorkerProcess(ReadJob job, JobLimits limits)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(150);

    /// <summary>Counting the files of thousands of pages is work: it is done at every tenth look.</summary>
    private const int LooksAtOutput = 10;

    private const int MaxLine = 20_000;
    private const int MaxLines = 100_000;

    private JobEnd? _end;

    /// <summary>Called for what the worker says while it works.</summary>
    public Func<WorkerLine, Task>? Said { get; init; }

    public async Task<JobEnd> RunAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(job.Output);
        using var process = new Process { StartInfo = Confinement.Current.Start(job.Input, job.Output, limits) };
        process.Start();
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watch = WatchAsync(process, done.Token);
        try
        {
            var errors = DrainAsync(process.StandardError, done.Token);
            await TellAsync(process);
            await ListenAsync(process.StandardOutput, cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            await errors;
        }
        finally
        {
            await done.CancelAsync();
            Kill(process);
            await watch;
        }

        return _end ?? (process.ExitCode == 0 ? new JobEnd() : new JobEnd("The program that reads this file broke down over it. The file is kept as it is. Save it anew, or as PDF, where it opens, and bring that in."));
    }

    private async Task TellAsync(Process process)
    {
        var (input, output) = Confinement.Current.Inside(job.Input, job.Output);
        try
        {
            await JsonSerializer.SerializeAsync(process.StandardInput.BaseStream, job with { Input = input, Output = output }, ReadJson.Default.ReadJob, CancellationToken.None);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read its job; how, says its exit code.
        }
    }

    private async Task ListenAsync(StreamReader said, CancellationToken cancellationToken)
    {
        var lines = 0;
        await foreach (var text in BoundedLines.ReadAsync(said, MaxLine, cancellationToken))
        {
            if (++lines <= MaxLines && Parse(text) is { } line)
            {
                if (line.Problem is not null)
                {
                    _end ??= new(line.Problem, line.Arguments) { NeedsPassword = line.NeedsPassword, MissingTool = line.MissingTool };
                }
                else if (Said is not null)
                {
                    await Said(line);
                }
            }
        }
    }

    private static WorkerLine? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, WorkerJson.Default.WorkerLine);
        }
        catch (JsonException)
        {
            return null; // Not ours: some library talks.
        }
    }

    /// <summary>Reads what comes and forgets it, so that the worker never waits for a reader.</summary>
    private static async Task DrainAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var buffer = new char[4096];
        try
        {
            while (await reader.ReadAsync(buffer, cancellationToken) > 0)
            {
            }
        }
        catch (OperationCanceledException)
        {
            // The job is over.
        }
    }

    private async Task WatchAsync(Process process, CancellationToken done)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            for (var look = 1; ; look++)
            {
                await Task.Delay(BetweenLooks, done);
                var end = clock.Elapsed > limits.Wall
                        ? new JobEnd("Reading it took longer than {0} seconds, and was stopped. Split it, or save it anew or as PDF, and bring that in.", ((int)limits.Wall.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture))
                    : ProcessGroup.MemoryOf(process.Id) > limits.MemoryBytes
                        ? new JobEnd("Reading it needed more than {0} MB of memory, and was stopped. Split it or make it smaller, and bring that in.", (limits.MemoryBytes >> 20).ToString(System.Globalization.CultureInfo.InvariantCulture))
                    : look % LooksAtOutput == 0 && OutputBytes() > limits.OutputBytes
                        ? new JobEnd("It unpacks to more than the archive takes from one file, and was stopped. Unpack it yourself, and bring in what it holds some at a time.")
                    : null;
                if (end is not null)
                {
                    _end ??= end with { WasStopped = true };
                    Kill(process);
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The job is over.
        }
    }

    private long OutputBytes()
    {
        try
        {
            return new DirectoryInfo(job.Output).EnumerateFiles("*", SearchOption.AllDirectories).Take(50_000).Sum(f => f.Length);
        }
        catch (IOException)
        {
            return 0; // A file went while it was counted.
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception or AggregateException)
        {
            // It had ended.
        }
    }
}

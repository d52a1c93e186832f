using System.Diagnostics;
using System.Globalization;

namespace RussiaTalibanArchive.Benchmarks;

/// <summary>What a piece of work took.</summary>
/// <param name="Elapsed">On the clock.</param>
/// <param name="Program">Processor time of this program.</param>
/// <param name="Server">Processor time of PostgreSQL; zero where the platform does not tell.</param>
/// <param name="PeakBytes">The most memory that this program has held so far.</param>
internal sealed record Measured(TimeSpan Elapsed, TimeSpan Program, TimeSpan Server, long PeakBytes);

/// <summary>Measures work of this program and of the PostgreSQL server it uses.</summary>
/// <param name="cluster">The server's folder, <c>PGDATA</c>.</param>
internal sealed class Meter(string cluster)
{
    private const int TicksPerSecond = 100;

    public async Task<(T Result, Measured Measured)> MeasureAsync<T>(Func<Task<T>> work)
    {
        var watch = Stopwatch.StartNew();
        var (program, server) = (ProgramTime(), ServerTime());
        var result = await work();
        return (result, new(watch.Elapsed, ProgramTime() - program, ServerTime() - server, Process.GetCurrentProcess().PeakWorkingSet64));
    }

    private static TimeSpan ProgramTime() => Process.GetCurrentProcess().TotalProcessorTime;

    /// <summary>The server's processes that live, and those that it has buried.</summary>
    private TimeSpan ServerTime()
    {
        if (!OperatingSystem.IsLinux())
        {
            return TimeSpan.Zero;
        }

        var postmaster = File.ReadLines(Path.Combine(cluster, "postmaster.pid")).First().Trim();
        var ticks = Directory.EnumerateDirectories("/proc")
            .Where(folder => int.TryParse(Path.GetFileName(folder), out _))
            .Select(StatOf)
            .Sum(stat => stat is null ? 0 : stat.Value.Process == postmaster ? stat.Value.Own + stat.Value.Buried : stat.Value.Parent == postmaster ? stat.Value.Own : 0);
        return TimeSpan.FromSeconds((double)ticks / TicksPerSecond);
    }

    private static long TicksIn(string field) => long.Parse(field, CultureInfo.InvariantCulture);

    private static (string Process, string Parent, long Own, long Buried)? StatOf(string folder)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(folder, "stat"));
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (Path.GetFileName(folder), fields[1], TicksIn(fields[11]) + TicksIn(fields[12]), TicksIn(fields[13]) + TicksIn(fields[14]));
        }
        catch (IOException)
        {
            return null; // It has ended.
        }
    }
}

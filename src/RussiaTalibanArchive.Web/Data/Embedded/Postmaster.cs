using System.Diagnostics;
using System.Globalization;

namespace RussiaTalibanArchive.Web.Data.Embedded;

/// <summary>A server as its file <c>postmaster.pid</c> tells of it.</summary>
/// <param name="Files">The cluster's files.</param>
/// <param name="ProcessId">The server's first process.</param>
/// <param name="Port">TCP port; 0 while it is not said yet.</param>
/// <param name="Status">starting, ready, standby or stopping; empty while it is not said yet.</param>
internal sealed record Postmaster(ClusterFiles Files, int ProcessId, int Port, string Status)
{
    /// <summary>Reads the file. Returns <see langword="null"/> when there is none, or none that makes sense.</summary>
    public static Postmaster? Read(ClusterFiles files)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(files.PidFile);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        // Lines: process id, data directory, start time, port, socket folder, listen address, shared memory, status.
        return lines.Length > 0 && int.TryParse(lines[0], NumberStyles.None, CultureInfo.InvariantCulture, out var process)
            ? new Postmaster(files, process, lines.Length > 3 && int.TryParse(lines[3], out var port) ? port : 0, lines.ElementAtOrDefault(7)?.Trim() ?? "")
            : null;
    }

    /// <summary>
    /// Whether the process is there, and is this cluster's server: after a crash its number may be another process's.
    /// </summary>
    public bool IsAlive()
    {
        try
        {
            using var process = Process.GetProcessById(ProcessId);
            return process.ProcessName.StartsWith("postgres", StringComparison.Ordinal) && !IsElsewhere();
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Waits until the server is ready or gone. Returns whether it is ready.</summary>
    public async Task<bool> SettleAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        for (var end = DateTime.UtcNow + patience; DateTime.UtcNow < end; await Task.Delay(20, cancellationToken))
        {
            var now = Read(Files);
            if (now is null || now.ProcessId != ProcessId || !now.IsAlive())
            {
                return false;
            }

            if (now.Status == "ready")
            {
                return true;
            }
        }

        throw new ArchiveStartException(
            $"The database server (process {ProcessId}) on {Files.Cluster} has been {(Status.Length > 0 ? Status : "starting")} for {patience.TotalSeconds:0} seconds. "
            + $"Wait until it is done and start again; {Files.Log} says what it is doing.");
    }

    /// <summary>Ends every session and stops the server in order. Returns whether it stopped in time.</summary>
    public async Task<bool> StopAsync(TimeSpan patience)
    {
        if (OperatingSystem.IsWindows())
        {
            var binaries = PostgresBinaries.Find(configured: Path.GetDirectoryName(ServerProgram()));
            ServerAccount.Self.Run(binaries.PathOf("pg_ctl"), "stop", "-s", "-D", Files.Cluster, "-m", "fast");
        }
        else
        {
            Unix.Kill(ProcessId, Unix.SigInt);
        }

        for (var end = DateTime.UtcNow + patience; DateTime.UtcNow < end; await Task.Delay(10, CancellationToken.None))
        {
            if (Read(Files)?.ProcessId != ProcessId || !IsAlive())
            {
                return true;
            }
        }

        return false;
    }

    private string? ServerProgram()
    {
        using var process = Process.GetProcessById(ProcessId);
        return process.MainModule?.FileName;
    }

    // A server's current folder is its cluster. Root may be forbidden to see it in a container: then the name must do.
    private bool IsElsewhere()
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        try
        {
            var state = File.ReadAllText($"/proc/{ProcessId}/stat");
            var isZombie = state[(state.LastIndexOf(')') + 1)..].TrimStart()[0] is 'Z' or 'X';
            return isZombie
                || (new FileInfo($"/proc/{ProcessId}/cwd").LinkTarget is { } folder && folder != ClusterFiles.Resolve(Files.Cluster));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return !Directory.Exists($"/proc/{ProcessId}");
        }
    }
}

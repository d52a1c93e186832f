namespace RussiaTalibanArchive.Web.Data.Embedded;

/// <summary>
/// Tells machines, and containers on one machine, apart. Process numbers and loopback addresses mean nothing across them,
/// so a data directory that they share must not be served from two of them at once: two servers would ruin it.
/// </summary>
internal static class ServerHost
{
    public static void Write(ClusterFiles files) => ClusterFiles.WriteSecret(files.Host, Identity() + '\n' + Environment.MachineName);

    /// <summary>To be called where another process uses the server.</summary>
    /// <exception cref="ArchiveStartException">That process is on another machine or in another container.</exception>
    public static void EnsureSame(ClusterFiles files)
    {
        if (File.Exists(files.Host) && File.ReadAllLines(files.Host) is [var identity, var name, ..] && identity != Identity())
        {
            throw new ArchiveStartException(
                $"The data directory {files.DataDirectory} is in use by an archive on another machine or in another container ({name}). "
                + "Run the command there, or stop that archive first.");
        }
    }

    // Linux only: elsewhere, one machine is all there is. The kernel's boot and the namespace of process numbers.
    private static string Identity() => OperatingSystem.IsLinux() && File.Exists("/proc/sys/kernel/random/boot_id")
        ? File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim() + ' ' + new FileInfo("/proc/self/ns/pid").LinkTarget
        : "-";
}

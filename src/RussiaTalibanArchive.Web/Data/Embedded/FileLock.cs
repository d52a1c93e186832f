namespace RussiaTalibanArchive.Web.Data.Embedded;

/// <summary>
/// A lock on a file, between processes, which the system lets go when its holder ends, however it ends. On Unix it is
/// <c>flock</c>: reading and sharing reads takes the lock together with others, sharing nothing takes it alone. .NET opens
/// files so that child processes do not inherit them, therefore a server that was started does not keep the lock.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private static readonly TimeSpan LongestTurn = TimeSpan.FromMinutes(6);

    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>Takes the lock together with all who share it.</summary>
    public static FileLock Share(string path)
    {
        if (!File.Exists(path))
        {
            ClusterFiles.WriteSecret(path, "");
        }

        return new FileLock(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read));
    }

    /// <summary>Takes the lock alone, or returns <see langword="null"/> when somebody holds it.</summary>
    public static FileLock? TryTake(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            // Whoever may open the file could hold the lock, and so keep the archive from starting.
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            return new FileLock(new FileStream(path, options));
        }
        catch (IOException exception) when (IsHeld(exception))
        {
            return null;
        }
    }

    /// <summary>Takes the lock alone, as soon as nobody else holds it.</summary>
    /// <exception cref="ArchiveStartException">Somebody held it for longer than any start or stop takes.</exception>
    public static async Task<FileLock> TakeAsync(string path, CancellationToken cancellationToken)
    {
        var end = DateTime.UtcNow + LongestTurn;
        while (true)
        {
            if (TryTake(path) is { } taken)
            {
                return taken;
            }

            if (DateTime.UtcNow > end)
            {
                throw new ArchiveStartException(
                    $"Another process has been starting or stopping the archive's database for {LongestTurn.TotalMinutes} minutes: it holds {path}. "
                    + "End that process (lsof or fuser names it) and start again.");
            }

            await Task.Delay(20, cancellationToken);
        }
    }

    public void Dispose() => _file.Dispose();

    // EWOULDBLOCK of Linux and of macOS, and Windows' sharing violation.
    private static bool IsHeld(IOException exception) => exception.HResult is 11 or 35 or unchecked((int)0x80070020);
}

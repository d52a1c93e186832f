namespace RussiaTalibanArchive.Web.Data.Embedded;

/// <summary>
/// The server's own log. It holds starts, stops and failures, and is told (<see cref="ServerSettings"/>) to keep quiet
/// about statements and their values. It never grows beyond a size.
/// </summary>
internal static class ServerLog
{
    private const int MaxBytes = 1024 * 1024;
    private const int KeptBytes = 64 * 1024;

    public static long Length(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;

    /// <summary>Drops the oldest lines of a log that has grown too long. The server, which appends, may be writing to it.</summary>
    public static void Trim(string path)
    {
        if (Length(path) <= MaxBytes)
        {
            return;
        }

        // FileShare.ReadWrite: on Windows the server holds the file open, and there it cannot be cut while it does.
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        file.Seek(-KeptBytes, SeekOrigin.End);
        var tail = new byte[KeptBytes];
        file.ReadExactly(tail);
        var firstLine = Array.IndexOf(tail, (byte)'\n') + 1;
        file.SetLength(0);
        file.Seek(0, SeekOrigin.Begin);
        file.Write(tail.AsSpan(firstLine));
    }

    /// <summary>What was written after a position in bytes, at most its last 64 KiB.</summary>
    public static string Since(string path, long position)
    {
        if (!File.Exists(path))
        {
            return "";
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Seek(Math.Clamp(position, Math.Max(0, file.Length - KeptBytes), file.Length), SeekOrigin.Begin);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }
}

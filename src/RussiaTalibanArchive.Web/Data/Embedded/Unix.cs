using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace RussiaTalibanArchive.Web.Data.Embedded;

/// <summary>The few system calls that .NET does not offer.</summary>
internal static class Unix
{
    public const int SigInt = 2;

    public static bool IsRoot => !OperatingSystem.IsWindows() && geteuid() == 0;

    /// <summary>Sends a signal. Returns <see langword="false"/> when there is no such process or it is not ours to signal.</summary>
    public static bool Kill(int processId, int signal) => kill(processId, signal) == 0;

    /// <exception cref="IOException">The owner could not be set.</exception>
    public static void SetOwner(string path, uint user, uint group)
    {
        if (chown(path, user, group) != 0)
        {
            throw new IOException($"The owner of {path} could not be set: {Marshal.GetLastPInvokeErrorMessage()}.");
        }
    }

    /// <summary>Makes the names in a folder durable: after a loss of power a renamed file could else be under its old name, or none.</summary>
    /// <exception cref="IOException">The folder could not be flushed.</exception>
    public static void FlushFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return; // NTFS logs its names by itself.
        }

        var descriptor = open(path, 0);
        var isFlushed = descriptor >= 0 && fsync(descriptor) == 0;
        var error = Marshal.GetLastPInvokeErrorMessage();
        _ = descriptor < 0 ? 0 : close(descriptor);
        if (!isFlushed)
        {
            throw new IOException($"A folder of the data directory could not be flushed to the disk: {error}.");
        }
    }

    /// <summary>
    /// The owner of a file or folder, or <see langword="null"/> where it cannot be told. Linux only.
    /// Source: statx(2); the layout of <c>struct statx</c> is the same on every architecture.
    /// </summary>
    public static (uint User, uint Group)? OwnerOf(string path)
    {
        const int CurrentDirectory = -100;
        const uint UserAndGroup = 0x18;
        var buffer = new byte[256];
        if (!OperatingSystem.IsLinux() || statx(CurrentDirectory, path, 0, UserAndGroup, buffer) != 0)
        {
            return null;
        }

        return (BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(20)), BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(24)));
    }

#pragma warning disable SYSLIB1054 // LibraryImport would make the whole project allow unsafe code.
    [DllImport("libc", SetLastError = true, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int fsync(int descriptor);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int close(int descriptor);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint geteuid();

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int processId, int signal);

    [DllImport("libc", SetLastError = true, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int chown([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint user, uint group);

    [DllImport("libc", SetLastError = true, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int statx(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, byte[] buffer);
#pragma warning restore SYSLIB1054
}

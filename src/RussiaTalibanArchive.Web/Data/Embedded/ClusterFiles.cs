using System.Globalization;
using System.Security.Cryptography;

namespace RussiaTalibanArchive.Web.Data.Embedded;

/// <summary>The files of an embedded server in the archive's data directory.</summary>
/// <param name="DataDirectory">Absolute path of the archive's data directory.</param>
internal sealed record ClusterFiles(string DataDirectory)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The cluster itself, <c>PGDATA</c>.</summary>
    public string Cluster { get; } = Path.Combine(DataDirectory, "postgres");

    /// <summary>Where a first <c>initdb</c> works; moved into place when it is done.</summary>
    public string Unfinished { get; } = Path.Combine(DataDirectory, "postgres.new");

    public string Log { get; } = Path.Combine(DataDirectory, "postgres.log");

    public string Password { get; } = Path.Combine(DataDirectory, "postgres.password");

    /// <summary>Locked for itself by whoever starts or stops the server.</summary>
    public string Turn { get; } = Path.Combine(DataDirectory, "postgres.turn");

    /// <summary>Locked together by all who use the server.</summary>
    public string Users { get; } = Path.Combine(DataDirectory, "postgres.users");

    /// <summary>Names the machine or container that the server was started on.</summary>
    public string Host { get; } = Path.Combine(DataDirectory, "postgres.host");

    public string PidFile => Path.Combine(Cluster, "postmaster.pid");

    /// <summary>Major version of the cluster, or <see langword="null"/> when there is none yet.</summary>
    public int? Major
    {
        get
        {
            var file = Path.Combine(Cluster, "PG_VERSION");
            if (!Directory.Exists(Cluster))
            {
                return null;
            }

            return File.Exists(file) && int.TryParse(File.ReadAllText(file), NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var major)
                ? major
                : throw new ArchiveStartException(
                    $"{Cluster} is not a PostgreSQL cluster: its file PG_VERSION is missing or unreadable. "
                    + "Restore the folder from a backup, or move it away to begin with an empty archive.");
        }
    }

    public void CreateDataDirectory()
    {
        if (OperatingSystem.IsWindows() || Directory.Exists(DataDirectory))
        {
            Directory.CreateDirectory(DataDirectory);
            return;
        }

        // Root's server runs as another account, which passes through this folder without seeing what is in it.
        const UnixFileMode Mine = OwnerOnly | UnixFileMode.UserExecute;
        Directory.CreateDirectory(DataDirectory, Unix.IsRoot ? Mine | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute : Mine);
    }

    /// <summary>Makes a new password of 192 random bits and keeps it where only this account can read it.</summary>
    public string WriteNewPassword()
    {
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        var unfinished = Password + ".new";
        WriteSecret(unfinished, password);
        File.Move(unfinished, Password, overwrite: true);
        return password;
    }

    /// <summary>The password, or <see langword="null"/> when its file is missing.</summary>
    public string? ReadPassword() => File.Exists(Password) ? File.ReadAllText(Password).Trim() : null;

    public static void WriteSecret(string path, string secret)
    {
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using var file = new FileStream(path, options);
        file.Write(System.Text.Encoding.ASCII.GetBytes(secret + "\n"));
        file.Flush(flushToDisk: true);
    }

    /// <summary>Follows every symbolic link of a path.</summary>
    public static string Resolve(string path)
    {
        path = Path.GetFullPath(path);
        if (Path.GetDirectoryName(path) is not { } parent)
        {
            return path;
        }

        var here = Path.Combine(Resolve(parent), Path.GetFileName(path));
        return Directory.ResolveLinkTarget(here, returnFinalTarget: false) is { } target ? Resolve(target.FullName) : here;
    }
}

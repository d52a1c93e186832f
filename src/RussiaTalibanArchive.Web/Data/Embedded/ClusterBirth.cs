namespace RussiaTalibanArchive.Web.Data.Embedded;

/// <summary>
/// Makes a new cluster beside its place and moves it there when it is whole, so that being killed leaves nothing half made.
/// </summary>
internal sealed class ClusterBirth(ClusterFiles files, PostgresBinaries binaries, ServerAccount account, bool durable)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes the cluster. Returns the superuser's password.</summary>
    /// <exception cref="ArchiveStartException"><c>initdb</c> failed; the message ends with what it said.</exception>
    public string Run()
    {
        var said = "";
        foreach (var locale in Locales())
        {
            var password = PrepareFolder();
            var result = account.Run(binaries.PathOf("initdb"), [.. Arguments(), .. locale]);
            if (result.ExitCode == 0)
            {
                File.Delete(PasswordCopy);
                Directory.Move(NewCluster, files.Cluster);
                Directory.Delete(files.Unfinished, recursive: true);
                return password;
            }

            said = result.Output;
            if (!said.Contains("locale", StringComparison.Ordinal))
            {
                break;
            }
        }

        if (Directory.Exists(files.Unfinished))
        {
            Directory.Delete(files.Unfinished, recursive: true);
        }

        throw new ArchiveStartException(
            $"The archive's database could not be made in {files.DataDirectory} with {binaries.PathOf("initdb")}:\n"
            + string.Join('\n', said.TrimEnd().Split('\n').TakeLast(8).Select(line => "  " + line)));
    }

    private string NewCluster => Path.Combine(files.Unfinished, "data");

    private string PasswordCopy => Path.Combine(files.Unfinished, "password");

    private string[] Arguments() =>
    [
        "--pgdata=" + NewCluster,
        "--username=" + ServerAccess.Superuser,
        "--pwfile=" + PasswordCopy,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--text-search-config=simple",
        "--data-checksums",
        "--no-instructions",
        .. durable ? Array.Empty<string>() : ["--no-sync"],
    ];

    // The type of letters (LC_CTYPE) must be told by a UTF-8 locale: with C, trigrams of Arabic are silently empty. Systems
    // without C.UTF-8, which are few, have one of the others.
    private IEnumerable<string[]> Locales()
    {
        var builtin = binaries.Major >= 17;
        yield return builtin ? ["--locale-provider=builtin", "--locale=C.UTF-8"] : ["--locale=C.UTF-8"];
        foreach (var letters in (string[])["en_US.UTF-8", "UTF-8", "en-US"])
        {
            yield return builtin
                ? ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--lc-ctype=" + letters]
                : ["--locale=C", "--lc-ctype=" + letters];
        }
    }

    private string PrepareFolder()
    {
        if (Directory.Exists(files.Unfinished))
        {
            Directory.Delete(files.Unfinished, recursive: true);
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(files.Unfinished);
        }
        else
        {
            Directory.CreateDirectory(files.Unfinished, OwnerOnly);
        }

        var password = files.WriteNewPassword();
        ClusterFiles.WriteSecret(PasswordCopy, password);
        if (account.Owner is { } owner)
        {
            Unix.SetOwner(PasswordCopy, owner.User, owner.Group);
            Unix.SetOwner(files.Unfinished, owner.User, owner.Group);
        }

        return password;
    }
}

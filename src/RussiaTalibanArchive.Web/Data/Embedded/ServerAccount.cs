using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace RussiaTalibanArchive.Web.Data.Embedded;

/// <summary>How a program that was run ended. <paramref name="Output"/> holds both of its streams.</summary>
internal sealed record ProgramResult(int ExitCode, string Output)
{
    public string LastLine => Output.TrimEnd().Split('\n')[^1].Trim() is { Length: > 0 } line ? line : $"exit code {ExitCode}";
}

/// <summary>
/// The account that PostgreSQL's programs run as. It is the program's own, except for root, whom PostgreSQL refuses: then
/// it is the cluster's owner, or <c>postgres</c>, or <c>nobody</c>, with no rights but its own.
/// </summary>
internal sealed class ServerAccount
{
    /// <summary>
    /// Longest time that a program may run: <c>initdb</c> takes a second on a laptop, and minutes on the slowest of disks.
    /// </summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    private static readonly Dictionary<string, string> NoVariables = [];

    private readonly string[] _prefix;

    private ServerAccount(string[] prefix, (uint User, uint Group)? owner)
    {
        _prefix = prefix;
        Owner = owner;
    }

    /// <summary>The account that this program runs as.</summary>
    public static ServerAccount Self { get; } = new([], owner: null);

    /// <summary>Whom the cluster's folder must belong to; <see langword="null"/> when that is this program's own account.</summary>
    public (uint User, uint Group)? Owner { get; }

    /// <summary>Chooses the account for a cluster and makes sure that it can run the programs and reach the data.</summary>
    /// <exception cref="ArchiveStartException">Root's stand-in cannot reach a folder, or cannot be become.</exception>
    public static ServerAccount For(ClusterFiles files, PostgresBinaries binaries)
    {
        if (!Unix.IsRoot)
        {
            return Self;
        }

        var owner = Unix.OwnerOf(Directory.Exists(files.Cluster) ? files.Cluster : files.DataDirectory)
            ?? throw new ArchiveStartException("PostgreSQL refuses to run as root. Start the archive as an ordinary user.");
        if (Directory.Exists(files.Cluster))
        {
            return owner.User != 0
                ? Reaching(owner, files, binaries)
                : throw new ArchiveStartException(
                    $"The database folder {files.Cluster} belongs to root, as whom PostgreSQL refuses to run. "
                    + $"Give it back to an unprivileged account, for example: chown -R nobody {files.Cluster}");
        }

        return Reaching(Find("postgres") ?? Find("nobody") ?? (65534, 65534), files, binaries);
    }

    /// <summary>Runs a program to its end as this account, with a bare environment and nothing to read.</summary>
    /// <exception cref="Win32Exception">There is no such program, or it may not be run.</exception>
    public ProgramResult Run(string program, params string[] arguments) => Run(NoVariables, program, arguments);

    /// <inheritdoc cref="Run(string, string[])"/>
    public ProgramResult Run(IReadOnlyDictionary<string, string> environment, string program, params string[] arguments) =>
        Start([.. _prefix, program, .. arguments], environment);

    /// <summary>As <see cref="Run(string, string[])"/>, but with something to read.</summary>
    public ProgramResult RunWithInput(string input, string program, params string[] arguments) =>
        Start([.. _prefix, program, .. arguments], NoVariables, input);

    /// <summary>
    /// Runs a program as this account while its output goes to the end of a file, which this program opens: the account
    /// need not be able to reach it.
    /// </summary>
    public ProgramResult RunInto(string logFile, IReadOnlyDictionary<string, string> environment, string program, params string[] arguments) =>
        Start(
            ["/bin/sh", "-c", "umask 077; log=$1; shift; exec \"$@\" >>\"$log\" 2>&1 </dev/null", "sh", logFile, .. _prefix, program, .. arguments],
            environment);

    private static ServerAccount Reaching((uint User, uint Group) owner, ClusterFiles files, PostgresBinaries binaries)
    {
        string[] account =
        [
            "setpriv", "--reuid", owner.User.ToString(CultureInfo.InvariantCulture),
            "--regid", owner.Group.ToString(CultureInfo.InvariantCulture), "--clear-groups", "--no-new-privs",
        ];
        // Folders closed to the account, such as root's home, are entered with the one capability that this takes. It also
        // lets the server read other people's files, so it is given only where nothing less will do. Without the secure bit,
        // access(2), by which initdb looks for postgres, would leave the capability out of account.
        string[][] ways =
        [
            [.. account, "--bounding-set=-all", "--inh-caps=-all", "--"],
            [
                .. account, "--securebits=+no_setuid_fixup", "--bounding-set=-all,+dac_read_search",
                "--inh-caps=-all,+dac_read_search", "--ambient-caps=-all,+dac_read_search", "--",
            ],
        ];
        var failure = "";
        foreach (var way in ways)
        {
            try
            {
                var candidate = new ServerAccount(way, owner);
                var probe = candidate.Run(
                    "/bin/sh", "-c", "cd \"$2\" && exec \"$1\" --show --pgdata=\"$2/postgres\"", "sh", binaries.PathOf("initdb"), files.DataDirectory);
                if (probe.ExitCode == 0)
                {
                    return candidate;
                }

                failure = probe.LastLine;
            }
            catch (Win32Exception)
            {
                throw new ArchiveStartException(
                    "PostgreSQL refuses to run as root, and setpriv, which would start it as another account, was not found. "
                    + "Install util-linux, or start the archive as an ordinary user.");
            }
        }

        throw new ArchiveStartException(
            (FirstClosedFolder(owner, files.DataDirectory) ?? FirstClosedFolder(owner, binaries.Folder)) is { } closed
                ? $"PostgreSQL refuses to run as root, and the account it runs as instead (user {owner.User}) may not enter {closed}. "
                    + $"Open it (chmod o+x {closed}), or set Archive__DataDirectory and {PostgresBinaries.Setting} to folders outside it, "
                    + "or start the archive as an ordinary user."
                : $"PostgreSQL refuses to run as root, and running it as user {owner.User} failed: {failure}. Start the archive as an ordinary user.");
    }

    private static string? FirstClosedFolder((uint User, uint Group) account, string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        var folders = new Stack<string>();
        for (var folder = ClusterFiles.Resolve(path); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            folders.Push(folder);
        }

        foreach (var folder in folders)
        {
            var owner = Unix.OwnerOf(folder);
            var needed = owner?.User == account.User ? UnixFileMode.UserExecute
                : owner?.Group == account.Group ? UnixFileMode.GroupExecute
                : UnixFileMode.OtherExecute;
            if ((File.GetUnixFileMode(folder) & needed) == 0)
            {
                return folder;
            }
        }

        return null;
    }

    private static (uint User, uint Group)? Find(string name) => File.Exists("/etc/passwd")
        ? File.ReadLines("/etc/passwd")
            .Select(line => line.Split(':'))
            .Where(fields => fields.Length > 3 && fields[0] == name)
            .Select(fields => ((uint, uint)?)(uint.Parse(fields[2], CultureInfo.InvariantCulture), uint.Parse(fields[3], CultureInfo.InvariantCulture)))
            .FirstOrDefault()
        : null;

    private static ProgramResult Start(string[] command, IReadOnlyDictionary<string, string> environment, string input = "")
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        if (!OperatingSystem.IsWindows())
        {
            // The current folder may be closed to the account, and settings, some of them secret, are none of the server's business.
            start.WorkingDirectory = "/";
            foreach (var name in start.Environment.Keys.Except(["PATH", "LD_LIBRARY_PATH", "TMPDIR", "TZDIR"]).ToList())
            {
                start.Environment.Remove(name);
            }

            start.Environment["LC_ALL"] = "C";
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        if (!process.WaitForExit(Timeout))
        {
            process.Kill(entireProcessTree: true);
            return new ProgramResult(-1, $"{command[0]} did not end within {Timeout.TotalMinutes} minutes");
        }

        // On Windows a server that was started holds the streams open for as long as it runs.
        var text = Task.WhenAll(output, errors).Wait(TimeSpan.FromSeconds(5)) ? output.Result + errors.Result : "";
        return new ProgramResult(process.ExitCode, text);
    }
}

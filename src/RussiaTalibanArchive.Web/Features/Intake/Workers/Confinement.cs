using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace RussiaTalibanArchive.Web.Features.Intake.Workers;

/// <summary>How far this machine lets a worker be shut off.</summary>
public enum Isolation
{
    /// <summary>Own file system without the archive, no network, no other processes, limits (bubblewrap).</summary>
    Bubblewrap,

    /// <summary>No network, limits (namespaces of the kernel).</summary>
    Namespaces,

    /// <summary>Limits alone.</summary>
    Limits,

    /// <summary>Only watched from outside: memory, time, output.</summary>
    Watched,
}

/// <summary>What one job may use of the machine. The watch over all its processes together comes on top.</summary>
/// <param name="Wall">How long it may take.</param>
/// <param name="Cpu">Processor time of each process.</param>
/// <param name="MemoryBytes">Of all its processes together.</param>
/// <param name="OutputBytes">Of one file that it writes, and of all of them together.</param>
internal sealed record JobLimits(TimeSpan Wall, TimeSpan Cpu, long MemoryBytes, long OutputBytes);

/// <summary>Writes the command line that starts a worker as shut off as the machine allows. Found out once, at the first use.</summary>
internal sealed class Confinement
{
    private const string ClosedPath = "/usr/local/bin:/usr/bin:/bin";

    private static readonly Lazy<Confinement> OfThisMachine = new(() => new(FindOut()));

    private Confinement(Isolation isolation) => Isolation = isolation;

    public static Confinement Current => OfThisMachine.Value;

    public Isolation Isolation { get; }

    /// <summary>How to start a worker that sees one file and one folder.</summary>
    /// <param name="input">The original: <c>/job/input</c> to the worker where it has a file system of its own.</param>
    /// <param name="output">Where it may write.</param>
    /// <param name="limits">What it may use.</param>
    public ProcessStartInfo Start(string input, string output, JobLimits limits)
    {
        var start = new ProcessStartInfo
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = output,
        };
        string[] command =
        [
            .. Isolation switch
            {
                Isolation.Bubblewrap => Bubblewrap(input, output),
                Isolation.Namespaces => ["unshare", "--net", "--map-root-user"],
                _ => [],
            },
            .. Isolation == Isolation.Watched ? [] : Limits(limits),
            .. ThisProgram.Command,
            WorkerProgram.Argument,
        ];
        start.FileName = command[0];
        foreach (var argument in command.Skip(1))
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Clear();
        foreach (var (name, value) in Environment(limits, Isolation == Isolation.Bubblewrap ? "/tmp" : output))
        {
            start.Environment[name] = value;
        }

        return start;
    }

    /// <summary>Where the worker finds what <see cref="Start"/> was given.</summary>
    public (string Input, string Output) Inside(string input, string output) =>
        Isolation == Isolation.Bubblewrap ? ("/job/input", "/job/output") : (input, output);

    private static string[] Bubblewrap(string input, string output) =>
    [
        "bwrap", "--unshare-all", "--die-with-parent", "--new-session",
        .. new[] { "/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/etc/ld.so.cache", "/etc/fonts", "/etc/alternatives", "/etc/localtime", "/var/cache/fontconfig" }
            .Where(Path.Exists).SelectMany(p => new[] { "--ro-bind", p, p }),
        "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp",
        .. ThisProgram.Folders.Where(f => !f.StartsWith("/usr/", StringComparison.Ordinal)).SelectMany(f => new[] { "--ro-bind", f, f }),
        "--ro-bind", input, "/job/input", "--bind", output, "/job/output", "--chdir", "/job/output",
    ];

    private static string[] Limits(JobLimits limits) =>
    [
        "prlimit",
        $"--data={Number(limits.MemoryBytes)}", $"--fsize={Number(limits.OutputBytes)}", $"--cpu={Number((long)limits.Cpu.TotalSeconds)}", "--nofile=256", "--core=0", "--",
    ];

    private static IEnumerable<(string Name, string Value)> Environment(JobLimits limits, string temporary) =>
    [
        ("PATH", ThisProgram.NodeFolder is { } node ? $"{ClosedPath}:{node}" : ClosedPath),
        ("HOME", temporary), ("TMPDIR", temporary), ("LANG", "C.UTF-8"), ("OMP_THREAD_LIMIT", "1"),
        ("DOTNET_GCHeapHardLimit", Math.Min(limits.MemoryBytes * 2 / 3, 1L << 30).ToString("X", CultureInfo.InvariantCulture)),
        ("DOTNET_gcServer", "0"), ("DOTNET_gcConcurrent", "0"), ("DOTNET_TieredPGO", "0"), ("DOTNET_EnableDiagnostics", "0"),
        ("DOTNET_NOLOGO", "1"), ("DOTNET_CLI_TELEMETRY_OPTOUT", "1"), ("DOTNET_ROOT", ThisProgram.DotnetRoot ?? ""),
    ];

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static Isolation FindOut()
    {
        if (!OperatingSystem.IsLinux())
        {
            return Isolation.Watched;
        }

        return Succeeds("bwrap", "--unshare-all", "--die-with-parent", "--ro-bind", "/", "/", "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp", "prlimit", "--nofile=256", "--", "true") ? Isolation.Bubblewrap
            : Succeeds("unshare", "--net", "--map-root-user", "prlimit", "--nofile=256", "--", "true") ? Isolation.Namespaces
            : Succeeds("prlimit", "--nofile=256", "--", "true") ? Isolation.Limits
            : Isolation.Watched;
    }

    private static bool Succeeds(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            return process.WaitForExit(TimeSpan.FromSeconds(5)) && process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // It is not installed.
        }
    }
}

/// <summary>How this program can be started again, and what it needs to be seen for that.</summary>
internal static class ThisProgram
{
    private static readonly string Assembly = typeof(ThisProgram).Assembly.Location;
    private static readonly string RuntimeFolder = RuntimeEnvironment.GetRuntimeDirectory();

    /// <summary>The folder of <c>dotnet</c>; <see langword="null"/> when the program brings its own runtime.</summary>
    public static string? DotnetRoot { get; } = Path.GetFullPath(Path.Combine(RuntimeFolder, "..", "..", "..")) is var root
        && File.Exists(Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet")) ? root : null;

    public static IReadOnlyList<string> Command { get; } = DotnetRoot is null
        ? [System.Environment.ProcessPath!]
        : [Path.Combine(DotnetRoot, "dotnet"), Assembly];

    /// <summary>Where <c>node</c> lies, which draws pages where poppler is missing; <see langword="null"/> when it is nowhere.</summary>
    public static string? NodeFolder { get; } = (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .FirstOrDefault(folder => Path.IsPathRooted(folder) && File.Exists(Path.Combine(folder, "node")));

    public static IReadOnlyList<string> Folders { get; } =
        [.. new[] { Path.GetDirectoryName(Assembly)!, DotnetRoot, RealNodeFolder() }.OfType<string>().Distinct()];

    /// <summary>A manager of versions puts a link to <c>node</c> on the path; what it leads to is needed too.</summary>
    private static string? RealNodeFolder() => NodeFolder is null || NodeFolder.StartsWith("/usr/", StringComparison.Ordinal) ? null
        : Path.GetDirectoryName(File.ResolveLinkTarget(Path.Combine(NodeFolder, "node"), returnFinalTarget: true)?.FullName ?? Path.Combine(NodeFolder, "node"));
}

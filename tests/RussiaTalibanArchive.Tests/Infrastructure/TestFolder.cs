using Microsoft.Extensions.Logging.Abstractions;
using RussiaTalibanArchive.Web.Data.Embedded;

namespace RussiaTalibanArchive.Tests.Infrastructure;

/// <summary>A temporary data directory. When disposed of, a server left on it is stopped and the folder deleted.</summary>
public sealed class TestFolder : IAsyncDisposable
{
    private const string Prefix = "archive-tests-";

    // Held for as long as the folder is needed, so that another run does not take it for a leftover.
    private readonly FileLock _held;

    public TestFolder()
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), Prefix + Guid.NewGuid().ToString("n")[..12]);
        var marker = Path + ".held";
        _held = FileLock.Share(marker);
        new ClusterFiles(Path).CreateDataDirectory();
    }

    /// <summary>The program's own setting chooses the PostgreSQL that the tests run on too.</summary>
    public static string? Binaries { get; } = Environment.GetEnvironmentVariable(PostgresBinaries.Setting);

    /// <summary>The folder; its path has no symbolic link of its own.</summary>
    public string Path { get; }

    /// <summary>Removes what runs that were killed left behind: their servers and their folders.</summary>
    public static async Task SweepAsync()
    {
        foreach (var marker in Directory.EnumerateFiles(System.IO.Path.GetTempPath(), Prefix + "*.held"))
        {
            try
            {
                using var mine = FileLock.TryTake(marker);
                if (mine is not null)
                {
                    await RemoveAsync(marker[..^".held".Length]);
                    File.Delete(marker);
                }
            }
            catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
            {
                // Another account's, or just being removed by another run.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await RemoveAsync(Path);
        File.Delete(Path + ".held");
        _held.Dispose();
    }

    private static async Task RemoveAsync(string folder)
    {
        if (Directory.Exists(folder) && await EmbeddedPostgres.StopUnusedAsync(folder, NullLogger.Instance))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

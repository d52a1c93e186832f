using Microsoft.Extensions.Options;

namespace RussiaTalibanArchive.Web.Features.Search.Exports.Jobs;

/// <summary>The files of exports, in a folder that the program alone may read.</summary>
public sealed class ExportFiles(IOptions<ArchiveOptions> options)
{
    private readonly string _folder = Path.Combine(options.Value.DataDirectory, "exports");

    public FileStream Create(Guid job)
    {
        ProgramFolder.Private(_folder);
        return new FileStream(PathOf(job), FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous);
    }

    /// <summary>A finished file; <see langword="null"/> where there is none.</summary>
    public FileStream? Open(Guid job) =>
        File.Exists(PathOf(job)) ? new FileStream(PathOf(job), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.Asynchronous) : null;

    public void Remove(Guid job) => File.Delete(PathOf(job));

    /// <summary>Removes what belongs to no job.</summary>
    public void Keep(IReadOnlySet<Guid> jobs)
    {
        if (!Directory.Exists(_folder))
        {
            return;
        }

        foreach (var path in Directory.EnumerateFiles(_folder))
        {
            if (!Guid.TryParseExact(Path.GetFileName(path), "N", out var job) || !jobs.Contains(job))
            {
                File.Delete(path);
            }
        }
    }

    private string PathOf(Guid job) => Path.Combine(_folder, job.ToString("N"));
}

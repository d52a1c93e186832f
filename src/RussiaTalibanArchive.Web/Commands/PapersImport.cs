using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Features.Import;
using RussiaTalibanArchive.Web.Features.Intake;

namespace RussiaTalibanArchive.Web.Commands;

/// <summary>Brings files in from the command line, by the same way as the browser does, and waits until each has become what it can.</summary>
internal static class PapersImport
{
    /// <param name="archive">The open archive.</param>
    /// <param name="papers">Paths, and the names that the files are to go by.</param>
    /// <param name="language">BCP 47 language of all of them.</param>
    /// <param name="publish">Whether the documents become public.</param>
    /// <param name="cancellationToken">Stops it; what was stored goes on in the next start of the program.</param>
    public static async Task<ImportReport> RunAsync(
        OpenArchive archive, IReadOnlyList<(string Path, string Name)> papers, string? language, bool publish, CancellationToken cancellationToken)
    {
        var batch = await archive.AsArchiveAsync(services => services.GetRequiredService<Receiver>()
            .OpenBatchAsync(Guid.NewGuid(), IntakeDoor.Command, language, publish, cancellationToken));
        var (described, unread) = await DescribeAsync(papers, cancellationToken);
        unread.AddRange(await StoreAsync(archive, batch, [.. papers.Where(p => !ManifestReader.IsManifest(p.Path))], described, cancellationToken));
        var scopes = archive.App.Services.GetRequiredService<IServiceScopeFactory>();
        var workers = IntakeService.WorkersOf(archive.App.Services.GetRequiredService<IOptions<ArchiveOptions>>().Value);
        await IntakeService.FinishAsync(scopes, batch.Id, workers, () => SayAsync(archive, batch, cancellationToken), cancellationToken);
        return await ReportAsync(archive, batch, unread, cancellationToken);
    }

    /// <summary>What the manifests among the files say of the others, by path; and what is wrong with them.</summary>
    private static async Task<(Dictionary<string, string> Described, List<string> Unread)> DescribeAsync(IReadOnlyList<(string Path, string Name)> papers, CancellationToken cancellationToken)
    {
        var described = new Dictionary<string, string>(StringComparer.Ordinal);
        var unread = new List<string>();
        foreach (var (manifest, _) in papers.Where(p => ManifestReader.IsManifest(p.Path)))
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(manifest))!;
            var (entries, refused) = await ManifestReader.ReadAsync(folder, cancellationToken);
            unread.AddRange(refused.Select(r => $"{manifest}:{r.Line}: {r.Reason}"));
            foreach (var entry in entries)
            {
                described[Path.GetFullPath(Path.Combine(folder, entry.Path))] = entry.Record;
            }
        }

        var missing = described.Keys.Except(papers.Select(p => Path.GetFullPath(p.Path))).Where(path => !File.Exists(path));
        unread.AddRange(missing.Select(path => $"{path}: The manifest names it, but there is no such file."));
        return (described, unread);
    }

    private static async Task<List<string>> StoreAsync(
        OpenArchive archive, IntakeBatch batch, IReadOnlyList<(string Path, string Name)> papers, Dictionary<string, string> described, CancellationToken cancellationToken)
    {
        var unread = new List<string>();
        foreach (var ((path, name), index) in papers.Select((paper, i) => (paper, i)))
        {
            if (!File.Exists(path))
            {
                unread.Add($"{path}: There is no such file.");
                continue;
            }

            await archive.AsArchiveAsync(async services =>
            {
                await using var content = File.OpenRead(path);
                await services.GetRequiredService<Receiver>().ReceiveOrRefuseAsync(
                    batch, index.ToString(CultureInfo.InvariantCulture), name, content, described.GetValueOrDefault(Path.GetFullPath(path)), cancellationToken);
            });
        }

        return unread;
    }

    private static async Task SayAsync(OpenArchive archive, IntakeBatch batch, CancellationToken cancellationToken)
    {
        if (!Console.IsOutputRedirected)
        {
            var counts = await archive.AsArchiveAsync(services => services.GetRequiredService<ArchiveDbContext>().IntakeFiles.Where(f => f.BatchId == batch.Id).CountAsync(cancellationToken));
            var done = counts.Received - counts.Waiting;
            var bar = new string('#', counts.Received == 0 ? 0 : 30 * done / counts.Received).PadRight(30, '.');
            Console.Write($"\r[{bar}] {done} of {counts.Received} files ");
        }
    }

    private static Task<ImportReport> ReportAsync(OpenArchive archive, IntakeBatch batch, List<string> unread, CancellationToken cancellationToken) => archive.AsArchiveAsync(async services =>
    {
        var db = services.GetRequiredService<ArchiveDbContext>();
        var files = db.IntakeFiles.Where(f => f.BatchId == batch.Id);
        var counts = await files.CountAsync(cancellationToken);
        if (!Console.IsOutputRedirected)
        {
            Console.WriteLine();
        }

        Console.WriteLine($"Intake {batch.Number}: {counts.Received} files received = {counts.Documents} documents + {counts.Attachments} attachments + {counts.Duplicates} duplicates + {counts.Failed} failed + {counts.Waiting} waiting");
        var refusals = unread.ConvertAll(reason => new Refusal(0, reason));
        await foreach (var row in files.Where(f => f.Problem != null).ToRows(db).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            refusals.Add(new(0, $"{row.Name}: {row.Why}"));
        }

        foreach (var refusal in refusals)
        {
            await Console.Error.WriteLineAsync(refusal.Reason);
        }

        return new ImportReport(counts.Documents + counts.Attachments, counts.Duplicates, refusals);
    });
}

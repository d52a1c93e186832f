using RussiaTalibanArchive.Web.Features.Import;

namespace RussiaTalibanArchive.Benchmarks;

/// <summary>
/// Bulk import of documents as JSON lines: into an empty archive, into a filled one, and a second time. Arguments: a file of
/// lines to import instead of generated ones, and how many generated documents fill the archive before the second measurement.
/// </summary>
internal sealed class ImportBenchmark : IBenchmark
{
    private const int Documents = 20_000;
    private const int Length = 2_500;

    public string Name => "import";
    public string Description => "JSON lines into an indexed archive: import [FILE.jsonl] [DOCUMENTS-THAT-FILL-IT]";

    public async Task RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var filling = arguments.Select(a => int.TryParse(a, out var n) ? n : (int?)null).FirstOrDefault(n => n is not null) ?? 100_000;
        var given = Array.Find(arguments, a => !int.TryParse(a, out _));
        var folder = Directory.CreateTempSubdirectory("archive-lines-");
        try
        {
            var file = given ?? Write(Path.Combine(folder.FullName, "documents.jsonl"), new GeneratedDocuments(Documents, Length, seed: 1));
            var filler = Write(Path.Combine(folder.FullName, "filler.jsonl"), new GeneratedDocuments(filling, Length, seed: 2));
            await using (var archive = await BenchmarkArchive.StartAsync(cancellationToken))
            {
                await ImportAsync("warm-up", archive, Write(Path.Combine(folder.FullName, "first.jsonl"), new GeneratedDocuments(2_000, Length, seed: 3)), cancellationToken);
                await ImportAsync("into an empty archive", archive, file, cancellationToken);
                await ImportAsync("the same file again", archive, file, cancellationToken);
            }

            await using var filled = await BenchmarkArchive.StartAsync(cancellationToken);
            await ImportAsync($"filling with {filling}", filled, filler, cancellationToken);
            await ImportAsync("into the filled archive", filled, file, cancellationToken);
            await ImportAsync("the same file again", filled, file, cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Write(string path, GeneratedDocuments documents)
    {
        File.WriteAllLines(path, documents.Lines());
        return path;
    }

    private static async Task ImportAsync(string what, BenchmarkArchive archive, string file, CancellationToken cancellationToken)
    {
        var (report, measured) = await archive.Meter.MeasureAsync(() => archive.WithAsync(services => services.GetRequiredService<ItemsImporter>()
            .ImportAsync(File.ReadLinesAsync(file, cancellationToken), new ImportOptions(), progress: null, cancellationToken)));
        var (seconds, megabytes) = (measured.Elapsed.TotalSeconds, new FileInfo(file).Length / 1e6);
        Console.WriteLine(
            $"{what,-26} {report.Added,7} added {report.Unchanged,7} unchanged {report.Refused.Count,4} refused  {seconds,6:0.0} s  "
            + $"{(report.Added + report.Unchanged) / seconds,6:0} items/s  {megabytes / seconds,5:0.0} MB/s  "
            + $"processor: program {measured.Program.TotalSeconds,5:0.0} s, PostgreSQL {measured.Server.TotalSeconds,5:0.0} s  peak {measured.PeakBytes / 1e6,4:0} MB");
        foreach (var refusal in report.Refused.Take(3))
        {
            Console.WriteLine($"  line {refusal.Line}: {refusal.Reason}");
        }
    }
}

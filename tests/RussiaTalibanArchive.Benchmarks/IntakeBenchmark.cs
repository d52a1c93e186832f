using System.Diagnostics;
using System.Text;
using ImageMagick;
using RussiaTalibanArchive.Web.Features.Intake;

namespace RussiaTalibanArchive.Benchmarks;

/// <summary>
/// A file taken through the whole intake: stored, read, recognised, drawn, made a document. <c>pdf</c> takes a printed PDF that
/// Chromium makes, or a given one; <c>ocr</c> the pages of it as grey scans, compared with Tesseract alone on the same pictures.
/// </summary>
internal sealed class IntakeBenchmark(bool isScan) : IBenchmark
{
    private static readonly string[] Browsers = ["chromium", "chromium-browser", "google-chrome"];

    public string Name => isScan ? "ocr" : "pdf";

    public string Description => isScan
        ? "scanned pages, beside Tesseract alone: ocr [PAGES] [FILE.pdf]"
        : "a printed PDF, text and pictures: pdf [PAGES] [FILE.pdf]";

    public async Task RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var pages = arguments.Select(a => int.TryParse(a, out var n) ? n : (int?)null).FirstOrDefault(n => n is not null) ?? (isScan ? 12 : 200);
        var folder = Directory.CreateTempSubdirectory("archive-pages-");
        try
        {
            var pdf = Array.Find(arguments, a => !int.TryParse(a, out _)) ?? Print(folder.FullName, pages);
            await using var archive = await BenchmarkArchive.StartAsync(cancellationToken);
            await TakeInAsync(archive, "warm-up", Print(folder.FullName, 1), 1, cancellationToken);
            if (!isScan)
            {
                await TakeInAsync(archive, "a printed PDF", pdf, pages, cancellationToken);
                return;
            }

            var scans = Scan(folder.FullName, pdf, pages);
            var watch = Stopwatch.StartNew();
            await Parallel.ForEachAsync(scans, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken }, async (scan, stop) =>
            {
                using var tesseract = Process.Start(new ProcessStartInfo(Tool("tesseract"), [scan, "stdout", "--dpi", "300", "-l", "rus+eng", "--psm", "3", "tsv"])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                    Environment = { ["OMP_THREAD_LIMIT"] = "1" },
                })!;
                await Task.WhenAll(tesseract.StandardOutput.ReadToEndAsync(stop), tesseract.StandardError.ReadToEndAsync(stop), tesseract.WaitForExitAsync(stop));
            });
            var alone = watch.Elapsed;
            Console.WriteLine($"{"Tesseract alone",-26} {pages,5} pages  {alone.TotalSeconds,6:0.0} s  {pages / alone.TotalSeconds,6:0.00} pages/s");
            var taken = await TakeInAsync(archive, "the same pages, taken in", Bind(folder.FullName, scans), pages, cancellationToken);
            Console.WriteLine($"{"more than Tesseract alone",-26} {(taken / alone) - 1,5:P0}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<TimeSpan> TakeInAsync(BenchmarkArchive archive, string what, string file, int pages, CancellationToken cancellationToken)
    {
        var (batch, measured) = await archive.Meter.MeasureAsync(async () =>
        {
            var opened = await archive.WithAsync(async services =>
            {
                var receiver = services.GetRequiredService<Receiver>();
                var batch = await receiver.OpenBatchAsync(Guid.NewGuid(), IntakeDoor.Command, "ru", publish: false, cancellationToken);
                await using var content = File.OpenRead(file);
                await receiver.ReceiveAsync(batch, "1", Path.GetFileName(file), content, null, cancellationToken);
                return batch;
            });
            await IntakeService.FinishAsync(archive.Scopes, opened.Id, Environment.ProcessorCount, null, cancellationToken);
            return opened;
        });
        var state = await archive.WithAsync(services => Task.FromResult(services.GetRequiredService<Web.Data.ArchiveDbContext>().IntakeFiles.First(f => f.BatchId == batch.Id).State));
        Console.WriteLine($"{what,-26} {pages,5} pages  {measured.Elapsed.TotalSeconds,6:0.0} s  {pages / measured.Elapsed.TotalSeconds,6:0.00} pages/s  {state}");
        return measured.Elapsed;
    }

    /// <summary>Pages of Russian text, printed by Chromium.</summary>
    private static string Print(string folder, int pages)
    {
        var html = new StringBuilder("<!doctype html><html lang=ru><meta charset=utf-8><style>@page{size:A4;margin:2cm}section{break-after:page;font:11pt serif}</style>");
        foreach (var (text, i) in new GeneratedDocuments(pages * 5, 2_000, seed: 5 + pages).Texts("ru").Take(pages).Select((t, i) => (t, i)))
        {
            html.Append("<section><h1>").Append(i + 1).Append("</h1>").AppendJoin("", text.Split('\n').Select(p => $"<p>{p}</p>")).Append("</section>");
        }

        var (source, target) = (Path.Combine(folder, $"printed-{pages}.html"), Path.Combine(folder, $"printed-{pages}.pdf"));
        File.WriteAllText(source, html.ToString());
        Run(Browsers.Select(OutsideTools.Here.PathOf).FirstOrDefault(p => p is not null) ?? throw new InvalidOperationException("Chromium is not installed: give a PDF."),
            "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", $"--print-to-pdf={target}", new Uri(source).AbsoluteUri);
        return target;
    }

    private static List<string> Scan(string folder, string pdf, int pages)
    {
        Run(Tool("pdftoppm"), "-r", "300", "-gray", "-png", "-l", pages.ToString(System.Globalization.CultureInfo.InvariantCulture), pdf, Path.Combine(folder, "scan"));
        return [.. Directory.EnumerateFiles(folder, "scan-*.png").Order(StringComparer.Ordinal)];
    }

    private static string Bind(string folder, List<string> scans)
    {
        using var all = new MagickImageCollection();
        scans.ForEach(s => all.Add(new MagickImage(s) { Density = new Density(300) }));
        var bound = Path.Combine(folder, "scans.tiff");
        all.Write(bound, MagickFormat.Tiff);
        return bound;
    }

    private static string Tool(string name) => OutsideTools.Here.PathOf(name) ?? throw new InvalidOperationException($"{name} is not installed.");

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
    }
}

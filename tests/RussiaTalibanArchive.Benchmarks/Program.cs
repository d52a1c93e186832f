using System.Globalization;
using RussiaTalibanArchive.Benchmarks;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
IBenchmark[] benchmarks = [new ImportBenchmark(), new IntakeBenchmark(isScan: false), new IntakeBenchmark(isScan: true), new UploadsBenchmark(), new ReadingBenchmark(), new TraceBenchmark(), new SearchBenchmark(), new ExportsBenchmark()];

if (args is [var name, .. var arguments] && Array.Find(benchmarks, b => b.Name == name) is { } benchmark)
{
    using var stop = new CancellationTokenSource();
    Console.CancelKeyPress += (_, press) =>
    {
        press.Cancel = true;
        stop.Cancel();
    };
    await benchmark.RunAsync(arguments, stop.Token);
    return 0;
}

Console.Error.WriteLine("Name a benchmark:");
foreach (var each in benchmarks)
{
    Console.Error.WriteLine($"  {each.Name,-10} {each.Description}");
}

return 2;

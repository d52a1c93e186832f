using System.Diagnostics;
using System.Net;
using System.Text;

namespace RussiaTalibanArchive.Benchmarks;

/// <summary>Many small files sent over HTTP by the form of the intake, while they are read. The memory is that of server and sender together.</summary>
internal sealed class UploadsBenchmark : IBenchmark
{
    private const int InAForm = 100;

    public string Name => "uploads";
    public string Description => "small files over HTTP, and the memory it takes: uploads [FILES]";

    public async Task RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var files = arguments.Select(a => int.TryParse(a, out var n) ? n : (int?)null).FirstOrDefault(n => n is not null) ?? 10_000;
        await using var archive = await BenchmarkArchive.StartAsync(cancellationToken);
        var address = await archive.ServeAsync(cancellationToken);
        var (client, token) = await archive.SignInAsync(address, "/editor/intake", cancellationToken);
        using var sending = client;
        var watch = Stopwatch.StartNew();
        var times = new List<double>();
        for (var sent = 0; sent < files; sent += InAForm)
        {
            using var form = new MultipartFormDataContent { { new StringContent(token), "__token" } };
            for (var i = 0; i < InAForm; i++)
            {
                form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes($"Memorandum {sent + i}\nOf no weight, number {sent + i}.")), "Files", $"memorandum-{sent + i}.txt");
            }

            var began = watch.Elapsed;
            using var answer = await client.PostAsync("/editor/intake/upload", form, cancellationToken);
            times.Add((watch.Elapsed - began).TotalSeconds);
            if (answer.StatusCode != HttpStatusCode.SeeOther)
            {
                Console.WriteLine($"  answered {answer.StatusCode}");
            }
        }

        times.Sort();
        using var process = Process.GetCurrentProcess();
        Console.WriteLine($"{files} files in forms of {InAForm}: {watch.Elapsed.TotalSeconds:0.0} s, a form {times[times.Count / 2]:0.00} s (median), {times[^1]:0.00} s (longest); peak memory {process.PeakWorkingSet64 / 1e6:0} MB");
    }
}

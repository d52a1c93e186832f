using System.Diagnostics;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Data;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Import;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Quotations;
using RussiaTalibanArchive.Web.Features.Tags;

namespace RussiaTalibanArchive.Benchmarks;

/// <summary>Whole results taken away over HTTP in each format, and a harvest: the time, what is sent, and how much the program grows.</summary>
internal sealed class ExportsBenchmark : IBenchmark
{
    public string Name => "exports";
    public string Description => "whole results in each format, and a harvest: exports [DOCUMENTS] [QUOTATIONS]";

    public async Task RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var numbers = arguments.Select(a => int.TryParse(a, out var n) ? n : (int?)null).OfType<int>().ToList();
        var (documents, quotations) = (numbers.ElementAtOrDefault(0) is > 0 and var d ? d : 10_000, numbers.ElementAtOrDefault(1) is > 0 and var q ? q : 10_000);
        await using var archive = await BenchmarkArchive.StartAsync(cancellationToken);
        var report = await archive.WithAsync(services => services.GetRequiredService<ItemsImporter>()
            .ImportAsync(Lines(documents, quotations).ToAsyncEnumerable(), new ImportOptions(), null, cancellationToken));
        Console.WriteLine($"{report.Added} items imported, {report.Refused.Count} refused");
        await archive.WithAsync(services => services.GetRequiredService<ArchiveDbContext>().Database.ExecuteSqlAsync($"VACUUM ANALYZE", cancellationToken));
        var address = await archive.ServeAsync(cancellationToken);
        await archive.WaitUntilCalmAsync(cancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(address), Timeout = TimeSpan.FromMinutes(30) };
        await TakeAsync(client, "/documents.bib?q=nothingatall", null, cancellationToken);
        foreach (var (path, count) in new[] { ("/documents", documents), ("/quotations", quotations) })
        {
            foreach (var format in new[] { "bib", "bib", "ris", "csl.json", "csv", "xlsx", "jsonl" })
            {
                await TakeAsync(client, $"{path}.{format}", count, cancellationToken);
            }
        }

        foreach (var (verb, prefix) in new[] { ("ListIdentifiers", "oai_dc"), ("ListRecords", "oai_dc"), ("ListRecords", "mods") })
        {
            await HarvestAsync(client, verb, prefix, cancellationToken);
        }
    }

    private static IEnumerable<string> Lines(int documents, int quotations)
    {
        for (var i = 0; i < 20; i++)
        {
            yield return ItemJson.Write(new TagRecord { Slug = $"tag-{i}", Labels = new() { ["en"] = $"Tag {i}", ["ar"] = $"وسم {i}" } });
        }

        foreach (var (i, line) in new GeneratedDocuments(documents, 1_000, 1).Records().Index())
        {
            yield return ItemJson.Write(line with { Tags = [$"tag-{i % 20}", $"tag-{i * 7 % 20}"], Status = ItemStatus.Public });
        }

        foreach (var (i, document) in Enumerable.Repeat(0, int.MaxValue).SelectMany(_ => new GeneratedDocuments(documents, 1_000, 1).Records()).Take(quotations).Index())
        {
            var text = document.Texts![0].Text!;
            var start = i / documents * 5;
            yield return ItemJson.Write(new QuotationRecord
            {
                Of = document.Reference,
                Exact = text.Substring(start, Math.Min(80, text.Length - start)),
                Tags = [$"tag-{i % 20}"],
                Status = QuotationStatus.Checked,
                Reference = $"RTA-Q{i + 1:0000}",
            });
        }
    }

    private static async Task TakeAsync(HttpClient client, string path, int? count, CancellationToken cancellationToken)
    {
        GC.Collect();
        var before = Process.GetCurrentProcess().WorkingSet64;
        var (most, bytes, buffer) = (before, 0L, new byte[1 << 16]);
        var watch = Stopwatch.StartNew();
        await using var body = await client.GetStreamAsync(path, cancellationToken);
        for (int read; (read = await body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            bytes += read;
            most = Math.Max(most, bytes % 7 == 0 ? Process.GetCurrentProcess().WorkingSet64 : 0);
        }

        if (count is not null)
        {
            Console.WriteLine($"{path,-24} {count,8} {watch.Elapsed.TotalSeconds,8:0.00} s {bytes / 1e6,8:0.0} MB, {count / watch.Elapsed.TotalSeconds,8:0} a second; the program had {before / 1e6:0} MB, then {most / 1e6:0}");
        }
    }

    private static async Task HarvestAsync(HttpClient client, string verb, string prefix, CancellationToken cancellationToken)
    {
        var times = new List<double>();
        for (var query = $"verb={verb}&metadataPrefix={prefix}"; query is not null && times.Count < 300;)
        {
            var watch = Stopwatch.StartNew();
            var text = await client.GetStringAsync("/oai?" + query, cancellationToken);
            times.Add(watch.Elapsed.TotalMilliseconds);
            var token = XDocument.Parse(text).Descendants().FirstOrDefault(e => e.Name.LocalName == "resumptionToken")?.Value;
            query = token is { Length: > 0 } ? $"verb={verb}&resumptionToken={Uri.EscapeDataString(token)}" : null!;
        }

        times.RemoveAt(0);
        times.Sort();
        Console.WriteLine($"{verb + " " + prefix,-24} pages of 100: p50 {times[times.Count / 2]:0.0}, p95 {times[times.Count * 95 / 100]:0.0}, longest {times[^1]:0.0} ms ({times.Count} pages)");
    }
}

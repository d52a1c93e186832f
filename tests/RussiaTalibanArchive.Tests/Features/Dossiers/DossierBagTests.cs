using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Features.Import;

namespace RussiaTalibanArchive.Tests.Features.Dossiers;

public sealed class DossierBagTests(DossierBagTests.Filled archive) : IClassFixture<DossierBagTests.Filled>
{
    public sealed class Filled(TestCluster cluster) : TestArchive(cluster), IAsyncLifetime
    {
        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            await ImportAsync(
                Some.Document("RTA-D0901", "نامهٔ سوخت", "تیل در ایستگاه است.", "fa-AF"),
                Some.Document("RTA-D0902", "Hidden paper", "Stays inside.", "en", status: "internal"),
                Some.Article("RTA-A0901", "What it says", "He wrote of fuel."),
                Some.Quotation("RTA-Q0901", "RTA-D0901", "تیل در ایستگاه"),
                Some.Dossier("RTA-S0901", "Fuel: سوخت", ["RTA-D0901", "RTA-D0902", "RTA-A0901", "RTA-Q0901"], introduction: "Read [[RTA-D0901]] first."),
                Some.Dossier("RTA-S0902", "Draft", ["RTA-D0901"], status: "draft"));
        }
    }

    [Fact]
    public async Task A_dossier_is_a_bag_whose_sums_are_right_and_a_crate_that_names_all_its_files()
    {
        var files = await ReadAsync(archive.Visitor, "/dossiers/RTA-S0901.zip");

        Assert.All(files.Keys, k => Assert.StartsWith("RTA-S0901/", k, StringComparison.Ordinal));
        Assert.Equal("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", Text("bagit.txt"));
        var payload = files.Where(f => f.Key.StartsWith("RTA-S0901/data/", StringComparison.Ordinal)).ToDictionary(f => f.Key["RTA-S0901/".Length..], f => f.Value);
        Assert.Equal(payload.ToDictionary(f => f.Key, f => Sum(f.Value)), Sums("manifest-sha256.txt"));
        Assert.Equal(new[] { "bagit.txt", "bag-info.txt", "manifest-sha256.txt" }.ToDictionary(n => n, n => Sum(files[$"RTA-S0901/{n}"])), Sums("tagmanifest-sha256.txt"));
        Assert.Contains($"Payload-Oxum: {payload.Values.Sum(v => v.Length)}.{payload.Count}\n", Text("bag-info.txt"), StringComparison.Ordinal);
        var graph = JsonNode.Parse(Text("data/ro-crate-metadata.json"))!["@graph"]!.AsArray();
        var root = graph.Single(e => e!["@id"]!.GetValue<string>() == "./")!;
        Assert.Equal(payload.Keys.Where(k => k != "data/ro-crate-metadata.json").Select(k => k["data/".Length..]).Order(StringComparer.Ordinal),
            root["hasPart"]!.AsArray().Select(p => p!["@id"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        Assert.All(root["hasPart"]!.AsArray(), p => Assert.Contains(graph, e => e!["@id"]!.GetValue<string>() == p!["@id"]!.GetValue<string>() && e["@type"]!.GetValue<string>() == "File"));
        Assert.Equal("Fuel: سوخت", root["name"]!.GetValue<string>());
        Assert.Contains("تیل در ایستگاه است.", Text("data/texts/RTA-D0901.md"), StringComparison.Ordinal);
        Assert.All(files.Keys.Select(k => Text(k["RTA-S0901/".Length..])), t => Assert.DoesNotContain("Hidden paper", t, StringComparison.Ordinal));
        Assert.All(files.Keys.Select(k => Text(k["RTA-S0901/".Length..])), t => Assert.DoesNotContain("RTA-D0902", t, StringComparison.Ordinal));

        string Text(string name) => System.Text.Encoding.UTF8.GetString(files[$"RTA-S0901/{name}"]);
        Dictionary<string, string> Sums(string name) => Text(name).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split("  ")).ToDictionary(l => l[1], l => l[0]);
        static string Sum(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    [Fact]
    public async Task The_records_of_an_editors_bag_are_what_the_archive_has()
    {
        var files = await ReadAsync(archive.Editor, "/dossiers/RTA-S0901.zip");
        var lines = System.Text.Encoding.UTF8.GetString(files["RTA-S0901/data/records.jsonl"]).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        var report = await archive.AsArchiveAsync(services => services.GetRequiredService<ItemsImporter>()
            .ImportAsync(lines.ToAsyncEnumerable(), new ImportOptions(), null, TestContext.Current.CancellationToken));

        Assert.Equal(5, lines.Length);
        Assert.Equal((0, 5, 0), (report.Added, report.Unchanged, report.Refused.Count));
    }

    [Fact]
    public async Task A_dossier_that_its_reader_may_not_see_is_no_file()
    {
        using var hidden = await archive.Visitor.SendAsync(HttpMethod.Get, "/dossiers/RTA-S0902.zip");
        using var missing = await archive.Visitor.SendAsync(HttpMethod.Get, "/dossiers/RTA-S0999.zip");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (hidden.StatusCode, missing.StatusCode));
    }

    private static async Task<Dictionary<string, byte[]>> ReadAsync(Browser browser, string path)
    {
        using var answer = await browser.SendAsync(HttpMethod.Get, path);
        Assert.Equal("application/zip", answer.Content.Headers.ContentType!.MediaType);
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        var files = new Dictionary<string, byte[]>();
        foreach (var entry in zip.Entries)
        {
            await using var part = await entry.OpenAsync(TestContext.Current.CancellationToken);
            using var bytes = new MemoryStream();
            await part.CopyToAsync(bytes, TestContext.Current.CancellationToken);
            files.Add(entry.FullName, bytes.ToArray());
        }

        return files;
    }
}

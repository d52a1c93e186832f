using System.Text.Json.Nodes;
using RussiaTalibanArchive.Tests.Infrastructure;

namespace RussiaTalibanArchive.Tests.Features.Search;

public sealed class LongExportTests(TestCluster cluster) : IAsyncLifetime
{
    private readonly TestArchive _archive = new(cluster);

    public ValueTask InitializeAsync() => _archive.InitializeAsync();

    public ValueTask DisposeAsync() => _archive.DisposeAsync();

    [Fact]
    public async Task A_result_longer_than_one_part_is_one_whole_file_in_every_format()
    {
        await _archive.ImportAsync([.. Enumerable.Range(1, 1_203).Select(n => Some.Document($"RTA-D{3_000 + n}", $"Plum {n}", "A plum tree.", "en"))]);
        async Task<string> ReadAsync(string suffix)
        {
            using var answer = await _archive.Visitor.SendAsync(HttpMethod.Get, $"/documents{suffix}?q=plum&style=apa&locale=en-US");
            Assert.Equal("1203", Assert.Single(answer.Headers.GetValues("X-Total-Count")));
            return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(1_203, JsonNode.Parse(await ReadAsync(".csl.json"))!.AsArray().Select(c => c!["id"]!.GetValue<string>()).Distinct().Count());
        Assert.Equal(1_203, (await ReadAsync(".bib")).Split("\n\n").Length);
        Assert.Equal(1_203, (await ReadAsync(".ris")).Split("\r\n\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(1_204, (await ReadAsync(".csv")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(1_203, (await ReadAsync(".jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(1_203, (await ReadAsync(".md")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Count(l => l.StartsWith("- ", StringComparison.Ordinal) && l.Contains("Plum", StringComparison.Ordinal)));
        Assert.Equal(1_203, (await ReadAsync(".html")).Split("<li>").Length - 1);
    }
}

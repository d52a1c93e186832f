using System.Xml.Linq;
using RussiaTalibanArchive.Tests.Infrastructure;

namespace RussiaTalibanArchive.Tests.Features.Search;

/// <summary>Feeds in pages, as archives of RFC 5005 are read.</summary>
public sealed class FeedTests(FeedTests.Archive archive) : IClassFixture<FeedTests.Archive>
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    public sealed class Archive(TestCluster cluster) : TestArchive(cluster), IAsyncLifetime
    {
        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            await ImportAsync(
            [
                .. Enumerable.Range(0, 60).Select(i => Some.Tag($"tag-{i:00}", $"Tag {i}")),
                .. Enumerable.Range(1, 45).Select(i => Some.Document($"RTA-D{i:0000}", $"Letter {i}", "A letter on plums", "en", tags: [.. Enumerable.Range(0, 60).Where(t => t % 45 == i - 1 || t == 7).Select(t => $"tag-{t:00}")])),
                Some.Document("RTA-D0100", "A hidden letter", "A letter on plums", "en", status: "draft", tags: ["tag-07"]),
                Some.Quotation("RTA-Q0100", "RTA-D0100", "letter on plums"),
            ]);
        }
    }

    [Theory]
    [InlineData("/documents.atom", 45, "/documents/")]
    [InlineData("/search.atom?q=plums", 45, "/documents/")]
    [InlineData("/feed.atom", 45, "/documents/")]
    [InlineData("/tags/tag-07.atom", 45, "/documents/")]
    [InlineData("/tags.atom", 60, "/tags/")]
    public async Task Every_page_of_a_feed_leads_to_the_next_and_all_of_them_have_each_entry_once(string feed, int count, string path)
    {
        var (seen, pages) = (new List<string>(), 0);
        for (var address = archive.Address + feed; ; pages++)
        {
            var page = await ReadAsync(address);
            Assert.Equal(address, LinkOf(page, "self"));
            Assert.Equal(archive.Address + feed, LinkOf(page, "first"));
            var stamps = page.Elements(Atom + "entry").Select(e => e.Element(Atom + "updated")!.Value).ToList();
            Assert.Equal(stamps.OrderDescending(), stamps);
            seen.AddRange(page.Elements(Atom + "entry").Select(e => e.Element(Atom + "id")!.Value));
            if (LinkOf(page, "next") is not { } next)
            {
                break;
            }

            address = next;
        }

        Assert.True(pages > 0);
        Assert.Equal(count, seen.Count(s => s.Contains(path, StringComparison.Ordinal) && !s.EndsWith("0100", StringComparison.Ordinal)));
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    [Fact]
    public async Task What_readers_come_to_see_late_stands_first_with_its_quotations()
    {
        Assert.DoesNotContain("RTA-D0100", (await ReadAsync(archive.Address + "/search.atom?q=plums")).Value, StringComparison.Ordinal);

        archive.Clock.Offset += TimeSpan.FromMinutes(2);
        await archive.Editor.SubmitAsync("/editor/documents/RTA-D0100", ("Input.Status", "Public"));

        Assert.EndsWith("/documents/RTA-D0100", First(await ReadAsync(archive.Address + "/documents.atom")), StringComparison.Ordinal);
        Assert.EndsWith("/quotations/RTA-Q0100", First(await ReadAsync(archive.Address + "/quotations.atom")), StringComparison.Ordinal);
        Assert.Contains("/documents/RTA-D0100", First(await ReadAsync(archive.Address + "/tags/tag-07.atom")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/documents.atom?after=nonsense")]
    [InlineData("/tags.atom?after=nonsense")]
    [InlineData("/tags.atom?after=1.%00")]
    [InlineData("/tags.atom?after=99999999999999999999.x")]
    public async Task A_place_that_there_is_not_is_the_beginning(string address) => Assert.NotEmpty((await ReadAsync(archive.Address + address)).Elements(Atom + "entry"));

    private static string First(XElement feed) => feed.Elements(Atom + "entry").First().Element(Atom + "id")!.Value;

    private static string? LinkOf(XElement feed, string relation) => feed.Elements(Atom + "link").SingleOrDefault(l => l.Attribute("rel")!.Value == relation)?.Attribute("href")!.Value;

    private async Task<XElement> ReadAsync(string address)
    {
        using var answer = await archive.Visitor.SendAsync(HttpMethod.Get, address[archive.Address.Length..]);
        Assert.Equal("application/atom+xml", answer.Content.Headers.ContentType!.MediaType);
        return XDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Root!;
    }
}

using System.Net;
using RussiaTalibanArchive.Tests.Infrastructure;

namespace RussiaTalibanArchive.Tests.Features.Home;

public sealed class HomeTests(TestArchive archive) : IClassFixture<TestArchive>
{
    [Fact]
    public async Task The_figures_and_lists_count_only_what_the_viewer_may_see()
    {
        using var visitor = archive.Visitor;
        var empty = await visitor.OpenAsync("/");
        var first = await archive.Editor.OpenAsync("/");
        await archive.ImportAsync(
            Some.Tag("open-topic"), Some.Tag("closed-topic"),
            Some.Document("RTA-D0301", "Open paper", tags: ["open-topic"]), Some.Document("RTA-D0302", "Hidden paper", status: "internal", language: "ru", tags: ["closed-topic"]),
            Some.Quotation("RTA-Q0301", "RTA-D0301"), Some.Quotation("RTA-Q0302", "RTA-D0301", "دوهم پراګراف"),
            Some.Quotation("RTA-Q0303", "RTA-D0301", status: "draft"), Some.Quotation("RTA-Q0304", "RTA-D0302"));

        var visitors = await visitor.OpenAsync("/");
        var analysts = await archive.Analyst.OpenAsync("/");

        Assert.Contains("Nothing can be read here yet", empty.Text);
        Assert.Contains("The archive is empty", first.Text);
        Assert.Equal(["1", "0", "2", "1", "1"], FiguresOf(visitors));
        Assert.Equal(["2", "0", "4", "2", "2"], FiguresOf(analysts));
        Assert.DoesNotContain("Hidden paper", visitors.Text);
        Assert.Equal("/quotations/RTA-Q0302", Assert.Single(visitors.Html.QuerySelectorAll(".featured blockquote a")).GetAttribute("href"));
    }

    [Fact]
    public async Task Robots_are_kept_from_forms_and_accounts()
    {
        using var visitor = archive.Visitor;

        var robots = await visitor.OpenAsync("/robots.txt");

        Assert.Equal(HttpStatusCode.OK, robots.Status);
        Assert.Contains("Disallow: /editor", robots.Body);
        Assert.DoesNotContain("Disallow: /\n", robots.Body);
    }

    private static IEnumerable<string> FiguresOf(BrowserPage page) => page.Html.QuerySelectorAll(".figures dd").Select(d => d.TextContent);
}

public sealed class PrivateHomeTests(PrivateHomeTests.PrivateArchive archive) : IClassFixture<PrivateHomeTests.PrivateArchive>
{
    [Fact]
    public async Task Robots_are_kept_out_of_a_private_archive()
    {
        using var visitor = archive.Visitor;

        Assert.Contains("Disallow: /\n", (await visitor.OpenAsync("/robots.txt")).Body);
    }

    public sealed class PrivateArchive(TestCluster cluster) : TestArchive(cluster)
    {
        protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("Archive:Public", "false")];
    }
}

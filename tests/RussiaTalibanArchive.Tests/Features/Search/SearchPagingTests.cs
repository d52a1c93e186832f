using System.Diagnostics;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Data;
using RussiaTalibanArchive.Web.Features.Search.Index;

namespace RussiaTalibanArchive.Tests.Features.Search;

public class SearchPagingTests(SearchPagingTests.Filled archive) : IClassFixture<SearchPagingTests.Filled>
{
    private const int Documents = 45;

    public sealed class Filled(TestCluster cluster) : TestArchive(cluster), IAsyncLifetime
    {
        protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("Archive:SearchTimeout", "00:00:01")];

        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            await ImportAsync([.. Enumerable.Range(1, Documents).Select(n => Some.Document($"RTA-D{n:0000}", $"Paper {n}", $"A ledger of salt, number {n}.", "en",
                date: n % 5 == 0 ? null : $"2025-{1 + (n % 6):00}-{1 + (n % 3):00}"))]);
        }
    }

    [Theory]
    [InlineData("relevance")]
    [InlineData("newest")]
    [InlineData("oldest")]
    [InlineData("added")]
    public async Task Every_result_stands_on_one_page(string sort)
    {
        var seen = new List<string>();
        for (var path = $"/search?q=ledger&sort={sort}"; path is not null;)
        {
            var page = await archive.Visitor.OpenAsync(path);
            Assert.Contains($"{Documents} results", page.Text);
            seen.AddRange(page.Html.QuerySelectorAll(".result .reference").Select(r => r.TextContent.Trim()));
            path = page.Html.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        Assert.Equal(Documents, seen.Count);
        Assert.Equal(Documents, seen.Distinct().Count());
    }

    [Theory]
    [InlineData("relevance")]
    [InlineData("newest")]
    [InlineData("oldest")]
    [InlineData("added")]
    public async Task Every_page_leads_back_to_the_one_before_it(string sort)
    {
        var first = await archive.Visitor.OpenAsync($"/search?q=ledger&sort={sort}");
        var second = await archive.Visitor.OpenAsync(first.Html.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        var third = await archive.Visitor.OpenAsync(second.Html.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        var secondAgain = await archive.Visitor.OpenAsync(third.Html.QuerySelector("a[rel=prev]")!.GetAttribute("href")!);
        var firstAgain = await archive.Visitor.OpenAsync(secondAgain.Html.QuerySelector("a[rel=prev]")!.GetAttribute("href")!);
        var secondOnceMore = await archive.Visitor.OpenAsync(firstAgain.Html.QuerySelector("a[rel=next]")!.GetAttribute("href")!);

        Assert.Equal(5, On(third).Count);
        Assert.Equal(On(second), On(secondAgain));
        Assert.Equal(On(first), On(firstAgain));
        Assert.Equal(On(second), On(secondOnceMore));
        Assert.Null(first.Html.QuerySelector("a[rel=prev]"));
        Assert.Null(firstAgain.Html.QuerySelector("a[rel=prev]"));

        static List<string> On(BrowserPage page) => [.. page.Html.QuerySelectorAll(".result .reference").Select(r => r.TextContent.Trim())];
    }

    [Fact]
    public async Task A_search_that_takes_too_long_is_cut_off_and_says_so()
    {
        await archive.QueryAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await db.Database.ExecuteSqlRawAsync("LOCK TABLE search_items IN ACCESS EXCLUSIVE MODE", TestContext.Current.CancellationToken);
            var watch = Stopwatch.StartNew();
            var page = await archive.Visitor.OpenAsync("/search?q=ledger");

            Assert.Contains("was cut off", page.Text);
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed}");
            Assert.Contains("took too long", (await archive.Visitor.OpenAsync("/timeline?q=ledger")).Text);
            Assert.Contains("took too long", (await archive.Visitor.OpenAsync("/relations?q=ledger")).Text);
            var export = await archive.Visitor.OpenAsync("/search.bib?q=ledger");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, export.Status);
            Assert.Contains("took too long", export.Body);
            return true;
        });
    }

    [Fact]
    public async Task Making_the_index_anew_changes_nothing_of_what_is_found()
    {
        var before = (await archive.Visitor.OpenAsync("/search?q=salt&sort=oldest")).Html.QuerySelectorAll(".result .reference").Select(r => r.TextContent).ToList();
        await archive.QueryAsync(db => db.SearchItems.Where(i => i.Status == "public").ExecuteDeleteAsync(TestContext.Current.CancellationToken));

        var done = await archive.AsArchiveAsync(services => services.GetRequiredService<SearchRebuild>().RunAsync(null, TestContext.Current.CancellationToken));

        Assert.Equal(Documents, done);
        Assert.Equal(20, before.Count);
        Assert.Equal(before, (await archive.Visitor.OpenAsync("/search?q=salt&sort=oldest")).Html.QuerySelectorAll(".result .reference").Select(r => r.TextContent));
    }
}

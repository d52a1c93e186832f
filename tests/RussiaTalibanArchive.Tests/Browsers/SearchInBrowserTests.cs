using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using RussiaTalibanArchive.Tests.Infrastructure;

namespace RussiaTalibanArchive.Tests.Browsers;

/// <summary>Searching in a real browser: filters change the results in place.</summary>
public sealed class SearchInBrowserTests(SearchInBrowserTests.Archive archive, Chromium chromium) : IClassFixture<SearchInBrowserTests.Archive>
{
    [Theory]
    [InlineData("en", 1280)]
    [InlineData("ar", 360)]
    public async Task A_filter_changes_the_results_and_neither_focus_nor_scroll(string language, int width)
    {
        await using var real = await chromium.OpenAsync(archive.Address, width, language);
        var page = real.Page;
        await page.GotoAsync("/search?q=wagon");
        await page.EvaluateAsync("window.before = true");
        var choice = page.Locator(".facet a[href*='lang=ru']:not(.leave-out)").First;
        await choice.ScrollIntoViewIfNeededAsync();
        await choice.FocusAsync();
        var scroll = await page.EvaluateAsync<double>("scrollY");

        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator(".result")).ToHaveCountAsync(1);
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("lang=ru"));
        Assert.True(await page.EvaluateAsync<bool>("window.before"));
        await Assertions.Expect(page.Locator(".facet a.chosen")).ToBeFocusedAsync();
        Assert.True(width < 1000 || Math.Abs(scroll - await page.EvaluateAsync<double>("scrollY")) < 2);
        await Assertions.Expect(page.Locator("[data-refreshed=kept] input[name=lang]")).ToHaveValueAsync("ru");

        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".result")).ToHaveCountAsync(20);
        await page.GoBackAsync();
        await Assertions.Expect(page.Locator(".result")).ToHaveCountAsync(1);
        Assert.True(await page.EvaluateAsync<bool>("window.before"));
        Assert.Empty(real.Errors);
        Assert.Empty(real.Foreign);
        Assert.Empty((await page.RunAxe()).Violations);
    }

    [Fact]
    public async Task Other_words_and_the_next_page_come_in_place()
    {
        await using var real = await chromium.OpenAsync(archive.Address);
        var page = real.Page;
        await page.GotoAsync("/documents");
        await page.EvaluateAsync("window.before = true");

        await page.Locator("a[rel=next]").ClickAsync();
        await Assertions.Expect(page.Locator(".result")).ToHaveCountAsync(3);
        await Assertions.Expect(page.Locator("p.count")).ToBeFocusedAsync();
        await page.Locator("#q").FillAsync("вагон");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator(".result")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("#q")).ToBeFocusedAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/documents\\?q=[^&]+$"));
        Assert.True(await page.EvaluateAsync<bool>("window.before"));
        Assert.Empty(real.Errors);
    }

    [Fact]
    public async Task A_filter_that_was_taken_away_does_not_come_back_with_the_next_words()
    {
        await using var real = await chromium.OpenAsync(archive.Address);
        var page = real.Page;
        await page.GotoAsync("/search?q=wagon&from=2025-07-20&exact=1");
        await Assertions.Expect(page.Locator(".result")).ToHaveCountAsync(3);

        await page.Locator(".active-filters a", new() { HasText = "2025-07-20" }).ClickAsync();
        await Assertions.Expect(page.Locator(".result")).ToHaveCountAsync(20);
        await page.Locator("#q").FillAsync("wagon OR вагон");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(@"\?q=[^&]+&exact=1$"));
        await Assertions.Expect(page.Locator("#from")).ToHaveValueAsync("");
        Assert.Empty(real.Errors);
    }

    [Fact]
    public async Task Searches_are_remembered_on_the_device_when_that_is_wished_and_forgotten_when_not()
    {
        await using var real = await chromium.OpenAsync(archive.Address);
        var page = real.Page;
        await page.GotoAsync("/search?q=wagon");
        Assert.Equal(0, await page.EvaluateAsync<int>("localStorage.length"));

        await page.Locator("[data-search-history] summary").ClickAsync();
        await page.Locator("[data-search-history] input").CheckAsync();
        await page.Locator("#q").FillAsync("вагон");
        await page.Keyboard.PressAsync("Enter");
        var links = page.Locator("[data-search-history] li a");
        await Assertions.Expect(links).ToHaveTextAsync(["вагон", "wagon"]);
        await page.GotoAsync("/search");
        await page.Locator("[data-search-history] summary").ClickAsync();
        await links.Last.ClickAsync();
        await Assertions.Expect(page.Locator("#q")).ToHaveValueAsync("wagon");

        await page.Locator("[data-search-history] button").ClickAsync();
        await Assertions.Expect(links).ToHaveCountAsync(0);
        await page.Locator("[data-search-history] input").UncheckAsync();
        Assert.Equal(0, await page.EvaluateAsync<int>("localStorage.length"));
        Assert.Empty(real.Errors);
    }

    public sealed class Archive(TestCluster cluster) : TestArchive(cluster), IAsyncLifetime
    {
        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            await ImportAsync(
            [
                .. Enumerable.Range(1, 22).Select(i => Some.Document($"RTA-D08{i:00}", $"Letter {i}", $"Wagon {i} arrived.", "en", date: $"2025-07-{i:00}")),
                Some.Document("RTA-D0850", "Письмо", "Прибыл вагон, wagon.", "ru", date: "2025-06-01"),
            ]);
        }
    }
}

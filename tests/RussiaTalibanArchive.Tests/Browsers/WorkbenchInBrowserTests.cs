using System.Diagnostics;
using Deque.AxeCore.Playwright;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Features.Quotations;

namespace RussiaTalibanArchive.Tests.Browsers;

/// <summary>The editors' workbench by keys, in a real browser.</summary>
public sealed class WorkbenchInBrowserTests(TestArchive archive, Chromium chromium) : IClassFixture<TestArchive>
{
    [Fact]
    public async Task Fifty_quotations_are_tagged_by_keys_alone_and_the_last_are_taken_back()
    {
        await FillAsync("RTA-D0901", 9100, 50, "قافلة");
        await archive.ImportAsync(Some.Tag("caravans", "Caravans"), Some.Tag("depots", "Depots"));
        await using var real = await OpenAsync("queue=untagged&q=" + Uri.EscapeDataString("قافلة"), "en", 1280);
        var page = real.Page;

        var watch = Stopwatch.StartNew();
        await page.Keyboard.PressAsync("j");
        for (var i = 0; i < 50; i++)
        {
            var card = page.Locator($"#q-RTA-Q{9100 + i}");
            await Assertions.Expect(card).ToBeFocusedAsync();
            await page.Keyboard.PressAsync("t");
            await page.Keyboard.TypeAsync(i % 2 == 0 ? "car" : "dep");
            await Assertions.Expect(card.Locator("[role=option][aria-selected=true]")).ToHaveCountAsync(1);
            await page.Keyboard.PressAsync("Enter");
            await page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(card).ToHaveAttributeAsync("data-outcome", "done");
        }

        watch.Stop();
        Assert.Equal([("caravans", 25), ("depots", 25)], await CountsAsync());
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(150), $"50 quotations took {watch.Elapsed.TotalSeconds:0} s."); // 200 in ten minutes.
        TestContext.Current.TestOutputHelper?.WriteLine($"50 quotations tagged in {watch.Elapsed.TotalSeconds:0.0} s");

        for (var i = 49; i > 46; i--)
        {
            await page.Keyboard.PressAsync("u");
            await Assertions.Expect(page.Locator($"#q-RTA-Q{9100 + i}")).ToHaveAttributeAsync("data-outcome", "undone");
        }

        Assert.Equal([("caravans", 24), ("depots", 23)], await CountsAsync());
        Assert.Empty(real.Errors);
        Assert.Empty(real.Foreign);

        Task<List<(string, int)>> CountsAsync() => archive.QueryAsync(async db => (await db.Taggings.Where(t => t.Quotation!.Document!.Reference == "RTA-D0901")
            .GroupBy(t => t.Tag.Reference).Select(g => new { g.Key, Count = g.Count() }).OrderBy(g => g.Key).ToListAsync()).ConvertAll(g => (g.Key, g.Count)));
    }

    [Fact]
    public async Task Keys_step_up_dispute_reject_choose_and_act_on_many()
    {
        await FillAsync("RTA-D0902", 9200, 6, "مستودع");
        await using var real = await OpenAsync("queue=draft&q=" + Uri.EscapeDataString("مستودع"), "en", 1280);
        var page = real.Page;

        await page.Keyboard.PressAsync("j");
        await PressAsync(page, "a", "RTA-Q9200", "done");
        await PressAsync(page, "d", "RTA-Q9201", "done");
        await PressAsync(page, "r", "RTA-Q9202", "done");
        await PressAsync(page, "s", "RTA-Q9203", null);
        await page.Keyboard.TypeAsync("The guard");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#q-RTA-Q9203")).ToHaveAttributeAsync("data-outcome", "done");
        await page.Keyboard.PressAsync("x");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("Shift+X");
        await Assertions.Expect(page.Locator("[data-part=chosen-count]")).ToHaveTextAsync("(2)");
        await page.Keyboard.PressAsync("b");
        await page.Keyboard.TypeAsync("+guarded");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".done")).ToContainTextAsync("2 quotations changed.");

        var states = await archive.QueryAsync(db => db.Quotations.IgnoreQueryFilters().Where(q => q.Document!.Reference == "RTA-D0902").OrderBy(q => q.Reference)
            .Select(q => q.Status + " " + q.Speaker + " " + q.Taggings.Count).ToListAsync());
        Assert.Equal(["Checked  0", "Disputed  0", "Withdrawn  0", "Draft The guard 0", "Draft  1", "Draft  1"], states);
        Assert.Empty(real.Errors);
    }

    [Fact]
    public async Task Who_meets_another_editors_change_sees_it_and_keeps_what_was_typed()
    {
        await FillAsync("RTA-D0903", 9300, 1, "جسر");
        await using var one = await OpenAsync("queue=all&q=" + Uri.EscapeDataString("جسر"), "en", 1280);
        await using var other = await OpenAsync("queue=all&q=" + Uri.EscapeDataString("جسر"), "ar", 1280);
        await SpeakAsync(one.Page, "First speaker");
        await Assertions.Expect(one.Page.Locator("#q-RTA-Q9300")).ToHaveAttributeAsync("data-outcome", "done");

        await SpeakAsync(other.Page, "Second speaker");

        var card = other.Page.Locator("#q-RTA-Q9300");
        await Assertions.Expect(card).ToHaveAttributeAsync("data-outcome", "refused");
        await Assertions.Expect(card).ToContainTextAsync("First speaker");
        await Assertions.Expect(card.Locator("[name=Speaker]")).ToHaveValueAsync("Second speaker");
        Assert.Equal("First speaker", await archive.QueryAsync(db => db.Quotations.Where(q => q.Reference == "RTA-Q9300").Select(q => q.Speaker).SingleAsync()));

        static async Task SpeakAsync(IPage page, string name)
        {
            await page.Keyboard.PressAsync("j");
            await page.Keyboard.PressAsync("s");
            await page.Keyboard.TypeAsync(name);
            await page.Keyboard.PressAsync("Enter");
        }
    }

    [Theory]
    [InlineData("en", 1280, ColorScheme.Light)]
    [InlineData("ar", 360, ColorScheme.Dark)]
    public async Task The_page_fits_the_window_and_axe_finds_nothing_to_mend(string language, int width, ColorScheme colours)
    {
        await FillAsync("RTA-D0904" + (width == 360 ? "1" : ""), width == 360 ? 9450 : 9400, 3, "ميناء");
        await using var real = await OpenAsync("queue=all&q=" + Uri.EscapeDataString("ميناء"), language, width, colours, inspect: true);
        foreach (var path in new[] { real.Page.Url, "/editor/quotations/found?q=" + Uri.EscapeDataString("ميناء") })
        {
            await real.Page.GotoAsync(path);
            await real.Page.Locator("[data-card], .found li").First.WaitForAsync();
            Assert.True(await real.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, path);
            Assert.Empty((await real.Page.RunAxe()).Violations.Select(v => $"{path} {v.Id} {string.Join("; ", v.Nodes.Take(3).Select(n => n.Html))}"));
        }
    }

    private async Task FillAsync(string document, int first, int count, string word)
    {
        await archive.ImportAsync(Some.Document(document, text: string.Concat(Enumerable.Range(0, count).Select(i => $"رأى الحارس {word} رقم {i} في الصباح.\n")), language: "ar"));
        await archive.ImportAsync([.. Enumerable.Range(0, count).Select(i => Some.Quotation($"RTA-Q{first + i}", document, $"رأى الحارس {word} رقم {i} في الصباح.", status: "draft"))]);
    }

    private static async Task PressAsync(IPage page, string key, string reference, string? outcome)
    {
        var card = page.Locator($"#q-{reference}");
        await Assertions.Expect(card).ToBeFocusedAsync();
        await page.Keyboard.PressAsync(key);
        if (outcome is not null)
        {
            await Assertions.Expect(card).ToHaveAttributeAsync("data-outcome", outcome);
        }
    }

    private async Task<RealPage> OpenAsync(string query, string language, int width, ColorScheme colours = ColorScheme.Light, bool inspect = false)
    {
        var real = await chromium.OpenAsync(archive.Address, width, language, colours, inspect: inspect);
        await real.Page.GotoAsync("/account/sign-in");
        await real.Page.Locator("[name=Email]").FillAsync("Editor@example.org");
        await real.Page.Locator("[name=Password]").FillAsync(TestArchive.Password);
        await real.Page.Locator("[name=Password]").PressAsync("Enter");
        await real.Page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
        await real.Page.GotoAsync($"/editor/quotations?{query}");
        await real.Page.Locator("[data-part=keys-offer]:not([hidden])").WaitForAsync();
        return real;
    }
}

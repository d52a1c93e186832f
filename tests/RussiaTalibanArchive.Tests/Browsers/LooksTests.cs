using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using RussiaTalibanArchive.Tests.Features.Shared;
using RussiaTalibanArchive.Tests.Infrastructure;

namespace RussiaTalibanArchive.Tests.Browsers;

/// <summary>Every kind of page in a real browser: nothing foreign is loaded, nothing sticks out, and axe finds nothing to mend.</summary>
public sealed class LooksTests(PageTests.Archive archive, Chromium chromium) : IClassFixture<PageTests.Archive>
{
    private static readonly string[] ForAll =
    [
        "/", "/search?q=%D8%B7%D8%A7%D9%84%D8%A8%D8%A7%D9%86", "/search?q=%22gold+title%3A&in=-notes&from=soon", "/search/build?all=&from=soon", "/timeline", "/timeline?from=2025-08&cal=hijri", "/relations", "/quotations?view=compact", "/documents?view=table&column=tags&column=date&column=authenticity", "/articles?view=cards", "/documents", "/documents/RTA-D0001", "/documents/RTA-D0001/history", "/documents/RTA-D0001/cite", "/exports?of=%2Fdocuments", "/cite?item=RTA-D0001&item=RTA-Q0001", "/articles", "/articles/RTA-A0001", "/quotations", "/quotations/RTA-Q0001",
        "/tags", "/tags?view=table&lang=ru", "/tags/taliban", "/api", "/dossiers", "/dossiers/RTA-S0001", "/notes", "/notes/1", "/help", "/account/sign-in", "/no-such-page",
    ];

    private static readonly string[] ForEditors =
    [
        "/editor", "/editor/intake", "/editor/articles/new", "/editor/articles/RTA-A0001", "/editor/articles/RTA-A0001/review", "/editor/documents/new", "/editor/documents/RTA-D0001", "/editor/documents/RTA-D0001/redact",
        "/editor/quotations/RTA-Q0001", "/editor/tags", "/editor/tags/taliban", "/editor/tags/history", "/editor/tags/import", "/editor/tags/taliban/split", "/editor/tags/taliban/merge", "/editor/quotations", "/editor/quotations/RTA-Q0001/place", "/editor/dossiers/RTA-S0001", "/notes/new", "/notes/1/edit", "/account", "/account/work", "/account/searches", "/account/tokens", "/search?q=specimen", "/work/documents/RTA-D0001", "/editor/dossiers/add/RTA-D0001", "/documents/RTA-D0001", "/quotations/RTA-Q0001", "/articles/RTA-A0001", "/notes/1", "/admin/users",
    ];

    /// <summary>Of what is well, axe need not say where it stands.</summary>
    private static readonly AxeRunOptions OfFaults = new() { ResultTypes = [ResultType.Violations] };

    [Theory]
    // Each language, width and choice of colours is looked through by axe once; nothing sticks out in any.
    [InlineData("en", 1280, ColorScheme.Dark, false)]
    [InlineData("en", 360, ColorScheme.Dark, true)]
    [InlineData("ar", 1280, ColorScheme.Light, true)]
    [InlineData("ar", 360, ColorScheme.Light, false)]
    public async Task Pages_hold_up_in_both_directions_on_phones_and_screens_in_light_and_dark(string language, int width, ColorScheme colours, bool withAxe)
    {
        await using var real = await chromium.OpenAsync(archive.Address, width, language, colours, inspect: true);
        var faults = new List<string>();
        await InspectAsync(real, ForAll, withAxe, faults);
        await SignInAsync(real.Page);
        await InspectAsync(real, ForEditors, withAxe, faults);

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.Empty(real.Foreign);
    }

    [Fact]
    public async Task Reading_needs_no_script()
    {
        await using var real = await chromium.OpenAsync(archive.Address, script: false);

        await real.Page.GotoAsync("/documents");
        await real.Page.ClickAsync("a[href^='/documents/RTA-D0001']");

        Assert.True(await real.Page.Locator("#p1").IsVisibleAsync());
        Assert.True(await real.Page.Locator("main h1").IsVisibleAsync());
    }

    [Fact]
    public async Task The_served_fonts_draw_Arabic_Pashto_and_Cyrillic()
    {
        await using var real = await chromium.OpenAsync(archive.Address);

        await real.Page.GotoAsync("/documents");
        var loaded = await real.Page.EvaluateAsync<string[]>("async () => { await document.fonts.ready; return [...document.fonts].filter(f => f.status === 'loaded').map(f => f.family.replaceAll('\"', '')); }");

        Assert.Contains("Archive Naskh", loaded);
        Assert.Contains("Archive Sans", loaded);
        Assert.Empty(real.Errors);
    }

    private static async Task InspectAsync(RealPage real, string[] paths, bool withAxe, List<string> faults)
    {
        foreach (var path in paths)
        {
            var answer = await real.Page.GotoAsync(path);
            if (answer!.Status >= 400 && path != "/no-such-page")
            {
                faults.Add($"{path} answered {answer.Status}");
                continue;
            }

            var (over, wide) = await OverflowAsync(real.Page);
            if (over > 0)
            {
                faults.Add($"{path} is {over} px too wide: {wide}");
            }

            if (!withAxe)
            {
                continue;
            }

            var found = await real.Page.RunAxe(OfFaults);
            faults.AddRange(found.Violations.Select(v => $"{path}: {v.Id} ({v.Help}) {string.Join("; ", v.Nodes.Take(3).Select(n => n.Html))}"));
        }
    }

    private static async Task<(int Over, string Wide)> OverflowAsync(IPage page)
    {
        var over = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        var wide = over <= 0 ? "" : await page.EvaluateAsync<string>(
            "(() => { const w = document.documentElement.clientWidth; return [...document.querySelectorAll('main *')].filter(e => { const r = e.getBoundingClientRect(); return r.right > w + 1 || r.left < -1; }).slice(0, 4).map(e => e.tagName + '.' + e.className).join(', '); })()");
        return (over, wide);
    }

    private static async Task SignInAsync(IPage page)
    {
        await page.GotoAsync("/account/sign-in");
        await page.Locator("[name='Email']").FillAsync("Admin@example.org");
        await page.Locator("[name='Password']").FillAsync(TestArchive.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
    }
}

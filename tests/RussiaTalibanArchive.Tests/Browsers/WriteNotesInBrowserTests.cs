using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using RussiaTalibanArchive.Tests.Infrastructure;

namespace RussiaTalibanArchive.Tests.Browsers;

/// <summary>A note written in a real browser, with keys alone.</summary>
public sealed class WriteNotesInBrowserTests(TestArchive archive, Chromium chromium) : IClassFixture<TestArchive>
{
    [Fact]
    public async Task A_writer_names_a_quotation_by_keys_sees_it_and_finds_the_draft_again()
    {
        await archive.ImportAsync(Some.Document("RTA-D0901", "Specimen of writing"), Some.Quotation("RTA-Q0901", "RTA-D0901"));
        await using var real = await chromium.OpenAsync(archive.Address);
        var page = real.Page;
        await SignInAsync(page, "Analyst");
        await page.GotoAsync("/notes/new");
        await ScriptIsReadyAsync(page);

        await page.Locator("[name='Input.Body']").FocusAsync();
        await page.Keyboard.TypeAsync("So it says: [[");
        await Assertions.Expect(page.Locator("#complete")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("سيلانيان");
        await Assertions.Expect(page.Locator("#complete-list [role=option]").First).ToContainTextAsync("RTA-Q0901");
        await page.Keyboard.PressAsync("Enter"); // The quotation is first; it asks in which way.
        await Assertions.Expect(page.Locator("#complete-list [role=option]")).ToHaveCountAsync(3);
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync(" [[RTA-D0901]]"); // Who types on is let through.

        await Assertions.Expect(page.Locator("[name='Input.Body']")).ToHaveValueAsync("So it says: ![[RTA-Q0901]] [[RTA-D0901]]");
        await Assertions.Expect(page.Locator(".preview figure.quotation blockquote")).ToContainTextAsync("سیلانیان زیات شوي");
        await Assertions.Expect(page.Locator(".preview a.mention[href='/documents/RTA-D0901']")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[data-part=kept]")).ToContainTextAsync("Draft kept");

        // Leaving asks first; the draft is there afterwards, in no storage of the browser.
        var asked = false;
        page.Dialog += async (_, dialog) =>
        {
            asked = dialog.Type == "beforeunload";
            await dialog.AcceptAsync();
        };
        Assert.Equal(0, await page.EvaluateAsync<int>("localStorage.length + sessionStorage.length"));
        await page.GotoAsync("/notes");
        Assert.True(asked);
        await page.GotoAsync("/notes/new");
        await page.Locator(".drafts a").ClickAsync();
        await Assertions.Expect(page.Locator("[name='Input.Body']")).ToHaveValueAsync("So it says: ![[RTA-Q0901]] [[RTA-D0901]]");
        await page.Locator(".note-form > .actions button").First.ClickAsync();
        await page.WaitForURLAsync(url => System.Text.RegularExpressions.Regex.IsMatch(url, "/notes/[0-9]+$"));
        await page.GotoAsync("/notes/new");
        Assert.Equal(0, await page.Locator(".drafts").CountAsync());
        Assert.Empty(real.Errors);
        Assert.Empty(real.Foreign);
    }

    [Theory]
    [InlineData("en", 1280, ColorScheme.Light)]
    [InlineData("ar", 360, ColorScheme.Dark)]
    public async Task The_open_list_and_the_preview_hold_up(string language, int width, ColorScheme colours)
    {
        await using var real = await chromium.OpenAsync(archive.Address, width, language, colours, inspect: true);
        var page = real.Page;
        await SignInAsync(page, "Editor");
        await archive.ImportAsync(Some.Document($"RTA-D09{width % 90 + 10}", "Specimen list"));
        await page.GotoAsync("/notes/new");
        await ScriptIsReadyAsync(page);
        await page.Locator("[name='Input.Body']").FillAsync("# Heading\n\nwords");
        await page.Locator(".preview h2 + div h2").WaitForAsync();
        await page.Locator("[data-part=insert]").ClickAsync();
        await page.Keyboard.TypeAsync("Specimen list");
        await page.Locator("#complete-list [role=option]").First.WaitForAsync();

        var found = await page.RunAxe();
        var (text, preview) = (await page.Locator("[name='Input.Body']").BoundingBoxAsync(), await page.Locator(".preview").BoundingBoxAsync());

        Assert.Empty(found.Violations.Select(v => $"{v.Id} {string.Join("; ", v.Nodes.Take(3).Select(n => n.Html))}"));
        Assert.Equal(width > 1000, Math.Abs(text!.X - preview!.X) > 300);
        Assert.True(width > 1000 || preview.Y > text.Y + text.Height);
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0);
    }

    private static Task ScriptIsReadyAsync(IPage page) => page.Locator("[data-part='insert']").WaitForAsync();

    private static async Task SignInAsync(IPage page, string who)
    {
        await page.GotoAsync("/account/sign-in");
        await page.Locator("[name='Email']").FillAsync($"{who}@example.org");
        await page.Locator("[name='Password']").FillAsync(TestArchive.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
    }
}

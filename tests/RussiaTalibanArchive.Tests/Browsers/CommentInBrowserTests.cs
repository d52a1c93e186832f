using Microsoft.Playwright;
using RussiaTalibanArchive.Tests.Infrastructure;

namespace RussiaTalibanArchive.Tests.Browsers;

/// <summary>A colleague is called in a real browser, with keys alone.</summary>
public sealed class CommentInBrowserTests(TestArchive archive, Chromium chromium) : IClassFixture<TestArchive>
{
    [Fact]
    public async Task A_colleague_is_called_by_keys_alone()
    {
        await archive.ImportAsync(Some.Document("RTA-D0951"));
        await using var real = await chromium.OpenAsync(archive.Address);
        var page = real.Page;
        await page.GotoAsync("/account/sign-in");
        await page.Locator("[name='Email']").FillAsync("Analyst@example.org");
        await page.Locator("[name='Password']").FillAsync(TestArchive.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
        await page.GotoAsync("/documents/RTA-D0951");
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        await page.Locator("#comment-text").FocusAsync();
        await page.Keyboard.TypeAsync("Ask @");
        await Assertions.Expect(page.Locator("#call")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("edi");
        await Assertions.Expect(page.Locator("#call-list [role=option]")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("Editor the Editor"));
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync("about the stamp");
        await Assertions.Expect(page.Locator("#comment-text")).ToHaveValueAsync("Ask @Editor the Editor about the stamp");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator(".called")).ToHaveTextAsync("@Editor the Editor");
        Assert.Contains("about the stamp", (await archive.Editor.OpenAsync("/account/work")).Text, StringComparison.Ordinal);
        Assert.Empty(real.Errors);
        Assert.Empty(real.Foreign);
    }
}

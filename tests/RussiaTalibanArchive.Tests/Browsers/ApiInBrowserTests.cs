using Microsoft.Playwright;
using RussiaTalibanArchive.Tests.Features.Api;
using RussiaTalibanArchive.Tests.Infrastructure;

namespace RussiaTalibanArchive.Tests.Browsers;

public sealed class ApiInBrowserTests(ApiTests.Filled archive, Chromium chromium) : IClassFixture<ApiTests.Filled>
{
    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task The_interface_is_tried_on_its_page_with_the_keyboard_and_a_token(string language)
    {
        using var editor = await ApiClient.OfAsync(archive, archive.Editor, $"page {language}");
        await using var real = await chromium.OpenAsync(archive.Address, language: language);
        var page = real.Page;
        await page.GotoAsync("/api");

        var reading = page.Locator("#getDocumentsReference");
        await reading.Locator("summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await reading.Locator("[data-api=reference]").FillAsync("RTA-D0803");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(reading.Locator("[data-api=status]")).ToContainTextAsync("404");
        await page.Locator("#api-token").FillAsync(editor.Token!);
        await reading.Locator("[data-api=reference]").PressAsync("Enter");
        await Assertions.Expect(reading.Locator("[data-api=status]")).ToContainTextAsync("200");
        await Assertions.Expect(reading.Locator("[data-api=answer]")).ToContainTextAsync("Draft ledger");
        var version = await reading.Locator("[data-api=etag]").TextContentAsync();

        var changing = page.Locator("#patchDocumentsReference");
        await changing.Locator("summary").ClickAsync();
        await changing.Locator("[data-api=reference]").FillAsync("RTA-D0803");
        await changing.Locator("[data-api=version]").FillAsync(version!);
        await changing.Locator("[data-api=body]").FillAsync($$"""{"issuer":"Changed in {{language}}"}""");
        await changing.Locator("button").ClickAsync();
        await Assertions.Expect(changing.Locator("[data-api=answer]")).ToContainTextAsync($"Changed in {language}");

        Assert.Equal(0, await page.EvaluateAsync<int>("localStorage.length + sessionStorage.length"));
        Assert.All(real.Errors, e => Assert.Contains("404", e, StringComparison.Ordinal)); // The browser itself notes what was not found.
        Assert.Empty(real.Foreign);
    }
}

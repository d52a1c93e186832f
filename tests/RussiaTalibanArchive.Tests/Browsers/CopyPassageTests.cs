using Microsoft.Playwright;
using RussiaTalibanArchive.Tests.Features.Api;
using RussiaTalibanArchive.Tests.Infrastructure;

namespace RussiaTalibanArchive.Tests.Browsers;

public sealed class CopyPassageTests(ApiTests.Filled archive, Chromium chromium) : IClassFixture<ApiTests.Filled>
{
    private const string Text = "Вагоны стоят на станции, сказал начальник.\nВторой абзац говорит о соли и о хлебе.";

    [Theory]
    [InlineData("en", "Paragraph 1")]
    [InlineData("ar", "الفقرة 1")]
    public async Task Whoever_selects_words_of_a_document_copies_them_with_their_citation_and_a_link_to_them(string language, string place)
    {
        var reference = language == "en" ? "RTA-D0861" : "RTA-D0862";
        await archive.ImportAsync(Some.Document(reference, "Ledger of salt", Text, "ru", issuer: "Depot"));
        await using var real = await chromium.OpenAsync(archive.Address, language: language);
        var page = real.Page;
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.GotoAsync($"/documents/{reference}?find=%D1%81%D0%BE%D0%BB%D0%B8");
        await Assertions.Expect(page.Locator(".copy-passage")).ToBeHiddenAsync();
        await page.EvaluateAsync("""
            () => {
              const [first, second] = document.querySelectorAll(".text .words");
              const selection = getSelection();
              selection.setBaseAndExtent(first.firstChild, 7, second.lastChild, second.lastChild.data.length);
            }
            """);

        await page.Locator(".copy-passage [data-do=cite]").ClickAsync();
        await Assertions.Expect(page.Locator(".copy-passage [data-part=said]")).Not.ToBeEmptyAsync();
        var plain = await page.EvaluateAsync<string>("navigator.clipboard.readText()");
        var rich = await page.EvaluateAsync<string>("async () => (await (await navigator.clipboard.read())[0].getType('text/html')).text()");

        Assert.StartsWith("\u2068стоят на станции, сказал начальник.\nВторой абзац говорит о соли и о хлебе.\u2069\n", plain, StringComparison.Ordinal);
        Assert.Contains("Depot", plain, StringComparison.Ordinal);
        Assert.Contains(place, plain, StringComparison.Ordinal);
        Assert.Contains("<blockquote", rich, StringComparison.Ordinal);
        Assert.Contains("Ledger of salt", rich, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<script", rich, StringComparison.OrdinalIgnoreCase);
        await page.Locator(".copy-passage [data-do=link]").ClickAsync();
        var link = await CopiedAsync(page, "http");
        Assert.Equal($"{archive.Address}/documents/{reference}#p1:~:text={Uri.EscapeDataString("стоят на станции, сказал")},{Uri.EscapeDataString("соли и о хлебе.")}", link);
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator(".copy-passage")).ToBeHiddenAsync();
        Assert.Empty(real.Errors);
    }

    [Fact]
    public async Task Words_of_an_article_are_copied_too_and_words_beside_it_are_not()
    {
        await using var real = await chromium.OpenAsync(archive.Address);
        var page = real.Page;
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.GotoAsync("/articles/RTA-A0801");
        await page.EvaluateAsync("() => getSelection().selectAllChildren(document.querySelector('h1'))");
        await page.WaitForTimeoutAsync(200);
        Assert.True(await page.Locator(".copy-passage").IsHiddenAsync());
        await page.EvaluateAsync("() => getSelection().selectAllChildren(document.querySelector('.article .prose p'))");

        await page.Locator(".copy-passage [data-do=cite]").ClickAsync();
        var copied = await CopiedAsync(page, "\u2068He said");

        Assert.Contains("On the ledger", copied, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(real.Errors);
    }

    /// <summary>What was copied, when it begins so.</summary>
    private static async Task<string> CopiedAsync(IPage page, string start)
    {
        for (var i = 0; i < 100; i++)
        {
            if (await page.EvaluateAsync<string>("navigator.clipboard.readText()") is { } text && text.StartsWith(start, StringComparison.Ordinal))
            {
                return text;
            }

            await page.WaitForTimeoutAsync(100);
        }

        throw new TimeoutException("Nothing was copied.");
    }
}

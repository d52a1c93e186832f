using Deque.AxeCore.Playwright;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using RussiaTalibanArchive.Tests.Features.Intake;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Features.Intake;

namespace RussiaTalibanArchive.Tests.Browsers;

public sealed class RedactInBrowserTests(IntakeTests.Archive archive, Chromium chromium) : IClassFixture<IntakeTests.Archive>, IDisposable
{
    private readonly Made _made = new();

    [Theory]
    [InlineData("en", 1280)]
    [InlineData("ar", 360)]
    public async Task An_editor_draws_a_box_with_the_mouse_or_by_keys_and_redacts(string language, int width)
    {
        if (OutsideTools.Here.PathOf("pdftoppm") is null)
        {
            Assert.Skip("pdftoppm is not installed here.");
        }

        var html = $"<!doctype html><html lang=ar dir=rtl><meta charset=utf-8><style>@page{{size:A4;margin:2cm}}body{{font:24pt sans-serif}}</style><p>مذكرة {width}</p><p>سلّمها فرهاد إلى السفير</p></html>";
        var batch = await archive.UploadAsync(("drawn.pdf", await File.ReadAllBytesAsync(_made.ChromiumPdf("drawn", html), TestContext.Current.CancellationToken)));
        await archive.FinishAsync(batch);
        var reference = await archive.QueryAsync(db => db.IntakeFiles.Where(f => f.Batch.Number == batch).Select(f => f.Document!.Reference).SingleAsync());
        var before = await archive.QueryAsync(db => db.Texts.Where(t => t.Document.Reference == reference).Select(t => t.Body).SingleAsync());
        await using var real = await chromium.OpenAsync(archive.Address, width, language, inspect: true);
        var page = real.Page;
        await page.GotoAsync("/account/sign-in");
        await page.Locator("[name='Email']").FillAsync("Editor@example.org");
        await page.Locator("[name='Password']").FillAsync(TestArchive.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));

        await page.GotoAsync($"/editor/documents/{reference}/redact");
        await page.Locator("[data-add-box]").WaitForAsync();
        var picture = (await page.Locator(".redact-picture").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(picture.X + (picture.Width * 0.1f), picture.Y + (picture.Height * 0.12f));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(picture.X + (picture.Width * 0.9f), picture.Y + (picture.Height * 0.3f));
        await page.Mouse.UpAsync();
        await page.Locator(".redact-box").FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Shift+ArrowDown");
        Assert.Matches(@"^9\.\d+ 12\.\d+ 80\.?\d* 18\.\d+\n$|^10\.?\d* 12\.?\d* \d+\.?\d* 18\.?\d*\n$", await page.Locator("[name='Boxes']").InputValueAsync());
        await page.Locator("[name='Reason']").FillAsync("سبب");
        await page.Locator("form.redact button:not([type=button])").First.ClickAsync();
        await page.Locator("#what-goes").WaitForAsync();
        Assert.Empty((await page.RunAxe()).Violations.Select(v => v.Id));
        await page.Locator("button.danger").ClickAsync();
        await page.Locator("#earlier").WaitForAsync();

        var after = await archive.QueryAsync(db => db.Texts.Where(t => t.Document.Reference == reference && t.IsCurrent).Select(t => t.Body).SingleAsync());
        Assert.Contains("فرهاد", before, StringComparison.Ordinal);
        Assert.DoesNotContain("فرهاد", after, StringComparison.Ordinal);
        Assert.Contains("▮▮▮", after, StringComparison.Ordinal);
        Assert.Empty(real.Errors);
        Assert.Empty(real.Foreign);
    }

    public void Dispose() => _made.Dispose();
}

using Deque.AxeCore.Playwright;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Features.Quotations;

namespace RussiaTalibanArchive.Tests.Browsers;

/// <summary>Making quotations where the words stand, in a real browser.</summary>
public sealed class QuoteInBrowserTests(QuoteInBrowserTests.Archive archive, Chromium chromium) : IClassFixture<QuoteInBrowserTests.Archive>
{
    [Theory]
    [InlineData("RTA-D0501", "ar", 1280, "المذكرة أن الشحنات وصلت إلى المستودع")]
    [InlineData("RTA-D0502", "ps", 360, "سیلانیان په ولایتونو کې")]
    [InlineData("RTA-D0503", "ru", 1280, "груз прибыл на склад ночью")]
    public async Task Words_dragged_over_with_the_mouse_become_a_quotation_that_is_marked_at_once(string document, string language, int width, string words)
    {
        await using var real = await OpenAsync(document, language is "ru" ? "en" : "ar", width);
        var page = real.Page;

        await DragAsync(page, words);
        await page.Locator("[data-do=open]").ClickAsync();
        await Assertions.Expect(page.Locator(".quote-form [data-part=words]")).ToHaveTextAsync(words);
        await page.Locator("#quote-tags").FillAsync("+مخازن");
        await page.Locator("#quote-speaker").FillAsync("Specimen speaker");
        await page.Locator(".quote-form button:not([type])").ClickAsync();
        await Assertions.Expect(page.Locator("[data-part=done]")).ToBeVisibleAsync();

        var quotation = await archive.QueryAsync(db => db.Quotations.Include(q => q.Taggings).Include(q => q.Text).SingleAsync(q => q.Document!.Reference == document && q.Exact == words));
        Assert.Equal((AnchorState.Exact, QuotationStatus.Draft, "Specimen speaker", 1), (quotation.Anchor, quotation.Status, quotation.Speaker, quotation.Taggings.Count));
        Assert.Equal(words, quotation.Text!.Body[quotation.Start!.Value..quotation.End!.Value]);
        await Assertions.Expect(page.Locator($"mark[data-quotations~='{quotation.Reference}']").First).ToBeVisibleAsync();

        await page.Locator("[data-do=undo]").ClickAsync();
        await Assertions.Expect(page.Locator($"mark[data-quotations~='{quotation.Reference}']")).ToHaveCountAsync(0);
        Assert.NotNull((await archive.QueryAsync(db => db.Quotations.IgnoreQueryFilters().SingleAsync(q => q.Id == quotation.Id))).WithdrawnAt);
        Assert.Empty(real.Errors);
        Assert.Empty(real.Foreign);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task Words_dragged_over_on_the_picture_of_a_page_are_quoted_from_its_text(int width)
    {
        await using var real = await OpenAsync("RTA-D0506", "ar", width, view: "both");
        var page = real.Page;
        var words = page.Locator(".layer-line").First.Locator(".words");
        await words.First.WaitForAsync();
        await words.First.ScrollIntoViewIfNeededAsync();

        var (first, last) = ((await words.First.BoundingBoxAsync())!, (await words.Nth(2).BoundingBoxAsync())!);
        await page.Mouse.MoveAsync(first.X + first.Width - 1, first.Y + (first.Height / 2));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(last.X + 1, last.Y + (last.Height / 2), new() { Steps = 6 });
        await page.Mouse.UpAsync();
        await page.Keyboard.PressAsync("t");
        await Assertions.Expect(page.Locator(".quote-form [data-part=words]")).ToHaveTextAsync("وصلت الشحنة 12");
        await page.Locator("#quote-speaker").FillAsync($"{width}");
        await page.Locator(".quote-form button:not([type])").ClickAsync();
        await Assertions.Expect(page.Locator("[data-part=done]")).ToBeVisibleAsync();

        var quotation = await archive.QueryAsync(db => db.Quotations.SingleAsync(q => q.Document!.Reference == "RTA-D0506" && q.Speaker == $"{width}"));
        Assert.Equal(("وصلت الشحنة 12", 0, 1), (quotation.Exact, quotation.Start, quotation.Page));
        await page.Locator("[data-do=undo]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-do=undo]")).ToBeHiddenAsync();
        Assert.Empty(real.Errors);
    }

    [Fact]
    public async Task Keys_alone_find_a_phrase_quote_it_add_a_part_and_save()
    {
        await using var real = await OpenAsync("RTA-D0504", "en", 1280);
        var page = real.Page;

        while (await page.Locator("#find:focus").CountAsync() == 0) // Its script may come after the one that quotes.
        {
            await page.Keyboard.PressAsync("/");
        }

        await page.Keyboard.TypeAsync("convoy reached");
        await Assertions.Expect(page.Locator("[data-part=hit-count]")).ToHaveTextAsync("Hit 1 of 1");
        await page.EvaluateAsync("document.activeElement.blur()");
        await PressAsync(page, "ف", "KeyT"); // On an Arabic keyboard.
        await Assertions.Expect(page.Locator("#quote-tags")).ToBeFocusedAsync();
        await SelectAsync(page, "by two officers");
        await page.EvaluateAsync("document.activeElement.blur()");
        await page.Keyboard.PressAsync("t");
        await Assertions.Expect(page.Locator(".quote-form [data-part=words]")).ToHaveTextAsync("convoy reached […] by two officers");
        await page.Locator("#quote-tags").FocusAsync();
        await page.Keyboard.TypeAsync("no such tag");
        await Assertions.Expect(page.Locator(".tag-entry [role=option]").First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#quote-tags-error")).ToContainTextAsync("+no such tag");
        await page.Locator("#quote-tags").FillAsync("");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("[data-part=done]")).ToBeVisibleAsync();

        var quotation = await archive.QueryAsync(db => db.Quotations.SingleAsync(q => q.Document!.Reference == "RTA-D0504"));
        Assert.Equal(("convoy reached […] by two officers", 2), (quotation.Exact, quotation.Pieces.Count));
        await Assertions.Expect(page.Locator($"mark[data-quotations='{quotation.Reference}']")).ToHaveCountAsync(2);
        Assert.Empty(real.Errors);
    }

    [Fact]
    public async Task A_quotation_is_stretched_by_selecting_anew_and_put_back_by_undo()
    {
        await archive.ImportAsync(Some.Quotation("RTA-Q0550", "RTA-D0505", "second sentence stands"));
        await using var real = await OpenAsync("RTA-D0505", "en", 1280);
        var page = real.Page;

        await SelectAsync(page, "The second sentence stands here");
        await page.Keyboard.PressAsync("t");
        await page.GetByText("the new place of RTA-Q0550").ClickAsync();
        await page.Locator(".quote-form button:not([type])").ClickAsync();
        await Assertions.Expect(page.Locator("[data-part=message]")).ToContainTextAsync("RTA-Q0550");
        var stretched = await archive.QueryAsync(db => db.Quotations.SingleAsync(q => q.Reference == "RTA-Q0550"));
        await page.Locator("[data-do=undo]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-do=undo]")).ToBeHiddenAsync();

        Assert.Equal(("The second sentence stands here", QuotationStatus.Draft), (stretched.Exact, stretched.Status));
        Assert.Equal("second sentence stands", (await archive.QueryAsync(db => db.Quotations.SingleAsync(q => q.Reference == "RTA-Q0550"))).Exact);
        Assert.Empty(real.Errors);
    }

    [Theory]
    [InlineData("en", 1280, ColorScheme.Light)]
    [InlineData("ar", 360, ColorScheme.Dark)]
    public async Task The_form_fits_the_window_and_axe_finds_nothing_to_mend(string language, int width, ColorScheme colours)
    {
        await using var real = await OpenAsync("RTA-D0503", language, width, colours, inspect: true);
        await SelectAsync(real.Page, "груз прибыл");
        await real.Page.Keyboard.PressAsync("t");
        await Assertions.Expect(real.Page.Locator(".quote-form")).ToBeVisibleAsync();

        Assert.True(await real.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0);
        var box = (await real.Page.Locator(".quote-form").BoundingBoxAsync())!;
        Assert.True(box.X >= 0 && box.X + box.Width <= width, $"{box.X} to {box.X + box.Width}");
        Assert.Empty((await real.Page.RunAxe()).Violations.Select(v => $"{v.Id} {string.Join("; ", v.Nodes.Take(3).Select(n => n.Html))}"));
    }

    private async Task<RealPage> OpenAsync(string document, string language, int width, ColorScheme colours = ColorScheme.Light, bool inspect = false, string view = "text")
    {
        var real = await chromium.OpenAsync(archive.Address, width, language, colours, inspect: inspect);
        await real.Page.GotoAsync("/account/sign-in");
        await real.Page.Locator("[name=Email]").FillAsync("Editor@example.org");
        await real.Page.Locator("[name=Password]").FillAsync(TestArchive.Password);
        await real.Page.Locator("[name=Password]").PressAsync("Enter");
        await real.Page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
        await real.Page.GotoAsync($"/documents/{document}?view={view}");
        await real.Page.Locator(".quoting:not([hidden])").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        return real;
    }

    /// <summary>Drags from the first letter of the words to the last, as a hand does; where a window is narrow they may run over lines.</summary>
    private static async Task DragAsync(IPage page, string words)
    {
        var ends = await page.EvaluateAsync<double[]>(
            """
            async (words) => {
              const { rangeOf } = await import('/js/text-offsets.js');
              const text = document.querySelector('section[data-text]');
              const span = [...text.querySelectorAll('.words')].find(s => s.textContent.includes(words));
              const start = Number(span.dataset.start) + span.textContent.indexOf(words);
              span.scrollIntoView({ block: 'center' });
              const rtl = getComputedStyle(span).direction === 'rtl';
              const first = rangeOf(text, start, start + 1).getBoundingClientRect();
              const last = rangeOf(text, start + words.length - 1, start + words.length).getBoundingClientRect();
              return [rtl ? first.right - 0.5 : first.left + 0.5, first.top + first.height / 2, rtl ? last.left + 0.5 : last.right - 0.5, last.top + last.height / 2];
            }
            """, words);
        await page.Mouse.MoveAsync((float)ends[0], (float)ends[1]);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync((float)((ends[0] + ends[2]) / 2), (float)((ends[1] + ends[3]) / 2), new() { Steps = 3 });
        await page.Mouse.MoveAsync((float)ends[2], (float)ends[3], new() { Steps = 3 });
        await page.Mouse.UpAsync();
    }

    private static Task<System.Text.Json.JsonElement?> SelectAsync(IPage page, string words) => page.EvaluateAsync(
        """
        async (words) => {
          const { rangeOf } = await import('/js/text-offsets.js');
          const text = document.querySelector('section[data-text]');
          const span = [...text.querySelectorAll('.words')].find(s => s.textContent.includes(words));
          const start = Number(span.dataset.start) + span.textContent.indexOf(words);
          getSelection().removeAllRanges();
          getSelection().addRange(rangeOf(text, start, start + words.length));
        }
        """, words);

    private static Task<System.Text.Json.JsonElement?> PressAsync(IPage page, string key, string code) => page.EvaluateAsync(
        "([key, code]) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true }))", new[] { key, code });

    public sealed class Archive(TestCluster cluster) : TestArchive(cluster), IAsyncLifetime
    {
        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            await ImportAsync(
                Some.Document("RTA-D0501", language: "ar", text: "جاء في المذكرة أن الشحنات وصلت إلى المستودع قبل الفجر.\nولم يسأل عنها أحد."),
                Some.Document("RTA-D0502", text: "د روسیې سیلانیان په ولایتونو کې زیات شوي دي.\nدوهم پراګراف د نمونې لپاره دی."),
                Some.Document("RTA-D0503", language: "ru", text: "В записке сказано, что груз прибыл на склад ночью.\nНикто о нём не спросил."),
                Some.Document("RTA-D0504", language: "en", text: "The convoy reached the bridge at night and was inspected there by two officers.\nNobody spoke of the letter."),
                Some.Document("RTA-D0505", language: "en", text: "A first sentence. The second sentence stands here, and a third ends it."),
                Some.Document("RTA-D0506", language: "ar", text: "وصلت الشحنة 12 صباح الأحد\nالفقرة الثانية أطول قليلًا من الأولى لأنها نموذج."));
            await this.AddPagesAsync("RTA-D0506");
        }
    }
}

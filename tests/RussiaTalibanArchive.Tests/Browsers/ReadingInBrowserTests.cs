using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using RussiaTalibanArchive.Tests.Infrastructure;

namespace RussiaTalibanArchive.Tests.Browsers;

/// <summary>The reading room in a real browser: selecting, finding, keys, and a long document that comes as it is read.</summary>
public sealed class ReadingInBrowserTests(ReadingInBrowserTests.Archive archive, Chromium chromium) : IClassFixture<ReadingInBrowserTests.Archive>
{
    private const string Short = "/documents/RTA-D0401";
    private const string Long = "/documents/RTA-D0402";

    [Theory]
    [InlineData("en", 1280)]
    [InlineData("ar", 360)]
    public async Task Selecting_Arabic_on_the_text_and_on_the_picture_gives_its_words_in_order(string language, int width)
    {
        await using var real = await chromium.OpenAsync(archive.Address, width, language);
        var page = real.Page;
        await page.GotoAsync($"{Short}?view=both");
        var line = page.Locator(".layer-line").First;
        await line.WaitForAsync();
        var words = line.Locator(".words");
        await line.ScrollIntoViewIfNeededAsync();

        var (first, last) = ((await words.First.BoundingBoxAsync())!, (await words.Last.BoundingBoxAsync())!);
        await DragAsync(page, first.X + first.Width - 1, first.Y + (first.Height / 2), last.X + 1, last.Y + (last.Height / 2));
        var onPicture = await SelectedAsync(page);

        await page.EvaluateAsync("getSelection().removeAllRanges()");
        await page.Locator("#p1").ScrollIntoViewIfNeededAsync();
        await page.EvaluateAsync("window.scrollBy(0, document.querySelector('#p1').getBoundingClientRect().top - innerHeight * 0.7)");
        var (from, to) = (await CaretAsync(page, 0), await CaretAsync(page, Archive.Line.Length));
        await DragAsync(page, from[0], from[1], to[0], to[1]);
        var onText = await SelectedAsync(page);

        Assert.Equal([Archive.Line, "0", $"{Archive.Line.Length}", Archive.Line, "transcription.ar"], onPicture);
        Assert.Equal([Archive.Line, "0", $"{Archive.Line.Length}", Archive.Line, "transcription.ar"], onText);
        Assert.Empty(real.Errors);
        Assert.Empty(real.Foreign);
    }

    [Fact]
    public async Task Words_are_found_by_keys_of_any_keyboard_and_drawn_on_text_and_picture()
    {
        await using var real = await chromium.OpenAsync(archive.Address);
        var page = real.Page;
        await page.GotoAsync(Long);
        await page.Locator(".layer-line").First.WaitForAsync();
        var count = page.Locator("[data-part='hit-count']");

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("الشحنه");
        await Assertions.Expect(count).ToHaveTextAsync("Hit 1 of 120");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(count).ToHaveTextAsync("Hit 2 of 120");
        await page.Keyboard.PressAsync("Shift+F3");
        await Assertions.Expect(count).ToHaveTextAsync("Hit 1 of 120");
        await page.EvaluateAsync("document.activeElement.blur()");
        await page.Keyboard.PressAsync("Shift+N");
        await Assertions.Expect(count).ToHaveTextAsync("Hit 120 of 120");
        await PressAsync(page, "Т", "KeyN", shift: true); // Russian
        await Assertions.Expect(count).ToHaveTextAsync("Hit 119 of 120");

        await Assertions.Expect(page.Locator("[data-part='page-of']")).ToHaveTextAsync("60 of 60");
        await Assertions.Expect(page.Locator(".hit.current")).ToHaveCountAsync(1);
        Assert.Equal("الشحنة", await page.EvaluateAsync<string>("[...CSS.highlights.get('found-current')].join('|')"));
        Assert.True(await page.EvaluateAsync<int>("CSS.highlights.get('found').size") >= 1);
        Assert.True(await page.EvaluateAsync<bool>("(() => { const r = [...CSS.highlights.get('found-current')][0]; const live = document.createRange(); live.setStart(r.startContainer, r.startOffset); live.setEnd(r.endContainer, r.endOffset); const b = live.getBoundingClientRect(); return b.top > 0 && b.bottom < innerHeight; })()"));

        // While the hit is in the window, the picture stays with it, wherever its page begins.
        await page.EvaluateAsync("(() => { const r = [...CSS.highlights.get('found-current')][0]; const live = document.createRange(); live.setStart(r.startContainer, r.startOffset); live.setEnd(r.endContainer, r.endOffset); scrollBy(0, live.getBoundingClientRect().bottom - innerHeight + 20); })()");
        await page.WaitForTimeoutAsync(400);
        await Assertions.Expect(page.Locator("[data-part='page-of']")).ToHaveTextAsync("60 of 60");
        await page.EvaluateAsync("scrollBy(0, -innerHeight)");
        await Assertions.Expect(page.Locator("[data-part='page-of']")).Not.ToHaveTextAsync("60 of 60");
        Assert.Empty(real.Errors);
    }

    [Fact]
    public async Task An_address_of_a_far_paragraph_leads_there_and_text_and_picture_keep_in_step()
    {
        await using var real = await chromium.OpenAsync(archive.Address);
        var page = real.Page;
        await page.AddInitScriptAsync("window.shifted = 0; new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) window.shifted += e.value; }).observe({ type: 'layout-shift', buffered: true });");

        await page.GotoAsync($"{Long}#p500");
        await page.Locator("#p500:target").WaitForAsync();
        await Assertions.Expect(page.Locator("#p500")).ToBeInViewportAsync();
        await Assertions.Expect(page.Locator("[data-part='page-of']")).ToHaveTextAsync("42 of 60");
        Assert.Equal(0, await page.Locator("#page-30").CountAsync());

        await page.Locator("[data-do='next-page']").ClickAsync();
        await Assertions.Expect(page.Locator("#page-43")).ToBeInViewportAsync();
        await Assertions.Expect(page.Locator("[data-part='picture']")).ToHaveAttributeAsync("src", $"{Long}/pages/43/large.webp");
        await page.EvaluateAsync("window.scrollTo(0, document.querySelector('[data-part=texts]').getBoundingClientRect().bottom + scrollY - innerHeight)");
        await page.Locator("#page-60").WaitForAsync();
        await page.EvaluateAsync("document.querySelector('#page-60').scrollIntoView()");
        await Assertions.Expect(page.Locator("[data-part='page-of']")).ToHaveTextAsync("60 of 60");
        await page.Keyboard.PressAsync("k");
        await Assertions.Expect(page.Locator("#page-59")).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.Locator("dialog.keys")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await PressAsync(page, "ر", "KeyV", shift: false); // Arabic
        await Assertions.Expect(page.Locator(".picture-pane")).ToBeHiddenAsync();
        Assert.EndsWith("?view=text#p500", page.Url, StringComparison.Ordinal);
        Assert.True(await page.EvaluateAsync<double>("window.shifted") < 0.1, $"shifted by {await page.EvaluateAsync<double>("window.shifted")}");
        Assert.Empty(real.Errors);
    }

    [Theory]
    [InlineData("en", 1280, ColorScheme.Dark)]
    [InlineData("ar", 360, ColorScheme.Light)]
    public async Task Nothing_sticks_out_and_axe_finds_nothing_to_mend(string language, int width, ColorScheme colours)
    {
        await using var real = await chromium.OpenAsync(archive.Address, width, language, colours, inspect: true);

        foreach (var path in new[] { $"{Short}?view=both", $"{Short}?text=transcription.ar&beside=translation.en&view=text&find=the", $"{Long}?page=30", $"{Short}/pages/1" })
        {
            await real.Page.GotoAsync(path);
            await real.Page.Locator(".words").First.WaitForAsync();
            var over = await real.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            Assert.True(over <= 0, $"{path} is {over} px too wide");
            Assert.Empty((await real.Page.RunAxe()).Violations.Select(v => $"{path}: {v.Id} {string.Join("; ", v.Nodes.Take(3).Select(n => n.Html))}"));
        }
    }

    /// <summary>The middle of the line at a place of the first paragraph, where a mouse would begin or end.</summary>
    private static Task<double[]> CaretAsync(IPage page, int position) => page.EvaluateAsync<double[]>(
        "async (at) => { const { rangeOf } = await import('/js/text-offsets.js'); const text = document.querySelector('section[data-text]'); const r = rangeOf(text, at === 0 ? 0 : at - 1, at === 0 ? 1 : at).getBoundingClientRect(); return [at === 0 ? r.right - 0.5 : r.left + 0.5, r.top + r.height / 2]; }", position);

    private static async Task DragAsync(IPage page, double fromX, double fromY, double toX, double toY)
    {
        await page.Mouse.MoveAsync((float)fromX, (float)fromY);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync((float)((fromX + toX) / 2), (float)((fromY + toY) / 2), new() { Steps = 4 });
        await page.Mouse.MoveAsync((float)toX, (float)toY, new() { Steps = 4 });
        await page.Mouse.UpAsync();
    }

    /// <summary>What would be copied, where it begins and ends in the text, what stands there, and which text that is.</summary>
    private static Task<string[]> SelectedAsync(IPage page) => page.EvaluateAsync<string[]>(
        """
        async () => {
          const { positionOf, rangeOf } = await import('/js/text-offsets.js');
          const range = getSelection().getRangeAt(0);
          const [from, to] = [positionOf(range.startContainer, range.startOffset), positionOf(range.endContainer, range.endOffset)];
          return [getSelection().toString(), String(from?.position), String(to?.position), rangeOf(from.text, from.position, to.position).toString(), from.text.dataset.text];
        }
        """);

    private static async Task PressAsync(IPage page, string key, string code, bool shift) =>
        await page.EvaluateAsync("([key, code, shiftKey]) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, code, shiftKey, bubbles: true, cancelable: true }))", new object[] { key, code, shift });

    /// <summary>A short document and one of sixty pages, both with pictures.</summary>
    public sealed class Archive(TestCluster cluster) : TestArchive(cluster), IAsyncLifetime
    {
        public const string Line = "وصلت الشحنة 12 صباح الأحد";

        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            await ImportAsync(
                System.Text.Json.JsonSerializer.Serialize(new
                {
                    kind = "document",
                    reference = "RTA-D0401",
                    title = "مذكرة نموذج",
                    language = "ar",
                    texts = new[]
                    {
                        new { language = "ar", role = "transcription", text = $"{Line}\nالفقرة الثانية أطول قليلًا من الأولى لأنها نموذج." },
                        new { language = "en", role = "translation", text = "The goods arrived.\nThe second paragraph is somewhat longer than the first, since it is a specimen." },
                    },
                    status = "public",
                }, RussiaTalibanArchive.Web.Features.Items.ItemJson.Options),
                Some.Document("RTA-D0402", "ملف طويل", string.Join('\f', Enumerable.Range(1, 60).Select(n => string.Join('\n', Enumerable.Range(1, 12).Select(i =>
                    i is 3 or 9 ? $"تذكر الصفحة {n} أن الشحنة وصلت." : $"هذه الفقرة {i} من الصفحة {n}، وهي مكتوبة لتكون نموذجًا طويلًا لا غير.")))), "ar"),
                Some.Quotation("RTA-Q0401", "RTA-D0401", "الشحنة 12", appearances: [new { @in = "RTA-A0401", exact = "The goods" }]),
                Some.Quotation("RTA-Q0402", "RTA-D0401", "12 صباح"),
                Some.Article("RTA-A0401"));
            await this.AddPagesAsync("RTA-D0401");
            await this.AddPagesAsync("RTA-D0402");
        }
    }
}

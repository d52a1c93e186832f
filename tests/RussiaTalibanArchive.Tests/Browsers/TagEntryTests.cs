using Deque.AxeCore.Playwright;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using RussiaTalibanArchive.Tests.Infrastructure;

namespace RussiaTalibanArchive.Tests.Browsers;

public sealed class TagEntryTests(TestArchive archive, Chromium chromium) : IClassFixture<TestArchive>
{
    [Fact]
    public async Task An_editor_tags_a_quotation_by_keys_alone_in_three_scripts_and_makes_a_tag()
    {
        await archive.ImportAsync(
            """{"kind":"tag","slug":"kabul","type":"place","labels":{"en":"Kabul","ar":"كابل"}}""",
            """{"kind":"tag","slug":"kabul-road","labels":{"en":"Kabul road"}}""",
            """{"kind":"tag","slug":"couriers","labels":{"en":"Couriers","ru":"Курьеры"}}""",
            Some.Document("RTA-D0301"), Some.Quotation("RTA-Q0301", "RTA-D0301"));
        await using var real = await chromium.OpenAsync(archive.Address, 360, "ar", inspect: true);
        var page = real.Page;
        await SignInAsync(page);
        await page.GotoAsync("/editor/quotations/RTA-Q0301");
        var tags = page.Locator("[name='Tags'][role='combobox']");
        var options = page.Locator("[role='option']");

        await tags.FocusAsync();
        await page.Keyboard.TypeAsync("كاب");
        await Assertions.Expect(options).ToHaveCountAsync(2);
        await Assertions.Expect(tags).ToHaveAttributeAsync("aria-activedescendant", await options.First.GetAttributeAsync("id") ?? "-");
        Assert.Empty((await page.RunAxe()).Violations.Select(v => v.Id));
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("kabul, ", await tags.InputValueAsync());
        await Assertions.Expect(options.First).ToBeHiddenAsync();

        await page.Keyboard.TypeAsync("кур");
        await options.First.WaitForAsync();
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("kabul, couriers, ", await tags.InputValueAsync());

        await page.Keyboard.TypeAsync("road");
        await options.First.WaitForAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(tags).ToHaveAttributeAsync("aria-expanded", "false");
        await page.Keyboard.TypeAsync("s");
        await Assertions.Expect(options).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.TypeAsync("،");
        Assert.Equal("kabul, couriers, +roads, ", await tags.InputValueAsync());

        await page.Keyboard.PressAsync("Enter"); // Nothing is offered, so it sends the form, as in any field.
        await page.WaitForURLAsync($"{archive.Address}/quotations/RTA-Q0301");
        var carried = await archive.QueryAsync(db => db.Taggings.Where(t => t.Quotation!.Reference == "RTA-Q0301").Select(t => t.Tag.Reference).ToListAsync());
        Assert.Equal(["couriers", "kabul", "roads"], carried.Order());
        Assert.Empty(real.Errors);
        Assert.Empty(real.Foreign);
    }

    [Fact]
    public async Task A_field_that_is_added_later_is_completed_too_and_one_without_the_list_stays_as_it_is()
    {
        await archive.ImportAsync(Some.Tag("fuel", "Fuel"), Some.Document("RTA-D0311"));
        await using var real = await chromium.OpenAsync(archive.Address);
        var page = real.Page;
        await SignInAsync(page);
        await page.GotoAsync("/editor/documents/RTA-D0311");
        await page.Locator("[name='Tags'][role='combobox']").WaitForAsync();
        await page.EvaluateAsync("""
            () => {
              for (const [name, list] of [['later', 'tag-names'], ['other', '']]) {
                const input = document.createElement('input');
                input.name = name;
                input.setAttribute('aria-label', name);
                if (list) { input.setAttribute('list', list); }
                document.querySelector('form.edit, main').append(input);
              }
            }
            """);

        await page.Locator("[name='later']").FocusAsync();
        await page.Keyboard.TypeAsync("fu");
        await page.Locator("[role='option']").First.ClickAsync();
        await page.Locator("[name='other']").FocusAsync();

        Assert.Equal("fuel, ", await page.Locator("[name='later']").InputValueAsync());
        Assert.Null(await page.Locator("[name='other']").GetAttributeAsync("role"));
        Assert.Empty(real.Errors);
    }

    private static async Task SignInAsync(IPage page)
    {
        await page.GotoAsync("/account/sign-in");
        await page.Locator("[name='Email']").FillAsync("Editor@example.org");
        await page.Locator("[name='Password']").FillAsync(TestArchive.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
    }
}

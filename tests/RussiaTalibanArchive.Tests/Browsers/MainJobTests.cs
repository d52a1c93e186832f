using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Tests.Text;
using RussiaTalibanArchive.Web.Features.Articles;

namespace RussiaTalibanArchive.Tests.Browsers;

/// <summary>The archive's main job, done in a real browser as an editor does it.</summary>
public sealed class MainJobTests(TestArchive archive, Chromium chromium) : IClassFixture<TestArchive>
{
    public static TheoryData<string> Articles => Specimens.RealArticle is null ? new("specimen") : new("specimen", "real");

    [Theory]
    [MemberData(nameof(Articles))]
    public async Task An_article_becomes_quotations_of_a_leaked_document_that_are_tagged_and_cited(string which)
    {
        await archive.ImportAsync(Some.Tag($"{which}-visitors", $"{which} visitors"));
        await using var real = await chromium.OpenAsync(archive.Address);
        var page = real.Page;
        await SignInAsync(page);

        // The editor brings the article in.
        await page.GotoAsync("/editor/articles/new");
        await page.Locator("[name='Input.Text']").FillAsync(which == "real" ? Specimens.RealArticle! : Specimens.ArticleInArabic);
        await page.Locator("main form button").Last.ClickAsync();
        await Assertions.Expect(page.Locator(".done")).ToContainTextAsync("11 passages proposed");
        var article = page.Url.Split('/')[^2];

        // With keys alone, a passage that is attributed to a document becomes a quotation of a new one.
        var passage = await archive.QueryAsync(db => db.Passages.Where(p => p.Article.Reference == article && p.IsAttributedToDocument).OrderBy(p => p.Start).FirstAsync());
        var card = page.Locator($"#passage-{passage.Id:N}, #passage-{passage.Id}").First;
        await ScriptIsReadyAsync(page);
        await card.FocusAsync();
        await page.Keyboard.PressAsync("a");
        await card.Locator("[name='Use'][value='new']").CheckAsync();
        await card.Locator("[name='Title']").FillAsync("نموذج مذكرة");
        await card.Locator("[name='Tags']").FillAsync($"{which}-visitors");
        await card.Locator("button[data-do='accept']").ClickAsync();
        await Assertions.Expect(card).ToHaveAttributeAsync("data-state", nameof(ProposalState.Accepted));
        var quotation = await archive.QueryAsync(db => db.Quotations.Include(q => q.Document).Include(q => q.Taggings).Include(q => q.Appearances)
            .SingleAsync(q => q.Exact == passage.Exact && q.Appearances.Any(a => a.Article.Reference == article)));
        Assert.Equal(passage.DocumentDate, quotation.Document!.Date!.Edtf);
        Assert.Single(quotation.Taggings);
        Assert.Equal(passage.Start, Assert.Single(quotation.Appearances).Start);

        // A researcher takes the citation away.
        await page.GotoAsync($"/quotations/{quotation.Reference}");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(passage.Exact);
        var ris = await page.Context.APIRequest.GetAsync($"{archive.Address}/quotations/{quotation.Reference}.ris");
        var lines = (await ris.TextAsync()).Split("\r\n");
        Assert.StartsWith("TY  - ", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, l => l.Contains($"{which} visitors", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains(passage.Exact[..30], StringComparison.Ordinal));
        Assert.NotNull(await page.QuerySelectorAsync($"a[href='/quotations/{quotation.Reference}.ris']"));

        // Nothing was published, nothing was asked of another host, nothing broke the policy.
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await archive.Visitor.OpenAsync($"/quotations/{quotation.Reference}")).Status);
        Assert.Empty(real.Foreign);
        Assert.Empty(real.Errors);
    }

    [Fact]
    public async Task Rejecting_and_undoing_take_one_key_each()
    {
        await using var real = await chromium.OpenAsync(archive.Address);
        var page = real.Page;
        await SignInAsync(page);
        await page.GotoAsync("/editor/articles/new");
        await page.Locator("[name='Input.Text']").FillAsync("The officer said: “Nobody leaves the depot before the count is done.” They call it “the long night” here.");
        await page.Locator("main form button").Last.ClickAsync();
        await Assertions.Expect(page.Locator("[data-card][data-kind='passage']")).ToHaveCountAsync(2);

        var card = page.Locator("[data-card][data-kind='passage']").First;
        await ScriptIsReadyAsync(page);
        await card.FocusAsync();
        await page.Keyboard.PressAsync("r");
        await Assertions.Expect(card).ToHaveAttributeAsync("data-state", nameof(ProposalState.Rejected));
        await card.FocusAsync();
        await page.Keyboard.PressAsync("u");
        await Assertions.Expect(card).ToHaveAttributeAsync("data-state", nameof(ProposalState.Proposed));
        Assert.Empty(real.Errors);
    }

    /// <summary>The page shows its keys once its script listens to them.</summary>
    private static Task ScriptIsReadyAsync(IPage page) => page.Locator("[data-part='keys']").WaitForAsync();

    private static async Task SignInAsync(IPage page)
    {
        await page.GotoAsync("/account/sign-in");
        await page.Locator("[name='Email']").FillAsync("Editor@example.org");
        await page.Locator("[name='Password']").FillAsync(TestArchive.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
    }
}

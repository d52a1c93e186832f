using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Features.Help;

namespace RussiaTalibanArchive.Tests.Features.Help;

public sealed class HandbookTests
{
    [Fact]
    public async Task Links_between_files_lead_to_their_pages_and_others_stay_as_they_are()
    {
        await using var folder = new TestFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "decisions"));
        await WriteAsync("using.md", "# Using it\n\nSee [how](decisions/0001-how.md#why-so), [ask][1], [else](https://example.org/a.md), `[not](using.md)`, [lost](nowhere.md).\n\n[1]: running.md\n");
        await WriteAsync("running.md", "No heading.\n");
        await WriteAsync("decisions/0001-how.md", "# 1. How\n\nBack to [it](../using.md).\n\n## Why so\n\nBecause.\n");

        var book = Handbook.Read(folder.Path);
        var page = book.Find("using")!;
        var decision = book.Find("decisions/0001-how")!;

        Assert.Contains("href=\"/help/decisions/0001-how#s-why-so\"", page.Html);
        Assert.Contains("href=\"/help/running\"", page.Html);
        Assert.Contains("href=\"https://example.org/a.md\"", page.Html);
        Assert.Contains("<code>[not](using.md)</code>", page.Html);
        Assert.DoesNotContain("nowhere", page.Html);
        Assert.Contains("href=\"/help/using\"", decision.Html);
        Assert.Equal([new HandbookSection("s-why-so", "Why so")], decision.Sections);
        Assert.Equal(["using", "running"], book.Pages.Select(p => p.Name));
        Assert.Equal(["1. How"], book.DecisionPages.Select(p => p.Title));
        Assert.Null(book.Find("../using"));

        Task WriteAsync(string name, string text) => File.WriteAllTextAsync(Path.Combine(folder.Path, name), text, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Every_link_between_the_shipped_pages_leads_to_one_of_them()
    {
        var book = Handbook.Shipped;
        var pages = book.Pages.Concat(book.DecisionPages).ToList();

        var links = pages.SelectMany(p => new AngleSharp.Html.Parser.HtmlParser().ParseDocument(p.Html).QuerySelectorAll("a[href^='/help/']"))
            .Select(a => Uri.UnescapeDataString(a.GetAttribute("href")!["/help/".Length..].Split('#')[0]));

        Assert.NotEmpty(pages);
        Assert.All(links, name => Assert.NotNull(book.Find(name)));
    }
}

using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Tests.Text;

namespace RussiaTalibanArchive.Tests.Features.Articles;

public sealed class ArticleImportTests(TestArchive archive) : IClassFixture<TestArchive>
{
    private const string Page = "/editor/articles/new";

    [Fact]
    public async Task A_pasted_article_has_its_eleven_passages_proposed()
    {
        var review = await archive.Editor.SubmitAsync(Page, ("Input.Text", Specimens.ArticleInArabic), ("Input.Title", "مقالة أولى"));

        Assert.Matches("^/editor/articles/RTA-A\\d+/review$", review.Path);
        Assert.StartsWith("11 passages proposed, ", review.Html.QuerySelector(".done")!.TextContent);
        Assert.Equal(11, review.Html.QuerySelectorAll("[data-kind=passage]").Length);
        Assert.NotEmpty(review.Html.QuerySelectorAll("[data-kind=date]"));
        var article = await archive.QueryAsync(db => db.Articles.Include(a => a.Passages).SingleAsync(a => a.Title == "مقالة أولى"));
        Assert.Equal("ar", article.Language);
        Assert.Equal(11, article.Passages.Count);
    }

    [Fact]
    public async Task The_same_article_twice_leads_to_the_one_that_is_here()
    {
        const string text = "Title of the thing\nThe minister said “this is a long sentence of his” yesterday.";

        var first = await archive.Editor.SubmitAsync(Page, ("Input.Text", text));
        var second = await archive.Editor.SubmitAsync(Page, ("Input.Text", text));
        var third = await archive.Editor.SubmitAsync(Page, ("Input.Text", text), ("Input.Publisher", "Another paper"));

        Assert.Equal([first.Path, first.Path], [second.Path, third.Path]);
        Assert.Contains("is here already", second.Html.QuerySelector(".done")!.TextContent);
        Assert.Equal(1, await archive.QueryAsync(db => db.Articles.CountAsync(a => a.Title == "Title of the thing")));
    }

    [Theory]
    [InlineData("paper.md", "---\ntitle: From front matter\nauthors: [A. Writer]\npublisher: The Paper\ndate: 2025-07-08\nlanguage: en\n---\n\nHe said “these are more than four words” again.", "From front matter")]
    [InlineData("paper.html", "<html lang=en><head><title>From HTML</title></head><body><article><h1>From a page</h1><p>He said “these are more than four words” on a page.</p></article></body></html>", "From a page")]
    [InlineData("paper.txt", "From plain text\nHe said “these are more than four words” there.", "From plain text")]
    public async Task A_file_is_read_as_what_its_name_says(string name, string content, string title)
    {
        var review = await UploadAsync(name, System.Text.Encoding.UTF8.GetBytes(content));

        Assert.Equal(HttpStatusCode.OK, review.Status);
        Assert.Single(review.Html.QuerySelectorAll("[data-kind=passage]"));
        Assert.Equal(title, await archive.QueryAsync(db => db.Articles.OrderByDescending(a => a.Id).Select(a => a.Title).FirstAsync()));
    }

    [Theory]
    [InlineData("paper.pdf", "%PDF-1.7", "Choose a file that ends in .md, .txt or .html.")]
    [InlineData("paper.txt", "\xff\xfe\xfa\xd8", "This file is not text in UTF-8 or UTF-16.")]
    [InlineData("paper.txt", "GIF\0\0", "This file is not text in UTF-8 or UTF-16.")]
    [InlineData("paper.txt", " \n ", "There is no text in this file.")]
    public async Task A_file_that_cannot_be_read_is_refused_beside_the_field(string name, string latin1, string message)
    {
        var answer = await UploadAsync(name, System.Text.Encoding.Latin1.GetBytes(latin1), ("Input.Title", "Kept title"));

        Assert.Equal(Page, answer.Path);
        Assert.Contains(message, answer.Html.QuerySelector("#Upload-error")!.TextContent);
        Assert.Equal("Kept title", answer.Html.QuerySelector("#Input_Title")!.GetAttribute("value"));
    }

    [Fact]
    public async Task An_uploaded_text_stays_when_something_else_is_wrong()
    {
        var answer = await UploadAsync("paper.txt", "A kept line of text."u8.ToArray(), ("Input.Published", "yesterday"));

        Assert.Contains("yesterday", answer.Html.QuerySelector("#Input_Published-error")!.TextContent);
        Assert.Contains("A kept line of text.", answer.Html.QuerySelector("#Input_Text")!.TextContent);
        Assert.False(await archive.QueryAsync(db => db.Articles.AnyAsync(a => a.Body.Contains("A kept line"))));
    }

    [Fact]
    public async Task A_text_that_is_too_large_is_refused_beside_the_field()
    {
        var answer = await archive.Editor.SubmitAsync(Page, ("Input.Text", new string('a', 5 * 1024 * 1024 + 1)));

        Assert.Equal("This is too large: 5 MB at most.", answer.Html.QuerySelector("#Input_Text-error")!.TextContent);
    }

    [Fact]
    public async Task Nothing_given_is_said()
    {
        var answer = await archive.Editor.SubmitAsync(Page, ("Input.Text", " "));

        Assert.Equal("Paste the text of the article, or choose a file.", answer.Html.QuerySelector("#Input_Text-error")!.TextContent);
    }

    [Fact]
    public async Task Only_editors_bring_in_and_review()
    {
        var review = (await archive.Editor.SubmitAsync(Page, ("Input.Text", "Guarded\nHe said “these words are for editors only” once."))).Path;
        foreach (var path in new[] { Page, "/editor", review, review.Replace("/review", "") })
        {
            using var analyst = await archive.Analyst.SendAsync(HttpMethod.Get, path);
            using var visitor = await archive.Visitor.SendAsync(HttpMethod.Get, path);

            Assert.NotEqual(HttpStatusCode.OK, analyst.StatusCode);
            Assert.NotEqual(HttpStatusCode.OK, visitor.StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await archive.Editor.OpenAsync(path)).Status);
        }
    }

    private async Task<BrowserPage> UploadAsync(string name, byte[] content, params (string Name, string Value)[] fields)
    {
        var page = await archive.Editor.OpenAsync(Page);
        using var form = new MultipartFormDataContent();
        form.Add(new StringContent(page.Html.QuerySelector("form.form [name=__token]")!.GetAttribute("value")!), "__token");
        foreach (var (field, value) in fields)
        {
            form.Add(new StringContent(value), field);
        }

        var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(file, "Upload", name);
        using var answer = await archive.Editor.SendAsync(HttpMethod.Post, Page, request => request.Content = form);
        if (answer.Headers.Location is { } location)
        {
            return await archive.Editor.OpenAsync(location.ToString());
        }

        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new(answer.StatusCode, answer.RequestMessage!.RequestUri!, body, new AngleSharp.Html.Parser.HtmlParser().ParseDocument(body), answer.Headers);
    }
}

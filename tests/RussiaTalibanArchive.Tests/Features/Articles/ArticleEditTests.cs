using System.Net;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Tests.Features.Articles;

public sealed class ArticleEditTests(TestArchive archive) : IClassFixture<TestArchive>
{
    [Fact]
    public async Task Every_field_can_be_changed()
    {
        var path = await BringInAsync("Fields", "He said “these are the words of the first test” once.");

        await archive.Editor.SubmitAsync(path,
            ("Input.Title", "Other title"), ("Input.Authors", "First Writer, Jr.\nSecond Writer"), ("Input.Publisher", "The Paper"),
            ("Input.Published", "2025-07"), ("Input.PublishedPrinted", "July 2025"), ("Input.Language", "en-gb"), ("Input.Url", "https://paper.example/1"),
            ("Input.Status", "Public"), ("Input.EmbargoUntil", "2031-02-03T04:05"));

        var article = await archive.QueryAsync(db => db.Articles.SingleAsync(a => a.Title == "Other title"));
        Assert.Equal(["First Writer, Jr.", "Second Writer"], article.Authors);
        Assert.Equal(("The Paper", "2025-07", "July 2025", "en-GB", "https://paper.example/1"),
            (article.Publisher, article.Published!.Edtf, article.Published.Printed, article.Language, article.Url));
        Assert.Equal((ItemStatus.Public, new DateTimeOffset(2031, 2, 3, 4, 5, 0, TimeSpan.Zero)), (article.Status, article.EmbargoUntil!.Value));
    }

    [Fact]
    public async Task The_second_writer_sees_what_the_first_saved_and_loses_nothing()
    {
        var path = await BringInAsync("Conflict", "He said “these are the words of the second test” once.");
        var tab = await archive.Editor.OpenAsync(path);
        await archive.Editor.SubmitAsync(path, ("Input.Publisher", "Theirs"));

        var conflict = await archive.Editor.SubmitAsync(tab, ("Input.Publisher", "Mine"));
        var saved = await archive.Editor.SubmitAsync(conflict, ("Input.Publisher", "Mine"));

        Assert.Contains("Theirs", conflict.Text);
        Assert.Equal("Mine", conflict.Html.QuerySelector("#Input_Publisher")!.GetAttribute("value"));
        Assert.Equal("Saved.", saved.Html.QuerySelector(".done")!.TextContent.Trim());
        Assert.Equal("Mine", await archive.QueryAsync(db => db.Articles.Where(a => a.Title == "Conflict").Select(a => a.Publisher).SingleAsync()));
    }

    [Fact]
    public async Task A_wrong_field_is_told_and_everything_stays_in_the_form()
    {
        var path = await BringInAsync("Wrong", "He said “these are the words of the third test” once.");

        var answer = await archive.Editor.SubmitAsync(path, ("Input.Url", "javascript:alert(1)"), ("Input.Publisher", "Kept"));

        Assert.Contains("https://", answer.Html.QuerySelector("#Input_Url-error")!.TextContent);
        Assert.Equal("Kept", answer.Html.QuerySelector("#Input_Publisher")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Another_text_is_read_anew_and_what_was_decided_stays()
    {
        var path = await BringInAsync("Anew", "He said “these are the words of the fourth test” once. She said “and these are the words that go away” then.");
        await archive.Editor.SubmitAsync($"{path}/review", ("?Passage", ""), ("Do", "Reject"));

        await archive.Editor.SubmitAsync(path, ("Input.Body", "Before it all he said “these are the words of the fourth test” once. They said “and these are the words that have come” now."));

        var passages = await archive.QueryAsync(db => db.Passages.Where(p => p.Article.Title == "Anew").OrderBy(p => p.Start).Select(p => new { p.Exact, p.State }).ToListAsync());
        Assert.Equal(
            [("these are the words of the fourth test", ProposalState.Rejected), ("and these are the words that have come", ProposalState.Proposed)],
            passages.Select(p => (p.Exact, p.State)));
    }

    [Fact]
    public async Task A_withdrawn_article_leaves_a_tombstone_and_comes_back()
    {
        var path = await BringInAsync("Gone", "He said “these are the words of the fifth test” once.");
        var shown = path.Replace("/editor", "");
        await archive.Editor.SubmitAsync(path, ("Input.Status", "Public"));

        await archive.Editor.SubmitAsync(path, ("?Withdraw", ""), ("Reason", "It was a hoax."));
        var gone = await archive.Visitor.OpenAsync(shown);
        await archive.Editor.SubmitAsync(path, ("?Reinstate", ""));

        Assert.Equal(HttpStatusCode.Gone, gone.Status);
        Assert.Contains("It was a hoax.", gone.Text);
        Assert.DoesNotContain("fifth test", gone.Body);
        Assert.Equal(HttpStatusCode.OK, (await archive.Visitor.OpenAsync(shown)).Status);
    }

    [Fact]
    public async Task A_withdrawal_needs_a_reason()
    {
        var path = await BringInAsync("Unreasoned", "He said “these are the words of the sixth test” once.");

        var answer = await archive.Editor.SubmitAsync(path, ("?Withdraw", ""), ("Reason", " "));

        Assert.Contains("reason", answer.Html.QuerySelector("#Reason-error")!.TextContent);
        Assert.Null(await archive.QueryAsync(db => db.Articles.Where(a => a.Title == "Unreasoned").Select(a => a.WithdrawnAt).SingleAsync()));
    }

    private async Task<string> BringInAsync(string title, string text)
    {
        var review = await archive.Editor.SubmitAsync("/editor/articles/new", ("Input.Text", text), ("Input.Title", title));
        return review.Path[..^"/review".Length];
    }
}

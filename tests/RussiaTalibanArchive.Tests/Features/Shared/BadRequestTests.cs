using System.Net;
using RussiaTalibanArchive.Tests.Infrastructure;

namespace RussiaTalibanArchive.Tests.Features.Shared;

/// <summary>Requests that no page of ours sends: each has its own answer, and none is our failure.</summary>
public sealed class BadRequestTests(TestArchive archive) : IClassFixture<TestArchive>
{
    [Theory]
    [InlineData("/documents?tag=%00")]
    [InlineData("/articles?tag=kabul&tag=%00kabul")]
    [InlineData("/quotations?tag=%00&q=%00&lang=%00&issuer=%00&status=%00&from=%00&after=%00")]
    [InlineData("/tags?q=%00")]
    public async Task A_list_can_be_asked_for_anything(string path)
    {
        var page = await archive.Visitor.OpenAsync(path);

        Assert.Equal(HttpStatusCode.OK, page.Status);
    }

    [Theory]
    [InlineData("POST", "/account/sign-in")]
    [InlineData("PUT", "/account/sign-in")]
    [InlineData("DELETE", "/documents/RTA-D0001")]
    public async Task A_change_without_the_forms_token_is_refused_with_a_page_that_says_what_to_do(string method, string path)
    {
        using var answer = await archive.Visitor.SendAsync(new HttpMethod(method), path);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("load the page again", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TRACE", "/")]
    [InlineData("TRACE", "/documents/RTA-D0001")]
    [InlineData("TRACE", "/account/sign-in")]
    public async Task A_method_that_a_page_does_not_know_is_named_so(string method, string path)
    {
        using var answer = await archive.Visitor.SendAsync(new HttpMethod(method), path);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Contains("GET", answer.Content.Headers.Allow);
        Assert.Contains("cannot be done", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_verb_that_a_page_does_not_know_is_named_so()
    {
        var form = await archive.Editor.OpenAsync("/account");
        var token = form.Html.QuerySelector("[name=__token]")!.GetAttribute("value")!;

        using var answer = await archive.Editor.SendAsync(HttpMethod.Post, "/account?handler=Nothing", r => r.Content = new FormUrlEncodedContent([new("__token", token)]));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    [Fact]
    public async Task A_form_that_is_too_large_is_told_so()
    {
        using var answer = await archive.Editor.SendAsync(HttpMethod.Post, "/notes/new", r =>
        {
            r.Headers.ExpectContinue = true; // Else the server hangs up on what is still being sent.
            r.Content = new ByteArrayContent(new byte[31_000_000]);
            r.Content.Headers.ContentType = new("application/x-www-form-urlencoded");
        });

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("too large", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_character_set_that_cannot_be_read_is_the_senders_fault()
    {
        using var answer = await archive.Editor.SendAsync(HttpMethod.Post, "/notes/new", r =>
            r.Content = new StringContent("a=1", new System.Net.Http.Headers.MediaTypeHeaderValue("application/x-www-form-urlencoded", "utf-7")));

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Fact]
    public async Task A_long_Arabic_text_fits_into_the_form_that_a_browser_sends()
    {
        var form = await archive.Editor.OpenAsync("/notes/new");
        var token = form.Html.QuerySelector("[name=__token]")!.GetAttribute("value")!;

        using var answer = await archive.Editor.SendAsync(HttpMethod.Post, "/notes/new", r => r.Content = new FormUrlEncodedContent(
            [new("__token", token), new("Input.Status", "Draft"), new("Input.Body", string.Concat(Enumerable.Repeat("كابل ", 400_000)))]));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode); // The form again: a note is shorter than that, and it says so.
        Assert.Contains("too long", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/appsettings.json")]
    [InlineData("/css/no-such.css")]
    [InlineData("/documents/RTA-D0001/scan.pdf")]
    public async Task An_unknown_address_that_looks_like_a_file_is_missing_like_any_other(string path)
    {
        using var answer = await archive.Visitor.SendAsync(HttpMethod.Get, path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}

using System.Net;
using System.Net.Http.Headers;
using RussiaTalibanArchive.Tests.Infrastructure;

namespace RussiaTalibanArchive.Tests.Features.Citations;

/// <summary>Citations in styles, as programs and readers fetch them.</summary>
public sealed class StyledCitationPageTests(CitationsTests.Archive archive) : IClassFixture<CitationsTests.Archive>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/documents/RTA-D0001", "Supply office")]
    [InlineData("/articles/RTA-A0001", "Harlan")]
    [InlineData("/quotations/RTA-Q0001", "RTA-D0001")]
    public async Task Each_item_is_cited_as_plain_text_and_where_it_is_preferred_as_html(string item, string expected)
    {
        using var plain = await archive.Visitor.SendAsync(HttpMethod.Get, $"{item}/citation?style=chicago&locale=en-US");
        using var html = await archive.Visitor.SendAsync(HttpMethod.Get, $"{item}/citation?style=apa&locale=ar", r => r.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html")));
        var (text, page) = (await plain.Content.ReadAsStringAsync(Cancelled), await html.Content.ReadAsStringAsync(Cancelled));

        Assert.Equal("text/plain; charset=utf-8", plain.Content.Headers.ContentType!.ToString());
        Assert.Contains(expected, text, StringComparison.Ordinal);
        Assert.Contains(archive.Address + item, text, StringComparison.Ordinal);
        Assert.Equal("text/html; charset=utf-8", html.Content.Headers.ContentType!.ToString());
        Assert.Contains("<html lang=\"ar\" dir=\"rtl\">", page, StringComparison.Ordinal);
        Assert.Contains("csl-entry", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Isolates_can_be_left_out()
    {
        var with = await TextAsync("/quotations/RTA-Q0001/citation?style=apa&locale=en-US");
        var without = await TextAsync("/quotations/RTA-Q0001/citation?style=apa&locale=en-US&isolates=0");

        Assert.Contains('\u2068', with);
        Assert.Equal(with.Replace("\u2068", "", StringComparison.Ordinal).Replace("\u2069", "", StringComparison.Ordinal), without);
    }

    [Theory]
    [InlineData("style=nonsense", "chicago-author-date")]
    [InlineData("locale=xx", "fa-IR")]
    public async Task What_there_is_not_is_refused_with_what_there_is(string query, string known)
    {
        using var answer = await archive.Visitor.SendAsync(HttpMethod.Get, $"/documents/RTA-D0001/citation?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(known, await answer.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/documents/RTA-D0002/citation")]
    [InlineData("/documents/RTA-D0002/cite")]
    [InlineData("/documents/RTA-D0099/citation")]
    [InlineData("/articles/RTA-D0001/citation")]
    public async Task What_the_viewer_may_not_see_is_not_cited(string address)
    {
        using var answer = await archive.Visitor.SendAsync(HttpMethod.Get, address);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain("A draft", await answer.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_remembers_style_and_language()
    {
        using var reader = archive.Visitor;
        await reader.OpenAsync("/documents/RTA-D0001/cite?style=gost&locale=ru-RU");

        var page = (await reader.OpenAsync("/articles/RTA-A0001/cite")).Html;

        Assert.Equal("gost", page.QuerySelector("select[name=style] option[selected]")!.GetAttribute("value"));
        Assert.Equal("ru-RU", page.QuerySelector("select[name=locale] option[selected]")!.GetAttribute("value"));
        Assert.Contains("Harlan", page.QuerySelector(".styled-citation")!.TextContent, StringComparison.Ordinal);
    }

    private async Task<string> TextAsync(string address)
    {
        using var answer = await archive.Visitor.SendAsync(HttpMethod.Get, address);
        return await answer.Content.ReadAsStringAsync(Cancelled);
    }
}

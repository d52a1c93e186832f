using System.Net;
using RussiaTalibanArchive.Tests.Infrastructure;

namespace RussiaTalibanArchive.Tests.Features.Search;

/// <summary>Some results chosen by hand, cited together.</summary>
public sealed class ChosenItemsTests(ChosenItemsTests.Archive archive) : IClassFixture<ChosenItemsTests.Archive>
{
    public sealed class Archive(TestCluster cluster) : TestArchive(cluster), IAsyncLifetime
    {
        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            await ImportAsync(
                Some.Document("RTA-D0001", "A letter on plums", "Words on plums", "en"), Some.Document("RTA-D0002", "Another on plums", "Words on plums", "en"),
                Some.Document("RTA-D0003", "A draft on plums", "Words on plums", "en", status: "draft"),
                Some.Article("RTA-A0001", "A report on plums", "Plums"), Some.Quotation("RTA-Q0001", "RTA-D0001", "Words on plums"), Some.Note("A note on plums", reference: "1"));
        }
    }

    [Theory]
    [InlineData("/search?q=plums")]
    [InlineData("/search?q=plums&view=compact")]
    [InlineData("/search?q=plums&view=table")]
    [InlineData("/documents")]
    public async Task Results_that_can_be_cited_are_chosen_by_a_form_that_needs_no_script(string list)
    {
        var page = await archive.Visitor.OpenAsync(list);
        var form = page.Html.QuerySelector("form#chosen")!;
        var boxes = page.Html.QuerySelectorAll("input[form=chosen]");

        Assert.Equal(("get", "/cite"), (form.GetAttribute("method"), form.GetAttribute("action")));
        Assert.Equal(list == "/documents" ? 2 : 4, boxes.Length);
        Assert.All(boxes, b => Assert.Contains(b.GetAttribute("value")!, b.GetAttribute("aria-label")!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_chosen_is_cited_in_its_order_without_what_is_hidden()
    {
        var page = await archive.Visitor.OpenAsync("/cite?item=RTA-A0001&item=RTA-D0003&item=RTA-Q0001&item=RTA-D0001&item=RTA-A0001&item=nonsense&item=RTA-D0999&style=apa&locale=en-US");
        var entries = page.Html.QuerySelectorAll(".styled-citation > li").Select(e => e.TextContent).ToList();

        Assert.Equal(3, entries.Count);
        Assert.Contains("A report on plums", entries[0], StringComparison.OrdinalIgnoreCase);
        Assert.Contains("RTA-Q0001", entries[1], StringComparison.Ordinal);
        Assert.Contains("A letter on plums", entries[2], StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("A draft on plums", page.Body, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("apa", page.Html.QuerySelector("select[name=style] option[selected]")!.GetAttribute("value"));
        Assert.Equal(3, page.Html.QuerySelectorAll("input[type=hidden][name=item]").Length);
    }

    [Theory]
    [InlineData(".bib")]
    [InlineData(".ris")]
    [InlineData(".csl.json")]
    [InlineData(".csv")]
    [InlineData(".jsonl")]
    [InlineData(".txt")]
    public async Task It_is_taken_away_in_every_format(string suffix)
    {
        var page = await archive.Visitor.OpenAsync("/cite?item=RTA-Q0001&item=RTA-D0002");
        var link = page.Html.QuerySelectorAll("a[download]").Select(a => a.GetAttribute("href")!).Single(h => h.StartsWith($"/cite{suffix}?", StringComparison.Ordinal));

        using var answer = await archive.Visitor.SendAsync(HttpMethod.Get, link);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, "2"), (answer.StatusCode, answer.Headers.GetValues("X-Total-Count").Single()));
        Assert.True(text.IndexOf("RTA-Q0001", StringComparison.Ordinal) < text.IndexOf("RTA-D0002", StringComparison.Ordinal) && text.Contains("RTA-Q0001", StringComparison.Ordinal));
        Assert.DoesNotContain("A report on plums", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/cite")]
    [InlineData("/cite?item=")]
    [InlineData("/cite?item=RTA-D0003")]
    [InlineData("/cite?item=1&item=tag:fuel")]
    public async Task Who_chose_nothing_is_told_how(string address)
    {
        var page = await archive.Visitor.OpenAsync(address);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("Nothing is chosen", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Html.QuerySelector("a[download]"));
    }
}

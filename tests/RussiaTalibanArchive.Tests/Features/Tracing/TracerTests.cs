using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Quotations;
using RussiaTalibanArchive.Web.Features.Tracing;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Tests.Features.Tracing;

public sealed class TracerTests(TestArchive archive) : IClassFixture<TestArchive>
{
    [Fact]
    public async Task The_review_of_an_article_shows_which_documents_hold_its_passages_and_how_truly()
    {
        await archive.ImportAsync(
            Some.Document("RTA-D0901", text: "A first line.\nThe shipments reach the depot every week and nobody asks.", language: "en"),
            Some.Document("RTA-D0902", text: "Shipments reach the depot EVERY week, and nobody asks.", language: "en", status: "draft"),
            Some.Article("RTA-A0901", body: "The memo says: “The shipments reach the depot every week and nobody asks.” It adds: “Nothing of this stands in any paper here.”"));

        var page = await archive.Editor.OpenAsync("/editor/articles/RTA-A0901/review");

        var cards = page.Html.QuerySelectorAll(".card.passage");
        var traces = cards[0].QuerySelectorAll(".trace").Select(t => (t.GetAttribute("data-grade"), t.QuerySelector(".reference")!.TextContent)).ToList();
        Assert.Equal([("Exact", "RTA-D0901"), ("Differs", "RTA-D0902")], traces);
        Assert.EndsWith("#p2", cards[0].QuerySelector(".trace a")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Contains("Not in this archive.", cards[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_that_comes_later_finds_the_passage_that_waits_for_it()
    {
        await archive.ImportAsync(Some.Article("RTA-A0902", body: "The memo says: “The lorries were counted twice at the northern gate.”"));
        await WorkAsync();
        var before = await PassageAsync("RTA-A0902");

        await archive.ImportAsync(Some.Document("RTA-D0903", text: "On that day the lorries were counted twice at the northern gate.", language: "en"));
        await WorkAsync();

        Assert.Empty(before.Matches);
        var match = Assert.Single((await PassageAsync("RTA-A0902")).Matches);
        Assert.Equal((TraceGrade.Folded, true), (match.Grade, match.IsNew));
        var list = await archive.Editor.OpenAsync("/editor");
        Assert.Contains("RTA-A0902", list.Html.QuerySelector("#new-matches + *")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_passage_with_an_omission_becomes_a_quotation_of_several_parts()
    {
        await archive.ImportAsync(
            Some.Document("RTA-D0904", text: "The envoy left the city at dawn, with two cars and a driver, and came back on Friday.", language: "en"),
            Some.Article("RTA-A0903", body: "The memo says: “The envoy left the city at dawn […] and came back on Friday.”"));
        await archive.Editor.OpenAsync("/editor/articles/RTA-A0903/review");
        var passage = await PassageAsync("RTA-A0903");

        var decision = await archive.AsArchiveAsync(s => s.GetRequiredService<ProposalReview>().AcceptAsync(passage.Id, new PassageWish { Use = PassageUse.Existing, Document = "RTA-D0904" }, CancellationToken.None));

        Assert.Empty(decision.Problems);
        var quotation = await archive.QueryAsync(db => db.Quotations.Include(q => q.Appearances).SingleAsync(q => q.Document!.Reference == "RTA-D0904"));
        Assert.Equal("The envoy left the city at dawn […] and came back on Friday", quotation.Exact);
        Assert.Equal((AnchorState.Exact, 2), (quotation.Anchor, quotation.Pieces.Count));
        Assert.Equal(Faithfulness.WordForWord, quotation.Appearances.Single().Faithfulness);
    }

    [Fact]
    public async Task Versions_and_translations_are_searched_and_what_was_redacted_is_not()
    {
        await archive.ImportAsync(
            """{"kind":"document","reference":"RTA-D0905","title":"T","language":"ps","status":"public","texts":[{"language":"ps","role":"transcription","text":"د نمونې متن دی او نور څه نه دی."},{"language":"en","role":"translation","text":"The bridge was closed for repairs until the autumn."}]}""");
        await WorkAsync();
        var find = (string words) => archive.AsArchiveAsync(s => s.GetRequiredService<Tracer>().FindAsync(words, CancellationToken.None));

        Assert.Single(await find("The bridge was closed for repairs until the autumn"));
        Assert.Single(await find("د نمونې متن دی او نور څه نه دی"));
        await archive.QueryAsync(db => db.Texts.Where(t => t.Language == "en" && t.Document.Reference == "RTA-D0905").ExecuteUpdateAsync(t => t.SetProperty(x => x.IsWithheld, true)));
        Assert.Empty(await find("The bridge was closed for repairs until the autumn"));
    }

    private Task<PassageProposal> PassageAsync(string article) => archive.QueryAsync(db => db.Passages.SingleAsync(p => p.Article.Reference == article));

    private Task<bool> WorkAsync() => archive.AsArchiveAsync(async services =>
    {
        while (await services.GetRequiredService<Tracer>().WorkAsync(CancellationToken.None))
        {
        }

        return true;
    });
}

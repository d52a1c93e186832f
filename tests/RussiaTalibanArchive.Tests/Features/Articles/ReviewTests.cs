using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Import;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Quotations;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Tests.Features.Articles;

public sealed class ReviewTests(TestArchive archive) : IClassFixture<TestArchive>
{
    private const string Words = "the shipment crossed the bridge at night";

    [Fact]
    public async Task A_passage_becomes_a_quotation_of_a_new_document()
    {
        var article = await ArticleAsync();
        var passage = article.Passages.Single(p => p.Exact == Words);

        var page = await DecideAsync(article, passage,
            ("Do", "Accept"), ("Use", "new"), ("Title", "A memorandum"), ("Issuer", "The port office"), ("Language", "en"), ("Speaker", "A clerk"), ("SpeakerRole", "of the port"));

        Assert.Contains("Accepted as a quotation by Editor the Editor", page.Html.GetElementById($"passage-{passage.Id}")!.TextContent);
        var quotation = await QuotationOfAsync(passage);
        Assert.Equal((Words, QuotationStatus.Draft, "A clerk", "of the port"), (quotation.Exact, quotation.Status, quotation.Speaker, quotation.SpeakerRole));
        Assert.Equal(("A memorandum", "The port office", ItemStatus.Draft), (quotation.Document!.Title, quotation.Document.Issuer, quotation.Document.Status));
        var appearance = Assert.Single(quotation.Appearances);
        Assert.Equal((article.Id, passage.Start, passage.End), (appearance.ArticleId, appearance.Start, appearance.End));
        Assert.Equal([quotation.Document.Reference], await CitedAsync(article));
    }

    [Fact]
    public async Task A_passage_becomes_a_quotation_of_a_document_that_holds_its_words()
    {
        var document = await DocumentAsync($"On Monday {Words}, and nobody saw it.");
        var article = await ArticleAsync();
        var passage = article.Passages.Single(p => p.Exact == Words);
        var review = await archive.Editor.OpenAsync(PathOf(article));
        var offered = review.Html.QuerySelectorAll($"[id='passage-{passage.Id}'] input[name=Use]").Select(i => i.GetAttribute("value"));

        await DecideAsync(article, passage, ("Do", "Accept"), ("Use", document));

        Assert.Contains(document, offered);
        var quotation = await QuotationOfAsync(passage);
        Assert.Equal((document, AnchorState.Exact, 10), (quotation.Document!.Reference, quotation.Anchor, quotation.Start));
        Assert.Equal([document], await CitedAsync(article));
    }

    [Fact]
    public async Task Two_articles_that_print_the_same_words_share_one_quotation()
    {
        var document = await DocumentAsync($"Again {Words}.");
        var (first, second) = (await ArticleAsync(), await ArticleAsync());
        var passages = new[] { first, second }.Select(a => a.Passages.Single(p => p.Exact == Words)).ToList();

        await DecideAsync(first, passages[0], ("Do", "Accept"), ("Use", "existing"), ("Document", document));
        await DecideAsync(second, passages[1], ("Do", "Accept"), ("Use", "existing"), ("Document", document));

        var (one, other) = (await QuotationOfAsync(passages[0]), await QuotationOfAsync(passages[1]));
        Assert.Equal(one.Id, other.Id);
        Assert.Equal(2, other.Appearances.Count);
    }

    [Fact]
    public async Task A_document_that_does_not_hold_the_words_is_not_said_to()
    {
        var document = await DocumentAsync("قطعت الشحنة الجسر ليلا ولم يرها أحد.");
        var article = await ArticleAsync();
        var passage = article.Passages.Single(p => p.Exact == Words);

        var refused = await DecideAsync(article, passage, ("Do", "Accept"), ("Use", "existing"), ("Document", document));
        var open = await archive.QueryAsync(db => db.Passages.SingleAsync(p => p.Id == passage.Id));
        await DecideAsync(article, passage, ("Do", "Accept"), ("Use", "existing"), ("Document", document), ("Exact", "قطعت الشحنة الجسر ليلًا"));

        Assert.Contains("holds these words", refused.Html.QuerySelector($"#Exact-{passage.Id:N}-error")!.TextContent);
        Assert.True(refused.Html.QuerySelector($"[id='passage-{passage.Id}'] details.choice")!.HasAttribute("open"));
        Assert.Equal(document, refused.Html.QuerySelector($"#Document-{passage.Id:N}")!.GetAttribute("value"));
        Assert.Equal(ProposalState.Proposed, open.State);
        var quotation = await QuotationOfAsync(passage);
        Assert.Equal(("قطعت الشحنة الجسر ليلا", AnchorState.Exact == quotation.Anchor || AnchorState.Folded == quotation.Anchor), (quotation.Exact, true));
        Assert.Equal(Words, Assert.Single(quotation.Appearances).Exact);
    }

    [Fact]
    public async Task A_new_document_without_a_title_is_refused_and_nothing_is_left_of_it()
    {
        var article = await ArticleAsync();
        var passage = article.Passages.Single(p => p.Exact == Words);
        var before = await archive.QueryAsync(db => db.Documents.CountAsync());

        var refused = await DecideAsync(article, passage, ("Do", "Accept"), ("Use", "new"), ("Title", " "), ("Issuer", "Kept office"), ("Tags", "no-such-tag"));

        Assert.Equal("Give the document a title.", refused.Html.QuerySelector($"#Title-{passage.Id:N}-error")!.TextContent);
        Assert.Equal("Kept office", refused.Html.QuerySelector($"#Issuer-{passage.Id:N}")!.GetAttribute("value"));
        Assert.Equal(before, await archive.QueryAsync(db => db.Documents.CountAsync()));
        var tagged = await DecideAsync(article, passage, ("Do", "Accept"), ("Use", "new"), ("Title", "Titled now"), ("Tags", "no-such-tag"));
        Assert.Contains("no-such-tag", tagged.Html.QuerySelector($"#Tags-{passage.Id:N}-error")!.TextContent);
        Assert.Equal(before, await archive.QueryAsync(db => db.Documents.CountAsync()));
        Assert.Empty(await CitedAsync(article));
    }

    [Fact]
    public async Task The_articles_own_words_are_quoted_from_the_article()
    {
        var article = await ArticleAsync();
        var passage = article.Passages.Single(p => p.Exact == Words);

        await DecideAsync(article, passage, ("Do", "Accept"), ("Use", "own"), ("Words", "crossed the bridge"));

        var quotation = await QuotationOfAsync(passage);
        Assert.Equal((article.Id, "crossed the bridge", AnchorState.Exact), (quotation.ArticleId, quotation.Exact, quotation.Anchor));
        Assert.Equal(article.Body.IndexOf("crossed the bridge", StringComparison.Ordinal), quotation.Start);
        Assert.Empty(await CitedAsync(article));
    }

    [Fact]
    public async Task A_term_is_accepted_as_one_and_makes_no_quotation()
    {
        var article = await ArticleAsync();
        var term = article.Passages.Single(p => p.Kind == PassageKind.Term);

        var page = await DecideAsync(article, term, ("Do", "Term"));

        Assert.Contains("Accepted as a term", page.Html.GetElementById($"passage-{term.Id}")!.TextContent);
        var decided = await archive.QueryAsync(db => db.Passages.SingleAsync(p => p.Id == term.Id));
        Assert.Equal((ProposalState.Accepted, null, "Editor the Editor"), (decided.State, decided.QuotationId, decided.DecidedBy));
    }

    [Fact]
    public async Task A_date_is_corrected_confirmed_and_becomes_the_articles()
    {
        var article = await ArticleAsync();
        var date = article.Dates.First();

        var refused = await DecideAsync(article, date, ("Do", "Accept"), ("Edtf", "7 July"));
        await DecideAsync(article, date, ("Do", "Accept"), ("Edtf", "2025-07-08"), ("IsPublication", "true"));

        Assert.Contains("7 July", refused.Html.GetElementById($"date-{date.Id}-error")!.TextContent);
        var (decided, published) = await archive.QueryAsync(async db => (
            await db.DateProposals.SingleAsync(d => d.Id == date.Id), (await db.Articles.SingleAsync(a => a.Id == article.Id)).Published));
        Assert.Equal((ProposalState.Accepted, "2025-07-08"), (decided.State, decided.Edtf));
        Assert.Equal(("2025-07-08", date.Exact), (published!.Edtf, published.Printed));
    }

    [Fact]
    public async Task A_tag_goes_on_the_article_with_credit_and_off_again()
    {
        var article = await ArticleAsync();
        var proposal = article.TagProposals.Single();

        await DecideAsync(article, proposal, ("Do", "Accept"));
        var on = await archive.QueryAsync(db => db.Taggings.Include(t => t.Tag).SingleAsync(t => t.ArticleId == article.Id));
        await DecideAsync(article, proposal, ("Do", "Undo"), ("Seen", "Accepted"));

        Assert.Equal(("hairatan", "Editor the Editor"), (on.Tag.Reference, on.AddedBy));
        Assert.False(await archive.QueryAsync(db => db.Taggings.AnyAsync(t => t.ArticleId == article.Id)));
        Assert.Equal(ProposalState.Proposed, await archive.QueryAsync(db => db.TagProposals.Where(t => t.Id == proposal.Id).Select(t => t.State).SingleAsync()));
    }

    [Fact]
    public async Task A_rejected_passage_can_be_taken_back()
    {
        var article = await ArticleAsync();
        var passage = article.Passages[0];

        var rejected = await DecideAsync(article, passage, ("Do", "Reject"));
        var again = await DecideAsync(article, passage, ("Do", "Undo"), ("Seen", "Rejected"));

        Assert.Contains("Rejected by Editor the Editor", rejected.Html.GetElementById($"passage-{passage.Id}")!.TextContent);
        Assert.Equal("Proposed", again.Html.GetElementById($"passage-{passage.Id}")!.GetAttribute("data-state"));
    }

    [Fact]
    public async Task Undo_keeps_the_quotation_and_says_so()
    {
        var article = await ArticleAsync();
        var passage = article.Passages.Single(p => p.Exact == Words);
        await DecideAsync(article, passage, ("Do", "Accept"), ("Use", "own"));
        var quotation = await QuotationOfAsync(passage);

        var page = await DecideAsync(article, passage, ("Do", "Undo"), ("Seen", "Accepted"));
        await DecideAsync(article, passage, ("Do", "Accept"), ("Use", "own"));

        Assert.Contains($"The quotation {quotation.Reference} stays", page.Html.QuerySelector(".done")!.TextContent);
        Assert.Equal(quotation.Id, (await QuotationOfAsync(passage)).Id);
    }

    [Fact]
    public async Task A_second_tab_is_told_what_was_decided_and_does_nothing_twice()
    {
        var article = await ArticleAsync();
        var passage = article.Passages.Single(p => p.Exact == Words);
        var tab = await archive.Editor.OpenAsync(PathOf(article));
        await DecideAsync(article, passage, ("Do", "Reject"));

        var told = await archive.Editor.SubmitAsync(tab, [(HandlerOf(passage), ""), ("Do", "Accept"), ("Use", "own")]);

        Assert.Contains("This was decided meanwhile. Rejected by Editor the Editor", told.Html.QuerySelector(".done")!.TextContent);
        Assert.False(await archive.QueryAsync(db => db.Quotations.AnyAsync(q => q.ArticleId == article.Id)));
    }

    [Fact]
    public async Task Two_who_accept_at_once_make_one_quotation()
    {
        var article = await ArticleAsync();
        var passage = article.Passages.Single(p => p.Exact == Words);
        var tab = await archive.Editor.OpenAsync(PathOf(article));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => archive.Editor.SubmitAsync(
            tab, [(HandlerOf(passage), ""), ("Do", "Accept"), ("Use", "new"), ("Title", $"Made at once {i}")])));

        Assert.Equal(1, await archive.QueryAsync(db => db.Appearances.CountAsync(a => a.ArticleId == article.Id)));
        Assert.Single(await CitedAsync(article));
    }

    [Fact]
    public async Task Script_gets_the_same_decision_as_data()
    {
        var article = await ArticleAsync();
        var passage = article.Passages.Single(p => p.Exact == Words);

        using var invalid = await PostAsJsonAsync(article, passage, ("Do", "Accept"), ("Use", "new"), ("Title", ""));
        using var done = await PostAsJsonAsync(article, passage, ("Do", "Accept"), ("Use", "own"));

        Assert.Equal(("Invalid", "Proposed"), (invalid.RootElement.GetProperty("outcome").GetString(), invalid.RootElement.GetProperty("state").GetString()));
        Assert.Equal("Title", invalid.RootElement.GetProperty("problems")[0].GetProperty("field").GetString());
        Assert.Equal(("Done", "Accepted"), (done.RootElement.GetProperty("outcome").GetString(), done.RootElement.GetProperty("state").GetString()));
        Assert.Equal((await QuotationOfAsync(passage)).Reference, done.RootElement.GetProperty("quotation").GetString());
        Assert.StartsWith("Still open: ", done.RootElement.GetProperty("left").GetString());
    }

    [Fact]
    public async Task Many_are_decided_at_once_and_counted()
    {
        var article = await ArticleAsync();
        var document = await DocumentAsync($"At last {Words}.");

        var accepted = await archive.Editor.SubmitAsync(PathOf(article), ("?AcceptQuotations", ""), ("document", document));
        var rejected = await archive.Editor.SubmitAsync(PathOf(article), ("?RejectTerms", ""));

        Assert.StartsWith("1 quotation accepted. 1 is left: ", accepted.Html.QuerySelector(".done")!.TextContent);
        Assert.Equal("1 term rejected.", rejected.Html.QuerySelector(".done")!.TextContent);
    }

    [Fact]
    public async Task When_everything_is_decided_the_page_says_so_and_the_way_on()
    {
        var article = await ArticleAsync();
        foreach (var proposal in article.Passages.Cast<Proposal>().Concat(article.Dates).Concat(article.TagProposals))
        {
            await DecideAsync(article, proposal, ("Do", "Reject"));
        }

        var page = await archive.Editor.OpenAsync(PathOf(article));

        Assert.Equal("Everything is decided.", page.Html.QuerySelector("[data-part=left]")!.TextContent);
        Assert.False(page.Html.QuerySelector("[data-part=way-on]")!.HasAttribute("hidden"));
        Assert.DoesNotContain(article.Reference, (await archive.Editor.OpenAsync("/editor")).Text);
    }

    [Fact]
    public async Task A_proposal_of_another_article_is_not_here()
    {
        var (article, other) = (await ArticleAsync(), await ArticleAsync());
        var page = await archive.Editor.OpenAsync(PathOf(article));
        using var form = FormOf(page, ("Do", "Reject"));

        using var answer = await archive.Editor.SendAsync(HttpMethod.Post, $"{PathOf(article)}?handler=Passage&id={other.Passages[0].Id}", r => r.Content = form);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Readers_see_what_the_article_quotes_once_it_is_checked_and_how_it_differs()
    {
        var document = await DocumentAsync($"On Tuesday {Words.Replace("night", "dusk")}.");
        var article = await ArticleAsync();
        var passage = article.Passages.Single(p => p.Exact == Words);
        await DecideAsync(article, passage, ("Do", "Accept"), ("Use", "existing"), ("Document", document), ("Exact", Words.Replace("night", "dusk")));
        await archive.QueryAsync(db => db.Articles.Where(a => a.Id == article.Id).ExecuteUpdateAsync(a => a.SetProperty(x => x.Status, ItemStatus.Public)));
        var path = $"/articles/{article.Reference}";

        var hidden = await archive.Visitor.OpenAsync(path);
        await archive.QueryAsync(async db =>
        {
            await db.Documents.Where(d => d.Reference == document).ExecuteUpdateAsync(d => d.SetProperty(x => x.Status, ItemStatus.Public));
            return await db.Quotations.Where(q => q.Document!.Reference == document).ExecuteUpdateAsync(q => q.SetProperty(x => x.Status, QuotationStatus.Checked));
        });
        var shown = await archive.Visitor.OpenAsync(path);

        Assert.Equal(HttpStatusCode.OK, hidden.Status);
        Assert.Null(hidden.Html.QuerySelector(".printed-quotations"));
        Assert.DoesNotContain(document, hidden.Body);
        Assert.Contains("dusk", shown.Html.QuerySelector(".printed-quotations del")!.TextContent);
        Assert.Contains("night", shown.Html.QuerySelector(".printed-quotations ins")!.TextContent);
        Assert.Contains("Not assessed", shown.Html.QuerySelector(".printed-quotations")!.TextContent);
    }

    [Fact]
    public async Task A_draft_article_is_no_page_for_readers()
    {
        var article = await ArticleAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await archive.Visitor.OpenAsync($"/articles/{article.Reference}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await archive.Analyst.OpenAsync($"/articles/{article.Reference}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await archive.Editor.OpenAsync($"/articles/{article.Reference}")).Status);
    }

    private static int _count;

    /// <summary>An article with a quotation of a document, another quotation, a term, a date and the name of a tag.</summary>
    private async Task<Article> ArticleAsync()
    {
        var number = Interlocked.Increment(ref _count);
        if (!await archive.QueryAsync(db => db.Tags.AnyAsync(t => t.Reference == "hairatan")))
        {
            await archive.ImportAsync("""{"kind":"tag","slug":"hairatan","labels":{"en":"Hairatan"}}""");
        }

        var body = $"The port of Hairatan was quiet that year, number {number}. The text of the memorandum of 19 May 2025 says: “{Words}”.\n\n"
            + "The minister said: “we know nothing of any such thing here”. They call it the “grain gate”.";
        return await archive.AsArchiveAsync(async services =>
        {
            var (article, isNew, _) = await services.GetRequiredService<ItemsImporter>()
                .ImportArticleAsync(new ArticleRecord { Title = $"Article {number}", Body = body }, TestContext.Current.CancellationToken);
            Assert.True(isNew);
            Assert.Equal((3, 1), (article!.Passages.Count, article.TagProposals.Count));
            article.Passages.Sort((a, b) => a.Start - b.Start);
            return article;
        });
    }

    private async Task<string> DocumentAsync(string text)
    {
        var number = Interlocked.Increment(ref _count);
        var reference = $"RTA-D{9000 + number}";
        await archive.ImportAsync(JsonSerializer.Serialize(new { kind = "document", reference, title = $"Document {number}", text }));
        return reference;
    }

    private static string PathOf(Article article) => $"/editor/articles/{article.Reference}/review";

    private static string HandlerOf(Proposal proposal) =>
        $"?{proposal.GetType().Name.Replace("PassageProposal", "Passage").Replace("DateProposal", "Date").Replace("TagProposal", "Tag")}&id={proposal.Id}";

    private Task<BrowserPage> DecideAsync(Article article, Proposal proposal, params (string Name, string Value)[] fields) =>
        archive.Editor.SubmitAsync(PathOf(article), [(HandlerOf(proposal), ""), .. fields]);

    private async Task<JsonDocument> PostAsJsonAsync(Article article, Proposal proposal, params (string Name, string Value)[] fields)
    {
        var page = await archive.Editor.OpenAsync(PathOf(article));
        using var form = FormOf(page, fields);
        using var answer = await archive.Editor.SendAsync(HttpMethod.Post, $"{PathOf(article)}?handler={HandlerOf(proposal)[1..]}", request =>
        {
            request.Content = form;
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        });
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static MultipartFormDataContent FormOf(BrowserPage page, params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent { { new StringContent(page.Html.QuerySelector(".card [name=__token]")!.GetAttribute("value")!), "__token" } };
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        return form;
    }

    private Task<Quotation> QuotationOfAsync(Proposal passage) => archive.QueryAsync(db => db.Quotations
        .Include(q => q.Document).Include(q => q.Appearances).SingleAsync(q => db.Passages.Any(p => p.Id == passage.Id && p.QuotationId == q.Id)));

    private Task<List<string>> CitedAsync(Article article) => archive.QueryAsync(db => db.Documents
        .Where(d => d.CitedBy.Any(c => c.ArticleId == article.Id)).Select(d => d.Reference).ToListAsync());
}

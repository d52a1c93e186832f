using System.Net;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Features.Quotations;

namespace RussiaTalibanArchive.Tests.Features.Quotations.Workbench;

/// <summary>The editors' workbench, asked over HTTP without script.</summary>
public sealed class WorkbenchTests(TestArchive archive) : IClassFixture<TestArchive>
{
    private const string Text = "The convoy left at dawn. It carried flour and oil. Nobody counted the lorries.\nThe second convoy left at noon. It carried nothing.";

    [Fact]
    public async Task A_quotation_goes_up_step_by_step_and_back_and_each_step_is_undone()
    {
        await SourceAsync("RTA-D0801", ("RTA-Q0801", "left at dawn", "proposed"));

        var page = await ActAsync("proposed", "RTA-Q0801", ("Status", "Draft"));
        Assert.Contains("RTA-Q0801 is saved.", page.Text);
        Assert.Null(page.Html.GetElementById("q-RTA-Q0801"));
        await ActAsync("draft", "RTA-Q0801", ("Status", "Checked"));
        Assert.Equal(QuotationStatus.Checked, await StatusAsync("RTA-Q0801"));
        var rejected = await ActAsync("all", "RTA-Q0801", ("Status", "Withdrawn"), ("Reason", "Twice the same"));
        Assert.Equal(QuotationStatus.Withdrawn, await StatusAsync("RTA-Q0801"));

        var undone = await archive.Editor.SubmitAsync(rejected, ("?Undo", ""));

        Assert.Contains("1 quotation is as it was before.", undone.Text);
        Assert.Equal(QuotationStatus.Checked, await StatusAsync("RTA-Q0801"));
        Assert.Equal(HttpStatusCode.OK, (await archive.Visitor.OpenAsync("/quotations/RTA-Q0801")).Status);
    }

    [Fact]
    public async Task One_whose_source_does_not_hold_its_words_stands_among_the_lost_and_is_never_checked()
    {
        await archive.ImportAsync(Some.Document("RTA-D0802", text: Text, language: "en"), Some.Quotation("RTA-Q0802", "RTA-D0802", "words that are nowhere at all", status: "draft"));

        var refused = await ActAsync("lost", "RTA-Q0802", ("Status", "Checked"), ("Tags", "+stays typed"));

        Assert.Contains("Say first where they stand.", refused.Text);
        Assert.Equal("+stays typed", refused.Html.GetElementById("Tags-RTA-Q0802")!.GetAttribute("value"));
        Assert.Equal(QuotationStatus.Draft, await StatusAsync("RTA-Q0802"));
        Assert.DoesNotContain("RTA-Q0802", (await archive.Editor.OpenAsync("/editor/quotations?queue=draft")).Text);
    }

    [Fact]
    public async Task Two_editors_meet_on_one_card_and_neither_loses_anything()
    {
        await SourceAsync("RTA-D0803", ("RTA-Q0803", "flour and oil", "draft"));
        var first = await archive.Editor.OpenAsync("/editor/quotations?queue=all&q=flour");
        await archive.Admin.SubmitAsync(await archive.Admin.OpenAsync("/editor/quotations?queue=all&q=flour"), ("?Card", ""), ("Speaker", "Seen by the other"));

        var met = await archive.Editor.SubmitAsync(first, ("?Card", ""), ("Tags", "+mine"));
        var saved = await archive.Editor.SubmitAsync(met, ("?Card", ""), ("Tags", "+mine"), ("Speaker", "Seen by the other"));

        Assert.Contains("Somebody else saved this", met.Text);
        Assert.Contains("Seen by the other", met.Html.GetElementById("q-RTA-Q0803")!.TextContent);
        Assert.Equal("+mine", met.Html.GetElementById("Tags-RTA-Q0803")!.GetAttribute("value"));
        Assert.Contains("is saved", saved.Text);
        var stored = await archive.QueryAsync(db => db.Quotations.Include(q => q.Taggings).SingleAsync(q => q.Reference == "RTA-Q0803"));
        Assert.Equal(("Seen by the other", 1), (stored.Speaker, stored.Taggings.Count));
    }

    [Fact]
    public async Task Many_are_changed_at_once_with_an_exact_count_and_put_back_but_for_what_changed_since()
    {
        await archive.ImportAsync(Some.Document("RTA-D0804", text: string.Concat(Enumerable.Range(0, 60).Select(i => $"Lorry number {i} of the bulk came. ")), language: "en"));
        await archive.ImportAsync([.. Enumerable.Range(0, 60).Select(i => Some.Quotation($"RTA-Q{8400 + i}", "RTA-D0804", $"Lorry number {i} of the bulk came.", status: "draft"))]);
        await archive.ImportAsync(Some.Quotation("RTA-Q8499", "RTA-D0804", "not in the bulk anywhere", status: "draft"));

        var done = await archive.Editor.SubmitAsync("/editor/quotations?queue=all&q=bulk", ("?Bulk", ""), ("IsAll", "true"), ("AddTags", "+bulk-lorries"), ("Status", "Checked"));
        Assert.Contains("60 quotations changed.", done.Text);
        Assert.Contains("Not changed: RTA-Q8499. Its source does not hold these words.", done.Text);
        var again = await archive.Editor.SubmitAsync("/editor/quotations?queue=all&q=bulk", ("?Bulk", ""), ("IsAll", "true"), ("AddTags", "bulk-lorries"));
        Assert.Contains("1 quotation changed. 60 were so already.", again.Text);
        await ActAsync("all&q=8459", "RTA-Q8459", ("Speaker", "Somebody since"));

        var undone = await archive.Editor.SubmitAsync(done, ("?Undo", ""));

        Assert.Contains("59 quotations are as they were before.", undone.Text);
        Assert.Contains("they stay as they are: RTA-Q8459.", undone.Text);
        Assert.Equal(59, await archive.QueryAsync(db => db.Quotations.CountAsync(q => q.Document!.Reference == "RTA-D0804" && q.Status == QuotationStatus.Draft && q.Anchor == AnchorState.Exact && !q.Taggings.Any())));
        Assert.Contains("This is undone already.", (await archive.Editor.SubmitAsync(done, ("?Undo", ""))).Text);
    }

    [Fact]
    public async Task Only_those_chosen_are_changed_and_nothing_without_a_choice()
    {
        await SourceAsync("RTA-D0805", ("RTA-Q0805", "Nobody counted", "draft"), ("RTA-Q0806", "the lorries", "draft"));

        var none = await archive.Editor.SubmitAsync("/editor/quotations?queue=all", ("?Bulk", ""), ("AddTags", "+never"));
        var idle = await archive.Editor.SubmitAsync("/editor/quotations?queue=all", ("?Bulk", ""), ("Chosen", "RTA-Q0806:1"));
        var wrong = await archive.Editor.SubmitAsync("/editor/quotations?queue=all", ("?Bulk", ""), ("Chosen", "RTA-Q0806:1"), ("AddTags", "no-such-tag"));
        var done = await archive.Editor.SubmitAsync("/editor/quotations?queue=all", ("?Bulk", ""), ("Chosen", "RTA-Q0806:1"), ("Speaker", "The driver"));

        Assert.Contains("Choose quotations first.", none.Text);
        Assert.Contains("Say what shall be done with them.", idle.Text);
        Assert.Contains("There is no tag “no-such-tag” yet.", wrong.Text);
        Assert.Contains("1 quotation changed.", done.Text);
        Assert.Equal([null, "The driver"], await archive.QueryAsync(db => db.Quotations.Where(q => q.Document!.Reference == "RTA-D0805").OrderBy(q => q.Reference).Select(q => q.Speaker).ToListAsync()));
    }

    [Fact]
    public async Task A_card_asks_a_colleague_and_leaves_a_comment()
    {
        await SourceAsync("RTA-D0807", ("RTA-Q0807", "left at noon", "draft"));
        var page = await archive.Editor.OpenAsync("/editor/quotations?queue=all&q=noon");
        var analyst = page.Html.QuerySelectorAll("#Colleague-RTA-Q0807 option").Single(o => o.TextContent == "Analyst the Analyst").GetAttribute("value")!;

        await archive.Editor.SubmitAsync(page, ("?Card", ""), ("Comment", "Whose noon is meant?"), ("Colleague", analyst));

        Assert.Contains("RTA-Q0807", (await archive.Analyst.OpenAsync("/account/work")).Text);
        Assert.Contains("Whose noon is meant?", (await archive.Analyst.OpenAsync("/quotations/RTA-Q0807")).Text);
        Assert.Contains("This colleague was asked to see to it already.", (await archive.Editor.SubmitAsync(page, ("?Card", ""), ("Colleague", analyst))).Text);
    }

    [Fact]
    public async Task A_card_says_who_cannot_be_asked_and_refuses_a_comment_that_is_too_long()
    {
        await archive.ImportAsync(Some.Document("RTA-D8810", text: Text, language: "en", status: "draft"), Some.Quotation("RTA-Q8810", "RTA-D8810", "second convoy", status: "draft"));
        var page = await CardAloneAsync("all", "RTA-Q8810");
        var analyst = page.Html.QuerySelectorAll("#Colleague-RTA-Q8810 option").Single(o => o.TextContent == "Analyst the Analyst").GetAttribute("value")!;

        var unseen = await archive.Editor.SubmitAsync(page, ("?Card", ""), ("Colleague", analyst));
        var tooLong = await archive.Editor.SubmitAsync(page, ("?Card", ""), ("Comment", new string('x', 5001)), ("Speaker", "Kept as typed"));

        Assert.Contains("This colleague may not see it.", unseen.Text);
        Assert.Equal("Kept as typed", tooLong.Html.GetElementById("Speaker-RTA-Q8810")!.GetAttribute("value"));
        Assert.NotEqual("", tooLong.Html.GetElementById("Comment-RTA-Q8810-error")!.TextContent);
        Assert.Null(await archive.QueryAsync(db => db.Quotations.Where(q => q.Reference == "RTA-Q8810").Select(q => q.Speaker).SingleAsync()));
    }

    [Fact]
    public async Task A_queue_with_its_filters_is_kept_by_name_for_oneself_alone()
    {
        await SourceAsync("RTA-D0808", ("RTA-Q0808", "It carried nothing", "draft"));

        var kept = await archive.Editor.SubmitAsync("/editor/quotations?queue=all&q=nothing", ("?Keep", ""), ("name", "Nothing at all"));
        var twice = await archive.Editor.SubmitAsync("/editor/quotations?queue=all&q=nothing", ("?Keep", ""), ("name", "Nothing at all"));
        var start = await archive.Editor.OpenAsync("/editor");
        var link = start.Html.QuerySelectorAll("a").Single(a => a.TextContent == "Nothing at all").GetAttribute("href")!;

        Assert.Contains("“Nothing at all” is kept.", kept.Text);
        Assert.Contains("You have a filter of this name already.", twice.Text);
        Assert.Equal("/editor/quotations?queue=all&q=nothing", link);
        Assert.DoesNotContain("Nothing at all", (await archive.Admin.OpenAsync("/editor")).Text);
        await archive.Editor.SubmitAsync(link, ("?Forget", ""));
        Assert.DoesNotContain("Nothing at all", (await archive.Editor.OpenAsync("/editor")).Text);
    }

    [Fact]
    public async Task What_a_search_finds_becomes_quotations_all_at_once_and_is_taken_back()
    {
        await archive.ImportAsync(Some.Document("RTA-D0809", text: "وصلت القوافل ليلا. لم يعلم أحد بالأمر. ثم عادت القوافل صباحا.", language: "ar"), Some.Quotation("RTA-Q0809", "RTA-D0809", "وصلت القوافل ليلا.", status: "draft"));

        var page = await archive.Editor.OpenAsync("/editor/quotations/found?q=" + Uri.EscapeDataString("القوافل"));
        var keys = page.Html.QuerySelectorAll("[name=Chosen]").Select(c => c.GetAttribute("value")!).ToList();
        var none = await archive.Editor.SubmitAsync(page, ("Tags", ""));
        var made = await archive.Editor.SubmitAsync(page, ("Tags", "+caravans"), ("Chosen", keys[0]), ("Chosen", keys[1]));
        var quotations = await archive.QueryAsync(db => db.Quotations.Where(q => q.Document!.Reference == "RTA-D0809").OrderBy(q => q.Start).Select(q => q.Exact + "|" + q.Taggings.Count).ToListAsync());
        var undone = await archive.Editor.SubmitAsync(made, ("?Undo", ""));

        Assert.Equal(2, keys.Count);
        Assert.Contains("Choose places first.", none.Text);
        Assert.Contains("1 quotation made. 1 was quoted already.", made.Text);
        Assert.Equal(["وصلت القوافل ليلا.|1", "ثم عادت القوافل صباحا.|1"], quotations);
        Assert.Contains("2 quotations are as they were before.", undone.Text);
        Assert.Equal(["RTA-Q0809 0"], await archive.QueryAsync(db => db.Quotations.Where(q => q.Document!.Reference == "RTA-D0809").Select(q => q.Reference + " " + q.Taggings.Count).ToListAsync()));
    }

    [Fact]
    public async Task Nobody_below_an_editor_gets_here()
    {
        foreach (var browser in new[] { archive.Visitor, archive.Reader, archive.Analyst })
        {
            foreach (var path in new[] { "/editor/quotations", "/editor/quotations/found?q=convoy" })
            {
                Assert.StartsWith("/account/", (await browser.OpenAsync(path)).Path, StringComparison.Ordinal);
            }
        }
    }

    private Task SourceAsync(string reference, params (string Reference, string Exact, string Status)[] quotations) => archive.ImportAsync(
        [Some.Document(reference, text: Text, language: "en"), .. quotations.Select(q => Some.Quotation(q.Reference, reference, q.Exact, status: q.Status))]);

    private async Task<BrowserPage> ActAsync(string queue, string reference, params (string, string)[] fields) =>
        await archive.Editor.SubmitAsync(await CardAloneAsync(queue, reference), [("?Card", ""), .. fields]);

    /// <summary>The page without any card but one, so that its form is the first.</summary>
    private async Task<BrowserPage> CardAloneAsync(string queue, string reference)
    {
        var page = await archive.Editor.OpenAsync($"/editor/quotations?queue={queue}");
        foreach (var card in page.Html.QuerySelectorAll("[data-card]").Where(c => c.Id != $"q-{reference}").ToList())
        {
            card.Remove();
        }

        Assert.NotNull(page.Html.GetElementById($"q-{reference}"));
        return page;
    }

    private Task<QuotationStatus> StatusAsync(string reference) =>
        archive.QueryAsync(db => db.Quotations.IgnoreQueryFilters().Where(q => q.Reference == reference).Select(q => q.Status).SingleAsync());
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Quotations;
using RussiaTalibanArchive.Web.Features.Quotations.Placing;

namespace RussiaTalibanArchive.Tests.Features.Quotations;

public sealed class PlacingTests(TestArchive archive) : IClassFixture<TestArchive>
{
    private const string Before = "The convoy reached the bridge at nigth and was inspected there by two officers.\nNobody spoke of the letter.";

    [Fact]
    public async Task A_corrected_text_keeps_its_quotations_and_says_how_surely()
    {
        await archive.ImportAsync(
            Some.Document("RTA-D0801", text: Before, language: "en"),
            Some.Quotation("RTA-Q0801", "RTA-D0801", "inspected there by two officers"),
            Some.Quotation("RTA-Q0802", "RTA-D0801", "reached the bridge at nigth and was inspected"),
            Some.Quotation("RTA-Q0803", "RTA-D0801", "Nobody spoke of the letter"));

        await RetypeAsync("RTA-D0801", "A new first line.\nThe convoy reached the bridge at night and was inspected there by two officers.\nThe garrison sang until morning.");

        Assert.Equal((AnchorState.Exact, true), await AnchorAsync("RTA-Q0801"));
        Assert.Equal((AnchorState.Approximate, true), await AnchorAsync("RTA-Q0802"));
        Assert.Equal((AnchorState.Lost, false), await AnchorAsync("RTA-Q0803"));
        var page = await archive.Visitor.OpenAsync("/quotations/RTA-Q0802");
        Assert.Contains("nigth", page.Html.QuerySelector(".exact")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["nigth", "night"], page.Html.QuerySelectorAll(".words-there del, .words-there ins").Select(d => d.LastChild!.TextContent));

        await archive.Editor.SubmitAsync("/editor/quotations/RTA-Q0802/place", ("?Put", ""));

        Assert.Equal((AnchorState.Exact, true), await AnchorAsync("RTA-Q0802"));
        Assert.Equal("reached the bridge at night and was inspected", (await QuotationAsync("RTA-Q0802")).Exact);
    }

    [Fact]
    public async Task A_lost_quotation_keeps_its_context_and_is_found_again_when_its_words_come_back()
    {
        await archive.ImportAsync(Some.Document("RTA-D0802", text: Before, language: "en"), Some.Quotation("RTA-Q0811", "RTA-D0802", "Nobody spoke of the letter"));

        await RetypeAsync("RTA-D0802", "All of it is other now.");
        var list = await archive.Editor.OpenAsync("/editor/quotations?queue=lost");
        var lost = await QuotationAsync("RTA-Q0811");
        await RetypeAsync("RTA-D0802", "Once more. Nobody spoke of the letter.");

        Assert.Contains("Nobody spoke of the letter", list.Text, StringComparison.Ordinal);
        Assert.Equal((AnchorState.Lost, 80), (lost.Anchor, lost.Start));
        Assert.EndsWith("officers.\n", lost.Prefix, StringComparison.Ordinal);
        Assert.Equal((AnchorState.Exact, true), await AnchorAsync("RTA-Q0811"));
    }

    [Fact]
    public async Task One_click_puts_a_lost_quotation_where_words_resemble_it()
    {
        await archive.ImportAsync(Some.Document("RTA-D0803", text: Before, language: "en"), Some.Quotation("RTA-Q0821", "RTA-D0803", "inspected there by two officers"));
        await RetypeAsync("RTA-D0803", "Two clerks inspected the cars there, by two, officially.\nWas it searched there by two offices?");

        var page = await archive.Editor.OpenAsync("/editor/quotations/RTA-Q0821/place");
        Assert.NotEmpty(page.Html.QuerySelectorAll(".offered-places li"));
        await archive.Editor.SubmitAsync(page, ("?Put", ""));

        var quotation = await QuotationAsync("RTA-Q0821");
        Assert.Equal((AnchorState.Exact, QuotationStatus.Checked), (quotation.Anchor, quotation.Status));
        Assert.Equal(quotation.Text!.Body[quotation.Start!.Value..quotation.End!.Value], quotation.Exact);
    }

    [Fact]
    public async Task A_split_quotation_is_joined_again_to_what_it_was()
    {
        await archive.ImportAsync(
            Some.Tag("bridges"),
            Some.Document("RTA-D0804", text: Before, language: "en"),
            Some.Quotation("RTA-Q0831", "RTA-D0804", "The convoy reached the bridge", tags: ["bridges"]));

        var split = await archive.Editor.SubmitAsync("/editor/quotations/RTA-Q0831/place", ("?Split", ""), ("At", Before.IndexOf("reached", StringComparison.Ordinal).ToString(System.Globalization.CultureInfo.InvariantCulture)));
        var second = await archive.QueryAsync(db => db.Quotations.Include(q => q.Taggings).SingleAsync(q => q.Exact == "reached the bridge"));
        Assert.Equal("The convoy", (await QuotationAsync("RTA-Q0831")).Exact);
        Assert.Single(second.Taggings);
        await archive.Editor.SubmitAsync("/editor/quotations/RTA-Q0831/place", ("?Join", ""), ("Other", second.Reference));

        var joined = await QuotationAsync("RTA-Q0831");
        Assert.Equal(("The convoy reached the bridge", 2), (joined.Exact, joined.Pieces.Count));
        Assert.Equal(QuotationStatus.Draft, joined.Status);
        Assert.Equal(System.Net.HttpStatusCode.OK, split.Status);
        Assert.Empty(await archive.QueryAsync(db => db.Quotations.Where(q => q.Reference == second.Reference).ToListAsync()));
    }

    [Fact]
    public async Task A_quotation_with_an_omission_follows_a_correction_piece_by_piece()
    {
        await archive.ImportAsync(Some.Document("RTA-D0805", text: Before, language: "en"));
        var places = new[] { "The convoy", "was inspected", "the letter" }.Select(w => new Place(Before.IndexOf(w, StringComparison.Ordinal), Before.IndexOf(w, StringComparison.Ordinal) + w.Length)).ToList();
        var quoted = await archive.AsArchiveAsync(s => s.GetRequiredService<QuotationPlacer>().QuoteAsync("RTA-D0805", "transcription.en", places, new() { Status = QuotationStatus.Checked }, CancellationToken.None));
        var again = await archive.AsArchiveAsync(s => s.GetRequiredService<QuotationPlacer>().QuoteAsync("RTA-D0805", "transcription.en", places, new(), CancellationToken.None));

        await RetypeAsync("RTA-D0805", "PS. " + Before.Replace("nigth", "night", StringComparison.Ordinal));

        var quotation = await QuotationAsync(quoted.Quotation!.Reference);
        Assert.Equal("The convoy […] was inspected […] the letter", quotation.Exact);
        Assert.Equal((AnchorState.Exact, true), await AnchorAsync(quotation.Reference));
        Assert.All(quotation.Pieces, p => Assert.Equal(p.Exact, quotation.Text!.Body[p.Start..p.End]));
        Assert.Equal((quoted.Quotation.Reference, true), (again.Quotation!.Reference, again.IsHeld));
        var marks = (await archive.Visitor.OpenAsync("/documents/RTA-D0805")).Html.QuerySelectorAll("mark").Select(m => m.TextContent);
        Assert.Equal(["The convoy", "was inspected", "the letter"], marks);
    }

    [Fact]
    public async Task A_quotation_over_a_page_end_has_a_part_on_either_page()
    {
        await archive.ImportAsync(Some.Document("RTA-D0806", text: "One page ends\fand another begins.", language: "en"));

        var quoted = await archive.AsArchiveAsync(s => s.GetRequiredService<QuotationPlacer>().QuoteAsync("RTA-D0806", "transcription.en", [new(4, 25)], new(), CancellationToken.None));

        Assert.Equal("page ends and another", quoted.Quotation!.Exact);
        Assert.Equal([(4, 13), (14, 25)], quoted.Quotation.Pieces.Select(p => (p.Start, p.End)));
    }

    [Fact]
    public async Task Two_editors_who_move_one_quotation_lose_nothing()
    {
        await archive.ImportAsync(Some.Document("RTA-D0807", text: Before, language: "en"), Some.Quotation("RTA-Q0841", "RTA-D0807", "The convoy"));
        var seen = await QuotationAsync("RTA-Q0841");
        var placer = (int start, int end) => archive.AsArchiveAsync(s => s.GetRequiredService<QuotationPlacer>().PutAsync("RTA-Q0841", seen.Version, seen.TextId!.Value, [new(start, end)], CancellationToken.None));

        var first = await placer(4, 18);
        var second = await placer(0, 18);

        Assert.Equal((Web.Features.Items.SaveOutcome.Saved, Web.Features.Items.SaveOutcome.Conflict), (first.Outcome, second.Outcome));
        Assert.Equal("convoy reached", (await QuotationAsync("RTA-Q0841")).Exact);
    }

    [Fact]
    public async Task Only_editors_place_quotations()
    {
        await archive.ImportAsync(Some.Document("RTA-D0808"), Some.Quotation("RTA-Q0851", "RTA-D0808"));

        Assert.NotEqual(System.Net.HttpStatusCode.OK, (await archive.Analyst.OpenAsync("/editor/quotations/RTA-Q0851/place")).Status);
        Assert.StartsWith("/account/sign-in", (await archive.Visitor.OpenAsync("/editor/quotations/RTA-Q0851/place")).Path, StringComparison.Ordinal);
    }

    private Task<bool> RetypeAsync(string document, string text) => archive.AsArchiveAsync(async services =>
    {
        var writer = services.GetRequiredService<DocumentWriter>();
        var held = (await writer.LoadAsync(document, CancellationToken.None))!;
        var record = writer.Describe(held);
        record.Texts![0].Text = text;
        var saved = await writer.UpdateAsync(document, held.Version, record);
        Assert.Equal(Web.Features.Items.SaveOutcome.Saved, saved.Outcome);
        return true;
    });

    private Task<Quotation> QuotationAsync(string reference) => archive.QueryAsync(db => db.Quotations.Include(q => q.Text).SingleAsync(q => q.Reference == reference));

    /// <summary>How it stands, and whether in the newest version.</summary>
    private async Task<(AnchorState, bool)> AnchorAsync(string reference)
    {
        var quotation = await QuotationAsync(reference);
        return (quotation.Anchor, quotation.Text!.IsCurrent);
    }
}

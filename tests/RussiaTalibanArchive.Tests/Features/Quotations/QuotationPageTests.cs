using System.Net;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Features.Quotations;

namespace RussiaTalibanArchive.Tests.Features.Quotations;

public sealed class QuotationPageTests(TestArchive archive) : IClassFixture<TestArchive>
{
    [Fact]
    public async Task Words_that_do_not_stand_in_the_source_are_refused()
    {
        await archive.ImportAsync(Some.Document("RTA-D0201"));

        var page = await archive.Editor.SubmitAsync("/editor/quotations/new?of=RTA-D0201", ("Input.Exact", "words from nowhere"), ("Input.Speaker.Name", "the writer"));

        Assert.NotNull(page.Html.GetElementById("Input_Exact-error"));
        Assert.Equal("the writer", page.Html.QuerySelector("[name='Input.Speaker.Name']")!.GetAttribute("value"));
        Assert.Equal(0, await archive.QueryAsync(db => db.Quotations.CountAsync(q => q.Document!.Reference == "RTA-D0201")));
    }

    [Fact]
    public async Task A_passage_named_by_its_place_becomes_a_quotation_that_leads_back_to_its_paragraph()
    {
        await archive.ImportAsync(Some.Document("RTA-D0202"), Some.Article("RTA-A0202", body: "They write: “visitors grew in number”."),
            Some.Quotation("RTA-Q0900", "RTA-D0202", "نمونې")); // So that the next reference is none that another test imports.

        var page = await archive.Editor.SubmitAsync("/editor/quotations/new?of=RTA-D0202&text=transcription.ps&start=8&end=25",
            ("Input.Status", "Checked"), ("Input.Translations[0].Language", "en"), ("Input.Translations[0].Text", "visitors increased"),
            ("Input.Appearances[0].In", "RTA-A0202"), ("Input.Appearances[0].Exact", "visitors grew in number"));

        var read = await archive.Visitor.OpenAsync(page.Path);
        Assert.Equal("سیلانیان زیات شوي", read.Html.QuerySelector(".exact")!.TextContent);
        Assert.Equal(["د روسیې ", " دي.\nدوهم پراګراف د نمونې لپاره "], read.Html.QuerySelectorAll(".context").Select(c => c.TextContent));
        Assert.NotNull(read.Html.QuerySelector("a[href='/documents/RTA-D0202?text=transcription.ps#p1']"));
        Assert.Contains("visitors increased", read.Text, StringComparison.Ordinal);
        var printed = read.Html.QuerySelector(".printed li")!;
        Assert.Equal("Translated", printed.GetAttribute("data-faithfulness"));
        Assert.Equal("visitors grew in number", printed.QuerySelector("blockquote")!.TextContent);
    }

    [Fact]
    public async Task Adding_the_same_tag_twice_keeps_the_credit_of_the_first()
    {
        await archive.ImportAsync(Some.Document("RTA-D0203"), Some.Quotation("RTA-Q0203", "RTA-D0203"));

        await archive.Editor.SubmitAsync("/quotations/RTA-Q0203", ("?AddTag", ""), ("Tags", "+Кабул"));
        await archive.Admin.SubmitAsync("/quotations/RTA-Q0203", ("?AddTag", ""), ("Tags", "КАБУЛ"));

        var tagging = await archive.QueryAsync(db => db.Taggings.Include(t => t.Tag).SingleAsync(t => t.Quotation!.Reference == "RTA-Q0203"));
        Assert.Equal(("кабул", "Editor the Editor"), (tagging.Tag.Reference, tagging.AddedBy));
        Assert.Contains("Editor the Editor", (await archive.Visitor.OpenAsync("/quotations/RTA-Q0203")).Text, StringComparison.Ordinal);

        var page = await archive.Editor.SubmitAsync("/quotations/RTA-Q0203", ("?RemoveTag", ""), ("Slug", "кабул"));

        Assert.Empty(page.Html.QuerySelectorAll(".taggings li"));
    }

    [Fact]
    public async Task A_quotation_that_became_public_with_its_document_leaves_a_tombstone()
    {
        await archive.ImportAsync(Some.Document("RTA-D0204", status: "draft"), Some.Quotation("RTA-Q0204", "RTA-D0204"), Some.Quotation("RTA-Q0205", "RTA-D0204", "روسیې", status: "draft"));
        await archive.Editor.SubmitAsync("/editor/documents/RTA-D0204", ("Input.Status", "Public"));

        foreach (var reference in new[] { "RTA-Q0204", "RTA-Q0205" })
        {
            await archive.Editor.SubmitAsync($"/editor/quotations/{reference}", ("?Withdraw", ""), ("Reason", "Misread."));
        }

        Assert.Equal(HttpStatusCode.Gone, (await archive.Visitor.OpenAsync("/quotations/RTA-Q0204")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await archive.Visitor.OpenAsync("/quotations/RTA-Q0205")).Status);
    }

    [Fact]
    public async Task A_quotation_of_a_hidden_document_leaves_no_tombstone()
    {
        await archive.ImportAsync(Some.Document("RTA-D0206", status: "internal"), Some.Quotation("RTA-Q0206", "RTA-D0206"));

        await archive.Editor.SubmitAsync("/editor/quotations/RTA-Q0206", ("?Withdraw", ""), ("Reason", "Misread."));

        Assert.Equal(HttpStatusCode.NotFound, (await archive.Visitor.OpenAsync("/quotations/RTA-Q0206")).Status);
    }

    [Fact]
    public async Task Withdrawn_quotations_are_listed_for_editors_who_ask_for_them()
    {
        await archive.ImportAsync(Some.Document("RTA-D0207"), Some.Quotation("RTA-Q0207", "RTA-D0207", "سیلانیان"));
        await archive.Editor.SubmitAsync("/editor/quotations/RTA-Q0207", ("?Withdraw", ""), ("Reason", "Misread."));

        Assert.DoesNotContain("RTA-Q0207", (await archive.Editor.OpenAsync("/quotations")).Body, StringComparison.Ordinal);
        Assert.Contains("RTA-Q0207", (await archive.Editor.OpenAsync("/quotations?status=withdrawn")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("RTA-Q0207", (await archive.Analyst.OpenAsync("/quotations?status=withdrawn")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("RTA-Q0207", (await archive.Visitor.OpenAsync("/quotations?status=withdrawn")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quotation_moved_to_another_source_is_looked_for_there()
    {
        await archive.ImportAsync(Some.Document("RTA-D0208"), Some.Document("RTA-D0209", text: "لومړی سیلانیان زیات شوي"), Some.Quotation("RTA-Q0208", "RTA-D0208"));

        await archive.Editor.SubmitAsync("/editor/quotations/RTA-Q0208", ("Input.Of", "RTA-D0209"));

        var quotation = await archive.QueryAsync(db => db.Quotations.Include(q => q.Text!.Document).SingleAsync(q => q.Reference == "RTA-Q0208"));
        Assert.Equal(("RTA-D0209", 6, AnchorState.Exact), (quotation.Text!.Document.Reference, quotation.Start, quotation.Anchor));
    }
}

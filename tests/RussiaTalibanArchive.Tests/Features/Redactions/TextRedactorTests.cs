using RussiaTalibanArchive.Web.Features.Intake.Reading;
using RussiaTalibanArchive.Web.Features.Redactions;

namespace RussiaTalibanArchive.Tests.Features.Redactions;

public sealed class TextRedactorTests
{
    private static readonly Dictionary<int, IReadOnlyList<WordBox>> NoWords = [];

    [Theory]
    [InlineData("He met Ali Khan today.", 8, 1, "He met ▮▮▮ Khan today.")]
    [InlineData("He met Ali, Khan today.", 7, 9, "He met ▮▮▮ today.")]
    [InlineData("او می\u200Cرود آنجا", 3, 2, "او ▮▮▮ آنجا")]
    [InlineData("first page\fsecond page", 6, 11, "first ▮▮▮\f▮▮▮ page")]
    public void Whole_words_go_and_pages_stay(string body, int start, int length, string expected)
    {
        var redacted = TextRedactor.Redact(body, NoWords, [], [new TextRange(start, length)]);

        Assert.Equal(expected, redacted.Body);
    }

    [Fact]
    public void A_box_takes_the_words_that_it_touches_and_moves_the_boxes_of_those_after_it()
    {
        const string Body = "one two three\fnext page";
        var words = new Dictionary<int, IReadOnlyList<WordBox>>
        {
            [1] = [Word(0, 3, 0), Word(4, 3, 1000), Word(8, 5, 2000)],
            [2] = [Word(0, 4, 0), Word(5, 4, 1000)],
        };

        var redacted = TextRedactor.Redact(Body, words, [new PageBox(1, 1100, 100, 300, 100), new PageBox(2, 5000, 5000, 10, 10)], []);

        Assert.Equal("one ▮▮▮ three\fnext page", redacted.Body);
        Assert.Equal([(0, 3), (8, 5)], redacted.Words[1].Select(w => (w.Start, w.Length)));
        Assert.Equal([(0, 4), (5, 4)], redacted.Words[2].Select(w => (w.Start, w.Length)));
        Assert.Equal(2, Assert.Single(redacted.EmptyBoxes).Page);
        Assert.Equal([new PageBox(1, 1000, 100, 900, 200)], redacted.Blackened);
        Assert.Empty(redacted.Unplaced);
    }

    [Fact]
    public void Words_without_a_box_are_said_to_be_unplaced()
    {
        var redacted = TextRedactor.Redact("one two\fthree four", new Dictionary<int, IReadOnlyList<WordBox>> { [2] = [Word(0, 5, 0)] }, [], [new TextRange(8, 10)]);

        Assert.Equal("one two\f▮▮▮", redacted.Body);
        Assert.Equal([2], redacted.Unplaced);
    }

    [Theory]
    [InlineData("Спросите Зимородкова или Зимородкову.", "Зимородков", 2)]
    [InlineData("والوزير قال للوزير الوزير", "الوزير", 2)]
    [InlineData("علي وعليّ عليم", "علي", 1)]
    [InlineData("Alignment is not Ali", "Ali", 1)]
    public void The_same_words_are_found_in_other_forms_but_never_inside_other_words(string body, string phrase, int least)
    {
        var found = TextRepeats.FindAgain(body, [phrase]);

        Assert.True(found.Count >= least, $"{found.Count}");
        Assert.DoesNotContain(found, r => body.Substring(r.Start, r.Length) is "Alignment" or "عليم");
    }

    [Theory]
    [InlineData("met Ali today", 4, 7, QuotationOutcome.Withdrawn, null)]
    [InlineData("met Ali today", 0, 7, QuotationOutcome.Redacted, "met ▮▮▮")]
    [InlineData("met Ali today", 8, 13, QuotationOutcome.Kept, "today")]
    public void A_quotation_loses_what_was_redacted(string body, int start, int end, QuotationOutcome outcome, string? exact)
    {
        var redacted = TextRedactor.Redact(body, NoWords, [], [new TextRange(4, 3)]);

        var result = QuotationRedactor.Redact(new QuotedPassage(body[start..end], body[..start], body[end..], start, end), body, redacted);

        Assert.Equal((outcome, exact), (result.Outcome, result.Passage?.Exact));
        Assert.True(result.Passage is not { } passage || redacted.Body[passage.Start!.Value..passage.End!.Value] == passage.Exact);
    }

    [Fact]
    public void A_quotation_without_a_place_is_withdrawn_when_it_may_hold_redacted_words()
    {
        const string Body = "met Ali today";
        var redacted = TextRedactor.Redact(Body, NoWords, [], [new TextRange(4, 3)]);

        Assert.Equal(QuotationOutcome.Withdrawn, QuotationRedactor.Redact(new QuotedPassage("it was ali who came", null, null, null, null), Body, redacted).Outcome);
        Assert.Equal(QuotationOutcome.Kept, QuotationRedactor.Redact(new QuotedPassage("goods arrived", "Ali: ", null, null, null), Body, redacted).Outcome);
        Assert.Null(QuotationRedactor.Redact(new QuotedPassage("goods arrived", "Ali: ", null, null, null), Body, redacted).Passage!.Prefix);
    }

    private static WordBox Word(int start, int length, int x) => new(start, length, x, 100, 900, 200, null);
}

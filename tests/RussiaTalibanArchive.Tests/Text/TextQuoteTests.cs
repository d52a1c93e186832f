using CsCheck;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Tests.Text;

public sealed class TextQuoteTests
{
    [Fact]
    public void A_quote_keeps_32_code_units_on_either_side()
    {
        var text = new string('a', 40) + "words" + new string('b', 40);

        var quote = TextQuote.Describe(text, 40, 45);

        Assert.Equal(new TextQuote("words", new string('a', 32), new string('b', 32)), quote);
    }

    [Fact]
    public void Neither_the_quote_nor_its_context_cuts_a_surrogate_pair()
    {
        var text = string.Concat(Enumerable.Repeat("😀", 40));

        Assert.Equal(new TextQuote("😀", text[..32], text[..32]), TextQuote.Describe(text, 40, 42));
        Assert.Equal("😀😀", TextQuote.Describe(text, 41, 43).Exact);
        Assert.Equal(31, TextQuote.Describe(text[..40] + "x" + "word" + text, 41, 45).Prefix.Length);
        Assert.Equal(31, TextQuote.Describe("word" + "x" + text, 0, 4).Suffix.Length);
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(-1, 2)]
    [InlineData(1, 6)]
    [InlineData(3, 2)]
    public void An_empty_or_outside_passage_is_refused(int start, int end) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TextQuote.Describe("words", start, end));

    [Fact]
    public void The_very_words_are_found_where_they_were() =>
        Assert.Equal(new Anchor(6, 11, AnchorGrade.Exact), TextQuote.Locate("again again again", "again", "again ", " again", 6));

    [Theory]
    [InlineData("one two, three two", "two", "three ", null, null, 15)]
    [InlineData("one two, three two", "two", null, ", three", null, 4)]
    [InlineData("two two two", "two", null, null, 7, 8)]
    [InlineData("two two two", "two", null, null, 0, 0)]
    [InlineData("a two b, c two d", "two", "c ", " d", 2, 11)]
    public void Of_several_places_context_decides_and_then_nearness(
        string text, string exact, string? prefix, string? suffix, int? start, int expected)
    {
        var anchor = TextQuote.Locate(text, exact, prefix, suffix, start);

        Assert.Equal(new Anchor(expected, expected + exact.Length, AnchorGrade.Exact), anchor);
    }

    [Fact]
    public void Places_that_nothing_tells_apart_are_ambiguous() =>
        Assert.Equal(new Anchor(0, 3, AnchorGrade.Exact, IsAmbiguous: true), TextQuote.Locate("two two", "two", null, null, null));

    [Fact]
    public void Words_in_another_spelling_are_found_by_folding()
    {
        const string text = "وقد كتبت الإدارةُ إلى ولایت‌ها رسالةً.";

        Assert.Equal(new Anchor(9, 17, AnchorGrade.Folded), TextQuote.Locate(text, "الاداره", null, null, null));
        Assert.Equal(AnchorGrade.Folded, TextQuote.Locate(text, "ولايتها", null, null, null)?.Grade);
        Assert.Equal("ولایت‌ها", Slice(text, TextQuote.Locate(text, "ولايت ها", null, null, null)));
    }

    [Fact]
    public void Folded_places_are_chosen_by_context_as_well() =>
        Assert.Equal(new Anchor(17, 21, AnchorGrade.Folded), TextQuote.Locate("قبل كابل، وبعد: «كابل»", "کابل", "«", "»", null));

    [Fact]
    public void Part_of_a_ligature_is_not_found() =>
        Assert.Null(TextQuote.Locate("ﻻ", "ا", null, null, null));

    [Theory]
    [InlineData("")]
    [InlineData("other")]
    [InlineData("words and more")]
    [InlineData("\u064E")]
    public void Words_that_are_not_there_are_not_guessed(string exact) =>
        Assert.Null(TextQuote.Locate("some words and", exact, "some ", " and", 5));

    [Fact]
    public void What_is_described_is_located_where_it_was() =>
        (from text in SomeText.Any.Where(t => t.Length > 0)
         from start in Gen.Int[0, text.Length - 1]
         from end in Gen.Int[start + 1, text.Length]
         select (text, start, end)).Sample(slice =>
         {
             var (text, start, end) = (slice.text, Widen(slice.text, slice.start, -1), Widen(slice.text, slice.end, 1));

             var quote = TextQuote.Describe(text, start, end);
             var anchor = TextQuote.Locate(text, quote.Exact, quote.Prefix, quote.Suffix, start);

             Assert.Equal(text[start..end], quote.Exact);
             Assert.Equal(new Anchor(start, end, AnchorGrade.Exact), anchor);
         });

    [Fact]
    public void What_is_located_folds_to_what_was_sought() =>
        (from text in SomeText.Mixed.Where(t => t.Length > 0)
         from start in Gen.Int[0, text.Length - 1]
         from end in Gen.Int[start + 1, text.Length]
         select (text, sought: Folding.Key(text[start..end]))).Sample(slice =>
         {
             if (TextQuote.Locate(slice.text, slice.sought, null, null, null) is { } anchor)
             {
                 Assert.Equal(slice.sought, Folding.Key(slice.text[anchor.Start..anchor.End]));
             }
         });

    [Fact]
    public void Repetitive_text_takes_linear_time()
    {
        var text = new string('a', 400_000);

        var clock = System.Diagnostics.Stopwatch.StartNew();
        Assert.NotNull(TextQuote.Locate(text, text[..200_000], null, null, 7));
        Assert.Null(TextQuote.Locate(text, text[..200_000] + "b", null, null, 7));

        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(1), "Quadratic work would take far longer than a busy machine.");
    }

    private static string? Slice(string text, Anchor? anchor) => anchor is null ? null : text[anchor.Start..anchor.End];

    private static int Widen(string text, int at, int by) =>
        at > 0 && at < text.Length && char.IsSurrogatePair(text[at - 1], text[at]) ? at + by : at;
}

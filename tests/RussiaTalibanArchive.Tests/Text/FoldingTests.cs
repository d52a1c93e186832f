using System.Text;
using CsCheck;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Tests.Text;

public sealed class FoldingTests
{
    [Theory]
    [InlineData("أفغانستان إلى آخر ٱلأمر", "افغانستان الي اخر الامر")]
    [InlineData("مستشفى", "مستشفي")]
    [InlineData("وثيقة", "وثیقه")]
    [InlineData("خانهٔ", "خانۀ")]
    [InlineData("خانۀ", "خانه")]
    [InlineData("كابل", "کابل")]
    [InlineData("ګروپ", "گروپ")]
    [InlineData("كـــابل", "كابل")]
    [InlineData("كَتَبَ ٱلرَّحْمٰن", "کتب الرحمن")]
    [InlineData("مسؤول", "مسوول")]
    [InlineData("قائد", "قايد")]
    [InlineData("ﻻ ﻷن ﻟﻺمارة", "لا لان للاماره")]
    [InlineData("ﮐﺎﺑﻞ", "کابل")]
    [InlineData("١٤٠٤ و ۱۴۰۴", "1404 و 1404")]
    [InlineData("\u200Fكابل\u200E \u2067x\u2069", "كابل x")]
    [InlineData("кабу\u00ADл", "Кабул")]
    [InlineData("ЁЛКА", "елка")]
    [InlineData("Е\u0308лка", "елка")]
    [InlineData("и\u0306", "й")]
    [InlineData("É", "e\u0301")]
    [InlineData("ﬁle", "FILE")]
    [InlineData("خبرې ۍ ے", "خبري ی ی")]
    [InlineData("  a \n\t b\u00A0", "a b")]
    public void Spellings_of_one_word_have_one_key(string one, string other) =>
        Assert.Equal(Folding.Key(one), Folding.Key(other));

    [Theory]
    [InlineData("ماء", "ما")]
    [InlineData("й", "и")]
    [InlineData("ښ", "ش")]
    [InlineData("é", "e")]
    [InlineData("پ", "ب")]
    [InlineData("ړ", "ر")]
    public void Different_letters_stay_different(string one, string other) =>
        Assert.NotEqual(Folding.Key(one), Folding.Key(other));

    [Fact]
    public void A_zero_width_non_joiner_equals_nothing_in_one_key_and_a_space_in_the_other()
    {
        Assert.Equal(Folding.Key("میشود"), Folding.Key("می\u200Cشود"));
        Assert.Equal(Folding.Key("می شود"), Folding.Key("می\u200Cشود", Joiner.Space));
    }

    [Fact]
    public void A_folded_place_leads_back_to_the_letters_with_their_marks()
    {
        const string original = "في ﻟﻺمارةِ  يومًا";

        var folded = Folding.Fold(original);
        var at = folded.Text.IndexOf("اماره", StringComparison.Ordinal);
        var (start, end) = folded.OriginalSpan(at, at + 5);

        Assert.Equal("ﻺمارةِ", original[start..end]);
        Assert.False(folded.IsBoundary(at));
        Assert.Equal(at - 1, folded.IndexAt(start));
    }

    [Fact]
    public void A_lone_surrogate_becomes_a_replacement_character() =>
        Assert.Equal("a\uFFFDb\uFFFD", Folding.Key("a\uD800b\uFFFE"));

    [Fact]
    public void Folding_twice_changes_nothing_more() =>
        SomeText.Any.Sample(text =>
        {
            foreach (var joiner in Enum.GetValues<Joiner>())
            {
                var once = Folding.Fold(text, joiner).Text;
                Assert.Equal(once, Folding.Fold(once, joiner).Text);
            }
        });

    [Fact]
    public void Composed_and_decomposed_texts_have_one_key() =>
        SomeText.Mixed.Where(IsWellFormed).Sample(text =>
            Assert.Equal(Folding.Key(text.Normalize(NormalizationForm.FormC)), Folding.Key(text.Normalize(NormalizationForm.FormD))));

    [Fact]
    public void Folded_places_are_in_order_and_inside_the_text() =>
        SomeText.Any.Sample(text =>
        {
            var folded = Folding.Fold(text);
            var (lastStart, lastEnd) = (0, 0);
            for (var i = 0; i < folded.Length; i++)
            {
                Assert.InRange(folded.OriginalStart(i), lastStart, text.Length - 1);
                Assert.InRange(folded.OriginalEnd(i), Math.Max(lastEnd, folded.OriginalStart(i) + 1), text.Length);
                Assert.True(folded.IndexAt(folded.OriginalStart(i)) <= i);
                (lastStart, lastEnd) = (folded.OriginalStart(i), folded.OriginalEnd(i));
            }
        });

    [Fact]
    public void A_million_combining_marks_fold_in_linear_time()
    {
        var text = "e" + string.Concat(Enumerable.Repeat("\u0301\u0323", 250_000));

        var clock = System.Diagnostics.Stopwatch.StartNew();
        Folding.Fold(text);

        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(1), "Quadratic work would take far longer than a busy machine.");
    }

    private static bool IsWellFormed(string text) => !text.Contains('\uFFFE', StringComparison.Ordinal) && text.EnumerateRunes().All(r => r.Value != 0xFFFD);
}

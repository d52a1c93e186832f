using System.Globalization;
using System.Text;
using CsCheck;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Tests.Text;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("كابل", "rtl")]
    [InlineData("Кабул كابل", "ltr")]
    [InlineData("12 — «کابل» Kabul", "rtl")]
    [InlineData("٢٠٢٥ Kabul", "ltr")]
    [InlineData("\u2067كابل\u2069 Kabul", "ltr")]
    [InlineData("\u200FKabul", "rtl")]
    [InlineData("\u064Eabc", "ltr")]
    [InlineData("\uD83A\uDD00", "rtl")]
    [InlineData("12 ؟ x", "rtl")]
    [InlineData("، 12", "ltr")]
    [InlineData("", "ltr")]
    public void Direction_is_that_of_the_first_strong_character(string text, string expected) =>
        Assert.Equal(expected, Direction.Of(text).ToHtml());

    [Fact]
    public void A_lone_surrogate_has_no_direction() => Assert.Equal(TextDirection.RightToLeft, Direction.Of("\uD800\uDC00\uD800 ب"[2..]));

    [Theory]
    [InlineData("وصل المهندسون إلى الميناء في مطلع الصيف", "ar")]
    [InlineData("مذكرة سرية", "ar")]
    [InlineData("د بندر چارواکو وویل چې نوې لاره به پرانيستل شي", "ps")]
    [InlineData("پټ لیک", "ps")]
    [InlineData("این نامه را به وزارت بفرستید که کار آغاز شود", "fa")]
    [InlineData("استاندار تهران گفت که این کار در ۱۲ مهر آغاز شده است", "fa")]
    [InlineData("ولسوالی شولگره از ریاست ترانسپورت بودجه خواست", "fa-AF")]
    [InlineData("این مکتوب در ۱۲ سرطان ۱۴۰۴ به ریاست رسیده است", "fa-AF")]
    [InlineData("هیئت در ولایت بلخ از بندر دیدن کرد و به کابل برگشت", "fa-AF")]
    [InlineData("میزان بارندگی در این سال کم بود", "fa")]
    [InlineData("څارنوالی ولایت بلخ این دوسیه را به محکمه سپرد و از آن خبر داد", "fa-AF")]
    [InlineData("Прошу выделить средства на ремонт моста", "ru")]
    [InlineData("Ця записка є таємною, її зміст невідомий", null)]
    [InlineData("The cranes arrive before the harvest", "en")]
    [InlineData("Die Kräne kommen vor der Ernte", null)]
    [InlineData("12.05.2025 — ؟", null)]
    [InlineData("", null)]
    public void Language_is_guessed_from_letters_and_common_words(string text, string? expected) =>
        Assert.Equal(expected, LanguageGuess.Of(text));

    [Fact]
    public void The_specimen_article_is_arabic() => Assert.Equal("ar", LanguageGuess.Of(Specimens.ArticleInArabic));

    [Fact]
    public void Paragraphs_are_lines_with_words_and_form_feeds_turn_the_page()
    {
        const string text = "one\r\n\r\n  \ntwo\fthree\n\f\ffour";

        var paragraphs = Paragraphs.Of(text);

        Assert.Equal([(1, 1, "one"), (2, 1, "two"), (3, 2, "three"), (4, 4, "four")], paragraphs.Select(p => (p.Number, p.Page, text[p.Start..p.End])));
        Assert.Equal(4, paragraphs.PageCount);
        Assert.Equal(2, paragraphs.At(text.IndexOf("wo", StringComparison.Ordinal))?.Number);
        Assert.Equal(1, paragraphs.At(5)?.Number);
        Assert.Equal((1, 2, 4), (paragraphs.PageAt(0), paragraphs.PageAt(text.IndexOf("three", StringComparison.Ordinal)), paragraphs.PageAt(text.Length)));
        Assert.Null(Paragraphs.Of(" \n").At(0));
    }

    [Fact]
    public void Paragraphs_lie_in_order_and_hold_every_word() =>
        SomeText.Any.Sample(text =>
        {
            var paragraphs = Paragraphs.Of(text);
            var end = 0;
            foreach (var paragraph in paragraphs)
            {
                Assert.True(string.IsNullOrWhiteSpace(text[end..paragraph.Start]) && paragraph.Start < paragraph.End);
                Assert.Equal(paragraph, paragraphs.At(paragraph.End - 1));
                Assert.Equal(paragraph.Page, paragraphs.PageAt(paragraph.Start));
                end = paragraph.End;
            }

            Assert.True(string.IsNullOrWhiteSpace(text[end..]));
        });

    [Theory]
    [InlineData("a\r\nb\rc\n", "a\nb\nc\n")]
    [InlineData("a\0\u0001\u001Bb\t\f", "a\uFFFDb\t\f")]
    [InlineData("می\u200Cشود\u200F\u200D", "می\u200Cشود\u200F\u200D")]
    public void Normalizing_keeps_words_and_cleans_the_rest(string text, string expected) =>
        Assert.Equal(expected, TextNormalizer.Normalize(text));

    // An attribute cannot hold a lone surrogate.
    [Fact]
    public void What_is_no_character_becomes_a_replacement_character() =>
        Assert.Equal("é \uFFFD \uFFFD \uFFFD 😀", TextNormalizer.Normalize("e\u0301 \uD800 \uDC00 \uFFFE 😀"));

    [Fact]
    public void Junk_of_many_marks_normalizes_in_linear_time_and_once_for_all()
    {
        var text = "e" + string.Concat(Enumerable.Repeat("\u0301\u0001\u0323", 250_000));

        var clock = System.Diagnostics.Stopwatch.StartNew();
        var normal = TextNormalizer.Normalize(text);

        Assert.Equal(normal, TextNormalizer.Normalize(normal));
        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(1), "Quadratic work would take far longer than a busy machine.");
    }

    [Fact]
    public void Normalized_text_is_composed_clean_and_stays_so() =>
        SomeText.Any.Sample(text =>
        {
            var normal = TextNormalizer.Normalize(text);

            Assert.True(normal.IsNormalized(NormalizationForm.FormC));
            Assert.DoesNotContain(normal, c => c < ' ' && c is not ('\n' or '\t' or '\f'));
            Assert.Equal(normal, TextNormalizer.Normalize(normal));
            Assert.Equal(Folding.Key(TextNormalizer.Normalize(text)), Folding.Key(normal));
        });

    [Theory]
    [InlineData("", 0)]
    [InlineData("one, two — three", 3)]
    [InlineData("don’t mother-in-law", 2)]
    [InlineData("می‌شود كَتَبَ 2025", 3)]
    [InlineData("a -- b", 2)]
    public void Words_are_counted(string text, int expected) => Assert.Equal(expected, WordCount.Of(text));

    [Theory]
    [InlineData("  short  ", 10, "short")]
    [InlineData("one two three", 13, "one two three")]
    [InlineData("one two three", 12, "one two…")]
    [InlineData("one two three", 8, "one two…")]
    [InlineData("one two three", 7, "one…")]
    [InlineData("unbreakable", 5, "unbr…")]
    [InlineData("ab👩‍👩‍👧", 5, "ab…")]
    [InlineData("abe\u0301f", 4, "ab…")]
    [InlineData("abc", 1, "…")]
    public void An_excerpt_ends_at_a_word_within_its_length(string text, int maxLength, string expected) =>
        Assert.Equal(expected, Excerpt.Of(text, maxLength));

    [Fact]
    public void An_excerpt_is_a_beginning_in_whole_grapheme_clusters() =>
        Gen.Select(SomeText.Any, Gen.Int[1, 40]).Sample((text, maxLength) =>
        {
            var excerpt = Excerpt.Of(text, maxLength);

            Assert.True(excerpt.Length <= maxLength);
            if (excerpt != text.Trim())
            {
                var beginning = excerpt[..^1];
                Assert.StartsWith(beginning, text.Trim(), StringComparison.Ordinal);
                var clusters = StringInfo.ParseCombiningCharacters(text.Trim());
                Assert.Contains(beginning.Length, clusters);
            }
        });
}

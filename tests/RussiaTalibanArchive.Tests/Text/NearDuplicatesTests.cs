using CsCheck;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Tests.Text;

public sealed class NearDuplicatesTests
{
    private const string Memo =
        """
        Министерство направляет для сведения записку о встрече в Кабуле 17 марта. Стороны обсудили поставки топлива, обучение
        людей и работу посольства. Представитель движения заявил, что договорённости о безопасности границы будут соблюдены, и
        просил ускорить передачу обещанных машин. Посол ответил, что решение по этому вопросу принимает Москва и что ответ
        следует ждать не раньше мая. Приложение: список участников на двух листах.
        """;

    private const string Letter =
        """
        إلى مكتب نائب الوزير، تحية طيبة وبعد. نرفق لكم محضر الاجتماع الذي عقد في قندهار مع الوفد الروسي يوم الثلاثاء، وقد ناقش
        الطرفان توريد القمح والوقود وتدريب الموظفين على المعدات الجديدة، واتفقا على أن تبدأ اللجنة المشتركة عملها قبل نهاية
        الشهر. نرجو إبلاغنا بأسماء من سيحضرون الجولة القادمة وبموعد وصولهم إلى كابل حتى نعد لهم ما يلزم من الإقامة والحراسة.
        """;

    private static readonly string[] Words = [.. (Memo + Letter).Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)];

    private static readonly Gen<string> SomePaper = Gen.Int[0, Words.Length - 1].Array[40, 160].Select(chosen => string.Join(' ', chosen.Select(i => Words[i])));

    [Theory]
    [InlineData(Memo)]
    [InlineData(Letter)]
    public void The_same_words_in_another_typing_have_one_hash(string text)
    {
        var typed = text.ToUpperInvariant().Replace("\n", "  \f", StringComparison.Ordinal).Replace('ي', 'ی').Replace('ك', 'ک').Replace("ال", "اـل", StringComparison.Ordinal)
            .Replace('Ё', 'Е').Replace(".", " —", StringComparison.Ordinal);

        Assert.NotEqual(text, typed);
        Assert.Equal(NearDuplicates.Sketch(text).FoldedHash, NearDuplicates.Sketch(typed).FoldedHash);
        Assert.Equal(1, NearDuplicates.Similarity(text, typed).Jaccard);
    }

    [Theory]
    [InlineData(Memo, "Москва", "Кабул")]
    [InlineData(Letter, "قندهار", "هرات")]
    public void One_other_word_makes_another_hash_but_a_near_duplicate(string text, string word, string other)
    {
        var changed = text.Replace(word, other, StringComparison.Ordinal);

        Assert.NotEqual(NearDuplicates.Sketch(text).FoldedHash, NearDuplicates.Sketch(changed).FoldedHash);
        Assert.True(NearDuplicates.Similarity(text, changed).IsNearDuplicate);
        Assert.NotEmpty(Common(text, changed));
    }

    [Fact]
    public void Recognition_faults_do_not_hide_a_short_memo()
    {
        var scanned = Memo.Replace("договорённости", "договоренвости", StringComparison.Ordinal).Replace("посольства", "пасольсгва", StringComparison.Ordinal)
            .Replace("решение", "рещение", StringComparison.Ordinal).Replace("Кабуле 17", "Кабупе I7", StringComparison.Ordinal);

        var similarity = NearDuplicates.Similarity(Memo, scanned);

        Assert.True(similarity.IsNearDuplicate);
        Assert.InRange(similarity.Jaccard, 0.4, 0.9);
        Assert.NotEmpty(Common(Memo, scanned));
    }

    [Fact]
    public void A_memo_inside_a_longer_paper_is_found_both_ways()
    {
        var other = Enumerable.Range(0, 600).Select(i => $"слово{i * 7919 % 1000} дело{i}");
        var bundle = string.Join(' ', other.Take(300)) + "\f" + Memo + "\f" + string.Join(' ', other.Skip(300));

        var similarity = NearDuplicates.Similarity(Memo, bundle);
        var reverse = NearDuplicates.Similarity(bundle, Memo);

        Assert.True(similarity.IsNearDuplicate && reverse.IsNearDuplicate);
        Assert.Equal(1, similarity.FirstInSecond);
        Assert.Equal(1, reverse.SecondInFirst);
        Assert.InRange(similarity.SecondInFirst, 0, 0.1);
        Assert.NotEmpty(Common(Memo, bundle));
    }

    [Fact]
    public void Two_memos_on_one_matter_are_no_duplicates()
    {
        var other = "Министерство направляет для сведения отчёт о поездке в Герат. Участники осмотрели склады и дорогу до границы, где ждут груза.";

        Assert.False(NearDuplicates.Similarity(Memo, other).IsNearDuplicate);
        Assert.False(NearDuplicates.Similarity(Memo, Letter).IsNearDuplicate);
        Assert.Empty(Common(Memo, Letter));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\f — … «»")]
    [InlineData("\u0301\u200F")]
    public void A_text_without_words_is_like_nothing(string text)
    {
        var sketch = NearDuplicates.Sketch(text);

        Assert.Equal((0, 0, 0), (sketch.FoldedHash, sketch.ShingleCount, sketch.Bands.Length));
        Assert.False(NearDuplicates.Similarity(text, text).IsNearDuplicate);
    }

    [Fact]
    public void A_phrase_that_a_paper_holds_is_no_duplicate_of_it() =>
        Assert.False(NearDuplicates.Similarity("Представитель движения заявил", Memo).IsNearDuplicate);

    [Fact]
    public void What_is_stored_stays_comparable()
    {
        var sketch = NearDuplicates.Sketch("Встреча в Кабуле");

        Assert.Equal(-2085877209022907673, sketch.FoldedHash);
        Assert.Equal(-8784806306024677253, sketch.Bands[0]);
    }

    [Fact]
    public void A_paper_and_its_edited_copy_share_keys_and_most_shingles() =>
        Gen.Select(SomePaper, Gen.Int[0, 30], Gen.Int[1, 3]).Sample((paper, place, count) =>
        {
            var words = paper.Split(' ').ToList();
            words.RemoveRange(place, count);
            words.InsertRange(words.Count / 2, ["вставка", "из", "трёх"]);
            var copy = string.Join(' ', words);

            Assert.True(NearDuplicates.Similarity(paper, copy).IsNearDuplicate);
            Assert.NotEmpty(Common(paper, copy));
        });

    [Fact]
    public void Similarity_is_the_same_from_both_sides() =>
        Gen.Select(SomePaper, SomeText.Any).Sample((one, other) =>
        {
            var (there, back) = (NearDuplicates.Similarity(one, one[..30] + other), NearDuplicates.Similarity(one[..30] + other, one));

            Assert.Equal((there.Shared, there.Jaccard, there.FirstInSecond), (back.Shared, back.Jaccard, back.SecondInFirst));
        });

    [Fact]
    public void Keys_are_few_different_and_in_order() =>
        Gen.OneOf(SomeText.Any, SomePaper, Gen.Int[1, 100_000].Array[0, 3000].Select(n => string.Join(' ', n))).Sample(text =>
        {
            var bands = NearDuplicates.Sketch(text).Bands;

            Assert.True(bands.Length <= NearDuplicates.MaxBands);
            Assert.Equal(bands.Distinct().Order(), bands);
        }, iter: 50);

    private static IEnumerable<long> Common(string one, string other) => NearDuplicates.Sketch(one).Bands.Intersect(NearDuplicates.Sketch(other).Bands);
}

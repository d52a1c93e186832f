using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Tests.Text;

public class SearchWordsTests
{
    [Fact]
    public void Words_are_runs_of_letters_digits_and_marks_with_their_places()
    {
        var words = SearchWords.Of("The well-known Ёлка, №۷ (قُرآن)!");

        Assert.Equal(["the", "well", "known", "елка", "7", "قران"], words.Select(w => w.Folded));
        Assert.Equal([1, 2, 3, 4, 5, 6], words.Select(w => w.Position));
        Assert.Equal(["the", "well", "known", "ёлка", "۷", "قُرآن"], words.Select(w => w.Exact));
        Assert.Equal((15, 19), (words[3].Start, words[3].End));
    }

    [Fact]
    public void A_word_with_a_non_joiner_is_its_pieces_and_one_word()
    {
        var words = SearchWords.Of("او می‌شود است");

        Assert.Equal(["او", "می", "شود", "میشود", "است"], words.Select(w => w.Folded));
        Assert.Equal([1, 2, 3, 2, 4], words.Select(w => w.Position));
        Assert.Equal([1, 1, 1, 2, 1], words.Select(w => w.Pieces));
        Assert.Equal((3, 9), (words[3].Start, words[3].End));
    }

    [Fact]
    public void The_English_possessive_is_no_word() =>
        Assert.Equal(["moscow", "envoys", "said"], SearchWords.Of("Moscow’s envoys said").Select(w => w.Folded));

    [Fact]
    public void Scholarly_signs_of_transliteration_do_not_part_or_change_a_word() =>
        Assert.Equal(["quran", "mulla"], SearchWords.Of("Qurʾān, Mullā").Select(w => w.Folded));

    [Theory]
    [InlineData("\u202Bكابل\u202C", "کابل", "كابل")] // direction marks
    [InlineData("كـــابل", "کابل", "كابل")] // tatweel
    [InlineData("ﻛﺎﺑﻞ", "کابل", "كابل")] // presentation forms
    [InlineData("re\u00ADport", "report", "report")]
    [InlineData("\uD83D\uDE00", null, null)]
    [InlineData("a\uD800b", "a", "a")]
    public void What_is_no_letter_leaves_no_trace(string text, string? folded, string? exact)
    {
        var first = SearchWords.Of(text).FirstOrDefault();

        Assert.Equal(folded, first.Folded);
        Assert.Equal(exact, first.Exact);
    }

    [Fact]
    public void Of_an_endless_word_the_beginning_counts() =>
        Assert.Equal(SearchWords.MaxLength, Assert.Single(SearchWords.Of(new string('x', 100_000))).Folded.Length);

    [Fact]
    public void Places_lead_back_to_the_words_in_any_text()
    {
        var random = new Random(20250707);
        const string Letters = "abЁёلاآكي‌\u064E\u0640\u200F .،'’-1٢۳\uFEFB\u00AD\nß";
        for (var i = 0; i < 2_000; i++)
        {
            var text = new string(random.GetItems<char>(Letters, random.Next(40)));
            foreach (var word in SearchWords.Of(text))
            {
                Assert.InRange(word.Start, 0, word.End - 1);
                Assert.InRange(word.End, 1, text.Length);
                Assert.Equal(word.Folded, SearchWords.Of(text[word.Start..word.End])[^1].Folded);
            }
        }
    }
}

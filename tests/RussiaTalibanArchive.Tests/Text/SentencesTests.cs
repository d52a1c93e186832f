using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Tests.Text;

public sealed class SentencesTests
{
    [Theory]
    [InlineData("One came. Two went! Three?", "went", "Two went!")]
    [InlineData("هل وصلت؟ نعم وصلت. ثم عادت", "نعم", "نعم وصلت.")]
    [InlineData("He said: “Go.” Then he left.", "Then", "Then he left.")]
    [InlineData("first line\nsecond line", "second", "second line")]
    [InlineData("Version 2.5 of it stands.", "stands", "Version 2.5 of it stands.")]
    [InlineData("A one. B two. C three.", "one. B", "A one. B two.")]
    public void A_sentence_runs_from_the_end_of_one_to_its_own(string text, string words, string sentence)
    {
        var at = text.IndexOf(words, StringComparison.Ordinal);

        var (start, end) = Sentences.Around(text, at, at + words.Length);

        Assert.Equal(sentence, text[start..end]);
    }
}

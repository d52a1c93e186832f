using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Tests.Text;

public sealed class FindInTextTests
{
    [Theory]
    [InlineData("وصلتِ الشُّحنةُ إلى المَعبَر.", "الشحنة الي", "الشُّحنةُ إلى")]
    [InlineData("تذكر المذكرة ۱۲ سائقًا", "12 سائقا", "۱۲ سائقًا")]
    [InlineData("Ёлки у заставы", "елки", "Ёлки")]
    [InlineData("این می\u200Cشود که", "می شود", "می\u200Cشود")]
    [InlineData("این می شود که", "می\u200Cشود", "می شود")]
    [InlineData("first line\nsecond line", "LINE second", "line\nsecond")]
    public void Words_are_found_in_whatever_spelling_with_their_marks(string text, string sought, string expected)
    {
        var (hits, count) = FindInText.Find(text, sought, 10);

        Assert.Equal(1, count);
        Assert.Equal(expected, text[hits[0].Start..hits[0].End]);
    }

    [Fact]
    public void All_are_counted_and_the_first_are_named()
    {
        var (hits, count) = FindInText.Find("aaaa aaa", "aa", 2);

        Assert.Equal(3, count);
        Assert.Equal([new(0, 2), new(2, 4)], hits);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \u0640\u200F ")]
    public void Nothing_is_found_nowhere(string sought) => Assert.Equal(0, FindInText.Find("some text", sought, 10).Count);
}

using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Tests.Text;

public sealed class ReversedWordsTests
{
    public static TheoryData<string> Texts => new(
        "قررت اللجنة أن الوفد الذي وصل إلى العاصمة سيعود بعد أن تسلّم الوثائق التي طلبتها الوزارة وقد وافق الوزير على ذلك",
        "کمیته تصمیم گرفت که هیئتی که به پایتخت آمده است برای گرفتن اسناد باید این هفته بازگردد و وزیر آن را پذیرفته است",
        "کمیټې پرېکړه وکړه چې هغه پلاوی چې پلازمېنې ته راغلی دی له وزیر سره وویني او هغه اسناد واخلي چې غوښتل شوي وو",
        "Комитет решил, что делегация, которые прибыли для переговоров, была принята, а также что это только начало, как он сказал",
        "The committee has decided that the delegation which was sent from the capital and its papers have not been received");

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_is_told_from_its_words_back_to_front_and_turned_round(string text)
    {
        var reversed = ReversedWords.Turn(text);

        Assert.False(ReversedWords.Are(text), "as it is");
        Assert.True(ReversedWords.Are(reversed), "reversed");
        Assert.Equal(text, ReversedWords.Turn(reversed));
        Assert.Equal(text.Length, reversed.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12 345 ...")]
    [InlineData("Ein deutscher Satz, der mit keinem der Wörter etwas zu tun hat")]
    public void What_is_in_no_language_of_the_archive_is_left_alone(string text) => Assert.False(ReversedWords.Are(text));
}

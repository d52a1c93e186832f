using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Tests.Text;

public class NameSkeletonTests
{
    [Theory]
    [InlineData("Kabulov", "Кабулов", "کابولوف")]
    [InlineData("Lavrov", "Лавров", "لافروف")]
    [InlineData("Taliban", "Талибан", "طالبان")]
    [InlineData("Kandahar", "Кандахар", "کندهار")]
    [InlineData("Haqqani", "Хаккани", "حقاني")]
    [InlineData("Muttaqi", "Муттаки", "متقي")]
    [InlineData("Zhirnov", "Жирнов", "جيرنوف")]
    [InlineData("Pakistan", "Пакистан", "پاکستان")]
    [InlineData("Pakistan", "Пакистан", "باكستان")]
    public void A_name_has_one_skeleton_in_every_script(string latin, string cyrillic, string arabic)
    {
        var skeleton = NameSkeleton.Of(Folding.Key(latin));

        Assert.NotEmpty(skeleton);
        Assert.Equal(skeleton, NameSkeleton.Of(Folding.Key(cyrillic)));
        Assert.Equal(skeleton, NameSkeleton.Of(Folding.Key(arabic)));
    }

    [Theory]
    [InlineData("Kabul", "Кабулов")]
    [InlineData("Lavrov", "Левин")]
    public void Different_names_have_different_ones(string one, string other) =>
        Assert.NotEqual(NameSkeleton.Of(Folding.Key(one)), NameSkeleton.Of(Folding.Key(other)));

    [Fact]
    public void What_is_no_name_has_none() => Assert.Equal("", NameSkeleton.Of("r2d2"));
}

namespace RussiaTalibanArchive.Tests.Text;
public sealed class PlaceTests
{
    [Fact]
    public void Works() => Assert.True(true);
}

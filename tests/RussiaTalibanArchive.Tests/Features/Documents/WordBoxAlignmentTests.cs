using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Intake.Reading;

namespace RussiaTalibanArchive.Tests.Features.Documents;

public sealed class WordBoxAlignmentTests
{
    private const string Before = "وصل الوقد إلى كابل";

    private static readonly WordBox[] Words = [new(0, 3, 9000, 10, 500, 90, 95), new(4, 5, 8000, 10, 800, 90, 40), new(10, 3, 7000, 10, 500, 90, 96), new(14, 4, 6000, 10, 600, 90, 97)];

    [Fact]
    public void A_corrected_word_takes_the_box_of_the_old_one_and_counts_as_looked_at()
    {
        var moved = WordBoxAlignment.Realign(Before, "وصل الوفد إلى كابل", Words);

        Assert.Equal([Words[0], Words[1] with { Confidence = null }, Words[2], Words[3]], moved);
    }

    [Fact]
    public void Words_behind_a_longer_one_move_along()
    {
        const string After = "وصل الوفدان إلى كابل";

        var moved = WordBoxAlignment.Realign(Before, After, Words);

        Assert.Equal(["وصل", "الوفدان", "إلى", "كابل"], moved.Select(w => After.Substring(w.Start, w.Length)));
        Assert.Equal(Words.Select(w => w.X), moved.Select(w => w.X));
    }

    [Fact]
    public void Words_that_went_lose_their_boxes_and_new_ones_have_none()
    {
        const string After = "إلى كابل وصل أمس وفد";

        var moved = WordBoxAlignment.Realign(Before, After, Words);

        Assert.All(moved, w => Assert.Contains(After.Substring(w.Start, w.Length), Before.Split(' ')));
    }
}

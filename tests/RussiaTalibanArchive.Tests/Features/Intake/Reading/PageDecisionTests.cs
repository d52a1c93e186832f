using RussiaTalibanArchive.Web.Features.Intake.Reading;
using RussiaTalibanArchive.Web.Features.Intake.Reading.Recognition;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Tests.Features.Intake.Reading;

public sealed class PageDecisionTests
{
    private const string Shown = "قررت اللجنة أن الوفد سيعود من العاصمة بعد يومين";

    [Theory]
    [InlineData("قررت اللجنة ان الوفد سيعود من العاصمه بعد يومين", TextSource.File, null)]
    [InlineData("نص آخر تماماً لا يقول شيئاً مما تعرضه هذه الورقة", TextSource.Recognised, PageNote.DisagreesWithPicture)]
    public void The_picture_decides_over_text_in_doubt(string ofFile, TextSource source, PageNote? note)
    {
        var decided = PageDecision.Of(Page(ofFile, TextSource.Doubtful), Page(Shown, TextSource.Recognised));

        Assert.Equal(source, decided.Source);
        Assert.Equal(source == TextSource.File ? ofFile : Shown, decided.Text);
        Assert.Equal(note is { } one ? [one] : [], decided.Notes);
    }

    [Fact]
    public void Text_that_agrees_once_it_is_turned_round_is_turned_round()
    {
        var decided = PageDecision.Of(Page(ReversedWords.Turn(Shown), TextSource.Doubtful), Page(Shown, TextSource.Recognised));

        Assert.Equal((Shown, TextSource.File), (decided.Text, decided.Source));
        Assert.Equal([PageNote.WasReversed], decided.Notes);
    }

    [Fact]
    public void Where_nothing_was_recognised_the_text_stays_and_says_that_readings_differ()
    {
        Assert.Equal([PageNote.ReadingsDiffer], PageDecision.Of(Page(Shown, TextSource.Doubtful), null).Notes);
        Assert.Equal([PageNote.ReadingsDiffer], PageDecision.Of(Page(Shown, TextSource.Doubtful), Page(" .", TextSource.Recognised)).Notes);
        Assert.Empty(PageDecision.Of(Page(Shown, TextSource.File), null).Notes);
    }

    private static ReadPage Page(string text, TextSource source) => new() { Number = 1, Text = text, Source = source };
}

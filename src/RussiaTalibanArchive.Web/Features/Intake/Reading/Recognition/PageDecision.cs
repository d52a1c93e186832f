using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Recognition;

/// <summary>Decides what the text of a page is when the file's own is in doubt: the picture is what people read, so recognition decides.</summary>
public static class PageDecision
{
    /// <param name="read">The page as the file has it.</param>
    /// <param name="recognised">The page as it was recognised; <see langword="null"/> when it was not.</param>
    public static ReadPage Of(ReadPage read, ReadPage? recognised)
    {
        ArgumentNullException.ThrowIfNull(read);
        if (read.Source != TextSource.Doubtful)
        {
            return recognised ?? read;
        }

        if (recognised is null || !recognised.Text.Any(char.IsLetter))
        {
            return read with { Source = TextSource.File, Notes = [.. read.Notes.Append(PageNote.ReadingsDiffer).Distinct()] };
        }

        var certain = read.Notes.Where(n => n != PageNote.ReadingsDiffer);
        if (PageAgreement.Of(read.Text, recognised.Text) >= PageAgreement.Enough)
        {
            return read with { Source = TextSource.File, Notes = [.. certain] };
        }

        var turned = ReversedWords.Turn(read.Text);
        return PageAgreement.Of(turned, recognised.Text) >= PageAgreement.Enough
            ? read with { Text = turned, Source = TextSource.File, Notes = [.. certain, PageNote.WasReversed] }
            : recognised with { Notes = [.. certain, .. recognised.Notes, PageNote.DisagreesWithPicture] };
    }
}

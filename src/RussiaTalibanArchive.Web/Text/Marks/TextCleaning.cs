namespace RussiaTalibanArchive.Web.Text.Marks;

/// <summary>Brings a text into the form in which it leaves the archive; see <see cref="HiddenMarks.Clean"/>.</summary>
internal static class TextCleaning
{
    /// <summary>A step may uncover work for an earlier one, as when two letters compose; three rounds have always been enough.</summary>
    private const int MaxRounds = 8;

    public static string Clean(string text)
    {
        var clean = text;
        for (var round = 0; round < MaxRounds; round++)
        {
            var next = TextNormalizer.Normalize(SpaceCleaning.Clean(LetterCleaning.Clean(InvisibleCleaning.Clean(clean))));
            if (next == clean)
            {
                break;
            }

            clean = next;
        }

        return clean;
    }
}

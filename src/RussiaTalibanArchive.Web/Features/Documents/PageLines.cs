using RussiaTalibanArchive.Web.Features.Intake.Reading;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Documents;

/// <summary>A line of a page as it stands on its picture.</summary>
/// <param name="IsRightToLeft">Its direction, by its letters.</param>
/// <param name="Words">In the order in which they are read.</param>
public sealed record PageLine(bool IsRightToLeft, IReadOnlyList<WordBox> Words);

/// <summary>Puts the words of a page back into the lines of its picture, so that a line can be selected as one.</summary>
public static class PageLines
{
    /// <summary>
    /// The words in the order of the text. A new line begins where the text has a line end, and where a word stands higher or lower
    /// than the one before it by more than half of the smaller one.
    /// </summary>
    /// <param name="page">The page's text.</param>
    /// <param name="words">In any order; such as lie outside the text, or have no size, are left out.</param>
    public static IReadOnlyList<PageLine> Of(string page, IEnumerable<WordBox> words)
    {
        ArgumentNullException.ThrowIfNull(page);
        var lines = new List<List<WordBox>>();
        WordBox? before = null;
        foreach (var word in words.Where(w => w.Start >= 0 && w.Length > 0 && w.Start + w.Length <= page.Length && w.Width > 0 && w.Height > 0).OrderBy(w => w.Start))
        {
            if (before is { } last && word.Start < last.Start + last.Length)
            {
                continue; // Two boxes over the same letters: the first counts.
            }

            if (before is not { } previous || IsNewLine(page, previous, word))
            {
                lines.Add([]);
            }

            lines[^1].Add(word);
            before = word;
        }

        return [.. lines.Select(l => new PageLine(Direction.Of(page[l[0].Start..(l[^1].Start + l[^1].Length)]) == TextDirection.RightToLeft, l))];
    }

    private static bool IsNewLine(string page, WordBox before, WordBox word)
    {
        var apart = Math.Abs((word.Y * 2) + word.Height - (before.Y * 2) - before.Height) / 2;
        return apart * 2 > Math.Min(word.Height, before.Height) || page.AsSpan((before.Start + before.Length)..word.Start).ContainsAny('\n', '\f');
    }
}

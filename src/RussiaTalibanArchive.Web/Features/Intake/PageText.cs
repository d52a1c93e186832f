using System.Text;
using RussiaTalibanArchive.Web.Features.Intake.Reading;
using RussiaTalibanArchive.Web.Text;
using RussiaTalibanArchive.Web.Text.Marks;

namespace RussiaTalibanArchive.Web.Features.Intake;

/// <summary>Brings the text of a page into the form that the archive keeps, its word boxes with it.</summary>
public static class PageText
{
    /// <summary>The text normalised word by word, each box moved along. Boxes that do not lie in the text in order are dropped.</summary>
    public static ReadPage Normalised(ReadPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        var text = new StringBuilder(page.Text.Length);
        var words = new List<WordBox>(page.Words.Count);
        var at = 0;
        foreach (var word in page.Words)
        {
            if (word.Start < at || word.Length <= 0 || word.Start + (long)word.Length > page.Text.Length || !IsOnPage(word))
            {
                continue;
            }

            text.Append(Between(page.Text[at..word.Start], at == 0, isLast: false));
            var clean = Clean(page.Text.Substring(word.Start, word.Length));
            if (clean.Length > 0)
            {
                words.Add(word with { Start = text.Length, Length = clean.Length });
            }

            text.Append(clean);
            at = word.Start + word.Length;
        }

        text.Append(Between(page.Text[at..], at == 0, isLast: true));
        var whole = text.ToString();
        var normal = Clean(whole);
        // A mark that joins across the border of two words would move all that follows: then there are no boxes.
        return page with { Text = normal, Words = normal == whole ? words : [] };
    }

    /// <summary>What stands between two words, cleaned as it would be there: spaces at the end of a line would go.</summary>
    private static string Between(string text, bool isFirst, bool isLast)
    {
        const string Word = "0";
        var clean = Clean((isFirst ? "" : Word) + text + (isLast ? "" : Word));
        return clean[(isFirst ? 0 : Word.Length)..^(isLast ? 0 : Word.Length)];
    }

    private static bool IsOnPage(WordBox word) => word is { X: >= 0 and <= 10_000, Y: >= 0 and <= 10_000, Width: >= 0 and <= 10_000, Height: >= 0 and <= 10_000 };

    /// <summary>A form feed would begin another page.</summary>
    private static string Clean(string text) => HiddenMarks.Clean(Plain(text));

    /// <summary>The text as it came, in the form that any text is kept in.</summary>
    public static string Plain(string text) => TextNormalizer.Normalize(text).Replace('\f', '\n');
}

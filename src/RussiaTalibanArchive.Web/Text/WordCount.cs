using System.Globalization;
using System.Text;

namespace RussiaTalibanArchive.Web.Text;

/// <summary>
/// Counts words: runs of letters, digits and their marks. An apostrophe, a zero-width joiner or non-joiner or a hyphen
/// between two letters keeps them one word.
/// </summary>
public static class WordCount
{
    public static int Of(ReadOnlySpan<char> text)
    {
        var words = 0;
        var inWord = false;
        var joined = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsWordRune(rune))
            {
                words += inWord || joined ? 0 : 1;
                (inWord, joined) = (true, false);
            }
            else
            {
                // One joint may stand between two letters; a second in a row parts them.
                joined = inWord && rune.Value is '\'' or '’' or '-' or '\u2010' or '\u2011' or '\u200C' or '\u200D' or '\u00AD';
                inWord = false;
            }
        }

        return words;
    }

    internal static bool IsWordRune(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.UppercaseLetter
        or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
        or UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
        or UnicodeCategory.EnclosingMark or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber
        or UnicodeCategory.OtherNumber;
}

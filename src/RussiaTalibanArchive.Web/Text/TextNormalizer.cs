using System.Globalization;
using System.Text;

namespace RussiaTalibanArchive.Web.Text;

/// <summary>The one form in which the archive keeps texts, so that positions in them mean the same everywhere.</summary>
public static class TextNormalizer
{
    private const int MaxMarks = 30;
    private const char GraphemeJoiner = '\u034F';

    /// <summary>
    /// Composes to NFC and makes every line end a line feed. NUL, lone surrogates and U+FFFE become U+FFFD; the other C0
    /// controls go, but for tab, line feed and form feed (which starts a new page). Zero-width joiners and direction
    /// marks stay: they are part of how the words were written. Idempotent.
    /// </summary>
    /// <remarks>
    /// No writing puts more than 30 combining marks on a letter, but junk may, and sorting them takes more than linear
    /// time: after each 30 a combining grapheme joiner (U+034F) is put in. Source: UAX #15, Stream-Safe Text Format.
    /// </remarks>
    public static string Normalize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var clean = new StringBuilder(text.Length);
        var marks = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            marks = IsMark(text, at) ? marks + 1 : IsRemoved(c) ? marks : 0;
            if (marks > MaxMarks)
            {
                clean.Append(GraphemeJoiner);
                marks = 1;
            }

            if (c == '\r')
            {
                at += at + 1 < text.Length && text[at + 1] == '\n' ? 1 : 0;
                clean.Append('\n');
            }
            else if (at + 1 < text.Length && char.IsSurrogatePair(c, text[at + 1]))
            {
                clean.Append(c).Append(text[++at]);
            }
            else if (c is '\0' or '\uFFFE' || char.IsSurrogate(c))
            {
                clean.Append('\uFFFD');
            }
            else if (!IsRemoved(c))
            {
                clean.Append(c);
            }
        }

        return clean.ToString().Normalize(NormalizationForm.FormC);
    }

    private static bool IsRemoved(char c) => c is > '\0' and < ' ' and not ('\n' or '\t' or '\f' or '\r');

    private static bool IsMark(string text, int at) => text[at] is >= '\u0300' and not GraphemeJoiner
        && CharUnicodeInfo.GetUnicodeCategory(text, at) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.EnclosingMark;
}

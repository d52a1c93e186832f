using System.Globalization;

namespace RussiaTalibanArchive.Web.Text;

public enum TextDirection
{
    LeftToRight,
    RightToLeft,
}

/// <summary>The direction a text is read in, from the text itself and never from the name of its language.</summary>
public static class Direction
{
    /// <summary>
    /// The direction of the first strong character outside isolates, as <c>dir="auto"</c> finds it; left to right when
    /// there is none. Source: Unicode Bidirectional Algorithm (UAX #9), rules P2 and P3.
    /// </summary>
    public static TextDirection Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var isolates = 0;
        for (var at = 0; at < text.Length; at++)
        {
            switch (text[at])
            {
                case >= '\u2066' and <= '\u2068':
                    isolates++;
                    break;
                case '\u2069':
                    isolates = Math.Max(0, isolates - 1);
                    break;
                case '\u200F' or '\u061C' when isolates == 0:
                    return TextDirection.RightToLeft;
                case '\u200E' when isolates == 0:
                    return TextDirection.LeftToRight;
                default:
                    if (isolates == 0 && IsStrong(text, at))
                    {
                        return IsRightToLeft(char.ConvertToUtf32(text, at)) ? TextDirection.RightToLeft : TextDirection.LeftToRight;
                    }

                    break;
            }
        }

        return TextDirection.LeftToRight;
    }

    /// <summary>The value of HTML's <c>dir</c>: <c>ltr</c> or <c>rtl</c>.</summary>
    public static string ToHtml(this TextDirection direction) => direction == TextDirection.RightToLeft ? "rtl" : "ltr";

    private static bool IsStrong(string text, int at)
    {
        if (char.IsSurrogate(text[at]) && !(at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1])))
        {
            return false;
        }

        return CharUnicodeInfo.GetUnicodeCategory(text, at) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.OtherLetter or UnicodeCategory.SpacingCombiningMark => true,
            // Most modifier letters are strong; the primes and accents among them are not.
            UnicodeCategory.ModifierLetter => text[at] is not ('\u02B9' or '\u02BA' or (>= '\u02C6' and <= '\u02CF') or '\u02EC' or '\u0374'),
            // Arabic semicolon, question mark and full stop are of the class AL, unlike the Arabic comma.
            UnicodeCategory.OtherPunctuation => text[at] is '؛' or '؟' or '\u061E' or '\u066D' or '\u06D4',
            _ => false,
        };
    }

    private static bool IsRightToLeft(int codePoint) => codePoint is (>= 0x0590 and <= 0x08FF)
        or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);
}

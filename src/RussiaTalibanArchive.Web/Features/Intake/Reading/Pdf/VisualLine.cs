using System.Globalization;
using System.Text;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Pdf;

/// <summary>
/// Brings the signs of one line, which stand from left to right, into the order in which they are read. The order in the file
/// does not matter, so it may have been visual or logical. Follows the Unicode Bidirectional Algorithm (UAX #9) backwards, as
/// far as print shows it: digits and Latin or Cyrillic keep their order in a line of Arabic script, all else turns about.
/// </summary>
internal static class VisualLine
{
    private enum Side
    {
        Neutral,
        Left,
        Right,
        Digit,
    }

    /// <summary>The signs in reading order. Brackets in the direction right to left are turned to their logical form.</summary>
    /// <param name="signs">From left to right.</param>
    /// <param name="isRightToLeft">The direction of the page's text.</param>
    public static List<Glyph> Logical(IReadOnlyList<Glyph> signs, bool isRightToLeft)
    {
        var sides = signs.Select(SideOf).ToArray();
        JoinNumbers(signs, sides);
        Resolve(sides, isRightToLeft);
        var logical = new List<Glyph>(signs.Count);
        // Runs of one direction, from the side where reading begins.
        for (var at = isRightToLeft ? signs.Count - 1 : 0; at >= 0 && at < signs.Count;)
        {
            var isRight = sides[at] == Side.Right;
            var end = at;
            while (end >= 0 && end < signs.Count && sides[end] == Side.Right == isRight)
            {
                end += isRightToLeft ? -1 : 1;
            }

            var (from, to) = isRightToLeft ? (end + 1, at) : (at, end - 1);
            for (var i = 0; i <= to - from; i++)
            {
                logical.Add(isRight ? Mirrored(signs[to - i]) : signs[from + i]);
            }

            at = end;
        }

        return logical;
    }

    /// <summary>Whether most letters are of Arabic script.</summary>
    public static bool IsRightToLeft(IEnumerable<Glyph> signs)
    {
        int right = 0, left = 0;
        foreach (var sign in signs)
        {
            var side = SideOf(sign);
            right += side == Side.Right ? 1 : 0;
            left += side == Side.Left ? 1 : 0;
        }

        return right > left;
    }

    private static Side SideOf(Glyph sign)
    {
        foreach (var c in sign.Text)
        {
            if (char.IsDigit(c))
            {
                return Side.Digit;
            }

            if (c is (>= '\u0590' and <= '\u08FF') or (>= '\uFB1D' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC'))
            {
                return char.IsLetter(c) || char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark || c is '\u200C' or '\u0640' ? Side.Right : Side.Neutral;
            }

            if (char.IsLetter(c))
            {
                return Side.Left;
            }
        }

        return Side.Neutral;
    }

    /// <summary>A sign between two digits, such as a point or a slash, belongs to the number, as does one that stands at it.</summary>
    private static void JoinNumbers(IReadOnlyList<Glyph> signs, Side[] sides)
    {
        for (var i = 1; i < sides.Length - 1; i++)
        {
            if (sides[i] == Side.Neutral && sides[i - 1] == Side.Digit && sides[i + 1] == Side.Digit && signs[i].Text is "." or "," or "/" or ":" or "-" or "\u066B" or "\u066C" or "٬" or "٫")
            {
                sides[i] = Side.Digit;
            }
        }

        for (var i = 0; i < sides.Length; i++)
        {
            var isAtNumber = (i > 0 && sides[i - 1] == Side.Digit) || (i < sides.Length - 1 && sides[i + 1] == Side.Digit);
            if (sides[i] == Side.Neutral && isAtNumber && signs[i].Text is "%" or "٪" or "+" or "$" or "€" or "#" or "№")
            {
                sides[i] = Side.Digit;
            }
        }
    }

    /// <summary>Neutral signs take the direction of their neighbours where both agree, else that of the page; numbers are left to right.</summary>
    private static void Resolve(Side[] sides, bool isRightToLeft)
    {
        var page = isRightToLeft ? Side.Right : Side.Left;
        for (var i = 0; i < sides.Length;)
        {
            if (sides[i] != Side.Neutral)
            {
                i++;
                continue;
            }

            var end = i;
            while (end < sides.Length && sides[end] == Side.Neutral)
            {
                end++;
            }

            // Beside Arabic script a number counts as part of it (UAX #9, N1).
            var before = i == 0 ? page : sides[i - 1];
            var after = end == sides.Length ? page : sides[end];
            before = before == Side.Digit ? (isRightToLeft ? Side.Right : Side.Left) : before;
            after = after == Side.Digit ? (isRightToLeft ? Side.Right : Side.Left) : after;
            Array.Fill(sides, before == after ? before : page, i, end - i);
            i = end;
        }

        for (var i = 0; i < sides.Length; i++)
        {
            sides[i] = sides[i] == Side.Digit ? Side.Left : sides[i];
        }
    }

    /// <summary>A bracket that looks to the left opens in Arabic script.</summary>
    private static Glyph Mirrored(Glyph sign)
    {
        const string Pairs = "()[]{}<>«»‹›≤≥";
        var text = new StringBuilder(sign.Text);
        for (var i = 0; i < text.Length; i++)
        {
            var at = Pairs.IndexOf(text[i], StringComparison.Ordinal);
            text[i] = at < 0 ? text[i] : Pairs[at ^ 1];
        }

        return sign with { Text = text.ToString() };
    }
}

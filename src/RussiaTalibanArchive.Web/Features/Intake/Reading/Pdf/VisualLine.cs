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
    /// <param name="isRightToLeft">The direction of the line.</param>
    /// <param name="mirrors">Whether brackets are named as they look; some producers name them as they are meant.</param>
    public static List<Glyph> Logical(IReadOnlyList<Glyph> signs, bool isRightToLeft, bool mirrors)
    {
        var sides = signs.Select(SideOf).ToArray();
        JoinNumbers(signs, sides, isRightToLeft);
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
                logical.Add(!isRight ? signs[from + i] : mirrors ? Mirrored(signs[to - i]) : signs[to - i]);
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

    /// <summary>
    /// Whether a page's brackets are named as they look: then in its lines of Arabic script, read from the right, the closing one
    /// comes first.
    /// </summary>
    public static bool NamesBracketsAsTheyLook(IEnumerable<IReadOnlyList<Glyph>> lines)
    {
        const string Opening = "([{«‹";
        const string Closing = ")]}»›";
        var balance = 0;
        foreach (var line in lines.Where(IsRightToLeft))
        {
            var isOpen = false;
            foreach (var text in line.Reverse().Select(g => g.Text).Where(t => t.Length == 1))
            {
                var (opens, closes) = (Opening.Contains(text[0], StringComparison.Ordinal), Closing.Contains(text[0], StringComparison.Ordinal));
                balance += closes && !isOpen ? 1 : closes ? -1 : 0;
                isOpen = opens || (isOpen && !closes);
            }
        }

        return balance >= 0;
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

    /// <summary>A point or slash between two digits belongs to the number. A per cent sign, or a hyphen in a line of Arabic script, does not (UAX #9, W4 to W6).</summary>
    private static void JoinNumbers(IReadOnlyList<Glyph> signs, Side[] sides, bool isRightToLeft)
    {
        for (var i = 1; i < sides.Length - 1; i++)
        {
            if (sides[i] == Side.Neutral && sides[i - 1] == Side.Digit && sides[i + 1] == Side.Digit && (signs[i].Text is "." or "," or "/" or ":" or "\u066B" or "\u066C" || (!isRightToLeft && signs[i].Text == "-")))
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

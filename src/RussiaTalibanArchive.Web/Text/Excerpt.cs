using System.Globalization;

namespace RussiaTalibanArchive.Web.Text;

/// <summary>The beginning of a text, for lists and previews.</summary>
public static class Excerpt
{
    private const string Ellipsis = "…";

    /// <summary>
    /// The text, trimmed, if it has at most <paramref name="maxLength"/> UTF-16 code units; else as much of its beginning
    /// as fits with an ellipsis, up to a word's end where one lies in the second half, and never cutting a grapheme cluster.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxLength"/> is less than 1.</exception>
    public static string Of(string text, int maxLength)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLength, 1);
        var whole = text.AsSpan().Trim();
        if (whole.Length <= maxLength)
        {
            return whole.ToString();
        }

        var end = LastCut(whole, maxLength - Ellipsis.Length);
        return string.Concat(whole[..end].TrimEnd(), Ellipsis);
    }

    private static int LastCut(ReadOnlySpan<char> text, int room)
    {
        int end = 0, wordEnd = 0;
        while (end < text.Length)
        {
            var next = end + StringInfo.GetNextTextElementLength(text[end..]);
            if (char.IsWhiteSpace(text[end]))
            {
                wordEnd = end;
            }

            if (next > room)
            {
                break;
            }

            end = next;
        }

        return wordEnd > 0 && wordEnd >= room / 2 ? wordEnd : end;
    }
}

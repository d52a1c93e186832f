using System.Text;

namespace RussiaTalibanArchive.Web.Text;

/// <summary>The one form in which the archive keeps texts, so that positions in them mean the same everywhere.</summary>
public static class TextNormalizer
{
    /// <summary>
    /// Composes to NFC and makes every line end a line feed. NUL, lone surrogates and U+FFFE become U+FFFD; the other C0
    /// controls go, but for tab, line feed and form feed (which starts a new page). Zero-width joiners and direction
    /// marks stay: they are part of how the words were written. Idempotent.
    /// </summary>
    public static string Normalize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var clean = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
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
            else if (c >= ' ' || c is '\n' or '\t' or '\f')
            {
                clean.Append(c);
            }
        }

        return clean.ToString().Normalize(NormalizationForm.FormC);
    }
}

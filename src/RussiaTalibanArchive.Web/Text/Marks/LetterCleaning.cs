using System.Text;

namespace RussiaTalibanArchive.Web.Text.Marks;

/// <summary>Puts the letter of its own script where a look-alike stands, plain punctuation for its look-alikes, and letters for their presentation forms.</summary>
internal static class LetterCleaning
{
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var end = Signs.IsLetter(Signs.CodePointAt(text, at)) ? WordMarks.WordEnd(text, at) : at + 1;
            AppendWord(clean, text, at, end);
            at = end;
        }

        return clean.ToString();
    }

    private static void AppendWord(StringBuilder clean, string text, int start, int end)
    {
        if (end - start == 1)
        {
            Append(clean, text, start);
            return;
        }

        var word = MixedWord.Judge(text, start, end) is { Grade: MarkGrade.Suspicious } mixed ? mixed : (MixedWord?)null;
        for (var at = start; at < end;)
        {
            var codePoint = Signs.CodePointAt(text, at);
            if (word?.Replacement(codePoint) is { } letter)
            {
                clean.Append(letter);
            }
            else if (codePoint > 0xFFFF)
            {
                clean.Append(text, at, 2);
            }
            else
            {
                Append(clean, text, at);
            }

            at += Signs.Width(codePoint);
        }
    }

    private static void Append(StringBuilder clean, string text, int at)
    {
        var c = text[at];
        if (!ArabicMarks.IsPresentationForm(c))
        {
            clean.Append(Punctuation(c));
            return;
        }

        clean.Append(c.ToString().Normalize(NormalizationForm.FormKC));
        if (ArabicMarks.StandsAlone(text, at))
        {
            clean.Append((char)Signs.Joiner);
        }
    }

    private static char Punctuation(char c) => c switch
    {
        '\u2010' or '\u2011' or '\u02D7' or '\uFE63' => '-',
        '\u2024' or '\uFE52' or '\uA4F8' => '.',
        '\uA789' or '\uFE55' => ':',
        _ => c,
    };
}

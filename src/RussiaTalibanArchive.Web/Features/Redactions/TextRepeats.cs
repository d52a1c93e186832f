using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Redactions;

/// <summary>Finds where redacted words stand elsewhere, so that an editor can redact them there too. Nothing is redacted by itself.</summary>
public static class TextRepeats
{
    private const int MinLetters = 4;
    private const int MinRest = 3;
    private static readonly string[] ArabicPrefixes = ["و", "ف", "ب", "ل", "ك", "ال"];

    /// <summary>
    /// The places of <paramref name="body"/> where one of the words or phrases stands, in order: the same after
    /// <see cref="Folding"/>, with another Russian ending (<c>Петрова</c>, <c>Петрову</c>), or with another particle or article
    /// before it (<c>والوزير</c>, <c>لوزير</c>).
    /// </summary>
    public static IReadOnlyList<TextRange> FindAgain(string body, IEnumerable<string> words)
    {
        ArgumentNullException.ThrowIfNull(body);
        var sought = words.Select(w => KeysOf(w).Select(k => k.Key).ToArray()).Where(k => k.Length > 0).ToLookup(k => k[0]);
        var text = KeysOf(body);
        var found = new List<TextRange>();
        for (var at = 0; at < text.Count; at++)
        {
            var longest = sought[text[at].Key].Where(s => IsAt(text, at, s)).Select(s => s.Length).DefaultIfEmpty().Max();
            if (longest > 0)
            {
                found.Add(new(text[at].Start, text[at + longest - 1].End - text[at].Start));
                at += longest - 1;
            }
        }

        return found;
    }

    /// <summary>What to look for again: each redacted run of up to five words, and each of the words of all runs that has four letters or more.</summary>
    public static IReadOnlyList<string> WordsOf(string body, IEnumerable<TextRange> removed)
    {
        const int LongestPhrase = 5;
        var words = new HashSet<string>();
        foreach (var run in removed.Select(r => body.Substring(r.Start, r.Length)))
        {
            var keys = KeysOf(run);
            words.UnionWith(keys.Count <= LongestPhrase ? [run] : []);
            words.UnionWith(keys.Select(k => run[k.Start..k.End]).Where(w => w.Count(char.IsLetter) >= MinLetters));
        }

        return [.. words];
    }

    /// <summary>The words of a text as they are compared, with their places.</summary>
    internal static List<(string Key, int Start, int End)> KeysOf(string text)
    {
        var folded = Folding.Fold(text);
        var keys = new List<(string, int, int)>();
        for (var at = 0; at < folded.Length; at++)
        {
            var start = at;
            while (at < folded.Length && IsWord(folded.Text[at]))
            {
                at++;
            }

            if (at > start)
            {
                var (from, to) = folded.OriginalSpan(start, at);
                keys.Add((Key(folded.Text[start..at]), from, to));
            }
        }

        return keys;
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || char.IsSurrogate(c)
        || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark;

    private static string Key(string word)
    {
        if (WordForms.HasStem(word))
        {
            return WordForms.StemOfLabel(word).ToString();
        }

        foreach (var prefix in ArabicPrefixes.Where(p => word.Length - p.Length >= MinRest && word.StartsWith(p, StringComparison.Ordinal)))
        {
            word = word.Length - prefix.Length >= MinRest && word.StartsWith(prefix, StringComparison.Ordinal) ? word[prefix.Length..] : word;
        }

        return word;
    }

    private static bool IsAt(List<(string Key, int Start, int End)> text, int at, string[] sought)
    {
        for (var i = 0; i < sought.Length; i++)
        {
            if (at + i >= text.Count || text[at + i].Key != sought[i])
            {
                return false;
            }
        }

        return true;
    }
}

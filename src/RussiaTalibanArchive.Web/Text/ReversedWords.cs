using System.Globalization;

namespace RussiaTalibanArchive.Web.Text;

/// <summary>Tells text whose words are written back to front, as some makers of PDF leave it, and turns the words round.</summary>
public static class ReversedWords
{
    private const int SampleLength = 20_000;
    private const int LeastSigns = 4;

    /// <summary>Common words that no other word is, read backwards, in Russian, English, Arabic, Persian, Dari and Pashto.</summary>
    private static readonly HashSet<string> Common = Set(
        "the and that with from this have which were their been has not "
        + "что это как для его при или они была было только также после которые чтобы "
        + "التي الذي هذا هذه إلى على ذلك عند منذ وقد وفي "
        + "است این که شده برای های نیز آنها توسط باید "
        + "چې کې دې هغه سره ته شوي وویل خپل");

    private static readonly HashSet<string> Backwards = [.. Common.Select(w => Turned(w)).Except(Common)];

    /// <summary>Whether common words stand in the text back to front, and hardly any the right way round.</summary>
    public static bool Are(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int forward = 0, backward = 0;
        foreach (var (start, length) in WordsOf(text.AsSpan(0, Math.Min(text.Length, SampleLength)).ToString()))
        {
            var word = text.Substring(start, length);
            var key = Folding.Key(word);
            forward += Common.Contains(key) || HasArticle(key, atEnd: false) ? 1 : 0;
            backward += Backwards.Contains(key) || HasArticle(key, atEnd: true) ? 1 : 0;
        }

        return backward >= LeastSigns && backward > 4 * forward;
    }

    /// <summary>Each word of letters turned round where it stands; marks stay with their letters. The text keeps its length.</summary>
    public static string Turn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var turned = text.ToCharArray();
        foreach (var (start, length) in WordsOf(text))
        {
            Turned(text.Substring(start, length)).CopyTo(0, turned, start, length);
        }

        return new string(turned);
    }

    private static string Turned(string word)
    {
        var elements = StringInfo.ParseCombiningCharacters(word);
        return string.Concat(elements.Select((at, i) => word[at..(i + 1 < elements.Length ? elements[i + 1] : word.Length)]).Reverse());
    }

    /// <summary>The Arabic article begins many words, and ends none but by chance.</summary>
    private static bool HasArticle(string key, bool atEnd) => key.Length > 4 && key.AsSpan(atEnd ? key.Length - 2 : 0, 2) is var two
        && two.SequenceEqual(atEnd ? "لا" : "ال");

    private static IEnumerable<(int Start, int Length)> WordsOf(string text)
    {
        for (int at = 0, start; at < text.Length; at++)
        {
            start = at;
            while (at < text.Length && (char.IsLetter(text[at]) || char.GetUnicodeCategory(text[at]) is UnicodeCategory.NonSpacingMark))
            {
                at++;
            }

            if (at > start)
            {
                yield return (start, at - start);
            }
        }
    }

    private static HashSet<string> Set(string words) => [.. words.Split(' ').Select(w => Folding.Key(w)).Where(w => w != Turned(w))];
}

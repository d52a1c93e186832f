using System.Buffers;

namespace RussiaTalibanArchive.Web.Text.Stems;

/// <summary>
/// Russian words without their endings, by Snowball's Russian stemmer: документ, документы, документами. Source:
/// https://snowballstem.org/algorithms/russian/stemmer.html, as PostgreSQL has it.
/// </summary>
internal static class RussianStemmer
{
    private static readonly SearchValues<char> Vowels = SearchValues.Create("аеиоуыэюя");

    // Each list is sought longest first. Those of a second kind go only after а or я.
    private static readonly string[] Gerunds = ["ившись", "ывшись", "ивши", "ывши", "ив", "ыв"];
    private static readonly string[] GerundsAfterA = ["вшись", "вши", "в"];
    private static readonly string[] Adjectives =
    [
        "ими", "ыми", "его", "ого", "ему", "ому", "ее", "ие", "ые", "ое", "ей", "ий", "ый", "ой", "ем", "им", "ым", "ом", "их", "ых",
        "ую", "юю", "ая", "яя", "ою", "ею",
    ];

    private static readonly string[] Participles = ["ивш", "ывш", "ующ"];
    private static readonly string[] ParticiplesAfterA = ["ем", "нн", "вш", "ющ", "щ"];
    private static readonly string[] Reflexives = ["ся", "сь"];
    private static readonly string[] Verbs =
    [
        "ейте", "уйте", "ила", "ыла", "ена", "ите", "или", "ыли", "ило", "ыло", "ено", "ует", "уют", "ены", "ить", "ыть", "ишь",
        "ей", "уй", "ил", "ыл", "им", "ым", "ен", "ят", "ит", "ыт", "ую", "ю",
    ];

    private static readonly string[] VerbsAfterA =
        ["ете", "йте", "ешь", "нно", "ла", "на", "ли", "ем", "ло", "но", "ет", "ют", "ны", "ть", "й", "л", "н"];

    private static readonly string[] Nouns =
    [
        "иями", "иях", "иям", "ями", "ами", "ией", "ием", "ев", "ов", "ие", "ье", "еи", "ии", "ей", "ой", "ий", "ям", "ем", "ам", "ом",
        "ях", "ах", "ию", "ью", "ия", "ья", "а", "е", "и", "й", "о", "у", "ы", "ь", "ю", "я",
    ];

    /// <param name="word">In small letters, with е for ё.</param>
    public static string Stem(string word)
    {
        var rv = word.AsSpan().IndexOfAny(Vowels) + 1;
        if (rv == 0)
        {
            return word;
        }

        var r2 = RegionAfter(word, RegionAfter(word, 0));
        var length = DropFlexion(word, rv);
        length = EndsWith(word, length, rv, "и") ? length - 1 : length;
        foreach (var suffix in (ReadOnlySpan<string>)["ость", "ост"])
        {
            if (EndsWith(word, length, Math.Max(rv, r2), suffix))
            {
                length -= suffix.Length;
                break;
            }
        }

        return word[..DropLast(word, length, rv)];
    }

    /// <summary>Step 1: of a gerund, an adjective, a verb or a noun.</summary>
    private static int DropFlexion(string word, int rv)
    {
        var length = Drop(word, word.Length, rv, Gerunds, GerundsAfterA);
        if (length < word.Length)
        {
            return length;
        }

        length = Drop(word, word.Length, rv, Reflexives, []);
        var adjective = Drop(word, length, rv, Adjectives, []);
        if (adjective < length)
        {
            return Drop(word, adjective, rv, Participles, ParticiplesAfterA);
        }

        var verb = Drop(word, length, rv, Verbs, VerbsAfterA);
        return verb < length ? verb : Drop(word, length, rv, Nouns, []);
    }

    /// <summary>Step 4: a doubled н, a superlative, or a soft sign.</summary>
    private static int DropLast(string word, int length, int rv)
    {
        foreach (var suffix in (ReadOnlySpan<string>)["ейше", "ейш"])
        {
            if (EndsWith(word, length, rv, suffix))
            {
                length -= suffix.Length;
                return EndsWith(word, length, rv, "нн") ? length - 1 : length;
            }
        }

        return EndsWith(word, length, rv, "нн") || EndsWith(word, length, rv, "ь") ? length - 1 : length;
    }

    /// <summary>The length without the longest ending of either list.</summary>
    private static int Drop(string word, int length, int rv, string[] endings, string[] afterA)
    {
        var best = LongestOf(word, length, rv, endings);
        var bestAfterA = LongestOf(word, length, rv, afterA);
        if (bestAfterA <= best)
        {
            return length - best;
        }

        // The longest ending counts, even if it is of the second kind and stands after another letter: then nothing goes.
        var before = length - bestAfterA - 1;
        return before >= rv && word[before] is 'а' or 'я' ? length - bestAfterA : length;
    }

    private static int LongestOf(string word, int length, int rv, string[] endings)
    {
        foreach (var ending in endings)
        {
            if (EndsWith(word, length, rv, ending))
            {
                return ending.Length;
            }
        }

        return 0;
    }

    private static bool EndsWith(string word, int length, int region, string suffix) =>
        length - suffix.Length >= region && word.AsSpan(0, length).EndsWith(suffix);

    /// <summary>After the first consonant that follows a vowel.</summary>
    private static int RegionAfter(string word, int start)
    {
        for (var i = start + 1; i < word.Length; i++)
        {
            if (!IsVowel(word[i]) && IsVowel(word[i - 1]))
            {
                return i + 1;
            }
        }

        return word.Length;
    }

    private static bool IsVowel(char c) => Vowels.Contains(c);
}

using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace RussiaTalibanArchive.Web.Text.Romanization;

/// <summary>A text in Latin letters.</summary>
/// <param name="Text">In NFC, the first letter of the first word a capital.</param>
/// <param name="IsComplete">Whether no vowel is missing that the original leaves to its reader.</param>
public sealed record Romanized(string Text, bool IsComplete);

/// <summary>
/// Writes Arabic, Persian and Dari, Pashto and Russian in Latin letters. Source: the ALA-LC romanization tables of the Library of Congress
/// (Arabic 2012, Persian 2012, Pushto 2013, Russian 2012).
/// </summary>
/// <remarks>
/// Short vowels are supplied where the original writes them and for the words of a list; elsewhere they are left out, and the result says so.
/// The ezafe of Persian, never written, is put between two nouns of that list. Proper names that stand in no list have no capital.
/// </remarks>
public static partial class Romanizer
{
    /// <summary>What a first letter may stand behind.</summary>
    private static readonly SearchValues<char> Opening = SearchValues.Create(" \u201C\u201D\u2018\u2019\"'([{\u02BB\u02BC-–—");

    /// <param name="text">In one of the languages; words in Latin letters stay.</param>
    /// <param name="language">BCP 47.</param>
    /// <returns><see langword="null"/> for other languages, and where there is nothing to be romanized.</returns>
    public static Romanized? Of(string text, string? language)
    {
        ArgumentNullException.ThrowIfNull(text);
        Func<string, string?, (string Text, bool IsComplete)>? spell = language?.Split('-')[0].ToLowerInvariant() switch
        {
            "ar" => ArabicScript.Arabic,
            "fa" or "prs" or "pes" => ArabicScript.Persian,
            "ps" or "pbt" or "pbu" or "pst" => (word, _) => ArabicScript.Pashto(word),
            "ru" => (word, _) => (Russian(word), true),
            _ => null,
        };
        if (spell is null)
        {
            return null;
        }

        var parts = Parts().Matches(TextNormalizer.Normalize(text).Replace("\u0647\u0654", "\u06C0", StringComparison.Ordinal)).Select(m => m.Value).ToList();
        if (!parts.Exists(IsForeign))
        {
            return null;
        }

        var (roman, isComplete) = (new StringBuilder(text.Length * 2), true);
        for (var i = 0; i < parts.Count; i++)
        {
            if (!IsForeign(parts[i]))
            {
                foreach (var c in parts[i])
                {
                    roman.Append(Sign(c));
                }

                continue;
            }

            var (word, isWhole) = spell(parts[i], Next(parts, i));
            roman.Append(word);
            isComplete &= isWhole;
        }

        return new(Capitalized(roman.ToString().Normalize(NormalizationForm.FormC)), isComplete);
    }

    /// <summary>The word after, if but a space parts them.</summary>
    private static string? Next(List<string> parts, int at) =>
        at + 2 < parts.Count && string.IsNullOrWhiteSpace(parts[at + 1]) && IsForeign(parts[at + 2]) ? parts[at + 2] : null;

    private static bool IsForeign(string part) => part.EnumerateRunes().Any(r => Rune.IsLetter(r) && r.Value is (>= 0x0400 and <= 0x052F) or (>= 0x0600 and <= 0x08FF) or (>= 0xFB50 and <= 0xFEFC));

    /// <summary>The article of Arabic stays small, and the word after it becomes great.</summary>
    private static string Capitalized(string roman)
    {
        var at = roman.AsSpan().IndexOfAnyExcept(Opening);
        if (at >= 0 && roman.AsSpan(at).StartsWith("al-"))
        {
            at += 3;
            at += roman.AsSpan(at).IndexOfAnyExcept('\u02BB', '\u02BC') is > 0 and var marks ? marks : 0;
        }

        return at < 0 || at >= roman.Length ? roman : $"{roman[..at]}{char.ToUpperInvariant(roman[at])}{roman[(at + 1)..]}";
    }

    private static string Sign(char c) => c switch
    {
        '،' => ",",
        '؛' => ";",
        '؟' => "?",
        '٪' => "%",
        '٫' => ".",
        '٬' => ",",
        '۔' => ".",
        '«' => "“",
        '»' => "”",
        >= '٠' and <= '٩' => ((char)('0' + (c - '٠'))).ToString(),
        >= '۰' and <= '۹' => ((char)('0' + (c - '۰'))).ToString(),
        _ => c.ToString(),
    };

    private static string Russian(string word)
    {
        var roman = new StringBuilder(word.Length * 2);
        for (var i = 0; i < word.Length; i++)
        {
            var letters = Letter(char.ToLowerInvariant(word[i]));
            // A digraph is great in its first letter alone, unless all the word is great.
            roman.Append(!char.IsUpper(word[i]) ? letters
                : word.Length > 1 && !word.Any(char.IsLower) ? letters.ToUpperInvariant()
                : letters.Length == 0 ? "" : char.ToUpperInvariant(letters[0]) + letters[1..]);
        }

        return roman.ToString();

        static string Letter(char c) => c switch
        {
            'а' => "a",
            'б' => "b",
            'в' => "v",
            'г' => "g",
            'д' => "d",
            'е' => "e",
            'ё' => "ë",
            'ж' => "zh",
            'з' => "z",
            'и' => "i",
            'й' => "ĭ",
            'к' => "k",
            'л' => "l",
            'м' => "m",
            'н' => "n",
            'о' => "o",
            'п' => "p",
            'р' => "r",
            'с' => "s",
            'т' => "t",
            'у' => "u",
            'ф' => "f",
            'х' => "kh",
            'ц' => "t\u0361s",
            'ч' => "ch",
            'ш' => "sh",
            'щ' => "shch",
            'ъ' => "\u02BA",
            'ы' => "y",
            'ь' => "\u02B9",
            'э' => "ė",
            'ю' => "i\u0361u",
            'я' => "i\u0361a",
            'і' => "ī",
            'ѣ' => "i\u0361e",
            'ѳ' => "ḟ",
            'ѵ' => "ẏ",
            _ => c.ToString(),
        };
    }

    /// <summary>Words, and what stands between them. A hyphen parts words too.</summary>
    [GeneratedRegex(@"[\p{L}\p{M}\u0640\u200C]+|[^\p{L}\p{M}\u0640\u200C]+")]
    private static partial Regex Parts();
}

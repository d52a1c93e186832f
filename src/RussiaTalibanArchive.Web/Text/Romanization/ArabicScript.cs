using System.Text;

namespace RussiaTalibanArchive.Web.Text.Romanization;

/// <summary>Words in the Arabic script, one at a time.</summary>
internal static class ArabicScript
{
    private const char Ayn = '\u02BB';
    private const char Hamza = '\u02BC';
    private const char Shadda = '\u0651';
    private const char Sukun = '\u0652';
    private const char Zwnj = '\u200C';

    /// <summary>What is written before an Arabic word without a space; the longest first.</summary>
    private static readonly (string Letters, string Roman)[] Prefixes =
    [
        ("وبال", "wa-bi-al-"), ("ولل", "wa-lil-"), ("وال", "wa-al-"), ("فال", "fa-al-"), ("بال", "bi-al-"), ("كال", "ka-al-"), ("لل", "lil-"), ("ال", "al-"),
        ("وب", "wa-bi-"), ("ول", "wa-li-"), ("و", "wa-"), ("ف", "fa-"), ("ب", "bi-"), ("ل", "li-"), ("ك", "ka-"),
    ];

    /// <param name="word">A word.</param>
    /// <param name="next">The word after it.</param>
    public static (string Text, bool IsComplete) Arabic(string word, string? next)
    {
        var bare = Bare(word);
        if (word.Any(c => c is >= '\u064E' and <= '\u0650') && !bare.StartsWith("ال", StringComparison.Ordinal) && SpellArabic(word) is (var exact, true))
        {
            return (exact, true);
        }

        if (FindArabic(bare) is { } known)
        {
            return (Construct(known, bare, next), true);
        }

        foreach (var (letters, roman) in Prefixes)
        {
            if (bare.Length < letters.Length + 2 || !bare.StartsWith(letters, StringComparison.Ordinal))
            {
                continue;
            }

            var rest = bare[letters.Length..];
            if (FindArabic(rest) is { } stem)
            {
                return (roman + (letters[^1] == 'ل' && letters != "ل" && letters != "ول" ? stem : Construct(stem, rest, next)), true);
            }

            if (letters.EndsWith("ال", StringComparison.Ordinal) || letters.EndsWith("لل", StringComparison.Ordinal))
            {
                var (spelled, isWhole) = SpellArabic(word[WithMarks(word, letters.Length)..]);
                return (roman + spelled, isWhole);
            }
        }

        var (text, isComplete) = SpellArabic(word);
        return (Construct(text, bare, next), isComplete);
    }

    /// <param name="word">A word.</param>
    /// <param name="next">The word after it.</param>
    public static (string Text, bool IsComplete) Persian(string word, string? next)
    {
        var (roman, isComplete, isNoun) = PersianWord(word);
        var follows = next is not null && (FindPersianNoun(Bare(next)) is not null || IsName(RomanWords.Persian.Find(Bare(next))));
        return (isNoun && follows ? roman + (roman[^1] is 'ā' or 'ū' ? "-yi" : "-i") : roman, isComplete);
    }

    public static (string Text, bool IsComplete) Pashto(string word)
    {
        var bare = Bare(word);
        return RomanWords.Pashto.Find(bare) is { } known ? (known, true) : Spell(word, PashtoLetter, isPersian: false, isPashto: true);
    }

    private static string? FindArabic(string bare)
    {
        if (RomanWords.Arabic.Find(bare) is { } known)
        {
            return known;
        }

        if (bare.Length > 4 && bare.EndsWith("ات", StringComparison.Ordinal) && RomanWords.Arabic.Find(bare[..^2] + "ة") is [.. var feminine, 'a', 'h'])
        {
            return feminine + "āt";
        }

        return bare.Length > 4 && bare[^2..] is "ين" or "ون" && RomanWords.Arabic.Find(bare[..^2]) is { } one && !one.EndsWith('h') ? one + (bare[^2] == 'ي' ? "īn" : "ūn") : null;
    }

    private static string? FindPersianNoun(string bare) => RomanWords.PersianNouns.Find(bare)
        ?? (bare.Length > 4 && bare.EndsWith("ها", StringComparison.Ordinal) ? RomanWords.PersianNouns.Find(bare[..^2].TrimEnd(Zwnj)) : null);

    private static (string Roman, bool IsComplete, bool IsNoun) PersianWord(string word)
    {
        var bare = Bare(word);
        if (RomanWords.Persian.Find(bare) is { } particle)
        {
            return (particle, true, false);
        }

        if (RomanWords.PersianNouns.Find(bare) is { } noun)
        {
            return (noun, true, true);
        }

        // A written ezafe.
        if (bare.Length > 2 && bare.EndsWith('ۀ'))
        {
            var (stem, isWhole, _) = PersianWord(bare[..^1] + 'ه');
            return ($"{stem}-{Hamza}i", isWhole, false);
        }

        if (bare.EndsWith('ی') && RomanWords.PersianNouns.Find(bare[..^1]) is [.., 'ā' or 'ū'] noble)
        {
            return (noble + "-yi", true, false);
        }

        foreach (var (ending, roman) in new[] { ("های", "hā-yi"), ("ها", "hā") })
        {
            if (bare.Length > ending.Length + 2 && bare.EndsWith(ending, StringComparison.Ordinal))
            {
                var (stem, isWhole, _) = PersianWord(bare[..^ending.Length].TrimEnd(Zwnj));
                return ($"{stem}\u02B9{roman}", isWhole, ending == "ها");
            }
        }

        if (bare.StartsWith("می" + Zwnj, StringComparison.Ordinal))
        {
            var (stem, isWhole, _) = PersianWord(bare[3..]);
            return ("mī-" + stem, isWhole, false);
        }

        // Parts of a word that are written side by side.
        if (bare.Split(Zwnj, StringSplitOptions.RemoveEmptyEntries) is { Length: > 1 } parts)
        {
            var all = parts.Select(PersianWord).ToList();
            return (string.Concat(all.Select(p => p.Roman)), all.TrueForAll(p => p.IsComplete), all[^1].IsNoun);
        }

        var (text, isComplete) = Spell(word, PersianLetter, isPersian: true, isPashto: false);
        return (text, isComplete, false);
    }

    /// <summary>The feminine ending sounds as <c>t</c> before what the thing belongs to: a word with an article, or a name.</summary>
    private static string Construct(string roman, string bare, string? next) =>
        bare.EndsWith('ة') && roman.EndsWith("ah", StringComparison.Ordinal) && next is not null && Bare(next) is var after
        && (after.StartsWith("ال", StringComparison.Ordinal) || IsName(RomanWords.Arabic.Find(after)))
            ? roman[..^1] + "t" : roman;

    private static bool IsName(string? roman) => roman?.TrimStart(Ayn, Hamza) is [var first, ..] && char.IsUpper(first);

    private static string Bare(string word)
    {
        var bare = new StringBuilder(word.Length);
        foreach (var c in word.Where(c => !IsVowelSign(c) && c is not (Shadda or Sukun or '\u0640')))
        {
            bare.Append(c);
        }

        return bare.ToString();
    }

    private static bool IsVowelSign(char c) => c is (>= '\u064B' and <= '\u0650') or '\u0670';

    /// <summary>Where the letter of that number begins, the marks of those before it passed over.</summary>
    private static int WithMarks(string word, int letters)
    {
        var at = 0;
        for (var seen = 0; at < word.Length && (seen < letters || IsVowelSign(word[at]) || word[at] is Shadda or Sukun or '\u0640'); at++)
        {
            seen += IsVowelSign(word[at]) || word[at] is Shadda or Sukun or '\u0640' ? 0 : 1;
        }

        return at;
    }

    private static (string Text, bool IsComplete) SpellArabic(string word) => Spell(word, ArabicLetter, isPersian: false, isPashto: false);

    /// <summary>Letter by letter, with the vowels that are written.</summary>
    private static (string Text, bool IsComplete) Spell(string word, Func<char, string?> consonant, bool isPersian, bool isPashto)
    {
        var letters = Letters(word);
        var (roman, isComplete) = (new StringBuilder(word.Length * 2), true);
        for (var i = 0; i < letters.Count; i++)
        {
            var (letter, vowel, isDouble) = letters[i];
            var isLast = i == letters.Count - 1;
            var before = i == 0 ? null : letters[i - 1].Vowel;
            var written = Long(letter, i, isLast, before) ?? consonant(letter) ?? letter.ToString();
            if (before is "i" or "u" or "a" && written is "ī" or "ū" or "ā" && roman.Length > 0 && IsLongOf(before, written))
            {
                roman.Length--; // The sign before a long vowel says the same.
            }

            roman.Append(written);
            if (isDouble && written.Length > 0 && !IsVowel(written[^1]))
            {
                roman.Append(written);
            }

            roman.Append(vowel);
            isComplete &= vowel is not null || letter == 'ة' || IsVowel(written.Length == 0 ? 'a' : written[^1]) || isLast || Sounds(i + 1);
        }

        return (roman.ToString(), isComplete && letters.Count > 1);

        // Whether the next letter is the vowel of this one.
        bool Sounds(int next) => Long(letters[next].Letter, next, next == letters.Count - 1, null) is { Length: > 0 } sound && IsVowel(sound[0]) || letters[next].Letter is 'ة';

        string? Long(char letter, int at, bool isLast, string? before)
        {
            var own = letters[at].Vowel;
            var isBeforeVowel = !isLast && letters[at + 1].Letter is 'ا' or 'آ' or 'و' or 'ي' or 'ی' && letters[at + 1].Vowel is null && letter != letters[at + 1].Letter;
            switch (letter)
            {
                case 'ا' when at == 0:
                    return own is not null ? "" : isPersian || isPashto ? (!isLast && letters[1].Letter is 'ی' or 'ي' or 'و' ? "" : "a") : "i";
                case 'أ' when at == 0:
                    return own is not null ? "" : "a";
                case 'إ' when at == 0:
                    return own is not null ? "" : "i";
                case 'آ':
                    return at == 0 ? "ā" : Hamza + "ā";
                case 'ٱ':
                    return "";
                case 'ا':
                    return own is "an" ? "" : "ā";
                case 'ى' when !isPersian && !isPashto:
                    return isLast ? "á" : "y";
                case 'ة':
                    return (before is "a" ? "" : "a") + (own is null or "" ? "h" : "t");
                case 'ه' when (isPersian || isPashto) && isLast && at > 0 && own is null && !IsVowelLetter(letters[at - 1].Letter):
                    return "ah";
                case 'ۀ':
                    return isPashto ? "ạh" : "ah-\u02BCi";
                case 'ې':
                    return "e";
                case 'ۍ':
                    return "ạy";
                case 'ئ' when isPashto && isLast:
                    return "ạy";
                case 'و' when own is null && before is not "a" && at > 0 && !isBeforeVowel && !letters[at].IsDouble:
                case 'و' when own is null && at == 1 && letters[0].Letter == 'ا' && letters[0].Vowel is null && (isPersian || isPashto):
                    return "ū";
                case 'ي' or 'ی' when own is null && before is not "a" && at > 0 && (at == 1 || letters[at - 1].Letter != 'ا') && (!isBeforeVowel || at == 1 && letters[0].Letter == 'ا') && !letters[at].IsDouble:
                    return isPashto && isLast && letter == 'ی' ? "ay" : !isLast && letters[at + 1].Letter == 'ة' ? "īy" : "ī";
                default:
                    return null;
            }
        }
    }

    private static bool IsVowelLetter(char letter) => letter is 'ا' or 'آ' or 'و' or 'ي' or 'ی' or 'ې';

    private static bool IsVowel(char c) => c is 'a' or 'i' or 'u' or 'e' or 'o' or 'ā' or 'ī' or 'ū' or 'á' or 'ạ';

    private static bool IsLongOf(string vowel, string written) => (vowel, written) is ("a", "ā") or ("i", "ī") or ("u", "ū");

    private static List<(char Letter, string? Vowel, bool IsDouble)> Letters(string word)
    {
        var letters = new List<(char Letter, string? Vowel, bool IsDouble)>();
        foreach (var c in word)
        {
            var vowel = c switch
            {
                '\u064E' => "a",
                '\u064F' => "u",
                '\u0650' => "i",
                Sukun => "",
                '\u064B' => "an",
                '\u064C' => "un",
                '\u064D' => "in",
                '\u0670' => "ā",
                _ => null,
            };
            if ((vowel is not null || c == Shadda) && letters.Count > 0)
            {
                letters[^1] = c == Shadda ? letters[^1] with { IsDouble = true } : letters[^1] with { Vowel = vowel };
            }
            else if (vowel is null && c is not (Shadda or '\u0640' or Zwnj) && char.IsLetter(c))
            {
                letters.Add((c, null, false));
            }
        }

        return letters;
    }

    private static string? ArabicLetter(char letter) => letter switch
    {
        'ث' => "th",
        'ذ' => "dh",
        'ض' => "ḍ",
        'ظ' => "ẓ",
        'و' => "w",
        'چ' => "ch",
        'ڤ' => "v",
        _ => Common(letter),
    };

    private static string? PersianLetter(char letter) => letter switch
    {
        'ث' => "s\u0332",
        'ذ' => "z\u0332",
        'ض' => "z\u0324",
        'ظ' => "ẓ",
        'و' => "v",
        'چ' => "ch",
        _ => Common(letter),
    };

    private static string? PashtoLetter(char letter) => letter switch
    {
        'ث' => "s\u0332",
        'ذ' => "z\u0332",
        'ض' => "ẓ",
        'ظ' => "z\u0324",
        'ط' => "t\u0324",
        'و' => "w",
        'چ' => "ch",
        'ټ' => "ṭ",
        'څ' => "ṡ",
        'ځ' => "ż",
        'ډ' => "ḍ",
        'ړ' => "ṛ",
        'ږ' => "ẓh",
        'ښ' => "ṣh",
        'ڼ' => "ṇ",
        'ګ' => "g",
        _ => Common(letter),
    };

    private static string? Common(char letter) => letter switch
    {
        'ب' => "b",
        'پ' => "p",
        'ت' => "t",
        'ج' => "j",
        'ح' => "ḥ",
        'خ' => "kh",
        'د' => "d",
        'ر' => "r",
        'ز' => "z",
        'ژ' => "zh",
        'س' => "s",
        'ش' => "sh",
        'ص' => "ṣ",
        'ط' => "ṭ",
        'ع' => Ayn.ToString(),
        'غ' => "gh",
        'ف' => "f",
        'ق' => "q",
        'ك' or 'ک' => "k",
        'گ' or 'ګ' => "g",
        'ل' => "l",
        'م' => "m",
        'ن' => "n",
        'ه' or 'ہ' or 'ھ' => "h",
        'ي' or 'ی' or 'ى' => "y",
        'ء' or 'أ' or 'إ' or 'ؤ' or 'ئ' => Hamza.ToString(),
        _ => null,
    };
}

namespace RussiaTalibanArchive.Web.Text.Stems;

/// <summary>
/// Words in the Arabic script without their light affixes: no roots, only what grammar puts before and after a word. Takes folded words
/// (see <see cref="Folding"/>), so ة is ه and every yeh is ی.
/// </summary>
internal static class ArabicScriptStemmer
{
    private const int Shortest = 3;

    // Before the article ال, or in its place, for لل is ل and ال.
    private static readonly string[] WithArticle = ["وبال", "فبال", "وکال", "فکال", "ولل", "فلل", "وال", "فال", "بال", "کال", "لل", "ال"];

    private static readonly string[] Pronouns = ["هما", "کما", "هم", "هن", "کم", "کن", "ها", "نا"];
    private static readonly string[] ArabicEndings = ["یتان", "یتین", "یات", "یون", "یین", "تان", "تین", "ات", "ان", "ون", "ین", "یه", "ه", "ی"];

    private static readonly string[] PersianEndings =
    [
        "هایشان", "هایتان", "هایمان", "هایی", "هایم", "هایت", "هایش", "های", "ها", "ترین", "یان", "شان", "ات", "ان", "تر", "یی", "ی",
    ];

    private static readonly string[] PashtoEndings = ["گانو", "گانی", "گان", "ونو", "ونه", "انو", "انی", "گی", "وو", "و", "ه", "ی"];

    /// <summary>Adds what an Arabic word may be without conjunction, preposition, article, pronoun and ending.</summary>
    /// <remarks>A first letter that may be a preposition and may be the word's own gives two stems: لبلد is of بلد, and لبنان is whole.</remarks>
    public static void AddArabic(string word, List<string> stems)
    {
        foreach (var prefix in WithArticle)
        {
            if (word.Length - prefix.Length >= Shortest && word.StartsWith(prefix, StringComparison.Ordinal))
            {
                stems.Add(OfArabicBody(word[prefix.Length..]));
                return;
            }
        }

        var whole = OfArabicBody(word);
        stems.Add(whole);
        if (word.Length <= Shortest || IsOwnFirstLetter(word, whole))
        {
            return;
        }

        var rest = word;
        if (rest[0] is 'و' or 'ف')
        {
            rest = rest[1..];
            stems.Add(OfArabicBody(rest));
        }

        if (rest.Length > Shortest + 1 && rest[0] is 'ب' or 'ل' or 'ک' && !IsOwnFirstLetter(rest, OfArabicBody(rest)))
        {
            stems.Add(OfArabicBody(rest[1..]));
        }
    }

    /// <summary>Adds what a Persian or Dari word is without plural, ezafe, comparison and clitics.</summary>
    public static void AddPersian(string word, List<string> stems)
    {
        if (StemLists.BrokenPlurals.TryGetValue(word, out var singular))
        {
            stems.Add(singular);
            return;
        }

        if (StemLists.OwnEnding.Contains(word))
        {
            stems.Add(word);
            return;
        }

        // نماینده, نمایندگان: the silent ه of the singular is written گ.
        if (word.Length > Shortest + 3 && word.EndsWith("گان", StringComparison.Ordinal))
        {
            stems.Add(word[..^3] + "ه");
            return;
        }

        stems.Add(WithoutLast(word, PersianEndings));
    }

    /// <summary>Adds what a Pashto word is without its plural and case endings.</summary>
    public static void AddPashto(string word, List<string> stems) =>
        stems.Add(StemLists.BrokenPlurals.TryGetValue(word, out var singular) ? singular
            : StemLists.OwnEnding.Contains(word) ? word
            : WithoutLast(word, PashtoEndings));

    private static bool IsOwnFirstLetter(string word, string stem) =>
        StemLists.OwnFirstLetter.Contains(word) || StemLists.OwnFirstLetter.Contains(stem);

    private static string OfArabicBody(string word)
    {
        if (StemLists.BrokenPlurals.TryGetValue(word, out var singular))
        {
            return singular;
        }

        if (StemLists.OwnEnding.Contains(word))
        {
            return word;
        }

        var owned = WithoutLast(word, Pronouns);
        if (owned.Length < word.Length)
        {
            if (StemLists.BrokenPlurals.TryGetValue(owned, out singular))
            {
                return singular;
            }

            // وثيقتها: what is ة at the end of a word is ت before a pronoun.
            if (owned[^1] == 'ت' && owned.Length > Shortest && !owned.EndsWith("ات", StringComparison.Ordinal))
            {
                return owned[..^1];
            }
        }

        var stem = StemLists.OwnEnding.Contains(owned) ? owned : WithoutLast(owned, ArabicEndings);
        return StemLists.BrokenPlurals.GetValueOrDefault(stem, stem);
    }

    private static string WithoutLast(string word, string[] endings)
    {
        // طالبانو is of طالبان, whose own end looks like one.
        if (Array.Find(endings, e => word.EndsWith(e, StringComparison.Ordinal) && StemLists.OwnEnding.Contains(word[..^e.Length])) is { } after)
        {
            return word[..^after.Length];
        }

        foreach (var ending in endings)
        {
            if (word.Length - ending.Length >= Shortest && word.EndsWith(ending, StringComparison.Ordinal))
            {
                return word[..^ending.Length];
            }
        }

        return word;
    }
}

namespace RussiaTalibanArchive.Web.Text.Stems;

/// <summary>Which word a form is of, by light rules for its script and language.</summary>
internal static class Stemmer
{
    private const int LongestWord = 40;

    /// <summary>Adds the stems of a folded word to <paramref name="stems"/>, each once and never the word itself.</summary>
    /// <param name="word">One word, folded.</param>
    /// <param name="language">
    /// BCP 47; of the Arabic script it chooses the rules. Where it is not known, or is another one, each language's rules give their stem.
    /// </param>
    /// <param name="stems">Is emptied first.</param>
    public static void List(string word, string? language, List<string> stems)
    {
        stems.Clear();
        if (word.Length is < 3 or > LongestWord)
        {
            return;
        }

        switch (word[0])
        {
            case >= 'a' and <= 'z':
                stems.Add(EnglishStemmer.Stem(word));
                break;
            case >= '\u0400' and <= '\u052F':
                stems.Add(RussianStemmer.Stem(word));
                break;
            case >= '\u0620' and <= '\u08FF':
                AddArabicScript(word, language, stems);
                break;
        }

        for (var i = stems.Count - 1; i >= 0; i--)
        {
            if (stems[i] == word || stems.IndexOf(stems[i]) < i)
            {
                stems.RemoveAt(i);
            }
        }
    }

    private static void AddArabicScript(string word, string? language, List<string> stems)
    {
        var rules = RulesOf(language);
        if (rules is null or 'a')
        {
            ArabicScriptStemmer.AddArabic(word, stems);
        }

        if (rules is null or 'f')
        {
            ArabicScriptStemmer.AddPersian(word, stems);
        }

        if (rules is null or 'p')
        {
            ArabicScriptStemmer.AddPashto(word, stems);
        }
    }

    private static char? RulesOf(string? language) => language?.Split('-')[0].ToLowerInvariant() switch
    {
        "ar" or "arb" => 'a',
        "fa" or "prs" or "pes" or "tg" => 'f',
        "ps" or "pbt" or "pbu" or "pst" => 'p',
        _ => null,
    };
}

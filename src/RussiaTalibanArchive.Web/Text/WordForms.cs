namespace RussiaTalibanArchive.Web.Text;

/// <summary>The forms in which <see cref="TagMatcher"/> looks for a folded word, and the rules of what may be affixed.</summary>
internal static class WordForms
{
    /// <summary>Stands before a stem, so that a stem is never taken for a word.</summary>
    public const string StemMark = "\u0001";

    private const int ShortestRest = 3;
    private const int ShortestStem = 5;

    // What Russian nouns and adjectives end in, longest first: the ending goes and the stem is compared.
    private static readonly string[] CaseEndings =
    [
        "иям", "иях", "ией", "иею", "ами", "ями", "ого", "его", "ому", "ему", "ыми", "ими",
        "ия", "ие", "ии", "ию", "ий", "ый", "ой", "ей", "ом", "ем", "ам", "ям", "ах", "ях", "ов", "ев", "ым", "им", "ых", "их",
        "ая", "яя", "ое", "ее", "ую", "юю", "ые", "ью", "а", "я", "о", "е", "и", "ы", "у", "ю", "й", "ь",
    ];

    // A label stands in the nominative: its final consonants belong to it (Кабулов is not a form of Кабул).
    private static readonly string[] LabelEndings =
        ["ия", "ие", "ии", "ий", "ый", "ой", "ая", "яя", "ое", "ее", "ые", "а", "я", "о", "е", "и", "ы", "у", "ю", "й", "ь"];

    private static readonly string[] Conjunctions = ["", "و", "ف"];
    private static readonly string[] Prepositions = ["", "ب", "ل", "ک", "س"];
    private static readonly string[] Plurals = ["هایی", "های", "ها"];

    /// <summary>Every form a label may have that the word of a text stands for; the word itself comes first, without affix.</summary>
    public static List<Form> Of(ReadOnlySpan<char> word, bool isFirst)
    {
        var forms = new List<Form>(4) { new(word.ToString(), 0) };
        if (word.Length > ShortestRest)
        {
            switch (word[0])
            {
                case >= '\u0620' and <= '\u08FF':
                    AddArabic(word, isFirst, forms);
                    break;
                case >= '\u0400' and <= '\u052F':
                    AddStems(word, forms);
                    break;
                case < '\u0250' when word[^1] == 's':
                    forms.Add(new Form(word[..^1].ToString(), 1));
                    break;
            }
        }

        return forms;
    }

    /// <summary>Whether the word of a label is compared by its stem.</summary>
    public static bool HasStem(ReadOnlySpan<char> word) => word.Length >= ShortestStem && word[0] is >= '\u0400' and <= '\u052F';

    /// <summary>The word of a label without its longest ending that leaves five letters.</summary>
    public static ReadOnlySpan<char> StemOfLabel(ReadOnlySpan<char> word)
    {
        foreach (var ending in LabelEndings)
        {
            if (word.Length - ending.Length >= ShortestStem && word.EndsWith(ending, StringComparison.Ordinal))
            {
                return word[..^ending.Length];
            }
        }

        return word;
    }

    private static void AddStems(ReadOnlySpan<char> word, List<Form> forms)
    {
        if (!HasStem(word))
        {
            return;
        }

        forms.Add(new Form(string.Concat(StemMark, word), 1));
        foreach (var ending in CaseEndings)
        {
            if (word.Length - ending.Length >= ShortestStem && word.EndsWith(ending, StringComparison.Ordinal))
            {
                forms.Add(new Form(string.Concat(StemMark, word[..^ending.Length]), 1));
            }
        }
    }

    private static void AddArabic(ReadOnlySpan<char> word, bool isFirst, List<Form> forms)
    {
        if (!isFirst)
        {
            AddRest(word, "ال", forms);
        }
        else if (word[0] is 'و' or 'ف' or 'ب' or 'ل' or 'ک' or 'س' or 'ا')
        {
            foreach (var conjunction in Conjunctions)
            {
                if (word.StartsWith(conjunction, StringComparison.Ordinal))
                {
                    AddAfterConjunction(word[conjunction.Length..], isWhole: conjunction.Length == 0, forms);
                }
            }
        }

        foreach (var plural in Plurals)
        {
            if (word.Length - plural.Length >= ShortestRest && word.EndsWith(plural, StringComparison.Ordinal))
            {
                forms.Add(new Form(word[..^plural.Length].ToString(), 1));
            }
        }

        if (word.Length > ShortestRest && word[^1] == 'ی' && word[^2] is 'ا' or 'و' or 'ه')
        {
            forms.Add(new Form(word[..^1].ToString(), 1));
        }
    }

    private static void AddAfterConjunction(ReadOnlySpan<char> word, bool isWhole, List<Form> forms)
    {
        foreach (var preposition in Prepositions)
        {
            if (word.StartsWith(preposition, StringComparison.Ordinal))
            {
                if (!isWhole || preposition.Length > 0)
                {
                    AddRest(word, preposition, forms);
                }

                AddRest(word, preposition + "ال", forms);
            }
        }

        if (word.StartsWith("لل", StringComparison.Ordinal) && word.Length - 2 >= ShortestRest)
        {
            forms.Add(new Form(word[2..].ToString(), 1));
            forms.Add(new Form(string.Concat("ال", word[2..]), 1));
        }
    }

    private static void AddRest(ReadOnlySpan<char> word, string prefix, List<Form> forms)
    {
        if (word.Length - prefix.Length >= ShortestRest && word.StartsWith(prefix, StringComparison.Ordinal))
        {
            forms.Add(new Form(word[prefix.Length..].ToString(), 1));
        }
    }

    /// <param name="Text">What is looked up.</param>
    /// <param name="Affixes">0 for the word as written, 1 when something was taken off.</param>
    public readonly record struct Form(string Text, int Affixes);
}

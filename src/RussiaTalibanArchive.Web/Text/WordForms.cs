namespace RussiaTalibanArchive.Web.Text;

/// <summary>The forms in which <see cref="TagMatcher"/> looks for a folded word, and the rules of what may be affixed.</summary>
internal static class WordForms
{
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
    private static readonly string[] Plurals = ["هایی", "های", "ها"];

    private static readonly (string Plain, string WithArticle)[] PrepositionForms =
        [.. new[] { "", "ب", "ل", "ک", "س" }.Select(p => (p, p + "ال"))];

    /// <summary>Lists every form a label may have that the word of a text stands for: the word itself first, without affix.</summary>
    public static void List(ReadOnlySpan<char> word, bool isFirst, List<Form> forms)
    {
        forms.Clear();
        forms.Add(new Form(0, word.Length, FormKind.Word));
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
                    forms.Add(new Form(0, word.Length - 1, FormKind.Rest));
                    break;
            }
        }
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

        forms.Add(new Form(0, word.Length, FormKind.Stem));
        foreach (var ending in CaseEndings)
        {
            if (word.Length - ending.Length >= ShortestStem && word.EndsWith(ending, StringComparison.Ordinal))
            {
                forms.Add(new Form(0, word.Length - ending.Length, FormKind.Stem));
            }
        }
    }

    private static void AddArabic(ReadOnlySpan<char> word, bool isFirst, List<Form> forms)
    {
        if (!isFirst)
        {
            AddRest(word, 0, "ال", forms);
        }
        else if (word[0] is 'و' or 'ف' or 'ب' or 'ل' or 'ک' or 'س' or 'ا')
        {
            foreach (var conjunction in Conjunctions)
            {
                if (word.StartsWith(conjunction, StringComparison.Ordinal))
                {
                    AddAfterConjunction(word, conjunction.Length, forms);
                }
            }
        }

        foreach (var plural in Plurals)
        {
            if (word.Length - plural.Length >= ShortestRest && word.EndsWith(plural, StringComparison.Ordinal))
            {
                forms.Add(new Form(0, word.Length - plural.Length, FormKind.Rest));
            }
        }

        if (word.Length > ShortestRest && word[^1] == 'ی' && word[^2] is 'ا' or 'و' or 'ه')
        {
            forms.Add(new Form(0, word.Length - 1, FormKind.Rest));
        }
    }

    private static void AddAfterConjunction(ReadOnlySpan<char> word, int from, List<Form> forms)
    {
        foreach (var (preposition, withArticle) in PrepositionForms)
        {
            if (word[from..].StartsWith(preposition, StringComparison.Ordinal))
            {
                if (from + preposition.Length > 0)
                {
                    AddRest(word, from, preposition, forms);
                }

                AddRest(word, from, withArticle, forms);
            }
        }

        if (word[from..].StartsWith("لل", StringComparison.Ordinal) && word.Length - from - 2 >= ShortestRest)
        {
            forms.Add(new Form(from + 2, word.Length - from - 2, FormKind.Rest));
            forms.Add(new Form(from + 2, word.Length - from - 2, FormKind.RestWithArticle));
        }
    }

    private static void AddRest(ReadOnlySpan<char> word, int from, string prefix, List<Form> forms)
    {
        var start = from + prefix.Length;
        if (word.Length - start >= ShortestRest && word[from..].StartsWith(prefix, StringComparison.Ordinal))
        {
            forms.Add(new Form(start, word.Length - start, FormKind.Rest));
        }
    }

    public enum FormKind
    {
        /// <summary>The word as written.</summary>
        Word,

        /// <summary>What is left of it without an affix.</summary>
        Rest,

        /// <summary>What is left, after the article that was written together with a preposition.</summary>
        RestWithArticle,

        /// <summary>A stem, to be looked up among the stems of labels.</summary>
        Stem,
    }

    /// <summary>A slice of the word, and what it is.</summary>
    public readonly record struct Form(int Start, int Length, FormKind Kind)
    {
        public int Affixes => Kind == FormKind.Word ? 0 : 1;
    }
}

namespace RussiaTalibanArchive.Web.Text.Marks;

/// <summary>A run of letters in which some letter stands for one of another script that looks the same.</summary>
/// <param name="Main">The alphabet that the word is written in.</param>
/// <param name="Grade">Whether the mixture has an innocent explanation.</param>
internal readonly record struct MixedWord(Alphabet Main, MarkGrade Grade)
{
    private const int MaxEndingLength = 4;

    private static readonly Alphabet[] Mains = [Alphabet.Cyrillic, Alphabet.Latin, Alphabet.Greek];

    /// <summary>What Russian adds to a foreign abbreviation: <c>PDFа</c>, <c>SMSка</c>.</summary>
    private static readonly HashSet<string> Endings = "а е и о у ы ой ом ов ам ах ами ею ка ки ку ке кой ок ками ками ник ный ных ного щик щика ия".Split(' ').ToHashSet();

    /// <summary>Judges the letters from <paramref name="start"/> up to <paramref name="end"/>.</summary>
    /// <returns><see langword="null"/> for an ordinary word.</returns>
    public static MixedWord? Judge(string text, int start, int end)
    {
        Span<int> counts = stackalloc int[6];
        var (segments, last, hasRare) = (0, Alphabet.Other, false);
        foreach (var rune in text.AsSpan(start, end - start).EnumerateRunes())
        {
            var alphabet = LookAlikes.Of(rune.Value);
            counts[(int)alphabet]++;
            segments += alphabet != Alphabet.Other && alphabet != last ? 1 : 0;
            last = alphabet == Alphabet.Other ? last : alphabet;
            hasRare |= alphabet == Alphabet.Latin && rune.Value > 0xFF && LookAlikes.In(Alphabet.Latin, rune.Value) is not null;
        }

        if (segments <= 1 && !hasRare)
        {
            return null;
        }

        return Whole(text, start, end, counts) is { } main
            ? GradeOf(text, start, end, main, segments, counts)
            : segments > 2 && HasAny(text, start, end, MostOf(counts)) ? new(MostOf(counts), MarkGrade.SuspiciousInContext) : null;
    }

    /// <summary>Whether the letter does not belong to the word but looks as if it did.</summary>
    public bool IsForeign(int codePoint) => Replacement(codePoint) is not null;

    /// <summary>The letter that the word should have.</summary>
    public char? Replacement(int codePoint)
    {
        var alphabet = LookAlikes.Of(codePoint);
        return alphabet == Alphabet.Other || (alphabet == Main && (Main != Alphabet.Latin || codePoint <= 0xFF)) ? null : LookAlikes.In(Main, codePoint);
    }

    /// <summary>The alphabet in which the word reads well once all strangers are replaced.</summary>
    private static Alphabet? Whole(string text, int start, int end, ReadOnlySpan<int> counts)
    {
        var letters = counts.ToArray();
        foreach (var main in Mains.Where(m => letters[(int)m] > 0).OrderByDescending(m => letters[(int)m]))
        {
            // One Greek letter is a variable, and makes no word Greek.
            var strangers = letters.Sum() - letters[(int)Alphabet.Other] - letters[(int)main];
            var isPlausible = main != Alphabet.Greek || letters[(int)main] > strangers;
            if (isPlausible && AllReplaceable(text, start, end, main))
            {
                return main;
            }
        }

        return null;
    }

    private static bool AllReplaceable(string text, int start, int end, Alphabet main)
    {
        foreach (var rune in text.AsSpan(start, end - start).EnumerateRunes())
        {
            var alphabet = LookAlikes.Of(rune.Value);
            if (alphabet != Alphabet.Other && alphabet != main && LookAlikes.In(main, rune.Value) is null)
            {
                return false;
            }
        }

        return true;
    }

    private static MixedWord? GradeOf(string text, int start, int end, Alphabet main, int segments, ReadOnlySpan<int> counts)
    {
        var isFormula = counts[(int)Alphabet.Greek] > 0 && end - start <= 2;
        if (isFormula)
        {
            return null;
        }

        if (segments != 2 || !IsAbbreviationWithEnding(text.AsSpan(start, end - start), out var hasLatinOnly))
        {
            return new(main, MarkGrade.Suspicious);
        }

        return hasLatinOnly ? null : new(main, MarkGrade.SuspiciousInContext);
    }

    /// <summary>Latin capitals with a Russian ending; such a word is Latin for sure when a capital looks like no Cyrillic letter.</summary>
    private static bool IsAbbreviationWithEnding(ReadOnlySpan<char> word, out bool hasLatinOnly)
    {
        var capitals = 0;
        hasLatinOnly = false;
        while (capitals < word.Length && char.IsAsciiLetterUpper(word[capitals]))
        {
            hasLatinOnly |= LookAlikes.In(Alphabet.Cyrillic, word[capitals++]) is null or 'Ѕ' or 'І' or 'Ј' or 'Ԝ' or 'Ѵ' or 'Ԛ' or 'Ԍ';
        }

        return capitals > 1 && word.Length - capitals <= MaxEndingLength && Endings.Contains(word[capitals..].ToString());
    }

    private static Alphabet MostOf(ReadOnlySpan<int> counts)
    {
        var most = Alphabet.Cyrillic;
        foreach (var main in Mains)
        {
            most = counts[(int)main] > counts[(int)most] ? main : most;
        }

        return most;
    }

    private static bool HasAny(string text, int start, int end, Alphabet main)
    {
        foreach (var rune in text.AsSpan(start, end - start).EnumerateRunes())
        {
            if (new MixedWord(main, MarkGrade.Suspicious).IsForeign(rune.Value))
            {
                return true;
            }
        }

        return false;
    }
}

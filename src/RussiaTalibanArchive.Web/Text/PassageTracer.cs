using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace RussiaTalibanArchive.Web.Text;

/// <summary>How a text holds a passage that somebody printed.</summary>
public enum TraceGrade
{
    /// <summary>Word for word.</summary>
    Exact,

    /// <summary>The same words in another spelling; see <see cref="FoldKind"/>.</summary>
    Folded,

    /// <summary>One run holds most of it, the rest is other.</summary>
    Differs,
}

/// <summary>What makes two spellings of the same words differ.</summary>
public enum FoldKind
{
    /// <summary>Small and capital letters.</summary>
    Case,

    /// <summary>Alef, waw and yeh with hamza, madda or wasla, or without.</summary>
    Hamza,

    /// <summary>ي, ى, ی and Pashto's ې, ۍ, ئ.</summary>
    Yeh,

    /// <summary>ة, ه, ۀ.</summary>
    Heh,

    /// <summary>ك and ک, ګ and گ.</summary>
    Kaf,

    /// <summary>Vowel signs, shadda, superscript alef, tatweel.</summary>
    VowelSigns,

    /// <summary>Western, Arabic-Indic and Persian digits.</summary>
    Digits,

    /// <summary>Spaces, line ends, zero-width joiners.</summary>
    Spacing,

    Punctuation,

    /// <summary>ё and е, presentation forms, composed and decomposed letters.</summary>
    Letters,
}

/// <summary>Where a text holds a passage, and how truly.</summary>
/// <param name="Grade">See <see cref="TraceGrade"/>; of several fragments, the least sure.</param>
/// <param name="Places">For each fragment of the passage, in order, its place in the text in UTF-16 code units, end exclusive.</param>
/// <param name="Folded">What differs in spelling where the grade is <see cref="TraceGrade.Folded"/>.</param>
public sealed record PassageTrace(TraceGrade Grade, IReadOnlyList<(int Start, int End)> Places, IReadOnlyList<FoldKind> Folded);

/// <summary>The letters and digits of a text, folded, with the way back: what passages are compared by.</summary>
public sealed class TextLetters
{
    private readonly FoldedText _folded;
    private readonly int[] _indexes;

    public TextLetters(string text)
    {
        Text = text;
        _folded = Folding.Fold(text);
        var letters = new StringBuilder(_folded.Length);
        var indexes = new List<int>(_folded.Length);
        for (var i = 0; i < _folded.Length; i++)
        {
            if (char.IsLetterOrDigit(_folded.Text[i]) || char.IsSurrogate(_folded.Text[i]))
            {
                letters.Append(_folded.Text[i]);
                indexes.Add(i);
            }
        }

        Letters = letters.ToString();
        _indexes = [.. indexes];
    }

    public string Text { get; }

    public string Letters { get; }

    /// <summary>Where the letter at this index begins in the text.</summary>
    public int StartOf(int letter) => _folded.OriginalStart(_indexes[letter]);

    /// <summary>Where it ends, exclusive, with its marks.</summary>
    public int EndOf(int letter) => _folded.OriginalEnd(_indexes[letter]);

    /// <summary>Whether a word begins with this letter.</summary>
    public bool BeginsWord(int letter) => letter == 0 || _indexes[letter - 1] != _indexes[letter] - 1;

    /// <summary>Whether a word ends with this letter.</summary>
    public bool EndsWord(int letter) => letter == Letters.Length - 1 || _indexes[letter + 1] != _indexes[letter] + 1;
}

/// <summary>
/// Says whether a text holds what somebody printed as quoted from it, and how truly. A passage may leave something out (…): its
/// fragments must then stand in order. Each fragment must be held whole, letter by letter after folding, or by one run of at
/// least <see cref="MinShare"/> per cent of its letters and <see cref="MinRun"/> letters; otherwise the passage is not found.
/// </summary>
public static partial class PassageTracer
{
    /// <summary>In letters. Shorter runs are in too many texts to say anything.</summary>
    public const int MinRun = 12;

    /// <summary>Of a fragment's letters, in per cent.</summary>
    public const int MinShare = 85;

    private const int MaxOccurrences = 64;

    /// <summary>The fragments of a passage between its marks of omission, without the punctuation around them.</summary>
    public static IReadOnlyList<string> FragmentsOf(string passage)
    {
        ArgumentNullException.ThrowIfNull(passage);
        return [.. Omission().Split(passage).Select(f => f.Trim().Trim(Around).Trim()).Where(f => f.Any(char.IsLetterOrDigit))];
    }

    /// <summary>Seeks a passage in a text.</summary>
    /// <returns><see langword="null"/> where the text does not hold it, or it is too short to tell.</returns>
    public static PassageTrace? Trace(string passage, TextLetters text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var fragments = FragmentsOf(passage).Select(f => new TextLetters(f)).ToList();
        if (fragments.Count == 0 || fragments.Max(f => f.Letters.Length) < MinRun)
        {
            return null;
        }

        var found = fragments.ConvertAll(f => PlacesOf(f, text));
        if (found.Exists(f => f.Count == 0) || Choose(found) is not { } chosen)
        {
            return null;
        }

        var kinds = new SortedSet<FoldKind>();
        var grade = TraceGrade.Exact;
        var places = new List<(int, int)>();
        for (var i = 0; i < chosen.Count; i++)
        {
            var place = (text.StartOf(chosen[i].From), text.EndOf(chosen[i].To - 1));
            places.Add(place);
            var own = chosen[i].IsWhole ? Compare(fragments[i], text, chosen[i].From, kinds) : TraceGrade.Differs;
            grade = own > grade ? own : grade;
        }

        return new(grade, places, grade == TraceGrade.Folded ? [.. kinds] : []);
    }

    /// <inheritdoc cref="Trace(string, TextLetters)"/>
    public static PassageTrace? Trace(string passage, string text) => Trace(passage, new TextLetters(text));

    /// <summary>
    /// Says how truly words are printed whose source is known: every fragment must stand in it, in order and whole, however short
    /// it is; else the words differ.
    /// </summary>
    public static (TraceGrade Grade, IReadOnlyList<FoldKind> Folded) Judge(string printed, string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var text = new TextLetters(source);
        var kinds = new SortedSet<FoldKind>();
        var grade = TraceGrade.Exact;
        var after = 0;
        foreach (var fragment in FragmentsOf(printed).Select(f => new TextLetters(f)))
        {
            var places = Occurrences.Of(fragment.Letters, text.Letters).Where(at => at >= after).Take(1).ToList();
            if (places.Count == 0)
            {
                return (TraceGrade.Differs, []);
            }

            var own = Compare(fragment, text, places[0], kinds);
            grade = own > grade ? own : grade;
            after = places[0] + fragment.Letters.Length;
        }

        return after == 0 ? (TraceGrade.Differs, []) : (grade, [.. kinds]);
    }

    /// <summary>
    /// What texts that may hold a passage are found by: for each word, the shortest run of words from it that has
    /// <see cref="MinRun"/> letters, as a number. Whoever holds such a run of a passage has its number too.
    /// </summary>
    public static int[] Prints(string text)
    {
        var letters = new TextLetters(text);
        var (all, starts) = (letters.Letters, new List<int>());
        var prints = new HashSet<int>();
        for (var i = 0; i < all.Length; i++)
        {
            if (letters.BeginsWord(i))
            {
                starts.Add(i);
            }
        }

        var end = 0;
        for (var first = 0; first < starts.Count; first++)
        {
            end = Math.Max(end, first + 1);
            while (end < starts.Count && starts[end] - starts[first] < MinRun)
            {
                end++;
            }

            var stop = end < starts.Count ? starts[end] : all.Length;
            if (stop - starts[first] >= MinRun)
            {
                prints.Add(Hash(all.AsSpan(starts[first], stop - starts[first])));
            }
        }

        return [.. prints];
    }

    /// <summary>The prints of a passage's fragments.</summary>
    public static int[] PrintsOfPassage(string passage) => [.. FragmentsOf(passage).SelectMany(Prints).Distinct()];

    private static readonly char[] Around = [' ', '\n', '.', ',', ';', ':', '،', '؛', '«', '»', '“', '”', '„', '"', '\'', '‘', '’', '‹', '›', '(', ')', '[', ']', '–', '—', '-'];

    [GeneratedRegex(@"[\[(]\s*(?:…|\.{2,3})\s*[\])]|…|\.{3,}", RegexOptions.NonBacktracking)]
    private static partial Regex Omission();

    /// <summary>
    /// FNV-1a over UTF-16 code units, folded to 22 bits: most runs of words are in one text alone, and an index of numbers that
    /// several runs share is a tenth as large as one of numbers of their own. Whoever finds a text by them reads it anyway.
    /// </summary>
    private static int Hash(ReadOnlySpan<char> letters)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var c in letters)
        {
            hash = (hash ^ c) * 0x100000001B3;
        }

        hash = NearDuplicates.Mix(hash);
        return (int)((hash ^ (hash >> 32)) & 0x3FFFFF);
    }

    /// <summary>Where a text may hold a fragment, in letters, end exclusive.</summary>
    private readonly record struct Span(int From, int To, bool IsWhole);

    private static List<Span> PlacesOf(TextLetters fragment, TextLetters text)
    {
        var length = fragment.Letters.Length;
        var whole = Occurrences.Of(fragment.Letters, text.Letters)
            .Where(at => length >= MinRun || (text.BeginsWord(at) && text.EndsWord(at + length - 1)))
            .Take(MaxOccurrences).Select(at => new Span(at, at + length, true)).ToList();
        if (whole.Count > 0 || length < MinRun)
        {
            return whole;
        }

        var (inFragment, inText, run) = LongestRun(fragment.Letters, text.Letters);
        if (run < MinRun || run * 100 < MinShare * length)
        {
            return [];
        }

        // Beside the run stand other words; as many letters of them are taken, up to whole words.
        var from = Math.Max(0, inText - inFragment);
        var to = Math.Min(text.Letters.Length, inText + run + (length - inFragment - run));
        while (from > 0 && from < inText && !text.BeginsWord(from))
        {
            from--;
        }

        while (to < text.Letters.Length && to > inText + run && !text.EndsWord(to - 1))
        {
            to++;
        }

        return [new(from, to, false)];
    }

    /// <summary>The fragments' places in order and nearest together; <see langword="null"/> where they stand in no order.</summary>
    private static List<Span>? Choose(List<List<Span>> found)
    {
        List<Span>? best = null;
        foreach (var first in found[0])
        {
            var chosen = new List<Span> { first };
            foreach (var places in found.Skip(1))
            {
                var next = places.FindIndex(p => p.From >= chosen[^1].To);
                if (next < 0)
                {
                    break;
                }

                chosen.Add(places[next]);
            }

            if (chosen.Count == found.Count && (best is null || chosen[^1].To - chosen[0].From < best[^1].To - best[0].From))
            {
                best = chosen;
            }
        }

        return best;
    }

    /// <summary>The longest run that both share: where it is in each, and its length. By a suffix automaton, in linear time.</summary>
    private static (int InFirst, int InSecond, int Length) LongestRun(string first, string second)
    {
        var automaton = new SuffixAutomaton(first);
        return automaton.LongestIn(second);
    }

    /// <summary>Compares spelling letter by letter and notes what differs.</summary>
    private static TraceGrade Compare(TextLetters fragment, TextLetters text, int from, SortedSet<FoldKind> kinds)
    {
        var length = fragment.Letters.Length;
        var own = new SortedSet<FoldKind>();
        for (var i = 0; i < length; i++)
        {
            var isLast = i == length - 1;
            var a = fragment.Text.AsSpan(fragment.StartOf(i), (isLast ? fragment.EndOf(i) : Math.Max(fragment.EndOf(i), fragment.StartOf(i + 1))) - fragment.StartOf(i));
            var b = text.Text.AsSpan(text.StartOf(from + i), (isLast ? text.EndOf(from + i) : Math.Max(text.EndOf(from + i), text.StartOf(from + i + 1))) - text.StartOf(from + i));
            if (!a.SequenceEqual(b))
            {
                Note(a, b, own);
            }
        }

        kinds.UnionWith(own);
        return own.Count == 0 ? TraceGrade.Exact : TraceGrade.Folded;
    }

    private static void Note(ReadOnlySpan<char> a, ReadOnlySpan<char> b, SortedSet<FoldKind> kinds)
    {
        if (a[0] != b[0])
        {
            kinds.Add(KindOf(a[0], b[0]));
        }

        // One space is like another; what else stands between the letters is compared as a set.
        var (left, right) = (Between(a), Between(b));
        foreach (var c in left.Except(right).Concat(right.Except(left)))
        {
            kinds.Add(c == ' ' || c is '\u200C' or '\u200D' ? FoldKind.Spacing
                : c is '\u0640' || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark ? FoldKind.VowelSigns
                : char.IsPunctuation(c) || char.IsSymbol(c) ? FoldKind.Punctuation : FoldKind.Letters);
        }
    }

    private static HashSet<char> Between(ReadOnlySpan<char> cluster)
    {
        var found = new HashSet<char>();
        foreach (var c in cluster[1..])
        {
            found.Add(char.IsWhiteSpace(c) ? ' ' : c);
        }

        return found;
    }

    private static FoldKind KindOf(char a, char b) =>
        char.IsDigit(a) && char.IsDigit(b) ? FoldKind.Digits
        : char.ToUpperInvariant(a) == char.ToUpperInvariant(b) ? FoldKind.Case
        : Both("اأإآٱ", a, b) || Both("وؤ", a, b) || a is 'ئ' || b is 'ئ' ? FoldKind.Hamza
        : Both("يىیېۍے", a, b) ? FoldKind.Yeh
        : Both("ةهۀۂہھە", a, b) ? FoldKind.Heh
        : Both("كکڪګگ", a, b) ? FoldKind.Kaf
        : FoldKind.Letters;

    private static bool Both(string letters, char a, char b) => letters.Contains(a, StringComparison.Ordinal) && letters.Contains(b, StringComparison.Ordinal);
}

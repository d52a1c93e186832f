using System.Buffers;
using System.Text;

namespace RussiaTalibanArchive.Web.Text;

/// <summary>One word of a text, as search takes it.</summary>
/// <param name="Position">Which word of the text, from 1; a phrase is words of consecutive positions.</param>
/// <param name="Start">In UTF-16 code units of the text.</param>
/// <param name="End">Exclusive.</param>
/// <param name="Exact">As written, but for letter case, direction marks, tatweel, and how a letter is encoded.</param>
/// <param name="Folded">See <see cref="Folding"/>.</param>
/// <param name="Pieces">
/// How many positions it takes. A word with a zero-width non-joiner is listed as its pieces and, at the position of the first, as a whole.
/// </param>
public readonly record struct SearchWord(int Position, int Start, int End, string Exact, string Folded, int Pieces = 1);

/// <summary>Whether a folded word is of interest.</summary>
internal delegate bool WordFilter(ReadOnlySpan<char> folded);

/// <summary>
/// Cuts a text into words, the same way for the index, a query and the highlighting. A word is a run of letters, digits and their marks;
/// apostrophes and hyphens part words, and the English possessive is none.
/// </summary>
public static class SearchWords
{
    /// <summary>Of a longer word only the beginning counts, in UTF-16 code units.</summary>
    public const int MaxLength = 128;

    /// <summary>Letters and digits that folding leaves as they are and that carry no sign.</summary>
    private static readonly SearchValues<char> Plain = SearchValues.Create([
        .. Range('0', '9'), .. Range('a', 'z'), .. Range('\u0430', '\u044F'), .. Range('\u0621', '\u064A'), .. Range('\u0671', '\u06D3')]);

    /// <summary>What no normal form writes otherwise, alone or together: ASCII, basic Cyrillic, and Arabic letters and vowel signs.</summary>
    private static readonly SearchValues<char> Composed = SearchValues.Create([
        .. Range('\u0020', '\u007E'), .. Range('\u0400', '\u045F'), .. Range('\u0621', '\u0652'), .. Range('\u0670', '\u0674'), .. Range('\u0679', '\u06BF'), Zwnj]);

    private const int PieceLength = 4_096;
    private const char Zwnj = '\u200C';
    private const char Tatweel = '\u0640';

    /// <summary>All words of a text.</summary>
    public static List<SearchWord> Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. Enumerate(text, null)];
    }

    /// <summary>Those words of a text that are wanted, as far as they are asked for; the others count as positions.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="isWanted">Which words; all of them without it.</param>
    /// <param name="isEnough">Is asked now and then, with the place that has been reached in UTF-16 code units, whether to end there.</param>
    internal static IEnumerable<SearchWord> Enumerate(string text, WordFilter? isWanted, Func<int, bool>? isEnough = null)
    {
        var words = new List<SearchWord>();
        var position = 0;
        for (var start = 0; start < text.Length && isEnough?.Invoke(start) != true;)
        {
            var end = PieceEnd(text, start);
            words.Clear();
            AddPiece(text[start..end], start, isWanted, ref position, words);
            foreach (var word in words)
            {
                yield return word;
            }

            start = end;
        }
    }

    /// <summary>Words end at white space, and short pieces of a text need short arrays.</summary>
    private static int PieceEnd(string text, int start)
    {
        if (text.Length - start <= PieceLength)
        {
            return text.Length;
        }

        var space = text.AsSpan(start, PieceLength).LastIndexOfAny(' ', '\n', '\f');
        if (space > 0)
        {
            return start + space;
        }

        var next = text.AsSpan(start + PieceLength).IndexOfAny(' ', '\n', '\f');
        return next < 0 ? text.Length : start + PieceLength + next;
    }

    private static void AddPiece(string text, int offset, WordFilter? isWanted, ref int position, List<SearchWord> words)
    {
        var folded = Folding.Fold(text);
        for (var at = 0; at < folded.Length;)
        {
            var length = WordLength(folded.Text, at);
            if (length == 0)
            {
                at++;
                continue;
            }

            if (!IsPossessive(folded.Text, at, length))
            {
                Add(text, folded, at, at + length, isWanted, ref position, words);
            }

            at += length;
        }

        for (var i = 0; offset > 0 && i < words.Count; i++)
        {
            words[i] = words[i] with { Start = words[i].Start + offset, End = words[i].End + offset };
        }
    }

    private static IEnumerable<char> Range(char first, char last) => Enumerable.Range(first, last - first + 1).Select(c => (char)c);

    private static void Add(string text, FoldedText folded, int from, int to, WordFilter? isWanted, ref int position, List<SearchWord> words)
    {
        var first = position + 1;
        var start = from;
        for (var at = from + 1; at < to; at++)
        {
            if (folded.OriginalStart(at) > folded.OriginalEnd(at - 1)
                && text.AsSpan(folded.OriginalEnd(at - 1)..folded.OriginalStart(at)).Contains(Zwnj))
            {
                AddWord(start, at, ++position, 1);
                start = at;
            }
        }

        AddWord(start, to, ++position, 1);
        if (position > first)
        {
            AddWord(from, to, first, position - first + 1);
        }

        void AddWord(int begin, int end, int place, int pieces)
        {
            // A sign on a letter goes later.
            var word = folded.Text.AsSpan(begin, end - begin);
            if (isWanted is null || word.IndexOfAnyExcept(Plain) >= 0 || isWanted(word))
            {
                words.Add(Word(text, folded, begin, end, place, pieces));
            }
        }
    }

    private static SearchWord Word(string text, FoldedText folded, int from, int to, int position, int pieces)
    {
        var (start, end) = folded.OriginalSpan(from, to);
        var key = WithoutSigns(folded.Text.AsSpan(from, Math.Min(to - from, MaxLength)));
        var original = text.AsSpan(start, Math.Min(end - start, MaxLength));
        return new(position, start, end, original.SequenceEqual(key) ? key : ExactOf(original.ToString(), key), key, pieces);
    }

    /// <summary>
    /// Without the half rings, primes, macrons and dots by which scholars write Arabic, Persian and Russian in Latin letters: Qurʾān is Quran.
    /// </summary>
    private static string WithoutSigns(ReadOnlySpan<char> word)
    {
        if (word.IndexOfAnyExcept(Plain) < 0)
        {
            return word.ToString();
        }

        var kept = new StringBuilder(word.Length);
        var isLatin = false;
        foreach (var c in IsLatin(word) && !HasSurrogates(word) ? word.ToString().Normalize(NormalizationForm.FormD) : word.ToString())
        {
            var isMark = c is >= '\u0300' and <= '\u036F' && isLatin;
            isLatin = isMark || IsLatin(c);
            _ = isMark || c is >= '\u02B9' and <= '\u02BF' ? kept : kept.Append(c);
        }

        return kept.Length == 0 ? word.ToString() : kept.ToString();
    }

    private static bool IsLatin(char c) => char.IsAsciiLetter(c) || c is >= '\u00C0' and <= '\u024F' or >= '\u1E00' and <= '\u1EFF';

    private static bool IsLatin(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
        {
            if (IsLatin(c))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasSurrogates(ReadOnlySpan<char> word) => word.IndexOfAnyInRange('\uD800', '\uDFFF') >= 0;

    private static string ExactOf(string original, string folded)
    {
        // .NET normalises no lone surrogate, and no language of the archive writes outside the first plane.
        if (original.Any(c => char.IsSurrogate(c) || c is '\uFFFE' or '\uFFFF'))
        {
            return folded;
        }

        var kept = new StringBuilder(original.Length);
        foreach (var c in original.AsSpan().ContainsAnyExcept(Composed) ? original.Normalize(NormalizationForm.FormKC) : original)
        {
            _ = c == Tatweel || Folding.IsInvisible(c) || char.IsWhiteSpace(c) ? kept : kept.Append(char.ToLowerInvariant(c));
        }

        return kept.Length == 0 ? folded : kept.ToString();
    }

    /// <summary>The length of the run of word units at <paramref name="start"/>; 0 if there is none.</summary>
    private static int WordLength(string folded, int start)
    {
        var at = start;
        while (at < folded.Length)
        {
            var c = folded[at];
            if (char.IsAsciiLetterOrDigit(c) || c is >= '\u0621' and <= '\u064A' or >= '\u0430' and <= '\u044F')
            {
                at++;
                continue;
            }

            if (!Rune.TryGetRuneAt(folded, at, out var rune) || !WordCount.IsWordRune(rune))
            {
                break;
            }

            at += rune.Utf16SequenceLength;
        }

        return at - start;
    }

    /// <summary>The s of "Moscow's".</summary>
    private static bool IsPossessive(string folded, int start, int length) =>
        length == 1 && folded[start] == 's' && start >= 2 && folded[start - 1] is '\'' or '’' && WordCount.IsWordRune(RuneBefore(folded, start - 1));

    private static Rune RuneBefore(string text, int end) => Rune.DecodeLastFromUtf16(text.AsSpan(0, end), out var rune, out _) == 0 ? rune : new Rune('\0');
}

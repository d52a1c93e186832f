using System.Globalization;
using System.Text;

namespace RussiaTalibanArchive.Web.Text;

/// <summary>What a zero-width non-joiner becomes. Persian writers put it where others put a space, or nothing at all.</summary>
public enum Joiner
{
    /// <summary><c>می‌شود</c> equals <c>میشود</c>.</summary>
    Nothing,

    /// <summary><c>می‌شود</c> equals <c>می شود</c>.</summary>
    Space,
}

/// <summary>
/// Makes spellings that a reader takes for the same word equal: alef with hamza, madda or wasla is alef; hamza on waw or
/// yeh is waw or yeh; ى ي ے and Pashto's ې ۍ ئ are ی; ة ۀ ہ ھ are ه; ك is ک; ګ is گ; ё is е. Tatweel, vowel signs,
/// superscript alef, direction marks, joiners and soft hyphens go; presentation forms and ligatures become their
/// letters, Arabic-Indic and Persian digits Western ones, capitals small ones. Runs of white space become one space.
/// The result is in NFC. A lone hamza (ء) stays, for ماء is not ما.
/// </summary>
/// <remarks>
/// Pashto's ې, ۍ and ئ are letters of their own, but they are so often typed as ی that a search must not tell them apart.
/// To match a word whichever way its zero-width non-joiners are typed, compare both keys (see <see cref="Joiner"/>).
/// A lone surrogate becomes U+FFFD. After 30 combining marks on one letter a new run begins, as in Unicode's
/// stream-safe format (UAX #15), so that no input takes more than linear time.
/// </remarks>
public static class Folding
{
    private const int MaxMarks = 30;
    private const char Zwnj = '\u200C';
    private const char Dropped = '\0';
    private const char NeedsNormalizing = '\uFFFF';
    private const int TableSize = 0x0700;

    private static readonly char[] Table = BuildTable();

    /// <summary>Folds <paramref name="text"/> and keeps the way back to it. Leading and trailing space is kept, as one space.</summary>
    public static FoldedText Fold(string text, Joiner joiner = Joiner.Nothing)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new Folder(text, joiner).Run();
    }

    /// <summary>The folded form alone, without space around it: for keys, comparisons and queries.</summary>
    public static string Key(string text, Joiner joiner = Joiner.Nothing) => Fold(text, joiner).Text.Trim(' ');

    /// <summary>Whether the unit vanishes in folding and is no mark on a letter: direction marks, joiners, soft hyphen.</summary>
    internal static bool IsInvisible(char c) => c is '\u00AD' or '\u061C' or '\uFEFF' or '\u2060'
        or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static bool IsArabicMark(char c) => c is (>= '\u064B' and <= '\u065F') or '\u0670' or '\u0674' or '\u0640'
        or (>= '\u0610' and <= '\u061A') or (>= '\u06D6' and <= '\u06DC') or (>= '\u06DF' and <= '\u06E4')
        or '\u06E7' or '\u06E8' or (>= '\u06EA' and <= '\u06ED') or (>= '\u08D3' and <= '\u08E1') or (>= '\u08E3' and <= '\u08FF')
        // Presentation forms of the vowel signs stand on a space or a tatweel of their own.
        or (>= '\uFC5E' and <= '\uFC63') or (>= '\uFCF2' and <= '\uFCF4') or (>= '\uFE70' and <= '\uFE7F');

    private static bool IsPresentationForm(char c) => c is (>= '\uFB00' and <= '\uFB06')
        or (>= '\uFB50' and <= '\uFDFF') or (>= '\uFE80' and <= '\uFEFC');

    /// <summary>One letter of a decomposed text in small letters, without its marks.</summary>
    private static char Letter(char c) => c switch
    {
        'أ' or 'إ' or 'آ' or '\u0671' or '\u0672' or '\u0673' => 'ا',
        'ؤ' => 'و',
        'ئ' or 'ي' or 'ى' or 'ې' or 'ۍ' or 'ے' or 'ۓ' => 'ی',
        'ة' or '\u06C0' or '\u06C1' or '\u06C2' or '\u06C3' or '\u06BE' or '\u06D5' => 'ه',
        'ك' or '\u06AA' => 'ک',
        'ګ' => 'گ',
        'ё' => 'е',
        >= '\u0660' and <= '\u0669' => (char)(c - '\u0660' + '0'),
        >= '\u06F0' and <= '\u06F9' => (char)(c - '\u06F0' + '0'),
        _ => c,
    };

    /// <summary>What every unit below U+0700 becomes when no mark follows it, which is nearly all of nearly every text.</summary>
    private static char[] BuildTable()
    {
        var table = new char[TableSize];
        for (var c = '\0'; c < TableSize; c++)
        {
            table[c] = c == '\0' ? NeedsNormalizing
                : IsInvisible(c) || IsArabicMark(c) ? Dropped
                : char.IsWhiteSpace(c) ? ' '
                : SingleOrNothing(c);
        }

        return table;

        static char SingleOrNothing(char c)
        {
            var folded = Composed(c.ToString());
            return folded.Length == 1 && !IsMark(c.ToString(), 0) ? folded[0] : NeedsNormalizing;
        }
    }

    private static bool IsMark(string text, int index) => text[index] >= '\u0300'
        && (CharUnicodeInfo.GetUnicodeCategory(text, index) is UnicodeCategory.NonSpacingMark
            or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
            // Hangul vowels and finals compose with what stands before them, as marks do.
            || text[index] is >= '\u1160' and <= '\u11FF');

    /// <summary>Decomposes, folds letter by letter, and composes again. Folding in between keeps the whole idempotent.</summary>
    private static string Composed(string well)
    {
        var letters = new StringBuilder(well.Length + 4);
        var afterYe = false;
        foreach (var rune in well.Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            var lower = Rune.ToLowerInvariant(rune);
            if (!lower.IsBmp)
            {
                letters.Append(lower.ToString());
                afterYe = false;
                continue;
            }

            var c = Letter((char)lower.Value);
            if (IsArabicMark(c) || (afterYe && c == '\u0308'))
            {
                continue;
            }

            afterYe = c == 'е' || (afterYe && rune.Value is >= 0x0300 and <= 0x036F);
            letters.Append(c);
        }

        return letters.ToString().Normalize(NormalizationForm.FormC);
    }

    private sealed class Folder(string text, Joiner joiner)
    {
        private readonly StringBuilder _folded = new(text.Length);
        private readonly List<int> _starts = new(text.Length);
        private readonly List<int> _ends = new(text.Length);
        private readonly StringBuilder _segment = new();

        public FoldedText Run()
        {
            for (var at = 0; at < text.Length;)
            {
                var c = text[at];
                var simple = Simple(c);
                if (simple != NeedsNormalizing && (at + 1 == text.Length || IsPlain(text[at + 1])))
                {
                    if (simple != Dropped)
                    {
                        Append(simple, at, at + 1);
                    }

                    at++;
                }
                else
                {
                    at = AppendSegment(at);
                }
            }

            return new FoldedText(_folded.ToString(), [.. _starts], [.. _ends]);
        }

        /// <summary>Neither a mark nor dropped, so that what stands before it is complete.</summary>
        private static bool IsPlain(char c) => Simple(c) is not (Dropped or NeedsNormalizing);

        /// <summary>What the unit folds to by itself. Dashes, quotation marks and the ellipsis (U+2010 to U+2027) stay.</summary>
        private static char Simple(char c) => c < TableSize ? Table[c] : c is >= '\u2010' and <= '\u2027' ? c : NeedsNormalizing;

        /// <summary>Folds the letter at <paramref name="start"/> with the marks and invisible units that follow it.</summary>
        private int AppendSegment(int start)
        {
            _segment.Clear();
            var at = start;
            var end = start;
            var marks = 0;
            while (at < text.Length && (at == start || Continues(at)) && marks <= MaxMarks)
            {
                var length = at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]) ? 2 : 1;
                var c = text[at];
                if (IsDropped(c))
                {
                    end = IsArabicMark(c) ? at + length : end;
                }
                else
                {
                    AppendWell(c, at, length);
                    end = at + length;
                    marks++;
                }

                at += length;
            }

            if (_segment.Length > 0)
            {
                foreach (var c in Composed(_segment.ToString()))
                {
                    Append(char.IsWhiteSpace(c) ? ' ' : c, start, end);
                }
            }

            return at;
        }

        private bool Continues(int at) => IsDropped(text[at]) || (!IsSpace(text[at]) && _segment.Length > 0 && IsMark(text, at));

        private bool IsDropped(char c) => IsArabicMark(c) || (IsInvisible(c) && !IsSpace(c));

        private bool IsSpace(char c) => char.IsWhiteSpace(c) || (c == Zwnj && joiner == Joiner.Space);

        /// <summary>Adds what .NET can normalise: it refuses lone surrogates and U+FFFE.</summary>
        private void AppendWell(char c, int at, int length)
        {
            if (IsSpace(c))
            {
                _segment.Append(' ');
            }
            else if (IsPresentationForm(c))
            {
                _segment.Append(c.ToString().Normalize(NormalizationForm.FormKD));
            }
            else if (length == 1 && (char.IsSurrogate(c) || c is '\uFFFE'))
            {
                _segment.Append('\uFFFD');
            }
            else
            {
                _segment.Append(text, at, length);
            }
        }

        private void Append(char c, int start, int end)
        {
            if (c == ' ' && _folded.Length > 0 && _folded[^1] == ' ')
            {
                _ends[^1] = end;
                return;
            }

            _folded.Append(c);
            _starts.Add(start);
            _ends.Add(end);
        }
    }
}

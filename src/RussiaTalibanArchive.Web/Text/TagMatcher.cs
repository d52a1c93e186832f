using System.Runtime.InteropServices;
using System.Text;

namespace RussiaTalibanArchive.Web.Text;

/// <summary>A place in a text where a tag's label stands: UTF-16 code units of the original, end exclusive.</summary>
public sealed record TagMatch(string Tag, string Label, int Start, int End);

/// <summary>
/// Finds the labels of tags in texts, in one pass however many labels there are. Built once; safe to share between threads.
/// </summary>
/// <remarks>
/// <para>Labels and text are folded (see <see cref="Folding"/>) and compared word by word, so that a label never matches
/// inside a word. White space or signs between two words must be the same in both, apart from spaces around the signs.
/// A word of three letters or more also matches in these forms:</para>
/// <list type="bullet">
/// <item>Arabic script: after و or ف, then ب, ل, ك or س, then the article (لل for ل with the article); inside a label of
/// several words only after the article. Or before ها, های, هایی, and ی after ا, و or ه. What is left has three letters or more.</item>
/// <item>Cyrillic: with another ending of up to three letters, when five letters or more stay.</item>
/// <item>Latin: with a final s.</item>
/// </list>
/// <para>The longest label wins at a place, and matches do not overlap; of equally long ones those in the written form win
/// over those with an affix. Labels that are still equal are all returned, in the order of their tags.</para>
/// <para>The labels stand in a trie of words. A word of the text has at most about twenty forms, each looked up once for
/// each label that is still open, so the time depends on the text and on the words in the longest label only.</para>
/// </remarks>
public sealed class TagMatcher
{
    private const int Root = 0;

    // Words and stems have numbers of their own kind, even and odd, so that a stem is never taken for a word.
    private readonly Dictionary<string, int> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _stems = new(StringComparer.Ordinal);
    private readonly Dictionary<long, int> _edges = [];
    private readonly List<List<Entry>?> _entries = [null];

    public TagMatcher(IEnumerable<(string Tag, string Label)> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        foreach (var (tag, label) in labels)
        {
            var key = Folding.Key(label);
            Add(key, tag, label);
            if (label.Contains('\u200C', StringComparison.Ordinal) && Folding.Key(label, Joiner.Space) is var spaced && spaced != key)
            {
                Add(spaced, tag, label);
            }
        }
    }

    /// <summary>The matches in the order of the text.</summary>
    public IReadOnlyList<TagMatch> Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var candidates = new List<Candidate>();
        Scan(Folding.Fold(text), candidates);
        if (text.Contains('\u200C', StringComparison.Ordinal))
        {
            Scan(Folding.Fold(text, Joiner.Space), candidates);
            candidates.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start)
                : a.End != b.End ? b.End.CompareTo(a.End) : a.Affixes.CompareTo(b.Affixes));
        }

        var matches = new List<TagMatch>();
        var end = 0;
        for (var i = 0; i < candidates.Count;)
        {
            var best = candidates[i];
            var after = i + 1;
            while (after < candidates.Count && candidates[after].IsAsGoodAs(best))
            {
                after++;
            }

            if (best.Start >= end)
            {
                end = best.End;
                IEnumerable<Entry> entries = after == i + 1
                    ? best.Entries
                    : candidates[i..after].SelectMany(c => c.Entries).Distinct().Order(Comparer<Entry>.Create(Entry.Compare));
                matches.AddRange(entries.Select(e => new TagMatch(e.Tag, e.Label, best.Start, best.End)));
            }

            i = after;
        }

        return matches;
    }

    private void Add(string key, string tag, string label)
    {
        var words = Words(key);
        if (words.Count == 0)
        {
            return;
        }

        AddPath(key, words, stems: false, new Entry(tag, label));
        if (words.Exists(w => WordForms.HasStem(key.AsSpan(w.Start, w.Length))))
        {
            AddPath(key, words, stems: true, new Entry(tag, label));
        }
    }

    private void AddPath(string key, List<(int Start, int Length, int End)> words, bool stems, Entry entry)
    {
        var node = Root;
        for (var i = 0; i < words.Count; i++)
        {
            var word = key.AsSpan(words[i].Start, words[i].Length);
            if (i > 0)
            {
                node = Child(node, WordSymbol(Separator(key, words[i - 1].End, words[i].Start)));
            }

            node = Child(node, stems && WordForms.HasStem(word)
                ? StemSymbol(WordForms.StemOfLabel(word))
                : WordSymbol(word));
        }

        AddEntry(node, entry);
    }

    private void AddEntry(int node, Entry entry)
    {
        var entries = _entries[node] ??= [];
        if (!entries.Contains(entry))
        {
            entries.Add(entry);
            entries.Sort(Entry.Compare);
        }
    }

    private int Child(int node, int symbol)
    {
        ref var child = ref CollectionsMarshal.GetValueRefOrAddDefault(_edges, Edge(node, symbol), out var exists);
        if (!exists)
        {
            child = _entries.Count;
            _entries.Add(null);
        }

        return child;
    }

    private int WordSymbol(ReadOnlySpan<char> word) => Number(_words, word) * 2;

    private int StemSymbol(ReadOnlySpan<char> stem) => (Number(_stems, stem) * 2) + 1;

    private static int Number(Dictionary<string, int> numbers, ReadOnlySpan<char> text)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(
            numbers.GetAlternateLookup<ReadOnlySpan<char>>(), text, out var exists);
        if (!exists)
        {
            number = numbers.Count - 1;
        }

        return number;
    }

    /// <summary>The symbol of a form of a word, or −1 when no label has it.</summary>
    private int SymbolOf(ReadOnlySpan<char> word, WordForms.Form form)
    {
        var rest = word.Slice(form.Start, form.Length);
        return form.Kind switch
        {
            WordForms.FormKind.Stem => _stems.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(rest, out var stem) ? (stem * 2) + 1 : -1,
            WordForms.FormKind.RestWithArticle => _words.TryGetValue(string.Concat("ال", rest), out var whole) ? whole * 2 : -1,
            _ => _words.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(rest, out var plain) ? plain * 2 : -1,
        };
    }

    private static long Edge(int node, int symbol) => ((long)node << 32) | (uint)symbol;

    /// <summary>Adds, for each word of the text, the longest labels that start there, of those with the fewest affixes.</summary>
    private void Scan(FoldedText folded, List<Candidate> candidates)
    {
        var text = folded.Text;
        var words = Words(text);
        var forms = new List<WordForms.Form>();
        List<(int Node, int Affixes)> open = [], next = [];
        for (var first = 0; first < words.Count; first++)
        {
            var (bestEnd, bestAffixes, firstCandidate) = (-1, 0, candidates.Count);
            open.Clear();
            open.Add((Root, 0));
            for (var i = first; i < words.Count && open.Count > 0; i++)
            {
                if (i > first)
                {
                    Cross(Separator(text, words[i - 1].End, words[i].Start));
                }

                Step(text.AsSpan(words[i].Start, words[i].Length), isFirst: i == first);
                foreach (var (node, affixes) in open)
                {
                    if (_entries[node] is not { } entries || (words[i].End == bestEnd && affixes > bestAffixes))
                    {
                        continue;
                    }

                    if (words[i].End > bestEnd || affixes < bestAffixes)
                    {
                        candidates.RemoveRange(firstCandidate, candidates.Count - firstCandidate);
                        (bestEnd, bestAffixes) = (words[i].End, affixes);
                    }

                    candidates.Add(new Candidate(folded.OriginalStart(words[first].Start), folded.OriginalEnd(bestEnd - 1), affixes, entries));
                }
            }
        }

        void Cross(ReadOnlySpan<char> separator)
        {
            next.Clear();
            if (_words.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(separator, out var symbol))
            {
                foreach (var (node, affixes) in open)
                {
                    if (_edges.TryGetValue(Edge(node, symbol * 2), out var child))
                    {
                        next.Add((child, affixes));
                    }
                }
            }

            (open, next) = (next, open);
        }

        void Step(ReadOnlySpan<char> word, bool isFirst)
        {
            next.Clear();
            if (open.Count > 0)
            {
                WordForms.List(word, isFirst, forms);
                foreach (var form in forms)
                {
                    var symbol = SymbolOf(word, form);
                    if (symbol < 0)
                    {
                        continue;
                    }

                    foreach (var (node, affixes) in open)
                    {
                        if (_edges.TryGetValue(Edge(node, symbol), out var child))
                        {
                            next.Add((child, affixes + form.Affixes));
                        }
                    }
                }
            }

            (open, next) = (next, open);
        }
    }

    private static List<(int Start, int Length, int End)> Words(string folded)
    {
        var words = new List<(int Start, int Length, int End)>();
        var start = -1;
        for (var at = 0; at < folded.Length;)
        {
            Rune.DecodeFromUtf16(folded.AsSpan(at), out var rune, out var length);
            if (WordCount.IsWordRune(rune))
            {
                start = start < 0 ? at : start;
            }
            else if (start >= 0)
            {
                words.Add((start, at - start, at));
                start = -1;
            }

            at += length;
        }

        if (start >= 0)
        {
            words.Add((start, folded.Length - start, folded.Length));
        }

        return words;
    }

    /// <summary>What stands between two words: a space, or the signs without the spaces around them and with one kind of dash.</summary>
    private static string Separator(string folded, int start, int end)
    {
        var signs = folded.AsSpan(start, end - start).Trim(' ');
        return signs.Length switch
        {
            0 => " ",
            1 => signs[0] is >= '\u2010' and <= '\u2015' ? "-" : SingleSign(signs[0]),
            _ => signs.ToString(),
        };

        static string SingleSign(char sign) => sign < Signs.Length ? Signs[sign] : sign.ToString();
    }

    private static readonly string[] Signs = [.. Enumerable.Range(0, 128).Select(c => ((char)c).ToString())];

    private sealed record Entry(string Tag, string Label)
    {
        public static int Compare(Entry a, Entry b) =>
            string.CompareOrdinal(a.Tag, b.Tag) is not 0 and var byTag ? byTag : string.CompareOrdinal(a.Label, b.Label);
    }

    private sealed record Candidate(int Start, int End, int Affixes, List<Entry> Entries)
    {
        public bool IsAsGoodAs(Candidate other) => (Start, End, Affixes) == (other.Start, other.End, other.Affixes);
    }
}

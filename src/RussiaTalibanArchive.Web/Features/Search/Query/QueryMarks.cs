using RussiaTalibanArchive.Web.Features.Search.Index;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Search.Query;

/// <summary>A place of a text that answers a query.</summary>
/// <param name="Term">Which term of the query, from 0.</param>
/// <param name="Start">In UTF-16 code units.</param>
/// <param name="End">Exclusive.</param>
public readonly record struct QueryMark(int Term, int Start, int End);

/// <summary>Finds what a query sought in a text, by the same words and forms that the index has. For one thread.</summary>
public sealed class QueryMarks
{
    private readonly List<(int Term, TermWord[] Row)> _rows = [];
    private readonly Dictionary<string, List<(int Row, int At)>> _byLexeme = new(StringComparer.Ordinal);
    private readonly List<(string Prefix, int Row, int At)> _prefixes = [];
    private readonly HashSet<(string Word, string? Language)> _others = [];
    private readonly HashSet<char> _firstLetters = [];
    private readonly List<string> _stems = [];
    private readonly List<string> _lexemes = [];

    public QueryMarks(QueryNode? root, QueryTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (root is not null)
        {
            Collect(root, terms);
        }

        for (var row = 0; row < _rows.Count; row++)
        {
            for (var at = 0; at < _rows[row].Row.Length; at++)
            {
                var word = _rows[row].Row[at];
                foreach (var lexeme in word.Lexemes)
                {
                    var letters = lexeme.TrimStart(Lexemes.Folded, Lexemes.Stem);
                    _firstLetters.Add(letters[0]);
                    // What was written in another way may fold to another letter: أ, ا.
                    _firstLetters.Add(Folding.Key(letters) is { Length: > 0 } folded ? folded[0] : letters[0]);
                    (_byLexeme.TryGetValue(lexeme, out var places) ? places : _byLexeme[lexeme] = []).Add((row, at));
                    if (word.IsPrefix)
                    {
                        _prefixes.Add((lexeme, row, at));
                    }
                }
            }
        }
    }

    /// <summary>How many terms there are to be found.</summary>
    public int Terms { get; private set; }

    /// <summary>Any of the words, in PostgreSQL's words; <see langword="null"/> if there are none.</summary>
    public string? ToQuery() =>
        QueryTerms.Join(" | ", _rows.SelectMany(r => r.Row).Select(w => QueryTerms.ToQuery([[w]])).Distinct()) is { Length: > 0 } any ? any : null;

    /// <summary>Every place, in order; they do not overlap.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="language">BCP 47.</param>
    /// <param name="isEnough">Is asked now and then, with what was found and the place that has been reached, whether to seek no more.</param>
    public List<QueryMark> Find(string text, string? language, Func<List<QueryMark>, int, bool>? isEnough = null)
    {
        var marks = new List<QueryMark>();
        if (_rows.Count == 0)
        {
            return marks;
        }

        ArgumentNullException.ThrowIfNull(text);

        // Where each row has got to: how many of its words stood in a row, up to which position, from where.
        var open = new (int Count, int Position, int Start)[_rows.Count];
        foreach (var word in SearchWords.Enumerate(text, MayBeOne, isEnough is null ? null : at => isEnough(marks, at)))
        {
            foreach (var (row, at) in PlacesOf(word, language))
            {
                var length = _rows[row].Row.Length;
                if (at == 0 && length == 1)
                {
                    marks.Add(new(_rows[row].Term, word.Start, word.End));
                }
                else if (at == 0)
                {
                    open[row] = (1, word.Position, word.Start);
                }
                else if (open[row].Count == at && open[row].Position == word.Position - 1)
                {
                    open[row] = (at + 1, word.Position, open[row].Start);
                    if (at == length - 1)
                    {
                        marks.Add(new(_rows[row].Term, open[row].Start, word.End));
                        open[row] = default;
                    }
                }
            }
        }

        return Apart(marks);
    }

    /// <summary>Of marks that overlap the longest, or the first.</summary>
    private static List<QueryMark> Apart(List<QueryMark> marks)
    {
        var kept = new List<QueryMark>();
        foreach (var mark in marks.OrderBy(m => m.Start).ThenByDescending(m => m.End))
        {
            if (kept.Count == 0 || mark.Start >= kept[^1].End)
            {
                kept.Add(mark);
            }
        }

        return kept;
    }

    /// <summary>
    /// Whether a word can be one that is sought, by its letters alone: stemming leaves the first letter of English and Russian words as
    /// it is, and takes at most five from before the stem of words in the Arabic script.
    /// </summary>
    private bool MayBeOne(ReadOnlySpan<char> folded)
    {
        if (folded[0] is < '\u0600' or > '\u08FF')
        {
            return _firstLetters.Contains(folded[0]);
        }

        foreach (var letter in folded[..Math.Min(folded.Length, 6)])
        {
            if (_firstLetters.Contains(letter))
            {
                return true;
            }
        }

        return false;
    }

    private IReadOnlyList<(int Row, int At)> PlacesOf(SearchWord word, string? language)
    {
        if (_others.Contains((word.Exact, language)))
        {
            return [];
        }

        var places = new List<(int Row, int At)>();
        Lexemes.Add(word, language, _stems, _lexemes);
        foreach (var lexeme in _lexemes)
        {
            if (_byLexeme.TryGetValue(lexeme, out var known))
            {
                places.AddRange(known);
            }

            foreach (var (prefix, row, at) in _prefixes)
            {
                if (lexeme.StartsWith(prefix, StringComparison.Ordinal))
                {
                    places.Add((row, at));
                }
            }
        }

        if (places.Count == 0)
        {
            _others.Add((word.Exact, language));
            return [];
        }

        // A later word of a row is tried before its first, so that a word that is both goes on with what is open.
        return [.. places.Distinct().OrderByDescending(p => p.At)];
    }

    private void Collect(QueryNode node, QueryTerms terms)
    {
        switch (node)
        {
            case WordNode word:
                Add(terms.RowsOf(word));
                break;
            case PhraseNode phrase:
                Add(terms.RowsOf(phrase.Text));
                break;
            case AlsoNode also:
                Collect(also.Child, terms);
                foreach (var other in also.Others)
                {
                    // A term of its own, for which the typed one counts.
                    Terms--;
                    Add(terms.RowsOfName(other.Sought));
                }

                break;
            case NearNode near:
                Collect(near.Left, terms);
                Collect(near.Right, terms);
                break;
            case FieldNode field:
                Collect(field.Child, terms);
                break;
            case AndNode and:
                and.Children.ToList().ForEach(c => Collect(c, terms));
                break;
            case OrNode or:
                or.Children.ToList().ForEach(c => Collect(c, terms));
                break;
        }
    }

    private void Add(IReadOnlyList<TermWord[]> rows)
    {
        foreach (var row in rows)
        {
            _rows.Add((Terms, row));
        }

        Terms++;
    }
}

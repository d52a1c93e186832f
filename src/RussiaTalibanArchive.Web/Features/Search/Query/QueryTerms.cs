using System.Text.RegularExpressions;
using RussiaTalibanArchive.Web.Features.Search.Index;
using RussiaTalibanArchive.Web.Text;
using RussiaTalibanArchive.Web.Text.Stems;

namespace RussiaTalibanArchive.Web.Features.Search.Query;

/// <summary>Says in PostgreSQL's <c>tsquery</c> what words of a query may stand in the index as (see <see cref="Lexemes"/>).</summary>
/// <param name="isExact">Whether only words exactly as typed count.</param>
/// <param name="others">Other words that a word of the query, folded, stands for: each an expression to be taken as its equal.</param>
public sealed partial class QueryTerms(bool isExact, IReadOnlyDictionary<string, IReadOnlyList<string>> others)
{
    /// <summary>Every form of the words, and no other words.</summary>
    public static QueryTerms Plain => new(false, new Dictionary<string, IReadOnlyList<string>>());

    private readonly List<string> _stems = [];

    /// <summary>Every form of a word, or of words that are written as one.</summary>
    /// <param name="text">As typed.</param>
    /// <param name="match">How it is compared.</param>
    /// <param name="weight">A letter of <see cref="EntryPart"/>, or nothing.</param>
    public string OfWord(string text, WordMatch match, string weight = "")
    {
        var words = SearchWords.Of(text);
        var parts = words.FindAll(w => w.Pieces == 1);
        var choices = new List<string>();
        if (parts.Count == 1)
        {
            choices.Add(Any(match == WordMatch.Prefix ? SpellingsOf(parts[0]) : FormsOf(parts[0]), match == WordMatch.Prefix ? "*" + weight : weight));
        }
        else
        {
            choices.Add(InARow([.. parts.Select((p, i) => match == WordMatch.Prefix && i == parts.Count - 1
                ? Any(SpellingsOf(p), "*" + weight) : Any(SpellingsOf(p), weight))]));
            // Joined, as somebody else may write it.
            choices.AddRange(words.Where(w => w.Pieces == parts.Count).Select(w => Any(FormsOf(w), weight)));
        }

        if (!isExact && match == WordMatch.Forms)
        {
            choices.AddRange(OthersOf(text, weight));
        }

        return choices.Count == 1 ? choices[0] : $"({string.Join(" | ", choices)})";
    }

    /// <summary>Words in a row, in any spelling but in no other form.</summary>
    public string OfPhrase(string text, string weight = "")
    {
        var words = SearchWords.Of(text);
        var parts = words.FindAll(w => w.Pieces == 1);
        var row = InARow([.. parts.Select(p => Any(SpellingsOf(p), weight))]);
        var joined = words.Find(w => w.Pieces > 1 && w.Pieces == parts.Count);
        var choices = joined.Pieces == 0 ? new List<string> { row } : [row, Any(SpellingsOf(joined), weight)];
        if (!isExact)
        {
            choices.AddRange(OthersOf(text, weight));
        }

        return choices.Count == 1 ? choices[0] : $"({string.Join(" | ", choices)})";
    }

    /// <summary>Either before the other.</summary>
    public static string Near(string left, string right, int distance)
    {
        var choices = Enumerable.Range(1, distance).SelectMany(d => new[] { $"{left} <{d}> {right}", $"{right} <{d}> {left}" });
        return $"({string.Join(" | ", choices)})";
    }

    /// <summary>The same words, wherever they stand.</summary>
    public static string Loosen(string tsquery) => Distance().Replace(tsquery, "&");

    [GeneratedRegex("<(-|[0-9]+)>")]
    private static partial Regex Distance();

    private IEnumerable<string> OthersOf(string text, string weight) =>
        others.TryGetValue(Folding.Key(text), out var known) ? known.Select(o => SearchWords.Of(o) is [var one] ? Any(FormsOf(one), weight) : InARow([.. SearchWords.Of(o)
            .Where(w => w.Pieces == 1).Select(w => Any(SpellingsOf(w), weight))])) : [];

    private IEnumerable<string> FormsOf(SearchWord word)
    {
        if (isExact)
        {
            return [word.Exact];
        }

        Stemmer.List(word.Folded, null, _stems);
        return _stems.Prepend(word.Folded).SelectMany(s => new[] { s, Lexemes.Folded + s, Lexemes.Stem + s }).Append(word.Exact).Distinct();
    }

    private IEnumerable<string> SpellingsOf(SearchWord word) =>
        isExact ? [word.Exact] : new[] { word.Folded, Lexemes.Folded + word.Folded, word.Exact }.Distinct();

    private static string InARow(IReadOnlyList<string> words) => words.Count == 1 ? words[0] : $"({string.Join(" <-> ", words)})";

    private static string Any(IEnumerable<string> lexemes, string flags) =>
        $"({string.Join(" | ", lexemes.Select(l => $"'{l.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'{(flags.Length > 0 ? ":" + flags : "")}"))})";
}

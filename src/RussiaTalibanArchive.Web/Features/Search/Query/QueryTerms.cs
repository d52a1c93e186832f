using System.Text.RegularExpressions;
using RussiaTalibanArchive.Web.Features.Search.Index;
using RussiaTalibanArchive.Web.Text;
using RussiaTalibanArchive.Web.Text.Stems;

namespace RussiaTalibanArchive.Web.Features.Search.Query;

/// <summary>What one word of a query may stand in the index as.</summary>
/// <param name="Lexemes">See <see cref="Index.Lexemes"/>.</param>
/// <param name="IsPrefix">Whether longer words count too.</param>
/// <param name="Folded">What it is however it is spelt.</param>
public readonly record struct TermWord(IReadOnlyList<string> Lexemes, bool IsPrefix, string Folded);

/// <summary>
/// Says what the words of a query may stand in the index as. Each term has rows: any of them will do, and the words of a row follow
/// one another. Searching and marking both go by it.
/// </summary>
/// <param name="isExact">Whether only words exactly as typed count.</param>
public sealed partial class QueryTerms(bool isExact)
{
    private readonly List<string> _stems = [];

    /// <summary>Every form of a word; what is written as one word but is several is those in a row.</summary>
    public IReadOnlyList<TermWord[]> RowsOf(WordNode word)
    {
        ArgumentNullException.ThrowIfNull(word);
        var isPrefix = word.Match == WordMatch.Prefix;
        var words = SearchWords.Of(word.Text);
        var parts = words.FindAll(w => w.Pieces == 1);
        if (parts is [var one])
        {
            return [[new(isPrefix ? SpellingsOf(one) : FormsOf(one), isPrefix, one.Folded)]];
        }

        TermWord[] row = [.. parts.Select((p, i) => new TermWord(SpellingsOf(p), isPrefix && i == parts.Count - 1, p.Folded))];
        // Joined, as somebody else may write it.
        return [row, .. words.Where(w => w.Pieces == parts.Count).Select(w => new[] { new TermWord(FormsOf(w), false, w.Folded) })];
    }

    /// <summary>Words in a row, in any spelling but in no other form.</summary>
    public IReadOnlyList<TermWord[]> RowsOf(string phrase)
    {
        var words = SearchWords.Of(phrase);
        var parts = words.FindAll(w => w.Pieces == 1);
        return [[.. parts.Select(p => new TermWord(SpellingsOf(p), false, p.Folded))],
            .. words.Where(w => w.Pieces > 1 && w.Pieces == parts.Count).Select(w => new[] { new TermWord(SpellingsOf(w), false, w.Folded) })];
    }

    /// <summary>A name: in any form if it is one word, else as it is spelt.</summary>
    public IReadOnlyList<TermWord[]> RowsOfName(string name) =>
        SearchWords.Of(name) is [var one] ? [[new(FormsOf(one), false, one.Folded)]] : RowsOf(name);

    /// <summary>In PostgreSQL's words.</summary>
    /// <param name="rows">Of a term.</param>
    /// <param name="weight">A letter of <see cref="EntryPart"/>, or nothing.</param>
    public static string ToQuery(IReadOnlyList<TermWord[]> rows, string weight = "") =>
        Join(" | ", rows.Select(row => Join(" <-> ", row.Select(w => Join(" | ", w.Lexemes.Select(l => Quote(l, (w.IsPrefix ? "*" : "") + weight)))))));

    /// <summary>The <see cref="WordPairs"/> of the words of a row, which whatever has the row has too.</summary>
    public static short[] PairsOf(TermWord[] row)
    {
        ArgumentNullException.ThrowIfNull(row);
        // Of a prefix the whole word is not known.
        return [.. row.Zip(row.Skip(1)).Where(p => !p.Second.IsPrefix).Select(p => WordPairs.Of(WordPairs.Hash(p.First.Folded), WordPairs.Hash(p.Second.Folded))).Distinct()];
    }

    /// <summary>Either before the other.</summary>
    public static string Near(string left, string right, int distance) =>
        Join(" | ", Enumerable.Range(1, distance).SelectMany(d => new[] { $"({left} <{d}> {right})", $"({right} <{d}> {left})" }));

    /// <summary>The same words, wherever they stand.</summary>
    public static string Loosen(string tsquery) => Distance().Replace(tsquery, "&");

    /// <summary>The parts, in parentheses where there are several.</summary>
    public static string Join(string sign, IEnumerable<string?> parts)
    {
        var known = parts.OfType<string>().Where(p => p.Length > 0).ToList();
        return known.Count switch { 0 => "", 1 => known[0], _ => $"({string.Join(sign, known)})" };
    }

    private List<string> FormsOf(SearchWord word)
    {
        if (isExact)
        {
            return [word.Exact];
        }

        Stemmer.List(word.Folded, null, _stems);
        return [.. _stems.Prepend(word.Folded).SelectMany(s => new[] { s, Lexemes.Folded + s, Lexemes.Stem + s }).Append(word.Exact).Distinct()];
    }

    private List<string> SpellingsOf(SearchWord word) =>
        isExact ? [word.Exact] : [.. new[] { word.Folded, Lexemes.Folded + word.Folded, word.Exact }.Distinct()];

    private static string Quote(string lexeme, string flags) =>
        $"'{lexeme.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'{(flags.Length > 0 ? ":" + flags : "")}";

    [GeneratedRegex("<(-|[0-9]+)>")]
    private static partial Regex Distance();
}

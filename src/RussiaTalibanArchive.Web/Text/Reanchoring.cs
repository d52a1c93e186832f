namespace RussiaTalibanArchive.Web.Text;

/// <summary>A place in a text that may be where quoted words stand now.</summary>
/// <param name="Start">The first UTF-16 code unit.</param>
/// <param name="End">The unit after the last.</param>
/// <param name="Score">How well words, surroundings and position agree, from 0 to 100.</param>
/// <param name="WordsScore">How well the words alone agree, from 0 to 100.</param>
public sealed record AnchorCandidate(int Start, int End, int Score, int WordsScore);

/// <summary>
/// Follows quoted words from one version of a text into the next, where they may have changed. Places are weighed as
/// Hypothesis weighs them: words 50, what stood before 20, what stood after 20, position 2.
/// </summary>
public static class Reanchoring
{
    /// <summary>An approximate place is taken from this score on, if none other comes near it.</summary>
    public const int MinScore = 80;

    /// <summary>And only if the words themselves agree this well, whatever stands around them.</summary>
    public const int MinWordsScore = 70;

    /// <summary>A second place whose score comes nearer than this leaves it open which of the two it is.</summary>
    public const int MinLead = 5;

    /// <summary>Shorter words, in folded UTF-16 code units, are like too many others: they are found as they are or not at all.</summary>
    public const int MinLength = 8;

    private const int WordsWeight = 50;
    private const int PrefixWeight = 20;
    private const int SuffixWeight = 20;
    private const int PositionWeight = 2;

    /// <summary>How unlike a candidate's words may be to be worth an editor's look.</summary>
    private const double MaxUnlike = 0.5;

    /// <summary>
    /// Where the words stand now: at the same place, if the very words still stand there; else the very words, and then the
    /// same words in another spelling, where the surroundings agree best and of those nearest to the old place; else the one
    /// place that resembles them well enough.
    /// </summary>
    /// <param name="text">The text as it is now.</param>
    /// <param name="quote">The words and what stood around them.</param>
    /// <param name="start">Where they began in the text as it was, in UTF-16 code units.</param>
    /// <returns><see langword="null"/> when no place is sure enough.</returns>
    public static Anchor? Follow(string text, TextQuote quote, int? start)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(quote);
        if (start is { } at && StandsAt(text, quote.Exact, at) && IsCutAlike(text, at, at + quote.Exact.Length, quote))
        {
            return new(at, at + quote.Exact.Length, AnchorGrade.Exact);
        }

        if (TextQuote.Locate(text, quote.Exact, quote.Prefix, quote.Suffix, start) is { } found && IsCutAlike(text, found.Start, found.End, quote))
        {
            return found;
        }

        return Candidates(text, quote, start) switch
        {
            [var best, .. var others] when IsSure(best) && (others.Count == 0 || best.Score - others[0].Score >= MinLead) =>
                new(best.Start, best.End, AnchorGrade.Approximate),
            _ => null,
        };
    }

    /// <summary>Places that resemble the words, the best first, whether sure or not.</summary>
    /// <param name="text">The text as it is now.</param>
    /// <param name="quote">The words and what stood around them.</param>
    /// <param name="start">Where they began in the text as it was, in UTF-16 code units.</param>
    /// <param name="max">How many at most.</param>
    public static List<AnchorCandidate> Candidates(string text, TextQuote quote, int? start, int max = 5)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(quote);
        var exact = Folding.Key(quote.Exact);
        if (exact.Length < MinLength)
        {
            return [];
        }

        var folded = Folding.Fold(text);
        var (before, after) = (Folding.Key(quote.Prefix), Folding.Key(quote.Suffix));
        var hits = ApproximateSearch.Find(exact, folded.Text, (int)(exact.Length * MaxUnlike));
        return [.. hits.Select(hit => Weigh(hit, exact, before, after, folded, text, start)).OfType<AnchorCandidate>()
            .OrderByDescending(c => c.Score).ThenBy(c => c.Start).Take(max)];
    }

    private static bool IsSure(AnchorCandidate candidate) => candidate is { Score: >= MinScore, WordsScore: >= MinWordsScore };

    private static bool StandsAt(string text, string exact, int at) =>
        exact.Length > 0 && at >= 0 && at + exact.Length <= text.Length && text.AsSpan(at, exact.Length).SequenceEqual(exact);

    /// <summary>Whether a place cuts no word that the quote did not cut: "art" is not in "party".</summary>
    private static bool IsCutAlike(string text, int start, int end, TextQuote quote) =>
        (!Cuts(text, start) || Cuts(quote.Prefix + quote.Exact, quote.Prefix.Length))
        && (!Cuts(text, end) || Cuts(quote.Exact + quote.Suffix, quote.Exact.Length));

    private static bool Cuts(string text, int at) => at > 0 && at < text.Length && IsInWord(text, at);

    /// <summary>Widens a hit to whole words and weighs it; <see langword="null"/> where no word is left of it.</summary>
    private static AnchorCandidate? Weigh(ApproximateHit hit, string exact, string before, string after, FoldedText folded, string text, int? wanted)
    {
        var (start, end) = (hit.Start, hit.End);
        while (start < end && folded.Text[start] == ' ')
        {
            start++;
        }

        while (end > start && folded.Text[end - 1] == ' ')
        {
            end--;
        }

        while (start > 0 && start < end && IsInWord(folded.Text, start))
        {
            start--;
        }

        while (end < folded.Length && end > start && IsInWord(folded.Text, end))
        {
            end++;
        }

        if (start >= end)
        {
            return null;
        }

        // A hit widened far beyond what was sought is no likeness any more.
        if (end - start > 2 * exact.Length)
        {
            (start, end) = (hit.Start, hit.End);
        }

        var words = Likeness(exact, folded.Text.AsSpan(start, end - start), hit.Errors);
        var (originalStart, originalEnd) = folded.OriginalSpan(start, end);
        double weight = WordsWeight, sum = WordsWeight * words;
        Add(before.Length > 0, PrefixWeight, () => Around(folded.Text, Math.Max(0, start - before.Length - 1), start, before));
        Add(after.Length > 0, SuffixWeight, () => Around(folded.Text, end, Math.Min(folded.Length, end + after.Length + 1), after));
        Add(wanted is not null, PositionWeight, () => 1 - ((double)Math.Min(text.Length, Math.Abs(originalStart - wanted!.Value)) / Math.Max(1, text.Length)));
        return new(originalStart, originalEnd, (int)Math.Round(100 * sum / weight), (int)Math.Round(100 * words));

        void Add(bool counts, int by, Func<double> agreement)
        {
            if (counts)
            {
                weight += by;
                sum += by * agreement();
            }
        }
    }

    /// <summary>From 0 to 1. Long words are not compared again: the search has counted.</summary>
    private static double Likeness(string exact, ReadOnlySpan<char> found, int errors)
    {
        const int MaxCompared = 2_000;
        var distance = exact.Length <= MaxCompared && found.Length <= MaxCompared ? ApproximateSearch.Distance(exact, found) : errors;
        return 1 - Math.Min(1, (double)distance / Math.Max(exact.Length, found.Length));
    }

    private static double Around(string text, int from, int to, string wanted)
    {
        var found = text.AsSpan(from, to - from).Trim(' ');
        return 1 - Math.Min(1, (double)ApproximateSearch.Distance(wanted, found) / Math.Max(wanted.Length, found.Length));
    }

    /// <summary>Whether the text cannot be cut before this unit without cutting a word.</summary>
    private static bool IsInWord(string text, int at) => !IsEdge(text[at - 1]) && !IsEdge(text[at]);

    private static bool IsEdge(char c) => char.IsWhiteSpace(c) || char.IsPunctuation(c) || char.IsSymbol(c);
}

namespace RussiaTalibanArchive.Web.Text;

/// <summary>How surely an anchor holds the words that were quoted.</summary>
public enum AnchorGrade
{
    /// <summary>The very words.</summary>
    Exact,

    /// <summary>The same words in another spelling: equal after <see cref="Folding"/>.</summary>
    Folded,

    /// <summary>Words that resemble them, where <see cref="Reanchoring"/> found no other place that does.</summary>
    Approximate,
}

/// <summary>A place in a text, in UTF-16 code units, end exclusive.</summary>
/// <param name="Start">The first unit.</param>
/// <param name="End">The unit after the last.</param>
/// <param name="Grade">How surely the words are those quoted.</param>
/// <param name="IsAmbiguous">Other places fit as well and nothing tells them apart; this is the first of them.</param>
public sealed record Anchor(int Start, int End, AnchorGrade Grade, bool IsAmbiguous = false);

/// <summary>
/// A passage by its words and what stands around them. Source: W3C Web Annotation Data Model, sections 4.2.4 (Text Quote
/// Selector) and 4.2.5 (Text Position Selector).
/// </summary>
public sealed record TextQuote(string Exact, string Prefix, string Suffix)
{
    /// <summary>The most that is kept on either side, in UTF-16 code units.</summary>
    public const int ContextLength = 32;

    /// <summary>
    /// Describes the passage from <paramref name="start"/> up to <paramref name="end"/>, both in UTF-16 code units. A passage
    /// that would cut a surrogate pair takes in the whole of it, and the context leaves it out.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The passage is empty or lies outside the text.</exception>
    public static TextQuote Describe(string text, int start, int end)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(end, text.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(start, end);

        start -= CutsPair(text, start) ? 1 : 0;
        end += CutsPair(text, end) ? 1 : 0;
        var before = Math.Max(0, start - ContextLength);
        before += CutsPair(text, before) ? 1 : 0;
        var after = Math.Min(text.Length, end + ContextLength);
        after -= CutsPair(text, after) ? 1 : 0;
        return new TextQuote(text[start..end], text[before..start], text[end..after]);
    }

    /// <summary>
    /// Finds where the quoted words stand in <paramref name="text"/>: the very words first, else words equal after folding.
    /// Of several places the one whose surroundings agree best is taken, and of those the one nearest to
    /// <paramref name="start"/>. Without a start, the first is returned and marked ambiguous.
    /// </summary>
    /// <returns><see langword="null"/> when the words are not in the text, rather than a guess.</returns>
    public static Anchor? Locate(string text, string exact, string? prefix, string? suffix, int? start)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(exact);
        if (exact.Length == 0)
        {
            return null;
        }

        var context = new TextQuote(exact, prefix ?? "", suffix ?? "");
        return LocateExact(text, context, start)
            ?? LocateFolded(text, context, start, Joiner.Nothing)
            ?? (HasJoiner(text) || HasJoiner(exact) ? LocateFolded(text, context, start, Joiner.Space) : null);
    }

    private static bool HasJoiner(string text) => text.Contains('\u200C', StringComparison.Ordinal);

    private static Anchor? LocateExact(string text, TextQuote quote, int? start)
    {
        var best = new Best(start);
        foreach (var at in Occurrences.Of(quote.Exact, text))
        {
            best.Consider(at, at + quote.Exact.Length, Agreement(text, at, at + quote.Exact.Length, quote));
        }

        return best.ToAnchor(AnchorGrade.Exact);
    }

    private static Anchor? LocateFolded(string text, TextQuote quote, int? start, Joiner joiner)
    {
        var exact = Folding.Key(quote.Exact, joiner);
        if (exact.Length == 0)
        {
            return null;
        }

        var folded = Folding.Fold(text, joiner);
        var around = new TextQuote(exact, Folding.Key(quote.Prefix, joiner), Folding.Key(quote.Suffix, joiner));
        var best = new Best(start);
        foreach (var at in Occurrences.Of(exact, folded.Text))
        {
            var end = at + exact.Length;
            if (folded.IsBoundary(at) && folded.IsBoundary(end))
            {
                var (originalStart, originalEnd) = folded.OriginalSpan(at, end);
                best.Consider(originalStart, originalEnd, AgreementBeyondSpace(folded.Text, at, end, around));
            }
        }

        return best.ToAnchor(AnchorGrade.Folded);
    }

    /// <summary>How many units next to the passage agree with the prefix and the suffix.</summary>
    private static int Agreement(string text, int start, int end, TextQuote quote)
    {
        var before = 0;
        while (before < quote.Prefix.Length && before < start && quote.Prefix[^(before + 1)] == text[start - before - 1])
        {
            before++;
        }

        return before + text.AsSpan(end).CommonPrefixLength(quote.Suffix);
    }

    /// <summary>As <see cref="Agreement"/>, for a prefix and suffix whose outer space was trimmed.</summary>
    private static int AgreementBeyondSpace(string text, int start, int end, TextQuote quote)
    {
        start -= start > 0 && text[start - 1] == ' ' ? 1 : 0;
        end += end < text.Length && text[end] == ' ' ? 1 : 0;
        return Agreement(text, start, end, quote);
    }

    private static bool CutsPair(string text, int at) => at > 0 && at < text.Length && char.IsSurrogatePair(text[at - 1], text[at]);

    private sealed class Best(int? wanted)
    {
        private int _start = -1;
        private int _end;
        private int _agreement = -1;
        private bool _isShared;

        /// <summary>Places come in the order of the text, so that the first of equals stays.</summary>
        public void Consider(int start, int end, int agreement)
        {
            var isBetter = agreement > _agreement
                || (agreement == _agreement && wanted is { } place && Math.Abs((long)start - place) < Math.Abs((long)_start - place));
            _isShared = agreement == _agreement || (_isShared && agreement < _agreement);
            if (isBetter)
            {
                (_start, _end, _agreement) = (start, end, agreement);
            }
        }

        public Anchor? ToAnchor(AnchorGrade grade) =>
            _start < 0 ? null : new Anchor(_start, _end, grade, IsAmbiguous: _isShared && wanted is null);
    }
}

using RussiaTalibanArchive.Web.Features.Quotations;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Redactions;

/// <summary>A passage of a text by its words, its surroundings and its place.</summary>
/// <param name="Exact">The words.</param>
/// <param name="Prefix">What stands before them.</param>
/// <param name="Suffix">What stands after them.</param>
/// <param name="Start">Where it begins in the text, in UTF-16 code units; <see langword="null"/> when it was not found there.</param>
/// <param name="End">Where it ends, exclusive.</param>
/// <param name="Pieces">The places that make it up, where it leaves something out.</param>
public sealed record QuotedPassage(string Exact, string? Prefix, string? Suffix, int? Start, int? End, IReadOnlyList<Place>? Pieces = null);

/// <summary>What a redaction makes of a quotation.</summary>
public enum QuotationOutcome
{
    /// <summary>No word of it was redacted. Its place and surroundings may have changed.</summary>
    Kept,

    /// <summary>A part of it was, and shows as <see cref="TextRedactor.Sign"/>.</summary>
    Redacted,

    /// <summary>Nothing readable is left, or it cannot be told what is: it must be withdrawn, and its translations with it.</summary>
    Withdrawn,
}

/// <param name="Outcome">What became of it.</param>
/// <param name="Passage">As readers get it, in the new text; <see langword="null"/> when it is withdrawn.</param>
public sealed record RedactedQuotation(QuotationOutcome Outcome, QuotedPassage? Passage);

/// <summary>Carries quotations over to a redacted text.</summary>
public static class QuotationRedactor
{
    private static readonly RedactedQuotation Withdrawn = new(QuotationOutcome.Withdrawn, null);

    /// <summary>
    /// Takes a quotation's words and surroundings anew from the redacted text. A quotation whose place is unknown, or does not
    /// hold its words, keeps them when they can have nothing in common with what was redacted; else it is withdrawn.
    /// </summary>
    /// <param name="quotation">As it stands, with its place in <paramref name="body"/>.</param>
    /// <param name="body">The text before the redaction.</param>
    /// <param name="redacted">The text after it.</param>
    public static RedactedQuotation Redact(QuotedPassage quotation, string body, RedactedText redacted)
    {
        ArgumentNullException.ThrowIfNull(quotation);
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(redacted);
        if (quotation is not { Start: { } start, End: { } end } || start < 0 || start >= end || end > body.Length)
        {
            return FromWords(quotation, body, redacted.Removed);
        }

        var isWordForWord = body.AsSpan(start, end - start).SequenceEqual(quotation.Exact) || Folding.Key(body[start..end]) == Folding.Key(quotation.Exact);
        return isWordForWord ? FromPlace(start, end, redacted) : FromPieces(quotation, start, end, body, redacted);
    }

    /// <summary>
    /// A quotation whose words are not those of its place letter by letter, since it leaves something out or stands where words
    /// resemble it: it is kept only where nothing of it was touched, and none of its words is among those that went.
    /// </summary>
    private static RedactedQuotation FromPieces(QuotedPassage quotation, int start, int end, string body, RedactedText redacted)
    {
        var pieces = quotation.Pieces ?? [new(start, end)];
        if (pieces.Any(p => redacted.Offsets.Touches(p.Start, p.End)) || FromWords(quotation, body, redacted.Removed) == Withdrawn)
        {
            return Withdrawn;
        }

        var moved = pieces.Select(p => new Place(redacted.Offsets.Start(p.Start), redacted.Offsets.End(p.End))).ToList();
        var (first, last) = (moved[0], moved[^1]);
        return new(QuotationOutcome.Kept, new(
            quotation.Exact,
            TextQuote.Describe(redacted.Body, first.Start, first.End).Prefix,
            TextQuote.Describe(redacted.Body, last.Start, last.End).Suffix,
            first.Start,
            last.End,
            quotation.Pieces is null ? null : moved));
    }

    private static RedactedQuotation FromPlace(int start, int end, RedactedText redacted)
    {
        var isTouched = redacted.Offsets.Touches(start, end);
        var (newStart, newEnd) = (redacted.Offsets.Start(start), redacted.Offsets.End(end));
        var quote = TextQuote.Describe(redacted.Body, newStart, newEnd);
        return isTouched && !quote.Exact.Any(char.IsLetterOrDigit)
            ? Withdrawn
            : new(isTouched ? QuotationOutcome.Redacted : QuotationOutcome.Kept, new(quote.Exact, quote.Prefix, quote.Suffix, newStart, newEnd));
    }

    /// <summary>Surroundings whose place is unknown may hold redacted words, and go.</summary>
    private static RedactedQuotation FromWords(QuotedPassage quotation, string body, IReadOnlyList<TextRange> removed)
    {
        var words = TextRepeats.KeysOf(quotation.Exact).Select(k => k.Key).ToArray();
        return removed.Any(r => MayOverlap(words, [.. TextRepeats.KeysOf(body.Substring(r.Start, r.Length)).Select(k => k.Key)]))
            ? Withdrawn
            : new(QuotationOutcome.Kept, quotation with { Prefix = null, Suffix = null, Start = null, End = null });
    }

    /// <summary>Whether two runs of words of one text may share a place: one holds the other, or one ends as the other begins.</summary>
    private static bool MayOverlap(string[] one, string[] other) =>
        one.Length > 0 && other.Length > 0 && (Holds(one, other) || Holds(other, one) || Chains(one, other) || Chains(other, one));

    private static bool Holds(string[] whole, string[] part) =>
        Enumerable.Range(0, Math.Max(0, whole.Length - part.Length + 1)).Any(at => whole.AsSpan(at, part.Length).SequenceEqual(part));

    private static bool Chains(string[] first, string[] second) =>
        Enumerable.Range(1, Math.Min(first.Length, second.Length)).Any(n => first.AsSpan(first.Length - n).SequenceEqual(second.AsSpan(0, n)));
}

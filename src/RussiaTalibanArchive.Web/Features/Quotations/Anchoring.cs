using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Quotations;

/// <summary>A stretch of a text, in UTF-16 code units, end exclusive.</summary>
public readonly record struct Place(int Start, int End);

public static class Anchoring
{
    /// <summary>Anchors a quotation in a version of a document's text, if the text holds its words.</summary>
    public static bool TryAnchor(this Quotation quotation, DocumentText text)
    {
        if (!quotation.TryAnchor(text.Body))
        {
            return false;
        }

        quotation.Text = text;
        quotation.TextId = text.Id;
        return true;
    }

    /// <summary>
    /// Finds the quotation's words in a text and takes on the position, the context, page and paragraph found there, and the
    /// text's own spelling. Changes nothing when the text does not hold the words.
    /// </summary>
    public static bool TryAnchor(this Quotation quotation, string text)
    {
        if (quotation.Pieces.Count > 0)
        {
            return quotation.TryTake(text, (quote, start) => TextQuote.Locate(text, quote.Exact, null, null, start));
        }

        if (TextQuote.Locate(text, quotation.Exact, quotation.Prefix, quotation.Suffix, quotation.Start) is not { } anchor)
        {
            return false;
        }

        quotation.TakePlace(text, [anchor]);
        return true;
    }

    /// <summary>
    /// Follows a quotation from the version of a text in which it stands into another one, by <see cref="Reanchoring"/>. Where no
    /// place is sure enough it stays in its version and counts as lost.
    /// </summary>
    /// <param name="quotation">With its pieces and the text it stands in.</param>
    /// <param name="from">The version in which its position counts.</param>
    /// <param name="to">The next one.</param>
    public static bool TryFollow(this Quotation quotation, DocumentText from, DocumentText to)
    {
        if (!quotation.TryTake(from.Body, (quote, start) => Reanchoring.Follow(to.Body, quote, start), to.Body))
        {
            quotation.Anchor = AnchorState.Lost;
            return false;
        }

        quotation.Text = to;
        quotation.TextId = to.Id;
        return true;
    }

    /// <summary>Lets a quotation stand where an editor says, with the words that the text has there.</summary>
    /// <param name="quotation">With its pieces.</param>
    /// <param name="text">Where it stands.</param>
    /// <param name="places">In the order of the text, none empty, none overlapping.</param>
    public static void Put(this Quotation quotation, DocumentText text, IReadOnlyList<Place> places)
    {
        quotation.Text = text;
        quotation.TextId = text.Id;
        quotation.TakePlace(text.Body, [.. places.Select(p => new Anchor(p.Start, p.End, AnchorGrade.Exact))]);
    }

    /// <summary>The words of several places as one passage.</summary>
    public static string Join(string text, IReadOnlyList<Place> places)
    {
        var joined = new System.Text.StringBuilder();
        for (var i = 0; i < places.Count; i++)
        {
            if (i > 0)
            {
                var isNext = string.IsNullOrWhiteSpace(text[places[i - 1].End..places[i].Start]);
                joined.Append(isNext ? " " : QuotationPiece.Omission);
            }

            joined.Append(text, places[i].Start, places[i].End - places[i].Start);
        }

        return joined.ToString();
    }

    /// <summary>The same places without white space at their ends, and none that runs over the end of a page.</summary>
    public static List<Place> Clean(string text, IEnumerable<Place> places)
    {
        var clean = new List<Place>();
        foreach (var (start, end) in places.Where(p => p.Start >= 0 && p.End <= text.Length && p.Start < p.End).OrderBy(p => p.Start))
        {
            for (var at = start; at < end;)
            {
                var stop = text.IndexOf('\f', at, end - at);
                stop = stop < 0 ? end : stop;
                var (from, to) = (at, stop);
                while (from < to && char.IsWhiteSpace(text[from]))
                {
                    from++;
                }

                while (to > from && char.IsWhiteSpace(text[to - 1]))
                {
                    to--;
                }

                if (from < to && (clean.Count == 0 || from >= clean[^1].End))
                {
                    clean.Add(new(from, to));
                }

                at = stop + 1;
            }
        }

        return clean;
    }

    /// <summary>Seeks each piece, and takes them if all are found one after the other.</summary>
    /// <param name="quotation">With its pieces.</param>
    /// <param name="from">The text in which its positions count; tells what stands around each piece.</param>
    /// <param name="seek">Finds a piece by its words and its old start.</param>
    /// <param name="to">The text in which it was sought; <paramref name="from"/> when absent.</param>
    private static bool TryTake(this Quotation quotation, string from, Func<TextQuote, int?, Anchor?> seek, string? to = null)
    {
        var anchors = new List<Anchor>();
        foreach (var (exact, start, end) in quotation.PiecesOrWhole())
        {
            var quote = new TextQuote(exact, quotation.Prefix ?? "", quotation.Suffix ?? "");
            if (start is { } first && end is { } last && first >= 0 && first < last && last <= from.Length)
            {
                var (_, prefix, suffix) = TextQuote.Describe(from, first, last);
                quote = new(exact, prefix, suffix);
            }

            if (seek(quote, start) is not { } anchor || (anchors.Count > 0 && anchor.Start < anchors[^1].End))
            {
                return false;
            }

            anchors.Add(anchor);
        }

        quotation.TakePlace(to ?? from, anchors);
        return true;
    }

    private static IEnumerable<(string Exact, int? Start, int? End)> PiecesOrWhole(this Quotation quotation) =>
        quotation.Pieces.Count == 0
            ? [(quotation.Exact, quotation.Start, quotation.End)]
            : quotation.Pieces.OrderBy(p => p.Position).Select(p => (p.Exact, (int?)p.Start, (int?)p.End));

    /// <summary>Takes on places and, unless the words there are others, their surroundings and spelling.</summary>
    private static void TakePlace(this Quotation quotation, string text, IReadOnlyList<Anchor> anchors)
    {
        var places = anchors.Select(a => new Place(a.Start, a.End)).ToList();
        var grade = anchors.Max(a => a.Grade);
        var (start, end) = (places[0].Start, places[^1].End);
        if (grade != AnchorGrade.Approximate)
        {
            quotation.Exact = Join(text, places);
            quotation.Prefix = TextQuote.Describe(text, start, places[0].End).Prefix;
            quotation.Suffix = TextQuote.Describe(text, places[^1].Start, end).Suffix;
        }

        var paragraph = Paragraphs.Of(text).At(start);
        (quotation.Start, quotation.End) = (start, end);
        (quotation.Page, quotation.Paragraph) = (paragraph?.Page, paragraph?.Number);
        quotation.Anchor = grade switch
        {
            AnchorGrade.Exact => AnchorState.Exact,
            AnchorGrade.Folded => AnchorState.Folded,
            _ => AnchorState.Approximate,
        };
        quotation.SetPieces(text, places, keepWords: grade == AnchorGrade.Approximate);
    }

    private static void SetPieces(this Quotation quotation, string text, List<Place> places, bool keepWords)
    {
        if (places.Count == 1)
        {
            quotation.Pieces.Clear();
            return;
        }

        quotation.Pieces.RemoveAll(p => p.Position > places.Count);
        for (var i = 0; i < places.Count; i++)
        {
            var (start, end) = places[i];
            if (quotation.Pieces.Find(p => p.Position == i + 1) is { } piece)
            {
                (piece.Start, piece.End) = (start, end);
                piece.Exact = keepWords ? piece.Exact : text[start..end];
            }
            else
            {
                quotation.Pieces.Add(new() { QuotationId = quotation.Id, Position = i + 1, Exact = text[start..end], Start = start, End = end });
            }
        }
    }
}

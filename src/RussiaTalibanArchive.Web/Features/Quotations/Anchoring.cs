using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Quotations;

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
        if (TextQuote.Locate(text, quotation.Exact, quotation.Prefix, quotation.Suffix, quotation.Start) is not { } anchor)
        {
            return false;
        }

        var quote = TextQuote.Describe(text, anchor.Start, anchor.End);
        var place = Paragraphs.Of(text).At(anchor.Start);
        quotation.Exact = quote.Exact;
        quotation.Prefix = quote.Prefix;
        quotation.Suffix = quote.Suffix;
        quotation.Start = anchor.Start;
        quotation.End = anchor.End;
        quotation.Page = place?.Page;
        quotation.Paragraph = place?.Number;
        quotation.Anchor = anchor.Grade == AnchorGrade.Exact ? AnchorState.Exact : AnchorState.Folded;
        return true;
    }
}

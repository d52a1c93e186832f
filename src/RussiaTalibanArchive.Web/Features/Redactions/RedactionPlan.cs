using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Intake.Reading;
using RussiaTalibanArchive.Web.Features.Quotations;

namespace RussiaTalibanArchive.Web.Features.Redactions;

/// <summary>What an editor wants out of a document.</summary>
/// <param name="Boxes">Rectangles on the pictures of pages; words of the text that they touch go too.</param>
/// <param name="Places">Words in current texts; they go from the pictures too.</param>
public sealed record RedactionRequest(IReadOnlyList<PageBox> Boxes, IReadOnlyList<TextPlace> Places);

/// <summary>A place in a text, in UTF-16 code units of its body.</summary>
public sealed record TextPlace(Guid TextId, int Start, int Length);

/// <summary>What a redaction would do. Nothing of it is done yet.</summary>
/// <param name="Texts">The texts that lose words.</param>
/// <param name="Boxes">All that becomes black on pictures.</param>
/// <param name="EmptyBoxes">Boxes that touch no word of a page that has some: what stands there may be in the text all the same.</param>
/// <param name="Unplaced">Pages with a picture on which words are lost from the text, while nobody knows where they stand on the picture.</param>
/// <param name="Quotations">The quotations that change.</param>
/// <param name="Removed">The words and phrases that go.</param>
public sealed record RedactionPlan(
    IReadOnlyList<RedactedVersion> Texts,
    IReadOnlyList<PageBox> Boxes,
    IReadOnlyList<PageBox> EmptyBoxes,
    IReadOnlyList<int> Unplaced,
    IReadOnlyList<PlannedQuotation> Quotations,
    IReadOnlyList<string> Removed)
{
    /// <summary>Whether it would do nothing at all.</summary>
    public bool IsEmpty => Texts.Count == 0 && Boxes.Count == 0;
}

/// <param name="Text">The version that is current now.</param>
/// <param name="Redacted">What the next version says.</param>
public sealed record RedactedVersion(DocumentText Text, RedactedText Redacted);

/// <param name="Quotation">As it stands now.</param>
/// <param name="Text">The text that it is in, if that is known.</param>
/// <param name="Outcome">What becomes of it.</param>
public sealed record PlannedQuotation(Quotation Quotation, RedactedVersion? Text, RedactedQuotation Outcome)
{
    /// <summary>Whether its words or its surroundings change, not its place alone.</summary>
    public bool Changes => Outcome.Passage is not { } passage
        || passage.Exact != Quotation.Exact || passage.Prefix != Quotation.Prefix || passage.Suffix != Quotation.Suffix;
}

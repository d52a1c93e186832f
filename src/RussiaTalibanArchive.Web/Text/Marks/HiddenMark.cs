namespace RussiaTalibanArchive.Web.Text.Marks;

/// <summary>A place in a text where something may be hidden that tells one copy of a paper from another.</summary>
/// <param name="Start">The first UTF-16 code unit.</param>
/// <param name="Length">In UTF-16 code units. Of a pattern: from its first sign to its last, with the text in between.</param>
/// <param name="Kind">What was found.</param>
/// <param name="Grade">How strange it is.</param>
/// <param name="Decoded">What the signs spell, where that makes sense: text, bytes as <c>0x1F…</c>, or bits as <c>0110…</c>.</param>
/// <param name="CodePoints">The signs themselves, at most <see cref="HiddenMarks.MaxCodePoints"/>.</param>
public sealed record HiddenMark(int Start, int Length, HiddenMarkKind Kind, MarkGrade Grade, string? Decoded, IReadOnlyList<int> CodePoints);

public enum MarkGrade
{
    /// <summary>No writing of the archive's languages has it, wherever it stands.</summary>
    Suspicious,

    /// <summary>Honest texts have it too; here it has no purpose, or breaks with what the text does elsewhere.</summary>
    SuspiciousInContext,
}

public enum HiddenMarkKind
{
    /// <summary>Signs without width where no writing needs them: zero-width space, joiners outside joining scripts, fillers.</summary>
    ZeroWidth,

    /// <summary>Signs without width all through the text that spell something when they are read in order.</summary>
    ZeroWidthPattern,

    /// <summary>Invisible copies of ASCII (U+E0000 to U+E007F) outside the flags of emoji.</summary>
    Tags,

    /// <summary>Variation selectors on what has no variants; each can carry a byte.</summary>
    VariationSelectors,

    /// <summary>A place to break a word, in a text that is not hyphenated throughout.</summary>
    SoftHyphen,

    /// <summary>A letter of another script, or a styled one, that looks like the letter the word should have.</summary>
    LookAlikeLetter,

    /// <summary>A hyphen, dot, colon or apostrophe that looks like the one the text uses elsewhere.</summary>
    LookAlikePunctuation,

    /// <summary>A word whose yeh, kaf or heh is typed otherwise than nearly all others in the text.</summary>
    ArabicTyping,

    /// <summary>A ready-shaped Arabic letter (presentation form) among ordinary letters.</summary>
    PresentationForm,

    /// <summary>A number with digits of two sets.</summary>
    MixedDigits,

    /// <summary>A space of unusual width between words.</summary>
    UnusualSpace,

    /// <summary>Gaps of one and of two spaces, in a pattern.</summary>
    RepeatedSpaces,

    /// <summary>Spaces and tabs at the ends of lines, in a pattern.</summary>
    TrailingSpaces,

    /// <summary>An override of direction, which shows letters in another order than they are kept in.</summary>
    DirectionOverride,

    /// <summary>Direction marks, embeddings or isolates where nothing is written from right to left, or that never close.</summary>
    DirectionControl,

    /// <summary>Control characters: grapheme joiner, interlinear annotation, deprecated and C1 controls.</summary>
    Control,
}

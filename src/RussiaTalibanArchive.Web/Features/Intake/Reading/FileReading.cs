namespace RussiaTalibanArchive.Web.Features.Intake.Reading;

/// <summary>What a worker found in a file, but for its pages and parts, which lie beside it.</summary>
public sealed record FileReading
{
    public FileKind Kind { get; set; }

    /// <summary>What the file is called by its content: the subject of a message, the title of a web page, the first heading. Never its name or metadata.</summary>
    public string? Title { get; set; }

    /// <summary>The encoding that the text was decoded from, by its WHATWG name, where it was a guess that an editor can correct.</summary>
    public string? Encoding { get; set; }

    public int PageCount { get; set; }

    /// <summary>Of a message.</summary>
    public MailHead? Mail { get; set; }

    public List<FileFinding> Findings { get; set; } = [];
    public List<FilePart> Parts { get; set; } = [];
}

/// <summary>One page of a file: its text in reading order, and where each word stands.</summary>
public sealed record ReadPage
{
    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    /// <summary>A line feed ends a paragraph. No form feed.</summary>
    public string Text { get; init; } = "";

    /// <summary>In the order of the text. Empty where the file has no layout.</summary>
    public IReadOnlyList<WordBox> Words { get; init; } = [];

    /// <summary>In points, 1/72 inch; 0 where the file has no layout.</summary>
    public double WidthPoints { get; init; }

    /// <inheritdoc cref="WidthPoints"/>
    public double HeightPoints { get; init; }

    public TextSource Source { get; init; }

    /// <summary>What a reader of the page should know of its text.</summary>
    public IReadOnlyList<PageNote> Notes { get; init; } = [];
}

/// <summary>One word on a page.</summary>
/// <param name="Start">Where it begins in the page's text, in UTF-16 code units.</param>
/// <param name="Length">In UTF-16 code units.</param>
/// <param name="X">Left edge in ten-thousandths of the page's width.</param>
/// <param name="Y">Top edge in ten-thousandths of the page's height.</param>
/// <param name="Width">In ten-thousandths of the page's width.</param>
/// <param name="Height">In ten-thousandths of the page's height.</param>
/// <param name="Confidence">Of recognition, 0 to 100; <see langword="null"/> for text that the file holds.</param>
public readonly record struct WordBox(int Start, int Length, int X, int Y, int Width, int Height, int? Confidence = null);

/// <summary>Where a page's text comes from.</summary>
public enum TextSource
{
    /// <summary>The page has none, and looks as if there were none to be had.</summary>
    None,

    /// <summary>The file holds it.</summary>
    File,

    /// <summary>It is to be recognised from the picture: the file holds none, or none that can be used.</summary>
    Wanted,

    /// <summary>The file holds one that may be wrong: recognition is to decide. No page of a document has it.</summary>
    Doubtful,

    /// <summary>It was recognised from the picture.</summary>
    Recognised,
}

public enum PageNote
{
    /// <summary>The file held the text in visual order, letters back to front; it was turned round.</summary>
    WasReversed,

    /// <summary>The file held the same text twice, one above the other; it was taken once.</summary>
    WasDoubled,

    /// <summary>The file's text did not agree with what the page shows; the text was recognised from the picture.</summary>
    DisagreesWithPicture,

    /// <summary>Two ways of reading the file's text differ, and there was nothing to decide between them.</summary>
    ReadingsDiffer,

    /// <summary>The file's fonts do not say which letters their signs are.</summary>
    UnmappedFont,

    /// <summary>The file's page holds text that cannot be seen: white, tiny, or under a box or picture.</summary>
    HoldsHiddenText,

    /// <summary>The text was cut at a limit.</summary>
    WasCut,
}

/// <summary>What the file says of itself or of its maker. It endangers the source: editors only.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Label">The field's own name in the file, such as <c>dc:creator</c> or <c>GPSLatitude</c>; may be empty.</param>
/// <param name="Value">As the file has it, at most 2,000 UTF-16 code units.</param>
/// <param name="Page">From 1, where it stands on one page.</param>
public sealed record FileFinding(FindingKind Kind, string Label, string Value, int? Page = null);

public enum FindingKind
{
    /// <summary>A person or account: author, last editor, commenter.</summary>
    Person,

    /// <summary>A program or device: producer, camera, printer, operating system.</summary>
    Tool,
    Time,

    /// <summary>Coordinates or a place.</summary>
    Place,

    /// <summary>An identifier: document ids, rsids, serial numbers.</summary>
    Identifier,

    /// <summary>A path, template, host or network address.</summary>
    Path,
    Comment,

    /// <summary>Words that were inserted or deleted while changes were tracked.</summary>
    TrackedChange,

    /// <summary>A sheet, slide, row, paragraph or layer that is not shown.</summary>
    HiddenContent,

    /// <summary>Words under a box or picture, white, or too small to be seen.</summary>
    CoveredText,

    /// <summary>An earlier state of the file inside it.</summary>
    EarlierRevision,

    /// <summary>A small picture inside the file, which may show what was cut off.</summary>
    Thumbnail,

    /// <summary>Macros, scripts, launch actions. None was run.</summary>
    ActiveContent,

    /// <summary>An address that opening the file would have asked for. It was not asked for.</summary>
    RemoteReference,

    /// <summary>A file inside the file.</summary>
    EmbeddedFile,

    /// <summary>A line of a message's head, such as <c>Received</c>.</summary>
    MessageHead,

    /// <summary>Anything else it says of itself.</summary>
    Other,
}

/// <summary>A file inside the file: an attachment of a message, a member of an archive.</summary>
public sealed record FilePart
{
    /// <summary>Its file in the folder <c>parts</c> of the output; <see langword="null"/> when it was refused.</summary>
    public string? Stored { get; init; }

    /// <summary>The name it has inside, whatever that is: a label only. At most 1,000 UTF-16 code units.</summary>
    public required string Name { get; init; }

    /// <summary>Why it was not taken, as the key of a translated sentence and what fills its gaps.</summary>
    public string? Refusal { get; init; }

    public IReadOnlyList<string> RefusalArguments { get; init; } = [];

    /// <summary>Whether it is shown inside the text of a message, such as a logo, rather than attached.</summary>
    public bool IsInline { get; init; }
}

/// <summary>The head of a message.</summary>
public sealed record MailHead
{
    public string? Subject { get; init; }

    /// <summary>Names and addresses as they stand, such as <c>Имя &lt;name@example.org&gt;</c>.</summary>
    public IReadOnlyList<string> From { get; init; } = [];

    public IReadOnlyList<string> To { get; init; } = [];
    public IReadOnlyList<string> Cc { get; init; } = [];

    /// <summary>In EDTF, the day in the sender's own zone.</summary>
    public string? Date { get; init; }

    /// <summary>As printed.</summary>
    public string? DatePrinted { get; init; }

    /// <summary>Without angle brackets.</summary>
    public string? MessageId { get; init; }

    /// <summary>Ids of the messages that it answers, oldest first, without angle brackets.</summary>
    public IReadOnlyList<string> References { get; init; } = [];
}

/// <summary>
/// A file cannot be read, for a reason that a person can act on. The worker reports it; the message is the key of a translated
/// sentence, its gaps filled by <see cref="Arguments"/>.
/// </summary>
public sealed class UnreadableException(string message, params object[] arguments) : Exception(message)
{
    public IReadOnlyList<object> Arguments { get; } = arguments;

    /// <summary>Whether a password would help.</summary>
    public bool NeedsPassword { get; init; }

    /// <summary>The outside program that is missing, such as <c>tesseract</c>: the file waits for it instead of failing.</summary>
    public string? MissingTool { get; init; }
}

namespace RussiaTalibanArchive.Web.Features.Intake.Reading;

/// <summary>What a worker process is asked to do with one foreign file. It sees nothing of the archive but this.</summary>
public sealed record ReadJob
{
    public required ReadStep Step { get; init; }

    /// <summary>Path of the original, which the worker can only read.</summary>
    public required string Input { get; init; }

    /// <summary>Path of an empty folder for what is found; see <see cref="ReadOutput"/>.</summary>
    public required string Output { get; init; }

    /// <summary>The name that the file came under: a label, never a path, and no proof of its type.</summary>
    public string Name { get; init; } = "";

    /// <summary>BCP 47 language that an editor named; <see langword="null"/> when it is to be found out.</summary>
    public string? Language { get; init; }

    /// <summary>
    /// Character encoding that an editor named, by its WHATWG name such as <c>windows-1256</c>, or for <see cref="ReadStep.Article"/> the
    /// site; <see langword="null"/> when it is to be found out.
    /// </summary>
    public string? Encoding { get; init; }

    /// <summary>The password of an encrypted file.</summary>
    public string? Password { get; init; }

    /// <summary>For <see cref="ReadStep.Recognise"/> and <see cref="ReadStep.Draw"/>: what <see cref="ReadStep.Read"/> found the file to be.</summary>
    public FileKind? Kind { get; init; }

    /// <summary>For <see cref="ReadStep.Recognise"/> and <see cref="ReadStep.Draw"/>: the pages to work on, from 1.</summary>
    public IReadOnlyList<int> Pages { get; init; } = [];

    /// <summary>For <see cref="ReadStep.Draw"/>: what to paint over, so that it is in no picture.</summary>
    public IReadOnlyList<PageBox> Redactions { get; init; } = [];

    public ReadLimits Limits { get; init; } = new();
}

public enum ReadStep
{
    /// <summary>Tell the type, and take out text, parts and what the file says of itself.</summary>
    Read,

    /// <summary>Recognise the words of pages that hold none (OCR).</summary>
    Recognise,

    /// <summary>Make the pictures of pages.</summary>
    Draw,

    /// <summary>Take the article out of a web page.</summary>
    Article,
}

/// <summary>A rectangle on a page, in ten-thousandths of the page's width and height, from the top left corner as the page is read.</summary>
public sealed record PageBox(int Page, int X, int Y, int Width, int Height);

/// <summary>What one reading may use. Beyond it the file is refused with the reason.</summary>
public sealed record ReadLimits
{
    public int MaxPages { get; init; } = 10_000;

    /// <summary>UTF-16 code units of text, all pages together.</summary>
    public int MaxTextLength { get; init; } = 25_000_000;

    public long MaxPixels { get; init; } = 100_000_000;
    public int MaxParts { get; init; } = 10_000;

    /// <summary>Bytes of all parts together.</summary>
    public long MaxPartBytes { get; init; } = 2L << 30;

    /// <summary>How many times larger than the file its unpacked parts may be, once they pass 10 MB.</summary>
    public int MaxRatio { get; init; } = 200;
}

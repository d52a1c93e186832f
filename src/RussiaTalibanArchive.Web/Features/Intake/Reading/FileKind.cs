namespace RussiaTalibanArchive.Web.Features.Intake.Reading;

/// <summary>What a file is, told from its content.</summary>
public enum FileKind
{
    /// <summary>Nothing that the archive understands. It is kept and listed all the same.</summary>
    Unknown,
    Empty,
    Pdf,
    Png,
    Jpeg,
    Tiff,
    Webp,
    Heic,
    Gif,
    Bmp,
    Docx,
    Xlsx,
    Pptx,
    Odt,
    Ods,
    Odp,
    Rtf,

    /// <summary>Word, Excel or PowerPoint as they were before 2007. Kept, not read.</summary>
    OldOffice,
    Html,
    Mhtml,
    Eml,
    Msg,
    Svg,
    Text,
    Markdown,
    Zip,

    /// <summary>Another archive: 7z, RAR, tar, gzip… Kept, not unpacked.</summary>
    OtherArchive,

    /// <summary>A file that is two types at once.</summary>
    Polyglot,
}

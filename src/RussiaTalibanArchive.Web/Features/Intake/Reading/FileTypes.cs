using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading;

/// <summary>Tells what a file is from its content: its first and last bytes, and what a zip lists. The name only parts Markdown from text.</summary>
public static partial class FileTypes
{
    private const int HeadBytes = 8192;
    private const int TailBytes = 1024;
    private const int MaxListed = 2000;

    private static readonly (byte[] Start, FileKind Kind)[] Signatures =
    [
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], FileKind.Png),
        ([0xFF, 0xD8, 0xFF], FileKind.Jpeg),
        ([0x49, 0x49, 0x2A, 0x00], FileKind.Tiff),
        ([0x4D, 0x4D, 0x00, 0x2A], FileKind.Tiff),
        ([0x49, 0x49, 0x2B, 0x00], FileKind.Tiff),
        ([0x4D, 0x4D, 0x00, 0x2B], FileKind.Tiff),
        ("GIF87a"u8.ToArray(), FileKind.Gif),
        ("GIF89a"u8.ToArray(), FileKind.Gif),
        ("{\\rtf"u8.ToArray(), FileKind.Rtf),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], FileKind.OtherArchive),
        ("Rar!\x1A\x07"u8.ToArray(), FileKind.OtherArchive),
        ([0x1F, 0x8B, 0x08], FileKind.OtherArchive),
        ("BZh"u8.ToArray(), FileKind.OtherArchive),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], FileKind.OtherArchive),
    ];

    private static readonly byte[] OleStart = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    private static readonly byte[] ZipEnd = [0x50, 0x4B, 0x05, 0x06];

    /// <param name="path">The file.</param>
    /// <param name="name">The name it came under.</param>
    public static FileKind Tell(string path, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        if (file.Length == 0)
        {
            return FileKind.Empty;
        }

        var head = Read(file, 0, HeadBytes);
        var kind = TellHead(file, head);
        return kind is FileKind.Pdf or FileKind.Png or FileKind.Jpeg or FileKind.Gif && HasZipAtEnd(file) ? FileKind.Polyglot
            : kind is not null ? kind.Value
            : TellText(file, head, name);
    }

    private static FileKind? TellHead(FileStream file, byte[] head)
    {
        if (head is [0x50, 0x4B, 3 or 5, 4 or 6, ..])
        {
            return TellZip(file); // What is first in it may be a PDF that is not compressed.
        }

        var pdf = head.AsSpan(0, Math.Min(head.Length, 1024)).IndexOf("%PDF-"u8);
        if (pdf >= 0)
        {
            // Some producers put a few bytes before it; another type's signature or markup there is a disguise.
            var before = Encoding.Latin1.GetString(head, 0, pdf);
            return Signatures.Any(s => head.AsSpan().StartsWith(s.Start)) || Markup().IsMatch(before) ? FileKind.Polyglot : FileKind.Pdf;
        }

        foreach (var (start, kind) in Signatures)
        {
            if (head.AsSpan().StartsWith(start))
            {
                return kind;
            }
        }

        return head switch
        {
            [0x52, 0x49, 0x46, 0x46, _, _, _, _, 0x57, 0x45, 0x42, 0x50, ..] => FileKind.Webp,
            [_, _, _, _, 0x66, 0x74, 0x79, 0x70, ..] => Encoding.Latin1.GetString(head, 8, Math.Min(24, head.Length - 8)) is var brands
                && (brands.Contains("hei", StringComparison.Ordinal) || brands.Contains("mif1", StringComparison.Ordinal) || brands.Contains("hev", StringComparison.Ordinal)) ? FileKind.Heic : FileKind.Unknown,
            [0x42, 0x4D, _, _, _, _, 0, 0, 0, 0, ..] => FileKind.Bmp,
            _ when head.AsSpan().StartsWith(OleStart) => IsMessage(file) ? FileKind.Msg : FileKind.OldOffice,
            _ when head.Length > 262 && head.AsSpan(257, 5).SequenceEqual("ustar"u8) => FileKind.OtherArchive,
            _ => null,
        };
    }

    /// <summary>Office files and OpenDocument are zips; what they list tells them.</summary>
    private static FileKind TellZip(FileStream file)
    {
        try
        {
            file.Position = 0;
            using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            var names = zip.Entries.Take(MaxListed).Select(e => e.FullName).ToHashSet(StringComparer.Ordinal);
            return names.Contains("[Content_Types].xml") && names.Any(n => n.StartsWith("word/", StringComparison.Ordinal)) ? FileKind.Docx
                : names.Contains("[Content_Types].xml") && names.Any(n => n.StartsWith("xl/", StringComparison.Ordinal)) ? FileKind.Xlsx
                : names.Contains("[Content_Types].xml") && names.Any(n => n.StartsWith("ppt/", StringComparison.Ordinal)) ? FileKind.Pptx
                : names.Contains("content.xml") && zip.GetEntry("mimetype") is { Length: < 200 } type ? TellOpenDocument(type)
                : FileKind.Zip;
        }
        catch (InvalidDataException)
        {
            return FileKind.Zip; // Its reader says what is wrong with it.
        }
    }

    private static FileKind TellOpenDocument(ZipArchiveEntry type)
    {
        using var reader = new StreamReader(type.Open(), Encoding.ASCII);
        return reader.ReadToEnd() switch
        {
            var t when t.Contains("opendocument.text", StringComparison.Ordinal) => FileKind.Odt,
            var t when t.Contains("opendocument.spreadsheet", StringComparison.Ordinal) => FileKind.Ods,
            var t when t.Contains("opendocument.presentation", StringComparison.Ordinal) => FileKind.Odp,
            _ => FileKind.Zip,
        };
    }

    /// <summary>Outlook keeps a message in streams whose names begin like this. Source: [MS-OXMSG] 2.</summary>
    private static bool IsMessage(FileStream file)
    {
        var start = Read(file, 0, 4 << 20);
        return start.AsSpan().IndexOf(Encoding.Unicode.GetBytes("__substg1.0_")) >= 0 || start.AsSpan().IndexOf(Encoding.Unicode.GetBytes("__properties_version1.0")) >= 0;
    }

    private static bool HasZipAtEnd(FileStream file) => Read(file, Math.Max(0, file.Length - TailBytes), TailBytes).AsSpan().IndexOf(ZipEnd) >= 0;

    private static FileKind TellText(FileStream file, byte[] head, string name)
    {
        if (!TextDecoding.LooksLikeText(head))
        {
            return FileKind.Unknown;
        }

        var text = TextDecoding.Peek(head).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        return SvgStart().IsMatch(text) ? FileKind.Svg
            : HtmlStart().IsMatch(text) ? FileKind.Html
            : text.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) ? (text.Contains("<html", StringComparison.OrdinalIgnoreCase) ? FileKind.Html : FileKind.Text)
            : MailStart().IsMatch(text) ? (IsWebArchive(text) ? FileKind.Mhtml : FileKind.Eml)
            : HasZipAtEnd(file) ? FileKind.Polyglot
            : Path.GetExtension(name).ToLowerInvariant() is ".md" or ".markdown" ? FileKind.Markdown : FileKind.Text;
    }

    private static bool IsWebArchive(string text) =>
        text.Contains("multipart/related", StringComparison.OrdinalIgnoreCase) && text.Contains("text/html", StringComparison.OrdinalIgnoreCase)
        && !text.Contains("\nReceived:", StringComparison.OrdinalIgnoreCase) && !text.Contains("\nTo:", StringComparison.OrdinalIgnoreCase);

    private static byte[] Read(FileStream file, long at, int count)
    {
        var bytes = new byte[Math.Min(count, file.Length - at)];
        file.Position = at;
        file.ReadExactly(bytes);
        return bytes;
    }

    [GeneratedRegex(@"<(html|script|body|svg|\?xml|!doctype)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Markup();

    [GeneratedRegex(@"\A(<\?xml[^>]*>\s*)?(<!--[^>]*-->\s*)*(<!doctype svg[^>]*>\s*)?<svg[\s>]", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex SvgStart();

    [GeneratedRegex(@"\A(<\?xml[^>]*>\s*)?(<!--[^>]*-->\s*)*<(!doctype html|html|head|body|article|div|table|p|h1)[\s>]", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex HtmlStart();

    /// <summary>Two lines of a message's head at least, or an mbox's line before them.</summary>
    [GeneratedRegex(@"\A(From \S+[^\n]*\n)?((Return-Path|Received|From|To|Cc|Subject|Date|Message-ID|MIME-Version|X-[A-Za-z0-9-]+|Delivered-To|Reply-To|Content-Type|Content-Transfer-Encoding|DKIM-Signature|ARC-[A-Za-z-]+|Authentication-Results|Sender|Snapshot-Content-Location):[^\n]*\n([ \t][^\n]*\n)*){2,}", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex MailStart();
}

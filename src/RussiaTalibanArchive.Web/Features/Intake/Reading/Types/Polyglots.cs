using System.Text;
using System.Text.RegularExpressions;
using RussiaTalibanArchive.Web.Features.Intake.Reading.Zips;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Types;

/// <summary>Files that are two types at once, made so that two programs see two different things in them.</summary>
internal static partial class Polyglots
{
    /// <summary>Bytes that programs leave after the end of a zip, such as a line end, without anyone's intent.</summary>
    private const int Slack = 64;

    public static bool IsSecondTypeIn(Stream file, FileEnds ends, FileKind kind) => kind switch
    {
        FileKind.Zip or FileKind.Docx or FileKind.Xlsx or FileKind.Pptx or FileKind.Odt or FileKind.Ods or FileKind.Odp => HidesPdf(ends),
        FileKind.Pdf => HasForeignStart(ends.Head.AsSpan(0, BinaryKinds.PdfHeadAt(ends.Head))) || EndsAsZip(file),
        FileKind.Png or FileKind.Jpeg or FileKind.Gif or FileKind.Webp or FileKind.Bmp or FileKind.Tiff or FileKind.Heic =>
            BinaryKinds.PdfHeadAt(ends.Head) > 0 || EndsAsZip(file) || HasArchiveMark(ends.Tail) || PictureEnd.HasArchiveBehind(file, kind),
        FileKind.Msg or FileKind.OldOffice => EndsAsZipBehindSectors(file),
        FileKind.OtherArchive => false,
        _ => EndsAsZip(file),
    };

    /// <summary>A zip may hold a PDF unpacked, as its first member, near the beginning; elsewhere there it is a second type.</summary>
    private static bool HidesPdf(FileEnds ends)
    {
        var at = BinaryKinds.PdfHeadAt(ends.Head);
        var firstMember = ends.Head.Length < 30 ? 0 : 30 + ends.Head[26] + (ends.Head[27] << 8) + ends.Head[28] + (ends.Head[29] << 8);
        return at > 0 && at != firstMember && at < firstMember;
    }

    /// <summary>Junk before a PDF is common; a web page is no junk.</summary>
    private static bool HasForeignStart(ReadOnlySpan<byte> before) => PageElement().IsMatch(Encoding.Latin1.GetString(before));

    /// <summary>Sectors of an OLE file may hold a whole zip, as an attachment; behind its last sector it is a second type.</summary>
    private static bool EndsAsZipBehindSectors(Stream file) => file.Length % 512 != 0 && EndsAsZip(file);

    private static bool EndsAsZip(Stream file) => ZipDirectory.FindEnd(file) is { Count: > 0, BytesAfter: <= Slack };

    private static bool HasArchiveMark(ReadOnlySpan<byte> tail) =>
        tail.IndexOf("Rar!\x1A\x07"u8) >= 0 || tail.IndexOf((ReadOnlySpan<byte>)[(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C]) >= 0;

    [GeneratedRegex(@"<(?:!doctype|html|head|body|script|svg|iframe|img|\?xml)\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex PageElement();
}

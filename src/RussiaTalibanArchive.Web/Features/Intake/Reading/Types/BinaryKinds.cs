using System.Buffers.Binary;
using System.Text;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Types;

/// <summary>Kinds that begin with a signature of their own.</summary>
internal static class BinaryKinds
{
    /// <summary>Bytes within which a PDF's head may stand. Source: ISO 32000-1, note to 7.5.2; Adobe's implementation notes.</summary>
    private const int PdfHeadWithin = 1024;

    private static readonly string[] PictureBrands = ["heic", "heix", "hevc", "hevx", "heim", "heis", "heif", "mif1", "msf1", "avif", "avis"];

    /// <returns><see langword="null"/> when the file has no such signature.</returns>
    public static FileKind? Tell(Stream file, FileEnds ends, string name) =>
        ends.StartsWith("PK\x03\x04"u8) || ends.StartsWith("PK\x05\x06"u8) || ends.StartsWith("PK00PK\x03\x04"u8) || ends.StartsWith("PK\x07\x08PK\x03\x04"u8)
            ? ZipKinds.Tell(file, ends)
            : ends.StartsWith([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) ? OfOle(file, name)
            : OfPicture(ends) ?? OfArchive(ends) ?? OfProgram(ends) ?? (IsPdf(ends) ? FileKind.Pdf : null);

    /// <summary>Where the head of a PDF stands, in bytes, or -1.</summary>
    public static int PdfHeadAt(ReadOnlySpan<byte> head)
    {
        head = head[..Math.Min(head.Length, PdfHeadWithin)];
        var at = head.IndexOf("%PDF-"u8);
        return at >= 0 && at + 5 < head.Length && char.IsAsciiDigit((char)head[at + 5]) ? at : -1;
    }

    private static FileKind? OfPicture(FileEnds ends) =>
        ends.StartsWith([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) ? FileKind.Png
        : ends.StartsWith([0xFF, 0xD8, 0xFF]) ? FileKind.Jpeg
        : ends.StartsWith("II*\0"u8) || ends.StartsWith("MM\0*"u8) || ends.StartsWith("II+\0"u8) || ends.StartsWith("MM\0+"u8) ? FileKind.Tiff
        : ends.StartsWith("RIFF"u8) && ends.HasAt(8, "WEBP"u8) ? FileKind.Webp
        : ends.StartsWith("GIF87a"u8) || ends.StartsWith("GIF89a"u8) ? FileKind.Gif
        : IsBitmap(ends.Head) ? FileKind.Bmp
        : ends.HasAt(4, "ftyp"u8) ? OfBrands(ends.Head)
        : null;

    /// <summary>"BM" may begin any text; the head's length and two zero words do not.</summary>
    private static bool IsBitmap(byte[] head) => head is [(byte)'B', (byte)'M', _, _, _, _, 0, 0, 0, 0, _, _, _, _, 12 or 40 or 52 or 56 or 64 or 108 or 124, 0, 0, 0, ..];

    /// <summary>HEIC and AVIF are told from films by the brands that they name. Source: ISO/IEC 23008-12, 10.</summary>
    private static FileKind OfBrands(byte[] head)
    {
        var end = (int)Math.Clamp(BinaryPrimitives.ReadUInt32BigEndian(head), 12, Math.Min(head.Length, 512));
        for (var at = 8; at + 4 <= end; at += 4)
        {
            // The four bytes after the first brand are its version.
            if (at != 12 && PictureBrands.Contains(Encoding.Latin1.GetString(head, at, 4)))
            {
                return FileKind.Heic;
            }
        }

        return FileKind.Unknown;
    }

    private static FileKind? OfArchive(FileEnds ends) =>
        ends.StartsWith([(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C]) || ends.StartsWith("Rar!\x1A\x07"u8)
        || ends.StartsWith([0x1F, 0x8B, 8]) || (ends.StartsWith("BZh"u8) && ends.HasAt(4, "1AY&SY"u8))
        || ends.StartsWith([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0]) || ends.StartsWith([0x28, 0xB5, 0x2F, 0xFD])
        || ends.StartsWith("MSCF\0\0\0\0"u8) || ends.HasAt(257, "ustar"u8) || IsOldTar(ends.Head)
            ? FileKind.OtherArchive
            : null;

    /// <summary>A tar from before "ustar" is known by the sum of its first block only.</summary>
    private static bool IsOldTar(byte[] head)
    {
        if (head.Length < 512 || head[0] == 0)
        {
            return false;
        }

        var written = Encoding.ASCII.GetString(head, 148, 8).Trim('\0', ' ');
        var sum = 8 * ' ' + head.Take(512).Where((_, at) => at is < 148 or >= 156).Sum(b => b);
        return written.Length is > 0 and <= 7 && written.All(c => c is >= '0' and <= '7') && Convert.ToInt32(written, 8) == sum;
    }

    private static FileKind? OfProgram(FileEnds ends) =>
        (ends.StartsWith("MZ"u8) && ends.Head.AsSpan().Contains((byte)0)) || ends.StartsWith("\u007FELF"u8) ? FileKind.Unknown : null;

    /// <summary>A text may speak of a PDF's head near its beginning; a PDF has an end too.</summary>
    private static bool IsPdf(FileEnds ends) => PdfHeadAt(ends.Head) is var at && (at == 0 || (at > 0 && HasPdfEnd(ends.Tail)));

    private static bool HasPdfEnd(ReadOnlySpan<byte> tail) => tail.LastIndexOf("%%EOF"u8) >= 0 || tail.LastIndexOf("startxref"u8) >= 0;

    private static FileKind OfOle(Stream file, string name)
    {
        var names = OleDirectory.Names(file).Take(4096).ToList();
        return names.Contains("__properties_version1.0") || names.Any(n => n.StartsWith("__substg1.0_", StringComparison.Ordinal)) ? FileKind.Msg
            : names.Contains("EncryptedPackage") ? OfEncrypted(name)
            : names.Any(n => n is "WordDocument" or "Workbook" or "Book" or "PowerPoint Document") ? FileKind.OldOffice
            : FileKind.Unknown;
    }

    /// <summary>A new Office file under a password is an OLE file whose content nothing tells.</summary>
    private static FileKind OfEncrypted(string name) =>
        FileTypes.HasExtension(name, ".xlsx", ".xlsm", ".xlsb") ? FileKind.Xlsx
        : FileTypes.HasExtension(name, ".pptx", ".pptm", ".ppsx") ? FileKind.Pptx
        : FileKind.Docx;
}

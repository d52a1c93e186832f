using System.Text;
using RussiaTalibanArchive.Web.Features.Intake.Reading.Zips;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Types;

/// <summary>Office files that are zips, told from other zips by their members.</summary>
internal static class ZipKinds
{
    private const int MaxMembers = 20_000;
    private const string TypesMember = "[Content_Types].xml";
    private const string OpenDocument = "application/vnd.oasis.opendocument.";

    public static FileKind Tell(Stream file, FileEnds ends)
    {
        List<string> names;
        try
        {
            names = [.. ZipDirectory.Members(file, MaxMembers).Select(member => Encoding.UTF8.GetString(member.RawName))];
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            // Cut off: its own reader will say so, if the first member gives away whose it is.
            names = ends.Head.AsSpan().IndexOf("[Content_Types].xml"u8) >= 0 ? FirstNames(ends.Head) : [];
        }

        return OfMimeType(ends) ?? (names.Contains(TypesMember) ? OfParts(names) : null) ?? FileKind.Zip;
    }

    private static FileKind? OfParts(List<string> names) =>
        Has(names, "word/document") ? FileKind.Docx
        : Has(names, "xl/workbook") ? FileKind.Xlsx
        : Has(names, "ppt/presentation") ? FileKind.Pptx
        : Has(names, "word/") ? FileKind.Docx
        : Has(names, "xl/") ? FileKind.Xlsx
        : Has(names, "ppt/") ? FileKind.Pptx
        : null;

    private static bool Has(List<string> names, string start) => names.Exists(name => name.StartsWith(start, StringComparison.OrdinalIgnoreCase));

    /// <summary>OpenDocument keeps its type unpacked in a first member. Source: OpenDocument 1.3, part 2, 3.3.</summary>
    private static FileKind? OfMimeType(FileEnds ends)
    {
        if (!ends.HasAt(30, "mimetype"u8))
        {
            return null;
        }

        var start = 38 + ends.Head[28] + (ends.Head[29] << 8);
        var type = Encoding.Latin1.GetString(ends.Head.AsSpan(Math.Min(start, ends.Head.Length), Math.Clamp(ends.Head.Length - start, 0, 80)));
        return !type.StartsWith(OpenDocument, StringComparison.Ordinal) ? null : type[OpenDocument.Length..] switch
        {
            var t when t.StartsWith("text", StringComparison.Ordinal) => FileKind.Odt,
            var t when t.StartsWith("spreadsheet", StringComparison.Ordinal) => FileKind.Ods,
            var t when t.StartsWith("presentation", StringComparison.Ordinal) => FileKind.Odp,
            _ => null,
        };
    }

    /// <summary>The names in local heads near the beginning.</summary>
    private static List<string> FirstNames(ReadOnlySpan<byte> head)
    {
        var names = new List<string>();
        for (int next; (next = head.IndexOf("PK\x03\x04"u8)) >= 0 && next + 30 < head.Length;)
        {
            head = head[next..];
            var length = head[26] + (head[27] << 8);
            names.Add(Encoding.UTF8.GetString(head.Slice(30, Math.Min(length, head.Length - 30))));
            head = head[4..];
        }

        return names;
    }
}

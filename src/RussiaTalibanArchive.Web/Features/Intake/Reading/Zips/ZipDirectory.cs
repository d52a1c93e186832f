using System.Buffers.Binary;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Zips;

/// <summary>One line of a zip's central directory.</summary>
/// <param name="RawName">Bytes, in an encoding that the archive may not name.</param>
/// <param name="IsUtf8Name">Whether the archive says that the name is UTF-8.</param>
/// <param name="UnicodeName">UTF-8 that Info-ZIP and 7-Zip put beside the name, where they did.</param>
/// <param name="IsEncrypted">Whether a password is needed.</param>
/// <param name="Method">Of compression: 0 stored, 8 deflated, 9 deflated with a 64 KB window.</param>
/// <param name="Crc">CRC-32 of the unpacked bytes.</param>
/// <param name="PackedBytes">Its length in the archive.</param>
/// <param name="Bytes">Its length when unpacked, as the archive has it.</param>
/// <param name="Offset">Where its local head begins, in bytes.</param>
/// <param name="UnixMode">The upper half of the external attributes: file type and rights on Unix; 0 elsewhere.</param>
/// <param name="IsFolder">Whether it is a folder: by its name, or by the attributes of DOS.</param>
internal sealed record ZipMember(
    byte[] RawName, bool IsUtf8Name, byte[]? UnicodeName, bool IsEncrypted, int Method, uint Crc,
    long PackedBytes, long Bytes, long Offset, int UnixMode, bool IsFolder);

/// <summary>The central directory of a zip: what is in it, before anything is unpacked.</summary>
/// <remarks>
/// .NET's own reader hides what is needed here: names as bytes, where members lie, how they are packed.
/// Source: PKWARE APPNOTE 6.3.10, sections 4.3.12 to 4.3.16 and 4.5.3; Info-ZIP for the Unicode name (0x7075).
/// </remarks>
internal static class ZipDirectory
{
    private const uint EndMark = 0x06054B50;
    private const uint End64Mark = 0x06064B50;
    private const uint Locator64Mark = 0x07064B50;
    private const uint MemberMark = 0x02014B50;
    private const int EndLength = 22;
    private const int MemberLength = 46;

    /// <summary>Bytes from the end of the file within which the end of the directory is looked for.</summary>
    public const int TailLength = EndLength + ushort.MaxValue + 20;

    /// <summary>Lists the members in the archive's own order.</summary>
    /// <param name="zip">Any position.</param>
    /// <param name="max">How many members are listed at most.</param>
    /// <exception cref="InvalidDataException">There is no directory, or it is damaged.</exception>
    public static IEnumerable<ZipMember> Members(Stream zip, int max)
    {
        var end = FindEnd(zip) ?? throw new InvalidDataException("No end of central directory.");
        zip.Position = end.Start;
        // Only what is asked for is read, so that the head of a long directory is enough for those who want no more.
        var directory = new BufferedStream(zip, 1 << 16);
        var head = new byte[MemberLength];
        for (var at = 0L; at < Math.Min(end.Count, max); at++)
        {
            if (directory.ReadAtLeast(head, MemberLength, throwOnEndOfStream: false) < MemberLength || BinaryPrimitives.ReadUInt32LittleEndian(head) != MemberMark)
            {
                throw new InvalidDataException("A line of the central directory is missing.");
            }

            yield return Read(head, directory, end.Shift);
        }
    }

    /// <returns>Where the directory is and how many members it names, or <see langword="null"/> when there is none.</returns>
    public static ZipEnd? FindEnd(Stream zip)
    {
        var tailStart = Math.Max(0, zip.Length - TailLength);
        var tail = new byte[zip.Length - tailStart];
        zip.Position = tailStart;
        zip.ReadExactly(tail);
        for (var at = tail.Length - EndLength; at >= 0; at--)
        {
            if (U32(tail, at) == EndMark && Read(zip, tail, tailStart, at) is { } end)
            {
                return end;
            }
        }

        return null;
    }

    /// <summary>A mark may stand anywhere by chance; it is believed where it leads to a directory.</summary>
    private static ZipEnd? Read(Stream zip, byte[] tail, long tailStart, int at)
    {
        long count = U16(tail, at + 10), length = U32(tail, at + 12), start = U32(tail, at + 16);
        var endsAt = tailStart + at;
        if (at >= 20 && U32(tail, at - 20) == Locator64Mark && Read64(zip, (long)U64(tail, at - 12)) is { } end64)
        {
            (count, length, start, endsAt) = end64;
        }

        // Bytes that someone put before the archive shift it.
        var shift = endsAt - length - start;
        var isSound = length >= 0 && start >= 0 && count >= 0 && count <= length / MemberLength && start + length <= endsAt && shift >= 0;
        var after = tail.Length - at - EndLength - U16(tail, at + 20);
        return isSound && (count == 0 ? length == 0 : Marks(zip, start + shift)) ? new(start + shift, shift, count, tailStart + at, after) : null;
    }

    private static (long Count, long Length, long Start, long EndsAt)? Read64(Stream zip, long at)
    {
        var end = new byte[56];
        if (at < 0 || at > zip.Length - end.Length)
        {
            return null;
        }

        zip.Position = at;
        zip.ReadExactly(end);
        return U32(end, 0) == End64Mark ? ((long)U64(end, 32), (long)U64(end, 40), (long)U64(end, 48), at) : null;
    }

    private static bool Marks(Stream zip, long at)
    {
        var mark = new byte[4];
        zip.Position = at;
        return zip.ReadAtLeast(mark, 4, throwOnEndOfStream: false) == 4 && U32(mark, 0) == MemberMark;
    }

    private static ZipMember Read(byte[] head, Stream directory, long shift)
    {
        var name = new byte[U16(head, 28)];
        var extra = new byte[U16(head, 30)];
        var comment = new byte[U16(head, 32)];
        directory.ReadExactly(name);
        directory.ReadExactly(extra);
        directory.ReadExactly(comment);
        var flags = U16(head, 8);
        long bytes = U32(head, 24), packed = U32(head, 20), offset = U32(head, 42);
        ReadOnlySpan<byte> wide = Extra(extra, 0x0001);
        bytes = Widened(bytes, ref wide);
        packed = Widened(packed, ref wide);
        offset = Widened(offset, ref wide);
        var attributes = U32(head, 38);
        var unicode = Extra(extra, 0x7075);
        var isFolder = name is [.., (byte)'/' or (byte)'\\'] || ((attributes & 0x10) != 0 && bytes == 0);
        return new(name, (flags & 0x800) != 0, unicode.Length > 5 ? unicode[5..] : null, (flags & 1) != 0, U16(head, 10), U32(head, 16),
            packed, bytes, offset + shift, (int)(attributes >> 16), isFolder);
    }

    private static long Widened(long value, ref ReadOnlySpan<byte> wide)
    {
        if (value != uint.MaxValue || wide.Length < 8)
        {
            return value;
        }

        value = BinaryPrimitives.ReadInt64LittleEndian(wide);
        wide = wide[8..];
        return value >= 0 ? value : throw new InvalidDataException("A negative length.");
    }

    private static byte[] Extra(byte[] extra, int wanted)
    {
        for (var at = 0; at + 4 <= extra.Length;)
        {
            var length = Math.Min(U16(extra, at + 2), extra.Length - at - 4);
            if (U16(extra, at) == wanted)
            {
                return extra[(at + 4)..(at + 4 + length)];
            }

            at += 4 + length;
        }

        return [];
    }

    private static int U16(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));

    private static uint U32(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));

    private static ulong U64(byte[] bytes, int at) => BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at));
}

/// <summary>Where a zip's central directory is.</summary>
/// <param name="Start">Of the directory, in bytes from the beginning of the file.</param>
/// <param name="Shift">How many bytes stand before the archive itself.</param>
/// <param name="Count">Of members, as the archive has it.</param>
/// <param name="EndMark">Where the end record stands, in bytes from the beginning of the file.</param>
/// <param name="BytesAfter">Bytes after the end record and its comment; negative when the comment is cut off.</param>
internal readonly record struct ZipEnd(long Start, long Shift, long Count, long EndMark, long BytesAfter);

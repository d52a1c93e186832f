using System.Buffers.Binary;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Office;

/// <summary>
/// The list of files at the end of a zip. <see cref="System.IO.Compression.ZipArchive"/> reads it whole before it can be asked how long it is, so its length
/// is looked at first.
/// Source: PKWARE APPNOTE.TXT 6.3.10, sections 4.3.14 to 4.3.16.
/// </summary>
internal static class ZipDirectory
{
    /// <summary>Bytes of the list that one entry may take: the fixed 46 and a long name.</summary>
    private const int MaxEntryBytes = 1024;

    /// <exception cref="UnreadableException">The list has room for more entries than the limits allow.</exception>
    /// <exception cref="InvalidDataException">There is no such list.</exception>
    public static void CheckSize(Stream file, ReadLimits limits)
    {
        var start = Start(file);
        file.Position = 0;
        if (start < 0 || start > file.Length)
        {
            throw new InvalidDataException();
        }

        if (file.Length - start > (long)limits.MaxParts * MaxEntryBytes)
        {
            throw new UnreadableException("There are more than {0} files inside it. Unpack it yourself, and bring in what it holds some at a time.", limits.MaxParts);
        }
    }

    private static long Start(Stream file)
    {
        var tail = new byte[Math.Min(file.Length, 22 + ushort.MaxValue + 20)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        var end = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || end + 20 > tail.Length)
        {
            throw new InvalidDataException();
        }

        var start = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16));
        return start == uint.MaxValue && end >= 20 ? LargeStart(file, tail.AsSpan(end - 20, 20)) : start;
    }

    /// <summary>Of a zip with 64-bit lengths.</summary>
    private static long LargeStart(Stream file, ReadOnlySpan<byte> locator)
    {
        var record = BinaryPrimitives.ReadInt64LittleEndian(locator[8..]);
        if (!locator.StartsWith("PK\u0006\u0007"u8) || record < 0 || record > file.Length - 56)
        {
            throw new InvalidDataException();
        }

        Span<byte> end = stackalloc byte[56];
        file.Position = record;
        file.ReadExactly(end);
        return BinaryPrimitives.ReadInt64LittleEndian(end[48..]);
    }
}

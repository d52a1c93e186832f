using System.Buffers.Binary;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Types;

/// <summary>Finds where a picture ends by the lengths of its blocks, and whether an archive stands behind.</summary>
internal static class PictureEnd
{
    private const int MaxBlocks = 100_000;

    public static bool HasArchiveBehind(Stream file, FileKind kind)
    {
        var end = kind switch
        {
            FileKind.Png => EndOfPng(file),
            FileKind.Webp => 8L + BinaryPrimitives.ReadUInt32LittleEndian(Read(file, 4, 4)),
            FileKind.Bmp => BinaryPrimitives.ReadUInt32LittleEndian(Read(file, 2, 4)),
            _ => file.Length,
        };
        return end < file.Length && IsArchive(Read(file, end, 8));
    }

    private static bool IsArchive(ReadOnlySpan<byte> start) =>
        start.StartsWith("PK\x03\x04"u8) || start.StartsWith("Rar!"u8) || start.StartsWith((ReadOnlySpan<byte>)[(byte)'7', (byte)'z', 0xBC, 0xAF])
        || start.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B, 8]) || start.StartsWith("BZh"u8) || start.StartsWith("%PDF-"u8);

    private static long EndOfPng(Stream file)
    {
        var at = 8L;
        for (var block = 0; block < MaxBlocks && at + 12 <= file.Length; block++)
        {
            var head = Read(file, at, 8);
            at += 12L + BinaryPrimitives.ReadUInt32BigEndian(head);
            if (head.AsSpan(4).SequenceEqual("IEND"u8))
            {
                return at;
            }
        }

        return file.Length;
    }

    private static byte[] Read(Stream file, long at, int length)
    {
        var bytes = new byte[length];
        file.Position = Math.Min(at, file.Length);
        file.ReadAtLeast(bytes, length, throwOnEndOfStream: false);
        return bytes;
    }
}

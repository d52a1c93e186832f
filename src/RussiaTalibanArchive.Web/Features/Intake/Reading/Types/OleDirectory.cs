using System.Buffers.Binary;
using System.Text;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Types;

/// <summary>The names in an OLE compound file, by which a message differs from an old Word document.</summary>
/// <remarks>Source: [MS-CFB] 2.2, 2.3 and 2.6. Bounded: at most 64 sectors of the directory are read.</remarks>
internal static class OleDirectory
{
    private const int MaxSectors = 64;
    private const int EntryLength = 128;
    private const uint EndOfChain = 0xFFFFFFFA;

    public static IEnumerable<string> Names(Stream file)
    {
        var header = new byte[512];
        file.Position = 0;
        if (file.ReadAtLeast(header, 512, throwOnEndOfStream: false) < 512)
        {
            yield break;
        }

        var sectorLength = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(30)) == 12 ? 4096 : 512;
        var sector = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(48));
        for (var read = 0; read < MaxSectors && sector < EndOfChain && ReadSector(file, sector, sectorLength) is { } entries; read++)
        {
            for (var at = 0; at < sectorLength; at += EntryLength)
            {
                var length = BinaryPrimitives.ReadUInt16LittleEndian(entries.AsSpan(at + 64));
                yield return Encoding.Unicode.GetString(entries, at, Math.Clamp(length - 2, 0, 62));
            }

            sector = Next(file, header, sector, sectorLength);
        }
    }

    /// <summary>Of the first 109 sectors of the allocation table only, which the header names: enough for 7 MB, and directories begin early.</summary>
    private static uint Next(Stream file, byte[] header, uint sector, int sectorLength)
    {
        var perSector = (uint)sectorLength / 4;
        var table = sector / perSector;
        return table < 109 && ReadSector(file, BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(76 + (int)table * 4)), sectorLength) is { } links
            ? BinaryPrimitives.ReadUInt32LittleEndian(links.AsSpan((int)(sector % perSector) * 4))
            : EndOfChain;
    }

    private static byte[]? ReadSector(Stream file, uint sector, int length)
    {
        var at = (sector + 1L) * length;
        if (at >= file.Length)
        {
            return null;
        }

        // The last sector may be cut short.
        var bytes = new byte[length];
        file.Position = at;
        file.ReadAtLeast(bytes, length, throwOnEndOfStream: false);
        return bytes;
    }
}

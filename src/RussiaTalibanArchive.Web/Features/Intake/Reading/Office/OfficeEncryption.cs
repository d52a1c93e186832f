using System.Buffers.Binary;
using System.Text;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Office;

/// <summary>
/// Tells an encrypted DOCX, XLSX or PPTX, which is not a zip but an OLE compound file with a stream <c>EncryptedPackage</c>.
/// Source: [MS-OFFCRYPTO] 2.3.4.4; [MS-CFB] 2.2 and 2.6.
/// </summary>
public static class OfficeEncryption
{
    private const int MaxDirectorySectors = 1000;

    /// <param name="path">Any file.</param>
    public static bool IsEncrypted(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var header = new byte[512];
        if (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length || !header.AsSpan().StartsWith(new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }))
        {
            return false;
        }

        var sectorBytes = header[30] == 12 ? 4096 : 512;
        return DirectorySectors(file, header, sectorBytes).Any(sector => HoldsEncryptedPackage(sector));
    }

    /// <summary>What to tell the person who brought such a file.</summary>
    public static UnreadableException Refusal() => new UnreadableException("This Office file is encrypted. Open it, save it without a password, and bring it in again.");

    /// <summary>Follows the chain of sectors that list the streams.</summary>
    private static IEnumerable<byte[]> DirectorySectors(FileStream file, byte[] header, int sectorBytes)
    {
        var number = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(48));
        for (var count = 0; count < MaxDirectorySectors && Sector(file, number, sectorBytes) is { } sector; count++)
        {
            yield return sector;
            number = Next(file, header, number, sectorBytes);
        }
    }

    private static byte[]? Sector(FileStream file, uint number, int sectorBytes)
    {
        var start = (number + 1L) * sectorBytes;
        if (number >= 0xFFFFFFFA || start + sectorBytes > file.Length)
        {
            return null;
        }

        var sector = new byte[sectorBytes];
        file.Position = start;
        file.ReadExactly(sector);
        return sector;
    }

    private static uint Next(FileStream file, byte[] header, uint number, int sectorBytes)
    {
        var perSector = (uint)sectorBytes / 4;
        var table = number / perSector;
        return table < 109 && Sector(file, BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(76 + (int)table * 4)), sectorBytes) is { } sector
            ? BinaryPrimitives.ReadUInt32LittleEndian(sector.AsSpan((int)(number % perSector) * 4))
            : uint.MaxValue;
    }

    private static bool HoldsEncryptedPackage(byte[] sector) =>
        Enumerable.Range(0, sector.Length / 128).Any(i => sector.AsSpan(i * 128).StartsWith(Encoding.Unicode.GetBytes("EncryptedPackage\0")));
}

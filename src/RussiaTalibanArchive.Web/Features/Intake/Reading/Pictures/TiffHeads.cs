using System.Buffers.Binary;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Pictures;

/// <summary>
/// Reads the sizes of the pictures of a TIFF file by following its chain of directories, within bounds and without decoding:
/// general decoders take minutes over a chain of some ten thousand. Source: TIFF 6.0, section 2; BigTIFF is read too.
/// </summary>
internal sealed class TiffHeads
{
    private const int MaxEntries = 4096;

    private readonly Stream _file;
    private readonly bool _isLittleEndian;
    private readonly bool _isBig;

    private TiffHeads(Stream file)
    {
        _file = file;
        var start = Bytes(0, 4);
        _isLittleEndian = start[0] == 'I';
        _isBig = U16(start, 2) == 43;
    }

    /// <exception cref="UnreadableException">There are more than <paramref name="maxPages"/>.</exception>
    /// <exception cref="IOException">The file is cut off or damaged.</exception>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static IReadOnlyList<ImageFrame> Read(Stream file, int maxPages) => new TiffHeads(file).Frames(maxPages);

    private List<ImageFrame> Frames(int maxPages)
    {
        var frames = new List<ImageFrame>();
        var seen = new HashSet<long>();
        for (var at = Offset(_isBig ? 8 : 4); at != 0 && seen.Add(at);)
        {
            if (frames.Count == maxPages)
            {
                throw new UnreadableException("The file has more than {0} pages. Split it and bring the parts in.", maxPages);
            }

            (var frame, at) = Directory(at);
            frames.Add(frame);
        }

        return frames.Count > 0 ? frames : throw new InvalidDataException("The TIFF file holds no picture.");
    }

    private (ImageFrame Frame, long Next) Directory(long at)
    {
        var (countSize, entrySize) = _isBig ? (8, 20) : (2, 12);
        var count = (int)Math.Min(_isBig ? U64(Bytes(at, 8), 0) : U16(Bytes(at, 2), 0), MaxEntries + 1);
        if (count > MaxEntries)
        {
            throw new InvalidDataException("A directory of the TIFF file is too long.");
        }

        var entries = Bytes(at + countSize, count * entrySize);
        var values = new Dictionary<int, double>();
        for (var entry = 0; entry < count; entry++)
        {
            Take(entries.AsSpan(entry * entrySize, entrySize), values);
        }

        return (Frame(values), Offset(at + countSize + entries.Length));
    }

    private static ImageFrame Frame(Dictionary<int, double> values)
    {
        double Value(int tag, double missing) => values.GetValueOrDefault(tag, missing);
        var (width, height) = (Value(256, 0), Value(257, 0));
        if (width < 1 || height < 1)
        {
            throw new InvalidDataException("A picture of the TIFF file has no size.");
        }

        var toInch = (int)Value(296, 2) switch { 2 => 1, 3 => 2.54, _ => 0 };
        return ImageFrame.Of((long)width, (long)height, Value(282, 0) * toInch, Value(283, 0) * toInch, (int)Value(274, 1));
    }

    /// <summary>Width, height, orientation, resolution across and down, and its unit.</summary>
    private void Take(ReadOnlySpan<byte> entry, Dictionary<int, double> values)
    {
        var (tag, type) = (U16(entry, 0), U16(entry, 2));
        var value = entry[(_isBig ? 12 : 8)..];
        if (tag is not (256 or 257 or 274 or 282 or 283 or 296))
        {
            return;
        }

        values[tag] = type switch
        {
            3 => U16(value, 0),
            4 => U32(value, 0),
            5 => Rational(_isBig ? value : Bytes(U32(value, 0), 8)),
            16 when _isBig => U64(value, 0),
            _ => 0,
        };
    }

    private double Rational(ReadOnlySpan<byte> bytes) => U32(bytes, 0) / Math.Max(1d, U32(bytes, 4));

    private long Offset(long at) => _isBig ? (long)Math.Min(U64(Bytes(at, 8), 0), long.MaxValue) : U32(Bytes(at, 4), 0);

    private byte[] Bytes(long at, int count)
    {
        _file.Position = at;
        var bytes = new byte[count];
        _file.ReadExactly(bytes);
        return bytes;
    }

    private ushort U16(ReadOnlySpan<byte> bytes, int at) => _isLittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]) : BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);

    private uint U32(ReadOnlySpan<byte> bytes, int at) => _isLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]) : BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);

    private ulong U64(ReadOnlySpan<byte> bytes, int at) => _isLittleEndian ? BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]) : BinaryPrimitives.ReadUInt64BigEndian(bytes[at..]);
}

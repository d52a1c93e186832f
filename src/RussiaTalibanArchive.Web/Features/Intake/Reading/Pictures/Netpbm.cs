namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Pictures;

/// <summary>
/// Reads and writes pictures of the kinds P5 (grey) and P6 (colour), one after another on a stream, as <c>pdftoppm</c> writes them.
/// Source: netpbm.sourceforge.net, man pages pgm(5) and ppm(5).
/// </summary>
internal static class Netpbm
{
    /// <returns><see langword="null"/> at the end of the stream.</returns>
    /// <exception cref="InvalidDataException">It is no such picture, has more than 8 bits a channel, or more than <paramref name="maxPixels"/>.</exception>
    /// <exception cref="EndOfStreamException">It is cut off.</exception>
    public static Raster? Read(Stream stream, int page, long maxPixels)
    {
        if (stream.ReadByte() is var first && first < 0)
        {
            return null;
        }

        var channels = (first, stream.ReadByte()) switch
        {
            ('P', '5') => 1,
            ('P', '6') => 3,
            _ => throw new InvalidDataException("Not a PGM or PPM picture."),
        };
        stream.ReadByte();
        var (width, height, depth) = (Number(stream), Number(stream), Number(stream));
        if (width < 1 || height < 1 || depth != 255 || (long)width * height > maxPixels)
        {
            throw new InvalidDataException("The picture is empty, too large or too deep.");
        }

        var pixels = GC.AllocateUninitializedArray<byte>(checked(width * height * channels));
        stream.ReadExactly(pixels);
        return new Raster(page, width, height, channels, pixels);
    }

    public static void Write(Stream stream, Raster raster)
    {
        var head = FormattableString.Invariant($"P{(raster.Channels == 1 ? 5 : 6)}\n{raster.Width} {raster.Height}\n255\n");
        stream.Write(System.Text.Encoding.ASCII.GetBytes(head));
        stream.Write(raster.Pixels);
    }

    private static int Number(Stream stream)
    {
        var number = 0;
        for (var digits = 0; digits < 8; digits++)
        {
            if (stream.ReadByte() is var next && next is < '0' or > '9')
            {
                return digits > 0 ? number : throw new InvalidDataException("A number is missing.");
            }

            number = (number * 10) + next - '0';
        }

        throw new InvalidDataException("A number is too long.");
    }
}

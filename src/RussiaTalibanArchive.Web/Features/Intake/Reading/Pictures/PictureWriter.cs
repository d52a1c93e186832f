using System.Text.Json;
using ImageMagick;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Pictures;

/// <summary>Encodes a page's pixels as WebP at two sizes. Nothing but pixels goes in, so nothing else of the file can come out.</summary>
internal static class PictureWriter
{
    private const int SmallWidth = 280;
    private const int MaxSmallHeight = 1120;

    /// <summary>How many pixels the long side of the large picture has: an A4 page is drawn at 150 dpi; a strip keeps a width that can be read.</summary>
    public static int LongSide(double width, double height)
    {
        var ratio = Math.Max(width, height) / Math.Min(width, height);
        return ratio <= 2 ? 1754 : (int)Math.Min(877 * ratio, 7016);
    }

    /// <summary>Writes <c>NNNNN-large.webp</c>, <c>NNNNN-small.webp</c>, and last of all <c>NNNNN.json</c> (see <see cref="DrawnPage"/>).</summary>
    public static void Write(string folder, Raster raster)
    {
        Encode(raster, FileOf(folder, raster.Page, "-large.webp"), IsFlat(raster));
        Encode(Small(raster), FileOf(folder, raster.Page, "-small.webp"), isFlat: false);
        Note(folder, new(raster.Page, raster.Width, raster.Height));
    }

    /// <summary>Writes what became of a page.</summary>
    public static void Note(string folder, DrawnPage page) =>
        File.WriteAllBytes(FileOf(folder, page.Number, ".json"), JsonSerializer.SerializeToUtf8Bytes(page, ReadJson.Default.DrawnPage));

    private static string FileOf(string folder, int page, string end) => Path.Combine(folder, FormattableString.Invariant($"{page:00000}{end}"));

    private static Raster Small(Raster raster)
    {
        var factor = Math.Min(Math.Min((double)SmallWidth / raster.Width, (double)MaxSmallHeight / raster.Height), 1);
        return raster.Shrunk((int)Math.Ceiling(raster.Width * factor), (int)Math.Ceiling(raster.Height * factor));
    }

    /// <summary>
    /// Drawn pages are smaller and faster to encode without loss, and sharper; scanned ones are ten times smaller with loss.
    /// </summary>
    private static void Encode(Raster raster, string path, bool isFlat)
    {
        using var image = Magick.Of(raster);
        image.Quality = isFlat ? 0u : 80u; // Without loss it is the effort.
        image.Settings.SetDefine(MagickFormat.WebP, "lossless", isFlat);
        image.Settings.SetDefine(MagickFormat.WebP, "method", isFlat ? "1" : "2");
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write);
        image.Write(file, MagickFormat.WebP);
    }

    /// <summary>Whether most pixels are like the one before them, as on a drawn page.</summary>
    private static bool IsFlat(Raster raster)
    {
        int same = 0, all = 0;
        var stride = raster.Width * raster.Channels;
        for (var y = 0; y < raster.Height; y += 32)
        {
            var row = raster.Pixels.AsSpan(y * stride, stride);
            for (var at = raster.Channels; at < stride; at += raster.Channels, all++)
            {
                same += row.Slice(at, raster.Channels).SequenceEqual(row.Slice(at - raster.Channels, raster.Channels)) ? 1 : 0;
            }
        }

        return same > all * 0.7;
    }
}

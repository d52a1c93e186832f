using ImageMagick;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Pictures;

/// <summary>One picture of an image file, by what its head says.</summary>
/// <param name="Width">In pixels, upright.</param>
/// <param name="Height">In pixels, upright.</param>
/// <param name="DpiX">Pixels to the inch, across; 96 where the file does not say, or says what cannot be.</param>
/// <param name="DpiY">The same, down.</param>
internal sealed record ImageFrame(int Width, int Height, double DpiX, double DpiY)
{
    private const double DefaultDpi = 96;

    public double WidthPoints => Width * 72 / DpiX;

    public double HeightPoints => Height * 72 / DpiY;

    /// <param name="width">In pixels, as stored.</param>
    /// <param name="height">In pixels, as stored.</param>
    /// <param name="dpiX">As the file says.</param>
    /// <param name="dpiY">As the file says.</param>
    /// <param name="orientation">EXIF's: from 5 on the picture lies on its side.</param>
    public static ImageFrame Of(long width, long height, double dpiX, double dpiY, int orientation)
    {
        var (x, y) = IsSane(dpiX) && IsSane(dpiY) ? (dpiX, dpiY) : (DefaultDpi, DefaultDpi);
        var (across, down) = ((int)Math.Min(width, int.MaxValue), (int)Math.Min(height, int.MaxValue));
        return orientation is >= 5 and <= 8 ? new(down, across, y, x) : new(across, down, x, y);
    }

    /// <param name="head">As <see cref="Magick.Ping"/> reads it.</param>
    public static ImageFrame Of(IMagickImage<byte> head)
    {
        var toInch = head.Density.Units == DensityUnit.PixelsPerCentimeter ? 2.54 : 1;
        return Of(head.Width, head.Height, head.Density.X * toInch, head.Density.Y * toInch, (int)head.Orientation);
    }

    private static bool IsSane(double dpi) => dpi is >= 30 and <= 5000;
}

using ImageMagick;
using ImageMagick.Configuration;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Pictures;

/// <summary>ImageMagick, with no more rights than the archive's few kinds of picture need. To be asked for before any use of it.</summary>
internal static class Magick
{
    // No delegate, script, address or list of files; and no coder that a file could choose for itself.
    private const string Policy = """
        <policymap>
          <policy domain="delegate" rights="none" pattern="*"/>
          <policy domain="filter" rights="none" pattern="*"/>
          <policy domain="path" rights="none" pattern="@*"/>
          <policy domain="coder" rights="none" pattern="*"/>
          <policy domain="coder" rights="read | write" pattern="{PNG,JPEG,TIFF,WEBP,HEIC,GIF,BMP}"/>
        </policymap>
        """;

    private static readonly Lazy<bool> Ready = new(Confine);

    /// <summary>Reads one frame with the coder that belongs to the kind, whatever the file says of itself.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="frame">From 0.</param>
    /// <param name="longSide">In pixels. A JPEG that is far larger is decoded in a fraction of the work.</param>
    /// <exception cref="MagickException">It is damaged, or beyond the limits.</exception>
    public static MagickImage Read(Stream file, FileKind kind, int frame, int longSide)
    {
        var settings = Settings(kind, frame, 1);
        settings.SetDefine(MagickFormat.Jpeg, "size", FormattableString.Invariant($"{longSide}x{longSide}"));
        return new MagickImage(file, settings);
    }

    /// <summary>Reads the heads of the first frames, but no pixels.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="frames">How many frames at most.</param>
    /// <exception cref="MagickException">It is damaged, or beyond the limits.</exception>
    public static MagickImageCollection Ping(Stream file, FileKind kind, int frames)
    {
        var heads = new MagickImageCollection();
        heads.Ping(file, Settings(kind, 0, frames));
        return heads;
    }

    /// <summary>Reads a picture of a page that this program drew itself.</summary>
    public static MagickImage ReadDrawn(Stream picture)
    {
        _ = Ready.Value;
        return new MagickImage(picture, MagickFormat.WebP);
    }

    /// <summary>A picture of bare pixels.</summary>
    public static MagickImage Of(Raster raster)
    {
        _ = Ready.Value;
        var image = new MagickImage();
        image.ReadPixels(raster.Pixels, new PixelReadSettings((uint)raster.Width, (uint)raster.Height, StorageType.Char, raster.Channels == 1 ? "R" : "RGB"));
        return image;
    }

    /// <summary>Whether this build of ImageMagick can decode the kind.</summary>
    public static bool CanRead(FileKind kind)
    {
        _ = Ready.Value;
        return MagickFormatInfo.Create(FormatOf(kind))?.SupportsReading == true;
    }

    private static MagickReadSettings Settings(FileKind kind, int frame, int frames)
    {
        _ = Ready.Value;
        return new MagickReadSettings { Format = FormatOf(kind), FrameIndex = (uint)frame, FrameCount = (uint)frames };
    }

    private static MagickFormat FormatOf(FileKind kind) => kind switch
    {
        FileKind.Png => MagickFormat.Png,
        FileKind.Jpeg => MagickFormat.Jpeg,
        FileKind.Tiff => MagickFormat.Tiff,
        FileKind.Webp => MagickFormat.WebP,
        FileKind.Heic => MagickFormat.Heic,
        FileKind.Gif => MagickFormat.Gif,
        FileKind.Bmp => MagickFormat.Bmp,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a picture."),
    };

    private static bool Confine()
    {
        var configuration = ConfigurationFiles.Default;
        configuration.Policy.Data = Policy;
        MagickNET.Initialize(configuration);
        // Sides are bounded by their product, before this (see ImageFile): a strip may be long.
        ResourceLimits.Width = 10_000_000;
        ResourceLimits.Height = 10_000_000;
        ResourceLimits.Memory = 1_000_000_000;
        ResourceLimits.Area = 500_000_000;
        ResourceLimits.Disk = 0;
        ResourceLimits.ListLength = 1000;
        ResourceLimits.Thread = 1;
        return true;
    }
}

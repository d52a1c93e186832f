using ImageMagick;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Pictures;

/// <summary>An image file, whose pictures are its pages. Their number and sizes are known before a pixel is decoded.</summary>
internal sealed class ImageFile
{
    private const int MaxAnimationFrames = 100;

    private readonly string _path;
    private readonly FileKind _kind;

    /// <exception cref="UnreadableException">It has too many pictures, or too large ones, or this machine cannot decode its kind.</exception>
    /// <exception cref="MagickException">It is damaged.</exception>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public ImageFile(string path, FileKind kind, ReadLimits limits)
    {
        (_path, _kind) = (path, kind);
        if (!Magick.CanRead(kind))
        {
            throw new UnreadableException("Pictures of this kind cannot be decoded on this machine. Save it as JPEG or PNG and bring it in again.");
        }

        using var file = File.OpenRead(path);
        Frames = kind is FileKind.Tiff ? TiffHeads.Read(file, limits.MaxPages) : [ReadHead(file)];
        if (Frames.Any(frame => (long)frame.Width * frame.Height > limits.MaxPixels))
        {
            throw new UnreadableException("The picture is too large to be drawn. Make it smaller and bring it in again.");
        }
    }

    /// <summary>One for each page.</summary>
    public IReadOnlyList<ImageFrame> Frames { get; }

    /// <summary>How many pictures an animation has, at most 100. Only the first is a page.</summary>
    public int AnimationFrames { get; private set; } = 1;

    /// <summary>Decodes one picture: upright, on white, in plain red, green, blue or grey.</summary>
    /// <param name="page">From 1.</param>
    /// <param name="longSide">How many pixels the long side is to have, by the picture's width and height in pixels.</param>
    /// <param name="grey">Without colour.</param>
    /// <exception cref="MagickException">It is damaged, or takes too much memory.</exception>
    public Raster Draw(int page, Func<int, int, int> longSide, bool grey)
    {
        var frame = Frames[page - 1];
        var wanted = longSide(frame.Width, frame.Height);
        using var file = File.OpenRead(_path);
        using var image = Magick.Read(file, _kind, page - 1, wanted);
        image.AutoOrient();
        image.BackgroundColor = MagickColors.White;
        image.Alpha(AlphaAction.Remove);
        Resize(image, wanted);
        image.ColorSpace = grey ? ColorSpace.Gray : ColorSpace.sRGB;
        using var pixels = image.GetPixelsUnsafe();
        var bytes = pixels.ToByteArray(grey ? "R" : "RGB") ?? throw new InvalidDataException("The picture has no pixels.");
        return new Raster(page, (int)image.Width, (int)image.Height, grey ? 1 : 3, bytes);
    }

    // By area alone: no pixel of the result knows more than the pixels it stands for.
    private static void Resize(MagickImage image, int longSide)
    {
        var factor = longSide / (double)Math.Max(image.Width, image.Height);
        image.FilterType = factor < 1 ? FilterType.Box : FilterType.Mitchell;
        image.Resize(new MagickGeometry((uint)Math.Max(1, Math.Round(image.Width * factor)), (uint)Math.Max(1, Math.Round(image.Height * factor))) { IgnoreAspectRatio = true });
    }

    private ImageFrame ReadHead(FileStream file)
    {
        using var heads = Magick.Ping(file, _kind, _kind is FileKind.Gif or FileKind.Webp ? MaxAnimationFrames : 1);
        AnimationFrames = heads.Count;
        return ImageFrame.Of(heads[0]);
    }
}

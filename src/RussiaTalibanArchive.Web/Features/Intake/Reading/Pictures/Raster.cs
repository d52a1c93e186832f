namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Pictures;

/// <summary>A picture of a page as bare pixels, which carry nothing else of the file.</summary>
/// <param name="Page">From 1.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Channels">Bytes for each pixel: 1 for grey, 3 for red, green, blue.</param>
/// <param name="Pixels">Row by row from the top left.</param>
internal sealed record Raster(int Page, int Width, int Height, int Channels, byte[] Pixels)
{
    // Enough for the smear of a picture that was shrunk, or whose colours are coarser than its pixels.
    private const int Margin = 2;

    /// <summary>Paints boxes solid black, a little larger than they are.</summary>
    public void Cover(IEnumerable<PageBox> boxes)
    {
        foreach (var box in boxes.Where(box => box.Page == Page))
        {
            var left = First(box.X, Width);
            var width = Last((long)box.X + box.Width, Width) - left;
            for (var y = First(box.Y, Height); y < Last((long)box.Y + box.Height, Height) && width > 0; y++)
            {
                Pixels.AsSpan(((y * Width) + left) * Channels, width * Channels).Clear();
            }
        }
    }

    /// <summary>A smaller picture. Each of its pixels is the mean of nine, evenly spread over the part of this one that it stands for.</summary>
    public Raster Shrunk(int width, int height)
    {
        var (across, down) = (Samples(Width, width), Samples(Height, height));
        var small = new Raster(Page, width, height, Channels, new byte[width * height * Channels]);
        for (int y = 0, to = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                for (var channel = 0; channel < Channels; channel++)
                {
                    small.Pixels[to++] = Mean(across.AsSpan(3 * x, 3), down.AsSpan(3 * y, 3), channel);
                }
            }
        }

        return small;
    }

    private static int[] Samples(int from, int to) => [.. Enumerable.Range(0, 3 * to).Select(sample => (int)(((2L * sample) + 1) * from / (6 * to)))];

    private byte Mean(ReadOnlySpan<int> across, ReadOnlySpan<int> down, int channel)
    {
        var sum = 0;
        foreach (var y in down)
        {
            var row = y * Width;
            foreach (var x in across)
            {
                sum += Pixels[((row + x) * Channels) + channel];
            }
        }

        return (byte)(sum / 9);
    }

    private static int First(long tenThousandths, int size) => (int)Math.Clamp((tenThousandths * size / 10_000) - Margin, 0, size);

    private static int Last(long tenThousandths, int size) => (int)Math.Clamp(((tenThousandths * size) + 9_999) / 10_000 + Margin, 0, size);
}

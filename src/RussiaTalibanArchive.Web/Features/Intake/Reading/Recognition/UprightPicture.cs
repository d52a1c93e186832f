using RussiaTalibanArchive.Web.Features.Intake.Reading.Pictures;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Recognition;

/// <summary>A grey picture turned so that its lines run across, and the way back to the page.</summary>
/// <param name="Page">As the page is shown.</param>
/// <param name="Turn">Degrees clockwise: 0, 90, 180 or 270.</param>
internal sealed record UprightPicture(Raster Page, int Turn)
{
    /// <summary>What is to be recognised.</summary>
    public Raster Picture { get; } = Turn == 0 ? Page : Turned(Page, Turn);

    /// <summary>Where a box of pixels on <see cref="Picture"/> lies on the page, in ten-thousandths.</summary>
    public WordBox OnPage(WordBox word)
    {
        var (x, y, width, height) = Turn switch
        {
            90 => (word.Y, Page.Height - word.X - word.Width, word.Height, word.Width),
            180 => (Page.Width - word.X - word.Width, Page.Height - word.Y - word.Height, word.Width, word.Height),
            270 => (Page.Width - word.Y - word.Height, word.X, word.Height, word.Width),
            _ => (word.X, word.Y, word.Width, word.Height),
        };
        var (left, top) = (Share(x, Page.Width), Share(y, Page.Height));
        return word with { X = left, Y = top, Width = Share(x + width, Page.Width) - left, Height = Share(y + height, Page.Height) - top };
    }

    private static int Share(int pixels, int all) => (int)Math.Clamp(pixels * 10_000L / all, 0, 10_000);

    private static Raster Turned(Raster page, int turn)
    {
        var (width, height) = turn == 180 ? (page.Width, page.Height) : (page.Height, page.Width);
        var turned = new byte[page.Pixels.Length];
        for (int y = 0, from = 0; y < page.Height; y++)
        {
            for (var x = 0; x < page.Width; x++, from++)
            {
                var (column, row) = turn switch
                {
                    90 => (page.Height - 1 - y, x),
                    180 => (page.Width - 1 - x, page.Height - 1 - y),
                    _ => (y, page.Width - 1 - x),
                };
                turned[(row * width) + column] = page.Pixels[from];
            }
        }

        return page with { Width = width, Height = height, Pixels = turned };
    }
}

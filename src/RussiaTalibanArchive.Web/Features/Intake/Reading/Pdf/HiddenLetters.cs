using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Graphics.Colors;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Pdf;

/// <summary>
/// Tells the letters of a page that nobody sees. Dark letters on a dark rectangle cannot be read whichever was drawn first, which
/// is how words are "blacked out" by those who do not know better; so cannot white letters on nothing, tiny ones, and those that are not drawn at all.
/// </summary>
internal sealed class HiddenLetters
{
    private const double Dark = 0.35;
    private const double White = 0.97;
    private const double MinSize = 1.5;
    private const int MaxBoxes = 5_000;

    private readonly bool _hasPicture;
    private readonly List<PdfRectangle> _dark = [];
    private readonly List<PdfRectangle> _coloured = [];

    /// <param name="page">The page.</param>
    /// <param name="hasPicture">Whether a picture covers much of it: then letters that are not drawn are a layer of recognised text.</param>
    public HiddenLetters(Page page, bool hasPicture)
    {
        _hasPicture = hasPicture;
        foreach (var path in page.Paths.Where(p => p.IsFilled).Take(MaxBoxes))
        {
            foreach (var box in path.Where(s => s.Commands.Count <= 6).Select(s => s.GetBoundingRectangle()).OfType<PdfRectangle>())
            {
                var light = LightOf(path.FillColor);
                (light < Dark ? _dark : light < White ? _coloured : [])?.Add(box);
            }
        }
    }

    /// <summary>What kind of finding the letter is; <see langword="null"/> when it can be seen.</summary>
    public FindingKind? KindOf(Letter letter)
    {
        var light = LightOf(letter.FillColor ?? letter.Color);
        var middle = letter.BoundingBox.Centroid;
        if (letter.RenderingMode is TextRenderingMode.Neither or TextRenderingMode.NeitherClip)
        {
            return _hasPicture ? null : FindingKind.HiddenContent;
        }

        return light < Dark && _dark.Exists(box => Holds(box, middle)) ? FindingKind.CoveredText
            : letter.PointSize is > 0 and < MinSize ? FindingKind.HiddenContent
            : light > White && !_hasPicture && !_dark.Exists(box => Holds(box, middle)) && !_coloured.Exists(box => Holds(box, middle)) ? FindingKind.HiddenContent
            : null;
    }

    private static bool Holds(PdfRectangle box, PdfPoint point) => point.X >= box.Left && point.X <= box.Right && point.Y >= box.Bottom && point.Y <= box.Top;

    /// <summary>From 0, black, to 1, white; a pattern counts as something between.</summary>
    private static double LightOf(IColor? colour)
    {
        try
        {
            var (r, g, b) = colour?.ToRGBValues() ?? (0, 0, 0);
            return (0.299 * (double)r) + (0.587 * (double)g) + (0.114 * (double)b);
        }
        catch (Exception e) when (e is InvalidOperationException or NotSupportedException or NotImplementedException)
        {
            return 0.5;
        }
    }
}

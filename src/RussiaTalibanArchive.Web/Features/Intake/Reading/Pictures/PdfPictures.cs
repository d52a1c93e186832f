using System.Globalization;
using System.Text.RegularExpressions;
using RussiaTalibanArchive.Web.Features.Intake.Reading.Pdf;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Pictures;

/// <summary>A page as drawn, or that it could not be.</summary>
/// <param name="Page">From 1.</param>
/// <param name="Raster"><see langword="null"/> when it could not be drawn.</param>
/// <param name="TookTooLong">Why not: it was given up after a time.</param>
internal sealed record DrawnPdfPage(int Page, Raster? Raster, bool TookTooLong = false);

/// <summary>
/// Draws pages of a PDF: by <c>pdftoppm</c> of Poppler, or where that is missing by PDFium's WebAssembly build under Node.js.
/// What is drawn is what a reader sees: the crop box, turned as the file says.
/// </summary>
internal sealed partial class PdfPictures
{
    // Beyond it pdftoppm would take gigabytes.
    private const int MaxLongSide = 20_000;
    private const long MaxPixels = 60_000_000;
    private const int MaxFailures = 20;
    private const double PointsOfA4 = 841.89;

    private readonly ReadJob _job;
    private readonly OutsideTools _tools;
    private readonly TimeSpan _patience;
    private readonly Lazy<Dictionary<int, (double Width, double Height)>> _sizes;

    /// <param name="job">The file, its password and its pages.</param>
    /// <param name="tools">Where programs lie.</param>
    /// <param name="patience">After it a page is given up.</param>
    /// <exception cref="UnreadableException">There is nothing to draw with.</exception>
    public PdfPictures(ReadJob job, OutsideTools tools, TimeSpan patience)
    {
        (_job, _tools, _patience) = (job, tools, patience);
        _sizes = new(ReadSizes);
        if (tools.PathOf("pdftoppm") is null && tools.PathOf("node") is null)
        {
            throw new UnreadableException("Pictures of this file's pages need a program that is not installed: {0}.", "pdftoppm") { MissingTool = "pdftoppm" };
        }
    }

    /// <summary>
    /// Draws pages one after another, in order. One that fails does not keep the others from being drawn, unless 20 fail in a row.
    /// </summary>
    /// <param name="pages">From 1, in any order.</param>
    /// <param name="longSide">How many pixels the long side of a page is to have, by the page's width and height in points.</param>
    /// <param name="grey">Without colour.</param>
    public IEnumerable<DrawnPdfPage> Draw(IEnumerable<int> pages, Func<double, double, int> longSide, bool grey)
    {
        var waiting = new Queue<(int Page, int LongSide)>(pages.Distinct().Order().Select(page => (page, LongSide(page, longSide))));
        for (var failures = 0; waiting.Count > 0 && failures < MaxFailures;)
        {
            foreach (var drawn in DrawRun(waiting, grey))
            {
                failures = drawn.Raster is null ? failures + 1 : 0;
                yield return drawn;
            }
        }

        foreach (var (page, _) in waiting)
        {
            yield return new(page, null);
        }
    }

    /// <summary>Draws the first page and its neighbours of the same size in one run, which ends early at a page that fails.</summary>
    private IEnumerable<DrawnPdfPage> DrawRun(Queue<(int Page, int LongSide)> waiting, bool grey)
    {
        var (first, size) = waiting.Peek();
        var last = waiting.TakeWhile((next, index) => next == (first + index, size)).Last().Page;
        using var program = Start(first, last, size, grey);
        var output = new BufferedStream(program.Output, 1 << 16);
        for (var page = first; page <= last; page++)
        {
            waiting.Dequeue();
            var drawn = Next(program, output, page);
            yield return drawn;
            if (drawn.Raster is null)
            {
                yield break;
            }
        }
    }

    private DrawnPdfPage Next(OutsideProgram program, Stream output, int page)
    {
        using var limit = program.EndAfter(_patience);
        try
        {
            return new(page, Netpbm.Read(output, page, Math.Min(MaxPixels, _job.Limits.MaxPixels)), limit.HasStruck);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            return new(page, null, limit.HasStruck);
        }
    }

    private OutsideProgram Start(int first, int last, int longSide, bool grey)
    {
        var (from, to, size) = (Text(first), Text(last), Text(longSide));
        if (_tools.PathOf("pdftoppm") is { } pdftoppm)
        {
            return OutsideProgram.Start(pdftoppm, ["-f", from, "-l", to, "-scale-to", size, "-cropbox", .. grey ? ["-gray"] : Array.Empty<string>(), .. Poppler.Password(_job), _job.Input]);
        }

        var script = Path.Combine(AppContext.BaseDirectory, "pdfium", "draw-pdf.mjs");
        return OutsideProgram.Start(_tools.PathOf("node")!, [script, _job.Input, from, to, size, grey ? "grey" : "colour"], ("PDF_PASSWORD", _job.Password ?? ""));
    }

    private int LongSide(int page, Func<double, double, int> wanted)
    {
        var (width, height) = _sizes.Value.TryGetValue(page, out var size) ? size : (PointsOfA4 / Math.Sqrt(2), PointsOfA4);
        var most = Math.Sqrt(Math.Min(MaxPixels, _job.Limits.MaxPixels) * 0.98 * Math.Max(width, height) / Math.Min(width, height));
        return (int)Math.Clamp(wanted(width, height), 16, Math.Min(most, MaxLongSide));
    }

    /// <summary>Page sizes in points, as <c>pdfinfo</c> gives them; empty where it cannot.</summary>
    private Dictionary<int, (double Width, double Height)> ReadSizes()
    {
        var sizes = new Dictionary<int, (double, double)>();
        if (_tools.PathOf("pdfinfo") is not { } pdfinfo || _tools.PathOf("pdftoppm") is null)
        {
            return sizes;
        }

        try
        {
            var answer = OutsideProgram.Run(pdfinfo, ["-f", Text(_job.Pages.Min()), "-l", Text(_job.Pages.Max()), .. Poppler.Password(_job), _job.Input], null, _patience, 16 << 20);
            foreach (Match match in PageSize().Matches(System.Text.Encoding.UTF8.GetString(answer.Output)))
            {
                sizes[Whole(match, "page")] = (Number(match, "width"), Number(match, "height"));
            }
        }
        catch (Exception exception) when (exception is TimeoutException or InvalidDataException or FormatException or OverflowException)
        {
            // Every page is then taken for an A4 one, and its picture bounded all the same.
        }

        return sizes;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Whole(Match match, string name) => int.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture);

    private static double Number(Match match, string name) => Math.Max(0.1, double.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"^Page +(?<page>\d{1,9}) size: +(?<width>[0-9.e+]+) x (?<height>[0-9.e+]+) pts", RegexOptions.NonBacktracking | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex PageSize();
}

using System.Collections.Concurrent;
using ImageMagick;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Pictures;

/// <summary>Makes the pictures of pages, and says of each what became of it (see <see cref="DrawnPage"/>).</summary>
public static class PagePictures
{
    private static readonly string Damaged = Words.Key("This page could not be drawn: the file is damaged there.");
    private static readonly string TookTooLong = Words.Key("This page took too long to draw.");
    private static readonly string TooLarge = Words.Key("This page is too large to be drawn.");

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <param name="job">Which pages of which file, and what to paint over.</param>
    /// <param name="progress">Is told how many pages are done, drawn or not.</param>
    /// <exception cref="UnreadableException">No page can be drawn, for a reason that a person can act on.</exception>
    public static void Draw(ReadJob job, Action<int> progress) => Draw(job, progress, OutsideTools.Here, Patience);

    internal static void Draw(ReadJob job, Action<int> progress, OutsideTools tools, TimeSpan patience)
    {
        ArgumentNullException.ThrowIfNull(job);
        var done = 0;
        var saying = new Lock();
        var pages = job.Kind is FileKind.Pdf ? OfPdf(job, new PdfPictures(job, tools, patience)) : OfImage(job, new ImageFile(job.Input, job.Kind ?? FileKind.Unknown, job.Limits));
        // The drawing of the next page goes on while earlier ones are encoded.
        Parallel.ForEach(Partitioner.Create(pages, EnumerablePartitionerOptions.NoBuffering), new() { MaxDegreeOfParallelism = Environment.ProcessorCount }, page =>
        {
            Write(job, page);
            lock (saying)
            {
                progress(++done);
            }
        });
    }

    private static void Write(ReadJob job, (int Page, Raster? Raster, string? Failure) page)
    {
        if (page.Raster is null)
        {
            PictureWriter.Note(job.Output, new(page.Page, 0, 0, page.Failure));
            return;
        }

        page.Raster.Cover(job.Redactions);
        PictureWriter.Write(job.Output, page.Raster);
    }

    private static IEnumerable<(int Page, Raster? Raster, string? Failure)> OfPdf(ReadJob job, PdfPictures pictures) => pictures
        .Draw(job.Pages, PictureWriter.LongSide, grey: false)
        .Select(page => (page.Page, page.Raster, (string?)(page.TookTooLong ? TookTooLong : Damaged)));

    private static IEnumerable<(int Page, Raster? Raster, string? Failure)> OfImage(ReadJob job, ImageFile file) =>
        job.Pages.Distinct().Order().Select(page => OfFrame(file, page));

    private static (int Page, Raster? Raster, string? Failure) OfFrame(ImageFile file, int page)
    {
        try
        {
            return page > file.Frames.Count ? (page, null, Damaged) : (page, file.Draw(page, LongSide, grey: false), null);
        }
        catch (Exception exception) when (exception is MagickResourceLimitErrorException or MagickCacheErrorException)
        {
            return (page, null, TooLarge);
        }
        catch (Exception exception) when (exception is MagickException or InvalidDataException)
        {
            return (page, null, Damaged);
        }
    }

    private static int LongSide(int width, int height) => Math.Min(PictureWriter.LongSide(width, height), Math.Max(width, height));
}

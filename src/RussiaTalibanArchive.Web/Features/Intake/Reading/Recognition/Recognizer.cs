using System.Collections.Concurrent;
using System.Text.Json;
using ImageMagick;
using RussiaTalibanArchive.Web.Features.Intake.Reading.Pictures;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Recognition;

/// <summary>Recognises the words of pages that hold none. Each page is written as soon as it is done, so that an interruption keeps it.</summary>
public static class Recognizer
{
    private const double LongSideOfA4 = 3508; // At 300 dots an inch.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <param name="job">Which pages of which file. Pages that have their result already are passed over.</param>
    /// <param name="progress">Is told how many pages are done, recognised or not.</param>
    /// <exception cref="UnreadableException">Nothing can be recognised: a program or a model is missing.</exception>
    public static void Recognise(ReadJob job, Action<int> progress)
    {
        ArgumentNullException.ThrowIfNull(job);
        Directory.CreateDirectory(Path.Combine(job.Output, "pages"));
        var recognition = new PageRecognition(new Tesseract(OutsideTools.Here, Patience), job.Language, earlierModel: null);
        var done = 0;
        var saying = new Lock();
        UnreadableException? refusal = null;
        var pages = job.Pages.Where(page => !File.Exists(ReadOutput.PageFile(job.Output, page))).ToList();
        Parallel.ForEach(Partitioner.Create(PicturesOf(job, pages), EnumerablePartitionerOptions.NoBuffering), new() { MaxDegreeOfParallelism = Environment.ProcessorCount }, picture =>
        {
            try
            {
                Write(job.Output, recognition.Recognise(picture.Raster, picture.Width, picture.Height));
            }
            catch (UnreadableException e)
            {
                refusal = e;
            }
            catch (Exception e) when (e is TimeoutException or InvalidDataException or IOException)
            {
                // A page without its file has failed; the others go on.
            }

            lock (saying)
            {
                progress(++done);
            }
        });
        if (refusal is not null)
        {
            throw refusal;
        }
    }

    /// <summary>Grey pictures of the pages, and the sizes of the pages in points.</summary>
    private static IEnumerable<(Raster Raster, double Width, double Height)> PicturesOf(ReadJob job, List<int> pages)
    {
        if (job.Kind is FileKind.Pdf)
        {
            var scale = 72.0 / 300;
            return new PdfPictures(job, OutsideTools.Here, Patience).Draw(pages, (width, height) => (int)(Math.Max(width, height) / scale), grey: true)
                .Where(page => page.Raster is not null).Select(page => (page.Raster!, page.Raster!.Width * scale, page.Raster!.Height * scale));
        }

        var file = new ImageFile(job.Input, job.Kind ?? FileKind.Unknown, job.Limits);
        return pages.Where(page => page <= file.Frames.Count).Select(page => (Raster: TryDraw(file, page), file.Frames[page - 1].WidthPoints, file.Frames[page - 1].HeightPoints))
            .Where(page => page.Raster is not null).Select(page => (page.Raster!, page.WidthPoints, page.HeightPoints));
    }

    private static Raster? TryDraw(ImageFile file, int page)
    {
        try
        {
            return file.Draw(page, LongSide, grey: true);
        }
        catch (Exception e) when (e is MagickException or InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>A small picture is enlarged, at most three times, to what Tesseract reads best.</summary>
    private static int LongSide(int width, int height)
    {
        var side = Math.Max(width, height);
        return (int)(side < LongSideOfA4 / 3 ? Math.Min(side * 3, LongSideOfA4) : Math.Min(side, LongSideOfA4 * 1.5));
    }

    private static void Write(string folder, ReadPage page)
    {
        var path = ReadOutput.PageFile(folder, page.Number);
        File.WriteAllBytes(path + ".part", JsonSerializer.SerializeToUtf8Bytes(page, ReadJson.Default.ReadPage));
        File.Move(path + ".part", path, overwrite: true);
    }
}

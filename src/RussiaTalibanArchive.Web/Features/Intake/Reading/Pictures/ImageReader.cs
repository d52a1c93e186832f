using System.Globalization;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Pictures;

/// <summary>Reads image files: a page for each picture, whose words are to be recognised, and what the file says of itself.</summary>
public static class ImageReader
{
    /// <param name="job">The file; its kind is <see cref="ReadJob.Kind"/>, or else what <paramref name="output"/> says.</param>
    /// <param name="output">Gets pages and findings.</param>
    /// <exception cref="UnreadableException">It has too many pictures, or too large ones, or this machine cannot decode its kind.</exception>
    public static void Read(ReadJob job, ReadOutput output)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(output);
        var kind = job.Kind ?? output.Reading.Kind;
        var file = new ImageFile(job.Input, kind, job.Limits);
        for (var page = 1; page <= file.Frames.Count; page++)
        {
            var frame = file.Frames[page - 1];
            output.AddPage(new() { Number = page, Source = TextSource.Wanted, WidthPoints = frame.WidthPoints, HeightPoints = frame.HeightPoints });
        }

        if (file.AnimationFrames > 1)
        {
            output.Find(FindingKind.HiddenContent, "Animation", file.AnimationFrames.ToString(CultureInfo.InvariantCulture));
        }

        ImageFindings.Find(job.Input, kind, output);
    }
}

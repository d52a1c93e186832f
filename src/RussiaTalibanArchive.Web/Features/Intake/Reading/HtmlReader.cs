using AngleSharp.Html.Dom;
using MimeKit;
using RussiaTalibanArchive.Web.Features.Intake.Reading.Texts;
using RussiaTalibanArchive.Web.Features.Intake.Reading.Messages;
using RussiaTalibanArchive.Web.Features.Intake.Reading.WebPages;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading;

/// <summary>Reads a web page, or one that was saved with its pictures as MHTML.</summary>
public static class HtmlReader
{
    private const int MaxTitle = 500;

    /// <exception cref="UnreadableException">The page is too large or nested too deeply, or an archive of a page holds none.</exception>
    public static void Read(ReadJob job, ReadOutput output)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(output);
        if ((job.Kind ?? FileTypes.Tell(job.Input, job.Name)) == FileKind.Mhtml)
        {
            ReadWebArchive(job, output);
            return;
        }

        if (new FileInfo(job.Input).Length > HtmlParsing.MaxBytes)
        {
            throw HtmlParsing.TooLarge();
        }

        Read(File.ReadAllBytes(job.Input), declared: null, job, output);
    }

    private static void ReadWebArchive(ReadJob job, ReadOutput output)
    {
        using var file = new FileStream(job.Input, FileMode.Open, FileAccess.Read, FileShare.Read);
        using var archive = MimeLoading.Load(file);
        foreach (var head in archive.Headers.Where(h => h.Field is "Snapshot-Content-Location" or "From" or "Date" or "X-MimeOLE" or "Content-Location"))
        {
            output.Find(head.Id == HeaderId.Date ? FindingKind.Time : head.Field == "X-MimeOLE" ? FindingKind.Tool : FindingKind.Path, head.Field, head.Value);
        }

        var page = MimeLoading.Parts(archive.Body).OfType<MimePart>().FirstOrDefault(part => part.ContentType.IsMimeType("text", "html"))
            ?? throw new UnreadableException("The saved web page holds no page. Save it again, or as PDF.");
        Read(MimeLoading.Bytes(page, HtmlParsing.MaxBytes) ?? throw HtmlParsing.TooLarge(), page.ContentType.Charset, job, output);
    }

    private static void Read(byte[] bytes, string? declared, ReadJob job, ReadOutput output)
    {
        var encoding = HtmlCharset.Of(bytes, job.Encoding, declared);
        output.Reading.Encoding = TextDecoding.NameOf(encoding);
        using var page = HtmlParsing.Parse(TextDecoding.Decode(bytes, encoding));
        output.Reading.Title = Title(page);
        var pages = new PageCutter(output);
        HtmlWords.Of(page, pages.Add);
        pages.Finish();
        HtmlFindings.Of(page, output);
    }

    private static string? Title(IHtmlDocument page) =>
        new[] { page.QuerySelector("h1")?.TextContent, page.QuerySelector("meta[property='og:title']")?.GetAttribute("content"), page.Title }
            .Select(OneLine).FirstOrDefault(title => title is not null);

    private static string? OneLine(string? text)
    {
        var words = TextNormalizer.Normalize(text is null ? "" : text.Length > 10_000 ? text[..10_000] : text).Split([' ', '\n', '\t', '\f'], StringSplitOptions.RemoveEmptyEntries);
        var line = string.Join(' ', words);
        return line.Length == 0 ? null : line.Length > MaxTitle ? line[..MaxTitle] : line;
    }
}

using RussiaTalibanArchive.Web.Features.Import;
using RussiaTalibanArchive.Web.Features.Intake.Reading.Office;
using RussiaTalibanArchive.Web.Features.Intake.Reading.Pdf;
using RussiaTalibanArchive.Web.Features.Intake.Reading.Pictures;
using RussiaTalibanArchive.Web.Features.Intake.Reading.Recognition;
using RussiaTalibanArchive.Web.Features.Intake.Workers;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading;

/// <summary>Gives a job to the reader of its kind. Runs in a worker process, never where the archive is served.</summary>
internal static class FileReaders
{
    public static void Do(ReadJob job, Action<WorkerLine> say)
    {
        void Progress(int pages) => say(new() { Pages = pages });
        switch (job.Step)
        {
            case ReadStep.Read:
                Read(job, say);
                break;
            case ReadStep.Recognise:
                Recognizer.Recognise(job, Progress);
                break;
            case ReadStep.Draw:
                PagePictures.Draw(job, Progress);
                break;
            default:
                ForeignArticles.Read(job);
                break;
        }
    }

    private static void Read(ReadJob job, Action<WorkerLine> say)
    {
        var output = new ReadOutput(job.Output, job.Limits, new FileInfo(job.Input).Length);
        var kind = FileTypes.Tell(job.Input, job.Name);
        output.Reading.Kind = kind;
        say(new() { Kind = kind });
        ReaderOf(kind, job)(job with { Kind = kind }, output);
        output.Finish();
    }

    private static Action<ReadJob, ReadOutput> ReaderOf(FileKind kind, ReadJob job) => kind switch
    {
        FileKind.Png or FileKind.Jpeg or FileKind.Tiff or FileKind.Webp or FileKind.Heic or FileKind.Gif or FileKind.Bmp => ImageReader.Read,
        FileKind.Pdf => PdfReader.Read,
        FileKind.Docx => WordReader.Read,
        FileKind.Xlsx => SheetReader.Read,
        FileKind.Pptx => SlidesReader.Read,
        FileKind.Odt or FileKind.Ods or FileKind.Odp => OpenDocumentReader.Read,
        FileKind.Rtf => RtfReader.Read,
        FileKind.Html or FileKind.Mhtml => HtmlReader.Read,
        FileKind.Eml or FileKind.Msg => MailReader.Read,
        FileKind.Text or FileKind.Markdown => PlainTextReader.Read,
        FileKind.Zip => ZipReader.Read,
        FileKind.Empty => throw new UnreadableException("The file is empty."),
        FileKind.OldOffice when OfficeEncryption.IsEncrypted(job.Input) => throw OfficeEncryption.Refusal(),
        FileKind.OldOffice => throw new UnreadableException("This is an Office file of before 2007. Save it in today's format (.docx, .xlsx, .pptx) or as PDF, and bring that in."),
        FileKind.Svg => throw new UnreadableException("This is a drawing in SVG, which can hold programs. Save it as PDF or PNG, and bring that in."),
        FileKind.OtherArchive => throw new UnreadableException("This kind of archive is not unpacked here. Unpack it, and bring in the files or a .zip of them."),
        FileKind.Polyglot => throw new UnreadableException("The file is two types at once, as attacks are. It is kept, and nothing of it is read. If you trust it, save it anew as one of them, and bring that in."),
        _ => throw new UnreadableException("This type of file is not understood. It is kept as it is. Save it as PDF or as text where it opens, and bring that in."),
    };
}

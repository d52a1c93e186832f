using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Intake;
using RussiaTalibanArchive.Web.Features.Intake.Reading;
using RussiaTalibanArchive.Web.Features.Intake.Reading.WebPages;
using RussiaTalibanArchive.Web.Features.Intake.Workers;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Import;

/// <summary>Reads articles out of text that came from outside. A web page is foreign markup, so a worker takes it apart.</summary>
public sealed class ForeignArticles(IOptions<ArchiveOptions> options)
{
    private const string Answer = "article.json";
    private const long MaxAnswerBytes = 64 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Reads an article out of a file as it came from a site.</summary>
    /// <param name="path">Where the file lies.</param>
    /// <param name="charset">The encoding that the site says it is in.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The article; <see langword="null"/> when the file is no page and no text.</returns>
    public async Task<ArticleRecord?> ReadFileAsync(string path, string? charset, CancellationToken cancellationToken)
    {
        var folder = new IntakeFolder(options, Guid.CreateVersion7());
        Directory.CreateDirectory(folder.Root);
        try
        {
            return await WorkAsync(new ReadJob { Step = ReadStep.Article, Input = path, Output = folder.Read, Encoding = charset }, folder, cancellationToken);
        }
        finally
        {
            folder.Delete();
        }
    }

    /// <returns>The article; <see langword="null"/> when the page could not be read.</returns>
    public async Task<ArticleRecord?> ReadAsync(string text, ArticleFormat format, CancellationToken cancellationToken)
    {
        if (format != ArticleFormat.Html)
        {
            return ArticleReader.Read(text, format);
        }

        var folder = new IntakeFolder(options, Guid.CreateVersion7());
        Directory.CreateDirectory(folder.Root);
        try
        {
            var input = Path.Combine(folder.Root, "page.html");
            await File.WriteAllTextAsync(input, text, cancellationToken);
            return await WorkAsync(new ReadJob { Step = ReadStep.Article, Input = input, Output = folder.Read, Kind = FileKind.Html, Encoding = "utf-8" }, folder, cancellationToken);
        }
        finally
        {
            folder.Delete();
        }
    }

    /// <summary>In the worker: takes the article out of a page, or of a plain text.</summary>
    public static void Read(ReadJob job)
    {
        ArgumentNullException.ThrowIfNull(job);
        var kind = job.Kind ?? FileTypes.Tell(job.Input, job.Name);
        if (kind is not (FileKind.Html or FileKind.Text or FileKind.Markdown))
        {
            throw new UnreadableException("The file is no web page.");
        }

        var bytes = File.ReadAllBytes(job.Input);
        var text = TextNormalizer.Normalize(TextDecoding.Decode(bytes, HtmlCharset.Of(bytes, null, job.Encoding)));
        var article = kind == FileKind.Html ? HtmlArticle.Read(text) : ArticleReader.Read(text, ArticleReader.FormatOfText(text));
        File.WriteAllText(Path.Combine(job.Output, Answer), ItemJson.Write(article));
    }

    private async Task<ArticleRecord?> WorkAsync(ReadJob job, IntakeFolder folder, CancellationToken cancellationToken)
    {
        try
        {
            var end = await new WorkerProcess(job, new(Patience, Patience, (long)options.Value.WorkerMemoryMegabytes << 20, 1L << 30)).RunAsync(cancellationToken);
            var answer = new FileInfo(Path.Combine(folder.Read, Answer));
            return end.Problem is null && answer is { Exists: true, LinkTarget: null, Length: < MaxAnswerBytes }
                ? ItemJson.Read<ArticleRecord>(await File.ReadAllTextAsync(answer.FullName, cancellationToken))
                : null;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}

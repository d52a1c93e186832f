using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Intake;
using RussiaTalibanArchive.Web.Features.Intake.Reading;
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
            var job = new ReadJob { Step = ReadStep.Article, Input = input, Output = folder.Read };
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
        finally
        {
            folder.Delete();
        }
    }

    /// <summary>In the worker: takes the article out of a page.</summary>
    public static void Read(ReadJob job)
    {
        ArgumentNullException.ThrowIfNull(job);
        var html = TextNormalizer.Normalize(File.ReadAllText(job.Input));
        File.WriteAllText(Path.Combine(job.Output, Answer), ItemJson.Write(HtmlArticle.Read(html)));
    }
}

using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Data;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Import;
using RussiaTalibanArchive.Web.Features.Intake.Reading;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Benchmarks;

/// <summary>Opening and reading a long document over HTTP, beside one of a single page, and quoting it: the time of the server, and what it sends.</summary>
internal sealed class ReadingBenchmark : IBenchmark
{
    private const int PageLength = 2_500;
    private const int Repeats = 40;

    public string Name => "reading";
    public string Description => "opening a long document, its leaves, finding in it, quoting it: reading [PAGES]";

    public async Task RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var pages = arguments.Select(a => int.TryParse(a, out var n) ? n : (int?)null).FirstOrDefault(n => n is not null) ?? 500;
        await using var archive = await BenchmarkArchive.StartAsync(cancellationToken);
        var address = await archive.ServeAsync(cancellationToken);
        await AddAsync(archive, "RTA-D0001", 1, cancellationToken);
        await AddAsync(archive, "RTA-D0002", pages, cancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        await MeasureAsync(client, "warm-up", "/documents/RTA-D0001", cancellationToken);
        await MeasureAsync(client, "1 page", "/documents/RTA-D0001", cancellationToken);
        await MeasureAsync(client, $"{pages} pages", "/documents/RTA-D0002", cancellationToken);
        await MeasureAsync(client, "in its middle", $"/documents/RTA-D0002?page={Math.Max(1, pages / 2)}", cancellationToken);
        await MeasureAsync(client, "beside its translation", "/documents/RTA-D0002?text=transcription.ar&beside=translation.en", cancellationToken);
        await MeasureAsync(client, "leaves near its end", $"/documents/RTA-D0002/leaves?text=transcription.ar&from={pages - 2}&to={pages - 1}", cancellationToken);
        await MeasureAsync(client, "words of a page", $"/documents/RTA-D0002/pages/{pages}/words", cancellationToken);
        await MeasureAsync(client, "finding a common word", "/documents/RTA-D0002/find?text=transcription.ar&q=" + Uri.EscapeDataString("على"), cancellationToken);
        await MeasureAsync(client, "finding a rare one", "/documents/RTA-D0002/find?text=transcription.ar&q=" + Uri.EscapeDataString("قلعة بعيدة"), cancellationToken);
        var (editor, token) = await archive.SignInAsync(address, "/documents/RTA-D0001", cancellationToken);
        using var sending = editor;
        await MeasureQuotingAsync(archive, editor, token, "quoting, 1 page", "RTA-D0001", cancellationToken);
        await MeasureQuotingAsync(archive, editor, token, $"quoting, {pages} pages", "RTA-D0002", cancellationToken);
    }

    /// <summary>Saves quotations of eight words, one after the other, each with two tags.</summary>
    private static async Task MeasureQuotingAsync(BenchmarkArchive archive, HttpClient editor, string token, string what, string reference, CancellationToken cancellationToken)
    {
        var body = await archive.WithAsync(services => services.GetRequiredService<ArchiveDbContext>().Texts
            .Where(t => t.Document.Reference == reference && t.Role == TextRole.Transcription).Select(t => t.Body).SingleAsync(cancellationToken));
        var words = body.Index().Where(c => !char.IsWhiteSpace(c.Item) && (c.Index == 0 || char.IsWhiteSpace(body[c.Index - 1]))).Select(c => c.Index).ToArray();
        var times = new List<double>();
        for (var i = 0; i <= Repeats; i++)
        {
            var (start, end) = (words[i * 8], words[(i * 8) + 8]);
            using var form = new FormUrlEncodedContent(
            [
                new("__token", token), new("Text", "transcription.ar"), new("Places", $"{start}-{start + body[start..end].TrimEnd().Length}"), new("Tags", "+measured, +quoted"),
            ]);
            var watch = Stopwatch.StartNew();
            using var answer = await editor.PostAsync($"/editor/documents/{reference}/quote", form, cancellationToken);
            var said = await answer.Content.ReadAsStringAsync(cancellationToken);
            times.Add(watch.Elapsed.TotalMilliseconds);
            if (!said.Contains("RTA-Q", StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"Nothing was quoted: {answer.StatusCode} {said}");
            }
        }

        Print(what, times, 0);
    }

    private static async Task AddAsync(BenchmarkArchive archive, string reference, int pages, CancellationToken cancellationToken)
    {
        var original = Pages(pages, "ar");
        var line = ItemJson.Write(new DocumentRecord
        {
            Reference = reference,
            Title = "وثيقة للقياس",
            Language = "ar",
            Texts = [new() { Language = "ar", Role = TextRole.Transcription, Text = original }, new() { Language = "en", Role = TextRole.Translation, Text = Pages(pages, "en") }],
            Status = ItemStatus.Public,
        });
        await archive.WithAsync(async services =>
        {
            await services.GetRequiredService<ItemsImporter>().ImportAsync(new[] { line }.ToAsyncEnumerable(), new ImportOptions(), progress: null, cancellationToken);
            var db = services.GetRequiredService<ArchiveDbContext>();
            var text = await db.Texts.Where(t => t.Document.Reference == reference && t.Role == TextRole.Transcription).Select(t => new { t.Id, t.DocumentId, t.Body }).SingleAsync(cancellationToken);
            foreach (var (page, index) in text.Body.Split('\f').Select((p, i) => (p, i)))
            {
                db.DocumentPages.Add(new() { DocumentId = text.DocumentId, Number = index + 1, Sha256 = new string('0', 64), Source = TextSource.Recognised, Picture = Guid.CreateVersion7(), PictureWidth = 1240, PictureHeight = 1754 });
                db.PageWords.Add(new() { DocumentId = text.DocumentId, Number = index + 1, TextId = text.Id, Boxes = PageWords.Pack(Words(page)) });
            }

            return await db.SaveChangesAsync(cancellationToken);
        });
    }

    private static string Pages(int count, string language) => string.Join('\f', new GeneratedDocuments(count, PageLength, seed: 5).Texts(language));

    private static IEnumerable<WordBox> Words(string page)
    {
        var (at, number) = (0, 0);
        foreach (var word in page.Split(' ', '\n'))
        {
            if (word.Length > 0)
            {
                yield return new(at, word.Length, 9000 - (number % 10 * 800), 500 + (number / 10 * 180), 700, 150, 90);
                number++;
            }

            at += word.Length + 1;
        }
    }

    private static async Task MeasureAsync(HttpClient client, string what, string path, CancellationToken cancellationToken)
    {
        var times = new List<double>();
        var length = 0L;
        for (var i = 0; i <= Repeats; i++)
        {
            var watch = Stopwatch.StartNew();
            using var answer = await client.GetAsync(path, cancellationToken);
            var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
            times.Add(watch.Elapsed.TotalMilliseconds);
            length = body.Length;
            answer.EnsureSuccessStatusCode();
        }

        Print(what, times, length);
    }

    /// <param name="what">What was measured.</param>
    /// <param name="times">Milliseconds; the first apart from the others.</param>
    /// <param name="length">Bytes answered.</param>
    private static void Print(string what, List<double> times, long length)
    {
        var first = times[0];
        times.RemoveAt(0);
        times.Sort();
        Console.WriteLine($"{what,-24} first {first,6:0} ms   median {times[times.Count / 2],6:0.0} ms   slowest of {Repeats} {times[^1],6:0} ms   {length / 1000.0,7:0.0} kB");
    }
}

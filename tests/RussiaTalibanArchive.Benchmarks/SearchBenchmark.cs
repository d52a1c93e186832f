using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Data;
using RussiaTalibanArchive.Web.Features.Import;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Search;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Benchmarks;

/// <summary>
/// Searches of every sort over a corpus: the statements alone, the whole page, and beside them a plain design on the same texts. The
/// corpus is a file of JSON lines (<c>title</c>, <c>date</c>, <c>language</c>, <c>body</c>; <c>.gz</c> too) or generated. From a file
/// with fewer lines than are asked for more documents are made, of its paragraphs in another order.
/// </summary>
internal sealed class SearchBenchmark : IBenchmark
{
    private const int Rounds = 5;

    public string Name => "search";
    public string Description => "searches over a corpus, beside a plain design: search [FILE.jsonl[.gz]] [DOCUMENTS]";

    public async Task RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var wanted = arguments.Select(a => int.TryParse(a, out var n) ? n : (int?)null).FirstOrDefault(n => n is not null);
        var file = Array.Find(arguments, a => !int.TryParse(a, out _));
        await using var archive = await BenchmarkArchive.StartAsync(cancellationToken);
        var quality = new SearchQuality();
        var watch = Stopwatch.StartNew();
        var report = await archive.WithAsync(services => services.GetRequiredService<ItemsImporter>()
            .ImportAsync(Lines(file, wanted, quality).ToAsyncEnumerable(), new ImportOptions(), null, cancellationToken));
        var seconds = watch.Elapsed.TotalSeconds;
        Console.WriteLine($"{report.Added} documents imported and to be found in {seconds:0.0} s ({report.Added / seconds:0} a second), {report.Refused.Count} refused");
        await archive.WithAsync(services => PrepareAsync(services.GetRequiredService<ArchiveDbContext>(), cancellationToken));

        var queries = await archive.WithAsync(services => QueriesAsync(services.GetRequiredService<ArchiveDbContext>(), cancellationToken));
        var address = await archive.ServeAsync(cancellationToken);
        await archive.WaitUntilCalmAsync(cancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        var all = (Ours: new List<double>(), Plain: new List<double>(), Page: new List<double>(), Extra: new List<double>());
        Console.WriteLine($"{"search",-22}{"found",8}  statements p50 / max      plain p50 / max        page p50 / max (ms)");
        foreach (var (name, words, plain) in queries)
        {
            var (ours, plains, pages) = (new List<double>(), new List<double>(), new List<double>());
            var total = 0;
            for (var round = 0; round < Rounds; round++)
            {
                var clock = Stopwatch.StartNew();
                var text = await client.GetStringAsync($"/search?q={Uri.EscapeDataString(words)}", cancellationToken);
                pages.Add(clock.Elapsed.TotalMilliseconds);
                var (found, took) = await StatementsAsync(archive, words, cancellationToken);
                ours.Add(took);
                total = found.Total;
                plains.Add(await archive.WithAsync(services => PlainAsync(services.GetRequiredService<ArchiveDbContext>(), plain, cancellationToken)));
                if (round > 0)
                {
                    all.Extra.Add(Math.Max(0, pages[^1] - took));
                }
            }

            // The first round warms up what no search has needed before.
            foreach (var (list, to) in new[] { (ours, all.Ours), (plains, all.Plain), (pages, all.Page) })
            {
                list.RemoveAt(0);
                to.AddRange(list);
                list.Sort();
            }

            Console.WriteLine($"{name,-22}{(total > Searcher.MaxCounted ? "> " + Searcher.MaxCounted : total),8}  {ours[ours.Count / 2],8:0.0} / {ours[^1],6:0.0}   {plains[plains.Count / 2],10:0.0} / {plains[^1],8:0.0}   {pages[pages.Count / 2],8:0.0} / {pages[^1],6:0.0}");
        }

        foreach (var (name, times) in new[] { ("statements", all.Ours), ("plain design", all.Plain), ("whole page", all.Page), ("page without statements", all.Extra) })
        {
            times.Sort();
            Console.WriteLine($"{name,-26} p50 {At(times, 50),7:0.0}   p95 {At(times, 95),7:0.0}   max {times[^1],7:0.0} ms");
        }

        Console.WriteLine($"plain over ours at p95: {At(all.Plain, 95) / At(all.Ours, 95):0.0} times");
        await quality.PrintAsync(archive, cancellationToken);
        await LoadAsync(client, [.. queries.Select(q => q.Words)], cancellationToken);
    }

    private static double At(List<double> sorted, int percent) => sorted[Math.Min(sorted.Count - 1, sorted.Count * percent / 100)];

    private static async Task<(SearchFound Found, double Milliseconds)> StatementsAsync(BenchmarkArchive archive, string words, CancellationToken cancellationToken)
    {
        await using var scope = archive.Scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentViewer>().Use(new Viewer(null, "", null, true, false, false));
        var searcher = scope.ServiceProvider.GetRequiredService<Searcher>();
        var clock = Stopwatch.StartNew();
        var found = await searcher.FindAsync(new SearchAddress { Q = words }, cancellationToken);
        return (found, clock.Elapsed.TotalMilliseconds);
    }

    /// <summary>Sixteen readers: fifty searches a second in all, then as many as they can.</summary>
    private static async Task LoadAsync(HttpClient client, string[] words, CancellationToken cancellationToken)
    {
        foreach (var pause in new[] { TimeSpan.FromSeconds(16.0 / 50), TimeSpan.Zero })
        {
            var times = new System.Collections.Concurrent.ConcurrentBag<double>();
            var watch = Stopwatch.StartNew();
            await Task.WhenAll(Enumerable.Range(0, 16).Select(async reader =>
            {
                for (var i = 0; watch.Elapsed < TimeSpan.FromSeconds(15); i++)
                {
                    var due = (pause * i) + (pause * reader / 16);
                    if (due > watch.Elapsed)
                    {
                        await Task.Delay(due - watch.Elapsed, cancellationToken);
                    }

                    var clock = Stopwatch.StartNew();
                    await client.GetStringAsync($"/search?q={Uri.EscapeDataString(words[((reader * 5) + i) % words.Length])}", cancellationToken);
                    times.Add(clock.Elapsed.TotalMilliseconds);
                }
            }));
            List<double> sorted = [.. times.Order()];
            Console.WriteLine($"16 readers {(pause == TimeSpan.Zero ? "without a pause" : "who ask 50 a second")}: {times.Count / watch.Elapsed.TotalSeconds:0} searches/s, p50 {At(sorted, 50):0} ms, p95 {At(sorted, 95):0} ms");
        }
    }

    private static IEnumerable<string> Lines(string? file, int? wanted, SearchQuality quality)
    {
        if (file is null)
        {
            // Readers without an account search.
            return new GeneratedDocuments(wanted ?? 20_000, 2_500, seed: 4).Lines().Select(l => l.Replace("\"status\":\"internal\"", "\"status\":\"public\"", StringComparison.Ordinal));
        }

        return FromFile(file, wanted ?? int.MaxValue, quality);
    }

    private static IEnumerable<string> FromFile(string file, int wanted, SearchQuality quality)
    {
        var count = 0;
        for (var copy = 0; count < wanted; copy++)
        {
            var before = count;
            using var stream = File.OpenRead(file);
            using var lines = new StreamReader(file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream);
            while (count < wanted && lines.ReadLine() is { } line)
            {
                using var json = JsonDocument.Parse(line);
                var (title, language, body) = (One("title"), One("language"), One("body"));
                if (body is not { Length: > 0 })
                {
                    continue;
                }

                var random = new Random(copy);
                var paragraphs = body.Split('\n');
                if (copy > 0)
                {
                    random.Shuffle(paragraphs);
                }

                count++;
                var reference = $"RTA-D{count:0000}";
                if (wanted == int.MaxValue)
                {
                    quality.Add(reference, title ?? "", body);
                }

                yield return JsonSerializer.Serialize(new
                {
                    kind = "document",
                    reference,
                    title = string.IsNullOrWhiteSpace(title) ? "Untitled" : title.ReplaceLineEndings(" "),
                    language = language ?? "und",
                    date = One("date") is { Length: >= 10 } date ? date[..10] : null,
                    issuer = One("source"),
                    status = "public",
                    texts = new[] { new { language = language ?? "und", role = "transcription", text = string.Join('\n', paragraphs) } },
                });

                string? One(string name) => json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
            }

            if (wanted == int.MaxValue || count == before)
            {
                yield break;
            }
        }
    }

    /// <summary>Brings statistics up to date, and lays out the plain design: a row a document, ranked and marked by PostgreSQL.</summary>
    private static async Task<bool> PrepareAsync(ArchiveDbContext db, CancellationToken cancellationToken)
    {
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(30));
        await db.Database.ExecuteSqlRawAsync(
            """
            CREATE TABLE plain AS SELECT d.id, d.title, d.language, d.date_latest AS day, t.body, to_tsvector('simple', left(t.body, 500000)) AS words
            FROM documents d JOIN texts t ON t.document_id = d.id;
            CREATE INDEX ON plain USING gin (words);
            ANALYZE plain;
            """, cancellationToken);
        await db.Database.ExecuteSqlRawAsync("VACUUM ANALYZE search_items", cancellationToken);
        await db.Database.ExecuteSqlRawAsync("VACUUM ANALYZE search_passages", cancellationToken);
        var sizes = await db.Database.SqlQuery<string>(
            $"""
            SELECT (SELECT 'texts ' || pg_size_pretty(sum(octet_length(body))) FROM texts) || string_agg(', ' || relname || ' ' || pg_size_pretty(pg_table_size(c.oid)), '' ORDER BY relname) AS "Value"
            FROM pg_class c WHERE relname IN ('search_items', 'search_passages', 'ix_search_items_words', 'ix_search_items_heads')
            """).SingleAsync(cancellationToken);
        Console.WriteLine(sizes);
        return true;
    }

    /// <summary>Words of the corpus by how many documents have them, and what can be asked with them.</summary>
    private static async Task<List<(string Name, string Words, string Plain)>> QueriesAsync(ArchiveDbContext db, CancellationToken cancellationToken)
    {
        var count = await db.SearchItems.IgnoreQueryFilters().CountAsync(cancellationToken);
        var stats = await db.Database.SqlQuery<WordStat>(
            $"SELECT word, ndoc FROM ts_stat('SELECT words FROM plain TABLESAMPLE SYSTEM (20) REPEATABLE (7)') WHERE word ~ '^[[:alpha:]]{{4,12}}$' ORDER BY ndoc DESC, word").ToListAsync(cancellationToken);
        var usable = stats.Where(s => SearchWords.Of(s.Word) is [var one] && one.Folded == s.Word).Select(s => s.Word).ToList();
        string[] Take(double from, int number) => [.. usable.Skip((int)(usable.Count * from)).Take(number * 40).Where((_, i) => i % 40 == 0)];

        var (common, middling, rare) = (usable.Take(40).Where((_, i) => i % 8 == 0).ToArray(), Take(0.003, 6), Take(0.2, 6));
        var bodies = await db.Texts.IgnoreQueryFilters().OrderBy(t => t.Id).Select(t => t.Body).Take(400).ToListAsync(cancellationToken);
        var phrases = bodies.Where((_, i) => i % 60 == 30).Select(b => SearchWords.Of(b).Where(w => w.Pieces == 1).Skip(40).Take(3).ToList()).Where(w => w.Count == 3).ToList();
        Console.WriteLine($"{count} rows, {usable.Count} words to choose from");
        return
        [
            .. common.Select((w, i) => ($"common word {i + 1}", w, $"'{w}'")),
            .. middling.Select((w, i) => ($"middling word {i + 1}", w, $"'{w}'")),
            .. rare.Select((w, i) => ($"rare word {i + 1}", w, $"'{w}'")),
            .. common.Zip(middling, (a, b) => ("common and middling", $"{a} {b}", $"'{a}' & '{b}'")),
            .. middling.Zip(middling.Skip(1), (a, b) => ("two middling words", $"{a} {b}", $"'{a}' & '{b}'")),
            .. phrases.Select(p => ("phrase", $"\"{string.Join(' ', p.Select(w => w.Folded))}\"", string.Join(" <-> ", p.Select(w => $"'{w.Folded}'")))),
            .. middling.Take(4).Select(w => ("prefix", w[..4] + "*", $"'{w[..4]}':*")),
            .. common.Take(2).Select(w => ("common beginning", w[..3] + "*", $"'{w[..3]}':*")),
            .. common.Take(3).Zip(common.Skip(1), (a, b) => ("either of two common", $"{a} OR {b}", $"'{a}' | '{b}'")),
        ];
    }

    private static async Task<double> PlainAsync(ArchiveDbContext db, string query, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        var clock = Stopwatch.StartNew();
        foreach (var sql in new[]
        {
            "SELECT count(*) FROM plain WHERE words @@ $1::tsquery",
            "SELECT language, count(*) FROM plain WHERE words @@ $1::tsquery GROUP BY 1",
            "SELECT extract(year FROM day), count(*) FROM plain WHERE words @@ $1::tsquery GROUP BY 1",
            "SELECT title, ts_headline('simple', body, $1::tsquery) FROM (SELECT title, body FROM plain WHERE words @@ $1::tsquery ORDER BY ts_rank(words, $1::tsquery) DESC LIMIT 20) t",
        })
        {
            await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = query } }, CommandTimeout = 120 };
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                _ = reader[0];
            }
        }

        var took = clock.Elapsed.TotalMilliseconds;
        await db.Database.CloseConnectionAsync();
        return took;
    }

    private sealed record WordStat(string Word, int Ndoc);
}

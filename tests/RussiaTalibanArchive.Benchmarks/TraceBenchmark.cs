using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using RussiaTalibanArchive.Web.Data;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Import;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Tracing;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Benchmarks;

/// <summary>Finding what an article prints in a large archive.</summary>
internal sealed class TraceBenchmark : IBenchmark
{
    private const int Length = 2_500;
    private const int Passages = 200;

    public string Name => "trace";
    public string Description => "finding printed passages among many texts: trace [TEXTS]";

    public async Task RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var count = arguments.Select(a => int.TryParse(a, out var n) ? n : (int?)null).FirstOrDefault(n => n is not null) ?? 300_000;
        await using var archive = await BenchmarkArchive.StartAsync(cancellationToken);
        var watch = Stopwatch.StartNew();
        var kept = await archive.WithAsync(services => FillAsync(services, count, cancellationToken));
        Console.WriteLine($"{count} texts of about {Length} characters and their prints stored in {watch.Elapsed.TotalSeconds:0} s");
        var sizes = await archive.WithAsync(async services => await services.GetRequiredService<ArchiveDbContext>().Database
            .SqlQuery<long>($"SELECT pg_relation_size('ix_text_prints_prints') AS \"Value\"").SingleAsync(cancellationToken));
        Console.WriteLine($"index of prints: {sizes / 1e6:0} MB");

        var random = new Random(11);
        var cases = new (string Name, Func<string> Passage, bool IsThere)[]
        {
            ("word for word, 8 to 30 words", () => Slice(kept, random, random.Next(8, 31)), true),
            ("3 or 4 words", () => Slice(kept, random, random.Next(3, 5)), true),
            ("two parts with an omission", () => Split(Slice(kept, random, 30)), true),
            ("words changed at the end", () => Slice(kept, random, 24) + " عبد", true),
            ("not in the archive", () => string.Join(' ', Slice(kept, random, 20).Split(' ').Order(StringComparer.Ordinal)), false),
        };
        foreach (var (name, passage, isThere) in cases)
        {
            var times = new List<double>();
            var found = 0;
            for (var i = 0; i < Passages; i++)
            {
                var sought = passage();
                var clock = Stopwatch.StartNew();
                found += (await archive.WithAsync(services => services.GetRequiredService<Tracer>().FindAsync(sought, cancellationToken))).Count > 0 ? 1 : 0;
                times.Add(clock.Elapsed.TotalMilliseconds);
            }

            times.Sort();
            Console.WriteLine($"{name,-30} median {times[times.Count / 2],6:0.0} ms   95 % {times[times.Count * 95 / 100],6:0.0} ms   slowest {times[^1],6:0.0} ms   found {found} of {Passages}{(isThere ? "" : " (none expected)")}");
        }
    }

    /// <summary>Fills the tables of texts and prints by COPY; all texts are versions of one document, which the search does not mind.</summary>
    private static async Task<List<string>> FillAsync(IServiceProvider services, int count, CancellationToken cancellationToken)
    {
        var line = ItemJson.Write(new DocumentRecord { Reference = "RTA-D0001", Title = "T", Language = "ar", Status = ItemStatus.Public });
        await services.GetRequiredService<ItemsImporter>().ImportAsync(new[] { line }.ToAsyncEnumerable(), new ImportOptions(), progress: null, cancellationToken);
        var db = services.GetRequiredService<ArchiveDbContext>();
        var document = await db.Documents.Select(d => d.Id).SingleAsync(cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await db.Database.ExecuteSqlAsync($"DROP INDEX ix_text_prints_prints", cancellationToken);
        var kept = new List<string>();
        var languages = new[] { "ar", "ru", "en", "fa-AF" };
        for (var done = 0; done < count;)
        {
            var many = Math.Min(5_000, count - done);
            var language = languages[done / 5_000 % languages.Length];
            var bodies = new GeneratedDocuments(many, Length, seed: 100 + done).Texts(language).ToList();
            var prints = new int[many][];
            Parallel.For(0, many, i => prints[i] = PassageTracer.Prints(bodies[i]));
            var ids = bodies.ConvertAll(_ => Guid.CreateVersion7());
            await using (var texts = await connection.BeginBinaryImportAsync("COPY texts (id, document_id, role, language, version, body, is_current, is_withheld, has_prints, created_at) FROM STDIN (FORMAT BINARY)", cancellationToken))
            {
                for (var i = 0; i < many; i++)
                {
                    await texts.StartRowAsync(cancellationToken);
                    await texts.WriteAsync(ids[i], cancellationToken);
                    await texts.WriteAsync(document, cancellationToken);
                    await texts.WriteAsync(nameof(TextRole.Transcription), cancellationToken);
                    await texts.WriteAsync(language, cancellationToken);
                    await texts.WriteAsync(done + i + 1, cancellationToken);
                    await texts.WriteAsync(bodies[i], cancellationToken);
                    await texts.WriteAsync(true, cancellationToken);
                    await texts.WriteAsync(false, cancellationToken);
                    await texts.WriteAsync(true, cancellationToken);
                    await texts.WriteAsync(DateTime.UtcNow, NpgsqlDbType.TimestampTz, cancellationToken);
                }

                await texts.CompleteAsync(cancellationToken);
            }

            await using (var rows = await connection.BeginBinaryImportAsync("COPY text_prints (text_id, prints) FROM STDIN (FORMAT BINARY)", cancellationToken))
            {
                for (var i = 0; i < many; i++)
                {
                    await rows.StartRowAsync(cancellationToken);
                    await rows.WriteAsync(ids[i], cancellationToken);
                    await rows.WriteAsync(prints[i], cancellationToken);
                }

                await rows.CompleteAsync(cancellationToken);
            }

            kept.AddRange(bodies.Where((_, i) => i % 500 == 0));
            done += many;
        }

        db.Database.SetCommandTimeout(TimeSpan.FromHours(1));
        await db.Database.ExecuteSqlRawAsync("SET maintenance_work_mem = '512MB'; CREATE INDEX ix_text_prints_prints ON text_prints USING gin (prints); ANALYZE text_prints; ANALYZE texts", cancellationToken);
        return kept;
    }

    private static string Slice(List<string> texts, Random random, int words)
    {
        var all = texts[random.Next(texts.Count)].Split(' ', '\n', '\f');
        var first = random.Next(Math.Max(1, all.Length - words));
        return string.Join(' ', all.Skip(first).Take(words));
    }

    private static string Split(string passage)
    {
        var words = passage.Split(' ');
        return $"{string.Join(' ', words.Take(10))} […] {string.Join(' ', words.Skip(15))}";
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Features.Import;

namespace RussiaTalibanArchive.Tests.Features.Import;

/// <summary>A long file goes in by COPY; what it leaves must be what a short one leaves, row by row.</summary>
public sealed class BulkImportTests(BulkImportTests.Bulk bulk, BulkImportTests.Rows rows, BulkImportTests.Faulty faulty)
    : IClassFixture<BulkImportTests.Bulk>, IClassFixture<BulkImportTests.Rows>, IClassFixture<BulkImportTests.Faulty>
{
    private static readonly string[] Lines = [Some.Tag("drones"), .. Enumerable.Range(1, 450).Select(i => Some.Document(
        $"RTA-D{i:0000}", $"مذكرة رقم {i}", $"نص المذكرة {i}.\nВторой абзац {i}.", "ar", i % 3 == 0 ? "draft" : "public", $"2025-07-{(i % 28) + 1:00}", "وزارة", i % 5 == 0 ? ["drones"] : null))];

    [Fact]
    public async Task Both_ways_leave_the_same_rows()
    {
        var whole = await ImportAsync(bulk, Lines);
        var short1 = await ImportAsync(rows, Lines[..150]);
        var short2 = await ImportAsync(rows, Lines[150..300]);
        var short3 = await ImportAsync(rows, Lines[300..]);

        Assert.Equal((451, 0), (whole.Added, whole.Refused.Count));
        Assert.Equal(451, short1.Added + short2.Added + short3.Added);
        var (one, other) = (await DumpAsync(bulk), await DumpAsync(rows));
        Assert.Equal(other.Count, one.Count);
        foreach (var (a, b) in other.Zip(one))
        {
            Assert.Equal(a, b);
        }

        var again = await ImportAsync(bulk, Lines);
        Assert.Equal((0, 451, 0), (again.Added, again.Unchanged, again.Refused.Count));
    }

    [Fact]
    public async Task What_is_wrong_in_a_long_file_is_named_by_its_line_and_the_rest_is_taken()
    {
        var lines = Enumerable.Range(5001, 300).Select(i => Some.Document($"RTA-D{i}")).ToList();
        lines.Insert(10, "{ not json");
        lines.Insert(20, Some.Document("RTA-D9001", date: "yesterday"));
        lines.Insert(30, Some.Document("RTA-D5001", title: "The same reference again"));

        var report = await ImportAsync(faulty, [.. lines]);

        Assert.Equal(300, report.Added);
        Assert.Equal([11, 21, 31], report.Refused.Select(r => r.Line));
    }

    private static Task<ImportReport> ImportAsync(TestArchive archive, string[] lines) => archive.AsArchiveAsync(services =>
        services.GetRequiredService<ItemsImporter>().ImportAsync(lines.ToAsyncEnumerable(), new ImportOptions(), null, TestContext.Current.CancellationToken));

    /// <summary>Every row of what the lines make, but for ids and times.</summary>
    private static Task<List<string>> DumpAsync(TestArchive archive) => archive.QueryAsync(async db =>
    {
        var dump = new List<string>();
        foreach (var (table, columns, order) in new[]
        {
            ("documents", "reference, title, language, status, issuer, date_edtf, date_earliest, date_latest, version, import_hash, published_at IS NULL", "reference"),
            ("texts t JOIN documents d ON d.id = t.document_id", "d.reference, t.role, t.language, t.version, t.body, t.is_current", "d.reference"),
            ("revisions r JOIN documents d ON d.id = r.item_id", "d.reference, r.number, r.action, r.audience, r.by, r.snapshot", "d.reference"),
            ("item_names n JOIN documents d ON d.id = n.item_id", "d.reference, n.kind, n.folded", "d.reference"),
            ("search_items i JOIN documents d ON d.id = i.item_id", "d.reference, i.kind, i.audience, i.sort_day, i.language, i.status, i.heads, i.words", "d.reference"),
            ("taggings g JOIN documents d ON d.id = g.document_id", "d.reference, g.added_by", "d.reference"),
            ("reference_counters", "kind, last_number", "kind"),
        })
        {
#pragma warning disable EF1002 // The names are written above.
            dump.AddRange(await db.Database.SqlQueryRaw<string>($"SELECT ROW({columns})::text AS \"Value\" FROM {table} WHERE true ORDER BY {order}").ToListAsync());
#pragma warning restore EF1002
        }

        return dump;
    });

    public sealed class Bulk(TestCluster cluster) : TestArchive(cluster);

    public sealed class Faulty(TestCluster cluster) : TestArchive(cluster);

    public sealed class Rows(TestCluster cluster) : TestArchive(cluster);
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace RussiaTalibanArchive.Web.Features.Import;

/// <summary>The specimen texts that fill an empty archive, so that its pages can be tried.</summary>
public sealed partial class SampleDossier(ArchiveDbContext db, ItemsImporter importer, IOptions<ArchiveOptions> options, ILogger<SampleDossier> logger)
{
    private const long FillingLock = 0x52_54_41_01;
    private const string Resource = "RussiaTalibanArchive.Web.Features.Import.Sample.sample.jsonl";

    public async Task LoadIfEmptyAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.Sample)
        {
            return;
        }

        // Of several instances that start at once, one fills the archive; the others wait and find it filled.
        await db.Database.OpenConnectionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({FillingLock})", cancellationToken);
        try
        {
            if (await IsEmptyAsync(cancellationToken))
            {
                await LoadAsync(cancellationToken);
            }
        }
        finally
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({FillingLock})", CancellationToken.None);
            await db.Database.CloseConnectionAsync();
        }
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var report = await importer.ImportAsync(LinesAsync(options.Value.ReferencePrefix), new ImportOptions(), null, cancellationToken);
        LogFilled(report.Added, report.Refused.Count);
    }

    /// <summary>The sample's lines, its references under the archive's own prefix.</summary>
    public static async IAsyncEnumerable<string> LinesAsync(string prefix)
    {
        await using var stream = typeof(SampleDossier).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync() is { } line)
        {
            yield return line.Replace("RTA-", $"{prefix}-", StringComparison.Ordinal);
        }
    }

    private async Task<bool> IsEmptyAsync(CancellationToken cancellationToken) =>
        !await db.Revisions.AnyAsync(cancellationToken);

    [LoggerMessage(LogLevel.Information, "Filled the empty archive with {Items} specimen items, {Refused} refused")]
    private partial void LogFilled(int items, int refused);
}

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RussiaTalibanArchive.Web.Features.Citations;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Search.Exports;

/// <summary>The items themselves as the viewer may see them, a line of JSON each, as import reads them.</summary>
internal sealed class RecordLines(ExportTarget target) : ExportWriter(target)
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = ItemJson.Options.Encoder };

    private readonly VisibleRecords _records = target.Services.GetRequiredService<VisibleRecords>();
    private readonly ArchiveDbContext _db = target.Services.GetRequiredService<ArchiveDbContext>();

    public override async Task WriteAsync(IReadOnlyList<Citation> part, CancellationToken cancellationToken)
    {
        var lines = new StringBuilder();
        foreach (var citation in part)
        {
            if (References.TryParse(citation.Reference, out var kind, out var reference) && await _records.FindAsync(kind, reference, cancellationToken) is { } record)
            {
                lines.Append(((JsonNode)record).ToJsonString(Options)).Append('\n');
            }

            _db.ChangeTracker.Clear();
        }

        await SendAsync(lines.ToString(), cancellationToken);
    }
}

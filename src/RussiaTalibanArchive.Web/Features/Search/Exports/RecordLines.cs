using RussiaTalibanArchive.Web.Features.Citations;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Search.Exports;

/// <summary>The items themselves as the viewer may see them, a line of JSON each, as import reads them.</summary>
internal sealed class RecordLines(ExportTarget target) : ExportWriter(target)
{
    private readonly VisibleRecords _records = target.Services.GetRequiredService<VisibleRecords>();

    public override async Task WriteAsync(IReadOnlyList<Citation> part, CancellationToken cancellationToken)
    {
        await foreach (var lines in _records.LinesAsync(part.Select(c => (c.Kind, c.Reference)), cancellationToken))
        {
            await SendAsync(lines, cancellationToken);
        }
    }
}

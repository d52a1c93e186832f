using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Documents;

/// <summary>
/// Remembers where the pages of texts lie, and how two texts stand beside each other. Texts never change, so what is remembered
/// stays right; it holds no words. Who may see a text is asked of the database each time, not here.
/// </summary>
public sealed class TextLayouts : IDisposable
{
    /// <summary>Leaves and rows; each takes about 40 bytes.</summary>
    private const int MaxRemembered = 500_000;

    private readonly MemoryCache _remembered = new(new MemoryCacheOptions { SizeLimit = MaxRemembered });

    /// <summary>The layout of a text that the viewer may see.</summary>
    public async Task<TextLayout> OfAsync(ArchiveDbContext db, Guid text, CancellationToken cancellationToken)
    {
        if (_remembered.TryGetValue(text, out TextLayout? layout))
        {
            return layout!;
        }

        layout = TextLayout.Of(await db.Texts.Where(t => t.Id == text).Select(t => t.Body).SingleAsync(cancellationToken));
        return _remembered.Set(text, layout, new MemoryCacheEntryOptions { Size = layout.Leaves.Count });
    }

    /// <summary>The rows of two texts that the viewer may see, by the paragraphs of both.</summary>
    public async Task<IReadOnlyList<AlignedRow>> RowsAsync(Guid text, Guid other, Func<Task<IReadOnlyList<AlignedRow>>> alignAsync)
    {
        if (!_remembered.TryGetValue((text, other), out IReadOnlyList<AlignedRow>? rows))
        {
            rows = await alignAsync();
            _remembered.Set((text, other), rows, new MemoryCacheEntryOptions { Size = rows.Count + 1 });
        }

        return rows!;
    }

    public void Dispose() => _remembered.Dispose();
}

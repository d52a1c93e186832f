using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;

namespace RussiaTalibanArchive.Web.Features.Tags.Exchange;

/// <summary>Reads the vocabulary as far as the viewer may see it.</summary>
public sealed class VocabularyReader(ArchiveDbContext db, CurrentViewer viewer)
{
    /// <summary>
    /// The tags by their slugs. Those that another replaced come along from analysts up only: nothing tells whether readers ever saw
    /// something that carried them.
    /// </summary>
    /// <param name="slug">One tag; <see langword="null"/> for all.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<ExportedTag>> ReadAsync(string? slug, CancellationToken cancellationToken)
    {
        var tags = await db.Tags.AsNoTracking().Where(t => slug == null || t.Reference == slug).Include(t => t.Labels).ToListAsync(cancellationToken);
        if (slug is null && viewer.Value.SeesInternal)
        {
            tags.AddRange(await db.Tags.IgnoreQueryFilters([ArchiveDbContext.NotWithdrawn]).AsNoTracking()
                .Where(t => t.WithdrawnAt != null && t.ReplacedById != null).Include(t => t.Labels).ToListAsync(cancellationToken));
        }

        var above = tags.Select(t => t.BroaderId).Concat(tags.Select(t => t.ReplacedById)).OfType<Guid>().ToHashSet();
        var slugs = await db.Tags.Where(t => above.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => t.Reference, cancellationToken);
        return [.. tags.Where(t => t.WithdrawnAt is null || slugs.ContainsKey(t.ReplacedById!.Value)).Select(t => new ExportedTag(t.Id, RecordOf(t, slugs)))
            .OrderBy(t => t.Record.Slug, StringComparer.Ordinal)];
    }

    private static TagRecord RecordOf(Tag tag, IReadOnlyDictionary<Guid, string> slugs) => new()
    {
        Slug = tag.Reference,
        Type = tag.Type,
        Date = tag.Date?.Edtf,
        Labels = tag.Labels.OrderBy(l => l.Language, StringComparer.Ordinal).ToDictionary(l => l.Language, l => l.Text),
        Aliases = [.. tag.Aliases],
        Broader = tag.BroaderId is { } broader && tag.WithdrawnAt is null ? slugs.GetValueOrDefault(broader) : null,
        ScopeNote = tag.ScopeNote,
        SameAs = [.. tag.SameAs],
        ReplacedBy = tag.WithdrawnAt is not null && tag.ReplacedById is { } other ? slugs.GetValueOrDefault(other) : null,
    };
}

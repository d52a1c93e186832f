using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Dossiers;

/// <summary>A dossier in a list.</summary>
public sealed record DossierRow
{
    public required Guid Id { get; init; }
    public required string Reference { get; init; }
    public required string Title { get; init; }
    public required string Language { get; init; }
    public required ItemStatus Status { get; init; }
    public DateTimeOffset? EmbargoUntil { get; init; }

    /// <summary>Entries that the viewer may see.</summary>
    public required int EntryCount { get; init; }
}

public static class DossierQueries
{
    public static IQueryable<DossierRow> ToRows(this IQueryable<Dossier> dossiers) => dossiers.Select(d => new DossierRow
    {
        Id = d.Id,
        Reference = d.Reference,
        Title = d.Title,
        Language = d.Language,
        Status = d.Status,
        EmbargoUntil = d.EmbargoUntil,
        EntryCount = d.Entries.Count,
    });
}

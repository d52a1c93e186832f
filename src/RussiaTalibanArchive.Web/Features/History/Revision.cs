using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.History;

/// <summary>An item as it stood after one change: who, when, what. Never changed.</summary>
public sealed class Revision
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required ItemKind Kind { get; init; }
    public required Guid ItemId { get; init; }

    /// <summary>From 1, the item's <see cref="Item.Version"/> after the change.</summary>
    public required int Number { get; init; }

    public required RevisionAction Action { get; init; }

    /// <summary>The account that made it; <see langword="null"/> for the archive itself.</summary>
    public Guid? ById { get; init; }

    /// <summary>The name under which that account signs.</summary>
    public required string By { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Who could read the item after the change, hence who may read of the change.</summary>
    public required ItemStatus Audience { get; init; }

    /// <summary>The whole item, as the line of JSON that import reads.</summary>
    public required string Snapshot { get; init; }
}

public enum RevisionAction
{
    Created,
    Imported,
    Edited,
    Withdrawn,
    Reinstated,
    Restored,
    Redacted,

    /// <summary>Its tags followed a change of the vocabulary, or it is a tag that was changed so.</summary>
    Retagged,
}

internal sealed class RevisionTable : IEntityTypeConfiguration<Revision>
{
    public void Configure(EntityTypeBuilder<Revision> revision)
    {
        revision.Property(r => r.Kind).HasConversion<string>();
        revision.Property(r => r.Action).HasConversion<string>();
        revision.Property(r => r.Audience).HasConversion<string>();
        revision.Property(r => r.Snapshot).HasColumnType("jsonb");
        revision.HasIndex(r => new { r.ItemId, r.Number }).IsUnique();
    }
}

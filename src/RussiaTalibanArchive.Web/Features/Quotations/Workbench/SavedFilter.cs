using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RussiaTalibanArchive.Web.Features.Accounts;

namespace RussiaTalibanArchive.Web.Features.Quotations.Workbench;

/// <summary>A queue of the workbench with its filters, under a name of an editor's own. That editor alone.</summary>
public sealed class SavedFilter
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid UserId { get; init; }
    public ArchiveUser User { get; init; } = null!; // EF fills it

    /// <summary>One line.</summary>
    public required string Name { get; init; }

    /// <summary>The query string of the workbench, with its question mark.</summary>
    public required string Query { get; init; }
}

internal sealed class SavedFilterTable : IEntityTypeConfiguration<SavedFilter>
{
    public void Configure(EntityTypeBuilder<SavedFilter> filter) => filter.HasIndex(f => new { f.UserId, f.Name }).IsUnique();
}

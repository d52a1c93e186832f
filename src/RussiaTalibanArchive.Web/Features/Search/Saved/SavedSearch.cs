using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RussiaTalibanArchive.Web.Features.Accounts;

namespace RussiaTalibanArchive.Web.Features.Search.Saved;

/// <summary>A search that somebody keeps under a name: their own, or shared with all colleagues.</summary>
public sealed class SavedSearch
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid UserId { get; init; }
    public ArchiveUser User { get; init; } = null!; // EF fills it

    /// <summary>One line.</summary>
    public required string Name { get; init; }

    /// <summary>See <see cref="SearchAddress.ToString"/>.</summary>
    public required string Address { get; init; }

    /// <summary>Whether colleagues see it: analysts, editors and administrators.</summary>
    public bool IsShared { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The SHA-256 of the key in its feed's address; <see langword="null"/> while it has no feed. The key itself is kept nowhere.</summary>
    public byte[]? FeedHash { get; set; }

    public List<SearchLook> Looks { get; } = [];
}

/// <summary>When an account last looked at what is new in a saved search.</summary>
public sealed class SearchLook
{
    public required Guid SearchId { get; init; }
    public SavedSearch Search { get; init; } = null!; // EF fills it
    public required Guid UserId { get; init; }
    public ArchiveUser User { get; init; } = null!; // EF fills it
    public required DateTimeOffset SeenAt { get; set; }
}

internal sealed class SavedSearchTable : IEntityTypeConfiguration<SavedSearch>
{
    public void Configure(EntityTypeBuilder<SavedSearch> search)
    {
        search.HasIndex(s => new { s.UserId, s.Name }).IsUnique();
        search.HasIndex(s => s.FeedHash).IsUnique();
        search.HasMany(s => s.Looks).WithOne(l => l.Search).HasForeignKey(l => l.SearchId);
    }
}

internal sealed class SearchLookTable : IEntityTypeConfiguration<SearchLook>
{
    public void Configure(EntityTypeBuilder<SearchLook> look) => look.HasKey(l => new { l.SearchId, l.UserId });
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Files;

namespace RussiaTalibanArchive.Web.Features.Import.Addresses;

/// <summary>What a site answered when an article was fetched: the very bytes, and from where. Editors only.</summary>
public sealed class ArticleSnapshot
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid ArticleId { get; set; }
    public Article Article { get; init; } = null!; // EF fills it
    public required string Sha256 { get; init; }
    public StoredFile Stored { get; init; } = null!; // EF fills it

    /// <summary>The address that was asked.</summary>
    public required string Asked { get; init; }

    /// <summary>Where the answer came from, after redirects.</summary>
    public required string Address { get; init; }

    /// <summary>As the site said.</summary>
    public required string ContentType { get; init; }

    public required DateTimeOffset FetchedAt { get; init; }

    /// <summary>Who had it fetched, under the name they sign with.</summary>
    public required string By { get; init; }
}

internal sealed class ArticleSnapshotTable : IEntityTypeConfiguration<ArticleSnapshot>
{
    public void Configure(EntityTypeBuilder<ArticleSnapshot> snapshot)
    {
        snapshot.ToTable("article_snapshots");
        snapshot.HasOne(s => s.Article).WithMany(a => a.Snapshots).HasForeignKey(s => s.ArticleId);
        snapshot.HasOne(s => s.Stored).WithMany().HasForeignKey(s => s.Sha256);
    }
}

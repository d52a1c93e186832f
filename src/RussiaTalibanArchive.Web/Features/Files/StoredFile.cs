using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RussiaTalibanArchive.Web.Features.Documents;

namespace RussiaTalibanArchive.Web.Features.Files;

/// <summary>An original, kept byte for byte under its SHA-256. Never served to readers.</summary>
public sealed class StoredFile
{
    /// <summary>SHA-256 of the bytes, in lower-case hex; also the name in the store.</summary>
    public required string Sha256 { get; init; }

    public required long LengthBytes { get; init; }
    public required DateTimeOffset StoredAt { get; init; }
}

/// <summary>That a document came in this file.</summary>
public sealed class DocumentFile
{
    /// <summary>Of <see cref="OriginalName"/>, in UTF-16 code units.</summary>
    public const int MaxName = 255;

    public Guid DocumentId { get; init; }
    public Document Document { get; init; } = null!; // EF fills it
    public required string Sha256 { get; init; }
    public StoredFile File { get; init; } = null!; // EF fills it

    /// <summary>From 1, in the order in which the files were given.</summary>
    public required int Position { get; init; }

    /// <summary>The name it came under. A label only, and dangerous to the source: editors only.</summary>
    public required string OriginalName { get; init; }
}

public static class StoredFiles
{
    /// <summary>Lists an original that the store holds, unless it is listed already, be it by somebody else at this moment.</summary>
    public static Task<int> ListFileAsync(this ArchiveDbContext db, StoredBytes stored, DateTimeOffset at, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(stored);
        return db.Database.ExecuteSqlAsync(
            $"INSERT INTO files (sha256, length_bytes, stored_at) VALUES ({stored.Sha256}, {stored.LengthBytes}, {at}) ON CONFLICT DO NOTHING", cancellationToken);
    }
}

internal sealed class StoredFileTable : IEntityTypeConfiguration<StoredFile>
{
    public void Configure(EntityTypeBuilder<StoredFile> file) => file.HasKey(f => f.Sha256);
}

internal sealed class DocumentFileTable : IEntityTypeConfiguration<DocumentFile>
{
    public void Configure(EntityTypeBuilder<DocumentFile> file)
    {
        file.HasKey(f => new { f.DocumentId, f.Sha256 });
        file.HasOne(f => f.Document).WithMany(d => d.Files).HasForeignKey(f => f.DocumentId);
        file.HasOne(f => f.File).WithMany().HasForeignKey(f => f.Sha256);
    }
}

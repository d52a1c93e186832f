using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Accounts;

namespace RussiaTalibanArchive.Web.Features.Search.Exports.Jobs;

/// <summary>A long result that is written to a file behind the pages, to be fetched within a day. Then nothing of it is left.</summary>
public sealed class ExportJob
{
    /// <summary>Random: who has no account is known by it.</summary>
    public Guid Id { get; init; } = Guid.NewGuid();

    /// <summary>Whose it is and whose sight it has; <see langword="null"/> for a visitor's.</summary>
    public Guid? UserId { get; init; }
    public ArchiveUser? User { get; init; }

    /// <summary>The role that it was written for; <see langword="null"/> for a visitor's.</summary>
    public Role? Role { get; set; }

    /// <summary>See <see cref="SearchAddress.ToString"/>.</summary>
    public required string Address { get; init; }

    /// <summary>The suffix of the format.</summary>
    public required string Format { get; init; }

    /// <summary>The query string of the style, the locale and the transliteration of citations in words.</summary>
    public required string Style { get; init; }

    /// <summary>Where the archive was reached, without a slash at the end.</summary>
    public required string Site { get; init; }

    /// <summary>BCP 47 language of the interface that it was asked for in.</summary>
    public required string Language { get; init; }

    public ExportState State { get; set; }

    /// <summary>How many items it will have; <see langword="null"/> before they are found.</summary>
    public int? Total { get; set; }

    /// <summary>How many are written.</summary>
    public int Written { get; set; }

    /// <summary>The size of the finished file.</summary>
    public long? Bytes { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the file is removed, and the job with it.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}

public enum ExportState
{
    Waiting,
    Running,
    Done,

    /// <summary>The search took too long.</summary>
    TooMuch,

    /// <summary>The disk is full, or the program made a mistake.</summary>
    Failed,
}

internal sealed class ExportJobTable : IEntityTypeConfiguration<ExportJob>
{
    public void Configure(EntityTypeBuilder<ExportJob> job)
    {
        job.Property(j => j.State).HasConversion<string>();
        job.Property(j => j.Role).HasConversion<string>();
        job.HasIndex(j => new { j.State, j.CreatedAt });
    }
}

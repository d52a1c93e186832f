using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RussiaTalibanArchive.Web.Features.Accounts.Tokens;

/// <summary>By what a program speaks for an account, with that account's role of the moment.</summary>
public sealed class ApiToken
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid UserId { get; init; }
    public ArchiveUser User { get; init; } = null!; // EF fills it

    /// <summary>What its owner knows it by: one line.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the token; the token itself is kept nowhere.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>Whether it may change anything.</summary>
    public required bool CanWrite { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The last day on which it was used, in UTC.</summary>
    public DateOnly? LastUsedOn { get; set; }
}

internal sealed class ApiTokenTable : IEntityTypeConfiguration<ApiToken>
{
    public void Configure(EntityTypeBuilder<ApiToken> token)
    {
        token.HasIndex(t => t.Hash).IsUnique();
        token.HasIndex(t => new { t.UserId, t.Name }).IsUnique();
    }
}

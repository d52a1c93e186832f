using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RussiaTalibanArchive.Web.Access;

namespace RussiaTalibanArchive.Web.Features.Accounts;

/// <summary>An account. Accounts come by invitation only.</summary>
public sealed class ArchiveUser : IdentityUser<Guid>
{
    public ArchiveUser() => Id = Guid.CreateVersion7();

    /// <summary>The name under which the account signs its work; readers see it, so it may be a pen name.</summary>
    public required string DisplayName { get; set; }

    public required Role Role { get; set; }

    /// <summary>A disabled account cannot sign in, and what it had open ends with its next request.</summary>
    public bool IsDisabled { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A one-time address that makes an account, or lets its owner set a password.</summary>
public sealed class Invitation
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>SHA-256, in lower-case hex, of the secret in the address; the secret itself is not kept.</summary>
    public required string SecretHash { get; init; }

    public required Role Role { get; init; }

    /// <summary>The address the account will have; <see langword="null"/> when the invited person chooses it.</summary>
    public string? Email { get; init; }

    /// <summary>The account whose password it sets; <see langword="null"/> when it makes one.</summary>
    public Guid? UserId { get; init; }
    public ArchiveUser? User { get; init; }

    public required string InvitedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; set; }
}

internal sealed class ArchiveUserTable : IEntityTypeConfiguration<ArchiveUser>
{
    public void Configure(EntityTypeBuilder<ArchiveUser> user)
    {
        user.ToTable("users");
        user.Property(u => u.Role).HasConversion<string>();
    }
}

internal sealed class InvitationTable : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> invitation)
    {
        invitation.Property(i => i.Role).HasConversion<string>();
        invitation.HasIndex(i => i.SecretHash).IsUnique();
        invitation.HasOne(i => i.User).WithMany().HasForeignKey(i => i.UserId);
    }
}

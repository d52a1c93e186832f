using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;

namespace RussiaTalibanArchive.Web.Features.Accounts;

/// <summary>Makes and redeems one-time addresses. Only the hash of the secret in an address is kept.</summary>
public sealed class Invitations(ArchiveDbContext db, CurrentViewer viewer, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>Invites somebody new.</summary>
    /// <param name="email">The address of the account; <see langword="null"/> when the invited person chooses it.</param>
    /// <param name="role">At most the inviter's own role.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The path of the one-time address.</returns>
    public Task<string> InviteAsync(string? email, Role role, CancellationToken cancellationToken) => AddAsync(email, role, null, cancellationToken);

    /// <summary>Lets the owner of an account set a password. Earlier addresses for it no longer work.</summary>
    /// <returns>The path of the one-time address.</returns>
    public async Task<string> InviteToSetPasswordAsync(ArchiveUser user, CancellationToken cancellationToken)
    {
        await db.Invitations.Where(i => i.UserId == user.Id && i.UsedAt == null).ExecuteDeleteAsync(cancellationToken);
        return await AddAsync(user.Email, user.Role, user.Id, cancellationToken);
    }

    /// <summary>Makes the address of the first administrator anew; the ones of earlier starts no longer work.</summary>
    /// <returns><see langword="null"/> when there is an administrator.</returns>
    public async Task<string?> InviteFirstAdministratorAsync(CancellationToken cancellationToken)
    {
        if (await db.Users.AnyAsync(u => u.Role == Role.Admin, cancellationToken))
        {
            return null;
        }

        await db.Invitations.Where(i => i.Role == Role.Admin && i.UsedAt == null).ExecuteDeleteAsync(cancellationToken);
        return await InviteAsync(null, Role.Admin, cancellationToken);
    }

    /// <summary>The invitation behind a secret; <see langword="null"/> when it is used, expired or none.</summary>
    public async Task<Invitation?> FindAsync(string secret, CancellationToken cancellationToken)
    {
        var hash = Hash(secret);
        var now = clock.GetUtcNow();
        return await db.Invitations.Include(i => i.User)
            .SingleOrDefaultAsync(i => i.SecretHash == hash && i.UsedAt == null && i.ExpiresAt > now, cancellationToken);
    }

    /// <summary>Uses up an invitation. Of two who try at once, one succeeds.</summary>
    public async Task<bool> TryUseAsync(Invitation invitation, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await db.Invitations.Where(i => i.Id == invitation.Id && i.UsedAt == null)
            .ExecuteUpdateAsync(i => i.SetProperty(x => x.UsedAt, now), cancellationToken) == 1;
    }

    private async Task<string> AddAsync(string? email, Role role, Guid? userId, CancellationToken cancellationToken)
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
        var now = clock.GetUtcNow();
        db.Invitations.Add(new Invitation
        {
            SecretHash = Hash(secret),
            Role = role,
            Email = email,
            UserId = userId,
            InvitedBy = viewer.Value.Name,
            CreatedAt = now,
            ExpiresAt = now + Lifetime,
        });
        await db.SaveChangesAsync(cancellationToken);
        return $"/account/invitation/{secret}";
    }

    private static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}

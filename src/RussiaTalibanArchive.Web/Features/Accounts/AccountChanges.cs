using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;

namespace RussiaTalibanArchive.Web.Features.Accounts;

/// <summary>What administrators do to accounts. Each change ends the account's sessions with their next request.</summary>
public sealed class AccountChanges(ArchiveDbContext db, UserManager<ArchiveUser> users, CurrentViewer viewer)
{
    public Task<AccountChange> ChangeRoleAsync(Guid id, Role role, CancellationToken cancellationToken) =>
        viewer.Value.Role < role ? Task.FromResult(AccountChange.Missing) : ChangeAsync(id, user => user.Role = role, cancellationToken);

    /// <summary>Disables an account; its open addresses to set a password end too.</summary>
    public Task<AccountChange> DisableAsync(Guid id, CancellationToken cancellationToken) => ChangeAsync(id, user => user.IsDisabled = true, cancellationToken);

    public Task<AccountChange> EnableAsync(Guid id, CancellationToken cancellationToken) => ChangeAsync(id, user => user.IsDisabled = false, cancellationToken);

    /// <summary>Changes an account while every administrator's row is locked: of two who demote each other at once, one succeeds.</summary>
    private async Task<AccountChange> ChangeAsync(Guid id, Action<ArchiveUser> change, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var locked = await db.Users
            .FromSql($"SELECT * FROM users WHERE role = 'Admin' OR id = {id} ORDER BY id FOR UPDATE")
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        if (!locked.Exists(u => u.Id == id))
        {
            return AccountChange.Missing;
        }

        var user = (await db.Users.FindAsync([id], cancellationToken))!;
        await db.Entry(user).ReloadAsync(cancellationToken); // The session's own account was read before the lock.
        var wasAdministrator = IsAdministrator(user);
        change(user);
        if (wasAdministrator && !IsAdministrator(user) && !locked.Exists(u => u.Id != id && IsAdministrator(u)))
        {
            db.ChangeTracker.Clear();
            return AccountChange.LastAdministrator;
        }

        if (user.IsDisabled)
        {
            await db.Invitations.Where(i => i.UserId == id && i.UsedAt == null).ExecuteDeleteAsync(cancellationToken);
        }

        var updated = await users.UpdateSecurityStampAsync(user);
        if (!updated.Succeeded)
        {
            throw new InvalidOperationException("A locked account could not be changed: " + string.Join(", ", updated.Errors.Select(e => e.Code)));
        }

        await transaction.CommitAsync(cancellationToken);
        return AccountChange.Done;
    }

    /// <summary>An administrator who can sign in: one who never set a password could not help anybody.</summary>
    private static bool IsAdministrator(ArchiveUser user) => user is { Role: Role.Admin, IsDisabled: false, PasswordHash: not null };
}

public enum AccountChange
{
    Done,
    Missing,

    /// <summary>Without this administrator nobody could manage accounts.</summary>
    LastAdministrator,
}

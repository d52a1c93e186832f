using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RussiaTalibanArchive.Web.Features.Accounts;

namespace RussiaTalibanArchive.Web.Features.Api;

/// <summary>
/// That a program has made an item with a key of its own, so that the same request sent again makes no second one. Source:
/// draft-ietf-httpapi-idempotency-key-header-07.
/// </summary>
public sealed class IdempotencyKey
{
    public const int MaxLength = 200;

    public required Guid UserId { get; init; }
    public ArchiveUser User { get; init; } = null!; // EF fills it

    /// <summary>As the program chose it.</summary>
    public required string Key { get; init; }

    /// <summary>SHA-256 of what was sent, and where to.</summary>
    public required byte[] RequestHash { get; init; }

    /// <summary>The path of the item that was made.</summary>
    public string? Location { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public static byte[] HashOf(string path, byte[] body) => SHA256.HashData([.. System.Text.Encoding.UTF8.GetBytes(path), 0, .. body]);
}

internal sealed class IdempotencyKeyTable : IEntityTypeConfiguration<IdempotencyKey>
{
    public void Configure(EntityTypeBuilder<IdempotencyKey> key)
    {
        key.HasKey(k => new { k.UserId, k.Key });
        key.HasIndex(k => k.CreatedAt);
    }
}

/// <summary>Keeps the keys for a day.</summary>
internal sealed class IdempotencyKeys(ArchiveDbContext db, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>
    /// Takes a key inside the transaction that makes the item. Who sends the same one at the same moment waits until that is done.
    /// </summary>
    /// <returns>Whether it was free; else what was kept under it.</returns>
    public async Task<(bool IsNew, IdempotencyKey? Known)> TakeAsync(Guid user, string key, byte[] hash, CancellationToken cancellationToken)
    {
        var (now, over) = (clock.GetUtcNow(), clock.GetUtcNow() - Kept);
        await db.IdempotencyKeys.Where(k => k.CreatedAt < over).ExecuteDeleteAsync(cancellationToken);
        var taken = await db.Database.ExecuteSqlAsync(
            $"INSERT INTO idempotency_keys (user_id, key, request_hash, created_at) VALUES ({user}, {key}, {hash}, {now}) ON CONFLICT DO NOTHING", cancellationToken);
        return taken == 1 ? (true, null) : (false, await db.IdempotencyKeys.AsNoTracking().SingleOrDefaultAsync(k => k.UserId == user && k.Key == key, cancellationToken));
    }

    public Task NoteAsync(Guid user, string key, string location, CancellationToken cancellationToken) =>
        db.IdempotencyKeys.Where(k => k.UserId == user && k.Key == key).ExecuteUpdateAsync(k => k.SetProperty(x => x.Location, location), cancellationToken);
}

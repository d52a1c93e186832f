using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Accounts.Tokens;

/// <param name="Id">Of the token.</param>
/// <param name="Name">As its owner named it.</param>
/// <param name="CanWrite">Whether it may change anything.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">Until when it is good.</param>
/// <param name="LastUsedOn">The last day on which it was used, in UTC.</param>
public sealed record ApiTokenRow(Guid Id, string Name, bool CanWrite, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateOnly? LastUsedOn);

/// <summary>Makes, lists, finds and ends the tokens of accounts.</summary>
public sealed class ApiTokens(ArchiveDbContext db, TimeProvider clock)
{
    public const int MaxName = 100;

    /// <summary>How long a token may be good, in days.</summary>
    public const int MaxDays = 366;

    public const int UsualDays = 90;

    private const string Prefix = "rta_";
    private const int MaxTokens = 50;

    /// <summary>Makes a token, which nobody can be shown again.</summary>
    /// <param name="user">Whose it is.</param>
    /// <param name="name">As typed.</param>
    /// <param name="canWrite">Whether it may change anything.</param>
    /// <param name="days">How long it is good.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The token; <see langword="null"/> with what is wrong.</returns>
    public async Task<(string? Token, IReadOnlyList<Problem> Problems)> AddAsync(Guid user, string? name, bool canWrite, int days, CancellationToken cancellationToken)
    {
        var checks = new Checks();
        var line = checks.RequiredLine("Name", name, "Give the token a name that tells where it is used.", MaxName);
        if (days is < 1 or > MaxDays)
        {
            checks.Add("Days", "A token is good for 1 to {0} days.", MaxDays);
        }

        if (await db.ApiTokens.CountAsync(t => t.UserId == user, cancellationToken) >= MaxTokens)
        {
            checks.Add("Name", "An account has {0} tokens at most. End one that is no longer used.", MaxTokens);
        }

        if (checks.Problems.Count > 0)
        {
            return (null, checks.Problems);
        }

        var token = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var now = clock.GetUtcNow();
        db.Add(new ApiToken { UserId = user, Name = line, Hash = HashOf(token), CanWrite = canWrite, CreatedAt = now, ExpiresAt = now.AddDays(days) });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return (token, []);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            db.ChangeTracker.Clear();
            return (null, [new("Name", Words.Key("You have a token of this name. Choose another name, or end that one first."))]);
        }
    }

    public async Task<IReadOnlyList<ApiTokenRow>> ListAsync(Guid user, CancellationToken cancellationToken) => await db.ApiTokens
        .Where(t => t.UserId == user).OrderBy(t => t.Name)
        .Select(t => new ApiTokenRow(t.Id, t.Name, t.CanWrite, t.CreatedAt, t.ExpiresAt, t.LastUsedOn)).ToListAsync(cancellationToken);

    /// <returns>Whether there was such a token of the account.</returns>
    public async Task<bool> EndAsync(Guid user, Guid id, CancellationToken cancellationToken) =>
        await db.ApiTokens.Where(t => t.Id == id && t.UserId == user).ExecuteDeleteAsync(cancellationToken) > 0;

    /// <summary>The token with its account, if it is good now; notes the day.</summary>
    public async Task<ApiToken?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (!token.StartsWith(Prefix, StringComparison.Ordinal) || token.Length > 100)
        {
            return null;
        }

        var (hash, now) = (HashOf(token), clock.GetUtcNow());
        var found = await db.ApiTokens.AsNoTracking().Include(t => t.User)
            .SingleOrDefaultAsync(t => t.Hash == hash && t.ExpiresAt > now && !t.User.IsDisabled, cancellationToken);
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        if (found is not null && found.LastUsedOn != today)
        {
            await db.ApiTokens.Where(t => t.Id == found.Id).ExecuteUpdateAsync(t => t.SetProperty(x => x.LastUsedOn, today), cancellationToken);
        }

        return found;
    }

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}

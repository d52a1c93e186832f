using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Search.Saved;

/// <summary>A saved search in a list.</summary>
/// <param name="Id">Its own.</param>
/// <param name="Name">Its own.</param>
/// <param name="Address">What it asks.</param>
/// <param name="IsShared">Whether colleagues see it.</param>
/// <param name="IsOwn">Whether it is the viewer's.</param>
/// <param name="Owner">The name that whose it is signs with, if there is one.</param>
/// <param name="HasFeed">Whether it has a feed.</param>
/// <param name="SeenAt">When the viewer last looked at what is new in it, or when it was saved.</param>
/// <param name="New">How many items were added since then; <see langword="null"/> if that was not counted.</param>
public sealed record SavedSearchRow(Guid Id, string Name, SearchAddress Address, bool IsShared, bool IsOwn, string? Owner, bool HasFeed, DateTimeOffset SeenAt, int? New);

/// <summary>Keeps searches, and knows what is new in them.</summary>
public sealed class SavedSearches(ArchiveDbContext db, Searcher searcher, TimeProvider clock)
{
    public const int MaxName = 120;
    private const int MaxSearches = 50;
    private const int MaxSharedCounted = 50;
    private const int MaxAddress = 4_000;
    private const int KeyBytes = 32;
    private static readonly string NameIsTaken = Words.Key("You have a saved search of this name already.");

    /// <summary>The viewer's own and those that colleagues share, by name.</summary>
    public async Task<IReadOnlyList<SavedSearchRow>> ListAsync(CancellationToken cancellationToken)
    {
        var user = db.Viewer.UserId;
        var searches = await db.SavedSearches.OrderBy(s => s.Name)
            .Select(s => new
            {
                s.Id,
                s.Name,
                s.Address,
                s.IsShared,
                s.CreatedAt,
                IsOwn = s.UserId == user,
                Owner = s.User.DisplayName,
                HasFeed = s.FeedHash != null,
                SeenAt = s.Looks.Where(l => l.UserId == user).Select(l => (DateTimeOffset?)l.SeenAt).FirstOrDefault(),
            }).ToListAsync(cancellationToken);
        var (rows, counted) = (new List<SavedSearchRow>(), 0);
        foreach (var s in searches)
        {
            if (SearchAddress.Parse(s.Address) is { } address)
            {
                var seen = s.SeenAt ?? s.CreatedAt;
                var isNew = s.IsOwn || ++counted <= MaxSharedCounted ? await searcher.CountAsync(address with { Since = seen }, cancellationToken) : null;
                rows.Add(new(s.Id, s.Name, address, s.IsShared, s.IsOwn, s.Owner, s.HasFeed, seen, isNew));
            }
        }

        return rows;
    }

    /// <summary>Keeps a search of the viewer's.</summary>
    /// <param name="name">As typed.</param>
    /// <param name="address">Of a page of results or a list.</param>
    /// <param name="isShared">Whether colleagues see it; readers share nothing.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What is wrong; nothing is kept then.</returns>
    public async Task<IReadOnlyList<Problem>> SaveAsync(string? name, string? address, bool isShared, CancellationToken cancellationToken)
    {
        var user = db.Viewer.UserId!.Value;
        var checks = new Checks();
        name = checks.Line("Name", name, MaxName);
        var read = address is { Length: <= MaxAddress } ? SearchAddress.Parse(address) : null;
        if (name is null)
        {
            checks.Add("Name", "Give it a name.");
        }
        else if (read is null || read.IsEmpty)
        {
            checks.Add("Name", "There is no search to save. Search first.");
        }
        else if (await db.SavedSearches.AnyAsync(s => s.UserId == user && s.Name == name, cancellationToken))
        {
            checks.Add("Name", NameIsTaken);
        }
        else if (await db.SavedSearches.CountAsync(s => s.UserId == user, cancellationToken) >= MaxSearches)
        {
            checks.Add("Name", "You have {0} saved searches. Delete one first.", MaxSearches);
        }
        else
        {
            db.SavedSearches.Add(new()
            {
                UserId = user,
                Name = name,
                Address = (read with { After = null, Since = null }).ToString(),
                IsShared = isShared && db.Viewer.SeesInternal,
                CreatedAt = clock.GetUtcNow(),
            });
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
            {
                // Sent twice, or from another tab.
                db.ChangeTracker.Clear();
                checks.Add("Name", NameIsTaken);
            }
        }

        return checks.Problems;
    }

    /// <summary>Notes that the viewer looks at what is new.</summary>
    /// <returns>What was new until now, the last added first; <see langword="null"/> where the viewer sees no such search.</returns>
    public async Task<SearchAddress?> OpenAsync(Guid id, CancellationToken cancellationToken)
    {
        var user = db.Viewer.UserId!.Value;
        var search = await db.SavedSearches.Where(s => s.Id == id)
            .Select(s => new { s.Address, s.CreatedAt, SeenAt = s.Looks.Where(l => l.UserId == user).Select(l => (DateTimeOffset?)l.SeenAt).FirstOrDefault() })
            .SingleOrDefaultAsync(cancellationToken);
        if (search is null || SearchAddress.Parse(search.Address) is not { } address)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        await db.Database.ExecuteSqlAsync(
            $"INSERT INTO search_looks (search_id, user_id, seen_at) VALUES ({id}, {user}, {now}) ON CONFLICT (search_id, user_id) DO UPDATE SET seen_at = excluded.seen_at", cancellationToken);
        return address with { Since = search.SeenAt ?? search.CreatedAt, Sort = SearchSort.Added };
    }

    /// <summary>Shares a search of the viewer's, or no longer.</summary>
    public async Task<bool> ShareAsync(Guid id, bool isShared, CancellationToken cancellationToken) =>
        db.Viewer.SeesInternal && await Own(id).ExecuteUpdateAsync(s => s.SetProperty(x => x.IsShared, isShared), cancellationToken) > 0;

    /// <summary>Gives a search of the viewer's a feed at a new address; one that it had before ends.</summary>
    /// <returns>The key in the address, which is shown once; <see langword="null"/> where the viewer has no such search.</returns>
    public async Task<string?> MakeFeedAsync(Guid id, CancellationToken cancellationToken)
    {
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes));
        var hash = HashOf(key);
        return await Own(id).ExecuteUpdateAsync(s => s.SetProperty(x => x.FeedHash, hash), cancellationToken) > 0 ? key : null;
    }

    public async Task<bool> EndFeedAsync(Guid id, CancellationToken cancellationToken) =>
        await Own(id).ExecuteUpdateAsync(s => s.SetProperty(x => x.FeedHash, (byte[]?)null), cancellationToken) > 0;

    public async Task<bool> DeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        await db.SearchLooks.IgnoreQueryFilters().Where(l => l.SearchId == id && l.Search.UserId == db.Viewer.UserId).ExecuteDeleteAsync(cancellationToken);
        return await Own(id).ExecuteDeleteAsync(cancellationToken) > 0;
    }

    internal static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    private IQueryable<SavedSearch> Own(Guid id)
    {
        var user = db.Viewer.UserId;
        return db.SavedSearches.Where(s => s.Id == id && s.UserId == user);
    }
}

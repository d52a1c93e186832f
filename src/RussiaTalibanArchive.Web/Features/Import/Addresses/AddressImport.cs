using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Files;
using RussiaTalibanArchive.Web.Features.Intake;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Import.Addresses;

/// <summary>What became of an address: one of the four.</summary>
/// <param name="Problem">Why nothing was fetched.</param>
/// <param name="Known">The article that has these very bytes already.</param>
/// <param name="Batch">The intake that took them in, since they are no article.</param>
/// <param name="Article">The article that they are.</param>
public sealed record FetchedAddress(Problem? Problem = null, (string Reference, bool IsWithdrawn)? Known = null, IntakeBatch? Batch = null, FetchedArticle? Article = null);

/// <param name="Record">What the page says.</param>
/// <param name="Snapshot">The bytes as they came, not saved yet.</param>
/// <param name="LengthBytes">How many they are.</param>
public sealed record FetchedArticle(ArticleRecord Record, ArticleSnapshot Snapshot, long LengthBytes);

/// <summary>Fetches what is at an address and tells what it is: an article, or a file for the intake.</summary>
public sealed class AddressImport(ArchiveDbContext db, AddressFetcher fetcher, ForeignArticles articles, FileStore store, Receiver receiver, CurrentViewer viewer, TimeProvider clock)
{
    public bool IsOn => fetcher.IsOn;

    public async Task<FetchedAddress> FetchAsync(string address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        var (fetched, problem) = await fetcher.FetchAsync(address, cancellationToken);
        if (fetched is null)
        {
            return new(Problem: problem);
        }

        var sha256 = fetched.Stored.Sha256;
        if (await KnownAsync(sha256, cancellationToken) is { } known)
        {
            return new(Known: known);
        }

        var record = await articles.ReadFileAsync(store.PathOf(sha256), fetched.Charset, cancellationToken);
        if (string.IsNullOrWhiteSpace(record?.Body))
        {
            return new(Batch: await TakeInAsync(fetched, cancellationToken));
        }

        record.Url = fetched.Address.AbsoluteUri;
        return new(Article: new(record, new ArticleSnapshot
        {
            Sha256 = sha256,
            Asked = TextNormalizer.Normalize(address.Trim()),
            Address = fetched.Address.AbsoluteUri,
            ContentType = TextNormalizer.Normalize(fetched.ContentType),
            FetchedAt = clock.GetUtcNow(),
            By = viewer.Value.Name,
        }, fetched.Stored.LengthBytes));
    }

    /// <summary>Keeps the snapshot of an article that was brought in.</summary>
    public async Task KeepAsync(Guid article, FetchedArticle fetched, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(fetched);
        await db.ListFileAsync(new(fetched.Snapshot.Sha256, fetched.LengthBytes), fetched.Snapshot.FetchedAt, cancellationToken);
        fetched.Snapshot.ArticleId = article;
        db.Snapshots.Add(fetched.Snapshot);
        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task<(string Reference, bool IsWithdrawn)?> KnownAsync(string sha256, CancellationToken cancellationToken)
    {
        var known = await db.Snapshots.IgnoreQueryFilters([ArchiveDbContext.NotWithdrawn]).Where(s => s.Sha256 == sha256)
            .OrderBy(s => s.FetchedAt).Select(s => new { s.Article.Reference, IsWithdrawn = s.Article.WithdrawnAt != null }).FirstOrDefaultAsync(cancellationToken);
        return known is null ? null : (known.Reference, known.IsWithdrawn);
    }

    private async Task<IntakeBatch> TakeInAsync(Fetched fetched, CancellationToken cancellationToken)
    {
        var batch = await receiver.OpenBatchAsync(Guid.NewGuid(), IntakeDoor.Address, null, publish: false, cancellationToken);
        var name = Uri.UnescapeDataString(fetched.Address.Segments[^1].Trim('/'));
        await receiver.ListAsync(batch, "address/1", name.Length > 0 ? name : fetched.Address.IdnHost, fetched.Stored, null, null, cancellationToken);
        return batch;
    }
}

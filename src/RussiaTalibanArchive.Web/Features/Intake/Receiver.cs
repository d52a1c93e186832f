using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Files;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Intake;

/// <summary>
/// Takes files into a batch. When a method returns, the original is safely stored and its row committed: only then is it
/// acknowledged. What the archive holds already is told before any work.
/// </summary>
public sealed class Receiver(ArchiveDbContext db, CurrentViewer viewer, FileStore store, IntakeSignal signal, TimeProvider clock, IOptions<ArchiveOptions> options)
{
    private const int MaxName = 1000; // UTF-16 code units

    public long MaxFileBytes => options.Value.MaxFileBytes;

    /// <summary>Opens a batch, or finds the one that the same key opened before.</summary>
    public async Task<IntakeBatch> OpenBatchAsync(Guid key, IntakeDoor door, string? language, bool publish, CancellationToken cancellationToken)
    {
        if (await db.IntakeBatches.SingleOrDefaultAsync(b => b.Key == key, cancellationToken) is { } known)
        {
            return known;
        }

        var batch = new IntakeBatch
        {
            Key = key,
            Door = door,
            Language = language,
            Publish = publish,
            ById = viewer.Value.UserId,
            By = viewer.Value.Name,
            StartedAt = clock.GetUtcNow(),
        };
        db.IntakeBatches.Add(batch);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return batch;
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { ConstraintName: "ix_intake_batches_key" })
        {
            db.ChangeTracker.Clear();
            return await db.IntakeBatches.SingleAsync(b => b.Key == key, cancellationToken);
        }
    }

    /// <summary>Stores a stream and lists it in its batch.</summary>
    /// <returns>The file; <see langword="null"/> when it is larger than the archive takes.</returns>
    public async Task<IntakeFile?> ReceiveAsync(IntakeBatch batch, string key, string name, Stream content, string? record, CancellationToken cancellationToken) =>
        await store.StoreAsync(content, MaxFileBytes, cancellationToken) is { } stored
            ? await ListAsync(batch, key, name, stored, null, record, cancellationToken)
            : null;

    /// <summary>Stores a stream and lists it; one that is too large is listed as refused, so that it is missed by nobody.</summary>
    public async Task ReceiveOrRefuseAsync(IntakeBatch batch, string key, string name, Stream content, string? record, CancellationToken cancellationToken)
    {
        if (await ReceiveAsync(batch, key, name, content, record, cancellationToken) is null)
        {
            await RefuseAsync(batch, key, name, cancellationToken);
        }
    }

    /// <summary>Takes over a file that lies whole in the data directory.</summary>
    public async Task<IntakeFile> TakeAsync(IntakeBatch batch, string key, string name, string path, CancellationToken cancellationToken) =>
        await ListAsync(batch, key, name, await store.TakeAsync(path, cancellationToken), null, null, cancellationToken);

    /// <summary>Lists a file that is larger than the archive takes.</summary>
    public async Task RefuseAsync(IntakeBatch batch, string key, string name, CancellationToken cancellationToken)
    {
        if (await db.IntakeFiles.AnyAsync(f => f.BatchId == batch.Id && f.Key == key, cancellationToken))
        {
            return;
        }

        var problem = new Problem("", "It is larger than the {0} MB that the archive takes. Split it, or have whoever runs the archive raise the limit.", MaxFileBytes >> 20);
        db.IntakeFiles.Add(new IntakeFile
        {
            BatchId = batch.Id,
            Key = key,
            Name = NameOf(name),
            ReceivedAt = clock.GetUtcNow(),
            State = IntakeState.Failed,
            Problem = problem.Message,
            ProblemArguments = [.. problem.Arguments.Select(a => Convert.ToString(a, System.Globalization.CultureInfo.InvariantCulture) ?? "")],
        });
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Lists stored bytes in a batch; the same key again finds the row that is there.</summary>
    /// <param name="batch">Where it belongs.</param>
    /// <param name="key">See <see cref="IntakeFile.Key"/>.</param>
    /// <param name="name">See <see cref="IntakeFile.Name"/>.</param>
    /// <param name="stored">What <see cref="FileStore"/> keeps.</param>
    /// <param name="parent">The file it lay in.</param>
    /// <param name="record">See <see cref="IntakeFile.Record"/>.</param>
    /// <param name="cancellationToken">Stops it; the bytes may stay, the row does not.</param>
    public async Task<IntakeFile> ListAsync(
        IntakeBatch batch, string key, string name, StoredBytes stored, IntakeFile? parent, string? record, CancellationToken cancellationToken)
    {
        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellationToken) : null;
        // Two who bring the same bytes at once: the second finds the first.
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({stored.Sha256}, 0))", cancellationToken);
        if (await db.IntakeFiles.SingleOrDefaultAsync(f => f.BatchId == batch.Id && f.Key == key, cancellationToken) is { } known)
        {
            return known;
        }

        await db.ListFileAsync(stored, clock.GetUtcNow(), cancellationToken);
        var (document, sameAs) = await FindAsync(stored.Sha256, cancellationToken);
        var file = new IntakeFile
        {
            BatchId = batch.Id,
            Key = key,
            ParentId = parent?.Id,
            Depth = parent is null ? 0 : parent.Depth + 1,
            Name = NameOf(name),
            Sha256 = stored.Sha256,
            LengthBytes = stored.LengthBytes,
            ReceivedAt = clock.GetUtcNow(),
            Record = record,
            State = document is null && sameAs is null ? IntakeState.Received : IntakeState.Duplicate,
            DocumentId = document,
            SameAsId = document is null ? sameAs : null,
        };
        db.IntakeFiles.Add(file);
        await db.SaveChangesAsync(cancellationToken);
        if (own is not null)
        {
            await own.CommitAsync(cancellationToken);
            signal.Wake();
        }

        return file;
    }

    /// <summary>The document that has these bytes, withdrawn ones too; else a file that is on its way to be one.</summary>
    private async Task<(Guid? Document, Guid? SameAs)> FindAsync(string sha256, CancellationToken cancellationToken)
    {
        var document = await db.DocumentFiles.IgnoreQueryFilters([ArchiveDbContext.NotWithdrawn])
            .Where(f => f.Sha256 == sha256).OrderBy(f => f.Document.CreatedAt).Select(f => (Guid?)f.DocumentId).FirstOrDefaultAsync(cancellationToken);
        return document is not null ? (document, null) : (null, await db.IntakeFiles
            .Where(f => f.Sha256 == sha256 && f.State != IntakeState.Duplicate && f.State != IntakeState.Failed)
            .OrderBy(f => f.ReceivedAt).Select(f => (Guid?)f.Id).FirstOrDefaultAsync(cancellationToken));
    }

    /// <summary>A label that a page can show: normalised, bounded, never empty. Of a longer one the end is kept, which says the type.</summary>
    public static string NameOf(string name, int max = MaxName)
    {
        var label = TextNormalizer.Normalize(name ?? "").Replace('\n', ' ').Replace('\f', ' ').Trim();
        label = label.Length > max ? label[^max..] : label;
        return label.Length == 0 ? "-" : char.IsLowSurrogate(label[0]) ? label[1..] : label;
    }
}

/// <summary>Tells the readers of this program that there is a file.</summary>
public sealed class IntakeSignal : WorkSignal;

using Microsoft.EntityFrameworkCore;
using Npgsql;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Harvesting;
using RussiaTalibanArchive.Web.Features.History;
using RussiaTalibanArchive.Web.Features.Search.Index;

namespace RussiaTalibanArchive.Web.Features.Items;

/// <summary>
/// The one way in which an item of a kind is made and changed: forms, import, history and commands hand in a record, the
/// writer checks it, applies it, and keeps the revision.
/// </summary>
public abstract class ItemWriter<TItem, TRecord>(ArchiveDbContext db, CurrentViewer viewer, References references, TimeProvider clock)
    where TItem : Item
    where TRecord : ItemRecord
{
    protected ArchiveDbContext Db => db;
    protected Viewer Viewer => viewer.Value;
    protected DateTimeOffset Now => clock.GetUtcNow();
    protected abstract ItemKind Kind { get; }

    /// <summary>All items, with all that a change of them needs; withdrawn ones too.</summary>
    protected abstract IQueryable<TItem> Whole { get; }

    /// <summary>Makes an item. Nothing is saved when the record has problems.</summary>
    /// <param name="record">What the item shall say; a reference in it is kept, else the next one is given.</param>
    /// <param name="action"><see cref="RevisionAction.Created"/> or <see cref="RevisionAction.Imported"/>.</param>
    /// <param name="importHash">See <see cref="Item.ImportHash"/>.</param>
    /// <param name="cancellationToken">Stops it; nothing is saved then.</param>
    public async Task<Saved<TItem>> CreateAsync(
        TRecord record, RevisionAction action = RevisionAction.Created, string? importHash = null, CancellationToken cancellationToken = default)
    {
        var (item, problems) = await CheckAsync(record, cancellationToken);
        if (problems.Count > 0)
        {
            db.ChangeTracker.Clear();
            return new(SaveOutcome.Invalid, null, problems);
        }

        await using var transaction = await BeginAsync(cancellationToken);
        item.Reference = await TakeReferenceAsync(record, cancellationToken);
        item.ImportHash = importHash;
        item.CreatedAt = Now;
        db.Add(item);
        await SaveAsync(item, action, cancellationToken);
        await AfterSaveAsync(item, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(SaveOutcome.Saved, item, []);
    }

    /// <summary>Makes items of many records, as <see cref="CreateAsync"/> does of one, and saves none of them yet.</summary>
    /// <returns>An item for each record, in their order; of use only where there are no problems with it.</returns>
    public async Task<IReadOnlyList<(TItem Item, IReadOnlyList<Problem> Problems)>> CheckAsync(IReadOnlyList<TRecord> records, CancellationToken cancellationToken)
    {
        await PrepareAsync(records, cancellationToken);
        var items = new List<(TItem, IReadOnlyList<Problem>)>(records.Count);
        foreach (var record in records)
        {
            items.Add(await CheckAsync(record, cancellationToken));
        }

        await PrepareAsync([], cancellationToken);
        return items;
    }

    /// <summary>Saves items that <see cref="CheckAsync(IReadOnlyList{TRecord}, CancellationToken)"/> has made and that have a reference, all or none, by COPY.</summary>
    public async Task StoreAsync(IReadOnlyList<TItem> items, RevisionAction action, CancellationToken cancellationToken)
    {
        foreach (var item in items)
        {
            item.CreatedAt = Now;
            db.Add(item);
            db.Add(NextRevision(item, action));
        }

        db.AddSearchable(Kind, [.. items.Select(i => ((Item)i, SearchableOf(i)))]);
        await using var transaction = await BeginAsync(cancellationToken);
        await db.CopyAddedAsync(cancellationToken);
        Guid[] saved = [.. items.Select(i => i.Id)];
        await db.FollowAsync(Kind, saved, cancellationToken);
        await db.NoteForHarvestersAsync(Kind, saved, Now, cancellationToken);
        foreach (var item in items)
        {
            await AfterSaveAsync(item, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Changes an item to what the record says.</summary>
    /// <param name="reference">Which item.</param>
    /// <param name="expectedVersion">The version that the writer of the record had read; another one is a conflict.</param>
    /// <param name="record">All that the item shall say from now on.</param>
    /// <param name="action"><see cref="RevisionAction.Edited"/> or <see cref="RevisionAction.Restored"/>.</param>
    /// <param name="cancellationToken">Stops it; nothing is saved then.</param>
    public async Task<Saved<TItem>> UpdateAsync(
        string reference, int expectedVersion, TRecord record, RevisionAction action = RevisionAction.Edited, CancellationToken cancellationToken = default)
    {
        var item = await LoadAsync(reference, cancellationToken);
        if (item is null)
        {
            return new(SaveOutcome.Missing, null, []);
        }

        if (item.Version != expectedVersion)
        {
            return new(SaveOutcome.Conflict, item, []);
        }

        var before = ItemJson.Write(Describe(item));
        var checks = new Checks();
        await ApplyAsync(item, record, checks, cancellationToken);
        if (checks.Problems.Count > 0)
        {
            db.ChangeTracker.Clear();
            return new(SaveOutcome.Invalid, null, checks.Problems);
        }

        if (ItemJson.Write(Describe(item)) == before)
        {
            db.ChangeTracker.Clear();
            return new(SaveOutcome.Unchanged, item, []);
        }

        return await CommitAsync(item, action, cancellationToken);
    }

    /// <summary>Takes an item away from readers; its tombstone stays.</summary>
    public Task<Saved<TItem>> WithdrawAsync(string reference, int expectedVersion, string reason, CancellationToken cancellationToken) =>
        ChangeAsync(reference, expectedVersion, RevisionAction.Withdrawn, item =>
        {
            item.WithdrawnAt = Now;
            item.WithdrawalReason = reason;
            OnWithdrawn(item, true);
            return Task.CompletedTask;
        }, cancellationToken);

    /// <summary>Undoes a withdrawal.</summary>
    public Task<Saved<TItem>> ReinstateAsync(string reference, int expectedVersion, CancellationToken cancellationToken) =>
        ChangeAsync(reference, expectedVersion, RevisionAction.Reinstated, item =>
        {
            item.WithdrawnAt = null;
            item.WithdrawalReason = null;
            OnWithdrawn(item, false);
            return Task.CompletedTask;
        }, cancellationToken);

    /// <summary>Changes an item in a way that no record tells.</summary>
    /// <param name="reference">Which item.</param>
    /// <param name="expectedVersion">The version that was read before; another one is a conflict.</param>
    /// <param name="action">What is done to it.</param>
    /// <param name="change">Does it to the loaded item.</param>
    /// <param name="cancellationToken">Stops it; nothing is saved then.</param>
    /// <exception cref="DbUpdateException">Somebody else saved it at the same moment, and a transaction is open that this is a part of.</exception>
    public async Task<Saved<TItem>> ChangeAsync(
        string reference, int expectedVersion, RevisionAction action, Func<TItem, Task> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        var item = await LoadAsync(reference, cancellationToken);
        if (item is null || item.Version != expectedVersion)
        {
            return new(item is null ? SaveOutcome.Missing : SaveOutcome.Conflict, item, []);
        }

        await change(item);
        return await CommitAsync(item, action, cancellationToken);
    }

    /// <summary>Makes anew what the item is found by, without a change of the item. Who saves it meanwhile waits.</summary>
    public async Task ReindexAsync(string reference, CancellationToken cancellationToken)
    {
        await using var transaction = await BeginAsync(cancellationToken);
        var name = db.Model.FindEntityType(typeof(TItem))!.GetTableName()!;
#pragma warning disable EF1002 // The name of a table, from the model.
        await db.Database.ExecuteSqlRawAsync($"SELECT 1 FROM {name} WHERE reference = {{0}} FOR UPDATE", [reference], cancellationToken);
#pragma warning restore EF1002
        if (await LoadAsync(reference, cancellationToken) is { } item)
        {
            await db.RemoveSearchableAsync(item.Id, cancellationToken);
            db.AddSearchable(Kind, [(item, SearchableOf(item))]);
            await db.SaveChangesAsync(cancellationToken);
            await db.FollowAsync(Kind, [item.Id], cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Loads an item to be changed, with all that its record says; withdrawn ones too.</summary>
    public Task<TItem?> LoadAsync(string reference, CancellationToken cancellationToken) => Whole.SingleOrDefaultAsync(i => i.Reference == reference, cancellationToken);

    /// <summary>Says what items say, in few queries. What was withdrawn, and what the viewer may not see, is left out.</summary>
    /// <param name="references">Some dozens: each comes with its texts.</param>
    /// <param name="cancellationToken">Ends the queries.</param>
    public virtual async Task<IEnumerable<TRecord>> DescribeAsync(IReadOnlyCollection<string> references, CancellationToken cancellationToken) =>
        (await Whole.Where(i => references.Contains(i.Reference) && i.WithdrawnAt == null).AsNoTrackingWithIdentityResolution().ToListAsync(cancellationToken)).Select(Describe);

    /// <summary>Says in a record what a loaded item says.</summary>
    public abstract TRecord Describe(TItem item);

    /// <summary>Makes a new, empty item for <see cref="ApplyAsync"/>.</summary>
    protected abstract TItem New(TRecord record);

    /// <summary>Looks up, in few queries, what the checks of many records will ask for; forgets it when there are none.</summary>
    protected virtual Task PrepareAsync(IReadOnlyList<TRecord> records, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Sets every field of the item to what the record says, and names what is wrong with it.</summary>
    protected abstract Task ApplyAsync(TItem item, TRecord record, Checks checks, CancellationToken cancellationToken);

    /// <summary>Who may read the item as it stands.</summary>
    protected abstract ItemStatus AudienceOf(TItem item);

    /// <summary>What the item is found by.</summary>
    protected abstract SearchEntry SearchableOf(TItem item);

    /// <summary>Takes note that the item was withdrawn, or is back.</summary>
    protected virtual void OnWithdrawn(TItem item, bool isWithdrawn)
    {
    }

    /// <summary>Work that needs the saved item, inside the same transaction.</summary>
    protected virtual Task AfterSaveAsync(TItem item, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>What a record leaves out when there is nothing to say.</summary>
    protected static List<T>? NullIfEmpty<T>(IEnumerable<T> values) => values.ToList() is { Count: > 0 } list ? list : null;

    private async Task<(TItem Item, IReadOnlyList<Problem> Problems)> CheckAsync(TRecord record, CancellationToken cancellationToken)
    {
        var checks = new Checks();
        var item = New(record);
        await ApplyAsync(item, record, checks, cancellationToken);
        return (item, checks.Problems);
    }

    private async Task<string> TakeReferenceAsync(TRecord record, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(record.Reference))
        {
            return await references.NextAsync(db, Kind, cancellationToken);
        }

        await references.ReserveAsync(db, Kind, record.Reference, cancellationToken);
        return record.Reference;
    }

    private async Task<Saved<TItem>> CommitAsync(TItem item, RevisionAction action, CancellationToken cancellationToken)
    {
        var isWhole = db.Database.CurrentTransaction is null;
        try
        {
            await using var transaction = await BeginAsync(cancellationToken);
            await SaveAsync(item, action, cancellationToken);
            await AfterSaveAsync(item, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return new(SaveOutcome.Saved, item, []);
        }
        catch (DbUpdateException e) when (isWhole && IsLostRace(e))
        {
            db.ChangeTracker.Clear();
            return new(SaveOutcome.Conflict, await LoadAsync(item.Reference, cancellationToken), []);
        }
    }

    /// <summary>Whether somebody else saved the same item at the same moment: its version has changed, or has its revision or what it is found by already.</summary>
    private static bool IsLostRace(DbUpdateException exception) =>
        exception is DbUpdateConcurrencyException || exception.InnerException is PostgresException { ConstraintName: "ix_revisions_item_id_number" or "pk_item_names" or "pk_search_items" or "pk_search_passages" };

    private async Task SaveAsync(TItem item, RevisionAction action, CancellationToken cancellationToken)
    {
        // The item first: who saves it at the same moment waits for it, and has lost.
        db.Revisions.Add(NextRevision(item, action));
        await db.SaveChangesAsync(cancellationToken);
        if (item.Version > 1)
        {
            await db.RemoveSearchableAsync(item.Id, cancellationToken);
        }

        db.AddSearchable(Kind, [(item, SearchableOf(item))]);
        await db.SaveChangesAsync(cancellationToken);
        await db.FollowAsync(Kind, [item.Id], cancellationToken);
        await db.NoteForHarvestersAsync(Kind, [item.Id], Now, cancellationToken);
    }

    /// <summary>Counts the item's version up, dates it, and keeps how it now stands.</summary>
    private Revision NextRevision(TItem item, RevisionAction action)
    {
        item.Version++;
        item.UpdatedAt = Now;
        var audience = AudienceOf(item);
        var embargo = (item as PublishableItem)?.EmbargoUntil;
        item.PublishedAt = item.PublishedAt <= Now ? item.PublishedAt
            : audience != ItemStatus.Public || item.WithdrawnAt is not null ? null
            : embargo > Now ? embargo : Now;
        audience = item.WithdrawnAt is not null ? ItemStatus.Draft
            : audience == ItemStatus.Public && embargo > Now ? ItemStatus.Internal : audience;

        return new Revision
        {
            Kind = Kind,
            ItemId = item.Id,
            Number = item.Version,
            Action = action,
            ById = Viewer.UserId,
            By = Viewer.Name,
            At = Now,
            Audience = audience,
            Snapshot = ItemJson.Write(Describe(item)),
        };
    }

    /// <summary>A transaction of its own, or a part of the one that is open already.</summary>
    private async Task<Transaction> BeginAsync(CancellationToken cancellationToken) =>
        new(db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellationToken) : null);

    private sealed class Transaction(Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction? own) : IAsyncDisposable
    {
        public Task CommitAsync(CancellationToken cancellationToken) => own?.CommitAsync(cancellationToken) ?? Task.CompletedTask;

        public ValueTask DisposeAsync() => own?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}

/// <summary>What became of a change.</summary>
/// <param name="Outcome">See <see cref="SaveOutcome"/>.</param>
/// <param name="Item">The item as it is now; for a conflict, as the other writer left it; <see langword="null"/> when invalid or missing.</param>
/// <param name="Problems">What is wrong with the record, when it is invalid.</param>
public sealed record Saved<TItem>(SaveOutcome Outcome, TItem? Item, IReadOnlyList<Problem> Problems);

public enum SaveOutcome
{
    Saved,

    /// <summary>The record says what the item says already.</summary>
    Unchanged,

    /// <summary>Something in the record is wrong.</summary>
    Invalid,

    /// <summary>Somebody else changed the item since the writer read it.</summary>
    Conflict,

    /// <summary>There is no such item for this viewer.</summary>
    Missing,
}

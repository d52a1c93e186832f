using Microsoft.EntityFrameworkCore;
using Npgsql;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.History;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Import;

/// <summary>
/// Takes items of one kind one by one, and asks the archive about each: for short files, and for the lines of long ones that
/// may be here already or may be refused by the database.
/// </summary>
internal sealed class CarefulImport<TItem, TRecord>(ArchiveDbContext db, ItemWriter<TItem, TRecord> writer, ImportedFiles files, ImportOptions options)
    where TItem : Item
    where TRecord : ItemRecord
{
    private const string Savepoint = "import_line";
    private const int MaxTries = 3;

    public async Task TakeAsync(ItemLine<TRecord> line, ImportTally tally, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await TryAsync(line, tally, cancellationToken);
                return;
            }
            catch (Exception e) when (Stored.IsRefusal(e))
            {
                await RollBackAsync(cancellationToken);
                if (tries == MaxTries || !Stored.IsLostRace(e))
                {
                    tally.Refuse(line.Number, "The database does not take what this line says; look for characters that are not text, such as U+0000.");
                    return;
                }
            }
            finally
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task TryAsync(ItemLine<TRecord> line, ImportTally tally, CancellationToken cancellationToken)
    {
        await (db.Database.CurrentTransaction?.CreateSavepointAsync(Savepoint, cancellationToken) ?? Task.CompletedTask);
        if (await Items.AnyAsync(i => i.ImportHash == line.Hash, cancellationToken))
        {
            tally.Unchanged++;
            return;
        }

        if (ItemLine.ReferenceProblem(line.Record) is { } problem)
        {
            tally.Refuse(line.Number, problem);
            return;
        }

        if (line.Record.Reference is { Length: > 0 } reference && await Items.AnyAsync(i => i.Reference == reference, cancellationToken))
        {
            await CompareAsync(reference, line, tally, cancellationToken);
            return;
        }

        await CreateAsync(line, tally, cancellationToken);
    }

    private async Task CompareAsync(string reference, ItemLine<TRecord> line, ImportTally tally, CancellationToken cancellationToken)
    {
        var held = await writer.LoadAsync(reference, cancellationToken);
        if (held is not null && ItemJson.Write(writer.Describe(held)) == ItemJson.Write(line.Record))
        {
            tally.Unchanged++;
            return;
        }

        tally.Refuse(line.Number, $"{reference} is here already, with other content; change it in the browser instead.");
    }

    private async Task CreateAsync(ItemLine<TRecord> line, ImportTally tally, CancellationToken cancellationToken)
    {
        ItemLine.SetDefaults(line.Record, options);
        if (line.Record is DocumentRecord document && await files.TakeAsync(document, options.Folder, cancellationToken) is { } refusal)
        {
            tally.Refuse(line.Number, refusal);
            return;
        }

        var saved = await writer.CreateAsync(line.Record, RevisionAction.Imported, line.Hash, cancellationToken);
        if (saved.Outcome == SaveOutcome.Saved)
        {
            tally.Added++;
        }
        else
        {
            tally.Refuse(line.Number, ItemLine.ReasonOf(saved.Problems));
        }
    }

    private IQueryable<TItem> Items => db.Set<TItem>().IgnoreQueryFilters([ArchiveDbContext.NotWithdrawn]);

    private Task RollBackAsync(CancellationToken cancellationToken) =>
        db.Database.CurrentTransaction?.RollbackToSavepointAsync(Savepoint, cancellationToken) ?? Task.CompletedTask;
}

/// <summary>What the database's refusals mean.</summary>
internal static class Stored
{
    /// <summary>Whether the database refused the data itself, not the work.</summary>
    public static bool IsRefusal(Exception e) => IsLostRace(e) || StateOf(e)?.StartsWith("22", StringComparison.Ordinal) == true;

    /// <summary>Whether somebody else stored the same item at the same moment.</summary>
    public static bool IsLostRace(Exception e) => StateOf(e) is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected;

    private static string? StateOf(Exception e) => ((e as PostgresException) ?? (e as DbUpdateException)?.InnerException as PostgresException)?.SqlState;
}

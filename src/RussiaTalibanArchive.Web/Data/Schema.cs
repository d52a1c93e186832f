using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace RussiaTalibanArchive.Web.Data;

public static class Schema
{
    /// <summary>Applies the migrations that are missing. Several instances may start at once: EF Core lets one at a time migrate.</summary>
    /// <exception cref="ArchiveStartException">A newer program has changed the database already.</exception>
    public static async Task BringUpToDateAsync(this ArchiveDbContext db, CancellationToken cancellationToken)
    {
        var known = db.Database.GetMigrations().ToHashSet();
        var isNew = !await db.GetService<IHistoryRepository>().ExistsAsync(cancellationToken);
        var applied = isNew ? [] : (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
        if (applied.LastOrDefault(m => !known.Contains(m)) is { } newer)
        {
            throw new ArchiveStartException(
                $"The database was last changed by a newer version of the program (migration {newer}). Start that version or a later one; this one leaves the database as it is.");
        }

        if (!known.SetEquals(applied))
        {
            await db.Database.MigrateAsync(cancellationToken);
        }
    }
}

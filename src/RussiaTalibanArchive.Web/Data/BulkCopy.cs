using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Npgsql;

namespace RussiaTalibanArchive.Web.Data;

/// <summary>Writes new rows by PostgreSQL's COPY, ten times as fast as a statement for each.</summary>
public static class BulkCopy
{
    /// <summary>How long the index may take over the rows of one table; it works them in before COPY ends.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Writes every entity that the context would add, in the order that foreign keys ask for, and takes them for saved. What the
    /// context would change or delete is left as it is. Call it in a transaction.
    /// </summary>
    /// <exception cref="PostgresException">A row breaks a rule of the schema; the transaction is lost.</exception>
    public static async Task CopyAddedAsync(this ArchiveDbContext db, CancellationToken cancellationToken)
    {
        // The index of words puts new rows on a list and works them in when it is full: a longer list, sorted in memory, costs less.
        await db.Database.ExecuteSqlAsync($"SET LOCAL gin_pending_list_limit = '32MB'; SET LOCAL work_mem = '64MB'", cancellationToken);
        var added = db.ChangeTracker.Entries().Where(e => e.State == EntityState.Added).ToLookup(e => e.Metadata);
        foreach (var type in InOrder([.. added.Select(group => group.Key)]))
        {
            await CopyAsync((NpgsqlConnection)db.Database.GetDbConnection(), type, added[type], cancellationToken);
        }

        foreach (var entry in added.SelectMany(group => group))
        {
            entry.State = EntityState.Unchanged;
        }
    }

    /// <summary>Each type after those that its foreign keys lead to.</summary>
    private static List<IEntityType> InOrder(HashSet<IEntityType> types)
    {
        var ordered = new List<IEntityType>();
        while (types.Count > 0)
        {
            var ready = types.Where(t => !t.GetForeignKeys().Any(k => k.PrincipalEntityType != t && types.Contains(k.PrincipalEntityType))).ToList();
            if (ready.Count == 0)
            {
                throw new InvalidOperationException("The foreign keys of the entities to be added run in a circle.");
            }

            ordered.AddRange(ready.OrderBy(t => t.Name, StringComparer.Ordinal));
            types.ExceptWith(ready);
        }

        return ordered;
    }

    private static async Task CopyAsync(NpgsqlConnection connection, IEntityType type, IEnumerable<EntityEntry> entries, CancellationToken cancellationToken)
    {
        var table = type.GetTableMappings().Single();
        var parts = type.GetComplexProperties().SelectMany(p => p.ComplexType.GetTableMappings()).SelectMany(m => m.ColumnMappings);
        var columns = table.ColumnMappings.Concat(parts).Select(Column.Of).ToList();
        var names = string.Join(", ", columns.Select(c => $"\"{c.Name}\""));
        await using var import = await connection.BeginBinaryImportAsync($"COPY \"{table.Table.Name}\" ({names}) FROM STDIN (FORMAT BINARY)", cancellationToken);
        import.Timeout = Patience;
        foreach (var entry in entries)
        {
            await import.StartRowAsync(cancellationToken);
            foreach (var column in columns)
            {
                if (column.ValueIn(entry.Entity) is { } value)
                {
                    await import.WriteAsync(value, column.Type, cancellationToken);
                }
                else
                {
                    await import.WriteNullAsync(cancellationToken);
                }
            }
        }

        await import.CompleteAsync(cancellationToken);
    }

    /// <summary>A column and how to read it off an entity, as EF Core's model has it.</summary>
    private sealed record Column(string Name, string Type, IClrPropertyGetter? Owner, IClrPropertyGetter Getter, ValueConverter? Converter)
    {
        public static Column Of(IColumnMapping mapping) => new(
            mapping.Column.Name,
            mapping.Column.StoreType,
            mapping.Property.DeclaringType is IComplexType complex ? complex.ComplexProperty.GetGetter() : null,
            mapping.Property.GetGetter(),
            mapping.TypeMapping.Converter);

        public object? ValueIn(object entity)
        {
            var holder = Owner is null ? entity : Owner.GetClrValue(entity);
            var value = holder is null ? null : Getter.GetClrValue(holder);
            return value is null || Converter is null ? value : Converter.ConvertToProvider(value);
        }
    }
}

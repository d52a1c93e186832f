using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace RussiaTalibanArchive.Web.Features.Search;

/// <summary>Runs statements on the tables of search, each within its time and as they are planned best.</summary>
internal static partial class SearchStatements
{
    /// <summary>Whether the server gave up: out of time, or for the size of the query (class 54).</summary>
    public static bool IsTooMuch(PostgresException exception) =>
        exception.SqlState == PostgresErrorCodes.QueryCanceled || exception.SqlState.StartsWith("54", StringComparison.Ordinal);

    /// <param name="db">As the viewer sees it.</param>
    /// <param name="statements">Their values are <c>{0}</c>, <c>{1}</c>…</param>
    /// <param name="values">In the order of their numbers.</param>
    /// <param name="timeout">For each of them.</param>
    /// <param name="onRow">Is given the number of the statement, from 0, and a reader at a row of it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="PostgresException">See <see cref="IsTooMuch"/>.</exception>
    public static async Task RunSearchAsync(
        this ArchiveDbContext db, IReadOnlyList<string> statements, IReadOnlyList<object> values, TimeSpan timeout, Func<int, NpgsqlDataReader, Task> onRow, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            var connection = (NpgsqlConnection)db.Database.GetDbConnection();
            await using var transaction = db.Database.CurrentTransaction is null ? await connection.BeginTransactionAsync(cancellationToken) : null;
            await using var batch = connection.CreateBatch();
            batch.BatchCommands.Add(new NpgsqlBatchCommand(string.Create(CultureInfo.InvariantCulture,
                $"SELECT set_config('statement_timeout', '{(int)timeout.TotalMilliseconds}', true), set_config('jit', 'off', true), set_config('plan_cache_mode', 'force_custom_plan', true), set_config('enable_seqscan', 'off', true), set_config('max_parallel_workers_per_gather', '0', true), set_config('work_mem', '64MB', true)")));
            foreach (var statement in statements)
            {
                batch.BatchCommands.Add(Command(statement, values));
            }

            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            var number = -1;
            do
            {
                while (await reader.ReadAsync(cancellationToken))
                {
                    if (number >= 0)
                    {
                        await onRow(number, reader);
                    }
                }

                number++;
            }
            while (await reader.NextResultAsync(cancellationToken));
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>With those of the values that it names, as <c>$1</c>, <c>$2</c>…</summary>
    private static NpgsqlBatchCommand Command(string sql, IReadOnlyList<object> values)
    {
        var used = new Dictionary<int, int>();
        var command = new NpgsqlBatchCommand();
        command.CommandText = Place().Replace(sql, match =>
        {
            var index = int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            if (used.TryAdd(index, used.Count + 1))
            {
                command.Parameters.Add(new NpgsqlParameter { Value = values[index] });
            }

            return $"${used[index].ToString(CultureInfo.InvariantCulture)}";
        });
        return command;
    }

    [GeneratedRegex(@"\{([0-9]+)\}")]
    private static partial Regex Place();
}

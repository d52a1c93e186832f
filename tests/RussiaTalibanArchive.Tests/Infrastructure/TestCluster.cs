using Npgsql;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Data.Embedded;

[assembly: AssemblyFixture(typeof(TestCluster))]

namespace RussiaTalibanArchive.Tests.Infrastructure;

/// <summary>
/// One PostgreSQL server for the whole run: the program's own embedded one, in a temporary folder of this run. It starts
/// when the first test asks for it.
/// </summary>
public sealed class TestCluster : IAsyncLifetime
{
    private readonly SemaphoreSlim _starting = new(1, 1);
    private TestFolder? _folder;
    private EmbeddedPostgres? _server;

    public async ValueTask InitializeAsync() => await TestFolder.SweepAsync();

    /// <summary>Makes a database, a copy of <paramref name="template"/> if one is given. Returns its connection string.</summary>
    /// <param name="template">Name of a database of this cluster that nobody is connected to.</param>
    public async Task<string> CreateDatabaseAsync(string? template = null)
    {
        var server = await StartAsync();
        var name = $"test_{Guid.NewGuid():n}";
        await ExecuteAsync($"CREATE DATABASE {name}" + (template is null ? "" : $" TEMPLATE \"{template}\""));
        return server.ConnectionStringTo(name);
    }

    /// <summary>Drops a database, ending whatever is connected to it.</summary>
    public async Task DropDatabaseAsync(string connectionString)
    {
        await using (var connection = new NpgsqlConnection(connectionString))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        for (var patience = 40; ; patience--)
        {
            try
            {
                await ExecuteAsync($"DROP DATABASE IF EXISTS \"{new NpgsqlConnectionStringBuilder(connectionString).Database}\" WITH (FORCE)");
                return;
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege && patience > 0)
            {
                await Task.Delay(250); // The server itself tidies there up, and that is not ours to stop.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        if (_folder is not null)
        {
            await _folder.DisposeAsync();
        }

        _starting.Dispose();
    }

    /// <summary>The server, started if it was not.</summary>
    public async Task<EmbeddedPostgres> StartAsync()
    {
        await _starting.WaitAsync();
        try
        {
            _folder ??= new TestFolder();
            return _server ??= await EmbeddedPostgres.StartAsync(
                new EmbeddedPostgresOptions { DataDirectory = _folder.Path, Durable = false, Binaries = TestFolder.Binaries }, CancellationToken.None);
        }
        finally
        {
            _starting.Release();
        }
    }

    private async Task ExecuteAsync(string sql)
    {
        var server = await StartAsync();
        await using var connection = new NpgsqlConnection(server.ConnectionStringTo("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

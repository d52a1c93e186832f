using RussiaTalibanArchive.Web;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Data;
using RussiaTalibanArchive.Web.Data.Embedded;

namespace RussiaTalibanArchive.Benchmarks;

/// <summary>The program over an empty archive in a temporary folder, on its own PostgreSQL as it is set up for users: every commit reaches the disk.</summary>
internal sealed class BenchmarkArchive : IAsyncDisposable
{
    private readonly string _folder;
    private readonly EmbeddedPostgres _server;
    private readonly WebApplication _app;

    private BenchmarkArchive(string folder, EmbeddedPostgres server, WebApplication app)
    {
        _folder = folder;
        _server = server;
        _app = app;
        Meter = new Meter(server.DataDirectory);
    }

    public Meter Meter { get; }
    public IServiceScopeFactory Scopes => _app.Services.GetRequiredService<IServiceScopeFactory>();

    /// <summary>Serves the archive, its intake too.</summary>
    /// <returns>Where.</returns>
    public async Task<string> ServeAsync(CancellationToken cancellationToken)
    {
        _app.Urls.Add("http://127.0.0.1:0");
        await _app.StartAsync(cancellationToken);
        return _app.Urls.First(u => !u.EndsWith(":0", StringComparison.Ordinal));
    }

    public static async Task<BenchmarkArchive> StartAsync(CancellationToken cancellationToken)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"archive-benchmark-{Guid.NewGuid():n}");
        var server = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions { DataDirectory = folder }, cancellationToken);
        var builder = ArchiveApp.CreateBuilder([], configuration => configuration.AddInMemoryCollection([new("Archive:DataDirectory", folder), new("Archive:Sample", "false")]));
        var archive = new BenchmarkArchive(folder, server, ArchiveApp.Build(builder, server.ConnectionString));
        await archive.WithAsync(async services =>
        {
            await services.GetRequiredService<ArchiveDbContext>().BringUpToDateAsync(cancellationToken);
            return true;
        });
        return archive;
    }

    /// <summary>Works with the program's services on the archive's own behalf.</summary>
    public async Task<T> WithAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentViewer>().Use(Viewer.Archive);
        return await work(scope.ServiceProvider);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Npgsql.NpgsqlConnection.ClearAllPools();
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Data;
using RussiaTalibanArchive.Web.Data.Embedded;
using RussiaTalibanArchive.Web.Features.Accounts;

namespace RussiaTalibanArchive.Benchmarks;

/// <summary>The program over an empty archive in a temporary folder, on its own PostgreSQL as it is set up for users: every commit reaches the disk.</summary>
internal sealed partial class BenchmarkArchive : IAsyncDisposable
{
    private const string Password = "a long password for measuring";

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

    /// <summary>Waits until what the program does after an import is done.</summary>
    public async Task WaitUntilCalmAsync(CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < TimeSpan.FromMinutes(20) && await WithAsync(async services =>
        {
            var db = services.GetRequiredService<ArchiveDbContext>();
            return await db.WordsToCount.AnyAsync(cancellationToken) || await db.Texts.AnyAsync(t => !t.HasPrints, cancellationToken);
        }))
        {
            await Task.Delay(500, cancellationToken);
        }

        Console.WriteLine($"words counted and texts printed behind the pages in {watch.Elapsed.TotalSeconds:0} s");
    }

    /// <summary>A client with the session of a new editor, that follows no redirect.</summary>
    /// <param name="address">Where the archive is served.</param>
    /// <param name="page">A page with a form.</param>
    /// <returns>The client, and the token that the forms of its session carry.</returns>
    public async Task<(HttpClient Client, string Token)> SignInAsync(string address, string page, CancellationToken cancellationToken)
    {
        await WithAsync(services => services.GetRequiredService<UserManager<ArchiveUser>>()
            .CreateAsync(new ArchiveUser { UserName = "e@example.org", Email = "e@example.org", DisplayName = "Editor", Role = Role.Editor, CreatedAt = DateTimeOffset.UtcNow }, Password));
        var client = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = new Uri(address) };
        var token = Token().Match(await client.GetStringAsync("/account/sign-in", cancellationToken)).Groups[1].Value;
        using var signIn = new FormUrlEncodedContent([new("Email", "e@example.org"), new("Password", Password), new("__token", token)]);
        (await client.PostAsync("/account/sign-in", signIn, cancellationToken)).Dispose();
        return (client, Token().Match(await client.GetStringAsync(page, cancellationToken)).Groups[1].Value);
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

    [GeneratedRegex("name=\"__token\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}

using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RussiaTalibanArchive.Web;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Data;
using RussiaTalibanArchive.Web.Features.Accounts;
using RussiaTalibanArchive.Web.Features.Import;
using Serilog.Core;
using Serilog.Events;

namespace RussiaTalibanArchive.Tests.Infrastructure;

/// <summary>
/// The whole program on a port of its own, over a database of its own that is a copy of a migrated one. A class fixture:
/// the tests of one class share it, classes run side by side.
/// </summary>
public class TestArchive(TestCluster cluster) : IAsyncLifetime
{
    private static readonly SemaphoreSlim MakingTemplate = new(1, 1);
    private static string? _template;

    private readonly TestFolder _folder = new();
    private readonly ConcurrentDictionary<Role, Browser> _signedIn = new();
    private string _connectionString = "";
    private WebApplication _app = null!; // InitializeAsync sets it

    /// <summary>The password of every account that <see cref="AddUserAsync"/> makes.</summary>
    public const string Password = "correct horse battery staple";

    /// <summary>Where the archive is served, without a slash at the end.</summary>
    public string Address { get; private set; } = "";

    public TestClock Clock { get; } = new();

    /// <summary>What the program has logged, a rendered line each.</summary>
    public LogLines Log { get; } = new();

    /// <summary>Somebody without an account.</summary>
    public Browser Visitor => new(Address);

    public Browser Reader => _signedIn[Role.Reader];
    public Browser Analyst => _signedIn[Role.Analyst];
    public Browser Editor => _signedIn[Role.Editor];
    public Browser Admin => _signedIn[Role.Admin];

    /// <summary>Settings that differ from the defaults.</summary>
    protected virtual IEnumerable<KeyValuePair<string, string?>> Settings => [];

    /// <summary>Services that stand in for the world outside.</summary>
    protected virtual void AddServices(IServiceCollection services)
    {
    }

    public async ValueTask InitializeAsync()
    {
        _connectionString = await cluster.CreateDatabaseAsync(await TemplateAsync());
        var builder = ArchiveApp.CreateBuilder([], configuration => configuration.AddInMemoryCollection(
        [
            new("Archive:DataDirectory", _folder.Path),
            new("Archive:Sample", "false"),
            new("urls", "http://127.0.0.1:0"),
        ]).AddInMemoryCollection([new("Archive:IntakeWorkers", "-1")]) // Only the tests of intake have files read.
        .AddInMemoryCollection(Settings));
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddSingleton<ILogEventSink>(Log);
        AddServices(builder.Services);
        _app = ArchiveApp.Build(builder, _connectionString);
        await _app.StartAsync();
        Address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        foreach (var role in Enum.GetValues<Role>())
        {
            await AddUserAsync($"{role}@example.org", role);
            _signedIn[role] = await SignInAsync($"{role}@example.org");
        }
    }

    public async Task<ArchiveUser> AddUserAsync(string email, Role role) => await AsArchiveAsync(async services =>
    {
        var user = new ArchiveUser { UserName = email, Email = email, DisplayName = $"{email.Split('@')[0]} the {role}", Role = role, CreatedAt = Clock.GetUtcNow() };
        var created = await services.GetRequiredService<UserManager<ArchiveUser>>().CreateAsync(user, Password);
        Assert.True(created.Succeeded, string.Join(' ', created.Errors.Select(e => e.Description)));
        return user;
    });

    /// <summary>A browser that has signed in through the page.</summary>
    public async Task<Browser> SignInAsync(string email, string password = Password)
    {
        var browser = new Browser(Address);
        var answer = await browser.SubmitAsync("/account/sign-in", ("Email", email), ("Password", password));
        Assert.Equal("/", answer.Path);
        return browser;
    }

    /// <summary>Imports items, a line of JSON each; every one must be taken.</summary>
    public async Task ImportAsync(params string[] lines)
    {
        var report = await AsArchiveAsync(services =>
            services.GetRequiredService<ItemsImporter>().ImportAsync(lines.ToAsyncEnumerable(), new ImportOptions(), null, TestContext.Current.CancellationToken));
        Assert.Empty(report.Refused);
    }

    /// <summary>Asks the database itself, seeing everything.</summary>
    public Task<T> QueryAsync<T>(Func<ArchiveDbContext, Task<T>> query) => AsArchiveAsync(services => query(services.GetRequiredService<ArchiveDbContext>()));

    /// <summary>Works with the program's services on the archive's own behalf.</summary>
    public async Task<T> AsArchiveAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentViewer>().Use(Viewer.Archive);
        return await work(scope.ServiceProvider);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await cluster.DropDatabaseAsync(_connectionString);
        await _folder.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The migrated database that each archive is a copy of; made once a run.</summary>
    private async Task<string> TemplateAsync()
    {
        await MakingTemplate.WaitAsync();
        try
        {
            if (_template is null)
            {
                var connectionString = await cluster.CreateDatabaseAsync();
                var builder = ArchiveApp.CreateBuilder([], c => c.AddInMemoryCollection([new("Archive:DataDirectory", _folder.Path)]));
                await using var app = ArchiveApp.Build(builder, connectionString);
                await using (var scope = app.Services.CreateAsyncScope())
                {
                    await scope.ServiceProvider.GetRequiredService<ArchiveDbContext>().BringUpToDateAsync(CancellationToken.None);
                }

                await using var connection = new NpgsqlConnection(connectionString);
                NpgsqlConnection.ClearPool(connection);
                _template = connection.Database;
            }

            return _template;
        }
        finally
        {
            MakingTemplate.Release();
        }
    }
}

/// <summary>The real time, moved by whatever a test says.</summary>
public sealed class TestClock : TimeProvider
{
    public TimeSpan Offset { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;
}

/// <summary>Keeps what is logged.</summary>
public sealed class LogLines : ILogEventSink
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyCollection<string> All => _lines;

    public void Emit(LogEvent logEvent) => _lines.Enqueue($"{logEvent.RenderMessage(null)} {logEvent.Exception}");
}

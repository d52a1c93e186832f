using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Data.Embedded;
using RussiaTalibanArchive.Web.Features.Accounts;
using RussiaTalibanArchive.Web.Features.Import;

namespace RussiaTalibanArchive.Web.Commands;

/// <summary>The archive made ready for a command: settings checked, database started and up to date, program built.</summary>
internal sealed class OpenArchive : IAsyncDisposable
{
    private readonly EmbeddedPostgres? _embedded;

    private OpenArchive(WebApplication app, EmbeddedPostgres? embedded)
    {
        App = app;
        _embedded = embedded;
    }

    public WebApplication App { get; }

    /// <exception cref="ArchiveStartException">Something that a person has to mend first.</exception>
    public static async Task<OpenArchive> StartAsync(CancellationToken cancellationToken)
    {
        var builder = ArchiveApp.CreateBuilder([]);
        var connectionString = builder.Configuration.GetConnectionString("Archive");
        _ = Task.Run(ArchiveDatabase.WarmUp, cancellationToken); // Beside the rest of the start; whoever needs the model first waits for it.
        EmbeddedPostgres? embedded = null;
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            embedded = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions
            {
                DataDirectory = builder.Configuration["Archive:DataDirectory"]!,
                Binaries = builder.Configuration["Archive:PostgresBinaries"],
            }, cancellationToken);
            connectionString = embedded.ConnectionString;
        }

        try
        {
            await ServerCheck.EnsureUsableAsync(connectionString, cancellationToken);
            var archive = new OpenArchive(ArchiveApp.Build(builder, connectionString), embedded);
            await archive.AsArchiveAsync(services => services.GetRequiredService<ArchiveDbContext>().BringUpToDateAsync(cancellationToken));
            return archive;
        }
        catch
        {
            if (embedded is not null)
            {
                await embedded.DisposeAsync();
            }

            throw;
        }
    }

    /// <summary>Does something on the archive's own behalf.</summary>
    public async Task<T> AsArchiveAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = App.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentViewer>().Use(Viewer.Archive);
        return await work(scope.ServiceProvider);
    }

    /// <inheritdoc cref="AsArchiveAsync{T}(Func{IServiceProvider, Task{T}})"/>
    public Task AsArchiveAsync(Func<IServiceProvider, Task> work) => AsArchiveAsync(async services =>
    {
        await work(services);
        return true;
    });

    /// <summary>Fills an archive that holds nothing with the sample dossier, unless the settings say no.</summary>
    public Task FillIfEmptyAsync(CancellationToken cancellationToken) =>
        AsArchiveAsync(services => services.GetRequiredService<SampleDossier>().LoadIfEmptyAsync(cancellationToken));

    /// <returns>The path of the address that makes the first administrator; <see langword="null"/> when there is one.</returns>
    public Task<string?> InviteFirstAdministratorAsync(CancellationToken cancellationToken) =>
        AsArchiveAsync(services => services.GetRequiredService<Invitations>().InviteFirstAdministratorAsync(cancellationToken));

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        if (_embedded is not null)
        {
            Npgsql.NpgsqlConnection.ClearAllPools();
            await _embedded.DisposeAsync();
        }
    }
}

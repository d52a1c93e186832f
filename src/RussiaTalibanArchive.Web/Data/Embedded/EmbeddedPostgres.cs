namespace RussiaTalibanArchive.Web.Data.Embedded;

/// <summary>
/// The archive's own PostgreSQL server, in its data directory. All processes that use a data directory share one server:
/// the first starts it, the last stops it, and one that was killed leaves it running for the next to find.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    /// <summary>The database of the archive.</summary>
    public const string Database = "archive";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly EmbeddedPostgresOptions _options;
    private readonly ClusterFiles _files;
    private readonly ServerAccess _access;
    private readonly FileLock _use;
    private readonly Timer _logTrimmer;
    private int _disposed;

    private EmbeddedPostgres(EmbeddedPostgresOptions options, ClusterFiles files, ServerAccess access, bool wasRunning, FileLock use)
    {
        _options = options;
        _files = files;
        _access = access;
        _use = use;
        WasRunning = wasRunning;
        _logTrimmer = new Timer(_ => TrimLog(), state: null, TimeSpan.FromHours(1), TimeSpan.FromHours(1));
    }

    /// <summary>Connects to the archive's database. Holds the password: not to be logged.</summary>
    public string ConnectionString => ConnectionStringTo(Database);

    /// <summary>The cluster's folder, <c>PGDATA</c>.</summary>
    public string DataDirectory => _files.Cluster;

    /// <summary>The TCP port on 127.0.0.1.</summary>
    public int Port => _access.Port;

    /// <summary>Whether another process of this data directory, living or dead, had started the server.</summary>
    public bool WasRunning { get; }

    /// <summary>Connects to another database of the server, such as <c>postgres</c>.</summary>
    public string ConnectionStringTo(string database) => _access.ConnectionStringTo(database);

    /// <summary>Finds the data directory's server running, or starts it, after making it if there is none yet.</summary>
    /// <exception cref="ArchiveStartException">It cannot be had; the message says why and what to do.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(EmbeddedPostgresOptions options, CancellationToken cancellationToken)
    {
        var files = new ClusterFiles(Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.DataDirectory)));
        try
        {
            files.CreateDataDirectory();
            using var turn = await FileLock.TakeAsync(files.Turn, cancellationToken);
            return await StartInTurnAsync(options, files, cancellationToken);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new ArchiveStartException(
                $"The database in {files.DataDirectory} belongs to another account: {exception.Message} "
                + "Start the archive as that account, or set Archive__DataDirectory to a folder of your own.",
                exception);
        }
        catch (IOException exception)
        {
            throw new ArchiveStartException(
                $"The database in {files.DataDirectory} cannot be used: {exception.Message} "
                + "Make the folder writable and see that its disk has room, or set Archive__DataDirectory to another.",
                exception);
        }
    }

    /// <summary>
    /// Stops the server of a data directory if it runs and no process uses it, as is the case after its only user was
    /// killed. Returns <see langword="false"/> when a process does.
    /// </summary>
    internal static async Task<bool> StopUnusedAsync(string dataDirectory, ILogger logger)
    {
        var files = new ClusterFiles(Path.TrimEndingDirectorySeparator(Path.GetFullPath(dataDirectory)));
        using var turn = await FileLock.TakeAsync(files.Turn, CancellationToken.None);
        return await StopUnusedInTurnAsync(files, logger);
    }

    /// <summary>Leaves the server; the last to leave stops it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _logTrimmer.DisposeAsync();
        _use.Dispose();
        if (Directory.Exists(_files.DataDirectory))
        {
            using var turn = await FileLock.TakeAsync(_files.Turn, CancellationToken.None);
            await StopUnusedInTurnAsync(_files, _options.Logger);
        }
    }

    private static async Task<EmbeddedPostgres> StartInTurnAsync(EmbeddedPostgresOptions options, ClusterFiles files, CancellationToken cancellationToken)
    {
        bool isShared;
        using (var alone = FileLock.TryTake(files.Users))
        {
            isShared = alone is null;
        }

        var use = FileLock.Share(files.Users);
        try
        {
            if (isShared)
            {
                ServerHost.EnsureSame(files);
            }

            if (await FindRunningAsync(files, cancellationToken) is { } running)
            {
                var access = await AdoptAsync(files, running, cancellationToken);
                options.Logger.LogInformation("Found the embedded PostgreSQL running on port {Port} as process {ProcessId}", running.Port, running.ProcessId);
                return new EmbeddedPostgres(options, files, access, wasRunning: true, use);
            }

            var started = await new ServerStart(options, files, isShared).RunAsync(cancellationToken);
            return new EmbeddedPostgres(options, files, started, wasRunning: false, use);
        }
        catch
        {
            use.Dispose();
            throw;
        }
    }

    private static async Task<Postmaster?> FindRunningAsync(ClusterFiles files, CancellationToken cancellationToken) =>
        Postmaster.Read(files) is { } postmaster && postmaster.IsAlive() && await postmaster.SettleAsync(Patience, cancellationToken)
            ? Postmaster.Read(files)
            : null;

    private static async Task<ServerAccess> AdoptAsync(ClusterFiles files, Postmaster running, CancellationToken cancellationToken)
    {
        if (files.ReadPassword() is not { } password)
        {
            throw Foreign("its password is not in " + files.Password);
        }

        var access = new ServerAccess(running.Port, password);
        return await access.TryOpenAsync(files, isNew: false, cancellationToken) switch
        {
            null => access,
            var reason => throw Foreign(reason),
        };

        ArchiveStartException Foreign(string reason) => new(
            $"Process {running.ProcessId} runs a database server on {files.Cluster} (port {running.Port}), and the archive cannot use it: {reason}. "
            + $"Stop that server (kill -INT {running.ProcessId}) and start the archive again, which then starts its own.");
    }

    private static async Task<bool> StopUnusedInTurnAsync(ClusterFiles files, ILogger logger)
    {
        using var alone = FileLock.TryTake(files.Users);
        if (alone is null)
        {
            return false;
        }

        if (Postmaster.Read(files) is { } running && running.IsAlive())
        {
            if (await running.StopAsync(Patience))
            {
                logger.LogInformation("Stopped the embedded PostgreSQL");
            }
            else
            {
                logger.LogWarning("The embedded PostgreSQL, process {ProcessId}, is still stopping", running.ProcessId);
            }
        }

        return true;
    }

    private void TrimLog()
    {
        try
        {
            ServerLog.Trim(_files.Log);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next hour tries again.
            _options.Logger.LogDebug("The log of the embedded PostgreSQL was not trimmed");
        }
    }
}

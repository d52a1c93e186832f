using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace RussiaTalibanArchive.Web.Data.Embedded;

/// <summary>Makes a cluster where there is none, and starts its server. To be used by one process at a time.</summary>
/// <param name="options">What was asked for.</param>
/// <param name="files">Where it is.</param>
/// <param name="isShared">Whether other processes use the cluster, and so know the port of a server that is gone.</param>
internal sealed class ServerStart(EmbeddedPostgresOptions options, ClusterFiles files, bool isShared)
{
    private const int MostTries = 10;

    // Left over from a server that was killed: its sessions, which notice within moments.
    private static readonly TimeSpan PatienceWithSessions = TimeSpan.FromSeconds(20);

    /// <exception cref="ArchiveStartException">The message says why it could not be started, and what to do.</exception>
    public async Task<ServerAccess> RunAsync(CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var binaries = FindBinaries();
        var account = ServerAccount.For(files, binaries);
        string password;
        var isNew = files.Major is null;
        if (isNew)
        {
            options.Logger.LogInformation("Making the archive's database with PostgreSQL {Major}", binaries.Major);
            password = await Task.Run(() => new ClusterBirth(files, binaries, account, options.Durable).Run(), cancellationToken);
        }
        else
        {
            password = files.ReadPassword() ?? ResetPassword(binaries, account);
        }

        cancellationToken.ThrowIfCancellationRequested();
        var port = await LaunchAsync(binaries, account, cancellationToken);
        var access = new ServerAccess(port, password);
        try
        {
            ServerHost.Write(files);
            if (await access.TryOpenAsync(files, isNew, cancellationToken) is { } reason)
            {
                throw new ArchiveStartException(
                    $"The database server was started on {files.Cluster}, but {reason}. "
                    + $"If {files.Password} is not the one that was made with this cluster, delete it: the next start sets a new password.");
            }
        }
        catch
        {
            await (Postmaster.Read(files)?.StopAsync(PatienceWithSessions) ?? Task.FromResult(true));
            throw;
        }

        options.Logger.LogInformation(
            "Started PostgreSQL {Major} on port {Port} as process {ProcessId} in {ElapsedMs} ms",
            binaries.Major, port, Postmaster.Read(files)?.ProcessId, watch.ElapsedMilliseconds);
        return access;
    }

    private PostgresBinaries FindBinaries()
    {
        var binaries = PostgresBinaries.Find(options.Binaries, files.Major);
        if (files.Major is not { } major || major == binaries.Major)
        {
            return binaries;
        }

        throw new ArchiveStartException(
            $"""
            The archive's database in {files.Cluster} was made by PostgreSQL {major}, and the PostgreSQL found here is {binaries.Major} ({binaries.Folder}).
            Nothing was changed. Either set {PostgresBinaries.Setting} to the programs of PostgreSQL {major} and go on with it,
            or move to {binaries.Major}: with {major}, make a backup; then move {files.Cluster} away, start with {binaries.Major}, and restore the backup.
            PostgreSQL's own pg_upgrade or pg_dumpall does it too.
            """);
    }

    private async Task<int> LaunchAsync(PostgresBinaries binaries, ServerAccount account, CancellationToken cancellationToken)
    {
        var stale = Postmaster.Read(files);
        if (stale is not null && !stale.IsAlive())
        {
            // Its number may have gone to another process of the same account, which PostgreSQL would take for the server.
            File.Delete(files.PidFile);
        }

        ServerLog.Trim(files.Log);
        var waited = Stopwatch.StartNew();
        for (var tries = 1; ; tries++)
        {
            var port = tries == 1 && isShared && stale is { Port: > 0 } ? stale.Port : FreePort();
            var before = ServerLog.Length(files.Log);
            var result = await Task.Run(() => Launch(binaries, account, port), cancellationToken);
            if (result.ExitCode == 0)
            {
                return port;
            }

            var said = result.Output + ServerLog.Since(files.Log, before);
            if (said.Contains("pre-existing shared memory block", StringComparison.Ordinal) && waited.Elapsed < PatienceWithSessions)
            {
                await Task.Delay(100, cancellationToken);
                continue;
            }

            var isPortTaken = said.Contains("could not create any TCP/IP sockets", StringComparison.Ordinal);
            if (!isPortTaken || tries >= MostTries)
            {
                throw new ArchiveStartException($"The database server on {files.Cluster} did not start:\n{LastLines(said)}\nIts log is {files.Log}.");
            }
        }
    }

    private ProgramResult Launch(PostgresBinaries binaries, ServerAccount account, int port)
    {
        // pg_ctl gives the server a session of its own, so that Ctrl+C at the terminal does not reach it. The folder goes by
        // the environment because pg_ctl would hand it to a shell.
        var environment = new Dictionary<string, string> { ["PGDATA"] = files.Cluster };
        var settings = string.Concat(ServerSettings.For(port, options.Durable).Select(setting => $" -c {setting}"));
        string[] arguments = ["start", "--silent", "--wait", "--timeout=120", "--options=" + settings];
        return OperatingSystem.IsWindows()
            ? account.Run(environment, binaries.PathOf("pg_ctl"), [.. arguments, "--log=" + files.Log])
            : account.RunInto(files.Log, environment, binaries.PathOf("pg_ctl"), arguments);
    }

    // Whoever can run the cluster's programs on its folder owns it: a lost password is no loss.
    private string ResetPassword(PostgresBinaries binaries, ServerAccount account)
    {
        options.Logger.LogWarning("The password of the archive's database was missing; setting a new one");
        var password = files.WriteNewPassword();
        var result = account.RunWithInput(
            $"ALTER ROLE {ServerAccess.Superuser} PASSWORD '{password}';\n",
            binaries.PathOf("postgres"), "--single", "-D", files.Cluster, "-c", "log_min_messages=fatal", "-c", "log_min_error_statement=panic", "postgres");
        if (result.ExitCode == 0)
        {
            return password;
        }

        File.Delete(files.Password);
        throw new ArchiveStartException($"{files.Password} is missing, and setting a new password failed: {result.LastLine}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string LastLines(string text) => string.Join('\n', text.TrimEnd().Split('\n').TakeLast(8).Select(line => "  " + line));
}

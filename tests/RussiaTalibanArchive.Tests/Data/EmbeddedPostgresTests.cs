using System.Diagnostics;
using Npgsql;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Data;
using RussiaTalibanArchive.Web.Data.Embedded;

namespace RussiaTalibanArchive.Tests.Data;

/// <summary>Real servers.</summary>
public sealed class EmbeddedPostgresTests(TestFolder folder) : IClassFixture<TestFolder>
{
    // Making a cluster takes a second, so the tests share one; each leaves it stopped and in order.
    private ClusterFiles Files { get; } = new(folder.Path);

    [Fact]
    public async Task A_first_start_makes_a_database_that_can_hold_every_language_and_keeps_quiet_about_it()
    {
        await using var own = new TestFolder();
        var files = new ClusterFiles(own.Path);
        await using var server = await StartAsync(own.Path);

        Assert.False(server.WasRunning);
        await ServerCheck.EnsureUsableAsync(server.ConnectionString, TestContext.Current.CancellationToken);
        Assert.Equal("archive", await QueryAsync(server, "SELECT current_user || CASE WHEN usesuper THEN '!' ELSE '' END FROM pg_user WHERE usename = current_user"));
        Assert.Equal("127.0.0.1", await QueryAsync(server, "SHOW listen_addresses"));
        Assert.Equal("", await QueryAsync(server, "SHOW unix_socket_directories"));
        Assert.Equal("on", await QueryAsync(server, "SHOW data_checksums"));
        Assert.Contains("C.UTF-8", await QueryAsync(server, "SELECT datctype FROM pg_database WHERE datname = current_database()"), StringComparison.Ordinal);
        await QueryAsync(server, "CREATE EXTENSION pg_trgm");
        Assert.DoesNotContain("FATAL", ServerLog.Since(files.Log, 0), StringComparison.Ordinal);
        Assert.Equal("6", await QueryAsync(server, "SELECT cardinality(show_trgm('وثيقة'))"));
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode Closed = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            Assert.All(
                [files.Password, files.Log, files.Turn, files.Users, files.Host],
                file => Assert.Equal(Closed, OperatingSystem.IsWindows() ? Closed : File.GetUnixFileMode(file)));
            Assert.Equal(Closed | UnixFileMode.UserExecute, File.GetUnixFileMode(files.Cluster));
        }
    }

    [Fact]
    public async Task The_log_holds_neither_statements_nor_values()
    {
        var before = ServerLog.Length(Files.Log);
        await using var server = await StartAsync();
        await QueryAsync(server, "CREATE TABLE names (name text UNIQUE, number int)");
        await QueryAsync(server, "INSERT INTO names VALUES ('secret-value')");

        await Assert.ThrowsAsync<PostgresException>(() => QueryAsync(server, "INSERT INTO names VALUES ('secret-value')"));
        await Assert.ThrowsAsync<PostgresException>(() => QueryAsync(server, "SELECT secret_column FROM names"));
        await Assert.ThrowsAsync<PostgresException>(() => QueryAsync(server, "SELECT $1::int", "secret-parameter"));
        await Assert.ThrowsAsync<PostgresException>(() => QueryAsync(server, "SELECT secret syntax error"));
        await QueryAsync(server, "DO $$ BEGIN RAISE WARNING 'secret-warning'; RAISE LOG 'marker'; END $$");

        var log = ServerLog.Since(Files.Log, before);
        Assert.Contains("ready to accept connections", log, StringComparison.Ordinal);
        Assert.Contains("marker", log, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Users_share_one_server_and_the_last_one_stops_it()
    {
        var first = await StartAsync();
        var second = await StartAsync();
        using var third = await UsingProcess.StartAsync(folder.Path);

        Assert.True(second.WasRunning);
        Assert.Equal((first.Port, first.Port), (second.Port, third.Port));
        await first.DisposeAsync();
        await second.DisposeAsync();
        Assert.Equal("1", await QueryAsync(second, "SELECT 1"));
        await third.LeaveAsync();
        Assert.Null(Postmaster.Read(Files));
    }

    [Fact]
    public async Task Starts_at_the_same_moment_end_with_one_server()
    {
        await using var own = new TestFolder();

        var servers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => StartAsync(own.Path)));

        Assert.Single(servers, server => !server.WasRunning);
        Assert.Single(servers.Select(server => server.Port).Distinct());
        foreach (var server in servers)
        {
            await server.DisposeAsync();
        }

        Assert.Null(Postmaster.Read(new ClusterFiles(own.Path)));
    }

    [Fact]
    public async Task After_the_program_is_killed_the_next_start_finds_its_server_running()
    {
        using var killed = await UsingProcess.StartAsync(folder.Path);
        await killed.KillAsync();

        var next = await StartAsync();
        await next.DisposeAsync();

        Assert.True(next.WasRunning);
        Assert.Equal(killed.Port, next.Port);
        Assert.Null(Postmaster.Read(Files));
    }

    [Fact]
    public async Task After_program_and_server_are_killed_the_next_start_recovers_what_was_committed()
    {
        await using var killed = await StartAsync(durable: true);
        await QueryAsync(killed, "CREATE TABLE kept_word AS SELECT 'كابل' AS word");
        KillServer(restoredProcessId: null);

        await using var next = await StartAsync();

        Assert.False(next.WasRunning);
        Assert.Equal(killed.Port, next.Port); // somebody uses it still, and knows no other port
        Assert.Equal("كابل", await QueryAsync(next, "SELECT word FROM kept_word"));
    }

    [Fact]
    public async Task A_dead_servers_number_that_went_to_another_process_is_not_in_the_way()
    {
        await using var killed = await StartAsync();
        KillServer(restoredProcessId: Environment.ProcessId);

        await using var next = await StartAsync();

        Assert.Equal("1", await QueryAsync(next, "SELECT 1"));
    }

    [Fact]
    public async Task A_cluster_that_was_never_finished_is_made_anew()
    {
        await using var own = new TestFolder();
        var files = new ClusterFiles(own.Path);
        Directory.CreateDirectory(Path.Combine(files.Unfinished, "data", "base"));
        File.WriteAllText(files.Password, "of the unfinished one");

        await using var server = await StartAsync(own.Path);

        Assert.Equal("1", await QueryAsync(server, "SELECT 1"));
        Assert.False(Directory.Exists(files.Unfinished));
    }

    [Fact]
    public async Task A_server_whose_password_is_lost_is_named_and_the_next_start_after_its_stop_sets_a_new_one()
    {
        var first = await StartAsync();
        await QueryAsync(first, "CREATE TABLE kept_number AS SELECT 7 AS number");
        var process = Postmaster.Read(Files)!.ProcessId;
        File.Delete(Files.Password);

        var refusal = await Assert.ThrowsAsync<ArchiveStartException>(() => StartAsync());
        await first.DisposeAsync();
        await using var next = await StartAsync();

        Assert.Contains($"Process {process} ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"kill -INT {process}", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("7", await QueryAsync(next, "SELECT number FROM kept_number"));
    }

    [Fact]
    public async Task A_wrong_password_file_is_named()
    {
        await (await StartAsync()).DisposeAsync();
        File.WriteAllText(Files.Password, "not this one");

        var refusal = await Assert.ThrowsAsync<ArchiveStartException>(() => StartAsync());

        File.Delete(Files.Password); // the message's own advice
        await (await StartAsync()).DisposeAsync();
        Assert.Contains(Files.Password, refusal.Message, StringComparison.Ordinal);
        Assert.Null(Postmaster.Read(Files));
    }

    [Fact]
    public async Task A_cluster_of_another_major_version_is_refused_and_left_as_it_is()
    {
        await (await StartAsync()).DisposeAsync();
        var version = Path.Combine(Files.Cluster, "PG_VERSION");
        var found = PostgresBinaries.Find(TestFolder.Binaries).Major;
        var right = File.ReadAllText(version);
        File.WriteAllText(version, "12\n");
        var before = Directory.GetLastWriteTimeUtc(Files.Cluster);

        var refusal = await Assert.ThrowsAsync<ArchiveStartException>(() => StartAsync());

        Assert.Contains("made by PostgreSQL 12", refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"found here is {found}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Archive__PostgresBinaries", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetLastWriteTimeUtc(Files.Cluster));
        Assert.Equal("12\n", File.ReadAllText(version));
        File.WriteAllText(version, right);
    }

    [Fact]
    public async Task A_data_directory_in_use_on_another_machine_is_refused()
    {
        await using var server = await StartAsync();
        File.WriteAllText(Files.Host, "another boot and namespace\nkabul-2\n");

        var refusal = await Assert.ThrowsAsync<ArchiveStartException>(() => StartAsync());

        Assert.Contains("kabul-2", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("1", await QueryAsync(server, "SELECT 1"));
    }

    [Fact]
    public async Task A_data_directory_that_the_servers_account_cannot_enter_is_no_obstacle()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such folders.");
            return;
        }

        await using var own = new TestFolder();
        var closed = Path.Combine(own.Path, "closed");
        Directory.CreateDirectory(closed, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        await using var server = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions { DataDirectory = Path.Combine(closed, "it's $HOME \"data\""), Durable = false, Binaries = TestFolder.Binaries },
            TestContext.Current.CancellationToken);

        Assert.Equal("1", await QueryAsync(server, "SELECT 1"));
    }

    [Fact]
    public async Task A_data_directory_that_is_a_file_is_named()
    {
        var file = Path.Combine(folder.Path, "file");
        File.WriteAllText(file, "");

        var refusal = await Assert.ThrowsAsync<ArchiveStartException>(() => StartAsync(file));

        Assert.Contains(file, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_that_grew_too_long_keeps_its_newest_lines()
    {
        var log = Path.Combine(folder.Path, "long.log");
        File.WriteAllLines(log, Enumerable.Range(0, 200_000).Select(number => $"line {number}"));

        ServerLog.Trim(log);

        var lines = File.ReadAllLines(log);
        Assert.InRange(new FileInfo(log).Length, 60_000, 65_536);
        Assert.Equal("line 199999", lines[^1]);
        Assert.StartsWith("line ", lines[0], StringComparison.Ordinal);
    }

    private Task<EmbeddedPostgres> StartAsync(string? dataDirectory = null, bool durable = false) => EmbeddedPostgres.StartAsync(
        new EmbeddedPostgresOptions { DataDirectory = dataDirectory ?? folder.Path, Durable = durable, Binaries = TestFolder.Binaries }, TestContext.Current.CancellationToken);

    private static async Task<string?> QueryAsync(EmbeddedPostgres server, string sql, object? value = null)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        if (value is not null)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return (await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))?.ToString();
    }

    // As a power cut would: the first process goes without a word, and the others notice.
    private void KillServer(int? restoredProcessId)
    {
        var postmaster = Postmaster.Read(Files)!;
        var text = File.ReadAllLines(Files.PidFile);
        using var process = Process.GetProcessById(postmaster.ProcessId);
        process.Kill();
        SpinWait.SpinUntil(() => !postmaster.IsAlive(), TimeSpan.FromSeconds(10));
        if (restoredProcessId is { } number)
        {
            text[0] = number.ToString(System.Globalization.CultureInfo.InvariantCulture);
            File.WriteAllLines(Files.PidFile, text);
        }
    }
}

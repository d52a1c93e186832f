using Npgsql;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Data;

namespace RussiaTalibanArchive.Tests.Data;

public sealed class ServerCheckTests(TestCluster cluster)
{
    [Fact]
    public async Task A_database_of_the_cluster_is_usable()
    {
        var database = await cluster.CreateDatabaseAsync();

        await ServerCheck.EnsureUsableAsync(database, TestContext.Current.CancellationToken);
        await cluster.DropDatabaseAsync(database);
    }

    [Fact]
    public async Task A_database_with_the_letters_of_C_is_refused_with_a_command_that_makes_a_right_one()
    {
        var connectionString = await MakeAsync("c_letters", "ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'");

        var refusal = await Assert.ThrowsAsync<ArchiveStartException>(
            () => ServerCheck.EnsureUsableAsync(connectionString, TestContext.Current.CancellationToken));

        Assert.Contains("LC_CTYPE", refusal.Message, StringComparison.Ordinal);
        var command = refusal.Message[refusal.Message.IndexOf("CREATE DATABASE archive", StringComparison.Ordinal)..];
        await ExecuteAsync(command.Replace("DATABASE archive", "DATABASE as_the_message_says", StringComparison.Ordinal));
        var server = await cluster.StartAsync();
        await ServerCheck.EnsureUsableAsync(server.ConnectionStringTo("as_the_message_says"), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_database_in_another_encoding_is_refused()
    {
        var connectionString = await MakeAsync("latin", "ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C'");

        var refusal = await Assert.ThrowsAsync<ArchiveStartException>(
            () => ServerCheck.EnsureUsableAsync(connectionString, TestContext.Current.CancellationToken));

        Assert.Contains("SQL_ASCII", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(140011, "UTF8", "C.UTF-8", "PostgreSQL 14.11")]
    [InlineData(150004, "UTF8", "POSIX", "LC_CTYPE 'C.UTF-8'")]
    [InlineData(170002, "UTF8", "C", "BUILTIN_LOCALE 'C.UTF-8'")]
    public void Refusals_name_what_is_wrong_for_the_servers_version(int version, string encoding, string letters, string said)
    {
        var refusal = Assert.Throws<ArchiveStartException>(() => ServerCheck.Check(version, "14.11", encoding, letters, "archive"));

        Assert.Contains(said, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named_in_plain_words()
    {
        var refusal = await Assert.ThrowsAsync<ArchiveStartException>(
            () => ServerCheck.EnsureUsableAsync("Host=127.0.0.1;Port=1;Username=a;Password=b;Database=c", TestContext.Current.CancellationToken));

        Assert.Contains("ConnectionStrings__Archive", refusal.Message, StringComparison.Ordinal);
    }

    private async Task<string> MakeAsync(string name, string clauses)
    {
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE template0 {clauses}");
        return (await cluster.StartAsync()).ConnectionStringTo(name);
    }

    private async Task ExecuteAsync(string sql)
    {
        var server = await cluster.StartAsync();
        await using var connection = new NpgsqlConnection(server.ConnectionStringTo("postgres"));
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}

using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace RussiaTalibanArchive.Web.Data.Embedded;

/// <summary>
/// The way into an embedded server. The program signs in as an account that owns its databases and can make more, but
/// rules over nothing else: a superuser's session could read the machine's files and run programs on it.
/// </summary>
/// <param name="Port">TCP port on 127.0.0.1.</param>
/// <param name="Password">The superuser's password; the program's account has one derived from it.</param>
internal sealed record ServerAccess(int Port, string Password)
{
    public const string Superuser = "postgres";

    private const string Owner = "archive";

    private string OwnerPassword =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.ASCII.GetBytes(Password), "archive"u8)[..24]);

    public string ConnectionStringTo(string database) => Connect(database, Owner, OwnerPassword, pooled: true);

    /// <summary>
    /// Signs in, makes the program's account and database where they are missing, and makes sure that it is this very
    /// cluster that answers. Returns <see langword="null"/>, or the reason why it cannot be used.
    /// </summary>
    /// <param name="files">The cluster's files.</param>
    /// <param name="isNew">Whether the cluster was just made, and surely lacks the account and the database.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<string?> TryOpenAsync(ClusterFiles files, bool isNew, CancellationToken cancellationToken)
    {
        try
        {
            if (isNew)
            {
                await ProvideAsync(cancellationToken);
            }

            try
            {
                return await CheckAsync(files, cancellationToken);
            }
            catch (PostgresException exception) when (
                exception.SqlState is PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification
                    or PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.InsufficientPrivilege)
            {
                await ProvideAsync(cancellationToken);
                return await CheckAsync(files, cancellationToken);
            }
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            return $"it does not accept the password in {files.Password}";
        }
        catch (NpgsqlException exception)
        {
            return $"it does not answer as it should ({exception.Message})";
        }
    }

    private async Task<string?> CheckAsync(ClusterFiles files, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(Connect(EmbeddedPostgres.Database, Owner, OwnerPassword, pooled: false));
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("SHOW data_directory", connection);
        var served = ClusterFiles.Resolve((string)(await command.ExecuteScalarAsync(cancellationToken))!);
        var comparison = OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return string.Equals(served, ClusterFiles.Resolve(files.Cluster), comparison) ? null : $"it serves another folder, {served}";
    }

    private async Task ProvideAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(Connect("postgres", Superuser, Password, pooled: false));
        await connection.OpenAsync(cancellationToken);
        if (!await ExistsAsync($"SELECT 1 FROM pg_roles WHERE rolname = '{Owner}'"))
        {
            await ExecuteAsync($"CREATE ROLE {Owner}");
        }

        await ExecuteAsync($"ALTER ROLE {Owner} LOGIN CREATEDB NOSUPERUSER PASSWORD '{OwnerPassword}'");
        await ExecuteAsync($"GRANT pg_read_all_settings TO {Owner}");
        if (!await ExistsAsync($"SELECT 1 FROM pg_database WHERE datname = '{EmbeddedPostgres.Database}'"))
        {
            await ExecuteAsync($"CREATE DATABASE {EmbeddedPostgres.Database} OWNER {Owner}");
        }

        async Task<bool> ExistsAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            return await command.ExecuteScalarAsync(cancellationToken) is not null;
        }

        async Task ExecuteAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    // RequireAuth: whoever took over the port of a server that died must not be told the password.
    private string Connect(string database, string user, string password, bool pooled) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Database = database,
        Username = user,
        Password = password,
        RequireAuth = "ScramSHA256",
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
        Pooling = pooled,
        // What is asked again and again is read and planned once on each connection.
        MaxAutoPrepare = 100,
        ApplicationName = "archive",
    }.ConnectionString;
}

using Npgsql;

namespace RussiaTalibanArchive.Web.Data;

/// <summary>Makes sure, before anything is written, that a PostgreSQL server and its database can hold the archive.</summary>
public static class ServerCheck
{
    private const int OldestVersion = 150000;

    /// <inheritdoc cref="EnsureUsableAsync(NpgsqlDataSource, CancellationToken)"/>
    public static async Task EnsureUsableAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await EnsureUsableAsync(source, cancellationToken);
    }

    /// <summary>
    /// Checks the server's version and the database's encoding and type of letters. With the locale C, PostgreSQL takes no
    /// Arabic or Cyrillic letter for one: trigrams of such words are silently empty and a comma stays on its word.
    /// </summary>
    /// <exception cref="ArchiveStartException">The database cannot be reached or used; the message says what to do.</exception>
    public static async Task EnsureUsableAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            await using var command = new NpgsqlCommand(
                """
                SELECT current_setting('server_version_num')::int, current_setting('server_version'),
                       current_setting('server_encoding'), datctype, datname
                FROM pg_database WHERE datname = current_database()
                """,
                connection);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            Check(reader.GetInt32(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4));
        }
        catch (NpgsqlException exception)
        {
            throw new ArchiveStartException(
                $"The archive's database cannot be reached: {exception.Message}. Is the server running, and is ConnectionStrings__Archive right?",
                exception);
        }
    }

    internal static void Check(int version, string versionName, string encoding, string letters, string database)
    {
        if (version < OldestVersion)
        {
            throw new ArchiveStartException($"The database server is PostgreSQL {versionName}; the archive needs version 15 or newer.");
        }

        if (encoding != "UTF8")
        {
            throw new ArchiveStartException(
                $"The database \"{database}\" is encoded in {encoding}, which cannot hold the archive's languages. {Remedy(version)}");
        }

        if (letters.ToUpperInvariant() is "C" or "POSIX")
        {
            throw new ArchiveStartException(
                $"The database \"{database}\" has the locale {letters} for its letters (LC_CTYPE), with which searches in Arabic, Pashto, Dari and Russian "
                + $"silently find nothing. {Remedy(version)}");
        }
    }

    private static string Remedy(int version) =>
        "Make an empty database with this command, and name it in ConnectionStrings__Archive: CREATE DATABASE archive TEMPLATE template0 ENCODING 'UTF8' "
        + (version >= 170000 ? "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C.UTF-8';" : "LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8';");
}

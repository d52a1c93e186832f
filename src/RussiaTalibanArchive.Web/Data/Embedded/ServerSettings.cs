namespace RussiaTalibanArchive.Web.Data.Embedded;

/// <summary>The settings that the embedded server is started with; they go before those in <c>postgresql.conf</c>.</summary>
internal static class ServerSettings
{
    /// <summary>Settings as <c>name=value</c>, none of which holds a space.</summary>
    public static IEnumerable<string> For(int port, bool durable)
    {
        string[] settings =
        [
            // Loopback alone, and no socket in a folder that others can see.
            "listen_addresses=127.0.0.1",
            $"port={port}",
            "unix_socket_directories=",
            "password_encryption=scram-sha-256",
            "cluster_name=archive",

            // A thirty-second of the machine's memory, which is taken as it is used: small beside the program, and enough for an index of words.
            $"shared_buffers={Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 32 / 1024 / 1024, 64, 1024)}MB",
            "max_connections=100",

            // A long import need not write everything out every few seconds.
            "max_wal_size=2GB",
            "max_wal_senders=0",
            "jit=off",
            "timezone=UTC",

            // Neither statements, which hold passages and names, nor their values ever reach the log. An error names the value
            // that broke a rule, therefore errors stay out; terse leaves out the details of what does get in.
            "log_min_messages=log",
            "log_min_error_statement=panic",
            "log_error_verbosity=terse",
            "log_statement=none",
            "log_duration=off",
            "log_min_duration_statement=-1",
            "log_min_duration_sample=-1",
            "log_transaction_sample_rate=0",
            "log_parameter_max_length=0",
            "log_parameter_max_length_on_error=0",
            "log_autovacuum_min_duration=-1",
            "log_temp_files=-1",
            "log_checkpoints=off",
            "log_connections=off",
            "log_disconnections=off",
            "log_timezone=UTC",
            "logging_collector=off",
            "log_destination=stderr",
            "lc_messages=C",
        ];
        return durable ? settings : settings.Concat(["fsync=off", "full_page_writes=off", "synchronous_commit=off"]);
    }
}

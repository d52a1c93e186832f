namespace RussiaTalibanArchive.Web.Data.Embedded;
public sealed record EmbeddedPostgresOptions { public string DataDirectory { get; init; } = ""; public string? Binaries { get; init; } }
public sealed class EmbeddedPostgres : IAsyncDisposable { public string ConnectionString => "Host=127.0.0.1;Port=5599;Username=postgres;Database=archive";
 public static Task<EmbeddedPostgres> StartAsync(EmbeddedPostgresOptions o, CancellationToken c) => Task.FromResult(new EmbeddedPostgres());
 public ValueTask DisposeAsync() => default; }
public static class ServerCheck { public static Task EnsureUsableAsync(string s, CancellationToken c) => Task.CompletedTask; }

using Microsoft.Extensions.Logging.Abstractions;

namespace RussiaTalibanArchive.Web.Data.Embedded;

/// <summary>Where the embedded server keeps its data and which programs it runs.</summary>
public sealed record EmbeddedPostgresOptions
{
    /// <summary>The archive's data directory; the cluster is its subfolder <c>postgres</c>. Created when missing.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The setting <c>Archive__PostgresBinaries</c>; see <see cref="PostgresBinaries.Find(string?)"/>.</summary>
    public string? Binaries { get; init; }

    /// <summary>
    /// Whether a committed change outlives a power cut. Only tests, whose data nobody misses, switch it off.
    /// </summary>
    public bool Durable { get; init; } = true;

    /// <summary>Told of starts, adoptions and stops, with ports, process ids and durations only.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;
}

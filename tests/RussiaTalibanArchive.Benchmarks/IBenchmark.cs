namespace RussiaTalibanArchive.Benchmarks;

/// <summary>Something that is measured, with data that it makes itself.</summary>
internal interface IBenchmark
{
    /// <summary>How the command line calls it.</summary>
    string Name { get; }

    string Description { get; }

    /// <summary>Measures, and prints a line for each figure.</summary>
    Task RunAsync(string[] arguments, CancellationToken cancellationToken);
}

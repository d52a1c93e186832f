namespace RussiaTalibanArchive.Web.Features.Import;

/// <summary>What an import did.</summary>
/// <param name="Added">Items that are new.</param>
/// <param name="Unchanged">Items that were here already.</param>
/// <param name="Refused">Lines that were not taken, with the reason.</param>
public sealed record ImportReport(int Added, int Unchanged, IReadOnlyList<Refusal> Refused);

/// <param name="Line">From 1.</param>
/// <param name="Reason">In words that a person can act on.</param>
public sealed record Refusal(int Line, string Reason);

/// <summary>How far an import has come, in items.</summary>
/// <param name="Done">Added, unchanged or refused.</param>
/// <param name="Total">All that the file holds.</param>
public readonly record struct ImportProgress(int Done, int Total);

/// <param name="Language">BCP 47 language of items that name none.</param>
/// <param name="Publish">Whether items that name no status become public, quotations checked.</param>
/// <param name="Folder">Where the files that lines name lie; <see langword="null"/> when lines may name none.</param>
public sealed record ImportOptions(string? Language = null, bool Publish = false, string? Folder = null);

/// <summary>Counts what becomes of lines.</summary>
internal sealed class ImportTally
{
    private readonly List<Refusal> _refused = [];

    public int Added { get; set; }
    public int Unchanged { get; set; }
    public int Done => Added + Unchanged + _refused.Count;

    public void Refuse(int line, string reason) => _refused.Add(new(line, reason));

    public void Add(ImportTally other)
    {
        Added += other.Added;
        Unchanged += other.Unchanged;
        _refused.AddRange(other._refused);
    }

    public ImportReport ToReport() => new(Added, Unchanged, [.. _refused.OrderBy(r => r.Line)]);
}

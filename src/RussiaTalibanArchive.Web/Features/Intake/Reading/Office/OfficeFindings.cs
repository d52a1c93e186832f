namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Office;

/// <summary>Findings of one file, so bounded by kind that a thousand of one leave room for the others.</summary>
internal sealed class OfficeFindings(ReadOutput output)
{
    private const int MaxOfOneKind = 120;

    private readonly Dictionary<FindingKind, int> _counts = [];
    private readonly HashSet<(FindingKind, string, string)> _found = [];

    public ReadOutput Output => output;

    /// <summary>The same thing found twice is listed once.</summary>
    public void Find(FindingKind kind, string label, string? value, int? page = null)
    {
        var count = _counts.GetValueOrDefault(kind);
        if (count < MaxOfOneKind && !string.IsNullOrWhiteSpace(value) && _found.Add((kind, label, value.Length > 2000 ? value[..2000] : value)))
        {
            _counts[kind] = count + 1;
            output.Find(kind, label, value, page);
        }
    }

    /// <summary>A name, description or address that may tell of the maker's folders or servers. Plain words are let be.</summary>
    public void FindPath(string label, string? value)
    {
        if (value is not null && IsNetwork(value))
        {
            Find(FindingKind.RemoteReference, label, value);
        }
        else if (value is not null && IsPath(value))
        {
            Find(FindingKind.Path, label, value);
        }
    }

    /// <summary>Whether opening the file would ask another machine for it.</summary>
    public static bool IsNetwork(string value) =>
        value.StartsWith(@"\\", StringComparison.Ordinal) || value.StartsWith("//", StringComparison.Ordinal)
        || value.StartsWith(@"file:///\\", StringComparison.OrdinalIgnoreCase) || value.StartsWith("file://///", StringComparison.OrdinalIgnoreCase)
        || (value.Contains("://", StringComparison.Ordinal) && !value.StartsWith("file:", StringComparison.OrdinalIgnoreCase));

    private static bool IsPath(string value) =>
        value.Contains(@":\", StringComparison.Ordinal) || value.StartsWith("file:", StringComparison.OrdinalIgnoreCase)
        || value.StartsWith("/home/", StringComparison.Ordinal) || value.StartsWith("/Users/", StringComparison.Ordinal) || value.StartsWith("~/", StringComparison.Ordinal);
}

using System.Text.Json;
using System.Text.Json.Nodes;
using CsvHelper;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Import;

/// <summary>What a manifest says of one file beside it.</summary>
/// <param name="Path">Relative to the folder, with <c>/</c>.</param>
/// <param name="Record">The document's description as a line of JSON.</param>
public sealed record ManifestEntry(string Path, string Record);

/// <summary>
/// Reads the <c>manifest.csv</c> or <c>manifest.jsonl</c> of a folder: descriptions of the documents that its files hold. A column
/// <c>path</c> or <c>file</c> names the file; the others are the fields of a document's line, nested ones with a point
/// (<c>source.note</c>), tags parted by <c>|</c> or <c>;</c>.
/// </summary>
public static class ManifestReader
{
    private const int MaxEntries = 100_000;

    /// <returns>What could be read, and what is wrong with the rest by its line; nothing where the folder has no manifest.</returns>
    public static async Task<(IReadOnlyList<ManifestEntry> Entries, IReadOnlyList<Refusal> Refused)> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        var entries = new List<ManifestEntry>();
        var refused = new List<Refusal>();
        var (csv, lines) = (Path.Combine(folder, "manifest.csv"), Path.Combine(folder, "manifest.jsonl"));
        var objects = File.Exists(csv) ? FromCsvAsync(csv, cancellationToken) : File.Exists(lines) ? FromLinesAsync(lines, cancellationToken) : null;
        if (objects is not null)
        {
            await foreach (var (line, entry, problem) in objects.WithCancellation(cancellationToken))
            {
                Take(folder, line, entry, problem, entries, refused);
                if (entries.Count >= MaxEntries)
                {
                    break;
                }
            }
        }

        return (entries, refused);
    }

    public static bool IsManifest(string path) => Path.GetFileName(path) is "manifest.csv" or "manifest.jsonl";

    private static void Take(string folder, int line, JsonObject? entry, string? problem, List<ManifestEntry> entries, List<Refusal> refused)
    {
        if (entry is null)
        {
            refused.Add(new(line, problem!));
            return;
        }

        var path = (Remove(entry, "path") ?? Remove(entry, "file"))?.Replace('\\', '/');
        var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        if (string.IsNullOrWhiteSpace(path) || !Path.GetFullPath(Path.Combine(folder, path)).StartsWith(root, StringComparison.Ordinal))
        {
            refused.Add(new(line, "The path is missing, or leads out of the folder."));
            return;
        }

        try
        {
            entry["kind"] = "document";
            var record = ItemJson.Read<DocumentRecord>(entry.ToJsonString());
            entries.Add(new(path, ItemJson.Write(record)));
        }
        catch (JsonException e)
        {
            refused.Add(new(line, ItemLine.ReasonOf(e)));
        }
    }

    private static string? Remove(JsonObject entry, string name)
    {
        var value = entry[name] is JsonValue node && node.TryGetValue<string>(out var text) ? text : null;
        entry.Remove(name);
        return value;
    }

    private static async IAsyncEnumerable<(int Line, JsonObject? Entry, string? Problem)> FromCsvAsync(
        string path, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        using var csv = CsvReader.Create(file, new CsvReaderOptions { TrackLineNumbers = true }, leaveOpen: true);
        await csv.ReadHeaderAsync(cancellationToken);
        string[] names = [.. csv.Headers.Select(h => h.Trim().ToLowerInvariant())];
        while (await csv.ReadAsync(cancellationToken))
        {
            var entry = new JsonObject();
            for (var i = 0; i < Math.Min(names.Length, csv.FieldCount); i++)
            {
                Set(entry, names[i], csv.GetString(i));
            }

            yield return ((int)csv.LineNumber, entry, null);
        }
    }

    /// <summary>Sets a field by its name with points; an empty cell says nothing.</summary>
    private static void Set(JsonObject entry, string name, string value)
    {
        if (string.IsNullOrWhiteSpace(value) || name.Length == 0)
        {
            return;
        }

        var parts = name.Split('.', 5);
        foreach (var part in parts[..^1])
        {
            entry = entry[part] as JsonObject ?? (JsonObject)(entry[part] = new JsonObject());
        }

        entry[parts[^1]] = parts[^1] == "tags" ? new JsonArray([.. value.Split(['|', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(t => JsonValue.Create(t))]) : JsonValue.Create(value);
    }

    private static async IAsyncEnumerable<(int Line, JsonObject? Entry, string? Problem)> FromLinesAsync(
        string path, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var line = 0;
        await foreach (var text in File.ReadLinesAsync(path, cancellationToken))
        {
            line++;
            if (!string.IsNullOrWhiteSpace(text))
            {
                yield return Parse(line, text.TrimStart('\uFEFF'));
            }
        }
    }

    private static (int Line, JsonObject? Entry, string? Problem) Parse(int line, string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonObject entry ? (line, entry, null) : (line, null, "The line is no object.");
        }
        catch (JsonException e)
        {
            return (line, null, ItemLine.ReasonOf(e));
        }
    }
}

using System.Text;
using CsvHelper;

namespace RussiaTalibanArchive.Web.Features.Tags.Exchange;

/// <summary>Writes and reads the vocabulary as a table: a row a tag, a column for the names in each language.</summary>
public static class TagCsv
{
    public const string LabelPrefix = "label:";

    private static readonly string[] Columns = ["slug", "type", "date", "broader", "aliases", "scope_note", "same_as", "replaced_by"];

    public static byte[] Write(IReadOnlyList<ExportedTag> tags, VocabularyTarget target)
    {
        ArgumentNullException.ThrowIfNull(tags);
        var languages = tags.SelectMany(t => t.Record.Labels!.Keys).Distinct().Order(StringComparer.Ordinal).ToList();
        using var bytes = new MemoryStream();
        using (var csv = CsvWriter.Create(bytes, new CsvWriterOptions { Injection = CsvInjection.Escape, WriteByteOrderMark = true }, leaveOpen: true))
        {
            csv.WriteRecord(["slug", "type", "date", "broader", .. languages.Select(l => LabelPrefix + l), "aliases", "scope_note", "same_as", "replaced_by"]);
            foreach (var (_, tag) in tags)
            {
                csv.WriteRecord(
                [
                    tag.Slug!, tag.Type ?? "", tag.Date ?? "", tag.Broader ?? "", .. languages.Select(l => tag.Labels!.GetValueOrDefault(l, "")),
                    Join(tag.Aliases), tag.ScopeNote ?? "", Join(tag.SameAs), tag.ReplacedBy ?? "",
                ]);
            }
        }

        return bytes.ToArray();
    }

    /// <exception cref="FormatException">It has a column that the archive does not know, or no slugs; the message is the column.</exception>
    internal static IReadOnlyList<ReadTag> Read(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        using var csv = CsvReader.Create(stream, new CsvReaderOptions(), leaveOpen: true);
        csv.ReadHeader();
        string[] names = [.. csv.Headers.Select(h => h.Trim('\uFEFF', ' '))];
        var strange = names.FirstOrDefault(n => !Columns.Contains(n) && !n.StartsWith(LabelPrefix, StringComparison.Ordinal));
        if (strange is not null || !names.Contains("slug"))
        {
            throw new FormatException(strange ?? "slug");
        }

        var tags = new List<ReadTag>();
        while (csv.Read())
        {
            var cells = names.Take(csv.FieldCount).Select((name, i) => (name, Value: Plain(csv.GetString(i)))).Where(c => c.name.Length > 0).DistinctBy(c => c.name).ToDictionary(c => c.name, c => c.Value);
            tags.Add(new() { Record = RecordOf(cells) });
        }

        return tags;
    }

    private static TagRecord RecordOf(Dictionary<string, string> cells)
    {
        var labels = cells.Where(c => c.Key.StartsWith(LabelPrefix, StringComparison.Ordinal)).ToList();
        return new()
        {
            Slug = cells["slug"].Trim().ToLowerInvariant(),
            Type = cells.GetValueOrDefault("type"),
            Date = cells.GetValueOrDefault("date"),
            Broader = cells.GetValueOrDefault("broader"),
            Labels = labels.Count == 0 ? null : labels.Where(c => c.Value.Length > 0).ToDictionary(c => c.Key[LabelPrefix.Length..], c => c.Value),
            Aliases = cells.TryGetValue("aliases", out var aliases) ? Split(aliases) : null,
            ScopeNote = cells.GetValueOrDefault("scope_note"),
            SameAs = cells.TryGetValue("same_as", out var same) ? Split(same) : null,
            ReplacedBy = cells.GetValueOrDefault("replaced_by") is { Length: > 0 } successor ? successor : null,
        };
    }

    /// <summary>Without the apostrophe that keeps spreadsheets from taking a text for a formula.</summary>
    private static string Plain(string cell) => cell is ['\'', '=' or '+' or '-' or '@' or '\t' or '\r', ..] ? cell[1..] : cell;

    private static List<string> Split(string cell)
    {
        var values = new List<StringBuilder> { new() };
        for (var i = 0; i < cell.Length; i++)
        {
            if (cell[i] == '|')
            {
                values.Add(new());
            }
            else
            {
                values[^1].Append(cell[i] == '\\' && i + 1 < cell.Length ? cell[++i] : cell[i]);
            }
        }

        return [.. values.Select(v => v.ToString()).Where(v => v.Length > 0)];
    }

    /// <summary>Many values in one cell, parted by bars; a bar or backslash of a value's own has a backslash before it.</summary>
    private static string Join(IEnumerable<string>? values) => string.Join('|', (values ?? [])
        .Select(v => new StringBuilder(v).Replace("\\", "\\\\").Replace("|", "\\|").ToString()));
}

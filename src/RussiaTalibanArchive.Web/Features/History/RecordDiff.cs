using System.Text.Json;
using System.Text.Json.Nodes;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.History;

/// <summary>One value that two versions of a record have differently.</summary>
/// <param name="Path">Where it stands.</param>
/// <param name="Field">The property of the later record, such as <c>Source.Url</c> or <c>Texts[0].Text</c>; of the earlier one when the later has none.</param>
/// <param name="Before">The earlier value; <see langword="null"/> when there was none.</param>
/// <param name="After">The later value; <see langword="null"/> when there is none any more.</param>
public sealed record FieldChange(IReadOnlyList<FieldStep> Path, string Field, string? Before, string? After);

/// <summary>A step into a record.</summary>
/// <param name="Name">The property, in snake_case, or the key of a map.</param>
/// <param name="Key">Which element of a list: what names it, such as <c>transcription ps</c>, else its number from 1.</param>
public sealed record FieldStep(string Name, string? Key = null);

/// <summary>
/// Compares two records value by value. Elements of lists are told apart by what names them (a text by role and language, an
/// appearance by its article), so that one put in between does not change all after it. Blank and missing are the same.
/// </summary>
public static class RecordDiff
{
    private static readonly string[] Unchanging = ["kind", "reference"];

    /// <summary>Lists whose order says something; all others are compared as sets.</summary>
    private static readonly string[] Ordered = ["authors"];

    /// <summary>What names an element of a list, the first of these that it has.</summary>
    private static readonly string[][] Keys = [["sha256"], ["reference"], ["in"], ["role", "language"], ["language"]];

    /// <summary>Values that may be a bare string or an object: the string stands for this property of the object.</summary>
    private static readonly Dictionary<string, string> Shorthands = new() { ["date"] = "edtf", ["published"] = "edtf", ["speaker"] = "name" };

    public static IReadOnlyList<FieldChange> Between(ItemRecord before, ItemRecord after) =>
        Between(JsonOf(before), JsonOf(after));

    /// <summary>The changes in the order of the later record's values, then those that are gone.</summary>
    public static IReadOnlyList<FieldChange> Between(JsonObject before, JsonObject after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (old, now) = (LeavesOf(before), LeavesOf(after));
        var changes = new List<FieldChange>();
        foreach (var (name, leaf) in now)
        {
            var was = old.GetValueOrDefault(name);
            if (was?.Value != leaf.Value)
            {
                changes.Add(new(leaf.Path, leaf.Field, was?.Value, leaf.Value));
            }
        }

        changes.AddRange(old.Where(o => !now.ContainsKey(o.Key)).Select(o => new FieldChange(o.Value.Path, o.Value.Field, o.Value.Value, null)));
        return changes;
    }

    /// <summary>A record as history compares it.</summary>
    public static JsonObject JsonOf(ItemRecord record) => JsonSerializer.SerializeToNode(record, record.GetType(), ItemJson.Options)!.AsObject();

    private sealed record Leaf(IReadOnlyList<FieldStep> Path, string Field, string Value);

    private static OrderedDictionary<string, Leaf> LeavesOf(JsonObject record)
    {
        var leaves = new OrderedDictionary<string, Leaf>();
        foreach (var (name, value) in record.Where(p => !Unchanging.Contains(p.Key)))
        {
            var shorthand = value is JsonValue && Shorthands.TryGetValue(name, out var property) ? new JsonObject { [property] = value.DeepClone() } : value;
            Collect(leaves, shorthand, [new(name)], Pascal(name));
        }

        return leaves;
    }

    private static void Collect(OrderedDictionary<string, Leaf> leaves, JsonNode? node, List<FieldStep> path, string field)
    {
        switch (node)
        {
            case JsonObject map:
                foreach (var (name, value) in map)
                {
                    Collect(leaves, value, [.. path, new(name)], $"{field}.{Pascal(name)}");
                }

                break;
            case JsonArray list when list.Any(e => e is JsonObject):
                CollectElements(leaves, list, path, field);
                break;
            case JsonArray list:
                var values = list.Select(TextOf).Where(t => t.Length > 0);
                Add(leaves, path, field, string.Join('\n', Ordered.Contains(path[^1].Name) ? values : values.Order(StringComparer.Ordinal)));
                break;
            case not null:
                Add(leaves, path, field, TextOf(node));
                break;
        }
    }

    private static void CollectElements(OrderedDictionary<string, Leaf> leaves, JsonArray list, List<FieldStep> path, string field)
    {
        var taken = new HashSet<string>();
        for (var i = 0; i < list.Count; i++)
        {
            var name = list[i] is JsonObject element ? KeyOf(element) : null;
            var key = name ?? $"{i + 1}";
            for (var n = 2; !taken.Add(key); n++)
            {
                key = $"{name} {n}";
            }

            Collect(leaves, list[i], [.. path[..^1], new(path[^1].Name, key)], $"{field}[{i}]");
        }
    }

    private static string? KeyOf(JsonObject element) =>
        Keys.Where(names => names.All(n => element[n] is JsonValue)).Select(names => string.Join(' ', names.Select(n => TextOf(element[n])))).FirstOrDefault();

    private static void Add(OrderedDictionary<string, Leaf> leaves, List<FieldStep> path, string field, string value)
    {
        if (value.Length > 0)
        {
            leaves[string.Join('\u001F', path.Select(s => $"{s.Name}\u001E{s.Key}"))] = new(path, field, value);
        }
    }

    private static string TextOf(JsonNode? node) => node switch
    {
        null => "",
        JsonValue value when value.TryGetValue<string>(out var text) => TextNormalizer.Normalize(text).Trim(),
        _ => node.ToJsonString(),
    };

    private static string Pascal(string name) => string.Concat(name.Split('_').Select(part => part.Length == 0 ? "" : char.ToUpperInvariant(part[0]) + part[1..]));
}

using System.Text.Json.Nodes;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Notes;

namespace RussiaTalibanArchive.Web.Features.History;

/// <summary>Takes out of old versions what their viewer may not see today: what is for editors, and every trace of hidden items.</summary>
public sealed class RevisionFilter(CurrentViewer viewer, MentionTargets targets)
{
    /// <summary>Properties that name other items.</summary>
    private static readonly string[] Naming = ["cites", "about", "in", "of", "reference", "tags", "broader", "replaced_by"];

    public async Task ApplyAsync(IReadOnlyList<JsonObject> records, CancellationToken cancellationToken)
    {
        if (viewer.Value.SeesDrafts)
        {
            return;
        }

        foreach (var record in records)
        {
            RemoveEditorsOwn(record);
        }

        var named = records.SelectMany(r => r.SelectMany(p => MentionsIn(p.Key, p.Value))).ToHashSet();
        var visible = await targets.FindAsync(named, cancellationToken);
        foreach (var record in records)
        {
            var own = record["reference"]?.GetValue<string>();
            foreach (var name in record.Select(p => p.Key).Where(k => k is not ("kind" or "reference" or "slug")).ToList())
            {
                record[name] = Without(name, record[name], m => m.Reference != own && !visible.ContainsKey(m));
            }
        }
    }

    /// <summary>Whether a change may be named but not shown: superseded texts of a document are not for readers, who see the current one.</summary>
    public bool IsWithheld(ItemKind kind, FieldChange change) =>
        !viewer.Value.SeesInternal && kind == ItemKind.Document && change.Path[0].Name == "texts";

    /// <summary>Files, how the paper came, and the facts of its provenance that are not for readers.</summary>
    internal static void RemoveEditorsOwn(JsonObject record)
    {
        if (record["kind"]?.GetValue<string>() != "document")
        {
            return;
        }

        record.Remove("files");
        if (record["source"] is JsonObject source)
        {
            source.Remove("received");
            source.Remove("note");
        }

        if (record["provenance"] is JsonArray facts)
        {
            record["provenance"] = new JsonArray([.. facts.Where(f => f?["public"]?.GetValue<bool>() == true).Select(f => f!.DeepClone())]);
        }
    }

    private static IEnumerable<Mention> MentionsIn(string name, JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(p => MentionsIn(p.Key, p.Value)),
        JsonArray list => list.SelectMany(e => MentionsIn(name, e)),
        JsonValue value when value.TryGetValue<string>(out var text) =>
            MentionOf(name, text) is { } mention ? [mention] : Mention.In(text),
        _ => [],
    };

    private static Mention? MentionOf(string name, string text) =>
        !Naming.Contains(name) ? null : name is "tags" or "broader" or "replaced_by" ? new(ItemKind.Tag, text) : Mention.Parse(text);

    /// <summary>The node without what is hidden; an object whose own <c>in</c> or <c>reference</c> is hidden goes as a whole.</summary>
    private static JsonNode? Without(string name, JsonNode? node, Predicate<Mention> isHidden)
    {
        switch (node)
        {
            case JsonObject map:
                return map.Any(p => p.Key is "in" or "reference" && IsHidden(p.Key, p.Value))
                    ? null
                    : new JsonObject(map.Select(p => KeyValuePair.Create(p.Key, Without(p.Key, p.Value, isHidden))).Where(p => p.Value is not null));
            case JsonArray list:
                return new JsonArray([.. list.Select(e => Without(name, e, isHidden)).Where(e => e is not null)]);
            case JsonValue value when value.TryGetValue<string>(out var text):
                return IsHidden(name, value) ? null : JsonValue.Create(Mention.Without(text, isHidden));
            default:
                return node?.DeepClone();
        }

        bool IsHidden(string key, JsonNode? value) =>
            value is JsonValue v && v.TryGetValue<string>(out var text) && MentionOf(key, text) is { } mention && isHidden(mention);
    }
}

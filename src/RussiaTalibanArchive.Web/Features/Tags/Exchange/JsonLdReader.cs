using System.Text.Json;

namespace RussiaTalibanArchive.Web.Features.Tags.Exchange;

/// <summary>Reads a vocabulary in JSON-LD as programs write it: compact or expanded, its prefixes inside. No context is ever fetched.</summary>
internal static class JsonLdReader
{
    private static readonly string[] Addresses = ["broader", "narrower", "exactMatch", "isReplacedBy", "sameAs"];

    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static IReadOnlyList<RdfStatement> Read(string text)
    {
        using var json = JsonDocument.Parse(text);
        var prefixes = new Dictionary<string, string> { ["skos"] = Skos.Namespace, ["dcterms"] = Skos.Terms, ["dct"] = Skos.Terms, ["owl"] = Skos.Owl };
        return [.. Nodes(json.RootElement, prefixes).SelectMany(n => StatementsOf(n, prefixes))];
    }

    private static IEnumerable<JsonElement> Nodes(JsonElement json, Dictionary<string, string> prefixes)
    {
        if (json.ValueKind == JsonValueKind.Array)
        {
            return json.EnumerateArray().SelectMany(j => Nodes(j, prefixes));
        }

        if (json.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        if (json.TryGetProperty("@context", out var context) && context.ValueKind == JsonValueKind.Object)
        {
            foreach (var prefix in context.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String))
            {
                prefixes[prefix.Name] = prefix.Value.GetString()!;
            }
        }

        return json.TryGetProperty("@graph", out var graph) ? Nodes(graph, prefixes) : [json];
    }

    private static IEnumerable<RdfStatement> StatementsOf(JsonElement node, Dictionary<string, string> prefixes)
    {
        if (Text(node, "@id") is not { } subject)
        {
            yield break;
        }

        foreach (var property in node.EnumerateObject())
        {
            var isType = property.Name == "@type";
            if (property.Name[..Math.Min(1, property.Name.Length)] is "@" or "" && !isType)
            {
                continue;
            }

            var name = isType ? TurtleReader.Type : Whole(property.Name, prefixes);
            var isAddress = Addresses.Any(a => name.EndsWith($"#{a}", StringComparison.Ordinal) || name.EndsWith($"/{a}", StringComparison.Ordinal));
            foreach (var value in ValuesOf(property.Value, isType || isAddress))
            {
                yield return new(subject, name, isType ? value with { Text = Whole(value.Text, prefixes) } : value);
            }
        }
    }

    private static IEnumerable<RdfValue> ValuesOf(JsonElement value, bool isAddress, string? language = null) => value.ValueKind switch
    {
        JsonValueKind.String => [new(value.GetString()!, language, isAddress)],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(v => ValuesOf(v, isAddress, language)),
        JsonValueKind.Object when Text(value, "@id") is { } id => [new(id, null, IsAddress: true)],
        JsonValueKind.Object when Text(value, "@value") is { } text => [new(text, Text(value, "@language"))],
        JsonValueKind.Object => value.EnumerateObject().Where(p => p.Name is not ['@', ..]).SelectMany(p => ValuesOf(p.Value, isAddress: false, p.Name)),
        _ => [],
    };

    private static string Whole(string name, Dictionary<string, string> prefixes)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 ? prefixes.TryGetValue(name[..colon], out var prefix) ? prefix + name[(colon + 1)..] : name
            : (name is "isReplacedBy" or "type" ? Skos.Terms : name is "sameAs" ? Skos.Owl : Skos.Namespace) + name;
    }

    private static string? Text(JsonElement node, string name) =>
        node.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

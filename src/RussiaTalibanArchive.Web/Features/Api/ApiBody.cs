using System.Text.Json;
using System.Text.Json.Nodes;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Api;

/// <summary>Reads what programs send.</summary>
internal static class ApiBody
{
    /// <exception cref="JsonException">It is no JSON, or holds what no text of the archive can: NUL, or half of a pair of UTF-16.</exception>
    public static JsonNode? Read(byte[] bytes)
    {
        var node = JsonNode.Parse(bytes, documentOptions: new() { MaxDepth = ItemJson.Options.MaxDepth, AllowDuplicateProperties = false });
        try
        {
            RefuseUnstorable(node);
            return node;
        }
        catch (InvalidOperationException)
        {
            throw new JsonException("UTF-16");
        }
    }

    private static void RefuseUnstorable(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                foreach (var (name, value) in map)
                {
                    RefuseUnstorable(name);
                    RefuseUnstorable(value);
                }

                break;
            case JsonArray list:
                foreach (var value in list)
                {
                    RefuseUnstorable(value);
                }

                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                RefuseUnstorable(value.GetValue<string>());
                break;
        }
    }

    private static void RefuseUnstorable(string text)
    {
        if (text.Contains('\0'))
        {
            throw new JsonException("NUL");
        }
    }
}

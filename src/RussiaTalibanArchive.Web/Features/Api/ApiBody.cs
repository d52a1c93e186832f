using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;
using RussiaTalibanArchive.Web.Features.Import;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;

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

    /// <summary>An object of JSON, and the bytes of it; or what is wrong with them.</summary>
    public static async Task<(JsonObject? Body, byte[] Sent, IResult? Problem)> ReadObjectAsync(HttpContext http, Words words)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || type.MediaType.Value?.ToLowerInvariant() is not ("application/json" or "application/merge-patch+json"))
        {
            return (null, [], ApiAnswers.Refuse(StatusCodes.Status415UnsupportedMediaType, words["This media type is not taken here"], "application/json"));
        }

        using var sent = new MemoryStream();
        await http.Request.Body.CopyToAsync(sent, http.RequestAborted);
        var bytes = sent.ToArray();
        try
        {
            return Read(bytes) is JsonObject body ? (body, bytes, null) : (null, bytes, Unread("{ }"));
        }
        catch (JsonException e)
        {
            return (null, bytes, Unread(ItemLine.ReasonOf(e)));
        }

        IResult Unread(string reason) => ApiAnswers.Refuse(StatusCodes.Status400BadRequest, words["This is no JSON that can be read"], reason);
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

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RussiaTalibanArchive.Web.Features.Items;

/// <summary>
/// An item as import, export, forms and history exchange it: one line of JSON. The same shape everywhere, so that what one
/// can say the others can too.
/// </summary>
public abstract record ItemRecord
{
    [JsonPropertyOrder(-2)]
    public string Kind => ItemKind.ToString().ToLowerInvariant();

    [JsonIgnore]
    public abstract ItemKind ItemKind { get; }

    [JsonPropertyOrder(-1)]
    public virtual string? Reference { get; set; }
}

/// <summary>How records are read and written: snake_case names, words for enumerations, raw UTF-8, unknown fields refused.</summary>
public static class ItemJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // The lines are files, never part of a page.
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        MaxDepth = 16,
    };

    public static string Write(ItemRecord record) => JsonSerializer.Serialize(record, record.GetType(), Options);

    /// <exception cref="JsonException">The text is not such a record.</exception>
    public static TRecord Read<TRecord>(string json) where TRecord : ItemRecord => JsonSerializer.Deserialize<TRecord>(json, Options)!;
}

/// <summary>Something wrong with a record.</summary>
/// <param name="Field">The record's property, such as <c>Title</c> or <c>Texts[0].Language</c>.</param>
/// <param name="Message">What is wrong and what to do, in English; the key of its translations.</param>
/// <param name="Arguments">What fills <c>{0}</c>, <c>{1}</c>… of the message.</param>
public sealed record Problem(string Field, string Message, params object[] Arguments)
{
    public override string ToString() => string.Format(System.Globalization.CultureInfo.InvariantCulture, Message, Arguments);
}

using System.Text.Json;
using System.Text.Json.Serialization;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Documents;

/// <summary>A document as import reads and export writes it.</summary>
public sealed record DocumentRecord : ItemRecord
{
    [JsonIgnore]
    public override ItemKind ItemKind => ItemKind.Document;
    public string? Title { get; set; }
    public string? Language { get; set; }
    public Dictionary<string, string>? TitleTranslations { get; set; }
    public DateRecord? Date { get; set; }
    public string? DocumentType { get; set; }
    public string? Issuer { get; set; }
    public string? Addressee { get; set; }
    public string? Classification { get; set; }
    public string? Abstract { get; set; }
    public SourceRecord? Source { get; set; }
    public string? Rights { get; set; }
    public string? Grade { get; set; }

    /// <summary>The assessments, oldest first.</summary>
    [JsonConverter(typeof(AssessmentsConverter))]
    public List<AssessmentRecord>? Authenticity { get; set; }

    public List<ProvenanceRecord>? Provenance { get; set; }

    /// <summary>The transcription, where a document has one text only.</summary>
    public string? Text { get; set; }

    public List<TextRecord>? Texts { get; set; }
    public List<FileRecord>? Files { get; set; }
    public List<string>? Tags { get; set; }
    public ItemStatus? Status { get; set; }
    public DateTimeOffset? EmbargoUntil { get; set; }
}

public sealed record SourceRecord
{
    public string? Url { get; set; }
    public string? Publisher { get; set; }
    public string? Received { get; set; }
    public string? Note { get; set; }
}

public sealed record TextRecord
{
    public string? Language { get; set; }
    public TextRole? Role { get; set; }
    public string? Text { get; set; }
    public string? Translator { get; set; }
}

/// <summary>A file, by its path beside the line that names it, or in the store by its SHA-256.</summary>
public sealed record FileRecord
{
    public string? Path { get; set; }
    public string? Sha256 { get; set; }
}

public sealed record ProvenanceRecord
{
    public string? Date { get; set; }
    public string? Fact { get; set; }
    public bool? Public { get; set; }
}

public sealed record AssessmentRecord
{
    public Verdict? Verdict { get; set; }
    public string? Grounds { get; set; }
    public string? By { get; set; }
    public DateOnly? Date { get; set; }
}

/// <summary>Reads a bare verdict, one assessment, or a list of them; writes the list.</summary>
internal sealed class AssessmentsConverter : JsonConverter<List<AssessmentRecord>>
{
    public override List<AssessmentRecord> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return [ReadOne(ref reader, options)];
        }

        var assessments = new List<AssessmentRecord>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            assessments.Add(ReadOne(ref reader, options));
        }

        return assessments;
    }

    public override void Write(Utf8JsonWriter writer, List<AssessmentRecord> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var assessment in value)
        {
            JsonSerializer.Serialize(writer, assessment, options);
        }

        writer.WriteEndArray();
    }

    private static AssessmentRecord ReadOne(ref Utf8JsonReader reader, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? new() { Verdict = JsonSerializer.Deserialize<Verdict>(ref reader, options) }
            : JsonSerializer.Deserialize<AssessmentRecord>(ref reader, options) ?? throw new JsonException();
}

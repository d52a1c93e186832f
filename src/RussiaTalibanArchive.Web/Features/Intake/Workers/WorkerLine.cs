using System.Text.Json.Serialization;
using RussiaTalibanArchive.Web.Features.Intake.Reading;

namespace RussiaTalibanArchive.Web.Features.Intake.Workers;

/// <summary>A line of what a worker says while it works.</summary>
internal sealed record WorkerLine
{
    /// <summary>What the file is.</summary>
    public FileKind? Kind { get; init; }

    /// <summary>How many pages are done.</summary>
    public int? Pages { get; init; }

    /// <summary>Why it stopped; see <see cref="UnreadableException"/>.</summary>
    public string? Problem { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];
    public bool NeedsPassword { get; init; }
    public string? MissingTool { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(WorkerLine))]
internal sealed partial class WorkerJson : JsonSerializerContext;

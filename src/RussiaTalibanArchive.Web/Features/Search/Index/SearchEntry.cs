using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Search.Index;

/// <summary>What a writer tells search of an item it saves: only what each of the item's readers may see.</summary>
public sealed record SearchEntry
{
    /// <summary>Who may read it; <see langword="null"/> for nobody.</summary>
    public required ItemStatus? Audience { get; init; }

    public DateTimeOffset? EmbargoUntil { get; init; }
    public Guid? AuthorId { get; init; }
    public Guid? SourceId { get; init; }
    public (DateOnly Earliest, DateOnly Latest)? Date { get; init; }
    public string? Language { get; init; }
    public string? Issuer { get; init; }
    public string? Speaker { get; init; }
    public Verdict? Verdict { get; init; }
    public required string Status { get; init; }
    public IEnumerable<Guid> Tags { get; init; } = [];
    public IEnumerable<Guid> Articles { get; init; } = [];
    public required IReadOnlyList<EntryField> Fields { get; init; }
    public IReadOnlyList<EntryBody> Bodies { get; init; } = [];

    /// <summary>How a status stands in the index and in addresses.</summary>
    public static string StatusOf(Enum status) => status.ToString().ToLowerInvariant();
}

/// <summary>A short text of an item.</summary>
/// <param name="Part">How much it weighs.</param>
/// <param name="Text">Nothing is fine too.</param>
/// <param name="Language">BCP 47, where it is another than the item's.</param>
public sealed record EntryField(EntryPart Part, string? Text, string? Language = null);

/// <summary>A text of an item that is read in the reading room or on its page.</summary>
/// <param name="Text">Of any length.</param>
/// <param name="Language">BCP 47.</param>
/// <param name="TextId">The document's text that it is.</param>
public sealed record EntryBody(string Text, string? Language, Guid? TextId = null);

/// <summary>The parts of <see cref="SearchItem.Heads"/>, as PostgreSQL's weights.</summary>
public enum EntryPart
{
    Title = 'A',
    Issuer = 'B',
    Speaker = 'C',
    Other = 'D',
}

using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Tags;

/// <summary>What tags stand for, as <see cref="Tag.Type"/> names it. An archive may use others.</summary>
public static class TagTypes
{
    public static IReadOnlyList<string> Usual { get; } = ["person", "organisation", "place", "event", "topic", "document-type"];

    /// <summary>A type as the archive writes it: lower case, and one spelling of those that have several.</summary>
    public static string? Read(string? type) => type?.ToLowerInvariant() switch
    {
        "people" or "human" => "person",
        "organization" or "org" => "organisation",
        "location" => "place",
        var named => named,
    };

    /// <summary>A type in the words of the interface; itself where they have none.</summary>
    public static string Name(Words words, string type) => type switch
    {
        "person" => words["Person"],
        "organisation" => words["Organisation"],
        "place" => words["Place"],
        "event" => words["Event"],
        "topic" => words["Topic"],
        "document-type" => words["Kind of document"],
        _ => type,
    };
}

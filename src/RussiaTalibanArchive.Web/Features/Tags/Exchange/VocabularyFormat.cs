namespace RussiaTalibanArchive.Web.Features.Tags.Exchange;

/// <summary>A tag on its way out of the archive.</summary>
/// <param name="Id">The same in every export.</param>
/// <param name="Record">What it says; <see cref="TagRecord.Broader"/> names a tag that is among those exported.</param>
public sealed record ExportedTag(Guid Id, TagRecord Record);

/// <summary>What a vocabulary is exported to.</summary>
/// <param name="Site">The archive's address, without a slash at its end.</param>
/// <param name="Title">The archive's title.</param>
/// <param name="Language">BCP 47 language of a name where a format has room for one only.</param>
public sealed record VocabularyTarget(string Site, string Title, string Language);

/// <summary>A form in which the vocabulary is taken away.</summary>
/// <param name="Suffix">Of the address.</param>
/// <param name="MediaType">Without parameters.</param>
/// <param name="Name">What people call it; the same in every language.</param>
/// <param name="Write">Writes it.</param>
public sealed record VocabularyFormat(string Suffix, string MediaType, string Name, Func<IReadOnlyList<ExportedTag>, VocabularyTarget, byte[]> Write)
{
    public static IReadOnlyList<VocabularyFormat> All { get; } =
    [
        new(".ttl", "text/turtle", "SKOS (Turtle)", SkosTurtle.Write),
        new(".jsonld", "application/ld+json", "SKOS (JSON-LD)", SkosJsonLd.Write),
        new(".csv", "text/csv", "CSV", TagCsv.Write),
        new(".qdc", "application/xml", "REFI-QDA", Codebook.Write),
    ];

    /// <summary>Those in which a single tag is of use.</summary>
    public static IReadOnlyList<VocabularyFormat> OfOne { get; } = [.. All.Take(2)];
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NpgsqlTypes;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Search.Index;

/// <summary>
/// What search knows of an item: a search is answered from this table, and no other is asked before the results to be shown are known.
/// Written in the transaction that saves the item. A withdrawn item has no row.
/// </summary>
public sealed class SearchItem
{
    public required Guid ItemId { get; init; }
    public required ItemKind Kind { get; init; }

    /// <summary>Who may read it; <see langword="null"/> for a quotation whose source was withdrawn, which nobody may.</summary>
    public ItemStatus? Audience { get; init; }

    /// <summary>Until this moment a public item is read as an internal one.</summary>
    public DateTimeOffset? EmbargoUntil { get; init; }

    /// <summary>The account whose note it is, and who sees it at any status.</summary>
    public Guid? AuthorId { get; init; }

    /// <summary>The document or article that a quotation is of.</summary>
    public Guid? SourceId { get; init; }

    /// <summary>The first day that the item's date may mean; a quotation has its source's.</summary>
    public DateOnly? Earliest { get; init; }

    /// <summary>The last day that it may mean.</summary>
    public DateOnly? Latest { get; init; }

    /// <summary>The day that results are sorted by: <see cref="Latest"/>, or <see cref="DateOnly.MinValue"/> for what has no date.</summary>
    public DateOnly SortDay { get; init; }

    /// <summary>BCP 47.</summary>
    public string? Language { get; init; }

    /// <summary>Who issued the document or publishes the article; of a quotation, of its source.</summary>
    public string? Issuer { get; init; }

    public string? Speaker { get; init; }

    /// <summary>How far a document is to be believed; <see langword="null"/> for what is none.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>Where it stands on its way to readers: the name of an <see cref="ItemStatus"/> or of a quotation's status, in small letters.</summary>
    public required string Status { get; init; }

    /// <summary>The tags it carries itself.</summary>
    public Guid[] Tags { get; init; } = [];

    /// <summary>The articles that cite the document, print the quotation, or are it.</summary>
    public Guid[] Articles { get; init; } = [];

    /// <summary>When readers first could see it; of what they never could, when it was made.</summary>
    public required DateTimeOffset AddedAt { get; init; }

    /// <summary>How many rows of <see cref="SearchPassage"/> it has; 0 for an item whose <see cref="Words"/> know their places.</summary>
    public int Passages { get; init; }

    /// <summary>Title (A), issuer or publisher (B), speaker or authors (C), and other short fields (D), with places.</summary>
    public required NpgsqlTsVector Heads { get; init; }

    /// <summary>All words, those of <see cref="Heads"/> too; with places if the item is short.</summary>
    public required NpgsqlTsVector Words { get; init; }

    /// <summary>The <see cref="WordPairs"/> of it; <see langword="null"/> in a row that an older version of the program wrote.</summary>
    public required short[]? Pairs { get; init; }
}

/// <summary>A page, or some paragraphs, of a long item, whose words know their places.</summary>
public sealed class SearchPassage
{
    public required Guid ItemId { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    /// <summary>The text of a document; <see langword="null"/> for the body of another item.</summary>
    public Guid? TextId { get; init; }

    /// <summary>Where it begins in the text, in UTF-16 code units.</summary>
    public required int Start { get; init; }

    /// <summary>Where it begins in Unicode characters, as PostgreSQL counts.</summary>
    public required int FirstCharacter { get; init; }

    /// <summary>In Unicode characters.</summary>
    public required int Characters { get; init; }

    /// <summary>The paragraph that it begins in, from 1, through the whole text.</summary>
    public required int Paragraph { get; init; }

    /// <summary>The page that it begins on, from 1.</summary>
    public required int Page { get; init; }

    public required NpgsqlTsVector Words { get; init; }
}

internal sealed class SearchItemTable : IEntityTypeConfiguration<SearchItem>
{
    public void Configure(EntityTypeBuilder<SearchItem> item)
    {
        item.HasKey(i => i.ItemId);
        item.HasIndex(i => i.Words).HasMethod("gin");
        item.HasIndex(i => i.Heads).HasMethod("gin");
        item.HasIndex(i => i.Pairs).HasMethod("gin");
        item.HasIndex(i => i.SourceId);
        item.HasIndex(i => new { i.SortDay, i.ItemId });
        item.HasIndex(i => new { i.AddedAt, i.ItemId });
        item.HasIndex(i => i.Articles).HasMethod("gin");
        item.HasIndex(i => i.Tags).HasMethod("gin");
        // The vectors lie apart, so that counting reads few pages.
        item.HasStorageParameter("toast_tuple_target", 128);
    }
}

internal sealed class SearchPassageTable : IEntityTypeConfiguration<SearchPassage>
{
    public void Configure(EntityTypeBuilder<SearchPassage> passage) => passage.HasKey(p => new { p.ItemId, p.Number });
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RussiaTalibanArchive.Web.Features.Search.Index;

/// <summary>
/// A word that stands, or stood, in the index, to be offered to who spells it otherwise. It is of whatever items, hidden ones too: it is
/// shown to nobody for whom no item has it.
/// </summary>
public sealed class IndexedWord
{
    /// <summary>Folded.</summary>
    public required string Word { get; init; }

    /// <summary>In about how many items.</summary>
    public required int Items { get; init; }

    /// <summary>See <see cref="Text.NameSkeleton"/>; empty for a word that is in Latin letters itself, or too short.</summary>
    public required string Skeleton { get; init; }
}

/// <summary>That the words of an item are still to be counted.</summary>
public sealed class WordsToCount
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid ItemId { get; init; }
}

internal sealed class IndexedWordTable : IEntityTypeConfiguration<IndexedWord>
{
    public void Configure(EntityTypeBuilder<IndexedWord> word)
    {
        word.HasKey(w => w.Word);
        word.HasIndex(w => w.Word, "ix_indexed_words_trigrams").HasMethod("gin").HasOperators("gin_trgm_ops");
        word.HasIndex(w => w.Skeleton).HasFilter("skeleton <> ''");
    }
}

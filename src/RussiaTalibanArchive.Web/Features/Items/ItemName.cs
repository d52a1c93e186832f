using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Items;

/// <summary>What an item can be found by: all words of it that each of its readers may see, folded.</summary>
public sealed class ItemWords
{
    public Guid ItemId { get; init; }
    public required ItemKind Kind { get; init; }

    /// <summary>See <see cref="Folding.Key"/>.</summary>
    public required string Folded { get; set; }
}

internal sealed class ItemWordsTable : IEntityTypeConfiguration<ItemWords>
{
    public void Configure(EntityTypeBuilder<ItemWords> words)
    {
        words.HasKey(w => w.ItemId);
        words.Property(w => w.Kind).HasConversion<string>();
        words.HasIndex(w => w.Folded).HasMethod("gin").HasOperators("gin_trgm_ops");
    }
}

public static class ItemWordsQuery
{
    private const int MaxWords = 8;

    /// <summary>Keeps the items that hold every word of a search, in whatever spelling.</summary>
    public static IQueryable<T> Matching<T>(this IQueryable<T> items, ArchiveDbContext db, string? search) where T : Item
    {
        foreach (var word in Folding.Key(search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MaxWords))
        {
            var pattern = $"%{word.Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_")}%";
            items = items.Where(i => db.Words.Any(w => w.ItemId == i.Id && EF.Functions.Like(w.Folded, pattern)));
        }

        return items;
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Items;

/// <summary>What an item is picked by in forms: its titles, names and reference, folded, to be found by any part of a word.</summary>
public sealed class ItemName
{
    public Guid ItemId { get; init; }
    public required ItemKind Kind { get; init; }

    /// <summary>Each as <see cref="Folding.Key"/> has it, between bars: <c>| taliban | طالبان |</c>.</summary>
    public required string Folded { get; init; }

    public static string Fold(IEnumerable<string?> names) => $"| {string.Join(" | ", names.Where(n => !string.IsNullOrWhiteSpace(n)).Select(n => Folding.Key(n!)))} |";
}

internal sealed class ItemNameTable : IEntityTypeConfiguration<ItemName>
{
    public void Configure(EntityTypeBuilder<ItemName> name)
    {
        name.HasKey(n => n.ItemId);
        name.Property(n => n.Kind).HasConversion<string>();
        name.HasIndex(n => n.Folded).HasMethod("gin").HasOperators("gin_trgm_ops");
    }
}

public static class ItemNameQuery
{
    private const int MaxWords = 8;

    /// <summary>Keeps the items whose names hold each of the words, also as a part of a longer one, in whatever spelling.</summary>
    public static IQueryable<T> Named<T>(this IQueryable<T> items, ArchiveDbContext db, string? words) where T : Item
    {
        foreach (var word in Folding.Key(words ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MaxWords))
        {
            var pattern = $"%{Escape(word)}%";
            items = items.Where(i => db.ItemNames.Any(n => n.ItemId == i.Id && EF.Functions.Like(n.Folded, pattern)));
        }

        return items;
    }

    /// <summary>For a pattern of LIKE, without its signs.</summary>
    internal static string Escape(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
}

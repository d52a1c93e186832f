using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Text.Dates;

namespace RussiaTalibanArchive.Web.Data;

/// <summary>What the tables of several features share.</summary>
internal static class TableHelpers
{
    /// <summary>A unique reference, a version that guards against lost updates, a status kept as a word.</summary>
    public static void IsItem<T>(this EntityTypeBuilder<T> item) where T : Item
    {
        item.HasIndex(i => i.Reference).IsUnique();
        item.HasIndex(i => i.ImportHash);
        item.Property(i => i.Version).IsConcurrencyToken();
        if (typeof(T).IsAssignableTo(typeof(PublishableItem)))
        {
            item.Property<ItemStatus>(nameof(PublishableItem.Status)).HasConversion<string>();
        }
    }

    /// <summary>Takes children out of their list and out of the database: foreign keys restrict, so both are said.</summary>
    public static void Drop<T>(this DbContext db, List<T> children, Predicate<T> match) where T : class
    {
        foreach (var child in children.FindAll(match))
        {
            // Out of the database first: a tracked child that only leaves its list has lost the parent it must have.
            if (db.Entry(child).State is not EntityState.Detached)
            {
                db.Remove(child);
            }

            children.Remove(child);
        }
    }

    public static void IsArchiveDate(this ComplexPropertyBuilder<ArchiveDate> date)
    {
        date.IsRequired(false);
        date.Property(d => d.Calendar).HasConversion<string>();
    }

    /// <summary>Texts by BCP 47 language, in one <c>jsonb</c> column.</summary>
    public static void IsLanguageMap(this PropertyBuilder<Dictionary<string, string>> map) =>
        map.HasColumnType("jsonb").HasConversion(
            texts => JsonSerializer.Serialize(texts, JsonSerializerOptions.Default),
            json => JsonSerializer.Deserialize<Dictionary<string, string>>(json, JsonSerializerOptions.Default)!,
            new ValueComparer<Dictionary<string, string>>(
                (a, b) => a!.Count == b!.Count && !a.Except(b).Any(),
                texts => texts.Aggregate(0, (hash, pair) => hash ^ pair.GetHashCode()),
                texts => new Dictionary<string, string>(texts)));
}

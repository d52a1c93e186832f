using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Quotations;
using RussiaTalibanArchive.Web.Text.Dates;

namespace RussiaTalibanArchive.Web.Features.Tags;

/// <summary>A concept of the vocabulary (SKOS), labelled in several languages. Its reference is its slug.</summary>
public sealed class Tag : Item
{
    /// <summary>What it stands for: <c>person</c>, <c>organisation</c>, <c>place</c>, <c>event</c>, <c>topic</c>…</summary>
    public string? Type { get; set; }

    /// <summary>When the event was, or what else has a date of its own.</summary>
    public ArchiveDate? Date { get; set; }

    public List<TagLabel> Labels { get; } = [];

    /// <summary>Other names, in any language, by which it is found.</summary>
    public List<string> Aliases { get; set; } = [];

    public Guid? BroaderId { get; set; }
    public Tag? Broader { get; set; }
    public List<Tag> Narrower { get; } = [];

    /// <summary>When to use it.</summary>
    public string? ScopeNote { get; set; }

    /// <summary>Addresses of the same concept elsewhere.</summary>
    public List<string> SameAs { get; set; } = [];

    /// <summary>Slugs that it had before; their addresses still lead to it.</summary>
    public List<string> FormerSlugs { get; set; } = [];

    /// <summary>The tag to use instead of this one, which is withdrawn; its address leads there.</summary>
    public Guid? ReplacedById { get; set; }
    public Tag? ReplacedBy { get; set; }

    public List<Tagging> Taggings { get; } = [];

    /// <summary>The tag itself and all below it.</summary>
    public List<TagPath> Below { get; } = [];

    /// <summary>The tag itself and all above it.</summary>
    public List<TagPath> Above { get; } = [];
}

/// <summary>The preferred name of a tag in one language.</summary>
public sealed class TagLabel
{
    public Guid TagId { get; init; }
    public Tag Tag { get; init; } = null!; // EF fills it

    /// <summary>BCP 47.</summary>
    public required string Language { get; init; }

    public required string Text { get; set; }
}

/// <summary>That one tag stands at or above another: the closure of <see cref="Tag.Broader"/>.</summary>
public sealed class TagPath
{
    public Guid AncestorId { get; init; }
    public Tag Ancestor { get; init; } = null!; // EF fills it
    public Guid DescendantId { get; init; }
    public Tag Descendant { get; init; } = null!; // EF fills it

    /// <summary>Steps between the two; 0 for the tag itself.</summary>
    public int Depth { get; init; }
}

/// <summary>That a quotation, a document or an article carries a tag.</summary>
public sealed class Tagging
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid TagId { get; init; }
    public Tag Tag { get; init; } = null!; // EF fills it
    public Guid? QuotationId { get; init; }
    public Quotation? Quotation { get; init; }
    public Guid? DocumentId { get; init; }
    public Document? Document { get; init; }
    public Guid? ArticleId { get; init; }
    public Article? Article { get; init; }

    /// <summary>The name of whoever put the tag on first.</summary>
    public required string AddedBy { get; init; }

    public required DateTimeOffset AddedAt { get; init; }
}

internal sealed class TagTable : IEntityTypeConfiguration<Tag>
{
    public void Configure(EntityTypeBuilder<Tag> tag)
    {
        tag.IsItem();
        tag.ComplexProperty(t => t.Date).IsArchiveDate();
        tag.HasOne(t => t.Broader).WithMany(t => t.Narrower).HasForeignKey(t => t.BroaderId);
        tag.HasOne(t => t.ReplacedBy).WithMany().HasForeignKey(t => t.ReplacedById);
        tag.HasMany(t => t.Labels).WithOne(l => l.Tag).HasForeignKey(l => l.TagId);
    }
}

internal sealed class TagLabelTable : IEntityTypeConfiguration<TagLabel>
{
    public void Configure(EntityTypeBuilder<TagLabel> label) => label.HasKey(l => new { l.TagId, l.Language });
}

internal sealed class TagPathTable : IEntityTypeConfiguration<TagPath>
{
    public void Configure(EntityTypeBuilder<TagPath> path)
    {
        path.HasKey(p => new { p.AncestorId, p.DescendantId });
        path.HasOne(p => p.Ancestor).WithMany(t => t.Below).HasForeignKey(p => p.AncestorId);
        path.HasOne(p => p.Descendant).WithMany(t => t.Above).HasForeignKey(p => p.DescendantId);
    }
}

internal sealed class TaggingTable : IEntityTypeConfiguration<Tagging>
{
    public void Configure(EntityTypeBuilder<Tagging> tagging)
    {
        tagging.HasOne(t => t.Tag).WithMany(t => t.Taggings).HasForeignKey(t => t.TagId);
        tagging.HasOne(t => t.Quotation).WithMany(q => q.Taggings).HasForeignKey(t => t.QuotationId);
        tagging.HasOne(t => t.Document).WithMany(d => d.Taggings).HasForeignKey(t => t.DocumentId);
        tagging.HasOne(t => t.Article).WithMany(a => a.Taggings).HasForeignKey(t => t.ArticleId);
        tagging.HasIndex(t => new { t.QuotationId, t.TagId }).IsUnique();
        tagging.HasIndex(t => new { t.DocumentId, t.TagId }).IsUnique();
        tagging.HasIndex(t => new { t.ArticleId, t.TagId }).IsUnique();
        tagging.ToTable(t => t.HasCheckConstraint("ck_taggings_one_item", "num_nonnulls(quotation_id, document_id, article_id) = 1"));
    }
}

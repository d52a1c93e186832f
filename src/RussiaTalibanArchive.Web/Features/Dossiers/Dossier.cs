using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Quotations;

namespace RussiaTalibanArchive.Web.Features.Dossiers;

/// <summary>An ordered selection of items, with a comment on each.</summary>
public sealed class Dossier : PublishableItem
{
    public required string Title { get; set; }

    /// <summary>BCP 47 language of title, introduction and comments.</summary>
    public required string Language { get; set; }

    /// <summary>Markdown.</summary>
    public string? Introduction { get; set; }

    public List<DossierEntry> Entries { get; } = [];
}

public sealed class DossierEntry
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid DossierId { get; init; }
    public Dossier Dossier { get; init; } = null!; // EF fills it

    /// <summary>From 1.</summary>
    public required int Position { get; set; }

    /// <summary>Markdown.</summary>
    public string? Comment { get; set; }

    public Guid? DocumentId { get; init; }
    public Document? Document { get; init; }
    public Guid? ArticleId { get; init; }
    public Article? Article { get; init; }
    public Guid? QuotationId { get; init; }
    public Quotation? Quotation { get; init; }
}

internal sealed class DossierTable : IEntityTypeConfiguration<Dossier>
{
    public void Configure(EntityTypeBuilder<Dossier> dossier)
    {
        dossier.IsItem();
        dossier.HasMany(d => d.Entries).WithOne(e => e.Dossier).HasForeignKey(e => e.DossierId);
    }
}

internal sealed class DossierEntryTable : IEntityTypeConfiguration<DossierEntry>
{
    public void Configure(EntityTypeBuilder<DossierEntry> entry)
    {
        entry.HasOne(e => e.Document).WithMany().HasForeignKey(e => e.DocumentId);
        entry.HasOne(e => e.Article).WithMany().HasForeignKey(e => e.ArticleId);
        entry.HasOne(e => e.Quotation).WithMany().HasForeignKey(e => e.QuotationId);
        entry.ToTable(t => t.HasCheckConstraint("ck_dossier_entries_one_item", "num_nonnulls(document_id, article_id, quotation_id) = 1"));
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Dossiers;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Notes;
using RussiaTalibanArchive.Web.Features.Quotations;

namespace RussiaTalibanArchive.Web.Features.Work;

/// <summary>What colleagues say among themselves on one item. Whoever may not see the item does not see it either, and no reader ever does.</summary>
public abstract class OnItem
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid? DocumentId { get; init; }
    public Document? Document { get; init; }
    public Guid? ArticleId { get; init; }
    public Article? Article { get; init; }
    public Guid? QuotationId { get; init; }
    public Quotation? Quotation { get; init; }
    public Guid? DossierId { get; init; }
    public Dossier? Dossier { get; init; }
    public Guid? NoteId { get; init; }
    public Note? Note { get; init; }

    /// <summary>The kinds of item that colleagues speak about.</summary>
    public static IReadOnlyList<ItemKind> Kinds { get; } = [ItemKind.Document, ItemKind.Article, ItemKind.Quotation, ItemKind.Dossier, ItemKind.Note];
}

internal static class OnItemTable
{
    public static void IsOnItem<T>(this EntityTypeBuilder<T> table, string constraint) where T : OnItem
    {
        table.HasOne(o => o.Document).WithMany().HasForeignKey(o => o.DocumentId);
        table.HasOne(o => o.Article).WithMany().HasForeignKey(o => o.ArticleId);
        table.HasOne(o => o.Quotation).WithMany().HasForeignKey(o => o.QuotationId);
        table.HasOne(o => o.Dossier).WithMany().HasForeignKey(o => o.DossierId);
        table.HasOne(o => o.Note).WithMany().HasForeignKey(o => o.NoteId);
        table.ToTable(t => t.HasCheckConstraint(constraint, "num_nonnulls(document_id, article_id, quotation_id, dossier_id, note_id) = 1"));
    }

    /// <summary>Those on one item.</summary>
    public static IQueryable<T> On<T>(this IQueryable<T> all, WorkItem item) where T : OnItem => item.Kind switch
    {
        ItemKind.Document => all.Where(o => o.DocumentId == item.Id),
        ItemKind.Article => all.Where(o => o.ArticleId == item.Id),
        ItemKind.Quotation => all.Where(o => o.QuotationId == item.Id),
        ItemKind.Dossier => all.Where(o => o.DossierId == item.Id),
        _ => all.Where(o => o.NoteId == item.Id),
    };
}

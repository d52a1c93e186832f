using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Dossiers;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Quotations;
using RussiaTalibanArchive.Web.Features.Tags;

namespace RussiaTalibanArchive.Web.Features.Notes;

/// <summary>What an analyst writes on items of the archive, in Markdown. Its reference is its number; its author always sees it.</summary>
public sealed class Note : PublishableItem
{
    public string? Title { get; set; }

    /// <summary>Markdown; <c>[[RTA-D0001]]</c>, <c>[[tag:taliban]]</c> and <c>[[note:12]]</c> link, <c>![[RTA-Q0001]]</c> shows a quotation.</summary>
    public required string Body { get; set; }

    /// <summary>BCP 47 language of the note, where it is known.</summary>
    public string? Language { get; set; }

    /// <summary>The account that wrote it; <see langword="null"/> for an imported one.</summary>
    public Guid? AuthorId { get; set; }

    /// <summary>The name under which the author signs.</summary>
    public required string Author { get; set; }

    /// <summary>The day on which it was written.</summary>
    public DateOnly WrittenOn { get; set; }

    public List<NoteLink> Links { get; } = [];
}

/// <summary>That a note is about an item, or names it in its text.</summary>
public sealed class NoteLink
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid NoteId { get; init; }
    public Note Note { get; init; } = null!; // EF fills it

    /// <summary>Whether the note is about the item as a whole; else the text names it.</summary>
    public required bool IsAbout { get; init; }

    public Guid? DocumentId { get; init; }
    public Document? Document { get; init; }
    public Guid? ArticleId { get; init; }
    public Article? Article { get; init; }
    public Guid? QuotationId { get; init; }
    public Quotation? Quotation { get; init; }
    public Guid? DossierId { get; init; }
    public Dossier? Dossier { get; init; }
    public Guid? TagId { get; init; }
    public Tag? Tag { get; init; }

    /// <summary>Another note.</summary>
    public Guid? OtherNoteId { get; init; }
    public Note? OtherNote { get; init; }
}

internal sealed class NoteTable : IEntityTypeConfiguration<Note>
{
    public void Configure(EntityTypeBuilder<Note> note)
    {
        note.IsItem();
        note.HasMany(n => n.Links).WithOne(l => l.Note).HasForeignKey(l => l.NoteId);
    }
}

internal sealed class NoteLinkTable : IEntityTypeConfiguration<NoteLink>
{
    public void Configure(EntityTypeBuilder<NoteLink> link)
    {
        link.HasOne(l => l.Document).WithMany().HasForeignKey(l => l.DocumentId);
        link.HasOne(l => l.Article).WithMany().HasForeignKey(l => l.ArticleId);
        link.HasOne(l => l.Quotation).WithMany().HasForeignKey(l => l.QuotationId);
        link.HasOne(l => l.Dossier).WithMany().HasForeignKey(l => l.DossierId);
        link.HasOne(l => l.Tag).WithMany().HasForeignKey(l => l.TagId);
        link.HasOne(l => l.OtherNote).WithMany().HasForeignKey(l => l.OtherNoteId);
        link.ToTable(t => t.HasCheckConstraint("ck_note_links_one_item",
            "num_nonnulls(document_id, article_id, quotation_id, dossier_id, tag_id, other_note_id) = 1"));
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RussiaTalibanArchive.Web.Features.Accounts;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Notes;

/// <summary>
/// What an author has typed and not saved yet, apart from the note and its revisions. Nobody but its author sees it. Each form
/// keeps a draft of its own, so that two windows never write over each other.
/// </summary>
public sealed class NoteDraft
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid AuthorId { get; init; }
    public ArchiveUser Author { get; init; } = null!; // EF fills it

    /// <summary>The note that it changes; <see langword="null"/> for a new one.</summary>
    public Guid? NoteId { get; init; }
    public Note? Note { get; init; }

    /// <summary>The version of the note that the author had read; 0 for a new one.</summary>
    public required int BaseVersion { get; set; }

    public string? Title { get; set; }

    /// <summary>Markdown.</summary>
    public string? Body { get; set; }

    /// <summary>As typed.</summary>
    public string? About { get; set; }

    public string? Language { get; set; }
    public ItemStatus Status { get; set; }

    /// <summary>Counts the times it was kept, from 1: a window that knows an older number does not write over a newer text.</summary>
    public int Stamp { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}

internal sealed class NoteDraftTable : IEntityTypeConfiguration<NoteDraft>
{
    public void Configure(EntityTypeBuilder<NoteDraft> draft)
    {
        draft.HasOne(d => d.Author).WithMany().HasForeignKey(d => d.AuthorId);
        draft.HasOne(d => d.Note).WithMany().HasForeignKey(d => d.NoteId);
        draft.Property(d => d.Status).HasConversion<string>();
        draft.Property(d => d.Stamp).IsConcurrencyToken();
    }
}

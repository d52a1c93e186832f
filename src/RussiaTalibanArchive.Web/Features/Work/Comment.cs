using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RussiaTalibanArchive.Web.Features.Accounts;

namespace RussiaTalibanArchive.Web.Features.Work;

/// <summary>What one colleague tells the others about an item.</summary>
public sealed class Comment : OnItem
{
    public required Guid AuthorId { get; init; }
    public ArchiveUser AuthorAccount { get; init; } = null!; // EF fills it

    /// <summary>The name under which the author signs.</summary>
    public required string Author { get; init; }

    /// <summary>Plain text; <c>@name</c> calls a colleague. Empty once it is removed.</summary>
    public required string Text { get; set; }

    public required DateTimeOffset WrittenAt { get; init; }
    public DateTimeOffset? EditedAt { get; set; }
    public DateTimeOffset? RemovedAt { get; set; }
    public DateTimeOffset? ResolvedAt { get; set; }

    /// <summary>The name of whoever settled it.</summary>
    public string? ResolvedBy { get; set; }

    public List<CommentMention> Mentions { get; } = [];
}

/// <summary>That a comment calls a colleague.</summary>
public sealed class CommentMention
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid CommentId { get; init; }
    public Comment Comment { get; init; } = null!; // EF fills it
    public required Guid UserId { get; init; }
    public ArchiveUser User { get; init; } = null!; // EF fills it

    /// <summary>When the colleague has done with it.</summary>
    public DateTimeOffset? DoneAt { get; set; }
}

internal sealed class CommentTable : IEntityTypeConfiguration<Comment>
{
    public void Configure(EntityTypeBuilder<Comment> comment)
    {
        comment.IsOnItem("ck_comments_one_item");
        comment.HasOne(c => c.AuthorAccount).WithMany().HasForeignKey(c => c.AuthorId);
        comment.HasMany(c => c.Mentions).WithOne(m => m.Comment).HasForeignKey(m => m.CommentId);
    }
}

internal sealed class CommentMentionTable : IEntityTypeConfiguration<CommentMention>
{
    public void Configure(EntityTypeBuilder<CommentMention> mention)
    {
        mention.HasOne(m => m.User).WithMany().HasForeignKey(m => m.UserId);
        mention.HasIndex(m => new { m.CommentId, m.UserId }).IsUnique();
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RussiaTalibanArchive.Web.Features.Accounts;

namespace RussiaTalibanArchive.Web.Features.Work;

/// <summary>That an editor asks a colleague to see to an item.</summary>
public sealed class Assignment : OnItem
{
    public required Guid UserId { get; init; }
    public ArchiveUser User { get; init; } = null!; // EF fills it

    /// <summary>What is to be done.</summary>
    public string? Line { get; init; }

    /// <summary>The account that asks; <see langword="null"/> for the archive itself.</summary>
    public Guid? ById { get; init; }

    /// <summary>The name of whoever asks.</summary>
    public required string By { get; init; }

    public required DateTimeOffset At { get; init; }
    public DateTimeOffset? DoneAt { get; set; }
}

internal sealed class AssignmentTable : IEntityTypeConfiguration<Assignment>
{
    public void Configure(EntityTypeBuilder<Assignment> assignment)
    {
        assignment.IsOnItem("ck_assignments_one_item");
        assignment.HasOne(a => a.User).WithMany().HasForeignKey(a => a.UserId);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Tracing;

/// <summary>What passages are found by in one version of one text; see <see cref="DocumentText.HasPrints"/>.</summary>
public sealed class TextPrints
{
    public Guid TextId { get; init; }
    public DocumentText Text { get; init; } = null!; // EF fills it

    /// <summary>See <see cref="PassageTracer.Prints"/>.</summary>
    public required int[] Prints { get; init; }
}

/// <summary>That a text holds a passage which an article prints.</summary>
public sealed class PassageMatch
{
    public Guid PassageId { get; init; }
    public Guid TextId { get; init; }
    public DocumentText Text { get; init; } = null!; // EF fills it
    public required TraceGrade Grade { get; init; }

    /// <summary>Starts and ends in turn, one pair for each fragment of the passage, in UTF-16 code units of the text.</summary>
    public required int[] Places { get; init; }

    /// <summary>What differs in spelling, where the grade is <see cref="TraceGrade.Folded"/>.</summary>
    public required List<FoldKind> Folded { get; init; }

    public required DateTimeOffset FoundAt { get; init; }

    /// <summary>Whether it was found after the article had been searched for before: an editor is to be told.</summary>
    public bool IsNew { get; set; }
}

internal sealed class TextPrintsTable : IEntityTypeConfiguration<TextPrints>
{
    public void Configure(EntityTypeBuilder<TextPrints> prints)
    {
        prints.ToTable("text_prints");
        prints.HasKey(p => p.TextId);
        prints.HasOne(p => p.Text).WithOne().HasForeignKey<TextPrints>(p => p.TextId);
        prints.HasIndex(p => p.Prints).HasMethod("gin");
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RussiaTalibanArchive.Web.Features.Quotations;
using RussiaTalibanArchive.Web.Features.Tags;
using RussiaTalibanArchive.Web.Features.Tracing;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Articles;

/// <summary>Something that a rule found in an article and that an editor is to judge. Editors only; nothing proposed is published by itself.</summary>
public abstract class Proposal
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid ArticleId { get; init; }
    public Article Article { get; init; } = null!; // EF fills it

    /// <summary>Where it begins in the article's body, in UTF-16 code units.</summary>
    public required int Start { get; set; }

    /// <summary>Where it ends, exclusive, in UTF-16 code units.</summary>
    public required int End { get; set; }

    /// <summary>The words of the article between <see cref="Start"/> and <see cref="End"/>.</summary>
    public required string Exact { get; set; }

    /// <summary>The rule that found it, such as <c>VerbOfSpeech</c>.</summary>
    public required string Reason { get; init; }

    public ProposalState State { get; set; }
    public string? DecidedBy { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
}

public enum ProposalState
{
    Proposed,
    Accepted,
    Rejected,
}

/// <summary>A passage between quotation marks.</summary>
public sealed class PassageProposal : Proposal
{
    public required PassageKind Kind { get; set; }

    /// <summary>The words of attribution before or after it, such as <c>جاء في نص الوثيقة</c>.</summary>
    public string? Cue { get; init; }

    /// <summary>Whether the attribution names a document.</summary>
    public required bool IsAttributedToDocument { get; init; }

    /// <summary>The date of the document it is attributed to, in EDTF, where the paragraph names one.</summary>
    public string? DocumentDate { get; init; }

    /// <summary>That date as printed.</summary>
    public string? DocumentDatePrinted { get; init; }

    /// <summary>How many passages enclose it.</summary>
    public required int Depth { get; init; }

    /// <summary>When the whole archive was searched for its words; <see langword="null"/> while that is to be done.</summary>
    public DateTimeOffset? TracedAt { get; set; }

    /// <summary>The texts that hold its words.</summary>
    public List<PassageMatch> Matches { get; } = [];

    /// <summary>The quotation that it became.</summary>
    public Guid? QuotationId { get; set; }
    public Quotation? Quotation { get; set; }
}

/// <summary>A date named in the article.</summary>
public sealed class DateProposal : Proposal
{
    /// <summary>The normalised value, in EDTF.</summary>
    public required string Edtf { get; set; }
}

/// <summary>A tag whose label or alias stands in the article.</summary>
public sealed class TagProposal : Proposal
{
    public Guid TagId { get; init; }
    public Tag Tag { get; init; } = null!; // EF fills it
}

internal sealed class PassageProposalTable : IEntityTypeConfiguration<PassageProposal>
{
    public void Configure(EntityTypeBuilder<PassageProposal> passage)
    {
        passage.IsProposal(a => a.Passages);
        passage.Property(p => p.Kind).HasConversion<string>();
        passage.HasIndex(p => p.Id, "ix_passages_not_traced").HasFilter("traced_at IS NULL");
        passage.OwnsMany(p => p.Matches, match =>
        {
            match.ToTable("passage_matches");
            match.WithOwner().HasForeignKey(m => m.PassageId);
            match.HasKey(m => new { m.PassageId, m.TextId });
            match.HasOne(m => m.Text).WithMany().HasForeignKey(m => m.TextId);
            match.Property(m => m.Grade).HasConversion<string>();
            match.PrimitiveCollection(m => m.Folded).ElementType(kind => kind.HasConversion<string>());
        });
        passage.HasOne(p => p.Quotation).WithMany().HasForeignKey(p => p.QuotationId);
    }
}

internal sealed class DateProposalTable : IEntityTypeConfiguration<DateProposal>
{
    public void Configure(EntityTypeBuilder<DateProposal> date) => date.IsProposal(a => a.Dates);
}

internal sealed class TagProposalTable : IEntityTypeConfiguration<TagProposal>
{
    public void Configure(EntityTypeBuilder<TagProposal> tag)
    {
        tag.IsProposal(a => a.TagProposals);
        tag.HasOne(p => p.Tag).WithMany().HasForeignKey(p => p.TagId);
        tag.HasIndex(p => new { p.ArticleId, p.TagId }).IsUnique();
    }
}

internal static class ProposalTables
{
    public static void IsProposal<T>(this EntityTypeBuilder<T> proposal, System.Linq.Expressions.Expression<Func<Article, IEnumerable<T>?>> ofArticle)
        where T : Proposal
    {
        proposal.Property(p => p.State).HasConversion<string>();
        proposal.HasOne(p => p.Article).WithMany(ofArticle).HasForeignKey(p => p.ArticleId);
        proposal.HasIndex(p => new { p.ArticleId, p.Start });
    }
}

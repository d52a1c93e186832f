using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Import.Addresses;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Quotations;
using RussiaTalibanArchive.Web.Features.Tags;
using RussiaTalibanArchive.Web.Text.Dates;

namespace RussiaTalibanArchive.Web.Features.Articles;

/// <summary>What the press wrote on leaked papers, and which of their words it quoted.</summary>
public sealed class Article : PublishableItem
{
    public required string Title { get; set; }
    public List<string> Authors { get; set; } = [];
    public string? Publisher { get; set; }
    public ArchiveDate? Published { get; set; }

    /// <summary>BCP 47 language of <see cref="Body"/>.</summary>
    public required string Language { get; set; }

    public string? Url { get; set; }

    /// <summary>Markdown. Positions of passages, dates and appearances count its UTF-16 code units.</summary>
    public required string Body { get; set; }

    public List<ArticleCitation> Cites { get; } = [];
    public List<Appearance> Appearances { get; } = [];
    public List<Quotation> Quotations { get; } = [];
    public List<Tagging> Taggings { get; } = [];
    public List<PassageProposal> Passages { get; } = [];
    public List<DateProposal> Dates { get; } = [];
    public List<TagProposal> TagProposals { get; } = [];
    public List<ArticleSnapshot> Snapshots { get; } = [];
}

/// <summary>That an article speaks of a document.</summary>
public sealed class ArticleCitation
{
    public Guid ArticleId { get; init; }
    public Article Article { get; init; } = null!; // EF fills it
    public Guid DocumentId { get; init; }
    public Document Document { get; init; } = null!; // EF fills it
}

internal sealed class ArticleTable : IEntityTypeConfiguration<Article>
{
    public void Configure(EntityTypeBuilder<Article> article)
    {
        article.IsItem();
        article.ComplexProperty(a => a.Published).IsArchiveDate();
    }
}

internal sealed class ArticleCitationTable : IEntityTypeConfiguration<ArticleCitation>
{
    public void Configure(EntityTypeBuilder<ArticleCitation> citation)
    {
        citation.HasKey(c => new { c.ArticleId, c.DocumentId });
        citation.HasOne(c => c.Article).WithMany(a => a.Cites).HasForeignKey(c => c.ArticleId);
        citation.HasOne(c => c.Document).WithMany(d => d.CitedBy).HasForeignKey(c => c.DocumentId);
    }
}

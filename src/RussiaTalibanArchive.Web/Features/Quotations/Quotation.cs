using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Tags;

namespace RussiaTalibanArchive.Web.Features.Quotations;

/// <summary>
/// A passage copied word for word from one version of a text of a document, or from an article. Readers see it when it has
/// been checked and they may see where it stands.
/// </summary>
public sealed class Quotation : Item
{
    /// <summary>
    /// The words themselves, exactly as they stand in the source; where there are <see cref="Pieces"/>, those put together with
    /// <see cref="QuotationPiece.Omission"/> between them.
    /// </summary>
    public required string Exact { get; set; }

    /// <summary>In the order of the text. None for a passage that stands in one piece.</summary>
    public List<QuotationPiece> Pieces { get; } = [];

    /// <summary>BCP 47 language of <see cref="Exact"/>.</summary>
    public required string Language { get; set; }

    public QuotationStatus Status { get; set; } = QuotationStatus.Draft;

    /// <summary>The document quoted; <see langword="null"/> when an article's own words are.</summary>
    public Guid? DocumentId { get; set; }
    public Document? Document { get; set; }

    /// <summary>The version of the document's text in which the position counts; <see langword="null"/> while the document has no text.</summary>
    public Guid? TextId { get; set; }
    public DocumentText? Text { get; set; }

    /// <summary>The article quoted.</summary>
    public Guid? ArticleId { get; set; }
    public Article? Article { get; set; }

    /// <summary>Where the passage begins in the text, in UTF-16 code units; <see langword="null"/> when it has not been found there.</summary>
    public int? Start { get; set; }

    /// <summary>Where it ends, exclusive, in UTF-16 code units.</summary>
    public int? End { get; set; }

    /// <summary>Up to 32 UTF-16 code units before the passage. Source: W3C Web Annotation Data Model, 4.2.4.</summary>
    public string? Prefix { get; set; }

    /// <summary>Up to 32 UTF-16 code units after it.</summary>
    public string? Suffix { get; set; }

    /// <summary>From 1.</summary>
    public int? Page { get; set; }

    /// <summary>From 1, through the whole text.</summary>
    public int? Paragraph { get; set; }

    public AnchorState Anchor { get; set; }

    public string? Speaker { get; set; }

    /// <summary>In which office or capacity the speaker spoke.</summary>
    public string? SpeakerRole { get; set; }

    /// <summary>What an editor adds for readers, in Markdown.</summary>
    public string? Note { get; set; }

    public List<QuotationTranslation> Translations { get; } = [];
    public List<Appearance> Appearances { get; } = [];
    public List<Tagging> Taggings { get; } = [];
}

/// <summary>How far the archive stands behind a quotation. Readers see checked and disputed ones.</summary>
public enum QuotationStatus
{
    Proposed,
    Draft,
    Checked,
    Disputed,
    Withdrawn,
}

/// <summary>How the passage was found in its text.</summary>
public enum AnchorState
{
    /// <summary>There is no text to find it in.</summary>
    None,

    /// <summary>Word for word.</summary>
    Exact,

    /// <summary>The same after folding of spelling variants.</summary>
    Folded,

    /// <summary>The text has words that resemble it: an editor is to say whether they are the same passage.</summary>
    Approximate,

    /// <summary>The text does not hold it.</summary>
    Lost,
}

/// <summary>A part of a quotation that leaves something out, or runs over a page's end.</summary>
public sealed class QuotationPiece
{
    /// <summary>What stands between two pieces that are not next to each other.</summary>
    public const string Omission = " […] ";

    public Guid QuotationId { get; init; }

    /// <summary>From 1.</summary>
    public required int Position { get; init; }

    public required string Exact { get; set; }

    /// <summary>Where it begins in the text, in UTF-16 code units.</summary>
    public required int Start { get; set; }

    /// <summary>Where it ends, exclusive.</summary>
    public required int End { get; set; }
}

public sealed class QuotationTranslation
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid QuotationId { get; init; }
    public Quotation Quotation { get; init; } = null!; // EF fills it

    /// <summary>BCP 47 language of <see cref="Text"/>.</summary>
    public required string Language { get; set; }

    public required string Text { get; set; }
    public string? Translator { get; set; }
}

/// <summary>That an article prints a quotation, in its own wording.</summary>
public sealed class Appearance
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid QuotationId { get; init; }
    public Quotation Quotation { get; init; } = null!; // EF fills it
    public Guid ArticleId { get; init; }
    public Article Article { get; init; } = null!; // EF fills it

    /// <summary>The article's wording.</summary>
    public required string Exact { get; init; }

    /// <summary>How truly the article prints the words; <see langword="null"/> until that is judged.</summary>
    public Faithfulness? Faithfulness { get; set; }

    /// <summary>Where it begins in the article's body, in UTF-16 code units; <see langword="null"/> when it has not been found there.</summary>
    public int? Start { get; set; }

    /// <summary>Where it ends, exclusive, in UTF-16 code units.</summary>
    public int? End { get; set; }
}

/// <summary>How truly an article prints a quotation.</summary>
public enum Faithfulness
{
    WordForWord,

    /// <summary>The same words in another spelling.</summary>
    Folded,

    /// <summary>Other words, in the language of the source.</summary>
    Differs,

    /// <summary>In another language than the source's.</summary>
    Translated,
}

internal sealed class QuotationTable : IEntityTypeConfiguration<Quotation>
{
    public void Configure(EntityTypeBuilder<Quotation> quotation)
    {
        quotation.IsItem();
        quotation.Property(q => q.Status).HasConversion<string>();
        quotation.Property(q => q.Anchor).HasConversion<string>();
        quotation.HasOne(q => q.Document).WithMany(d => d.Quotations).HasForeignKey(q => q.DocumentId);
        quotation.HasOne(q => q.Text).WithMany().HasForeignKey(q => q.TextId);
        quotation.HasOne(q => q.Article).WithMany(a => a.Quotations).HasForeignKey(q => q.ArticleId);
        quotation.OwnsMany(q => q.Pieces, piece =>
        {
            piece.ToTable("quotation_pieces");
            piece.WithOwner().HasForeignKey(p => p.QuotationId);
            piece.HasKey(p => new { p.QuotationId, p.Position });
            piece.Property(p => p.Position).ValueGeneratedNever();
        });
        quotation.HasMany(q => q.Translations).WithOne(t => t.Quotation).HasForeignKey(t => t.QuotationId);
        quotation.HasMany(q => q.Appearances).WithOne(a => a.Quotation).HasForeignKey(a => a.QuotationId);
        quotation.ToTable(t => t.HasCheckConstraint("ck_quotations_one_source", "num_nonnulls(document_id, article_id) = 1"));
    }
}

internal sealed class AppearanceTable : IEntityTypeConfiguration<Appearance>
{
    public void Configure(EntityTypeBuilder<Appearance> appearance)
    {
        appearance.HasOne(a => a.Article).WithMany(a => a.Appearances).HasForeignKey(a => a.ArticleId);
        appearance.Property(a => a.Faithfulness).HasConversion<string>();
        appearance.HasIndex(a => new { a.QuotationId, a.ArticleId, a.Exact }).IsUnique();
        appearance.HasIndex(a => a.Id, "ix_appearances_not_judged").HasFilter("faithfulness IS NULL");
    }
}

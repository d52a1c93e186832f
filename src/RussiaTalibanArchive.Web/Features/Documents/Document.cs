using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Files;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Quotations;
using RussiaTalibanArchive.Web.Features.Redactions;
using RussiaTalibanArchive.Web.Features.Tags;
using RussiaTalibanArchive.Web.Text.Dates;

namespace RussiaTalibanArchive.Web.Features.Documents;

/// <summary>A leaked paper: its description, its texts, where it came from and how far it is to be believed.</summary>
public sealed class Document : PublishableItem
{
    public required string Title { get; set; }

    /// <summary>BCP 47 language of the paper and of <see cref="Title"/>, such as <c>ps</c> or <c>fa-AF</c>.</summary>
    public required string Language { get; set; }

    /// <summary>The title in other languages, by BCP 47 tag.</summary>
    public Dictionary<string, string> TitleTranslations { get; set; } = [];

    public ArchiveDate? Date { get; set; }

    /// <summary>What kind of paper it is: <c>memorandum</c>, <c>letter</c>, <c>cable</c>…</summary>
    public string? DocumentType { get; set; }

    /// <summary>The office that issued it, as the paper names it.</summary>
    public string? Issuer { get; set; }

    public string? Addressee { get; set; }

    /// <summary>The classification as printed on the paper; it says nothing of who may read it here.</summary>
    public string? Classification { get; set; }

    /// <summary>What the paper is about, in Markdown, in our words.</summary>
    public string? Abstract { get; set; }

    public string? Rights { get; set; }

    /// <summary>Where it was published before, if it was.</summary>
    public string? SourceUrl { get; set; }

    public string? SourcePublisher { get; set; }

    /// <summary>When it reached us, in EDTF. It could place the source: editors only.</summary>
    public string? SourceReceived { get; set; }

    /// <summary>What editors must know of how it came. Editors only.</summary>
    public string? SourceNote { get; set; }

    /// <summary>The Admiralty grade: how reliable the source is (A–F) and how credible the content (1–6), such as <c>B2</c>.</summary>
    public string? Grade { get; set; }

    /// <summary>The document that this one came attached to.</summary>
    public Guid? AttachedToId { get; set; }
    public Document? AttachedTo { get; set; }

    public List<Document> Attachments { get; } = [];
    public DocumentMail? Mail { get; set; }
    public List<DocumentText> Texts { get; } = [];
    public List<DocumentPage> Pages { get; } = [];
    public List<DocumentFinding> Findings { get; } = [];
    public List<DocumentFile> Files { get; } = [];
    public List<ProvenanceFact> Provenance { get; } = [];
    public List<Assessment> Assessments { get; } = [];
    public List<Tagging> Taggings { get; } = [];
    public List<Quotation> Quotations { get; } = [];
    public List<ArticleCitation> CitedBy { get; } = [];
    public List<Redaction> Redactions { get; } = [];
}

/// <summary>One version of one text of a document: never changed, only followed by a newer version.</summary>
public sealed class DocumentText
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid DocumentId { get; init; }
    public Document Document { get; init; } = null!; // EF fills it
    public required TextRole Role { get; init; }

    /// <summary>BCP 47 language of <see cref="Body"/>.</summary>
    public required string Language { get; init; }

    /// <summary>From 1, within document, role and language.</summary>
    public required int Version { get; init; }

    /// <summary>Plain text in normalised form: a line feed ends a paragraph, a form feed (U+000C) a page.</summary>
    public required string Body { get; init; }

    /// <summary>Who translated or transcribed it, under the name they chose.</summary>
    public string? Translator { get; init; }

    /// <summary>Whether it is the newest version and still part of the document.</summary>
    public bool IsCurrent { get; set; } = true;

    /// <summary>Whether it holds words that were redacted afterwards: editors only.</summary>
    public bool IsWithheld { get; set; }

    /// <summary>Whether passages that the press prints have been sought in it, and will be found in it from now on.</summary>
    public bool HasPrints { get; set; }

    /// <summary>The text as it came, where that differs.</summary>
    public RawText? Raw { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>What a text is to its paper.</summary>
public enum TextRole
{
    Transcription,
    Ocr,
    Translation,
}

/// <summary>Where the paper was, or through which hand it passed. Facts are added, never changed.</summary>
public sealed class ProvenanceFact
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid DocumentId { get; init; }
    public Document Document { get; init; } = null!; // EF fills it

    /// <summary>From 1, in the order in which the facts were recorded.</summary>
    public required int Position { get; init; }

    /// <summary>When it happened, in EDTF; <see langword="null"/> when it is not known.</summary>
    public string? Date { get; init; }

    public required string Fact { get; init; }

    /// <summary>Whether every reader of the document may see it; else editors only.</summary>
    public required bool IsPublic { get; init; }

    public required string RecordedBy { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>One judgement on whether the paper is what it says it is. The newest one counts; none is ever changed.</summary>
public sealed class Assessment
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid DocumentId { get; init; }
    public Document Document { get; init; } = null!; // EF fills it

    /// <summary>From 1; the highest is the newest.</summary>
    public required int Position { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>The grounds, in Markdown.</summary>
    public string? Grounds { get; init; }

    public required string By { get; init; }
    public required DateOnly Date { get; init; }
}

public enum Verdict
{
    Unassessed,
    LikelyAuthentic,
    Authentic,
    Disputed,
    LikelyForged,
    Forged,
}

internal sealed class DocumentTable : IEntityTypeConfiguration<Document>
{
    public void Configure(EntityTypeBuilder<Document> document)
    {
        document.IsItem();
        document.Property(d => d.TitleTranslations).IsLanguageMap();
        document.ComplexProperty(d => d.Date).IsArchiveDate();
        document.HasOne(d => d.AttachedTo).WithMany(d => d.Attachments).HasForeignKey(d => d.AttachedToId);
        document.HasMany(d => d.Texts).WithOne(t => t.Document).HasForeignKey(t => t.DocumentId);
        document.HasMany(d => d.Provenance).WithOne(p => p.Document).HasForeignKey(p => p.DocumentId);
        document.HasMany(d => d.Assessments).WithOne(a => a.Document).HasForeignKey(a => a.DocumentId);
    }
}

internal sealed class DocumentTextTable : IEntityTypeConfiguration<DocumentText>
{
    public void Configure(EntityTypeBuilder<DocumentText> text)
    {
        text.Property(t => t.Role).HasConversion<string>();
        text.HasIndex(t => new { t.DocumentId, t.Role, t.Language, t.Version }).IsUnique();
        text.HasIndex(t => t.Id, "ix_texts_without_prints").HasFilter("NOT has_prints");
    }
}

internal sealed class ProvenanceFactTable : IEntityTypeConfiguration<ProvenanceFact>
{
    public void Configure(EntityTypeBuilder<ProvenanceFact> fact) => fact.HasIndex(f => new { f.DocumentId, f.Position }).IsUnique();
}

internal sealed class AssessmentTable : IEntityTypeConfiguration<Assessment>
{
    public void Configure(EntityTypeBuilder<Assessment> assessment)
    {
        assessment.Property(a => a.Verdict).HasConversion<string>();
        assessment.HasIndex(a => new { a.DocumentId, a.Position }).IsUnique();
    }
}

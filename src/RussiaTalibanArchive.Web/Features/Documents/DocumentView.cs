using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Tags;
using RussiaTalibanArchive.Web.Text.Dates;

namespace RussiaTalibanArchive.Web.Features.Documents;

/// <summary>A document as its page shows it.</summary>
public sealed record DocumentView
{
    public required Guid Id { get; init; }
    public required string Reference { get; init; }
    public required string Title { get; init; }
    public required string Language { get; init; }
    public required Dictionary<string, string> TitleTranslations { get; init; }
    public ArchiveDate? Date { get; init; }
    public string? DocumentType { get; init; }
    public string? Issuer { get; init; }
    public string? Addressee { get; init; }
    public string? Classification { get; init; }
    public string? Abstract { get; init; }
    public string? Rights { get; init; }
    public string? Grade { get; init; }
    public string? SourceUrl { get; init; }
    public string? SourcePublisher { get; init; }

    /// <summary>Editors only.</summary>
    public string? SourceReceived { get; init; }

    /// <summary>Editors only.</summary>
    public string? SourceNote { get; init; }

    public required ItemStatus Status { get; init; }
    public DateTimeOffset? EmbargoUntil { get; init; }

    /// <summary>Newest first.</summary>
    public required List<AssessmentView> Assessments { get; init; }

    public required List<ProvenanceView> Provenance { get; init; }
    public required List<TextView> Texts { get; init; }
    public required List<TagName> Tags { get; init; }
    public required List<FileView> Files { get; init; }

    /// <summary>Why parts of it were redacted.</summary>
    public required List<string> Redacted { get; init; }
}

public sealed record AssessmentView(Verdict Verdict, string? Grounds, string By, DateOnly Date);

public sealed record ProvenanceView(string? Date, string Fact, bool IsPublic);

public sealed record FileView(int Position, string Sha256, long LengthBytes);

/// <summary>A text without its words.</summary>
public sealed record TextView(Guid Id, TextRole Role, string Language, int Version, bool IsCurrent, string? Translator)
{
    public string Key => TextKey.Of(Role, Language, Version, IsCurrent);
}

/// <summary>An article that speaks of a document, and the document's quotations that it prints.</summary>
public sealed record QuotingArticle(string Reference, string Title, string Language, string? Publisher, IReadOnlyList<string> Quotations);

public static class DocumentViews
{
    /// <param name="documents">One document.</param>
    /// <param name="seesDrafts">Whether to take along what is for editors only.</param>
    public static IQueryable<DocumentView> ToViews(this IQueryable<Document> documents, bool seesDrafts) => documents.Select(d => new DocumentView
    {
        Id = d.Id,
        Reference = d.Reference,
        Title = d.Title,
        Language = d.Language,
        TitleTranslations = d.TitleTranslations,
        Date = d.Date,
        DocumentType = d.DocumentType,
        Issuer = d.Issuer,
        Addressee = d.Addressee,
        Classification = d.Classification,
        Abstract = d.Abstract,
        Rights = d.Rights,
        Grade = d.Grade,
        SourceUrl = d.SourceUrl,
        SourcePublisher = d.SourcePublisher,
        SourceReceived = seesDrafts ? d.SourceReceived : null,
        SourceNote = seesDrafts ? d.SourceNote : null,
        Status = d.Status,
        EmbargoUntil = d.EmbargoUntil,
        Assessments = d.Assessments.OrderByDescending(a => a.Position).Select(a => new AssessmentView(a.Verdict, a.Grounds, a.By, a.Date)).ToList(),
        Provenance = d.Provenance.OrderBy(p => p.Position).Select(p => new ProvenanceView(p.Date, p.Fact, p.IsPublic)).ToList(),
        Texts = d.Texts.OrderByDescending(t => t.IsCurrent).ThenBy(t => t.Role == TextRole.Transcription ? 0 : t.Role == TextRole.Ocr ? 1 : 2)
            .ThenBy(t => t.Language).ThenByDescending(t => t.Version)
            .Select(t => new TextView(t.Id, t.Role, t.Language, t.Version, t.IsCurrent, t.Translator)).ToList(),
        Tags = d.Taggings.OrderBy(t => t.AddedAt).Select(t => new TagName(t.Tag.Reference, t.Tag.Labels.Select(l => new LabelText(l.Language, l.Text)).ToList())).ToList(),
        Files = d.Files.OrderBy(f => f.Position).Select(f => new FileView(f.Position, f.Sha256, f.File.LengthBytes)).ToList(),
        Redacted = d.Redactions.Select(r => r.Reason).Distinct().OrderBy(r => r).ToList(),
    });

    /// <summary>The order in which texts are offered: those that are read now first, transcriptions before what is made from pictures, translations last.</summary>
    public static IOrderedQueryable<DocumentText> InReadingOrder(this IQueryable<DocumentText> texts) =>
        texts.OrderByDescending(t => t.IsCurrent).ThenBy(t => t.Role == TextRole.Transcription ? 0 : t.Role == TextRole.Ocr ? 1 : 2)
            .ThenBy(t => t.Language).ThenByDescending(t => t.Version);

    /// <summary>Texts without their words.</summary>
    public static IQueryable<TextView> ToViews(this IQueryable<DocumentText> texts) => texts.Select(t => new TextView(t.Id, t.Role, t.Language, t.Version, t.IsCurrent, t.Translator));
}

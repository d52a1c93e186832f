using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Tags;
using RussiaTalibanArchive.Web.Text.Dates;

namespace RussiaTalibanArchive.Web.Features.Quotations;

/// <summary>A quotation as its page shows it.</summary>
public sealed record QuotationView
{
    public required Guid Id { get; init; }
    public required string Reference { get; init; }
    public required int Version { get; init; }
    public required string Exact { get; init; }
    public required string Language { get; init; }
    public string? Prefix { get; init; }
    public string? Suffix { get; init; }
    public int? Page { get; init; }
    public int? Paragraph { get; init; }
    public required QuotationStatus Status { get; init; }
    public required AnchorState Anchor { get; init; }
    public string? Speaker { get; init; }
    public string? SpeakerRole { get; init; }
    public string? Note { get; init; }

    /// <summary>The document or article quoted.</summary>
    public required ItemKind SourceKind { get; init; }

    public required string SourceReference { get; init; }
    public required string SourceTitle { get; init; }
    public required string SourceLanguage { get; init; }
    public ArchiveDate? SourceDate { get; init; }
    public Verdict? Verdict { get; init; }

    /// <summary>The version of the text that the position counts in; <see langword="null"/> where the viewer may not see it or there is none.</summary>
    public TextView? Text { get; init; }

    public required List<TranslationText> Translations { get; init; }
    public required List<TaggingView> Taggings { get; init; }

    /// <summary>Where the words stand: the paragraph of the document's text, else the source as a whole.</summary>
    public string SourcePath => References.PathOf(SourceKind, SourceReference)
        + (Text is null ? "" : $"?text={Uri.EscapeDataString(Text.Key)}") + (Paragraph is null || Text is null ? "" : (Page > 1 ? $"&page={Page}" : "") + $"#p{Paragraph}");
}

/// <param name="Tag">The tag.</param>
/// <param name="AddedBy">Who put it on.</param>
/// <param name="AddedAt">When; pages show the day.</param>
public sealed record TaggingView(TagName Tag, string AddedBy, DateTimeOffset AddedAt);

public static class QuotationViews
{
    public static IQueryable<QuotationView> ToViews(this IQueryable<Quotation> quotations) => quotations.Select(q => new QuotationView
    {
        Id = q.Id,
        Reference = q.Reference,
        Version = q.Version,
        Exact = q.Exact,
        Language = q.Language,
        Prefix = q.Prefix,
        Suffix = q.Suffix,
        Page = q.Page,
        Paragraph = q.Paragraph,
        Status = q.Status,
        Anchor = q.Anchor,
        Speaker = q.Speaker,
        SpeakerRole = q.SpeakerRole,
        Note = q.Note,
        SourceKind = q.Document != null ? ItemKind.Document : ItemKind.Article,
        SourceReference = q.Document != null ? q.Document.Reference : q.Article!.Reference,
        SourceTitle = q.Document != null ? q.Document.Title : q.Article!.Title,
        SourceLanguage = q.Document != null ? q.Document.Language : q.Article!.Language,
        SourceDate = q.Document!.Date,
        Verdict = q.Document!.Assessments.OrderByDescending(a => a.Position).Select(a => (Verdict?)a.Verdict).FirstOrDefault(),
        Text = q.Text == null ? null : new TextView(q.Text.Id, q.Text.Role, q.Text.Language, q.Text.Version, q.Text.IsCurrent, q.Text.Translator),
        Translations = q.Translations.OrderBy(t => t.Language).Select(t => new TranslationText(t.Language, t.Text, t.Translator)).ToList(),
        Taggings = q.Taggings.OrderBy(t => t.AddedAt).Select(t => new TaggingView(
            new TagName(t.Tag.Reference, t.Tag.Labels.Select(l => new LabelText(l.Language, l.Text)).ToList()), t.AddedBy, t.AddedAt)).ToList(),
    });
}

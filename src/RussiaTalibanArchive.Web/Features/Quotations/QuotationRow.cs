using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Search;
using RussiaTalibanArchive.Web.Features.Tags;
using RussiaTalibanArchive.Web.Text;
using RussiaTalibanArchive.Web.Text.Dates;

namespace RussiaTalibanArchive.Web.Features.Quotations;

/// <summary>A quotation in a list, with what a reader must know of its source.</summary>
public sealed record QuotationRow : IDatedRow
{
    public required Guid Id { get; init; }
    public required string Reference { get; init; }
    public required string Exact { get; init; }
    public required string Language { get; init; }
    public required QuotationStatus Status { get; init; }
    public required AnchorState Anchor { get; init; }
    public string? Speaker { get; init; }
    public string? SpeakerRole { get; init; }
    public int? Page { get; init; }
    public int? Paragraph { get; init; }

    /// <summary>The document or article quoted.</summary>
    public required ItemKind SourceKind { get; init; }

    public required string SourceReference { get; init; }
    public required string SourceTitle { get; init; }
    public required string SourceLanguage { get; init; }
    public ArchiveDate? SourceDate { get; init; }

    /// <summary>The newest assessment of the document quoted.</summary>
    public required Verdict? Verdict { get; init; }

    public required List<TranslationText> Translations { get; init; }
    public required List<TagName> Tags { get; init; }
    public required DateOnly SortDate { get; init; }
}

/// <param name="Language">BCP 47.</param>
/// <param name="Text">The translation.</param>
/// <param name="Translator">Whose it is.</param>
public sealed record TranslationText(string Language, string Text, string? Translator);

public static class QuotationQueries
{
    public static IQueryable<Quotation> Asked(this IQueryable<Quotation> quotations, ArchiveDbContext db, Browse browse)
    {
        quotations = quotations.Matching(db, browse.Q);
        if (browse.Lang is { } language)
        {
            quotations = quotations.Where(q => q.Language == language || q.Language.StartsWith(language + "-"));
        }

        foreach (var slug in browse.Tags)
        {
            quotations = quotations.Where(q => q.Taggings.Any(t => db.TagPaths.Any(p => p.Ancestor.Reference == slug && p.DescendantId == t.TagId)));
        }

        if (browse.Issuer is { } issuer)
        {
            quotations = quotations.Where(q => q.Document!.Issuer == issuer);
        }

        if (browse.Earliest is { } earliest)
        {
            quotations = quotations.Where(q => q.Document!.Date!.Latest >= earliest);
        }

        if (browse.Latest is { } latest)
        {
            quotations = quotations.Where(q => q.Document!.Date!.Earliest <= latest);
        }

        return Enum.TryParse<QuotationStatus>(browse.Status, ignoreCase: true, out var status) ? quotations.Where(q => q.Status == status) : quotations;
    }

    /// <summary>Where quotations stand in their texts; one that leaves something out has several marks of its name.</summary>
    public static async Task<List<TextMark>> ToMarksAsync(this IQueryable<Quotation> quotations, CancellationToken cancellationToken)
    {
        var places = await quotations.Where(q => q.Start != null && q.End != null)
            .Select(q => new { q.Reference, Start = q.Start!.Value, End = q.End!.Value, Pieces = q.Pieces.OrderBy(p => p.Position).Select(p => new { p.Start, p.End }).ToList() })
            .ToListAsync(cancellationToken);
        return [.. places.SelectMany(p => p.Pieces.Count == 0 ? [new TextMark(p.Reference, p.Start, p.End)] : p.Pieces.Select(piece => new TextMark(p.Reference, piece.Start, piece.End)))];
    }

    public static IQueryable<QuotationRow> ToRows(this IQueryable<Quotation> quotations) => quotations.Select(q => new QuotationRow
    {
        Id = q.Id,
        Reference = q.Reference,
        Exact = q.Exact,
        Language = q.Language,
        Status = q.Status,
        Anchor = q.Anchor,
        Speaker = q.Speaker,
        SpeakerRole = q.SpeakerRole,
        Page = q.Page,
        Paragraph = q.Paragraph,
        SourceKind = q.Document != null ? ItemKind.Document : ItemKind.Article,
        SourceReference = q.Document != null ? q.Document.Reference : q.Article!.Reference,
        SourceTitle = q.Document != null ? q.Document.Title : q.Article!.Title,
        SourceLanguage = q.Document != null ? q.Document.Language : q.Article!.Language,
        SourceDate = q.Document!.Date,
        Verdict = q.Document!.Assessments.OrderByDescending(a => a.Position).Select(a => (Verdict?)a.Verdict).FirstOrDefault(),
        Translations = q.Translations.OrderBy(t => t.Language).Select(t => new TranslationText(t.Language, t.Text, t.Translator)).ToList(),
        Tags = q.Taggings.OrderBy(t => t.AddedAt).Select(t => new TagName(t.Tag.Reference, t.Tag.Labels.Select(l => new LabelText(l.Language, l.Text)).ToList())).ToList(),
        SortDate = q.Document!.Date == null ? DateOnly.MinValue : q.Document.Date.Earliest,
    });
}

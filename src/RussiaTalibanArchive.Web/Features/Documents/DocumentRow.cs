using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Tags;
using RussiaTalibanArchive.Web.Text.Dates;

namespace RussiaTalibanArchive.Web.Features.Documents;

/// <summary>A document in a list.</summary>
public sealed record DocumentRow : IDatedRow
{
    public required Guid Id { get; init; }
    public required string Reference { get; init; }
    public required string Title { get; init; }
    public required string Language { get; init; }
    public required Dictionary<string, string> TitleTranslations { get; init; }
    public ArchiveDate? Date { get; init; }
    public string? DocumentType { get; init; }
    public string? Issuer { get; init; }
    public required ItemStatus Status { get; init; }
    public DateTimeOffset? EmbargoUntil { get; init; }
    public required Verdict? Verdict { get; init; }
    public required int QuotationCount { get; init; }
    public required List<TagName> Tags { get; init; }
    public required DateOnly SortDate { get; init; }
}

public static class DocumentQueries
{
    public static IQueryable<DocumentRow> ToRows(this IQueryable<Document> documents) => documents.Select(d => new DocumentRow
    {
        Id = d.Id,
        Reference = d.Reference,
        Title = d.Title,
        Language = d.Language,
        TitleTranslations = d.TitleTranslations,
        Date = d.Date,
        DocumentType = d.DocumentType,
        Issuer = d.Issuer,
        Status = d.Status,
        EmbargoUntil = d.EmbargoUntil,
        Verdict = d.Assessments.OrderByDescending(a => a.Position).Select(a => (Verdict?)a.Verdict).FirstOrDefault(),
        QuotationCount = d.Quotations.Count,
        Tags = d.Taggings.OrderBy(t => t.AddedAt).Select(t => new TagName(t.Tag.Reference, t.Tag.Labels.Select(l => new LabelText(l.Language, l.Text)).ToList())).ToList(),
        SortDate = d.Date == null ? DateOnly.MinValue : d.Date.Earliest,
    });
}

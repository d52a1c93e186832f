using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Tags;
using RussiaTalibanArchive.Web.Text.Dates;

namespace RussiaTalibanArchive.Web.Features.Articles;

/// <summary>An article in a list.</summary>
public sealed record ArticleRow : IDatedRow
{
    public required Guid Id { get; init; }
    public required string Reference { get; init; }
    public required string Title { get; init; }
    public required string Language { get; init; }
    public required List<string> Authors { get; init; }
    public string? Publisher { get; init; }
    public ArchiveDate? Published { get; init; }
    public required ItemStatus Status { get; init; }
    public DateTimeOffset? EmbargoUntil { get; init; }
    public required int QuotationCount { get; init; }
    public required List<TagName> Tags { get; init; }
    public required DateOnly SortDate { get; init; }
}

public static class ArticleQueries
{
    public static IQueryable<ArticleRow> ToRows(this IQueryable<Article> articles) => articles.Select(a => new ArticleRow
    {
        Id = a.Id,
        Reference = a.Reference,
        Title = a.Title,
        Language = a.Language,
        Authors = a.Authors,
        Publisher = a.Publisher,
        Published = a.Published,
        Status = a.Status,
        EmbargoUntil = a.EmbargoUntil,
        QuotationCount = a.Appearances.Select(x => x.QuotationId).Distinct().Count(),
        Tags = a.Taggings.OrderBy(t => t.AddedAt).Select(t => new TagName(t.Tag.Reference, t.Tag.Labels.Select(l => new LabelText(l.Language, l.Text)).ToList())).ToList(),
        SortDate = a.Published == null ? DateOnly.MinValue : a.Published.Earliest,
    });
}

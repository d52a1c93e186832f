using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Dossiers;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Quotations;
using RussiaTalibanArchive.Web.Features.Shared;
using RussiaTalibanArchive.Web.Features.Tags;
using RussiaTalibanArchive.Web.Text;
using RussiaTalibanArchive.Web.Text.Dates;

namespace RussiaTalibanArchive.Web.Features.Citations;

/// <summary>
/// Makes citations of items. It reads one row of the columns that a citation shows for each item: no notes of editors, no files, nothing of
/// the source.
/// </summary>
public sealed class CitationReader(ArchiveDbContext db, CarriedTags carried, IOptions<ArchiveOptions> options)
{
    /// <summary>The title of a quotation is the first of its words, up to so many UTF-16 code units.</summary>
    private const int MaxQuotationTitle = 100;

    /// <summary>The citation of one item.</summary>
    /// <param name="kind">Any kind but a note, which is its author's own.</param>
    /// <param name="reference">In its canonical spelling.</param>
    /// <param name="site">Where the archive is reached, such as <c>https://archive.example.org</c>, without a slash at the end.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns><see langword="null"/> when there is no such item, or the viewer may not see it.</returns>
    public async Task<Citation?> FindAsync(ItemKind kind, string reference, string site, CancellationToken cancellationToken)
    {
        var citations = kind switch
        {
            ItemKind.Document => OfAsync(db.Documents.Where(d => d.Reference == reference), site, cancellationToken),
            ItemKind.Article => OfAsync(db.Articles.Where(a => a.Reference == reference), site, cancellationToken),
            ItemKind.Quotation => OfAsync(db.Quotations.Where(q => q.Reference == reference), site, cancellationToken),
            ItemKind.Dossier => OfAsync(db.Dossiers.Where(d => d.Reference == reference), site, cancellationToken),
            ItemKind.Tag => OfAsync(db.Tags.Where(t => t.Reference == reference), site, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Items of this kind are not cited."),
        };
        return (await citations).SingleOrDefault();
    }

    /// <summary>The citations of many items, in a few queries. What the viewer may not see is left out.</summary>
    /// <param name="kinds">Documents, articles and quotations, by their references.</param>
    /// <param name="site">Where the archive is reached, without a slash at the end.</param>
    /// <param name="cancellationToken">Ends the queries.</param>
    /// <returns>By reference.</returns>
    public async Task<IReadOnlyDictionary<string, Citation>> FindAllAsync(ILookup<ItemKind, string> kinds, string site, CancellationToken cancellationToken)
    {
        var (documents, articles, quotations) = (kinds[ItemKind.Document].ToList(), kinds[ItemKind.Article].ToList(), kinds[ItemKind.Quotation].ToList());
        var citations = new List<Citation>();
        if (documents.Count > 0)
        {
            citations.AddRange(await OfAsync(db.Documents.Where(d => documents.Contains(d.Reference)), site, cancellationToken));
        }

        if (articles.Count > 0)
        {
            citations.AddRange(await OfAsync(db.Articles.Where(a => articles.Contains(a.Reference)), site, cancellationToken));
        }

        if (quotations.Count > 0)
        {
            citations.AddRange(await OfAsync(db.Quotations.Where(q => quotations.Contains(q.Reference)), site, cancellationToken));
        }

        return citations.ToDictionary(c => c.Reference);
    }

    private async Task<IEnumerable<Citation>> OfAsync(IQueryable<Document> documents, string site, CancellationToken cancellationToken)
    {
        var rows = await documents.Select(d => new
        {
            d.Id,
            d.Reference,
            d.Title,
            d.TitleTranslations,
            d.Language,
            d.Issuer,
            d.DocumentType,
            d.Abstract,
            d.Rights,
            Date = new DateColumns(d.Date!.Edtf, d.Date!.Printed, (Calendar?)d.Date!.Calendar),
            Assessment = d.Assessments.OrderByDescending(a => a.Position).Select(a => new AssessmentColumns(a.Verdict, a.Date)).FirstOrDefault(),
        }).ToListAsync(cancellationToken);
        var tags = await carried.OfAsync([.. rows.Select(r => r.Id)], cancellationToken);
        return rows.Select(d => new Citation
        {
            Type = TypeOf(d.DocumentType),
            Reference = d.Reference,
            Title = d.Title,
            TitleTranslations = d.TitleTranslations,
            Language = Known(d.Language),
            Authors = d.Issuer is null ? [] : [CitedName.Body(d.Issuer)],
            Date = CitedDate.Of(d.Date.Edtf),
            DatePrinted = d.Date.Printed,
            DateCalendar = d.Date.Calendar ?? Calendar.Gregorian,
            Genre = d.DocumentType,
            Archive = options.Value.Title,
            Address = site + References.PathOf(ItemKind.Document, d.Reference),
            Verdict = d.Assessment?.Verdict ?? Verdict.Unassessed,
            AssessedOn = d.Assessment?.Date,
            Keywords = Keywords(tags[d.Id], d.Language),
            Abstract = CitedText.Plain(d.Abstract),
            Rights = d.Rights,
        });
    }

    private async Task<IEnumerable<Citation>> OfAsync(IQueryable<Article> articles, string site, CancellationToken cancellationToken)
    {
        var rows = await articles.Select(a => new
        {
            a.Id,
            a.Reference,
            a.Title,
            a.Authors,
            a.Publisher,
            a.Language,
            a.Url,
            Date = new DateColumns(a.Published!.Edtf, a.Published!.Printed, (Calendar?)a.Published!.Calendar),
        }).ToListAsync(cancellationToken);
        var tags = await carried.OfAsync([.. rows.Select(r => r.Id)], cancellationToken);
        return rows.Select(a => new Citation
        {
            Type = CitationType.NewsArticle,
            Reference = a.Reference,
            Title = a.Title,
            Language = Known(a.Language),
            Authors = Authors(a.Authors, a.Publisher),
            Date = CitedDate.Of(a.Date.Edtf),
            DatePrinted = a.Date.Printed,
            DateCalendar = a.Date.Calendar ?? Calendar.Gregorian,
            Archive = options.Value.Title,
            Publisher = a.Publisher,
            Address = site + References.PathOf(ItemKind.Article, a.Reference),
            PublishedAddress = Absolute(a.Url),
            Keywords = Keywords(tags[a.Id], a.Language),
        });
    }

    private async Task<IEnumerable<Citation>> OfAsync(IQueryable<Quotation> quotations, string site, CancellationToken cancellationToken)
    {
        var rows = await quotations.Select(q => new
        {
            q.Id,
            q.Reference,
            q.Exact,
            q.Language,
            q.Status,
            q.Page,
            q.Paragraph,
            q.Speaker,
            q.SpeakerRole,
            DocumentReference = q.Document!.Reference,
            DocumentTitle = q.Document!.Title,
            q.Document!.Issuer,
            q.Document!.Rights,
            DocumentDate = new DateColumns(q.Document!.Date!.Edtf, q.Document!.Date!.Printed, (Calendar?)q.Document!.Date!.Calendar),
            Assessment = q.Document!.Assessments.OrderByDescending(a => a.Position).Select(a => new AssessmentColumns(a.Verdict, a.Date)).FirstOrDefault(),
            ArticleReference = q.Article!.Reference,
            ArticleTitle = q.Article!.Title,
            q.Article!.Authors,
            q.Article!.Publisher,
            ArticleDate = new DateColumns(q.Article!.Published!.Edtf, q.Article!.Published!.Printed, (Calendar?)q.Article!.Published!.Calendar),
            Translations = q.Translations.OrderBy(t => t.Language).ThenBy(t => t.Id).Select(t => new CitedTranslation(t.Language, t.Text, t.Translator)).ToList(),
        }).ToListAsync(cancellationToken);
        var tags = await carried.OfAsync([.. rows.Select(r => r.Id)], cancellationToken);
        return rows.Select(q =>
        {
            var isOfDocument = q.DocumentReference is not null;
            var date = isOfDocument ? q.DocumentDate : q.ArticleDate;
            return new Citation
            {
                Type = CitationType.Quotation,
                Reference = q.Reference,
                Title = Excerpt.Of(CitedText.Line(q.Exact), MaxQuotationTitle),
                Language = Known(q.Language),
                Authors = !isOfDocument ? Authors(q.Authors, q.Publisher) : q.Issuer is null ? [] : [CitedName.Body(q.Issuer)],
                Date = CitedDate.Of(date.Edtf),
                DatePrinted = date.Printed,
                DateCalendar = date.Calendar ?? Calendar.Gregorian,
                Archive = options.Value.Title,
                Publisher = q.Publisher,
                Source = isOfDocument ? new(q.DocumentTitle, q.DocumentReference!) : new(q.ArticleTitle, q.ArticleReference),
                Page = isOfDocument ? q.Page : null, // An article here is one long page, whatever its newspaper made of it.
                Paragraph = q.Paragraph,
                Address = site + References.PathOf(ItemKind.Quotation, q.Reference),
                Verdict = q.Assessment?.Verdict ?? Verdict.Unassessed,
                AssessedOn = q.Assessment?.Date,
                Keywords = Keywords(tags[q.Id], q.Language),
                Rights = q.Rights,
                Words = q.Exact,
                Speaker = q.Speaker,
                SpeakerRole = q.SpeakerRole,
                Translations = q.Translations,
                IsDisputed = q.Status == QuotationStatus.Disputed,
                IsUnchecked = q.Status is QuotationStatus.Proposed or QuotationStatus.Draft,
            };
        });
    }

    private async Task<IEnumerable<Citation>> OfAsync(IQueryable<Dossier> dossiers, string site, CancellationToken cancellationToken) =>
        (await dossiers.Select(d => new { d.Reference, d.Title, d.Language, d.UpdatedAt }).ToListAsync(cancellationToken)).Select(d => new Citation
        {
            Type = CitationType.Dossier,
            Reference = d.Reference,
            Title = d.Title,
            Language = Known(d.Language),
            Date = CitedDate.Of(Days.Iso(DateOnly.FromDateTime(d.UpdatedAt.UtcDateTime))),
            Archive = options.Value.Title,
            Address = site + References.PathOf(ItemKind.Dossier, d.Reference),
        });

    private async Task<IEnumerable<Citation>> OfAsync(IQueryable<Tag> tags, string site, CancellationToken cancellationToken) =>
        (await tags.Select(t => new { t.Reference, t.UpdatedAt, Labels = t.Labels.OrderBy(l => l.Language).Select(l => new KeyValuePair<string, string>(l.Language, l.Text)).ToList() })
            .ToListAsync(cancellationToken)).Select(t =>
        {
            var own = new CarriedTag(Guid.Empty, t.Reference, t.Labels).LabelFor(InterfaceLanguages.Current) ?? t.Reference;
            return new Citation
            {
                Type = CitationType.Tag,
                Reference = t.Reference,
                Title = own,
                TitleTranslations = t.Labels.Where(l => l.Value != own).ToDictionary(),
                Language = t.Labels.Where(l => l.Value == own).Select(l => l.Key).FirstOrDefault(),
                Date = CitedDate.Of(Days.Iso(DateOnly.FromDateTime(t.UpdatedAt.UtcDateTime))),
                Archive = options.Value.Title,
                Address = site + References.PathOf(ItemKind.Tag, t.Reference),
            };
        });

    private static CitationType TypeOf(string? documentType) => documentType?.ToLowerInvariant() switch
    {
        "letter" => CitationType.Letter,
        "email" or "e-mail" => CitationType.Email,
        "report" => CitationType.Report,
        _ => CitationType.Document,
    };

    private static string? Known(string language) => language is "" or "und" ? null : language;

    /// <summary>A newspaper that signs its own article is no person.</summary>
    private static IReadOnlyList<CitedName> Authors(List<string>? byLines, string? publisher) =>
        [.. (byLines ?? []).Where(b => !string.IsNullOrWhiteSpace(b)).Select(b => b == publisher ? CitedName.Body(b) : CitedName.Of(b))];

    private static IReadOnlyList<string> Keywords(IEnumerable<CarriedTag> tags, string language) => [.. tags.Select(t => t.LabelFor(language)).OfType<string>().Distinct()];

    private static string? Absolute(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var address) ? address.AbsoluteUri : null;

    private sealed record DateColumns(string? Edtf, string? Printed, Calendar? Calendar);

    private sealed record AssessmentColumns(Verdict Verdict, DateOnly Date);
}

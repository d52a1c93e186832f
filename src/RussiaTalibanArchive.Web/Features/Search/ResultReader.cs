using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Notes;
using RussiaTalibanArchive.Web.Features.Quotations;
using RussiaTalibanArchive.Web.Features.Search.Query;
using RussiaTalibanArchive.Web.Features.Tags;
using RussiaTalibanArchive.Web.Text;
using RussiaTalibanArchive.Web.Text.Dates;

namespace RussiaTalibanArchive.Web.Features.Search;

/// <summary>A result as pages show it.</summary>
public sealed record SearchResult
{
    public required Guid Id { get; init; }
    public required ItemKind Kind { get; init; }
    public required string Reference { get; init; }

    /// <summary>Where it is read, at its hit.</summary>
    public required string Path { get; init; }

    /// <summary>Its title with the hits in it; of a quotation its words.</summary>
    public required IReadOnlyList<SnippetRun> Title { get; init; }

    /// <summary>BCP 47 language of the title.</summary>
    public string? Language { get; init; }

    /// <summary>The title in the language of the interface.</summary>
    public string? Translation { get; init; }

    /// <summary>Where the words stand in it.</summary>
    public Snippet? Snippet { get; init; }

    /// <summary>BCP 47 language of the snippet.</summary>
    public string? SnippetLanguage { get; init; }

    /// <summary>The page of the hit, from 1, in a text of several.</summary>
    public int? Page { get; init; }

    public ArchiveDate? Date { get; init; }
    public string? Issuer { get; init; }
    public string? Speaker { get; init; }

    /// <summary>The title of the source of a quotation.</summary>
    public string? Source { get; init; }

    public Verdict? Verdict { get; init; }
    public ItemStatus? Status { get; init; }
    public DateTimeOffset? EmbargoUntil { get; init; }
    public QuotationStatus? QuotationStatus { get; init; }

    /// <summary>Those that it carries itself, if they were asked for.</summary>
    public IReadOnlyList<TagName> Tags { get; init; } = [];

    /// <summary>How many quotations are of it, or printed in it, if that was asked for.</summary>
    public int Quotations { get; init; }

    /// <summary>How many items a dossier has, of those that the viewer may see.</summary>
    public int? Entries { get; init; }
}

/// <summary>Reads the items of one page of results, as the viewer may see them, and shows where in them the words stand.</summary>
public sealed class ResultReader(ArchiveDbContext db)
{
    /// <summary>In their order. One that the viewer may not see any more is left out.</summary>
    /// <param name="found">See <see cref="SearchFound.Found"/>.</param>
    /// <param name="marks">What was sought.</param>
    /// <param name="list">The address of the results, which a document leads back to.</param>
    /// <param name="ui">The language of the interface.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<SearchResult>> ReadAsync(
        IReadOnlyList<FoundItem> found, QueryMarks marks, string? list, string ui, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(found);
        var results = new Dictionary<Guid, SearchResult>();
        foreach (var kind in found.GroupBy(f => f.Kind))
        {
            var ids = kind.Select(f => f.Id).ToArray();
            switch (kind.Key)
            {
                case ItemKind.Document:
                    await ReadDocumentsAsync([.. kind], marks, list, ui, results, cancellationToken);
                    break;
                case ItemKind.Article:
                    foreach (var a in await db.Articles.Where(a => ids.Contains(a.Id))
                        .Select(a => new { a.Id, a.Reference, a.Title, a.Language, a.Body, a.Published, a.Publisher, a.Status, a.EmbargoUntil }).ToListAsync(cancellationToken))
                    {
                        results[a.Id] = Result(ItemKind.Article, a.Id, a.Reference, a.Title, a.Language, a.Body) with
                        {
                            Date = a.Published,
                            Issuer = a.Publisher,
                            Status = a.Status,
                            EmbargoUntil = a.EmbargoUntil,
                        };
                    }

                    break;
                case ItemKind.Quotation:
                    foreach (var q in await db.Quotations.Where(q => ids.Contains(q.Id))
                        .Select(q => new
                        {
                            q.Id,
                            q.Reference,
                            q.Exact,
                            q.Language,
                            q.Speaker,
                            q.Status,
                            q.Page,
                            Date = q.Document != null ? q.Document.Date : q.Article!.Published,
                            Source = q.Document != null ? q.Document.Title : q.Article!.Title,
                            Translations = q.Translations.Select(t => new TranslationText(t.Language, t.Text, t.Translator)).ToList(),
                        }).ToListAsync(cancellationToken))
                    {
                        var exact = Snippet.Of(q.Exact, q.Language, marks);
                        var translation = q.Translations.Select(t => (t.Language, Snippet: Snippet.Of(t.Text, t.Language, marks))).OrderByDescending(t => t.Snippet.Terms).FirstOrDefault();
                        results[q.Id] = new()
                        {
                            Id = q.Id,
                            Kind = ItemKind.Quotation,
                            Reference = q.Reference,
                            Path = References.PathOf(ItemKind.Quotation, q.Reference),
                            Title = exact.Runs,
                            Language = q.Language,
                            Snippet = translation.Snippet is { } other && (other.Terms > exact.Terms || translation.Language == ui) ? other : null,
                            SnippetLanguage = translation.Language,
                            Date = q.Date,
                            Page = q.Page,
                            Speaker = q.Speaker,
                            Source = q.Source,
                            QuotationStatus = q.Status,
                        };
                    }

                    break;
                case ItemKind.Note:
                    foreach (var n in await db.Notes.Where(n => ids.Contains(n.Id))
                        .Select(n => new { n.Id, n.Reference, n.Title, n.Body, n.Language, n.Author, n.WrittenOn, n.Status, n.EmbargoUntil }).ToListAsync(cancellationToken))
                    {
                        results[n.Id] = Result(ItemKind.Note, n.Id, n.Reference, n.Title ?? MarkdownRenderer.ToExcerpt(n.Body, 80), n.Language, Mention.Without(n.Body) ?? "") with
                        {
                            Date = Edtf.TryParse(n.WrittenOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), out var day) ? ArchiveDate.From(day) : null,
                            Speaker = n.Author,
                            Status = n.Status,
                            EmbargoUntil = n.EmbargoUntil,
                        };
                    }

                    break;
                default:
                    foreach (var d in await db.Dossiers.Where(d => ids.Contains(d.Id))
                        .Select(d => new { d.Id, d.Reference, d.Title, d.Language, d.Introduction, d.Status, d.EmbargoUntil, Entries = d.Entries.Count }).ToListAsync(cancellationToken))
                    {
                        results[d.Id] = Result(ItemKind.Dossier, d.Id, d.Reference, d.Title, d.Language, Mention.Without(d.Introduction) ?? "") with
                        {
                            Status = d.Status,
                            EmbargoUntil = d.EmbargoUntil,
                            Entries = d.Entries,
                        };
                    }

                    break;
            }
        }

        return [.. found.Select(f => results.GetValueOrDefault(f.Id)).OfType<SearchResult>()];

        SearchResult Result(ItemKind kind, Guid id, string reference, string title, string? language, string body) => new()
        {
            Id = id,
            Kind = kind,
            Reference = reference,
            Path = References.PathOf(kind, reference),
            Title = Snippet.Whole(title, language, marks),
            Language = language,
            Snippet = MarkdownRenderer.ToWords(body) is { Length: > 0 } words ? Snippet.Of(words, language, marks) : null,
            SnippetLanguage = language,
        };
    }

    /// <summary>The same results with their tags, and how many quotations are of them.</summary>
    public async Task<IReadOnlyList<SearchResult>> WithTagsAsync(IReadOnlyList<SearchResult> results, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(results);
        var ids = results.Select(r => r.Id).ToList();
        var tags = await db.Taggings.Where(t => ids.Contains(t.DocumentId!.Value) || ids.Contains(t.ArticleId!.Value) || ids.Contains(t.QuotationId!.Value)).OrderBy(t => t.AddedAt)
            .Select(t => new
            {
                Item = t.DocumentId ?? t.ArticleId ?? t.QuotationId!.Value,
                Name = new TagName(t.Tag.Reference, t.Tag.Labels.Select(l => new LabelText(l.Language, l.Text)).ToList()),
            })
            .ToListAsync(cancellationToken);
        var ofDocuments = await db.Quotations.Where(q => ids.Contains(q.DocumentId!.Value)).GroupBy(q => q.DocumentId!.Value)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        var inArticles = await db.Set<Appearance>().Where(a => ids.Contains(a.ArticleId)).GroupBy(a => a.ArticleId)
            .Select(g => new { g.Key, Count = g.Select(a => a.QuotationId).Distinct().Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        var ofItems = tags.ToLookup(t => t.Item, t => t.Name);
        return [.. results.Select(r => r with
        {
            Tags = [.. ofItems[r.Id]],
            Quotations = ofDocuments.GetValueOrDefault(r.Id, inArticles.GetValueOrDefault(r.Id)),
        })];
    }

    private async Task ReadDocumentsAsync(
        IReadOnlyList<FoundItem> found, QueryMarks marks, string? list, string ui, Dictionary<Guid, SearchResult> results, CancellationToken cancellationToken)
    {
        var ids = found.Select(f => f.Id).ToArray();
        var documents = await db.Documents.Where(d => ids.Contains(d.Id))
            .Select(d => new
            {
                d.Id,
                d.Reference,
                d.Title,
                d.Language,
                d.TitleTranslations,
                d.Date,
                d.Issuer,
                d.Status,
                d.EmbargoUntil,
                Verdict = d.Assessments.OrderByDescending(a => a.Position).Select(a => (Verdict?)a.Verdict).FirstOrDefault(),
            }).ToListAsync(cancellationToken);
        var places = (await WholeTextsAsync([.. found.Where(f => f.Passages == 0).Select(f => f.Id)], marks, cancellationToken))
            .Concat(await PassagesAsync([.. found.Where(f => f.Passages > 0).Select(f => f.Id)], marks, cancellationToken))
            .GroupBy(p => p.Document)
            .ToDictionary(g => g.Key, g => g.MaxBy(p => p.Snippet.Terms)!);
        foreach (var document in documents)
        {
            var place = places.GetValueOrDefault(document.Id);
            var room = new ReadingAddress
            {
                Reference = document.Reference,
                Text = place is { Snippet.Hit: not null } ? TextKey.Of(place.Role, place.Language, 1, isCurrent: true) : null,
                Find = place?.Snippet.Runs.FirstOrDefault(r => r.IsHit).Text,
                List = list,
            };
            results[document.Id] = new()
            {
                Id = document.Id,
                Kind = ItemKind.Document,
                Reference = document.Reference,
                Path = place is { Snippet.Hit: not null } ? room.At(place.Page, place.Paragraph) : room.ToString(),
                Title = Snippet.Whole(document.Title, document.Language, marks),
                Language = document.Language,
                Translation = document.Language == ui ? null : document.TitleTranslations.GetValueOrDefault(ui),
                Snippet = place?.Snippet,
                SnippetLanguage = place?.Language,
                Page = place is { Snippet.Hit: not null, HasPages: true } ? place.Page : null,
                Date = document.Date,
                Issuer = document.Issuer,
                Verdict = document.Verdict,
                Status = document.Status,
                EmbargoUntil = document.EmbargoUntil,
            };
        }
    }

    private async Task<List<Place>> WholeTextsAsync(Guid[] documents, QueryMarks marks, CancellationToken cancellationToken)
    {
        var texts = await db.Texts.Where(t => documents.Contains(t.DocumentId) && t.IsCurrent && !t.IsWithheld).OrderBy(t => t.Role).ThenBy(t => t.Language)
            .Select(t => new { t.DocumentId, t.Role, t.Language, t.Body }).ToListAsync(cancellationToken);
        return texts.ConvertAll(text =>
        {
            var snippet = Snippet.Of(text.Body, text.Language, marks);
            var paragraphs = snippet.Hit is null ? null : Paragraphs.Of(text.Body);
            return new Place(text.DocumentId, text.Role, text.Language, snippet, paragraphs?.PageAt(snippet.Hit!.Value) ?? 1,
                paragraphs?.At(snippet.Hit!.Value)?.Number ?? 1, paragraphs?.PageCount > 1);
        });
    }

    /// <summary>Of each long document the passage that answers best.</summary>
    private async Task<List<Place>> PassagesAsync(Guid[] documents, QueryMarks marks, CancellationToken cancellationToken)
    {
        if (documents.Length == 0)
        {
            return [];
        }

        var any = marks.ToQuery() ?? "";
        var best = await db.Database.SqlQuery<PassageText>(
            $"""
            SELECT b.item_id, b.text_id, b.paragraph, b.page, substr(t.body, b.first_character + 1, b.characters) AS text
            FROM (
                SELECT DISTINCT ON (p.item_id) p.item_id, p.text_id, p.paragraph, p.page, p.first_character, p.characters
                FROM search_passages p WHERE p.item_id = ANY ({documents})
                ORDER BY p.item_id, ts_rank(p.words, {any}::tsquery) DESC, p.number) b
            JOIN texts t ON t.id = b.text_id
            """).ToListAsync(cancellationToken);
        var ids = best.ConvertAll(b => b.TextId);
        var texts = await db.Texts.Where(t => ids.Contains(t.Id) && t.IsCurrent && !t.IsWithheld)
            .Select(t => new { t.Id, t.Role, t.Language }).ToDictionaryAsync(t => t.Id, cancellationToken);
        return [.. best.Where(b => texts.ContainsKey(b.TextId)).Select(passage =>
        {
            var text = texts[passage.TextId];
            var snippet = Snippet.Of(passage.Text, text.Language, marks);
            var inside = snippet.Hit is { } hit ? Paragraphs.Of(passage.Text) : null;
            return new Place(passage.ItemId, text.Role, text.Language, snippet, passage.Page + (inside?.PageAt(snippet.Hit!.Value) ?? 1) - 1,
                passage.Paragraph + (inside?.At(snippet.Hit!.Value)?.Number ?? 1) - 1, true);
        })];
    }

    private sealed record Place(Guid Document, TextRole Role, string Language, Snippet Snippet, int Page, int Paragraph, bool HasPages);

    private sealed record PassageText(Guid ItemId, Guid TextId, int Paragraph, int Page, string Text);
}

using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Search.Index;
using RussiaTalibanArchive.Web.Features.Tags;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Articles;

/// <summary>An article as import reads and export writes it.</summary>
public sealed record ArticleRecord : ItemRecord
{
    [JsonIgnore]
    public override ItemKind ItemKind => ItemKind.Article;
    public string? Title { get; set; }
    public List<string>? Authors { get; set; }
    public string? Publisher { get; set; }
    public DateRecord? Published { get; set; }
    public string? Language { get; set; }
    public string? Url { get; set; }
    public string? Body { get; set; }

    /// <summary>The documents that it speaks of.</summary>
    public List<string>? Cites { get; set; }

    public List<string>? Tags { get; set; }
    public ItemStatus? Status { get; set; }
    public DateTimeOffset? EmbargoUntil { get; set; }
}

public sealed class ArticleWriter(ArchiveDbContext db, CurrentViewer viewer, References references, TimeProvider clock, Proposer proposer)
    : ItemWriter<Article, ArticleRecord>(db, viewer, references, clock)
{
    private bool _bodyChanged;

    protected override ItemKind Kind => ItemKind.Article;

    protected override IQueryable<Article> Whole => Db.Articles
        .IgnoreQueryFilters([ArchiveDbContext.NotWithdrawn])
        .Include(a => a.Cites).ThenInclude(c => c.Document)
        .Include(a => a.Snapshots.OrderBy(s => s.FetchedAt)).Include(a => a.Taggings).ThenInclude(t => t.Tag)
        .Include(a => a.Appearances).Include(a => a.Passages).Include(a => a.Dates).Include(a => a.TagProposals);

    public override ArticleRecord Describe(Article article) => new()
    {
        Reference = article.Reference,
        Title = article.Title,
        Authors = NullIfEmpty(article.Authors),
        Publisher = article.Publisher,
        Published = DateRecord.Of(article.Published),
        Language = article.Language,
        Url = article.Url,
        Body = article.Body,
        Cites = NullIfEmpty(article.Cites.Select(c => c.Document.Reference).Order(StringComparer.Ordinal)),
        Tags = NullIfEmpty(article.Taggings.Select(t => t.Tag.Reference).Order(StringComparer.Ordinal)),
        Status = article.Status,
        EmbargoUntil = article.EmbargoUntil,
    };

    protected override Article New(ArticleRecord record) => new() { Title = "", Language = "", Body = "" };

    protected override SearchEntry SearchableOf(Article item) => new()
    {
        Audience = AudienceOf(item),
        EmbargoUntil = item.EmbargoUntil,
        Date = item.Published is { } date ? (date.Earliest, date.Latest) : null,
        Language = item.Language,
        Issuer = item.Publisher,
        Status = SearchEntry.StatusOf(item.Status),
        Tags = item.Taggings.Select(t => t.TagId),
        Articles = [item.Id],
        Fields =
        [
            new(EntryPart.Title, item.Title), new(EntryPart.Issuer, item.Publisher), new(EntryPart.Speaker, string.Join('\n', item.Authors)),
            new(EntryPart.Other, item.Reference),
        ],
        Bodies = [new(item.Body, item.Language)],
    };

    protected override ItemStatus AudienceOf(Article item) => item.Status;

    protected override async Task ApplyAsync(Article item, ArticleRecord record, Checks checks, CancellationToken cancellationToken)
    {
        var body = checks.Text(nameof(record.Body), record.Body)?.Trim('\n');
        if (body is null)
        {
            checks.Add(nameof(record.Body), "Give the text of the article.");
        }

        _bodyChanged = body != item.Body;
        item.Body = body ?? "";
        item.Title = checks.RequiredLine(nameof(record.Title), record.Title, "Give the article a title.");
        item.Authors = [.. (record.Authors ?? []).Select(a => checks.Line(nameof(record.Authors), a, 200)).OfType<string>()];
        item.Publisher = checks.Line(nameof(record.Publisher), record.Publisher);
        item.Published = checks.Date(nameof(record.Published), record.Published);
        item.Language = checks.Language(nameof(record.Language), record.Language) ?? LanguageGuess.Of(item.Body) ?? "und";
        item.Url = checks.Url(nameof(record.Url), record.Url);
        item.Status = record.Status ?? item.Status;
        item.EmbargoUntil = record.EmbargoUntil?.ToUniversalTime();
        await ApplyCitationsAsync(item, record, checks, cancellationToken);
        await item.Taggings.SetAsync(record.Tags, tag => new Tagging
        {
            TagId = tag.Id,
            Tag = tag,
            ArticleId = item.Id,
            AddedBy = Viewer.Name,
            AddedAt = Now,
        }, Db, checks, cancellationToken);
        if (_bodyChanged && checks.Problems.Count == 0)
        {
            MoveAppearances(item);
            await proposer.ProposeAsync(item, cancellationToken);
        }
    }

    private async Task ApplyCitationsAsync(Article item, ArticleRecord record, Checks checks, CancellationToken cancellationToken)
    {
        var wanted = (record.Cites ?? []).Select(c => c.Trim().ToUpperInvariant()).Where(c => c.Length > 0).Distinct().ToList();
        Db.Drop(item.Cites, c => !wanted.Contains(c.Document.Reference));
        var missing = wanted.Except(item.Cites.Select(c => c.Document.Reference)).ToList();
        var documents = missing.Count == 0 ? [] : await Db.Documents.Where(d => missing.Contains(d.Reference)).ToListAsync(cancellationToken);
        foreach (var reference in missing.Except(documents.Select(d => d.Reference)))
        {
            checks.Add(nameof(record.Cites), "There is no {0} in the archive.", reference);
        }

        item.Cites.AddRange(documents.Select(d => new ArticleCitation { ArticleId = item.Id, DocumentId = d.Id, Document = d }));
    }

    private static void MoveAppearances(Article item)
    {
        foreach (var appearance in item.Appearances)
        {
            var anchor = TextQuote.Locate(item.Body, appearance.Exact, null, null, appearance.Start);
            appearance.Start = anchor?.Start;
            appearance.End = anchor?.End;
        }
    }
}

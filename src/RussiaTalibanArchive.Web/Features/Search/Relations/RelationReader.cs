using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Quotations;

namespace RussiaTalibanArchive.Web.Features.Search.Relations;

/// <summary>An article or a document in the relations of both.</summary>
/// <param name="Reference">Its own.</param>
/// <param name="Title">In the original.</param>
/// <param name="Language">BCP 47 language of the title.</param>
public sealed record RelatedItem(string Reference, string Title, string Language);

/// <summary>What an article has of a document.</summary>
/// <param name="Article">The article.</param>
/// <param name="Document">The document.</param>
/// <param name="Quotations">How many quotations of the document it prints; 0 if it only speaks of it.</param>
/// <param name="Differing">How many of them it prints in other words.</param>
public sealed record Relation(RelatedItem Article, RelatedItem Document, int Quotations, int Differing);

/// <summary>Finds which articles quote which documents, as the viewer may see them.</summary>
public sealed class RelationReader(ArchiveDbContext db, Searcher searcher)
{
    public const int MaxArticles = 40;

    /// <summary>The relations of the newest articles that a search finds and that quote or name a document.</summary>
    /// <returns>By article, the newest first, and whether there are more.</returns>
    /// <exception cref="SearchTimeoutException">Time ran out.</exception>
    public async Task<(IReadOnlyList<Relation> Relations, bool IsCut)> ReadAsync(SearchAddress address, CancellationToken cancellationToken)
    {
        var (found, _) = await searcher.FindAllAsync(address, [ItemKind.Article], cancellationToken);
        var ids = found.Select(f => f.Id).ToArray();
        var printed = (await db.Appearances.Where(a => ids.Contains(a.ArticleId) && a.Quotation.DocumentId != null)
            .Select(a => new { a.ArticleId, DocumentId = a.Quotation.DocumentId!.Value, a.QuotationId, a.Faithfulness }).ToListAsync(cancellationToken))
            .GroupBy(a => (a.ArticleId, a.DocumentId))
            .ToDictionary(g => g.Key, g => (
                Quotations: g.Select(a => a.QuotationId).Distinct().Count(),
                Differing: g.Where(a => a.Faithfulness == Faithfulness.Differs).Select(a => a.QuotationId).Distinct().Count()));
        foreach (var cited in await db.Set<Articles.ArticleCitation>().Where(c => ids.Contains(c.ArticleId)).Select(c => new { c.ArticleId, c.DocumentId }).ToListAsync(cancellationToken))
        {
            printed.TryAdd((cited.ArticleId, cited.DocumentId), (0, 0));
        }

        var byArticle = printed.ToLookup(p => p.Key.ArticleId);
        Guid[] shown = [.. ids.Where(byArticle.Contains).Take(MaxArticles)];
        Guid[] documents = [.. shown.SelectMany(a => byArticle[a]).Select(p => p.Key.DocumentId).Distinct()];
        var articleNames = await db.Articles.Where(a => shown.Contains(a.Id)).Select(a => new { a.Id, Item = new RelatedItem(a.Reference, a.Title, a.Language) }).ToDictionaryAsync(a => a.Id, a => a.Item, cancellationToken);
        var documentNames = await db.Documents.Where(d => documents.Contains(d.Id)).Select(d => new { d.Id, Item = new RelatedItem(d.Reference, d.Title, d.Language) }).ToDictionaryAsync(d => d.Id, d => d.Item, cancellationToken);
        var relations = shown.Where(articleNames.ContainsKey).SelectMany(a => byArticle[a].Where(p => documentNames.ContainsKey(p.Key.DocumentId))
            .Select(p => new Relation(articleNames[a], documentNames[p.Key.DocumentId], p.Value.Quotations, p.Value.Differing))
            .OrderByDescending(r => r.Quotations).ThenBy(r => r.Document.Reference, StringComparer.Ordinal));
        return ([.. relations], byArticle.Count > shown.Length);
    }
}

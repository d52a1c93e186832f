using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Features.Citations;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Search.Exports;

/// <summary>Documents, articles and quotations that somebody chose among results: <c>/cite?item=RTA-D0001&amp;item=RTA-Q0002</c>.</summary>
public sealed class ChosenItems(ArchiveDbContext db)
{
    public const string Path = "/cite";
    public const string Parameter = "item";
    public const int Max = 200;

    /// <summary>The references that an address names, each once.</summary>
    public static IReadOnlyList<(ItemKind Kind, string Reference)> Read(IQueryCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return [.. query[Parameter].Select(i => (IsOne: References.TryParse(i, out var kind, out var reference) && CitationFormat.Kinds.Contains(kind), kind, reference))
            .Where(i => i.IsOne).Select(i => (i.kind, i.reference)).Distinct().Take(Max)];
    }

    /// <summary>Those that the viewer may see, in their order.</summary>
    public async Task<IReadOnlyList<FoundItem>> FindAsync(IReadOnlyList<(ItemKind Kind, string Reference)> chosen, CancellationToken cancellationToken)
    {
        var kinds = chosen.ToLookup(c => c.Kind, c => c.Reference);
        var (documents, articles, quotations) = (kinds[ItemKind.Document].ToList(), kinds[ItemKind.Article].ToList(), kinds[ItemKind.Quotation].ToList());
        var ids = await db.Documents.Where(d => documents.Contains(d.Reference)).Select(d => new { d.Reference, d.Id })
            .Concat(db.Articles.Where(a => articles.Contains(a.Reference)).Select(a => new { a.Reference, a.Id }))
            .Concat(db.Quotations.Where(q => quotations.Contains(q.Reference)).Select(q => new { q.Reference, q.Id }))
            .ToDictionaryAsync(i => i.Reference, i => i.Id, cancellationToken);
        return [.. chosen.Where(c => ids.ContainsKey(c.Reference)).Select(c => new FoundItem(ids[c.Reference], c.Kind, 0))];
    }
}

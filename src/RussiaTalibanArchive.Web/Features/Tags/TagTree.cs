using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Text.Dates;

namespace RussiaTalibanArchive.Web.Features.Tags;

/// <summary>How many items carry a tag or one below it, each counted once; only those that the viewer may see.</summary>
/// <param name="Documents">Documents.</param>
/// <param name="Articles">Articles.</param>
/// <param name="Quotations">Quotations.</param>
public sealed record TagCounts(int Documents, int Articles, int Quotations)
{
    public static TagCounts None { get; } = new(0, 0, 0);

    public int Total => Documents + Articles + Quotations;
}

/// <summary>A tag among its neighbours.</summary>
public sealed record TagNode(Guid Id, TagName Name, string? Type, ArchiveDate? Date, TagCounts Counts, IReadOnlyList<TagNode> Narrower);

/// <summary>The tags that the viewer may see, as the tree that <see cref="Tag.Broader"/> makes of them.</summary>
public sealed class TagTree
{
    private readonly Dictionary<Guid, Row> _rows;
    private readonly IReadOnlyDictionary<Guid, TagCounts> _counts;
    private readonly ILookup<Guid, Row> _below;

    private TagTree(List<Row> rows, IReadOnlyDictionary<Guid, TagCounts> counts)
    {
        var order = StringComparer.Create(CultureInfo.CurrentUICulture, ignoreCase: true);
        _rows = rows.ToDictionary(r => r.Id);
        _counts = counts;
        // Below a tag that is not there, such as a withdrawn one, a tag stands on its own.
        _below = rows.OrderBy(r => r.Name.Label.Text, order).ToLookup(r => r.BroaderId is { } id && _rows.ContainsKey(id) ? id : Guid.Empty);
    }

    public int Count => _rows.Count;

    /// <summary>The tags with nothing above them, and all below each, by their names in the interface's language.</summary>
    public IReadOnlyList<TagNode> Roots => NodesBelow(Guid.Empty);

    /// <summary>Reads the whole vocabulary: it is as small as people can keep in order.</summary>
    public static async Task<TagTree> LoadAsync(ArchiveDbContext db, CancellationToken cancellationToken) =>
        new(await RowsAsync(db, cancellationToken), await CountAsync(db, cancellationToken));

    /// <summary>Those tags alone that are counted.</summary>
    public static async Task<TagTree> LoadAsync(ArchiveDbContext db, IReadOnlyDictionary<Guid, TagCounts> counts, CancellationToken cancellationToken) =>
        new((await RowsAsync(db, cancellationToken)).FindAll(r => counts.ContainsKey(r.Id)), counts);

    private static Task<List<Row>> RowsAsync(ArchiveDbContext db, CancellationToken cancellationToken) =>
        db.Tags
            .Select(t => new Row(t.Id, t.BroaderId, t.Type, t.Date, new TagName(t.Reference, t.Labels.Select(l => new LabelText(l.Language, l.Text)).ToList())))
            .ToListAsync(cancellationToken);

    /// <summary>All, by their names in the interface's language, each without those below it.</summary>
    public IEnumerable<TagNode> Flat => _below.SelectMany(r => r).OrderBy(r => r.Name.Label.Text, StringComparer.Create(CultureInfo.CurrentUICulture, ignoreCase: true)).Select(r => Find(r.Id)!);

    /// <summary>The tag alone, without those below it.</summary>
    public TagNode? Find(Guid id) => _rows.TryGetValue(id, out var row) ? new(row.Id, row.Name, row.Type, row.Date, CountsOf(id), []) : null;

    /// <summary>The tags right below a tag.</summary>
    public IReadOnlyList<TagName> NarrowerThan(Guid id) => [.. _below[id].Select(r => r.Name)];

    /// <summary>The tags above a tag, the highest first.</summary>
    public IReadOnlyList<TagName> PathTo(Guid id)
    {
        var path = new List<TagName>();
        for (var above = Above(id); above is not null && path.Count < _rows.Count; above = Above(above.Id))
        {
            path.Insert(0, above.Name);
        }

        return path;
    }

    public TagCounts CountsOf(Guid id) => _counts.GetValueOrDefault(id, TagCounts.None);

    private Row? Above(Guid id) => _rows.GetValueOrDefault(id)?.BroaderId is { } broader ? _rows.GetValueOrDefault(broader) : null;

    private List<TagNode> NodesBelow(Guid id) => [.. _below[id].Select(r => new TagNode(r.Id, r.Name, r.Type, r.Date, CountsOf(r.Id), NodesBelow(r.Id)))];

    private static Task<Dictionary<Guid, TagCounts>> CountAsync(ArchiveDbContext db, CancellationToken cancellationToken) =>
        (from path in db.TagPaths
         join tagging in db.Taggings on path.DescendantId equals tagging.TagId
         group tagging by path.AncestorId into carried
         select new
         {
             carried.Key,
             Documents = carried.Where(t => t.DocumentId != null).Select(t => t.DocumentId).Distinct().Count(),
             Articles = carried.Where(t => t.ArticleId != null).Select(t => t.ArticleId).Distinct().Count(),
             Quotations = carried.Where(t => t.QuotationId != null).Select(t => t.QuotationId).Distinct().Count(),
         }).ToDictionaryAsync(c => c.Key, c => new TagCounts(c.Documents, c.Articles, c.Quotations), cancellationToken);

    private sealed record Row(Guid Id, Guid? BroaderId, string? Type, ArchiveDate? Date, TagName Name);
}

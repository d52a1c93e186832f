using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Tags;

/// <summary>The newest items that carry a tag or one below it, as Atom. Source: RFC 4287.</summary>
public static class TagFeed
{
    private const int MaxEntries = AtomFeed.MaxEntries;

    /// <summary>Answers the feed of a tag that the viewer may see.</summary>
    public static async Task<IResult> ServeAsync(string slug, HttpContext http, ArchiveDbContext db, IOptions<ArchiveOptions> options, CancellationToken cancellationToken)
    {
        var tag = await db.Tags.Where(t => t.Reference == slug)
            .Select(t => new { t.CreatedAt, Name = new TagName(t.Reference, t.Labels.Select(l => new LabelText(l.Language, l.Text)).ToList()) })
            .SingleOrDefaultAsync(cancellationToken);
        if (tag is null)
        {
            return Results.NotFound();
        }

        http.Response.Headers.CacheControl = "private, no-cache"; // Who sees what differs, and what is withdrawn must be gone at the next look.
        var entries = await EntriesAsync(db, slug, cancellationToken);
        var (label, path) = (tag.Name.Label, References.PathOf(ItemKind.Tag, slug));
        return new AtomFeed(label.Text, label.Language.Length > 0 ? label.Language : InterfaceLanguages.Current, path, path + ".atom", tag.CreatedAt, entries)
            .Answer(Citations.Citations.SiteOf(http.Request, options.Value), options.Value.Title);
    }

    private static async Task<List<FeedEntry>> EntriesAsync(ArchiveDbContext db, string slug, CancellationToken cancellationToken)
    {
        var below = db.TagPaths.Where(p => p.Ancestor.Reference == slug).Select(p => p.DescendantId);
        List<FeedEntry> entries =
        [
            .. await db.Documents.Where(d => d.Taggings.Any(t => below.Contains(t.TagId))).OrderByDescending(d => d.PublishedAt ?? d.CreatedAt).Take(MaxEntries)
                .Select(d => new FeedEntry(ItemKind.Document, d.Reference, d.Title, d.Language, d.PublishedAt ?? d.CreatedAt)).ToListAsync(cancellationToken),
            .. await db.Articles.Where(a => a.Taggings.Any(t => below.Contains(t.TagId))).OrderByDescending(a => a.PublishedAt ?? a.CreatedAt).Take(MaxEntries)
                .Select(a => new FeedEntry(ItemKind.Article, a.Reference, a.Title, a.Language, a.PublishedAt ?? a.CreatedAt)).ToListAsync(cancellationToken),
            .. await db.Quotations.Where(q => q.Taggings.Any(t => below.Contains(t.TagId))).OrderByDescending(q => q.PublishedAt ?? q.CreatedAt).Take(MaxEntries)
                .Select(q => new FeedEntry(ItemKind.Quotation, q.Reference, q.Exact, q.Language, q.PublishedAt ?? q.CreatedAt)).ToListAsync(cancellationToken),
        ];
        return [.. entries.OrderByDescending(e => e.At).ThenBy(e => e.Reference, StringComparer.Ordinal).Take(MaxEntries)];
    }
}

using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Search;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Tags;

/// <summary>What is new under a tag, and the newest tags, as Atom.</summary>
internal static class TagFeed
{
    private const int PageSize = 50;

    /// <summary>What carries a tag or one below it, what came last first.</summary>
    public static async Task<IResult> ServeAsync(
        string slug, HttpContext http, ArchiveDbContext db, Searcher searcher, TimeProvider clock, IOptions<ArchiveOptions> options, CancellationToken cancellationToken)
    {
        if (await db.Tags.Where(t => t.Reference == slug).ToNames().SingleOrDefaultAsync(cancellationToken) is not { } tag)
        {
            return Results.NotFound();
        }

        var (label, path) = (tag.Label, References.PathOf(ItemKind.Tag, slug));
        var address = new SearchAddress().With(Facet.Tag, slug) with { After = http.Request.Query["after"].FirstOrDefault() };
        var feed = await SearchFeed.ReadAsync(db, searcher, address, label.Text, path + ".atom", clock, cancellationToken);
        return Answer(http, feed with { Language = label.Language.Length > 0 ? label.Language : feed.Language, Page = path }, options.Value);
    }

    /// <summary>The tags themselves, the newest first.</summary>
    public static async Task<IResult> ServeAllAsync(HttpContext http, ArchiveDbContext db, Words words, TimeProvider clock, IOptions<ArchiveOptions> options, CancellationToken cancellationToken)
    {
        var after = http.Request.Query["after"].FirstOrDefault();
        var tags = db.Tags.OrderByDescending(t => t.CreatedAt).ThenBy(t => t.Reference);
        // A place is the time of the last tag, in ticks of UTC, and its slug.
        var rest = after?.Split('.', 2) is [var ticks, var slug] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTime.MaxValue.Ticks && !slug.Contains('\0', StringComparison.Ordinal)
            ? AfterTag(tags, new DateTimeOffset(at, TimeSpan.Zero), slug) : tags;
        var found = await rest.Take(PageSize + 1).Select(t => new { t.CreatedAt, Name = new TagName(t.Reference, t.Labels.Select(l => new LabelText(l.Language, l.Text)).ToList()) })
            .ToListAsync(cancellationToken);
        var shown = found.Take(PageSize).ToList();
        var next = found.Count > PageSize ? string.Create(CultureInfo.InvariantCulture, $"{shown[^1].CreatedAt.UtcTicks}.{shown[^1].Name.Slug}") : null;
        return Answer(http, new AtomFeed(words["Tags"], InterfaceLanguages.Current, "/tags", "/tags.atom", clock.GetUtcNow(),
            [.. shown.Select(t => new FeedEntry(ItemKind.Tag, t.Name.Slug, t.Name.Label.Text, t.Name.Label.Language is { Length: > 0 } language ? language : null, t.CreatedAt))],
            (ReferenceEquals(rest, tags) ? null : after, null, next)), options.Value);
    }

#pragma warning disable CA1309 // PostgreSQL compares, by the collation that it orders by.
    private static IQueryable<Tag> AfterTag(IQueryable<Tag> tags, DateTimeOffset at, string slug) =>
        tags.Where(t => t.CreatedAt <= at && (t.CreatedAt < at || string.Compare(t.Reference, slug) > 0));
#pragma warning restore CA1309

    private static IResult Answer(HttpContext http, AtomFeed feed, ArchiveOptions options)
    {
        http.Response.Headers.CacheControl = "private, no-cache"; // Who sees what differs, and what is withdrawn must be gone at the next look.
        return feed.Answer(Citations.Citations.SiteOf(http.Request, options), options.Title);
    }
}

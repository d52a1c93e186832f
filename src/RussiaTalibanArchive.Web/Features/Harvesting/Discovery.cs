using System.Globalization;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Search;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Harvesting;

/// <summary>How browsers, feed readers and search engines find their way: OpenSearch, the feed of all that is new, and the map of the site.</summary>
internal static class Discovery
{
    /// <summary>Of one file of the map; the protocol allows 50,000.</summary>
    private const int MaxEntries = 10_000;
    private const int MaxShortName = 16;
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];
    private static readonly ItemKind[] Mapped = [ItemKind.Document, ItemKind.Article, ItemKind.Quotation, ItemKind.Dossier, ItemKind.Tag];

    public static void Map(WebApplication app)
    {
        app.MapMethods("/opensearch.xml", Reading, DescribeSearch).AllowAnonymous();
        app.MapMethods("/feed.atom", Reading, FeedAsync).RequireAuthorization(Policies.Visitor);
        app.MapMethods("/sitemap.xml", Reading, IndexAsync).AllowAnonymous();
        app.MapMethods("/sitemap/{collection}-{number:int}.xml", Reading, PartAsync).AllowAnonymous();
    }

    /// <summary>Source: OpenSearch 1.1, draft 6.</summary>
    private static IResult DescribeSearch(HttpContext http, Words words, IOptions<ArchiveOptions> options)
    {
        XNamespace search = "http://a9.com/-/spec/opensearch/1.1/";
        var (site, title) = (Citations.Citations.SiteOf(http.Request, options.Value), options.Value.Title);
        var description = new XElement(search + "OpenSearchDescription",
            new XElement(search + "ShortName", title.Length <= MaxShortName ? title : options.Value.ReferencePrefix),
            new XElement(search + "LongName", title.Length <= 48 ? title : title[..48]),
            new XElement(search + "Description", words["Search the archive"]),
            new XElement(search + "InputEncoding", "UTF-8"),
            new XElement(search + "OutputEncoding", "UTF-8"),
            new XElement(search + "Language", "*"),
            new XElement(search + "Image", new XAttribute("type", "image/svg+xml"), site + "/favicon.svg"),
            Url("text/html", "/search"), Url("application/atom+xml", "/search.atom"),
            new XElement(search + "Url", new XAttribute("type", "application/opensearchdescription+xml"), new XAttribute("rel", "self"), new XAttribute("template", site + "/opensearch.xml")),
            new XElement(search + "Query", new XAttribute("role", "example"), new XAttribute("searchTerms", "Moscow")));
        return Xml(http, description, "application/opensearchdescription+xml");

        XElement Url(string type, string path) => new(search + "Url", new XAttribute("type", type), new XAttribute("template", $"{site}{path}?q={{searchTerms}}"));
    }

    private static async Task<IResult> FeedAsync(
        HttpContext http, ArchiveDbContext db, Searcher searcher, Words words, TimeProvider clock, IOptions<ArchiveOptions> options, CancellationToken cancellationToken)
    {
        http.Response.Headers.CacheControl = "private, no-cache";
        var feed = await SearchFeed.ReadAsync(db, searcher, new SearchAddress { After = http.Request.Query["after"].FirstOrDefault() }, words["New in the archive"], "/feed.atom", clock, cancellationToken);
        return feed.Answer(Citations.Citations.SiteOf(http.Request, options.Value), options.Value.Title);
    }

    private static async Task<IResult> IndexAsync(HttpContext http, ArchiveDbContext db, CurrentViewer viewer, IOptions<ArchiveOptions> options, CancellationToken cancellationToken)
    {
        if (!options.Value.Public)
        {
            return Results.NotFound();
        }

        viewer.Use(Viewer.Nobody with { SeesPublic = true });
        XNamespace map = "http://www.sitemaps.org/schemas/sitemap/0.9";
        var index = new XElement(map + "sitemapindex");
        foreach (var kind in Mapped)
        {
            var count = await PagesOf(db, kind).CountAsync(cancellationToken);
            for (var number = 1; number <= (count + MaxEntries - 1) / MaxEntries; number++)
            {
                index.Add(new XElement(map + "sitemap", new XElement(map + "loc",
                    string.Create(CultureInfo.InvariantCulture, $"{Citations.Citations.SiteOf(http.Request, options.Value)}/sitemap/{References.CollectionOf(kind)}-{number}.xml"))));
            }
        }

        return Xml(http, index, "application/xml");
    }

    private static async Task<IResult> PartAsync(
        string collection, int number, HttpContext http, ArchiveDbContext db, CurrentViewer viewer, IOptions<ArchiveOptions> options, CancellationToken cancellationToken)
    {
        var kind = Mapped.Where(k => References.CollectionOf(k) == collection).Select(k => (ItemKind?)k).FirstOrDefault();
        if (!options.Value.Public || kind is not { } known || number is < 1 or > 10_000)
        {
            return Results.NotFound();
        }

        viewer.Use(Viewer.Nobody with { SeesPublic = true });
        var rows = await PagesOf(db, known).OrderBy(i => i.Id).Skip((number - 1) * MaxEntries).Take(MaxEntries).Select(i => new { i.Reference, i.UpdatedAt }).ToListAsync(cancellationToken);
        if (rows.Count == 0)
        {
            return Results.NotFound();
        }

        XNamespace map = "http://www.sitemaps.org/schemas/sitemap/0.9", xhtml = "http://www.w3.org/1999/xhtml";
        var site = Citations.Citations.SiteOf(http.Request, options.Value);
        return Xml(http, new XElement(map + "urlset", new XAttribute(XNamespace.Xmlns + "xhtml", xhtml), rows.Select(r =>
        {
            var address = site + References.PathOf(known, r.Reference);
            return new XElement(map + "url", new XElement(map + "loc", address), new XElement(map + "lastmod", r.UpdatedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
                InterfaceLanguages.All.Select(l => (l.Tag, Address: $"{address}?ui={l.Tag}")).Append(("x-default", address)).Select(l => new XElement(xhtml + "link",
                    new XAttribute("rel", "alternate"), new XAttribute("hreflang", l.Item1), new XAttribute("href", l.Item2))));
        })), "application/xml");
    }

    private static IQueryable<Item> PagesOf(ArchiveDbContext db, ItemKind kind) => kind switch
    {
        ItemKind.Document => db.Documents,
        ItemKind.Article => db.Articles,
        ItemKind.Quotation => db.Quotations,
        ItemKind.Dossier => db.Dossiers,
        _ => db.Tags,
    };

    private static IResult Xml(HttpContext http, XElement root, string mediaType)
    {
        http.Response.Headers.CacheControl = "no-cache";
        return Results.Text($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{root}\n", mediaType + "; charset=utf-8");
    }
}

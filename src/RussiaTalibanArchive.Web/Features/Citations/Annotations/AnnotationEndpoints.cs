using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Quotations;

namespace RussiaTalibanArchive.Web.Features.Citations.Annotations;

/// <summary>
/// Annotations as programs fetch them: a quotation at its own address, and the quotations of a document, an article or a tag as a collection in
/// pages. For reading alone. Source: W3C Web Annotation Protocol (2017).
/// </summary>
internal static class AnnotationEndpoints
{
    public const string MediaType = "application/ld+json; profile=\"http://www.w3.org/ns/anno.jsonld\"";
    private const int PageSize = 100;
    private const string Ldp = "http://www.w3.org/ns/ldp#";
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];
    private static readonly ItemKind[] Containers = [ItemKind.Document, ItemKind.Article, ItemKind.Tag];
    public static void Map(WebApplication app)
    {
        app.MapMethods("/quotations/{reference}.jsonld", Reading, OneAsync).RequireAuthorization(Policies.Visitor);
        foreach (var kind in Containers)
        {
            var path = $"/{References.CollectionOf(kind)}/{{reference}}/annotations";
            app.MapMethods(path, Reading,
                (string reference, string? page, string? iris, HttpContext http, ArchiveDbContext db, AnnotationReader reader, Tombstones tombstones, IOptions<ArchiveOptions> options, CancellationToken cancellationToken) =>
                    ManyAsync(kind, reference, page, iris, http, db, reader, tombstones, options.Value, cancellationToken))
                .RequireAuthorization(Policies.Visitor);
            app.MapMethods(path, [HttpMethods.Options], Allowed).AllowAnonymous();
        }

        app.MapMethods("/quotations/{reference}", [HttpMethods.Options], Allowed).AllowAnonymous();
    }

    private static IResult Allowed(HttpContext http)
    {
        http.Response.Headers.Allow = "GET, HEAD, OPTIONS";
        Open(http);
        return Results.NoContent();
    }

    private static async Task<IResult> OneAsync(
        string reference, HttpContext http, ArchiveDbContext db, AnnotationReader reader, Tombstones tombstones, IOptions<ArchiveOptions> options, CancellationToken cancellationToken)
    {
        if (!References.TryParse(reference, out var kind, out var canonical) || kind != ItemKind.Quotation)
        {
            return Results.NotFound();
        }

        var path = References.PathOf(kind, canonical);
        if (canonical != reference)
        {
            return Results.LocalRedirect(path + ".jsonld", permanent: true);
        }

        if (await reader.ReadAsync(db.Quotations.Where(q => q.Reference == canonical), Citations.SiteOf(http.Request, options.Value), cancellationToken) is not [var annotation])
        {
            return await Citations.MissingAsync(kind, canonical, tombstones, cancellationToken);
        }

        http.Response.Headers.Append(HeaderNames.Link, $"<{Ldp}Resource>; rel=\"type\"");
        return Answer(http, annotation, $"{canonical}.jsonld", path + ".jsonld");
    }

    private static async Task<IResult> ManyAsync(
        ItemKind kind, string reference, string? page, string? iris, HttpContext http,
        ArchiveDbContext db, AnnotationReader reader, Tombstones tombstones, ArchiveOptions options, CancellationToken cancellationToken)
    {
        var canonical = reference;
        if (kind != ItemKind.Tag && (!References.TryParse(reference, out var named, out canonical) || named != kind))
        {
            return Results.NotFound();
        }

        var path = References.PathOf(kind, canonical) + "/annotations";
        if (canonical != reference)
        {
            return Results.LocalRedirect(path + http.Request.QueryString, permanent: true);
        }

        var (found, label) = await OfAsync(kind, canonical, db, cancellationToken);
        if (found is null)
        {
            return await Citations.MissingAsync(kind, canonical, tombstones, cancellationToken);
        }

        var site = Citations.SiteOf(http.Request, options);
        var total = await found.CountAsync(cancellationToken);
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        var preferences = http.Request.Headers["Prefer"].ToString();
        var byAddress = iris == "1" || preferences.Contains("PreferContainedIRIs", StringComparison.Ordinal);
        http.Response.Headers.Append(HeaderNames.Vary, "Prefer");
        string Address(int number) => string.Create(CultureInfo.InvariantCulture, $"{site}{path}?{(byAddress ? "iris=1&" : "")}page={number}");
        var collection = new JsonObject
        {
            ["id"] = site + path + (byAddress ? "?iris=1" : ""),
            ["type"] = new JsonArray("BasicContainer", "AnnotationCollection"),
            ["label"] = label,
            ["total"] = total,
        };
        if (page is not null)
        {
            if (!int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number >= pages)
            {
                return Results.NotFound();
            }

            collection["type"] = "AnnotationCollection";
            return Answer(http, await PageAsync(number, collection), "annotations.jsonld", $"{path}{http.Request.QueryString}");
        }

        if (total > 0)
        {
            var isMinimal = preferences.Contains("PreferMinimalContainer", StringComparison.Ordinal);
            collection["first"] = isMinimal ? Address(0) : await PageAsync(0, null);
            collection["last"] = Address(pages - 1);
        }

        http.Response.Headers.Append(HeaderNames.Link, $"<{Ldp}BasicContainer>; rel=\"type\"");
        http.Response.Headers.Append(HeaderNames.Link, $"<http://www.w3.org/TR/annotation-protocol/>; rel=\"{Ldp}constrainedBy\"");
        return Answer(http, collection, "annotations.jsonld", $"{path}{http.Request.QueryString}");

        async Task<JsonObject> PageAsync(int number, JsonObject? partOf)
        {
            var some = found.Skip(number * PageSize).Take(PageSize);
            var items = byAddress
                ? new JsonArray([.. (await some.Select(q => q.Reference).ToListAsync(cancellationToken)).Select(r => (JsonNode)(site + References.PathOf(ItemKind.Quotation, r)))])
                : new JsonArray([.. await reader.ReadAsync(some, site, cancellationToken)]);
            var written = new JsonObject { ["id"] = Address(number), ["type"] = "AnnotationPage" };
            if (partOf is not null)
            {
                written["partOf"] = partOf;
            }

            written["startIndex"] = number * PageSize;
            if (number > 0)
            {
                written["prev"] = Address(number - 1);
            }

            if (number + 1 < pages)
            {
                written["next"] = Address(number + 1);
            }

            written["items"] = items;
            return written;
        }
    }

    /// <summary>The quotations of an item, in the order of its text; <see langword="null"/> when the viewer sees no such item.</summary>
    private static async Task<(IQueryable<Quotation>? Quotations, string? Label)> OfAsync(ItemKind kind, string reference, ArchiveDbContext db, CancellationToken cancellationToken)
    {
        switch (kind)
        {
            case ItemKind.Document:
                return (InOrder(db.Quotations.Where(q => q.Document!.Reference == reference)),
                    await db.Documents.Where(d => d.Reference == reference).Select(d => d.Title).SingleOrDefaultAsync(cancellationToken)) is var (ofDocument, title) && title is not null ? (ofDocument, title) : default;
            case ItemKind.Article:
                return (InOrder(db.Quotations.Where(q => q.Article!.Reference == reference)),
                    await db.Articles.Where(a => a.Reference == reference).Select(a => a.Title).SingleOrDefaultAsync(cancellationToken)) is var (ofArticle, heading) && heading is not null ? (ofArticle, heading) : default;
            default:
                var tag = await db.Tags.Where(t => t.Reference == reference).Select(t => t.Id).SingleOrDefaultAsync(cancellationToken);
                return tag == Guid.Empty ? default
                    : (db.Quotations.Where(q => q.Taggings.Any(t => db.TagPaths.Any(p => p.AncestorId == tag && p.DescendantId == t.TagId))).OrderBy(q => q.Reference), reference);
        }

        static IQueryable<Quotation> InOrder(IQueryable<Quotation> quotations) => quotations.OrderBy(q => q.Start == null).ThenBy(q => q.Start).ThenBy(q => q.Reference);
    }

    private static IResult Answer(HttpContext http, JsonObject written, string fileName, string path)
    {
        Open(http);
        http.Response.Headers.Allow = "GET, HEAD, OPTIONS";
        var whole = new JsonObject
        {
            ["@context"] = written.ContainsKey("total") || written["type"]?.ToString() != "Annotation"
            ? new JsonArray(AnnotationReader.Context, "http://www.w3.org/ns/ldp.jsonld") : AnnotationReader.Context
        };
        foreach (var (name, value) in written.ToList())
        {
            written.Remove(name);
            whole[name] = value;
        }

        return Citations.Answer(http, Citations.TextOf(whole), MediaType, fileName, path);
    }

    /// <summary>Programs of other sites may read what any visitor may: no cookie goes with their requests.</summary>
    private static void Open(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlExposeHeaders = "ETag, Link, Allow, Vary, Content-Location";
        headers.AccessControlAllowHeaders = "Accept, Prefer";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Citations.Metadata;

/// <summary><c>/documents/RTA-D0001.jsonld</c> and the same of an article: schema.org. A quotation's is its annotation.</summary>
internal static class SchemaOrgEndpoint
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Map(WebApplication app)
    {
        foreach (var kind in new[] { ItemKind.Document, ItemKind.Article })
        {
            app.MapMethods($"/{References.CollectionOf(kind)}/{{reference}}.jsonld", [HttpMethods.Get, HttpMethods.Head],
                (string reference, HttpContext http, CitationReader reader, Tombstones tombstones, Words words, IOptions<ArchiveOptions> options, CancellationToken cancellationToken) =>
                    ServeAsync(kind, reference, http, reader, tombstones, words, options.Value, cancellationToken))
                .RequireAuthorization(Policies.Visitor);
        }
    }

    private static async Task<IResult> ServeAsync(
        ItemKind kind, string reference, HttpContext http, CitationReader reader, Tombstones tombstones, Words words, ArchiveOptions options, CancellationToken cancellationToken)
    {
        if (!References.TryParse(reference, out var named, out var canonical) || named != kind)
        {
            return Results.NotFound();
        }

        var path = References.PathOf(kind, canonical) + ".jsonld";
        if (canonical != reference)
        {
            return Results.LocalRedirect(path, permanent: true);
        }

        var site = Citations.SiteOf(http.Request, options);
        return await reader.FindAsync(kind, canonical, site, cancellationToken) is { } citation
            ? Citations.Answer(http, SchemaOrg.Of(citation, kind, site, words.ManyOf(kind)).ToJsonString(Json) + "\n", "application/ld+json", canonical + ".jsonld", path)
            : await Citations.MissingAsync(kind, canonical, tombstones, cancellationToken);
    }
}

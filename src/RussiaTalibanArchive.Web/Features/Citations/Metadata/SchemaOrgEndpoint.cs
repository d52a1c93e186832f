using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Citations.Metadata;

/// <summary><c>/documents/RTA-D0001.jsonld</c> and the same of an article: schema.org. A quotation's is its annotation.</summary>
internal static class SchemaOrgEndpoint
{
    public static void Map(WebApplication app)
    {
        foreach (var kind in new[] { ItemKind.Document, ItemKind.Article })
        {
            app.MapBeside(kind, ".jsonld", (cited, _) => Task.FromResult(cited.Answer(
                Citations.TextOf(SchemaOrg.Of(cited.Citation, kind, cited.Site, cited.Http.RequestServices.GetRequiredService<Words>().ManyOf(kind))), "application/ld+json", ".jsonld")));
        }
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;
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
            app.MapBeside(kind, ".jsonld", (cited, _) => Task.FromResult(cited.Answer(
                SchemaOrg.Of(cited.Citation, kind, cited.Site, cited.Http.RequestServices.GetRequiredService<Words>().ManyOf(kind)).ToJsonString(Json) + "\n", "application/ld+json", ".jsonld")));
        }
    }
}

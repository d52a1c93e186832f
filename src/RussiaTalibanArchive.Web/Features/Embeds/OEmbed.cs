using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Citations;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Embeds;

/// <summary>
/// Tells other sites how to show a quotation, a document or an article: in a frame without script, that sends nothing of their reader but
/// the request itself. Source: oEmbed 1.0.
/// </summary>
internal static class OEmbed
{
    private const int Width = 640;
    private const int Height = 320;

    public static void Map(WebApplication app) => app.MapMethods("/oembed", [HttpMethods.Get, HttpMethods.Head], ServeAsync).RequireAuthorization(Policies.Visitor);

    private static async Task<IResult> ServeAsync(
        string? url, string? format, int? maxwidth, int? maxheight, HttpContext http, CurrentViewer viewer, CitationReader reader, IOptions<ArchiveOptions> options, CancellationToken cancellationToken)
    {
        // What is shown elsewhere is what everyone may see.
        viewer.Use(Viewer.Nobody with { SeesPublic = options.Value.Public });
        if (format is not (null or "" or "json" or "xml"))
        {
            return Results.StatusCode(StatusCodes.Status501NotImplemented);
        }

        var site = Citations.Citations.SiteOf(http.Request, options.Value);
        if (ItemAt(url, site) is not var (kind, reference) || await reader.FindAsync(kind, reference, site, cancellationToken) is not { } citation)
        {
            return Results.NotFound();
        }

        var (width, height) = (Math.Clamp(maxwidth ?? Width, 200, Width), Math.Clamp(maxheight ?? Height, 120, Height));
        var title = Excerpt.Of(CitedText.Line(citation.Title), 200);
        var frame = string.Create(CultureInfo.InvariantCulture,
            $"<iframe src=\"{site}/embed{References.PathOf(kind, reference)}\" width=\"{width}\" height=\"{height}\" title=\"{WebUtility.HtmlEncode(title)}\" loading=\"lazy\" referrerpolicy=\"no-referrer\" sandbox=\"allow-popups\"></iframe>");
        (string Name, object Value)[] answer =
        [
            ("version", "1.0"), ("type", "rich"), ("title", title), ("provider_name", options.Value.Title), ("provider_url", site + "/"),
            .. citation.Authors is [var author, ..] ? new (string, object)[] { ("author_name", author.Given is null ? author.Family : $"{author.Given} {author.Family}") } : [],
            ("html", frame), ("width", width), ("height", height), ("cache_age", 3600),
        ];
        http.Response.Headers.AccessControlAllowOrigin = "*";
        http.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        return format == "xml"
            ? Results.Text($"<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?>\n{new XElement("oembed", answer.Select(a => new XElement(a.Name, a.Value)))}\n", "text/xml; charset=utf-8")
            : Results.Text(new JsonObject(answer.Select(a => KeyValuePair.Create(a.Name, (JsonNode?)JsonValue.Create(a.Value)))).ToJsonString(), "application/json; charset=utf-8");
    }

    /// <summary>The item of an address of this site.</summary>
    private static (ItemKind Kind, string Reference)? ItemAt(string? url, string site) =>
        url?.StartsWith(site + "/", StringComparison.OrdinalIgnoreCase) == true && Uri.TryCreate(url, UriKind.Absolute, out var address)
        && address.AbsolutePath.Split('/') is [.., var collection, var reference]
        && References.TryParse(reference, out var kind, out var canonical) && CitationFormat.Kinds.Contains(kind) && References.CollectionOf(kind) == collection
            ? (kind, canonical) : null;
}

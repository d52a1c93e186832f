using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Citations.Annotations;
using RussiaTalibanArchive.Web.Features.Citations.Metadata;
using RussiaTalibanArchive.Web.Features.Citations.Styles;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Citations;

internal static class Citations
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void AddCitations(this IServiceCollection services)
    {
        services.AddScoped<CitationReader>();
        services.AddSingleton<CitationStyler>();
        services.AddScoped<AnnotationReader>();
    }

    /// <summary>Each item that can be cited has its citations beside its own address: <c>/documents/RTA-D0001.bib</c>.</summary>
    public static void MapCitations(this WebApplication app)
    {
        StyledEndpoint.Map(app);
        Unapi.Map(app);
        TextExport.Map(app);
        TeiExport.Map(app);
        SchemaOrgEndpoint.Map(app);
        AnnotationEndpoints.Map(app);
        foreach (var kind in CitationFormat.Kinds)
        {
            foreach (var format in CitationFormat.All)
            {
                app.MapBeside(kind, format.Suffix, (cited, _) => Task.FromResult(cited.Answer(format.Write([cited.Citation]), format.ContentType, format.Suffix)));
            }
        }
    }

    /// <summary>
    /// Serves something of an item at its own address with a suffix, to who may see the item. What there is not, what was withdrawn, and a
    /// reference in another spelling are answered here.
    /// </summary>
    /// <param name="app">The program.</param>
    /// <param name="kind">Of the items.</param>
    /// <param name="suffix">Such as <c>.bib</c>.</param>
    /// <param name="write">Answers for an item that is there.</param>
    internal static void MapBeside(this WebApplication app, ItemKind kind, string suffix, Func<CitedRequest, CancellationToken, Task<IResult>> write) => app.MapMethods(
        $"/{References.CollectionOf(kind)}/{{reference}}{suffix}", Reading,
        async (string reference, HttpContext http, CitationReader reader, Tombstones tombstones, IOptions<ArchiveOptions> options, CancellationToken cancellationToken) =>
        {
            if (Tombstones.CanonicalOf(kind, reference) is not { } canonical)
            {
                return Results.NotFound();
            }

            var path = References.PathOf(kind, canonical) + suffix + http.Request.QueryString;
            if (canonical != reference)
            {
                return Results.LocalRedirect(path, permanent: true);
            }

            var site = SiteOf(http.Request, options.Value);
            return await reader.FindAsync(kind, canonical, site, cancellationToken) is { } citation
                ? await write(new(http, kind, citation with { Transliteration = Transliterations.Find(http.Request.Query[Transliterations.Parameter]) ?? default }, site, path), cancellationToken)
                : await MissingAsync(kind, canonical, tombstones, cancellationToken);
        }).RequireAuthorization(Policies.Visitor);

    /// <summary>410 for what was withdrawn after readers could see it, else 404.</summary>
    internal static async Task<IResult> MissingAsync(ItemKind kind, string reference, Tombstones tombstones, CancellationToken cancellationToken) =>
        await tombstones.FindAsync(kind, reference, cancellationToken) is { } tombstone
            ? Results.Text(Epitaph(tombstone), "text/plain; charset=utf-8", statusCode: StatusCodes.Status410Gone)
            : Results.NotFound();

    /// <summary>JSON as a file of its own, never part of a page: its letters stand as they are.</summary>
    internal static string TextOf(JsonNode json) => json.ToJsonString(Json) + "\n";

    /// <summary>Answers with what was written, under the name of a file and with a tag of its own bytes.</summary>
    /// <param name="http">The request.</param>
    /// <param name="text">The answer's body.</param>
    /// <param name="contentType">Its media type with the character set.</param>
    /// <param name="fileName">What a browser saves it as.</param>
    /// <param name="path">Its own address, from the root of the site.</param>
    internal static IResult Answer(HttpContext http, string text, string contentType, string fileName, string path)
    {
        var body = Encoding.UTF8.GetBytes(text);
        var headers = http.Response.Headers;
        headers.ContentDisposition = $"inline; filename=\"{fileName}\"";
        headers.ContentLocation = http.Request.PathBase + path;
        if (headers.CacheControl.Count == 0)
        {
            headers.CacheControl = "no-cache"; // What is withdrawn must be gone at the next look.
        }

        // The citation also says what stands in tags, assessments and settings: only its own bytes tell whether it changed.
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(body))[..32]}\"");
        return Results.Bytes(body, contentType, entityTag: tag);
    }

    /// <summary>Where the archive is reached, without a slash at the end.</summary>
    internal static string SiteOf(HttpRequest request, ArchiveOptions options) => SiteOf(request, options.PublicUrl);

    /// <inheritdoc cref="SiteOf(HttpRequest, ArchiveOptions)"/>
    internal static string SiteOf(HttpRequest request, string? publicUrl) =>
        (string.IsNullOrEmpty(publicUrl) ? $"{request.Scheme}://{request.Host}{request.PathBase}" : publicUrl).TrimEnd('/');

    private static string Epitaph(Tombstone tombstone) =>
        string.Create(CultureInfo.InvariantCulture, $"{tombstone.Reference} was withdrawn on {tombstone.WithdrawnOn:yyyy-MM-dd}. {tombstone.Reason}").TrimEnd() + "\n";
}

/// <summary>A request for something of an item that its viewer may see.</summary>
/// <param name="Http">The request.</param>
/// <param name="Kind">Of the item.</param>
/// <param name="Citation">Of the item.</param>
/// <param name="Site">Where the archive is reached, without a slash at the end.</param>
/// <param name="Path">What is asked for, from the root of the site.</param>
internal sealed record CitedRequest(HttpContext Http, ItemKind Kind, Citation Citation, string Site, string Path)
{
    public ArchiveDbContext Db => Http.RequestServices.GetRequiredService<ArchiveDbContext>();

    /// <param name="text">The answer's body.</param>
    /// <param name="contentType">Its media type with the character set.</param>
    /// <param name="suffix">What the name of the file ends in.</param>
    public IResult Answer(string text, string contentType, string suffix) => Citations.Answer(Http, text, contentType, Citation.Reference + suffix, Path);
}

using System.Globalization;
using System.Text.Json.Nodes;
using ImageMagick;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Citations;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Files;
using RussiaTalibanArchive.Web.Features.Intake.Reading.Pictures;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;
using RussiaTalibanArchive.Web.Text;
using TextDirection = RussiaTalibanArchive.Web.Text.TextDirection;

namespace RussiaTalibanArchive.Web.Features.Iiif;

/// <summary>
/// The pages of a document for viewers of other sites, with its quotations as annotations. Public documents alone, whoever asks. Source: IIIF
/// Presentation API 3.0, and Image API 3.0 at level 0.
/// </summary>
internal static class IiifEndpoints
{
    private const string Presentation = "http://iiif.io/api/presentation/3/context.json";
    private const string ManifestType = "application/ld+json;profile=\"http://iiif.io/api/presentation/3/context.json\"";
    private const string ImageType = "application/ld+json;profile=\"http://iiif.io/api/image/3/context.json\"";

    /// <summary>Turning a picture into a JPEG takes a processor for a moment; so many are at it at once.</summary>
    private const int AtOnce = 2;
    private const int Quality = 85;
    private static readonly SemaphoreSlim Turns = new(AtOnce);
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];
    public static void Map(WebApplication app)
    {
        app.MapMethods("/iiif/3/{reference}/manifest", Reading, ManifestAsync).RequireAuthorization(Policies.Visitor);
        app.MapMethods("/iiif/3/{reference}/{number:int}/annotations", Reading, AnnotationsAsync).RequireAuthorization(Policies.Visitor);
        app.MapMethods("/iiif/3/{reference}/{number:int}/info.json", Reading, InfoAsync).RequireAuthorization(Policies.Visitor);
        app.MapMethods("/iiif/3/{reference}/{number:int}", Reading, (string reference, int number, HttpContext http) =>
            Results.Redirect($"{http.Request.PathBase}/iiif/3/{Uri.EscapeDataString(reference)}/{number.ToString(CultureInfo.InvariantCulture)}/info.json")).RequireAuthorization(Policies.Visitor);
        app.MapMethods("/iiif/3/{reference}/{number:int}/full/{size}/0/default.jpg", Reading, ImageAsync).RequireAuthorization(Policies.Visitor);
    }

    private static async Task<IResult> ManifestAsync(
        string reference, HttpContext http, ArchiveDbContext db, CurrentViewer viewer, CitationReader citations, Words words, IOptions<ArchiveOptions> options, CancellationToken cancellationToken)
    {
        Open(http, viewer, options.Value);
        var site = Citations.Citations.SiteOf(http.Request, options.Value);
        if (!IsDocument(reference) || await citations.FindAsync(ItemKind.Document, reference, site, cancellationToken) is not { } citation)
        {
            return Results.NotFound();
        }

        var pages = await PagesOf(db, reference).OrderBy(p => p.Number).Select(p => new { p.Number, p.PictureWidth, p.PictureHeight }).ToListAsync(cancellationToken);
        if (pages.Count == 0)
        {
            return Results.NotFound();
        }

        var address = site + References.PathOf(ItemKind.Document, reference);
        var titles = new JsonObject { [citation.Language ?? "none"] = new JsonArray(citation.Title) };
        foreach (var (language, title) in citation.TitleTranslations)
        {
            titles[language] = new JsonArray(title);
        }

        var metadata = new JsonArray();
        Add("Reference", citation.Reference, null);
        Add("Issuer or publisher", citation.Authors is [var issuer, ..] ? issuer.Family : null, citation.Language);
        Add("Date", citation.Date?.Edtf, null);
        Add("Date as printed", citation.DatePrinted, citation.Language);
        Add("Authenticity", words.Of(citation.Verdict), InterfaceLanguages.Current);
        Add("Rights", citation.Rights, null);
        var manifest = new JsonObject
        {
            ["@context"] = Presentation,
            ["id"] = $"{site}/iiif/3/{reference}/manifest",
            ["type"] = "Manifest",
            ["label"] = titles,
            ["metadata"] = metadata,
            ["requiredStatement"] = new JsonObject { ["label"] = In("Archive"), ["value"] = new JsonObject { ["none"] = new JsonArray($"{citation.Archive}, {citation.Reference}. {string.Join(". ", citation.Notes())}".TrimEnd(' ', '.')) } },
            ["homepage"] = new JsonArray(new JsonObject { ["id"] = address, ["type"] = "Text", ["label"] = titles.DeepClone(), ["format"] = "text/html" }),
            ["thumbnail"] = new JsonArray(Image(reference, pages[0].Number, pages[0].PictureWidth, pages[0].PictureHeight, site, isSmall: true)),
            ["seeAlso"] = new JsonArray(
                new JsonObject { ["id"] = address + ".jsonld", ["type"] = "Dataset", ["format"] = "application/ld+json", ["profile"] = "https://schema.org/" },
                new JsonObject { ["id"] = address + ".md", ["type"] = "Text", ["format"] = "text/markdown" },
                new JsonObject { ["id"] = address + "/annotations", ["type"] = "Dataset", ["format"] = "application/ld+json", ["profile"] = "http://www.w3.org/ns/anno.jsonld" }),
            ["viewingDirection"] = Direction.Of(citation.Title) == TextDirection.RightToLeft ? "right-to-left" : "left-to-right",
            ["behavior"] = new JsonArray("paged"),
            ["items"] = new JsonArray([.. pages.Select(p =>
            {
                var canvas = Canvas(site, reference, p.Number);
                return (JsonNode)new JsonObject
                {
                    ["id"] = canvas,
                    ["type"] = "Canvas",
                    ["label"] = new JsonObject { ["none"] = new JsonArray(p.Number.ToString(CultureInfo.InvariantCulture)) },
                    ["width"] = p.PictureWidth,
                    ["height"] = p.PictureHeight,
                    ["items"] = new JsonArray(new JsonObject
                    {
                        ["id"] = canvas + "/page",
                        ["type"] = "AnnotationPage",
                        ["items"] = new JsonArray(new JsonObject
                        {
                            ["id"] = canvas + "/painting",
                            ["type"] = "Annotation",
                            ["motivation"] = "painting",
                            ["body"] = Image(reference, p.Number, p.PictureWidth, p.PictureHeight, site, isSmall: false),
                            ["target"] = canvas,
                        }),
                    }),
                    ["annotations"] = new JsonArray(new JsonObject { ["id"] = Annotations(site, reference, p.Number), ["type"] = "AnnotationPage" }),
                };
            })]),
        };
        if (RightsOf(citation.Rights) is { } rights)
        {
            manifest["rights"] = rights;
        }

        return Answer(http, manifest, ManifestType, $"/iiif/3/{reference}/manifest");

        void Add(string name, string? value, string? language)
        {
            if (!string.IsNullOrEmpty(value))
            {
                metadata.Add(new JsonObject { ["label"] = In(name), ["value"] = new JsonObject { [language ?? "none"] = new JsonArray(value) } });
            }
        }

        JsonObject In(string name) => new()
        {
            [InterfaceLanguages.Current] = new JsonArray(name switch
            {
                "Reference" => words["Reference"],
                "Issuer or publisher" => words["Issuer or publisher"],
                "Date" => words["Date"],
                "Date as printed" => words["Date as printed"],
                "Authenticity" => words["Authenticity"],
                "Rights" => words["Rights"],
                _ => words["Archive"],
            })
        };
    }

    /// <summary>The quotations on a page.</summary>
    private static async Task<IResult> AnnotationsAsync(
        string reference, int number, HttpContext http, ArchiveDbContext db, CurrentViewer viewer, TextLayouts layouts, IOptions<ArchiveOptions> options, CancellationToken cancellationToken)
    {
        Open(http, viewer, options.Value);
        if (!IsDocument(reference) || !await PagesOf(db, reference).AnyAsync(p => p.Number == number, cancellationToken))
        {
            return Results.NotFound();
        }

        var site = Citations.Citations.SiteOf(http.Request, options.Value);
        var targets = await PageTargets.OfAsync(db, layouts, reference, number, cancellationToken);
        // A passage may go on over the end of a page.
        var (text, start, end) = (targets?.Text, targets?.Start, targets?.End);
        var quotations = await db.Quotations.Where(q => q.Document!.Reference == reference && (q.Page == number || (q.TextId == text && q.Start < end && q.End > start)))
            .OrderBy(q => q.Start == null).ThenBy(q => q.Start).ThenBy(q => q.Reference)
            .Select(q => new { q.Reference, q.Exact, q.Language, q.TextId, q.Start, q.End, Pieces = q.Pieces.Select(p => new { p.Start, p.End }).ToList() }).ToListAsync(cancellationToken);
        var canvas = Canvas(site, reference, number);
        return Answer(http, new JsonObject
        {
            ["@context"] = Presentation,
            ["id"] = Annotations(site, reference, number),
            ["type"] = "AnnotationPage",
            ["items"] = new JsonArray([.. quotations.Select(q => (JsonNode)new JsonObject
            {
                ["id"] = site + References.PathOf(ItemKind.Quotation, q.Reference),
                ["type"] = "Annotation",
                ["motivation"] = "commenting",
                ["body"] = new JsonObject { ["type"] = "TextualBody", ["value"] = q.Exact, ["language"] = q.Language, ["format"] = "text/plain" },
                ["target"] = targets is null || q.TextId != targets.Text || q.Start is not { } from || q.End is not { } to ? canvas
                    : targets.Of(canvas, q.Pieces.Count > 0 ? q.Pieces.Select(p => (p.Start, p.End)) : [(from, to)]),
            })]),
        }, ManifestType, $"/iiif/3/{reference}/{number.ToString(CultureInfo.InvariantCulture)}/annotations");
    }

    private static async Task<IResult> InfoAsync(
        string reference, int number, HttpContext http, ArchiveDbContext db, CurrentViewer viewer, IOptions<ArchiveOptions> options, CancellationToken cancellationToken)
    {
        Open(http, viewer, options.Value);
        if (!IsDocument(reference) || await PagesOf(db, reference).Where(p => p.Number == number).Select(p => new { p.PictureWidth, p.PictureHeight }).SingleOrDefaultAsync(cancellationToken) is not { } page)
        {
            return Results.NotFound();
        }

        var small = SmallOf(page.PictureWidth, page.PictureHeight);
        return Answer(http, new JsonObject
        {
            ["@context"] = "http://iiif.io/api/image/3/context.json",
            ["id"] = Service(Citations.Citations.SiteOf(http.Request, options.Value), reference, number),
            ["type"] = "ImageService3",
            ["protocol"] = "http://iiif.io/api/image",
            ["profile"] = "level0",
            ["width"] = page.PictureWidth,
            ["height"] = page.PictureHeight,
            ["sizes"] = new JsonArray(
                new JsonObject { ["width"] = small.Width, ["height"] = small.Height },
                new JsonObject { ["width"] = page.PictureWidth, ["height"] = page.PictureHeight }),
        }, ImageType, $"/iiif/3/{reference}/{number.ToString(CultureInfo.InvariantCulture)}/info.json");
    }

    private static async Task<IResult> ImageAsync(
        string reference, int number, string size, HttpContext http, ArchiveDbContext db, CurrentViewer viewer, PictureStore store, IOptions<ArchiveOptions> options, CancellationToken cancellationToken)
    {
        Open(http, viewer, options.Value);
        if (!IsDocument(reference) || await PagesOf(db, reference).Where(p => p.Number == number).Select(p => new { p.Picture, p.PictureWidth, p.PictureHeight }).SingleOrDefaultAsync(cancellationToken)
            is not { Picture: { } picture } page)
        {
            return Results.NotFound();
        }

        var small = SmallOf(page.PictureWidth, page.PictureHeight);
        PictureSize? wanted = size == "max" || size == Say($"{page.PictureWidth},{page.PictureHeight}") ? PictureSize.Large : size == Say($"{small.Width},{small.Height}") ? PictureSize.Small : null;
        if (wanted is not { } known)
        {
            return Results.Text("At level 0 there are the sizes of info.json, and max.\n", "text/plain; charset=utf-8", statusCode: StatusCodes.Status400BadRequest);
        }

        var tag = new EntityTagHeaderValue($"\"{picture:N}-{known}\"");
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(t => t.Compare(tag, useStrongComparison: false)))
        {
            http.Response.Headers.ETag = tag.ToString();
            return Results.StatusCode(StatusCodes.Status304NotModified);
        }

        await using var content = store.Open(picture, known);
        if (content is null)
        {
            return Results.NotFound();
        }

        await Turns.WaitAsync(cancellationToken);
        try
        {
            using var image = Magick.ReadDrawn(content);
            image.Quality = Quality;
            return Results.Bytes(image.ToByteArray(MagickFormat.Jpeg), "image/jpeg", entityTag: tag);
        }
        finally
        {
            Turns.Release();
        }
    }

    private static bool IsDocument(string reference) => References.TryParse(reference, out var kind, out var canonical) && kind == ItemKind.Document && canonical == reference;

    private static IQueryable<DocumentPage> PagesOf(ArchiveDbContext db, string reference) =>
        db.DocumentPages.Where(p => p.Document.Reference == reference && p.Picture != null && p.PictureWidth > 0 && p.PictureHeight > 0);

    private static JsonObject Image(string reference, int number, int width, int height, string site, bool isSmall)
    {
        var small = SmallOf(width, height);
        var (w, h) = isSmall ? small : (width, height);
        return new()
        {
            ["id"] = $"{Service(site, reference, number)}/full/{(isSmall ? Say($"{w},{h}") : "max")}/0/default.jpg",
            ["type"] = "Image",
            ["format"] = "image/jpeg",
            ["width"] = w,
            ["height"] = h,
            ["service"] = new JsonArray(new JsonObject { ["id"] = Service(site, reference, number), ["type"] = "ImageService3", ["profile"] = "level0" }),
        };
    }

    /// <summary>As <see cref="PictureSize.Small"/> is drawn.</summary>
    private static (int Width, int Height) SmallOf(int width, int height) =>
        width <= SmallWidth ? (width, height) : (SmallWidth, Math.Max(1, (int)Math.Round((double)height * SmallWidth / width, MidpointRounding.AwayFromZero)));

    private const int SmallWidth = 280;

    private static string Service(string site, string reference, int number) => Say($"{site}/iiif/3/{reference}/{number}");

    private static string Canvas(string site, string reference, int number) => Say($"{site}/iiif/3/{reference}/canvas/{number}");

    private static string Annotations(string site, string reference, int number) => Say($"{site}/iiif/3/{reference}/{number}/annotations");

    /// <summary>The addresses that the standard allows.</summary>
    private static string? RightsOf(string? rights)
    {
        var address = rights?.Trim().Replace("https:", "http:", StringComparison.OrdinalIgnoreCase);
        return address?.StartsWith("http://creativecommons.org/", StringComparison.OrdinalIgnoreCase) == true || address?.StartsWith("http://rightsstatements.org/", StringComparison.OrdinalIgnoreCase) == true ? address
            : rights?.Trim() is "CC0" or "CC0 1.0" ? "http://creativecommons.org/publicdomain/zero/1.0/"
            : null;
    }

    private static IResult Answer(HttpContext http, JsonObject written, string mediaType, string path) => Citations.Citations.Answer(http, Citations.Citations.TextOf(written), mediaType, "iiif.json", path);

    private static void Open(HttpContext http, CurrentViewer viewer, ArchiveOptions options)
    {
        // Viewers of other sites send no cookie, and what they show is for everyone.
        viewer.Use(Viewer.Nobody with { SeesPublic = options.Public });
        http.Response.Headers.AccessControlAllowOrigin = "*";
        http.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        http.Response.Headers.CacheControl = "no-cache";
    }

    private static string Say(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);
}

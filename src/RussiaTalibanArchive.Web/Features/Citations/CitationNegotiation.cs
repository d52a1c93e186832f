using Microsoft.Net.Http.Headers;
using RussiaTalibanArchive.Web.Features.Citations.Annotations;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Search;
using RussiaTalibanArchive.Web.Features.Search.Exports;

namespace RussiaTalibanArchive.Web.Features.Citations;

internal static class CitationNegotiation
{
    private static readonly CitationFormat Markdown = Elsewhere("Markdown", ".md", "text/markdown");
    private static readonly IReadOnlyList<CitationFormat> OfItem = [.. CitationFormat.All, Elsewhere("JSON-LD", ".jsonld", "application/ld+json"), Markdown];
    private static readonly IReadOnlyList<CitationFormat> OfQuotation = [.. CitationFormat.All, Elsewhere("JSON-LD", ".jsonld", AnnotationEndpoints.MediaType), Markdown];

    /// <summary>
    /// Lets a program take a citation from an item's own address: who would rather have one of our formats than a page is
    /// answered as at the address with its suffix. Stands before routing.
    /// </summary>
    public static void UseCitationNegotiation(this WebApplication app)
    {
        var site = app.Configuration["Archive:PublicUrl"];
        app.Use((context, next) => NegotiateAsync(context, next, site));
    }

    private static Task NegotiateAsync(HttpContext context, RequestDelegate next, string? site)
    {
        var request = context.Request;
        if ((HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && FormatsOf(request.Path) is { Count: > 0 } formats)
        {
            context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
            if (KindOf(request.Path) is { } kind)
            {
                Signpost(context, kind, request.Path, site);
            }

            if (Preferred(request.Headers.Accept, formats) is { } format)
            {
                request.Path += format.Suffix;
            }
        }

        return next(context);
    }

    /// <summary>Says in headers what the page says in links. Source: Signposting, FAIR profile level 1.</summary>
    private static void Signpost(HttpContext context, ItemKind kind, string path, string? publicUrl) => context.Response.OnStarting(() =>
    {
        var (response, site) = (context.Response, Citations.SiteOf(context.Request, publicUrl));
        if (response.StatusCode == StatusCodes.Status200OK && response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true)
        {
            var formats = kind == ItemKind.Quotation ? OfQuotation : CitationFormat.Kinds.Contains(kind) ? OfItem : CitationFormat.All;
            response.Headers.Append(HeaderNames.Link, $"<{site}{path}>; rel=\"cite-as\"");
            response.Headers.Append(HeaderNames.Link, "<https://schema.org/AboutPage>; rel=\"type\"");
            foreach (var format in formats)
            {
                response.Headers.Append(HeaderNames.Link, $"<{site}{path}{format.Suffix}>; rel=\"describedby\"; type=\"{MediaTypeHeaderValue.Parse(format.MediaType).MediaType}\"");
            }
        }

        return Task.CompletedTask;
    });

    /// <summary>The format that an <c>Accept</c> header ranks above a page. Source: RFC 9110, section 12.5.1.</summary>
    /// <returns><see langword="null"/> when a page will do as well.</returns>
    internal static CitationFormat? Preferred(IList<string?> accept, IReadOnlyList<CitationFormat> formats)
    {
        if (!MediaTypeHeaderValue.TryParseList(accept!, out var ranges))
        {
            return null;
        }

        var best = formats.MaxBy(f => QualityOf(f.MediaType, ranges))!;
        return QualityOf(best.MediaType, ranges) > QualityOf("text/html", ranges) ? best : null;
    }

    /// <summary>A form that has endpoints of its own.</summary>
    internal static CitationFormat Elsewhere(string name, string suffix, string mediaType) => new(name, suffix, mediaType, mediaType, _ => throw new NotSupportedException());

    /// <summary>What an address is served as besides a page: an item's own, or a list's.</summary>
    private static IReadOnlyList<CitationFormat> FormatsOf(PathString path) =>
        KindOf(path) is { } kind ? kind == ItemKind.Quotation ? OfQuotation : CitationFormat.Kinds.Contains(kind) ? OfItem : CitationFormat.All
        : SearchAddress.Lists.Any(l => l.IsCitable && path.Equals(l.Path, StringComparison.OrdinalIgnoreCase)) ? SearchExport.Negotiated : [];

    private static ItemKind? KindOf(PathString path) =>
        path.Value?.Split('/') is ["", var collection, var reference]
        && References.TryParse(reference, out var kind, out _)
        && (CitationFormat.Kinds.Contains(kind) || kind == ItemKind.Dossier)
        && collection.Equals(References.CollectionOf(kind), StringComparison.OrdinalIgnoreCase) ? kind : null;

    /// <summary>The quality, 0 to 1, that the most specific range gives a media type.</summary>
    private static double QualityOf(string mediaType, IList<MediaTypeHeaderValue> ranges)
    {
        var type = MediaTypeHeaderValue.Parse(mediaType);
        return ranges
            .Where(type.IsSubsetOf)
            .OrderBy(r => r.MatchesAllTypes ? 2 : r.MatchesAllSubTypes ? 1 : 0)
            .Select(r => r.Quality ?? 1)
            .FirstOrDefault();
    }
}

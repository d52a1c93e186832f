using Microsoft.Net.Http.Headers;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Search;

namespace RussiaTalibanArchive.Web.Features.Citations;

internal static class CitationNegotiation
{
    /// <summary>
    /// Lets a program take a citation from an item's own address: who would rather have one of our formats than a page is
    /// answered as at the address with its suffix. Stands before routing.
    /// </summary>
    public static void UseCitationNegotiation(this WebApplication app) => app.Use((context, next) =>
    {
        var request = context.Request;
        if ((HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && FormatsOf(request.Path) is { Count: > 0 } formats)
        {
            context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
            if (Preferred(request.Headers.Accept, formats) is { } format)
            {
                request.Path += format.Suffix;
            }
        }

        return next(context);
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

    /// <summary>What an address is served as besides a page: an item's own, or a list's.</summary>
    private static IReadOnlyList<CitationFormat> FormatsOf(PathString path) =>
        IsItem(path) ? CitationFormat.All
        : SearchAddress.Lists.Any(l => l.Collection != ItemKind.Dossier && path.Equals(l.Path, StringComparison.OrdinalIgnoreCase)) ? SearchExport.Formats : [];

    private static bool IsItem(PathString path) =>
        path.Value?.Split('/') is ["", var collection, var reference]
        && References.TryParse(reference, out var kind, out _)
        && (CitationFormat.Kinds.Contains(kind) || kind == ItemKind.Dossier)
        && collection.Equals(References.CollectionOf(kind), StringComparison.OrdinalIgnoreCase);

    /// <summary>The quality, 0 to 1, that the most specific range gives a media type.</summary>
    private static double QualityOf(string mediaType, IList<MediaTypeHeaderValue> ranges)
    {
        var type = new MediaTypeHeaderValue(mediaType);
        return ranges
            .Where(type.IsSubsetOf)
            .OrderBy(r => r.MatchesAllTypes ? 2 : r.MatchesAllSubTypes ? 1 : 0)
            .Select(r => r.Quality ?? 1)
            .FirstOrDefault();
    }
}

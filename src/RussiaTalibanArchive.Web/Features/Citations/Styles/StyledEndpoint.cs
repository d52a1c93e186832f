using System.Net;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Citations.Styles;

/// <summary><c>/documents/RTA-D0001/citation?style=chicago&amp;locale=en-US</c>: one citation in a style, as plain text or, where that is preferred, as HTML.</summary>
internal static class StyledEndpoint
{
    public static void Map(WebApplication app)
    {
        foreach (var kind in CitationFormat.Kinds)
        {
            app.MapMethods($"/{References.CollectionOf(kind)}/{{reference}}/citation", [HttpMethods.Get, HttpMethods.Head],
                (string reference, string? isolates, HttpContext http, CitationReader reader, CitationStyler styler, Tombstones tombstones, IOptions<ArchiveOptions> options, CancellationToken cancellationToken) =>
                    ServeAsync(kind, reference, isolates, http, reader, styler, tombstones, options.Value, cancellationToken))
                .RequireAuthorization(Policies.Visitor);
        }
    }

    private static async Task<IResult> ServeAsync(
        ItemKind kind, string reference, string? isolates, HttpContext http, CitationReader reader, CitationStyler styler, Tombstones tombstones, ArchiveOptions options, CancellationToken cancellationToken)
    {
        if (!References.TryParse(reference, out var named, out var canonical) || named != kind)
        {
            return Results.NotFound();
        }

        if (canonical != reference)
        {
            return Results.LocalRedirect($"{References.PathOf(kind, canonical)}/citation{http.Request.QueryString}", permanent: true);
        }

        var choice = StyleChoice.Read(http.Request, styler);
        if (choice.Style is null || choice.Locale is null)
        {
            return Results.Text(
                choice.Style is null ? $"There is no such style. Known are: {string.Join(", ", styler.Styles.Select(s => s.Name))}.\n"
                    : $"There is no such locale. Known are: {string.Join(", ", CitationLocale.All.Select(l => l.Tag))}.\n",
                "text/plain; charset=utf-8", statusCode: StatusCodes.Status400BadRequest);
        }

        if (await reader.FindAsync(kind, canonical, Citations.SiteOf(http.Request, options), cancellationToken) is not { } citation)
        {
            return await Citations.MissingAsync(kind, canonical, tombstones, cancellationToken);
        }

        var (written, problem) = await styler.WriteAsync(choice.Style, choice.Locale, [citation], cancellationToken);
        if (problem is { } why)
        {
            if (why == StylingProblem.Busy)
            {
                http.Response.Headers.RetryAfter = "5";
            }

            return Results.Text(MessageOf(why) + "\n", "text/plain; charset=utf-8", statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        http.Response.Headers.Append(HeaderNames.Vary, $"{HeaderNames.Accept}, {HeaderNames.Cookie}");
        http.Response.Headers.ContentLanguage = choice.Locale.Tag;
        var path = $"{References.PathOf(kind, canonical)}/citation{http.Request.QueryString}";
        return PrefersHtml(http.Request)
            ? Citations.Answer(http, Page(written[0], choice.Locale, canonical), "text/html; charset=utf-8", $"{canonical}.html", path)
            : Citations.Answer(http, (isolates is "0" or "false" ? Plain(written[0].Text) : written[0].Text) + "\n", "text/plain; charset=utf-8", $"{canonical}.txt", path);
    }

    /// <summary>In English: it is for programs.</summary>
    internal static string MessageOf(StylingProblem problem) => problem switch
    {
        StylingProblem.NoEngine => "Citations cannot be written out in styles here: the program has no engine for it on this platform. BibLaTeX, RIS and CSL-JSON are served as always.",
        StylingProblem.BrokenStyle => "The style that the settings of this archive give does not work.",
        _ => "Too many citations are being written out. Try again in a few seconds.",
    };

    /// <summary>Without isolates, for programs that show them as boxes.</summary>
    internal static string Plain(string text) => text.Replace("\u2068", "", StringComparison.Ordinal).Replace("\u2069", "", StringComparison.Ordinal);

    private static bool PrefersHtml(HttpRequest request)
    {
        var ranges = request.GetTypedHeaders().Accept;
        double QualityOf(string type) => ranges.Where(r => new MediaTypeHeaderValue(type).IsSubsetOf(r)).OrderByDescending(r => r.MatchesAllTypes ? 0 : r.MatchesAllSubTypes ? 1 : 2)
            .Select(r => r.Quality ?? 1).FirstOrDefault();
        return QualityOf("text/html") > QualityOf("text/plain");
    }

    private static string Page(StyledCitation citation, CitationLocale locale, string reference) =>
        $"""
        <!DOCTYPE html>
        <html lang="{locale.Tag}" dir="{(locale.IsRightToLeft ? "rtl" : "ltr")}">
        <head><meta charset="utf-8"><title>{WebUtility.HtmlEncode(reference)}</title></head>
        <body>{citation.Html}</body>
        </html>

        """;
}

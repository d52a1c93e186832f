using System.Net;
using Microsoft.Net.Http.Headers;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Citations.Styles;

/// <summary><c>/documents/RTA-D0001/citation?style=chicago&amp;locale=en-US</c>: one citation in a style, as plain text or, where that is preferred, as HTML.</summary>
internal static class StyledEndpoint
{
    public static void Map(WebApplication app)
    {
        foreach (var kind in CitationFormat.KindsInWords)
        {
            app.MapBeside(kind, "/citation", WriteAsync);
        }
    }

    private static async Task<IResult> WriteAsync(CitedRequest cited, CancellationToken cancellationToken)
    {
        var (http, reference) = (cited.Http, cited.Citation.Reference);
        var styler = http.RequestServices.GetRequiredService<CitationStyler>();
        var choice = StyleChoice.Read(http.Request, styler);
        if (choice.ProblemOf(styler) is { } wrong)
        {
            return Results.Text(wrong, "text/plain; charset=utf-8", statusCode: StatusCodes.Status400BadRequest);
        }

        var (written, problem) = await styler.WriteAsync(choice.Style!, choice.Locale!, [cited.Citation with { Transliteration = choice.Transliteration!.Value }], cancellationToken);
        if (problem is { } why)
        {
            if (why == StylingProblem.Busy)
            {
                http.Response.Headers.RetryAfter = "5";
            }

            return Results.Text(MessageOf(why) + "\n", "text/plain; charset=utf-8", statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        http.Response.Headers.Append(HeaderNames.Vary, $"{HeaderNames.Accept}, {HeaderNames.Cookie}");
        http.Response.Headers.ContentLanguage = choice.Locale!.Tag;
        return PrefersHtml(http.Request)
            ? cited.Answer(Page(written[0], choice.Locale, reference), "text/html; charset=utf-8", ".html")
            : cited.Answer((http.Request.Query["isolates"].ToString() is "0" or "false" ? Plain(written[0].Text) : written[0].Text) + "\n", "text/plain; charset=utf-8", ".txt");
    }

    /// <summary>In English: it is for programs.</summary>
    internal static string MessageOf(StylingProblem problem) => problem switch
    {
        StylingProblem.NoEngine => "Citations cannot be written out in styles here: the program has no engine for it on this platform. BibLaTeX, RIS and CSL-JSON are served as always.",
        StylingProblem.BrokenStyle => "The style that the settings of this archive give does not work.",
        _ => "Too many citations are being written out. Try again in a few seconds.",
    };

    /// <summary>In the reader's language.</summary>
    internal static string MessageOf(StylingProblem problem, Words words) => problem switch
    {
        StylingProblem.NoEngine => words["Citations cannot be written out in styles here, since the program has no engine for it on this platform. The files below can be had as always."],
        StylingProblem.BrokenStyle => words["The style that the settings of this archive give does not work."],
        _ => words["Too many citations are being written out. Try again in a few seconds."],
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

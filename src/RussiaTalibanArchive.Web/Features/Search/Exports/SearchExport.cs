using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Citations;
using RussiaTalibanArchive.Web.Features.Citations.Styles;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Search.Exports;

/// <summary>What a whole result can be taken away as.</summary>
/// <param name="Name">As its users call it.</param>
/// <param name="Suffix">What its addresses and files end in.</param>
/// <param name="MediaType">Without parameters.</param>
/// <param name="ContentType">With the character set where the media type is one of text.</param>
/// <param name="Open">Begins to write one.</param>
internal sealed record ExportFormat(string Name, string Suffix, string MediaType, string ContentType, Func<ExportTarget, ExportWriter> Open);

/// <summary>
/// All that a search finds, to take away: the citations of it, or a table. It is read and written in parts, so that neither memory nor the
/// first line's delay grows with it. Notes and dossiers, which nobody cites, are left out.
/// </summary>
internal static class SearchExport
{
    private const int Part = 500;
    private const int AtOnce = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly SemaphoreSlim Turns = new(AtOnce);
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>The formats, those of reference managers first.</summary>
    public static IReadOnlyList<ExportFormat> All { get; } =
    [
        .. CitationFormat.All.Select(OfCitations),
        new("CSV", ".csv", "text/csv", "text/csv; charset=utf-8", t => new CsvTable(t)),
        new("XLSX", ".xlsx", XlsxTable.MediaType, XlsxTable.MediaType, t => new XlsxTable(t)),
        new("JSON lines", ".jsonl", "application/jsonl", "application/jsonl; charset=utf-8", t => new RecordLines(t)),
        new("TXT", ".txt", "text/plain", "text/plain; charset=utf-8", t => new Bibliography(t, BibliographyForm.Text)),
        new("HTML", ".html", "text/html", "text/html; charset=utf-8", t => new Bibliography(t, BibliographyForm.Html)),
        new("Markdown", ".md", "text/markdown", "text/markdown; charset=utf-8", t => new Bibliography(t, BibliographyForm.Markdown)),
    ];

    /// <summary>Those that a program can ask for at the address of the page, which is HTML itself.</summary>
    public static IReadOnlyList<CitationFormat> Negotiated { get; } =
        [.. All.Where(f => f.MediaType != "text/html").Select(f => CitationNegotiation.Elsewhere(f.Name, f.Suffix, f.MediaType))];

    public static void Map(WebApplication app, SearchAddress list)
    {
        foreach (var format in All)
        {
            app.MapMethods(list.Path + format.Suffix, Reading, (HttpContext http) => ServeAsync(http, list, format)).RequireAuthorization(Policies.Visitor);
        }
    }

    /// <summary>What somebody chose, in the order in which they chose it.</summary>
    public static void MapChosen(WebApplication app)
    {
        foreach (var format in All)
        {
            app.MapMethods(ChosenItems.Path + format.Suffix, Reading, (HttpContext http, ChosenItems chosen) =>
                ServeAsync(http, format, ChosenItems.Path, http.Request.QueryString.Value ?? "", c => chosen.FindAsync(ChosenItems.Read(http.Request.Query), c))).RequireAuthorization(Policies.Visitor);
        }
    }

    private static ExportFormat OfCitations(CitationFormat format) => new(format.Name, format.Suffix, format.MediaType, format.ContentType,
        format.Suffix == ".csl.json" ? t => new CslWriter(t) : t => new JoinedText(t, format.Write, format.Suffix == ".ris" ? "\r\n" : "\n"));

    private static Task ServeAsync(HttpContext http, SearchAddress list, ExportFormat format)
    {
        var address = SearchAddress.Read(http.Request.Query, list) with { After = null };
        return ServeAsync(http, format, address.Path, address.ToQuery(), c => FindAsync(http.RequestServices, address, c));
    }

    private static async Task ServeAsync(HttpContext http, ExportFormat format, string path, string query, Func<CancellationToken, Task<IReadOnlyList<FoundItem>>> findAsync)
    {
        var cancellationToken = http.RequestAborted;
        var (services, words) = (http.RequestServices, http.RequestServices.GetRequiredService<Words>());
        // Many at a time would keep the archive from its readers; who comes then waits a little.
        if (!await Turns.WaitAsync(Patience, cancellationToken))
        {
            await Busy(http, words).ExecuteAsync(http);
            return;
        }

        try
        {
            var choice = StyleChoice.Read(http.Request, services.GetRequiredService<CitationStyler>());
            if (choice.ProblemOf(services.GetRequiredService<CitationStyler>()) is { } wrong)
            {
                await Results.Text(wrong, "text/plain; charset=utf-8", statusCode: StatusCodes.Status400BadRequest).ExecuteAsync(http);
                return;
            }

            IReadOnlyList<FoundItem> found;
            try
            {
                found = await findAsync(cancellationToken);
            }
            catch (SearchTimeoutException)
            {
                await Busy(http, words).ExecuteAsync(http);
                return;
            }

            var headers = http.Response.Headers;
            headers.CacheControl = "private, no-cache"; // Who sees what differs.
            headers.ContentDisposition = $"inline; filename=\"{NameOf(path, format)}\"";
            headers.ContentLocation = http.Request.PathBase + path + format.Suffix + query;
            headers["X-Total-Count"] = found.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
            http.Response.ContentType = format.ContentType;
            if (HttpMethods.IsHead(http.Request.Method))
            {
                return;
            }

            http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            await WriteAsync(found, format, new(http.Response.Body, services, choice, Citations.Citations.SiteOf(http.Request, services.GetRequiredService<IOptions<ArchiveOptions>>().Value)), null, cancellationToken);
        }
        finally
        {
            Turns.Release();
        }
    }

    /// <summary>All that a search finds and that can be cited.</summary>
    /// <exception cref="SearchTimeoutException">It took too long.</exception>
    public static Task<IReadOnlyList<FoundItem>> FindAsync(IServiceProvider services, SearchAddress address, CancellationToken cancellationToken) =>
        services.GetRequiredService<Searcher>().FindEachAsync(address, CitationFormat.Kinds, cancellationToken);

    /// <summary>What a file of it is called.</summary>
    public static string NameOf(string path, ExportFormat format) => path[1..] + format.Suffix;

    /// <param name="found">What is written, in its order.</param>
    /// <param name="format">As what.</param>
    /// <param name="target">Where to.</param>
    /// <param name="onPart">Is told how many of them are done, and says whether to go on.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Whether all was written.</returns>
    public static async Task<bool> WriteAsync(IReadOnlyList<FoundItem> found, ExportFormat format, ExportTarget target, Func<int, Task<bool>>? onPart, CancellationToken cancellationToken)
    {
        var (db, reader) = (target.Services.GetRequiredService<ArchiveDbContext>(), target.Services.GetRequiredService<CitationReader>());
        var done = 0;
        await using var writer = format.Open(target);
        await writer.BeginAsync(cancellationToken);
        foreach (var part in found.Chunk(Part))
        {
            var heads = await db.HeadsAsync(part.Select(f => (f.Kind, f.Id)), cancellationToken);
            var cited = await reader.FindAllAsync(heads.Values.ToLookup(r => r.Kind, r => r.Reference), target.Site, cancellationToken);
            await writer.WriteAsync([.. part.Where(f => heads.ContainsKey(f.Id)).Select(f => cited.GetValueOrDefault(heads[f.Id].Reference)).OfType<Citation>().Select(c => c with { Transliteration = target.Style.Transliteration!.Value })], cancellationToken);
            db.ChangeTracker.Clear();
            done += part.Length;
            if (onPart is not null && !await onPart(done))
            {
                return false;
            }
        }

        await writer.EndAsync(cancellationToken);
        return true;
    }

    private static IResult Busy(HttpContext http, Words words)
    {
        http.Response.Headers.RetryAfter = "60";
        return Results.Text(words["The search took too long. Add a word or a filter."] + "\n", "text/plain; charset=utf-8", statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}

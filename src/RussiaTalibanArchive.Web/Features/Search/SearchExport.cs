using System.Globalization;
using CsvHelper;
using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Citations;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Search;

/// <summary>All that a search finds, to take away: the citations of it, or a table. Notes and dossiers, which nobody cites, are left out.</summary>
internal static class SearchExport
{
    private const int Chunk = 500;
    private const int AtOnce = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly SemaphoreSlim Turns = new(AtOnce);
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];
    private static readonly string[] Columns = ["reference", "kind", "title", "language", "date", "authors", "publisher", "source", "page", "words", "speaker", "tags", "address"];

    /// <summary>The formats with their suffixes, media types, and names as their users call them.</summary>
    public static IReadOnlyList<CitationFormat> Formats { get; } = [.. CitationFormat.All, new("CSV", ".csv", "text/csv", "text/csv; charset=utf-8", WriteTable)];

    public static void Map(WebApplication app, SearchAddress list)
    {
        foreach (var format in Formats)
        {
            app.MapMethods(list.Path + format.Suffix, Reading,
                (HttpContext http, ArchiveDbContext db, Searcher searcher, CitationReader reader, Words words, IOptions<ArchiveOptions> options, CancellationToken cancellationToken) =>
                    ServeAsync(list, format, http, db, searcher, reader, words, options.Value, cancellationToken))
                .RequireAuthorization(Policies.Visitor);
        }
    }

    private static async Task<IResult> ServeAsync(
        SearchAddress list, CitationFormat format, HttpContext http,
        ArchiveDbContext db, Searcher searcher, CitationReader reader, Words words, ArchiveOptions options, CancellationToken cancellationToken)
    {
        // A whole result takes memory; who comes while others are served waits a little.
        if (!await Turns.WaitAsync(Patience, cancellationToken))
        {
            return Busy(http, words);
        }

        try
        {
            return await WriteAsync(list, format, http, db, searcher, reader, words, options, cancellationToken);
        }
        finally
        {
            Turns.Release();
        }
    }

    private static IResult Busy(HttpContext http, Words words)
    {
        http.Response.Headers.RetryAfter = "60";
        return Results.Text(words["The search took too long. Add a word or a filter."] + "\n", "text/plain; charset=utf-8", statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> WriteAsync(
        SearchAddress list, CitationFormat format, HttpContext http,
        ArchiveDbContext db, Searcher searcher, CitationReader reader, Words words, ArchiveOptions options, CancellationToken cancellationToken)
    {
        var address = SearchAddress.Read(http.Request.Query, list) with { After = null };
        IReadOnlyList<FoundItem> found;
        try
        {
            (found, _) = await searcher.FindAllAsync(address, CitationFormat.Kinds, cancellationToken);
        }
        catch (SearchTimeoutException)
        {
            return Busy(http, words);
        }

        http.Response.Headers.CacheControl = "private, no-cache"; // Who sees what differs.
        var citations = new List<Citation>();
        foreach (var chunk in found.Chunk(Chunk))
        {
            var heads = await db.HeadsAsync(chunk.Select(f => (f.Kind, f.Id)), cancellationToken);
            var cited = await reader.FindAllAsync(
                heads.Values.ToLookup(r => r.Kind, r => r.Reference), Citations.Citations.SiteOf(http.Request, options), cancellationToken);
            citations.AddRange(chunk.Where(f => heads.ContainsKey(f.Id)).Select(f => cited.GetValueOrDefault(heads[f.Id].Reference)).OfType<Citation>());
        }

        return Citations.Citations.Answer(http, format.Write(citations), format.ContentType, address.Path[1..] + format.Suffix, address.Path + format.Suffix + address.ToQuery());
    }

    private static string WriteTable(IEnumerable<Citation> citations)
    {
        using var text = new StringWriter { NewLine = "\r\n" };
        using (var csv = CsvWriter.Create(text, new CsvWriterOptions { Injection = CsvInjection.Escape }, leaveOpen: true))
        {
            csv.WriteRecord(Columns);
            foreach (var c in citations)
            {
                csv.WriteRecord(
                [
                    c.Reference, KindOf(c), c.Title, c.Language ?? "", c.Date?.Edtf ?? "",
                    string.Join("; ", c.Authors.Select(a => a.Given is null ? a.Family : $"{a.Given} {a.Family}")),
                    c.Publisher ?? "", c.Source?.Reference ?? "", c.Page?.ToString(CultureInfo.InvariantCulture) ?? "",
                    c.Words ?? "", c.Speaker ?? "", string.Join("; ", c.Keywords), c.Address,
                ]);
            }
        }

        return "\uFEFF" + text; // Without the mark, spreadsheets take the letters for others.
    }

    private static string KindOf(Citation citation) => citation.Type switch
    {
        CitationType.Quotation => "quotation",
        CitationType.NewsArticle => "article",
        _ => "document",
    };
}

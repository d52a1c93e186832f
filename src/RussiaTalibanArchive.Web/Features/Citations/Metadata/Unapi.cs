using System.Xml.Linq;
using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Citations.Metadata;

/// <summary>unAPI, by which Zotero takes all of an item, its tags too. Source: the unAPI specification, revision 3 (2006).</summary>
internal static class Unapi
{
    public static void Map(WebApplication app) => app.MapMethods("/unapi", [HttpMethods.Get, HttpMethods.Head], ServeAsync).RequireAuthorization(Policies.Visitor);

    private static async Task<IResult> ServeAsync(
        string? id, string? format, HttpContext http, CitationReader reader, Tombstones tombstones, IOptions<ArchiveOptions> options, CancellationToken cancellationToken)
    {
        http.Response.Headers.CacheControl = "no-cache";
        if (string.IsNullOrEmpty(id))
        {
            return Formats(null, StatusCodes.Status200OK);
        }

        if (!References.TryParse(id, out var kind, out var reference) || !CitationFormat.Kinds.Contains(kind))
        {
            return Results.NotFound();
        }

        if (await reader.FindAsync(kind, reference, Citations.SiteOf(http.Request, options.Value), cancellationToken) is not { } citation)
        {
            return await Citations.MissingAsync(kind, reference, tombstones, cancellationToken);
        }

        return string.IsNullOrEmpty(format) ? Formats(id, StatusCodes.Status300MultipleChoices)
            : CitationFormat.All.FirstOrDefault(f => NameOf(f).Equals(format, StringComparison.OrdinalIgnoreCase)) is { } known
                ? Citations.Answer(http, known.Write([citation]), known.ContentType, reference + known.Suffix, known.PathOf(kind, reference))
                : Results.StatusCode(StatusCodes.Status406NotAcceptable);
    }

    private static IResult Formats(string? id, int status)
    {
        var formats = new XElement("formats", id is null ? null : new XAttribute("id", id),
            // Zotero takes the first that it reads.
            CitationFormat.All.OrderByDescending(f => f.Suffix == ".ris").Select(f => new XElement("format", new XAttribute("name", NameOf(f)), new XAttribute("type", f.MediaType))));
        return Results.Text($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{formats}\n", "application/xml; charset=utf-8", statusCode: status);
    }

    private static string NameOf(CitationFormat format) => format.Suffix switch { ".bib" => "bibtex", ".bibtex" => "bibtex-classic", ".ris" => "ris", _ => "csl-json" };
}

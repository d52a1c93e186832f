using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Tags.Exchange;

/// <summary>The vocabulary, and each tag, to be taken away.</summary>
internal static class VocabularyEndpoints
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void MapVocabulary(this WebApplication app)
    {
        foreach (var format in VocabularyFormat.All)
        {
            app.MapMethods($"/vocabulary{format.Suffix}", Reading, (HttpContext http, VocabularyReader reader, IOptions<ArchiveOptions> options, CancellationToken cancellationToken) =>
                ServeAsync(format, null, http, reader, options.Value, cancellationToken)).RequireAuthorization(Policies.Visitor);
        }

        foreach (var format in VocabularyFormat.OfOne)
        {
            app.MapMethods($"/tags/{{slug}}{format.Suffix}", Reading, (string slug, HttpContext http, VocabularyReader reader, IOptions<ArchiveOptions> options, CancellationToken cancellationToken) =>
                ServeAsync(format, slug, http, reader, options.Value, cancellationToken)).RequireAuthorization(Policies.Visitor);
        }
    }

    private static async Task<IResult> ServeAsync(
        VocabularyFormat format, string? slug, HttpContext http, VocabularyReader reader, ArchiveOptions options, CancellationToken cancellationToken)
    {
        var tags = await reader.ReadAsync(slug, cancellationToken);
        if (slug is not null && tags.Count == 0)
        {
            return Results.NotFound();
        }

        http.Response.Headers.CacheControl = "private, no-cache"; // Who sees which tag differs, and changes.
        http.Response.Headers.ContentDisposition = $"inline; filename=\"vocabulary{format.Suffix}\"";
        var site = (string.IsNullOrEmpty(options.PublicUrl) ? $"{http.Request.Scheme}://{http.Request.Host}{http.Request.PathBase}" : options.PublicUrl).TrimEnd('/');
        return Results.Bytes(format.Write(tags, new(site, options.Title, InterfaceLanguages.Current)), $"{format.MediaType}; charset=utf-8");
    }
}

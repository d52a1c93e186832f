using RussiaTalibanArchive.Web.Access;

namespace RussiaTalibanArchive.Web.Features.Search.Exports.Jobs;

/// <summary>How far an export is, and its file.</summary>
internal static class ExportJobEndpoints
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(WebApplication app)
    {
        app.MapMethods("/exports/{id:guid}/progress", Reading, ProgressAsync).RequireAuthorization(Policies.Visitor);
        app.MapMethods("/exports/{id:guid}/file", Reading, FileAsync).RequireAuthorization(Policies.Visitor);
    }

    private static async Task<IResult> ProgressAsync(Guid id, HttpContext http, ExportJobs jobs, CancellationToken cancellationToken)
    {
        http.Response.Headers.CacheControl = "no-store";
        return await jobs.FindAsync(id, cancellationToken) is { } job
            ? Results.Json(new { state = job.State.ToString().ToLowerInvariant(), total = job.Total, written = job.Written })
            : Results.NotFound();
    }

    private static async Task<IResult> FileAsync(Guid id, HttpContext http, ExportJobs jobs, ExportFiles files, CancellationToken cancellationToken)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (await jobs.FindAsync(id, cancellationToken) is not { State: ExportState.Done } job || SearchAddress.Parse(job.Address) is not { } address || files.Open(id) is not { } file)
        {
            return Results.NotFound();
        }

        if (await jobs.IsOutdatedAsync(job, cancellationToken))
        {
            await file.DisposeAsync();
            await jobs.RemoveAsync(id, cancellationToken);
            return Results.LocalRedirect($"/exports?of={Uri.EscapeDataString(job.Address)}&outdated=yes");
        }

        var format = SearchExport.All.First(f => f.Suffix == job.Format);
        return Results.File(file, format.ContentType, SearchExport.NameOf(address.Path, format), enableRangeProcessing: true);
    }
}

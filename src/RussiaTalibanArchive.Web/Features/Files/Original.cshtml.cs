using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;

namespace RussiaTalibanArchive.Web.Features.Files;

/// <summary>Hands an original to an editor, as bytes that no browser will open.</summary>
[Authorize(Policies.Editor)]
public sealed partial class OriginalModel(ArchiveDbContext db, FileStore files, CurrentViewer viewer, ILogger<OriginalModel> logger) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string sha256, string? of, CancellationToken cancellationToken)
    {
        var file = await db.DocumentFiles.IgnoreQueryFilters([ArchiveDbContext.NotWithdrawn])
            .Where(f => f.Sha256 == sha256 && (of == null || f.Document.Reference == of))
            .OrderBy(f => f.Document.Reference)
            .Select(f => new { Id = f.DocumentId, Name = f.Document.Reference + "-" + f.Position })
            .FirstOrDefaultAsync(cancellationToken)
            ?? await db.IntakeFiles.Where(f => f.Sha256 == sha256 && of == null).OrderBy(f => f.ReceivedAt)
                .Select(f => new { f.Id, Name = "intake-" + f.Batch.Number + "-" + sha256.Substring(0, 8) }).FirstOrDefaultAsync(cancellationToken)
            ?? await db.Snapshots.IgnoreQueryFilters([ArchiveDbContext.NotWithdrawn]).Where(s => s.Sha256 == sha256 && of == null).OrderBy(s => s.FetchedAt)
                .Select(s => new { Id = s.ArticleId, Name = s.Article.Reference + "-snapshot" }).FirstOrDefaultAsync(cancellationToken);
        if (file is null || files.Open(sha256) is not { } content)
        {
            return NotFound();
        }

        LogDownload(viewer.Value.UserId, file.Id);
        Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        Response.Headers.XContentTypeOptions = "nosniff";
        Response.Headers.CacheControl = "no-store";
        return File(content, "application/octet-stream", $"{file.Name}.bin");
    }

    [LoggerMessage(LogLevel.Information, "Account {UserId} took an original of {ItemId}")]
    private partial void LogDownload(Guid? userId, Guid itemId);
}

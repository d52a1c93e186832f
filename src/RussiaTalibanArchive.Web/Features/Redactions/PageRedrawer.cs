using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Files;
using RussiaTalibanArchive.Web.Features.Intake;
using RussiaTalibanArchive.Web.Features.Intake.Reading;
using RussiaTalibanArchive.Web.Features.Intake.Workers;

namespace RussiaTalibanArchive.Web.Features.Redactions;

/// <summary>Draws the pictures of redacted pages anew, from the picture before the first redaction, in a worker.</summary>
public sealed class PageRedrawer(ArchiveDbContext db, PictureStore pictures, IOptions<ArchiveOptions> options)
{
    /// <summary>Draws one page that waits for it.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> DrawNextAsync(CancellationToken cancellationToken)
    {
        var page = await db.DocumentPages.AsNoTracking().Where(p => p.Redrawing != null && p.Unredacted != null).OrderBy(p => p.Redrawing).FirstOrDefaultAsync(cancellationToken);
        if (page is not { Redrawing: { } ticket, Unredacted: { } unredacted })
        {
            return false;
        }

        var boxes = await db.RedactedBoxes.Where(b => b.Redaction.DocumentId == page.DocumentId && b.Page == page.Number).ToListAsync(cancellationToken);
        var folder = new IntakeFolder(options, Guid.NewGuid());
        try
        {
            var job = new ReadJob
            {
                Step = ReadStep.Draw,
                Input = pictures.PathOf(unredacted, PictureSize.Large),
                Output = folder.Drawn,
                Kind = FileKind.Webp,
                Pages = [1],
                Redactions = boxes.ConvertAll(b => b.OnPage with { Page = 1 }),
            };
            await new WorkerProcess(job, new(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60), (long)options.Value.WorkerMemoryMegabytes << 20, 1L << 28)).RunAsync(cancellationToken);
            var drawn = new DrawnPages(folder.Drawn);
            await KeepAsync(page, ticket, drawn.Take(1, pictures), drawn.ProblemOf(1), cancellationToken);
        }
        finally
        {
            folder.Delete();
        }

        return true;
    }

    /// <summary>A page that was redacted again meanwhile has another ticket, and is drawn again.</summary>
    private async Task KeepAsync(DocumentPage page, Guid ticket, (Guid Picture, int Width, int Height)? drawn, string? problem, CancellationToken cancellationToken)
    {
        Guid? picture = drawn?.Picture;
        var (width, height) = (drawn?.Width ?? page.PictureWidth, drawn?.Height ?? page.PictureHeight);
        var kept = await db.DocumentPages.Where(p => p.DocumentId == page.DocumentId && p.Number == page.Number && p.Redrawing == ticket)
            .ExecuteUpdateAsync(p => p
                .SetProperty(x => x.Picture, picture).SetProperty(x => x.PictureWidth, width).SetProperty(x => x.PictureHeight, height)
                .SetProperty(x => x.Problem, drawn is null ? problem : page.Problem)
                .SetProperty(x => x.Redrawing, (Guid?)null), cancellationToken);
        if (kept == 0 && drawn is { Picture: var unused })
        {
            pictures.Delete(unused);
        }
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;

namespace RussiaTalibanArchive.Web.Features.Intake;

/// <summary>Where editors bring files in, and the batches that they brought in.</summary>
[Authorize(Policies.Editor)]
public sealed class IndexModel(ArchiveDbContext db) : PageModel
{
    private const int MaxListed = 50;

    public IReadOnlyList<BatchRow> Batches { get; private set; } = [];

    /// <summary>What was wrong with the form before, as the key of a translated sentence.</summary>
    public bool NothingChosen { get; private set; }

    public bool HasBadLanguage { get; private set; }

    /// <summary>Programs that would read more, and are not installed.</summary>
    public IReadOnlyList<OutsideTool> Missing { get; private set; } = [];

    public async Task OnGetAsync(string? problem, int? before, CancellationToken cancellationToken)
    {
        NothingChosen = problem == "nothing";
        HasBadLanguage = problem == "language";
        Missing = OutsideTools.Here.Missing();
        Batches = await db.IntakeBatches.Where(b => before == null || b.Number < before).OrderByDescending(b => b.Number).Take(MaxListed).Select(b => new BatchRow(
            b.Number, b.By, b.StartedAt,
            b.Files.Count(f => f.State != IntakeState.Unpacked),
            b.Files.Count(f => f.State == IntakeState.Failed),
            b.Files.Count(f => f.State != IntakeState.Ready && f.State != IntakeState.Failed && f.State != IntakeState.Duplicate && f.State != IntakeState.Unpacked)))
            .ToListAsync(cancellationToken);
    }
}

public sealed record BatchRow(int Number, string By, DateTimeOffset StartedAt, int Received, int Failed, int Waiting);

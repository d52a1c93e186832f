using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Intake.Reading;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Intake;

/// <summary>One batch: its accounts, each of its files, what failed and why, and another try.</summary>
[Authorize(Policies.Editor)]
public sealed class BatchModel(ArchiveDbContext db, IntakeLeases leases, IntakeSignal signal, IDataProtectionProvider protection, Words words) : PageModel
{
    public const int PageSize = 100;

    public IntakeBatch Batch { get; private set; } = null!; // LoadAsync sets it before the view runs
    public BatchCounts Counts { get; private set; } = null!; // OnGetAsync sets it before the view runs
    public IReadOnlyList<IntakeRow> Files { get; private set; } = [];
    public IReadOnlyList<(string Problem, int Count)> Causes { get; private set; } = [];

    [BindProperty(SupportsGet = true)] public IntakeOutcome? Show { get; set; }
    [BindProperty(SupportsGet = true)] public int At { get; set; } = 1;
    [BindProperty] public Guid? Id { get; set; }
    [BindProperty] public string? Cause { get; set; }
    [BindProperty] public string? Password { get; set; }
    [BindProperty] public string? Encoding { get; set; }

    public bool HasMore { get; private set; }

    private IQueryable<IntakeFile> OfBatch => db.IntakeFiles.Where(f => f.BatchId == Batch.Id);

    public async Task<IActionResult> OnGetAsync(int batch, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(batch, cancellationToken))
        {
            return NotFound();
        }

        Counts = await OfBatch.CountAsync(cancellationToken);
        At = Math.Clamp(At, 1, 1_000_000);
        var rows = await (Show is { } outcome ? OfBatch.With(outcome) : OfBatch).ToRows(db).Skip((At - 1) * PageSize).Take(PageSize + 1).ToListAsync(cancellationToken);
        HasMore = rows.Count > PageSize;
        Files = [.. rows.Take(PageSize)];
        var causes = await OfBatch.Where(f => f.Problem != null && (f.State == IntakeState.Failed || f.State == IntakeState.Waiting))
            .GroupBy(f => f.Problem!).Select(g => new { g.Key, Count = g.Count() }).OrderByDescending(g => g.Count).ToListAsync(cancellationToken);
        Causes = causes.ConvertAll(c => (c.Key, c.Count));
        return Page();
    }

    /// <summary>Tries again: one file, all with one cause, or all that failed or wait.</summary>
    public async Task<IActionResult> OnPostRetryAsync(int batch, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(batch, cancellationToken))
        {
            return NotFound();
        }

        var files = Id is { } id ? OfBatch.Where(f => f.Id == id) : Cause is { } cause ? OfBatch.Where(f => f.Problem == cause) : OfBatch;
        if (Id is not null)
        {
            await SayAsync(files, cancellationToken);
        }

        var count = await leases.RetryAsync(files, cancellationToken);
        signal.Wake();
        TempData["Done"] = words.Count(count, "{0} file is tried again.|{0} files are tried again.");
        return Redirect($"/editor/intake/{batch.ToString(CultureInfo.InvariantCulture)}");
    }

    /// <summary>Reads a text again in the encoding that the editor names.</summary>
    public async Task<IActionResult> OnPostEncodingAsync(int batch, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(batch, cancellationToken) || Id is not { } id)
        {
            return NotFound();
        }

        var count = TextDecoding.Names.Contains(Encoding) ? await leases.ReadAgainAsync(OfBatch.Where(f => f.Id == id), Encoding!, cancellationToken) : 0;
        signal.Wake();
        TempData["Done"] = words.Count(count, "{0} file is tried again.|{0} files are tried again.");
        return Redirect($"/editor/intake/{batch.ToString(CultureInfo.InvariantCulture)}");
    }

    /// <summary>Keeps what an editor knows of a file: its password, its encoding.</summary>
    private async Task SayAsync(IQueryable<IntakeFile> file, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(Password) && Password.Length <= 1000)
        {
            var secret = Pipeline.PasswordsOf(protection).Protect(Password);
            await file.ExecuteUpdateAsync(f => f.SetProperty(x => x.ProtectedPassword, secret), cancellationToken);
        }

        if (TextDecoding.Names.Contains(Encoding))
        {
            await file.ExecuteUpdateAsync(f => f.SetProperty(x => x.Encoding, Encoding), cancellationToken);
        }
    }

    private async Task<bool> LoadAsync(int number, CancellationToken cancellationToken)
    {
        Batch = (await db.IntakeBatches.AsNoTracking().SingleOrDefaultAsync(b => b.Number == number, cancellationToken))!;
        return Batch is not null;
    }
}

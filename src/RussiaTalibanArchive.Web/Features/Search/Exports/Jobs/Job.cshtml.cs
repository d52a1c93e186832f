using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Search.Exports.Jobs;

/// <summary>How far a file is, and the file when it is done.</summary>
[Authorize(Policies.Visitor)]
public sealed class JobModel(ExportJobs jobs) : PageModel
{
    public ExportJob Job { get; private set; } = null!; // OnGetAsync sets it before the view runs
    public SearchAddress Result { get; private set; } = null!; // so too
    internal ExportFormat Format => SearchExport.All.First(f => f.Suffix == Job.Format);
    public bool IsOpen => Job.State is ExportState.Waiting or ExportState.Running;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await jobs.FindAsync(id, cancellationToken) is not { } job || SearchAddress.Parse(job.Address) is not { } result)
        {
            return NotFound();
        }

        (Job, Result) = (job, result);
        Response.Headers.CacheControl = "no-store";
        return Page();
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await jobs.FindAsync(id, cancellationToken) is not { } job)
        {
            return NotFound();
        }

        await jobs.RemoveAsync(id, cancellationToken);
        return LocalRedirect(job.UserId is null ? job.Address : "/exports");
    }

    internal static string StateOf(Words words, ExportState state)
    {
        ArgumentNullException.ThrowIfNull(words);
        return state switch
        {
            ExportState.Waiting => words["Waiting for its turn"],
            ExportState.Running => words["Being written"],
            ExportState.Done => words["Ready"],
            ExportState.TooMuch => words["The search took too long. Add a word or a filter."],
            _ => words["The file could not be written. Try again, or tell whoever runs this archive."],
        };
    }
}

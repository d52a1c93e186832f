using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Citations.Styles;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Search.Exports.Jobs;

/// <summary>The files that an account has had prepared, and the form for one more.</summary>
[Authorize(Policies.Visitor)]
public sealed class IndexModel(ExportJobs jobs, CitationStyler styler, IOptions<ArchiveOptions> options, Words words) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Of { get; set; }

    [BindProperty]
    public string? Format { get; set; }

    /// <summary>Whether a file was removed, since it may have held what was taken back.</summary>
    [BindProperty(SupportsGet = true, Name = "outdated")]
    public string? Outdated { get; set; }

    /// <summary>The result to be written; <see langword="null"/> where none is named.</summary>
    public SearchAddress? Result { get; private set; }
    public IReadOnlyList<ExportJob> Jobs { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancellationToken) => ReadAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken);
        if (Result is null)
        {
            return Page();
        }

        var format = SearchExport.All.FirstOrDefault(f => f.Suffix == Format);
        var choice = StyleChoice.Read(Request, styler);
        if (format is null)
        {
            ModelState.AddModelError(nameof(Format), words["Choose a format."]);
            return Page();
        }

        var (job, refusal) = await jobs.BeginAsync(Result, format, choice.ProblemOf(styler) is null ? choice : new(styler.Styles[0], CitationLocale.All[0], default(Citations.Transliteration)),
            Citations.Citations.SiteOf(Request, options.Value), cancellationToken);
        if (job is null)
        {
            ModelState.AddModelError(nameof(Format), refusal == ExportRefusal.TooManyOfYours
                ? words["You have as many files here as you may. Remove one first."]
                : words["Too many files are being prepared. Try again later, or take the result away at once."]);
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return Page();
        }

        return LocalRedirect($"/exports/{job.Id}");
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        Result = Of is null ? null : SearchAddress.Parse(Of) is { IsCitable: true } address ? address : null;
        Jobs = await jobs.OwnAsync(cancellationToken);
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Search.Saved;

/// <summary>The searches that an account keeps, and those that its colleagues share.</summary>
[Authorize]
[ResponseCache(NoStore = true)]
public sealed class SearchesModel(SavedSearches searches, Words words, IOptions<ArchiveOptions> options) : PageModel
{
    [BindProperty] public string? Name { get; set; }
    [BindProperty] public string? Address { get; set; }
    [BindProperty] public bool Share { get; set; }

    public IReadOnlyList<SavedSearchRow> Rows { get; private set; } = [];

    /// <summary>The address of the feed that was just made, which is shown once.</summary>
    public string? Feed { get; private set; }

    /// <summary>The search that <see cref="Feed"/> is of.</summary>
    public Guid? FeedOf { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken) => Rows = await searches.ListAsync(cancellationToken);

    public async Task<IActionResult> OnPostSaveAsync(CancellationToken cancellationToken)
    {
        ModelState.Add(await searches.SaveAsync(Name, Address, Share, cancellationToken), words, field => field);
        if (!ModelState.IsValid)
        {
            Rows = await searches.ListAsync(cancellationToken);
            return Page();
        }

        return Done(words["“{0}” is kept.", Name?.Trim()]);
    }

    public async Task<IActionResult> OnPostOpenAsync(Guid id, CancellationToken cancellationToken) =>
        await searches.OpenAsync(id, cancellationToken) is { } address ? LocalRedirect(address.ToString()) : NotFound();

    public async Task<IActionResult> OnPostShareAsync(Guid id, bool shared, CancellationToken cancellationToken) =>
        await searches.ShareAsync(id, shared, cancellationToken) ? Done(shared ? words["Colleagues see it now."] : words["Colleagues see it no longer."]) : NotFound();

    public async Task<IActionResult> OnPostFeedAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await searches.MakeFeedAsync(id, cancellationToken) is not { } key)
        {
            return NotFound();
        }

        (Feed, FeedOf) = ($"{Citations.Citations.SiteOf(Request, options.Value)}{SavedSearchFeed.Path}/{key}.atom", id);
        Rows = await searches.ListAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostEndFeedAsync(Guid id, CancellationToken cancellationToken) =>
        await searches.EndFeedAsync(id, cancellationToken) ? Done(words["Its feed has ended. The address answers no longer."]) : NotFound();

    public async Task<IActionResult> OnPostDeleteAsync(Guid id, CancellationToken cancellationToken) =>
        await searches.DeleteAsync(id, cancellationToken) ? Done(words["The search is deleted."]) : NotFound();

    private LocalRedirectResult Done(string message)
    {
        TempData["Done"] = message;
        return LocalRedirect("/account/searches");
    }
}

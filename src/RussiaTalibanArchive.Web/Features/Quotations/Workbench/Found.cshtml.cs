using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Search;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Quotations.Workbench;

/// <summary>What a search finds in the texts, place by place, to be quoted and tagged all at once.</summary>
[Authorize(Policies.Editor)]
public sealed class FoundModel(FoundWords found, Words words) : PageModel
{
    [BindProperty] public List<string> Chosen { get; set; } = [];
    [BindProperty] public QuoteExtent Extent { get; set; }
    [BindProperty] public string? Tags { get; set; }
    [BindProperty] public string? Speaker { get; set; }
    [BindProperty] public string? SpeakerRole { get; set; }

    public SearchAddress Address { get; private set; } = new();
    public IReadOnlyList<FoundPlace> Places { get; private set; } = [];

    /// <summary>Whether there may be more places than are listed.</summary>
    public bool IsCut { get; private set; }

    public string Here => $"/editor/quotations/found{Address.ToQuery()}";

    public async Task OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Chosen.Count == 0)
        {
            ModelState.AddModelError("", words["Choose places first."]);
        }

        var speaker = string.IsNullOrWhiteSpace(Speaker + SpeakerRole) ? null : new SpeakerRecord { Name = Speaker, Role = SpeakerRole };
        var quoted = ModelState.IsValid ? await found.QuoteAsync(Chosen, Extent, Tags, speaker, cancellationToken) : null;
        ModelState.Add(quoted?.Problems ?? [], words, field => field);
        await LoadAsync(cancellationToken);
        if (quoted is null || quoted.Problems.Count > 0)
        {
            return Page();
        }

        IEnumerable<string> said =
        [
            words.Count(quoted.Made, "{0} quotation made.|{0} quotations made."),
            .. quoted.Held == 0 ? Array.Empty<string>() : [words.Count(quoted.Held, "{0} was quoted already.|{0} were quoted already.")],
            .. quoted.Refused.GroupBy(r => words[r.Problem]).Select(g => words["Not quoted, in {0}: {1}", string.Join(words[", "], g.Select(r => r.Reference).Distinct()), g.Key]),
        ];
        TempData["Done"] = string.Join(" ", said);
        if (quoted.Action is { } action)
        {
            TempData["Action"] = action;
        }

        return LocalRedirect("/editor/quotations?queue=draft");
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        Address = SearchAddress.Read(Request.Query) with { After = null };
        if (Address.Q is null)
        {
            return;
        }

        try
        {
            (Places, IsCut) = await found.FindAsync(Address, cancellationToken);
        }
        catch (SearchTimeoutException)
        {
            ModelState.AddModelError(nameof(Address.Q), words["The search took too long. Add a word or a filter."]);
        }
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Accounts.Tokens;

/// <summary>The tokens by which programs speak for the account.</summary>
[Authorize]
[ResponseCache(NoStore = true)]
public sealed class TokensModel(ApiTokens tokens, CurrentViewer viewer, TimeProvider clock, Words words) : PageModel
{
    public static IReadOnlyList<int> Terms { get; } = [7, 30, ApiTokens.UsualDays, ApiTokens.MaxDays];

    [BindProperty] public string? Name { get; set; }
    [BindProperty] public bool CanWrite { get; set; }
    [BindProperty] public int Days { get; set; } = ApiTokens.UsualDays;

    public IReadOnlyList<ApiTokenRow> Rows { get; private set; } = [];

    /// <summary>The token that was just made, which is shown once.</summary>
    public string? Made { get; private set; }

    private Guid Me => viewer.Value.UserId!.Value;

    public bool IsOver(ApiTokenRow row) => row.ExpiresAt <= clock.GetUtcNow();

    public async Task OnGetAsync(CancellationToken cancellationToken) => Rows = await tokens.ListAsync(Me, cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        (Made, var problems) = await tokens.AddAsync(Me, Name, CanWrite, Days, cancellationToken);
        ModelState.Add(problems, words, field => field);
        if (Made is not null)
        {
            ModelState.Clear();
            (Name, CanWrite, Days) = (null, false, ApiTokens.UsualDays);
        }

        Rows = await tokens.ListAsync(Me, cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostEndAsync(Guid id, CancellationToken cancellationToken)
    {
        if (!await tokens.EndAsync(Me, id, cancellationToken))
        {
            return NotFound();
        }

        TempData["Done"] = words["The token is good no longer."];
        return LocalRedirect("/account/tokens");
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RussiaTalibanArchive.Web.Access;

namespace RussiaTalibanArchive.Web.Features.Help;

[Authorize(Policies.Visitor)]
public sealed class TopicModel : PageModel
{
    public HandbookPage Shown { get; private set; } = null!; // OnGet sets it before the view runs

    public IActionResult OnGet(string name)
    {
        if (Handbook.Shipped.Find(name) is not { } page)
        {
            return NotFound();
        }

        Shown = page;
        return Page();
    }
}

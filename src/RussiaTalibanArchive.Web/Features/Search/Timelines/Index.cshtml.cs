using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RussiaTalibanArchive.Web.Access;

namespace RussiaTalibanArchive.Web.Features.Search.Timelines;

[Authorize(Policies.Visitor)]
public sealed class IndexModel(SearchViewReader reader) : PageModel
{
    public SearchView View { get; private set; } = null!; // OnGetAsync sets it before the view runs

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        View = await reader.ReadAsync(SearchAddress.Read(Request.Query, SearchAddress.Timeline), cancellationToken);
}

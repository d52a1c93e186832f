using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Search;

namespace RussiaTalibanArchive.Web.Features.Articles;

[Authorize(Policies.Visitor)]
public sealed class IndexModel(SearchViewReader reader) : PageModel
{
    public SearchView View { get; private set; } = null!; // OnGetAsync sets it before the view runs

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        View = await reader.ReadAsync(SearchAddress.Read(Request.Query, SearchAddress.Of(ItemKind.Article)), cancellationToken);
}

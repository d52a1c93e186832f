using Microsoft.AspNetCore.Mvc.RazorPages;

namespace RussiaTalibanArchive.Web.Features.Search;

/// <summary>A page of results or of a list.</summary>
/// <param name="reader">Answers its address.</param>
/// <param name="list">One of <see cref="SearchAddress.Lists"/>.</param>
public abstract class ListModel(SearchViewReader reader, SearchAddress list) : PageModel
{
    public SearchView View { get; private set; } = null!; // OnGetAsync sets it before the view runs

    public virtual async Task OnGetAsync(CancellationToken cancellationToken) =>
        View = await reader.ReadAsync(SearchAddress.Read(Request.Query, list), cancellationToken);
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Search.Relations;

/// <summary>Which articles quote which documents.</summary>
[Authorize(Policies.Visitor)]
public sealed class IndexModel(RelationReader reader) : PageModel
{
    public SearchAddress Address { get; private set; } = new();
    public IReadOnlyList<Relation> Relations { get; private set; } = [];

    /// <summary>Whether there are more articles than are shown.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Whether time ran out.</summary>
    public bool IsCutOff { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Address = SearchAddress.Read(Request.Query, SearchAddress.Of(ItemKind.Article)) with { After = null };
        try
        {
            (Relations, IsCut) = await reader.ReadAsync(Address, cancellationToken);
        }
        catch (SearchTimeoutException)
        {
            IsCutOff = true;
        }
    }
}

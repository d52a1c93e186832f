using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Tags;

[Authorize(Policies.Visitor)]
public sealed class IndexModel(ArchiveDbContext db) : PageModel
{
    /// <summary>What is looked for: a part of a name or alias, in any language.</summary>
    public string? Q { get; private set; }

    public TagTree Tree { get; private set; } = null!; // OnGetAsync sets it before the view runs

    /// <summary>The tags found; <see langword="null"/> when none are looked for.</summary>
    public IReadOnlyList<TagNode>? Found { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Q = Browse.Read(Request.Query).Q;
        Tree = await TagTree.LoadAsync(db, cancellationToken);
        if (Q is not null)
        {
            var ids = await db.Tags.Named(db, Q).Select(t => t.Id).ToListAsync(cancellationToken);
            Found = [.. ids.Select(Tree.Find).OfType<TagNode>().OrderByDescending(t => t.Counts.Total).ThenBy(t => t.Name.Slug, StringComparer.Ordinal)];
        }
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Search;

namespace RussiaTalibanArchive.Web.Features.Tags;

/// <summary>The vocabulary: all of it, or what the items carry that filters leave, or what has a name or type.</summary>
[Authorize(Policies.Visitor)]
public sealed class IndexModel(ArchiveDbContext db, SearchViewReader reader, Searcher searcher) : PageModel
{
    /// <summary>The columns that say something of a tag.</summary>
    public static IReadOnlyList<ListColumn> Columns { get; } = [ListColumn.Reference, ListColumn.Kind, ListColumn.Date, ListColumn.Quotations, ListColumn.Tags];

    /// <summary>What is asked for, and what items that fit can be narrowed by further.</summary>
    public SearchView View { get; private set; } = null!; // OnGetAsync sets it before the view runs

    public TagTree Tree { get; private set; } = null!; // OnGetAsync sets it before the view runs

    /// <summary>The tags in a row; <see langword="null"/> where they are shown as a tree.</summary>
    public IReadOnlyList<TagNode>? Row { get; private set; }

    public int Count => Row?.Count ?? Tree.Count;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var address = SearchAddress.Read(Request.Query, SearchAddress.Of(ItemKind.Tag)) with { After = null, Sort = null };
        View = await reader.ReadAsync(address, cancellationToken);
        Tree = await TreeAsync(address, cancellationToken);
        if (address.Q is not null)
        {
            var ids = await db.Tags.Named(db, address.Q).Select(t => t.Id).ToListAsync(cancellationToken);
            Row = [.. ids.Select(Tree.Find).OfType<TagNode>().OrderByDescending(t => t.Counts.Total).ThenBy(t => t.Name.Slug, StringComparer.Ordinal)];
        }
        else if (address.Type is not null || View.Layout.Layout != ListLayout.Cards)
        {
            Row = [.. Tree.Flat];
        }

        if (address.Type is { } type)
        {
            Row = [.. Row!.Where(t => t.Type == type)];
        }
    }

    private async Task<TagTree> TreeAsync(SearchAddress address, CancellationToken cancellationToken)
    {
        if (!(address with { Type = null }).IsNarrowed)
        {
            return await TagTree.LoadAsync(db, cancellationToken);
        }

        try
        {
            return await TagTree.LoadAsync(db, await searcher.CountTagsAsync(address, cancellationToken), cancellationToken);
        }
        catch (SearchTimeoutException)
        {
            return await TagTree.LoadAsync(db, new Dictionary<Guid, TagCounts>(), cancellationToken);
        }
    }
}

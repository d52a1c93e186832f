using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Search;

namespace RussiaTalibanArchive.Web.Features.Documents;

/// <summary>The documents before and after one in the list or among the results that a reader came from.</summary>
/// <param name="List">The list.</param>
/// <param name="Previous"><see langword="null"/> for the first.</param>
/// <param name="Next"><see langword="null"/> for the last.</param>
public sealed record DocumentNeighbours(SearchAddress List, Neighbour? Previous, Neighbour? Next)
{
    /// <param name="db">As the viewer sees it.</param>
    /// <param name="searcher">Finds what stands in the list.</param>
    /// <param name="document">The document that is read.</param>
    /// <param name="list">The address of the list, or of a page of results.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<DocumentNeighbours?> FindAsync(ArchiveDbContext db, Searcher searcher, Guid document, string list, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(searcher);
        if (SearchAddress.Parse(list) is not { } address)
        {
            return null;
        }

        var (before, after) = await searcher.FindBesideAsync(address, document, ItemKind.Document, cancellationToken);
        return new(address, await NamedAsync(before), await NamedAsync(after));

        async Task<Neighbour?> NamedAsync(FoundBeside? beside) => beside is null ? null : await db.Documents.Where(d => d.Id == beside.Id)
            .Select(d => new Neighbour(d.Reference, d.Title, d.Language, beside.Page.ToString())).SingleOrDefaultAsync(cancellationToken);
    }
}

/// <summary>A document next to another one in a list.</summary>
/// <param name="Reference">Its own.</param>
/// <param name="Title">In the original.</param>
/// <param name="Language">BCP 47 language of the title.</param>
/// <param name="List">The page of results that it stands on.</param>
public sealed record Neighbour(string Reference, string Title, string Language, string List);

using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Search;

namespace RussiaTalibanArchive.Web.Features.Documents;

/// <summary>The documents before and after one in the list that a reader came from.</summary>
/// <param name="ListPath">The list.</param>
/// <param name="Previous"><see langword="null"/> for the first.</param>
/// <param name="Next"><see langword="null"/> for the last.</param>
public sealed record DocumentNeighbours(string ListPath, Neighbour? Previous, Neighbour? Next)
{
    /// <param name="db">As the viewer sees it.</param>
    /// <param name="searcher">For a list that is the results of a search.</param>
    /// <param name="document">The document that is read.</param>
    /// <param name="list">The query string of the list of documents, or the address of a page of results.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<DocumentNeighbours> FindAsync(ArchiveDbContext db, Searcher searcher, Guid document, string list, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(list);
        if (list.StartsWith(SearchAddress.Path, StringComparison.Ordinal))
        {
            return await AmongResultsAsync(db, searcher, document, SearchAddress.Read(new QueryCollection(QueryHelpers.ParseQuery(list[SearchAddress.Path.Length..]))), cancellationToken);
        }

        var browse = Browse.Read(new QueryCollection(QueryHelpers.ParseQuery(list)));
        var date = await db.Documents.Where(d => d.Id == document).Select(d => d.Date == null ? DateOnly.MinValue : d.Date.Earliest).SingleAsync(cancellationToken);
        return new($"/documents{browse.ToQueryHere()}",
            await FirstAsync(browse, !browse.OldestFirst), await FirstAsync(browse, browse.OldestFirst));

        Task<Neighbour?> FirstAsync(Browse wishes, bool oldestFirst) => db.Documents.Asked(db, wishes)
            .Select(d => new Neighbour { Id = d.Id, Reference = d.Reference, Title = d.Title, Language = d.Language, SortDate = d.Date == null ? DateOnly.MinValue : d.Date.Earliest })
            .Beyond(date, document, oldestFirst).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>In the order of the results; after the last document of a page of them comes the first of the next page.</summary>
    private static async Task<DocumentNeighbours> AmongResultsAsync(ArchiveDbContext db, Searcher searcher, Guid document, SearchAddress address, CancellationToken cancellationToken)
    {
        var found = await searcher.FindAsync(address, cancellationToken);
        var documents = found.Found.Where(f => f.Kind == ItemKind.Document).Select(f => f.Id).ToList();
        var at = documents.IndexOf(document);
        Neighbour? next = null;
        if (at >= 0 && at + 1 < documents.Count)
        {
            next = await NamedAsync(documents[at + 1], address);
        }
        else if (at >= 0 && found.Next is { } after)
        {
            var further = address with { After = after };
            next = (await searcher.FindAsync(further, cancellationToken)).Found.FirstOrDefault(f => f.Kind == ItemKind.Document) is { } first ? await NamedAsync(first.Id, further) : null;
        }

        return new(address.ToString(), at > 0 ? await NamedAsync(documents[at - 1], address) : null, next);

        Task<Neighbour?> NamedAsync(Guid id, SearchAddress page) => db.Documents.Where(d => d.Id == id)
            .Select(d => new Neighbour { Id = d.Id, Reference = d.Reference, Title = d.Title, Language = d.Language, SortDate = default, List = page.ToString() })
            .SingleOrDefaultAsync(cancellationToken);
    }
}

/// <summary>A document next to another one in a list.</summary>
public sealed record Neighbour : IDatedRow
{
    public required Guid Id { get; init; }
    public required string Reference { get; init; }
    public required string Title { get; init; }
    public required string Language { get; init; }
    public required DateOnly SortDate { get; init; }

    /// <summary>The page of results that it stands on, if that is another one.</summary>
    public string? List { get; init; }
}

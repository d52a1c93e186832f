using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Documents;

/// <summary>The documents before and after one in the list that a reader came from.</summary>
/// <param name="ListPath">The list.</param>
/// <param name="Previous"><see langword="null"/> for the first.</param>
/// <param name="Next"><see langword="null"/> for the last.</param>
public sealed record DocumentNeighbours(string ListPath, Neighbour? Previous, Neighbour? Next)
{
    /// <param name="db">As the viewer sees it.</param>
    /// <param name="document">The document that is read.</param>
    /// <param name="list">The query string of the list.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<DocumentNeighbours> FindAsync(ArchiveDbContext db, Guid document, string list, CancellationToken cancellationToken)
    {
        var browse = Browse.Read(new QueryCollection(QueryHelpers.ParseQuery(list)));
        var date = await db.Documents.Where(d => d.Id == document).Select(d => d.Date == null ? DateOnly.MinValue : d.Date.Earliest).SingleAsync(cancellationToken);
        return new($"/documents{browse.ToQueryHere()}",
            await FirstAsync(browse, !browse.OldestFirst), await FirstAsync(browse, browse.OldestFirst));

        Task<Neighbour?> FirstAsync(Browse wishes, bool oldestFirst) => db.Documents.Asked(db, wishes)
            .Select(d => new Neighbour { Id = d.Id, Reference = d.Reference, Title = d.Title, Language = d.Language, SortDate = d.Date == null ? DateOnly.MinValue : d.Date.Earliest })
            .Beyond(date, document, oldestFirst).FirstOrDefaultAsync(cancellationToken);
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
}

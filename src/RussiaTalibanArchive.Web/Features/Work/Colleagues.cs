using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Quotations;

namespace RussiaTalibanArchive.Web.Features.Work;

/// <summary>An item that the viewer may see and colleagues work on.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its id.</param>
/// <param name="Reference">Its reference, or a note's number.</param>
/// <param name="SeenFrom">The lowest role that sees it.</param>
/// <param name="AuthorId">The account that sees it whatever its role: the author of a note.</param>
public sealed record WorkItem(ItemKind Kind, Guid Id, string Reference, Role SeenFrom, Guid? AuthorId = null)
{
    public string Path => References.PathOf(Kind, Reference);
}

/// <summary>An account that can be called or asked.</summary>
public sealed record Colleague(Guid Id, string Name);

/// <summary>Finds items that colleagues work on, and the colleagues who may see them.</summary>
public sealed class Colleagues(ArchiveDbContext db)
{
    /// <summary>An item as the viewer may see it; <see langword="null"/> when there is none.</summary>
    public async Task<WorkItem?> ItemAsync(ItemKind kind, string reference, CancellationToken cancellationToken) => kind switch
    {
        ItemKind.Document => (await ItemsAsync(db.Documents.Where(d => d.Reference == reference), kind, cancellationToken)).SingleOrDefault(),
        ItemKind.Article => (await ItemsAsync(db.Articles.Where(a => a.Reference == reference), kind, cancellationToken)).SingleOrDefault(),
        ItemKind.Dossier => (await ItemsAsync(db.Dossiers.Where(d => d.Reference == reference), kind, cancellationToken)).SingleOrDefault(),
        ItemKind.Quotation => (await QuotationsAsync(db.Quotations.Where(q => q.Reference == reference), cancellationToken)).SingleOrDefault(),
        ItemKind.Note => await db.Notes.Where(n => n.Reference == reference)
            .Select(n => new WorkItem(ItemKind.Note, n.Id, n.Reference, n.Status == ItemStatus.Draft ? Role.Editor : Role.Analyst, n.AuthorId)).SingleOrDefaultAsync(cancellationToken),
        _ => null,
    };

    /// <summary>Documents, articles or quotations that the viewer may see, of those with these ids.</summary>
    public async Task<IReadOnlyList<WorkItem>> ItemsAsync(ItemKind kind, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) => kind switch
    {
        ItemKind.Document => await ItemsAsync(db.Documents.Where(d => ids.Contains(d.Id)), kind, cancellationToken),
        ItemKind.Article => await ItemsAsync(db.Articles.Where(a => ids.Contains(a.Id)), kind, cancellationToken),
        ItemKind.Quotation => await QuotationsAsync(db.Quotations.Where(q => ids.Contains(q.Id)), cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Items of this kind are not assigned."),
    };

    /// <summary>The colleagues who may see an item, by name.</summary>
    public async Task<IReadOnlyList<Colleague>> WhoSeeAsync(WorkItem item, CancellationToken cancellationToken)
    {
        var roles = Enum.GetValues<Role>().Where(r => r >= item.SeenFrom).ToList();
        return await db.Users
            .Where(u => !u.IsDisabled && (roles.Contains(u.Role) || (u.Id == item.AuthorId && u.Role != Role.Reader)))
            .OrderBy(u => u.DisplayName).Select(u => new Colleague(u.Id, u.DisplayName)).ToListAsync(cancellationToken);
    }

    private static async Task<IReadOnlyList<WorkItem>> ItemsAsync<T>(IQueryable<T> items, ItemKind kind, CancellationToken cancellationToken) where T : PublishableItem =>
        await items.Select(i => new WorkItem(kind, i.Id, i.Reference, i.Status == ItemStatus.Draft ? Role.Editor : Role.Analyst, null)).ToListAsync(cancellationToken);

    private static async Task<IReadOnlyList<WorkItem>> QuotationsAsync(IQueryable<Quotation> quotations, CancellationToken cancellationToken) =>
        await quotations.Select(q => new WorkItem(ItemKind.Quotation, q.Id, q.Reference,
            q.Status == QuotationStatus.Proposed || (q.Document != null ? q.Document.Status : q.Article!.Status) == ItemStatus.Draft ? Role.Editor : Role.Analyst, null))
            .ToListAsync(cancellationToken);
}

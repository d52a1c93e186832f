using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.History;

/// <summary>Which versions of an item its viewer may see.</summary>
internal static class VisibleRevisions
{
    /// <summary>Whether it is a note that the viewer wrote and still may change.</summary>
    public static async Task<bool> IsOwnNoteAsync(this ArchiveDbContext db, ItemKind kind, Guid item, CancellationToken cancellationToken) =>
        kind == ItemKind.Note && db.Viewer is { Role: >= Role.Analyst, UserId: { } me } && await db.Notes.AnyAsync(n => n.Id == item && n.AuthorId == me, cancellationToken);

    /// <summary>Authors see their own drafts, so all of their history too.</summary>
    public static IQueryable<Revision> RevisionsOf(this ArchiveDbContext db, ItemKind kind, Guid item, bool isOwnNote) =>
        (isOwnNote ? db.Revisions.IgnoreQueryFilters() : db.Revisions).Where(r => r.Kind == kind && r.ItemId == item);
}

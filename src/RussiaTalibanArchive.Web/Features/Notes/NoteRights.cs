using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Notes;

/// <summary>Who may do what with a note that they may see.</summary>
public static class NoteRights
{
    /// <summary>Authors change and withdraw what they wrote, editors all.</summary>
    public static bool MayChange(this Viewer viewer, Guid? authorId) =>
        viewer.Role >= Role.Editor || (viewer.Role >= Role.Analyst && authorId is not null && authorId == viewer.UserId);

    /// <summary>Only editors publish; a public note that its author changes goes back to internal until an editor has read it.</summary>
    public static IReadOnlyList<ItemStatus> NoteStatuses(this Viewer viewer) =>
        viewer.Role >= Role.Editor ? [ItemStatus.Draft, ItemStatus.Internal, ItemStatus.Public] : [ItemStatus.Draft, ItemStatus.Internal];
}

using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Notes;

/// <summary>Loads the notes on one item for its page, as <c>_NotesOn.cshtml</c> shows them.</summary>
public sealed class NotesOn(ArchiveDbContext db)
{
    private const int MaxNotes = 20;

    /// <summary>The newest notes that are about an item or name it.</summary>
    /// <param name="kind">The item's kind.</param>
    /// <param name="id">The item, which the caller has found that the viewer may see.</param>
    /// <param name="reference">Its reference, or its slug.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<NotesOnItem> ForAsync(ItemKind kind, Guid id, string reference, CancellationToken cancellationToken)
    {
        var notes = kind switch
        {
            ItemKind.Document => db.Notes.Where(n => n.Links.Any(l => l.DocumentId == id)),
            ItemKind.Article => db.Notes.Where(n => n.Links.Any(l => l.ArticleId == id)),
            ItemKind.Quotation => db.Notes.Where(n => n.Links.Any(l => l.QuotationId == id)),
            ItemKind.Dossier => db.Notes.Where(n => n.Links.Any(l => l.DossierId == id)),
            ItemKind.Tag => db.Notes.Where(n => n.Links.Any(l => l.TagId == id)),
            _ => db.Notes.Where(n => n.Links.Any(l => l.OtherNoteId == id)),
        };
        var rows = await notes.ToRows().OrderByDescending(n => n.SortDate).ThenByDescending(n => n.Id).Take(MaxNotes + 1).ToListAsync(cancellationToken);
        return new(new Mention(kind, reference), [.. rows.Take(MaxNotes)], rows.Count > MaxNotes);
    }
}

/// <param name="Item">The item whose page it is.</param>
/// <param name="Notes">The newest ones.</param>
/// <param name="HasMore">Whether there are more than these.</param>
public sealed record NotesOnItem(Mention Item, IReadOnlyList<NoteRow> Notes, bool HasMore);

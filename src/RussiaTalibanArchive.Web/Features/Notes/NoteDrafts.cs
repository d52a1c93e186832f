using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Notes;

/// <summary>Keeps what the viewer types into the form of a note until it is saved or thrown away.</summary>
public sealed class NoteDrafts(ArchiveDbContext db, CurrentViewer viewer, TimeProvider clock)
{
    /// <summary>So many drafts an author may have at one time.</summary>
    public const int MaxDrafts = 50;

    private const int MaxExcerpt = 120;

    /// <summary>The viewer's drafts of one note, or of new ones, the newest first.</summary>
    /// <param name="noteId">The note; <see langword="null"/> for new ones.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<DraftRow>> OfAsync(Guid? noteId, CancellationToken cancellationToken) =>
        await RowsAsync(db.NoteDrafts.Where(d => d.NoteId == noteId), cancellationToken);

    /// <summary>All drafts of the viewer, the newest first.</summary>
    public async Task<IReadOnlyList<DraftRow>> AllAsync(CancellationToken cancellationToken) => await RowsAsync(db.NoteDrafts, cancellationToken);

    /// <summary>One draft of the viewer's; <see langword="null"/> when there is none of this note.</summary>
    public Task<NoteDraft?> FindAsync(Guid id, Guid? noteId, CancellationToken cancellationToken) =>
        db.NoteDrafts.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id && d.NoteId == noteId, cancellationToken);

    /// <summary>
    /// Keeps what a form holds. A form whose draft another window has changed or dropped since gets a new draft of its own; an
    /// empty form none.
    /// </summary>
    /// <param name="noteId">The note; <see langword="null"/> for a new one.</param>
    /// <param name="form">With the draft that it is kept in so far, if any.</param>
    /// <param name="cancellationToken">Stops it; nothing is kept then.</param>
    public async Task<KeptDraft> KeepAsync(Guid? noteId, NoteForm form, CancellationToken cancellationToken)
    {
        var draft = form.Draft is null ? null : await db.NoteDrafts.SingleOrDefaultAsync(d => d.Id == form.Draft && d.NoteId == noteId, cancellationToken);
        var isParted = form.Draft is not null && draft?.Stamp != form.DraftStamp;
        if (draft is null || isParted)
        {
            if (string.IsNullOrWhiteSpace($"{form.Title}{form.Body}"))
            {
                return new(KeptOutcome.Empty, null);
            }

            if (await db.NoteDrafts.CountAsync(cancellationToken) >= MaxDrafts)
            {
                return new(KeptOutcome.TooMany, null);
            }

            draft = new NoteDraft { AuthorId = viewer.Value.UserId!.Value, NoteId = noteId, BaseVersion = form.Version };
            db.NoteDrafts.Add(draft);
        }

        draft.BaseVersion = form.Version;
        draft.Title = Clean(form.Title);
        draft.Body = Clean(form.Body);
        draft.About = Clean(form.About);
        draft.Language = Clean(form.Language);
        draft.Status = form.Status;
        draft.Stamp++;
        draft.UpdatedAt = clock.GetUtcNow();
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear(); // Two windows at one moment: this one's text goes to a draft of its own.
            return await KeepAsync(noteId, form, cancellationToken) with { Outcome = KeptOutcome.Parted };
        }

        return new(isParted ? KeptOutcome.Parted : KeptOutcome.Kept, draft);
    }

    /// <summary>Throws a draft of the viewer's away.</summary>
    /// <returns><see langword="false"/> when there is none.</returns>
    public async Task<bool> DropAsync(Guid? id, CancellationToken cancellationToken) =>
        id is not null && await db.NoteDrafts.Where(d => d.Id == id).ExecuteDeleteAsync(cancellationToken) > 0;

    private static async Task<IReadOnlyList<DraftRow>> RowsAsync(IQueryable<NoteDraft> drafts, CancellationToken cancellationToken)
    {
        var rows = await drafts.OrderByDescending(d => d.UpdatedAt).Take(MaxDrafts)
            .Select(d => new { d.Id, Note = d.Note!.Reference, d.Title, d.Body, d.UpdatedAt })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(d => new DraftRow(d.Id, d.Note, string.IsNullOrWhiteSpace(d.Title) ? Excerpt.Of(d.Body ?? "", MaxExcerpt) : d.Title, d.UpdatedAt))];
    }

    /// <summary>As typed, but for what PostgreSQL does not take and the line ends that a form sends.</summary>
    private static string? Clean(string? text) => text?.Replace("\0", "", StringComparison.Ordinal).ReplaceLineEndings("\n");
}

/// <param name="Id">The draft.</param>
/// <param name="Note">The number of the note that it changes; <see langword="null"/> for a new one.</param>
/// <param name="Words">Its title, or its first words.</param>
/// <param name="UpdatedAt">When it was last kept.</param>
public sealed record DraftRow(Guid Id, string? Note, string Words, DateTimeOffset UpdatedAt)
{
    /// <summary>The address of the form that takes it up.</summary>
    public string Path => $"{(Note is null ? "/notes/new" : $"/notes/{Note}/edit")}?draft={Id}";
}

/// <param name="Outcome">See <see cref="KeptOutcome"/>.</param>
/// <param name="Draft">Where it is kept, if it is.</param>
public sealed record KeptDraft(KeptOutcome Outcome, NoteDraft? Draft);

public enum KeptOutcome
{
    Kept,

    /// <summary>Another window has changed the draft; what this one holds is kept in a new one.</summary>
    Parted,

    /// <summary>There is nothing to keep.</summary>
    Empty,

    /// <summary>The author has <see cref="NoteDrafts.MaxDrafts"/> already.</summary>
    TooMany,
}

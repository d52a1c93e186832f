using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Notes;

/// <summary>What a writer types. The names of the fields are those of <see cref="NoteRecord"/>.</summary>
public sealed class NoteForm
{
    /// <summary>The version that the writer read; 0 for a new note.</summary>
    public int Version { get; set; }

    public string? Title { get; set; }
    public string? Body { get; set; }

    /// <summary>References, or <c>tag:slug</c>, parted by spaces or commas.</summary>
    public string? About { get; set; }

    public string? Language { get; set; }
    public ItemStatus Status { get; set; } = ItemStatus.Internal;

    /// <summary>The draft in which the form is kept, if it is.</summary>
    public Guid? Draft { get; set; }

    /// <summary>See <see cref="NoteDraft.Stamp"/>.</summary>
    public int DraftStamp { get; set; }

    public static NoteForm Of(NoteDraft draft) => new()
    {
        Version = draft.BaseVersion,
        Title = draft.Title,
        Body = draft.Body,
        About = draft.About,
        Language = draft.Language,
        Status = draft.Status,
        Draft = draft.Id,
        DraftStamp = draft.Stamp,
    };

    public static NoteForm Of(NoteRecord record, int version) => new()
    {
        Version = version,
        Title = record.Title,
        Body = record.Body,
        About = string.Join(", ", record.About ?? []),
        Language = record.Language,
        Status = record.Status ?? ItemStatus.Internal,
    };

    /// <summary>The record of a note, all that the form does not ask for as <paramref name="stored"/> says it.</summary>
    public NoteRecord ToRecord(NoteRecord stored) => stored with
    {
        Title = Title,
        Body = Body,
        About = [.. (About ?? "").Split([' ', ',', '،', ';', '؛', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries)],
        Language = Language,
        Status = Status,
    };
}

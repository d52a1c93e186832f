using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Notes;

/// <summary>A note in a list.</summary>
public sealed record NoteRow : IDatedRow
{
    private const int MaxExcerpt = 280;

    public required Guid Id { get; init; }
    public required string Reference { get; init; }
    public string? Title { get; init; }
    public required string Body { get; init; }
    public string? Language { get; init; }
    public required string Author { get; init; }
    public required DateOnly SortDate { get; init; }
    public required ItemStatus Status { get; init; }
    public DateTimeOffset? EmbargoUntil { get; init; }

    /// <summary>The beginning of what it says, in UTF-16 code units at most 280.</summary>
    public string Excerpt => MarkdownRenderer.ToExcerpt(Body, MaxExcerpt);
}

public static class NoteQueries
{
    /// <summary>The notes that are about an item or name it in their text.</summary>
    public static IQueryable<Note> On(this IQueryable<Note> notes, Mention item) => item.Kind switch
    {
        ItemKind.Document => notes.Where(n => n.Links.Any(l => l.Document!.Reference == item.Reference)),
        ItemKind.Article => notes.Where(n => n.Links.Any(l => l.Article!.Reference == item.Reference)),
        ItemKind.Quotation => notes.Where(n => n.Links.Any(l => l.Quotation!.Reference == item.Reference)),
        ItemKind.Dossier => notes.Where(n => n.Links.Any(l => l.Dossier!.Reference == item.Reference)),
        ItemKind.Tag => notes.Where(n => n.Links.Any(l => l.Tag!.Reference == item.Reference)),
        _ => notes.Where(n => n.Links.Any(l => l.OtherNote!.Reference == item.Reference)),
    };

    public static IQueryable<NoteRow> ToRows(this IQueryable<Note> notes) => notes.Select(n => new NoteRow
    {
        Id = n.Id,
        Reference = n.Reference,
        Title = n.Title,
        Body = n.Body,
        Language = n.Language,
        Author = n.Author,
        SortDate = n.WrittenOn,
        Status = n.Status,
        EmbargoUntil = n.EmbargoUntil,
    });
}

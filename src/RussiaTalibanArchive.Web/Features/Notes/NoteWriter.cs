using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Dossiers;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Quotations;
using RussiaTalibanArchive.Web.Features.Search.Index;
using RussiaTalibanArchive.Web.Features.Tags;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Notes;

/// <summary>A note as import reads and export writes it.</summary>
public sealed record NoteRecord : ItemRecord
{
    [JsonIgnore]
    public override ItemKind ItemKind => ItemKind.Note;
    public string? Title { get; set; }

    /// <summary>What the note is about: references, <c>tag:slug</c> or <c>note:number</c>.</summary>
    public List<string>? About { get; set; }

    public string? Body { get; set; }
    public string? Language { get; set; }
    public string? Author { get; set; }

    /// <summary>The day on which it was written, in EDTF or ISO 8601.</summary>
    public string? Created { get; set; }

    public ItemStatus? Status { get; set; }
    public DateTimeOffset? EmbargoUntil { get; set; }
}

public sealed class NoteWriter(ArchiveDbContext db, CurrentViewer viewer, References references, TimeProvider clock)
    : ItemWriter<Note, NoteRecord>(db, viewer, references, clock)
{
    public const int MaxBody = 200_000;

    protected override ItemKind Kind => ItemKind.Note;

    protected override IQueryable<Note> Whole => Db.Notes
        .IgnoreQueryFilters([ArchiveDbContext.NotWithdrawn])
        .Include(n => n.Links).ThenInclude(l => l.Document)
        .Include(n => n.Links).ThenInclude(l => l.Article)
        .Include(n => n.Links).ThenInclude(l => l.Quotation)
        .Include(n => n.Links).ThenInclude(l => l.Dossier)
        .Include(n => n.Links).ThenInclude(l => l.Tag)
        .Include(n => n.Links).ThenInclude(l => l.OtherNote);

    public override NoteRecord Describe(Note note) => new()
    {
        Reference = note.Reference,
        Title = note.Title,
        About = NullIfEmpty(note.Links.Where(l => l.IsAbout).Select(TargetOf).Order(StringComparer.Ordinal)),
        Body = note.Body,
        Language = note.Language,
        Author = note.Author,
        Created = note.WrittenOn.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        Status = note.Status,
        EmbargoUntil = note.EmbargoUntil,
    };

    protected override Note New(NoteRecord record) => new()
    {
        Body = "",
        AuthorId = record.Author is null ? Viewer.UserId : null,
        Author = Viewer.Name,
        WrittenOn = DateOnly.FromDateTime(Now.UtcDateTime),
    };

    protected override SearchEntry SearchableOf(Note item) => new()
    {
        Audience = AudienceOf(item),
        EmbargoUntil = item.EmbargoUntil,
        AuthorId = item.AuthorId,
        Speaker = item.Author,
        Date = (item.WrittenOn, item.WrittenOn),
        Language = item.Language,
        Status = SearchEntry.StatusOf(item.Status),
        Fields = [new(EntryPart.Title, item.Title), new(EntryPart.Speaker, item.Author)],
        Bodies = [new(Mention.Without(item.Body) ?? "", item.Language)],
    };

    protected override ItemStatus AudienceOf(Note item) => item.Status;

    protected override async Task ApplyAsync(Note item, NoteRecord record, Checks checks, CancellationToken cancellationToken)
    {
        item.Title = checks.Line(nameof(record.Title), record.Title);
        var body = checks.Text(nameof(record.Body), record.Body, MaxBody);
        if (body is null)
        {
            checks.Add(nameof(record.Body), "Write something first.");
        }

        item.Body = body ?? "";
        item.Language = checks.Language(nameof(record.Language), record.Language) ?? LanguageGuess.Of(item.Body);
        item.Author = checks.Line(nameof(record.Author), record.Author, 100) ?? item.Author;
        item.Status = record.Status ?? item.Status;
        item.EmbargoUntil = record.EmbargoUntil?.ToUniversalTime();
        if (record.Created is not null)
        {
            if (DateTimeOffset.TryParse(record.Created, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var created))
            {
                item.WrittenOn = DateOnly.FromDateTime(created.UtcDateTime);
            }
            else
            {
                checks.Add(nameof(record.Created), "“{0}” is not a day. Example: 2025-09-02.", record.Created);
            }
        }

        await ApplyLinksAsync(item, record, checks, cancellationToken);
    }

    private static string TargetOf(NoteLink link) => link.Tag is { } tag ? $"tag:{tag.Reference}"
        : link.OtherNote is { } note ? $"note:{note.Reference}"
        : (link.Document?.Reference ?? link.Article?.Reference ?? link.Quotation?.Reference ?? link.Dossier?.Reference)!;

    /// <summary>
    /// Links to what the note is about and to what its text names. A name that leads nowhere is a problem in the first case;
    /// in the second it is left as it is, since the item may come later.
    /// </summary>
    private async Task ApplyLinksAsync(Note item, NoteRecord record, Checks checks, CancellationToken cancellationToken)
    {
        // A tag that another has replaced, or that has another address now, is named by either.
        var mentions = (record.About ?? []).Select(Mention.Parse).Concat(Mention.In(item.Body)).OfType<Mention>().Where(m => m.Kind == ItemKind.Tag);
        var tags = await Db.Tags.BySlugAsync([[.. mentions.Select(m => m.Reference)]], cancellationToken);
        Mention Today(Mention mention) => mention.Kind == ItemKind.Tag && tags.TryGetValue(mention.Reference, out var tag) ? new(ItemKind.Tag, tag.Reference) : mention;
        var about = (record.About ?? []).Select(Mention.Parse).ToList();
        if (about.Contains(null))
        {
            checks.Add(nameof(record.About), "Name what the note is about by references such as RTA-D0001 or tag:kabul.");
        }

        var wanted = about.OfType<Mention>().Select(Today).Distinct().Select(m => (m, IsAbout: true))
            .Concat(Mention.In(item.Body).Select(Today).Distinct().Select(m => (m, IsAbout: false))).ToList();
        Db.Drop(item.Links, l => !wanted.Exists(w => w.IsAbout == l.IsAbout && w.m.Name == TargetOf(l)));
        foreach (var (mention, isAbout) in wanted.Where(w => !item.Links.Exists(l => w.IsAbout == l.IsAbout && w.m.Name == TargetOf(l))))
        {
            if (await LinkAsync(item, mention, isAbout, cancellationToken) is { } link)
            {
                item.Links.Add(link);
            }
            else if (isAbout)
            {
                checks.Add(nameof(record.About), "There is no {0} in the archive.", mention.Name);
            }
        }
    }

    private async Task<NoteLink?> LinkAsync(Note note, Mention mention, bool isAbout, CancellationToken cancellationToken)
    {
        Item? target = mention.Kind switch
        {
            ItemKind.Document => await FindAsync(Db.Documents),
            ItemKind.Article => await FindAsync(Db.Articles),
            ItemKind.Quotation => await FindAsync(Db.Quotations),
            ItemKind.Dossier => await FindAsync(Db.Dossiers),
            ItemKind.Tag => await FindAsync(Db.Tags),
            ItemKind.Note when mention.Reference != note.Reference => await FindAsync(Db.Notes),
            _ => null,
        };
        return target is null ? null : new NoteLink
        {
            NoteId = note.Id,
            IsAbout = isAbout,
            DocumentId = (target as Document)?.Id,
            Document = target as Document,
            ArticleId = (target as Article)?.Id,
            Article = target as Article,
            QuotationId = (target as Quotation)?.Id,
            Quotation = target as Quotation,
            DossierId = (target as Dossier)?.Id,
            Dossier = target as Dossier,
            TagId = (target as Tag)?.Id,
            Tag = target as Tag,
            OtherNoteId = (target as Note)?.Id,
            OtherNote = target as Note,
        };

        Task<T?> FindAsync<T>(DbSet<T> items) where T : Item => items.SingleOrDefaultAsync(i => i.Reference == mention.Reference, cancellationToken);
    }
}

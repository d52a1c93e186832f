using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Citations;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Notes;

[Authorize(Policies.Visitor)]
public sealed class ShowModel(
    ArchiveDbContext db, CurrentViewer viewer, MarkdownRenderer markdown, MentionTargets targets, NotesOn notesOn, CitationReader citations, IOptions<ArchiveOptions> options, NoteWriter writer, Tombstones tombstones, Words words) : PageModel
{
    private const int MaxOthers = 10;

    [BindProperty] public string? Reason { get; set; }
    [BindProperty] public int Version { get; set; }
    public NoteView Note { get; private set; } = null!; // each handler sets it before the view runs
    public IHtmlContent Body { get; private set; } = HtmlString.Empty;
    public IReadOnlyList<MentionTarget> About { get; private set; } = [];

    /// <summary>What the numbers in the text lead to, from 1; <see langword="null"/> where it was hidden a moment ago.</summary>
    public IReadOnlyList<Citation?> Sources { get; private set; } = [];

    /// <summary>Other notes on what this one is about or names.</summary>
    public IReadOnlyList<NoteRow> Others { get; private set; } = [];

    /// <summary>The notes that name this one.</summary>
    public NotesOnItem Naming { get; private set; } = null!; // OnGetAsync sets it before the view runs

    public bool MayChange => viewer.Value.MayChange(Note.AuthorId);

    public async Task<IActionResult> OnGetAsync(int number, CancellationToken cancellationToken)
    {
        if (await FindAsync(number, cancellationToken) is not { } note)
        {
            return await tombstones.MissingAsync(this, ItemKind.Note, number.ToString(CultureInfo.InvariantCulture), cancellationToken);
        }

        Note = note;
        Version = note.Version;
        (Body, var sources) = await markdown.RenderWithSourcesAsync(note.Body, cancellationToken);
        var cited = await citations.FindAllAsync(sources.ToLookup(s => s.Kind, s => s.Reference), Citations.Citations.SiteOf(Request, options.Value), cancellationToken);
        Sources = [.. sources.Select(s => cited.GetValueOrDefault(s.Reference))];
        About = [.. (await targets.FindAsync(note.About, cancellationToken)).Values.OrderBy(t => t.Mention.Kind).ThenBy(t => t.Mention.Reference, StringComparer.Ordinal)];
        Naming = await notesOn.ForAsync(ItemKind.Note, note.Id, note.Reference, cancellationToken);
        var naming = Naming.Notes.Select(n => n.Id).ToList();
        var links = db.NoteLinks.Where(l => l.NoteId == note.Id);
        Others = await db.Notes
            .Where(n => n.Id != note.Id && !naming.Contains(n.Id) && n.Links.Any(l => links.Any(o => l.DocumentId == o.DocumentId && l.ArticleId == o.ArticleId
                && l.QuotationId == o.QuotationId && l.DossierId == o.DossierId && l.TagId == o.TagId && l.OtherNoteId == o.OtherNoteId)))
            .ToRows().OrderByDescending(n => n.SortDate).ThenByDescending(n => n.Id).Take(MaxOthers).ToListAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostWithdrawAsync(int number, CancellationToken cancellationToken)
    {
        var checks = new Checks();
        var reason = checks.RequiredLine(nameof(Reason), Reason, "Say why. Readers of the note's address see it.");
        if (await FindAsync(number, cancellationToken) is not { } note)
        {
            return NotFound();
        }

        Note = note;
        if (!MayChange)
        {
            return Forbid();
        }

        if (checks.Problems.Count == 0)
        {
            var saved = await writer.WithdrawAsync(note.Reference, Version, reason, cancellationToken);
            if (saved.Outcome == SaveOutcome.Saved)
            {
                TempData["Done"] = words["The note is withdrawn."];
                return LocalRedirect("/notes");
            }

            checks.Add(nameof(Reason), "Somebody changed the note meanwhile. Read it again first.");
        }

        ModelState.Remove(nameof(Version));
        foreach (var problem in checks.Problems)
        {
            ModelState.AddModelError(problem.Field, words[problem]);
        }

        return await OnGetAsync(number, cancellationToken);
    }

    private async Task<NoteView?> FindAsync(int number, CancellationToken cancellationToken)
    {
        var reference = number.ToString(CultureInfo.InvariantCulture);
        var note = await db.Notes.Where(n => n.Reference == reference)
            .Select(n => new
            {
                n.Id,
                n.Reference,
                n.Title,
                n.Body,
                n.Language,
                n.AuthorId,
                n.Author,
                n.WrittenOn,
                n.Status,
                n.EmbargoUntil,
                n.Version,
                About = n.Links.Where(l => l.IsAbout).Select(l => new
                {
                    Document = l.Document!.Reference,
                    Article = l.Article!.Reference,
                    Quotation = l.Quotation!.Reference,
                    Dossier = l.Dossier!.Reference,
                    Tag = l.Tag!.Reference,
                    Note = l.OtherNote!.Reference,
                }).ToList(),
            })
            .SingleOrDefaultAsync(cancellationToken);
        return note is null ? null : new NoteView(
            note.Id, note.Reference, note.Title, note.Body, note.Language, note.AuthorId, note.Author, note.WrittenOn, note.Status, note.EmbargoUntil, note.Version,
            [.. note.About.Select(a => Mention.Parse(a.Tag is not null ? $"tag:{a.Tag}" : a.Note is not null ? $"note:{a.Note}" : a.Document ?? a.Article ?? a.Quotation ?? a.Dossier)).OfType<Mention>()]);
    }
}

public sealed record NoteView(
    Guid Id, string Reference, string? Title, string Body, string? Language, Guid? AuthorId, string Author, DateOnly WrittenOn, ItemStatus Status,
    DateTimeOffset? EmbargoUntil, int Version, IReadOnlyList<Mention> About);

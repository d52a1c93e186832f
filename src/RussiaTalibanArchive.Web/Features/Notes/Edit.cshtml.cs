using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Notes;

[Authorize(Policies.Analyst)]
public sealed class EditModel(CurrentViewer viewer, MarkdownRenderer markdown, MentionTargets targets, NoteWriter writer, NoteDrafts drafts, Words words) : PageModel
{
    [BindProperty] public NoteForm Input { get; set; } = new();

    /// <summary>Which note; null for a new one.</summary>
    public string? Reference { get; private set; }

    public IHtmlContent? Preview { get; private set; }

    /// <summary>What the previewed text names in vain.</summary>
    public IReadOnlyList<Mention> Unknown { get; private set; } = [];

    /// <summary>What the writer left unsaved here before, other than what the form shows.</summary>
    public IReadOnlyList<DraftRow> Drafts { get; private set; } = [];

    /// <summary>Whether the form shows what is not saved in the note yet.</summary>
    public bool IsUnsaved => Preview is not null || Input.Draft is not null || !ModelState.IsValid;

    /// <summary>Whether saving takes a public note back, since the writer may not publish.</summary>
    public bool TakesBack { get; private set; }

    public IReadOnlyList<ItemStatus> Statuses => viewer.Value.NoteStatuses();

    /// <param name="number">Which note; null for a new one.</param>
    /// <param name="about">What a new note is about.</param>
    /// <param name="draft">The draft to take up.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IActionResult> OnGetAsync(int? number, string? about, Guid? draft, CancellationToken cancellationToken)
    {
        Note? note = null;
        if (number is null)
        {
            Input.About = about?.Trim();
        }
        else
        {
            (note, var refusal) = await LoadAsync(number.Value, cancellationToken);
            if (refusal is not null)
            {
                return refusal;
            }

            Input = NoteForm.Of(writer.Describe(note!), note!.Version);
        }

        if (draft is not null)
        {
            if (await drafts.FindAsync(draft.Value, note?.Id, cancellationToken) is not { } kept)
            {
                return NotFound();
            }

            Input = NoteForm.Of(kept);
        }

        Input.Status = Statuses.Contains(Input.Status) ? Input.Status : ItemStatus.Internal;
        Drafts = [.. (await drafts.OfAsync(note?.Id, cancellationToken)).Where(d => d.Id != draft)];
        return Page();
    }

    /// <summary>Keeps what the form holds as a draft of the writer's, and says where.</summary>
    public async Task<IActionResult> OnPostDraftAsync(int? number, CancellationToken cancellationToken)
    {
        var (note, refusal) = number is null ? (null, null) : await LoadAsync(number.Value, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        if (Input.Body?.Length > NoteWriter.MaxBody)
        {
            return new JsonResult(new { draft = Input.Draft, stamp = Input.DraftStamp, said = words["This is too long: {0} characters at most.", NoteWriter.MaxBody] });
        }

        var (outcome, draft) = await drafts.KeepAsync(note?.Id, Input, cancellationToken);
        return new JsonResult(new
        {
            draft = draft?.Id ?? Input.Draft,
            stamp = draft?.Stamp ?? Input.DraftStamp,
            said = outcome switch
            {
                KeptOutcome.Kept => words["Draft kept, {0}. Only you see it.", Days.Minute(draft!.UpdatedAt)],
                KeptOutcome.Parted => words["Another window of yours changed this draft. What stands here is now kept as a draft of its own."],
                KeptOutcome.TooMany => words["No draft is kept: you have {0} already. Throw some away, or save.", NoteDrafts.MaxDrafts],
                _ => "",
            },
        });
    }

    public async Task<IActionResult> OnPostDiscardAsync(int? number, Guid draft, CancellationToken cancellationToken)
    {
        if (await drafts.DropAsync(draft, cancellationToken))
        {
            TempData["Done"] = words["The draft is thrown away."];
        }

        return LocalRedirect(number is null ? "/notes/new" : $"/notes/{number}/edit");
    }

    /// <summary>The preview alone, as the page shows it.</summary>
    public async Task<IActionResult> OnPostLiveAsync(int? number, CancellationToken cancellationToken)
    {
        await OnPostPreviewAsync(number, cancellationToken);
        return Preview is null ? NotFound() : Partial("Notes/_Preview", this);
    }

    public async Task<IActionResult> OnPostPreviewAsync(int? number, CancellationToken cancellationToken)
    {
        if (number is not null && (await LoadAsync(number.Value, cancellationToken)).Refusal is { } refusal)
        {
            return refusal;
        }

        var body = new Checks().Text(nameof(Input.Body), Input.Body) ?? "";
        var mentions = Mention.In(body).Distinct().ToList();
        Preview = await markdown.RenderAsync(body, cancellationToken);
        Unknown = [.. mentions.Except((await targets.FindAsync(mentions, cancellationToken)).Keys)];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(int? number, CancellationToken cancellationToken)
    {
        if (!Statuses.Contains(Input.Status))
        {
            return Forbid();
        }

        return number is null ? await CreateAsync(cancellationToken) : await UpdateAsync(number.Value, cancellationToken);
    }

    private async Task<IActionResult> CreateAsync(CancellationToken cancellationToken)
    {
        var saved = await writer.CreateAsync(Input.ToRecord(new NoteRecord()), cancellationToken: cancellationToken);
        return saved.Item is null ? Show(saved.Problems) : await DoneAsync(saved.Item.Reference, cancellationToken);
    }

    private async Task<IActionResult> UpdateAsync(int number, CancellationToken cancellationToken)
    {
        var (note, refusal) = await LoadAsync(number, cancellationToken);
        if (note is null)
        {
            return refusal!;
        }

        var mine = Input.ToRecord(writer.Describe(note));
        var saved = await writer.UpdateAsync(note.Reference, Input.Version, mine, cancellationToken: cancellationToken);
        switch (saved.Outcome)
        {
            case SaveOutcome.Invalid:
                return Show(saved.Problems);
            case SaveOutcome.Conflict when saved.Item is { } stored:
                this.ShowConflict(writer.Describe(stored), stored.Version, mine);
                return Page();
            case SaveOutcome.Missing or SaveOutcome.Conflict:
                return NotFound();
            default:
                return await DoneAsync(note.Reference, cancellationToken);
        }
    }

    /// <summary>The note to be changed, or why it may not be: what is hidden answers like what is not there.</summary>
    private async Task<(Note? Note, IActionResult? Refusal)> LoadAsync(int number, CancellationToken cancellationToken)
    {
        var reference = number.ToString(CultureInfo.InvariantCulture);
        var note = await writer.LoadAsync(reference, cancellationToken);
        if (note is null || note.WithdrawnAt is not null)
        {
            return (null, NotFound());
        }

        Reference = reference;
        TakesBack = note.Status == ItemStatus.Public && !Statuses.Contains(ItemStatus.Public);
        return viewer.Value.MayChange(note.AuthorId) ? (note, null) : (null, Forbid());
    }

    private PageResult Show(IReadOnlyList<Problem> problems)
    {
        foreach (var problem in problems)
        {
            ModelState.AddModelError($"{nameof(Input)}.{problem.Field}", words[problem]);
        }

        return Page();
    }

    private async Task<LocalRedirectResult> DoneAsync(string reference, CancellationToken cancellationToken)
    {
        await drafts.DropAsync(Input.Draft, cancellationToken);
        TempData["Done"] = words["The note is saved."];
        return LocalRedirect($"/notes/{reference}");
    }
}

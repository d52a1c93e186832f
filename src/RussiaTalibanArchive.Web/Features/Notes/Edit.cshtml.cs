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
public sealed class EditModel(CurrentViewer viewer, MarkdownRenderer markdown, MentionTargets targets, NoteWriter writer, Words words) : PageModel
{
    [BindProperty] public NoteForm Input { get; set; } = new();

    /// <summary>Which note; null for a new one.</summary>
    public string? Reference { get; private set; }

    public IHtmlContent? Preview { get; private set; }

    /// <summary>What the previewed text names in vain.</summary>
    public IReadOnlyList<Mention> Unknown { get; private set; } = [];

    /// <summary>Whether saving takes a public note back, since the writer may not publish.</summary>
    public bool TakesBack { get; private set; }

    public IReadOnlyList<ItemStatus> Statuses => viewer.Value.NoteStatuses();

    public async Task<IActionResult> OnGetAsync(int? number, string? about, CancellationToken cancellationToken)
    {
        if (number is null)
        {
            Input.About = about?.Trim();
            return Page();
        }

        var (note, refusal) = await LoadAsync(number.Value, cancellationToken);
        if (note is null)
        {
            return refusal!;
        }

        Input = NoteForm.Of(writer.Describe(note), note.Version);
        Input.Status = Statuses.Contains(Input.Status) ? Input.Status : ItemStatus.Internal;
        return Page();
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
        return saved.Item is null ? Show(saved.Problems) : Done(saved.Item.Reference);
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
                return Done(note.Reference);
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

    private LocalRedirectResult Done(string reference)
    {
        TempData["Done"] = words["The note is saved."];
        return LocalRedirect($"/notes/{reference}");
    }
}

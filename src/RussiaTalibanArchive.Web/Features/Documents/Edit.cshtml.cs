using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;
using RussiaTalibanArchive.Web.Features.Tags;

namespace RussiaTalibanArchive.Web.Features.Documents;

/// <summary>The form of a document, new or held. What is only ever added (provenance, assessments) has one new entry at a time.</summary>
[Authorize(Policies.Editor)]
public sealed class EditModel(ArchiveDbContext db, DocumentWriter writer, MarksOfDocument marks, TagInput tagInput, TagSuggestions tagSuggestions, CurrentViewer viewer, TimeProvider clock, Words words) : PageModel
{
    /// <summary>The languages that titles are offered in.</summary>
    private static readonly string[] TitleLanguages = ["en", "ar", "ps", "fa-AF", "ru"];

    private IReadOnlyList<SuggestedTag> _suggestions = [];

    [BindProperty] public DocumentRecord Input { get; set; } = new();
    [BindProperty] public string? Tags { get; set; }

    /// <summary>In UTC, as <c>datetime-local</c> writes it.</summary>
    [BindProperty] public string? EmbargoUntil { get; set; }

    [BindProperty] public AssessmentRecord NewAssessment { get; set; } = new();
    [BindProperty] public ProvenanceRecord NewFact { get; set; } = new();
    [BindProperty] public int Version { get; set; }
    [BindProperty] public string? Reason { get; set; }

    /// <summary>That the editor has looked at the hidden marks.</summary>
    [BindProperty] public bool AcceptMarks { get; set; }

    /// <summary>Whether publishing asks about hidden marks first.</summary>
    public bool AsksAboutMarks { get; private set; }

    /// <summary>The document as it is stored; <see langword="null"/> for a new one.</summary>
    public Document? Stored { get; private set; }

    public DocumentRecord? StoredRecord { get; private set; }

    /// <summary>The tags whose names stand in its text, those that stand in the field already left out.</summary>
    public IReadOnlyList<SuggestedTag> Suggestions => [.. _suggestions.Where(s => !TagInput.Split(Tags).Contains(s.Name.Slug))];

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(reference, cancellationToken))
        {
            return NotFound();
        }

        if (StoredRecord is { } record && Stored is { } document)
        {
            Input = record;
            Tags = TagInput.Join(record.Tags);
            EmbargoUntil = record.EmbargoUntil?.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
            Version = document.Version;
        }

        return Form();
    }

    public async Task<IActionResult> OnPostAsync(string reference, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(reference, cancellationToken))
        {
            return NotFound();
        }

        db.ChangeTracker.Clear();
        if (!TryReadEmbargo(out var embargo))
        {
            ModelState.AddModelError(nameof(EmbargoUntil), words["Give day and time, such as 2025-07-07T12:00."]);
        }

        await AskAboutMarksAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (slugs, problems) = await tagInput.ReadAsync(Tags, cancellationToken);
        ModelState.Add(problems, words, FieldOf);
        var record = RecordOf(slugs, embargo);
        if (!ModelState.IsValid)
        {
            return Form();
        }

        var saved = Stored is null
            ? await writer.CreateAsync(record, cancellationToken: cancellationToken)
            : await writer.UpdateAsync(reference, Version, record, cancellationToken: cancellationToken);
        switch (saved.Outcome)
        {
            case SaveOutcome.Saved or SaveOutcome.Unchanged:
                await transaction.CommitAsync(cancellationToken);
                TempData["Done"] = saved.Outcome == SaveOutcome.Saved ? words["Saved."] : words["Nothing was changed."];
                return LocalRedirect(saved.Item!.WithdrawnAt is null
                    ? References.PathOf(ItemKind.Document, saved.Item.Reference) : $"/editor/documents/{saved.Item.Reference}");
            case SaveOutcome.Conflict:
                Stored = saved.Item;
                StoredRecord = writer.Describe(Stored!);
                this.ShowConflict(StoredRecord, Stored!.Version, RecordOf(slugs, embargo), nameof(Version));
                return Form();
            case SaveOutcome.Missing:
                return NotFound();
            default:
                ModelState.Add(saved.Problems, words, FieldOf);
                return Form();
        }
    }

    /// <summary>One more empty text in the form. Nothing is saved.</summary>
    public async Task<IActionResult> OnPostAddTextAsync(string reference, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(reference, cancellationToken))
        {
            return NotFound();
        }

        (Input.Texts ??= []).Add(new() { Role = Input.Texts.Count == 0 ? TextRole.Transcription : TextRole.Translation });
        return Form();
    }

    /// <summary>One more tag in the field. Nothing is saved.</summary>
    public async Task<IActionResult> OnPostTakeTagAsync(string reference, string take, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(reference, cancellationToken))
        {
            return NotFound();
        }

        Tags = TagInput.Join(TagInput.Split(Tags).Append(take).Distinct());
        ModelState.Remove(nameof(Tags)); // The view shows the field as it is now.
        return Form();
    }

    public async Task<IActionResult> OnPostWithdrawAsync(string reference, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(Reason))
        {
            ModelState.Clear();
            ModelState.AddModelError(nameof(Reason), words["Say why, in words that readers may see."]);
            return await OnGetAsync(reference, cancellationToken);
        }

        return await AnswerAsync(reference, await writer.WithdrawAsync(reference, Version, Reason.Trim(), cancellationToken), words["{0} is withdrawn.", reference], cancellationToken);
    }

    public async Task<IActionResult> OnPostReinstateAsync(string reference, CancellationToken cancellationToken) =>
        await AnswerAsync(reference, await writer.ReinstateAsync(reference, Version, cancellationToken), words["{0} is back.", reference], cancellationToken);

    private async Task<IActionResult> AnswerAsync(string reference, Saved<Document> saved, string done, CancellationToken cancellationToken)
    {
        if (saved.Outcome == SaveOutcome.Missing)
        {
            return NotFound();
        }

        if (saved.Outcome == SaveOutcome.Conflict)
        {
            ModelState.Clear();
            ModelState.AddModelError("", words["Somebody else saved this in the meantime. Look at the newest version, then decide again."]);
            return await OnGetAsync(reference, cancellationToken);
        }

        TempData["Done"] = done;
        return LocalRedirect($"/editor/documents/{reference}");
    }

    /// <summary>Publishing a document with hidden marks asks first.</summary>
    private async Task AskAboutMarksAsync(CancellationToken cancellationToken)
    {
        if (Stored is null || Input.Status != ItemStatus.Public || Stored.Status == ItemStatus.Public || !await marks.AskFirstAsync(Stored.Id, cancellationToken))
        {
            return;
        }

        if (AcceptMarks)
        {
            await marks.AcceptAsync(Stored.Id, viewer.Value.Name, clock.GetUtcNow(), cancellationToken);
            return;
        }

        AsksAboutMarks = true;
        ModelState.AddModelError("Input.Status", words["This text came with hidden marks, which can tell whose copy it was. Look at them on the page of the document, then confirm here."]);
    }

    private async Task<bool> LoadAsync(string reference, CancellationToken cancellationToken)
    {
        if (reference == "new")
        {
            return true;
        }

        Stored = await writer.LoadAsync(reference, cancellationToken);
        StoredRecord = Stored is null ? null : writer.Describe(Stored);
        if (StoredRecord is { } record)
        {
            _suggestions = await tagSuggestions.ForAsync([record.Title, record.Abstract, .. (record.Texts ?? []).Select(t => t.Text)], cancellationToken);
        }

        return Stored is not null;
    }

    private PageResult Form()
    {
        Input.TitleTranslations ??= [];
        foreach (var language in TitleLanguages)
        {
            Input.TitleTranslations.TryAdd(language, "");
        }

        if (Input.Texts is null or [])
        {
            Input.Texts = [new() { Role = TextRole.Transcription }];
        }

        return Page();
    }

    private bool TryReadEmbargo(out DateTimeOffset? embargo)
    {
        embargo = null;
        if (string.IsNullOrWhiteSpace(EmbargoUntil))
        {
            return true;
        }

        var isRead = DateTimeOffset.TryParse(EmbargoUntil, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment);
        embargo = isRead ? moment : null;
        return isRead;
    }

    /// <summary>All that the form says, with what it cannot change as it is stored.</summary>
    private DocumentRecord RecordOf(List<string> slugs, DateTimeOffset? embargo) => Input with
    {
        Reference = null,
        Text = null,
        Tags = slugs,
        EmbargoUntil = embargo,
        Files = StoredRecord?.Files,
        Authenticity = [.. StoredRecord?.Authenticity ?? [], .. NewAssessment is { Verdict: null, Grounds: null } ? Array.Empty<AssessmentRecord>() : [NewAssessment]],
        Provenance = [.. StoredRecord?.Provenance ?? [], .. NewFact is { Fact: null, Date: null } ? Array.Empty<ProvenanceRecord>() : [NewFact]],
    };

    private static string FieldOf(string field) => field switch
    {
        "Tags" or "EmbargoUntil" => field,
        "Date" => "Input.Date.Edtf",
        "Grounds" or "By" => $"NewAssessment.{field}",
        "Fact" => "NewFact.Fact",
        "FactDate" => "NewFact.Date",
        _ => $"Input.{field}",
    };
}

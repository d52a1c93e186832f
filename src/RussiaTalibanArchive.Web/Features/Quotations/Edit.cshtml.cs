using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;
using RussiaTalibanArchive.Web.Features.Tags;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Quotations;

/// <summary>The form of a quotation, new or held. A new one may be named by its place: <c>?of=RTA-D0001&amp;text=…&amp;start=…&amp;end=…</c>.</summary>
[Authorize(Policies.Editor)]
public sealed class EditModel(ArchiveDbContext db, QuotationWriter writer, TagInput tagInput, TagSuggestions tagSuggestions, Words words) : PageModel
{
    private IReadOnlyList<SuggestedTag> _suggestions = [];

    [BindProperty] public QuotationRecord Input { get; set; } = new();
    [BindProperty] public string? Tags { get; set; }
    [BindProperty] public int Version { get; set; }
    [BindProperty] public string? Reason { get; set; }

    /// <summary>The quotation as it is stored; <see langword="null"/> for a new one.</summary>
    public Quotation? Stored { get; private set; }

    public static IReadOnlyList<QuotationStatus> Statuses { get; } = [QuotationStatus.Proposed, QuotationStatus.Draft, QuotationStatus.Checked, QuotationStatus.Disputed];

    /// <summary>The tags whose names stand in its text, those that stand in the field already left out.</summary>
    public IReadOnlyList<SuggestedTag> Suggestions => [.. _suggestions.Where(s => !TagInput.Split(Tags).Contains(s.Name.Slug))];

    public async Task<IActionResult> OnGetAsync(string reference, string? of, string? text, int? start, int? end, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(reference, cancellationToken))
        {
            return NotFound();
        }

        if (Stored is null)
        {
            Input.Of = of;
            await TakePlaceAsync(of, text, start, end, cancellationToken);
            await SuggestAsync(cancellationToken);
        }
        else
        {
            Input = writer.Describe(Stored);
            Tags = TagInput.Join(Input.Tags);
            Version = Stored.Version;
        }

        return Form();
    }

    public async Task<IActionResult> OnPostAsync(string reference, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(reference, cancellationToken))
        {
            return NotFound();
        }

        var before = Stored is null ? null : writer.Describe(Stored);
        var wasWithdrawn = Stored?.WithdrawnAt is not null;
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (slugs, problems) = await tagInput.ReadAsync(Tags, cancellationToken);
        ModelState.Add(problems, words, FieldOf);
        var record = RecordOf(before, slugs, wasWithdrawn);
        if ((record.Exact != before?.Exact || record.Of != before?.Of) && !await StandsInSourceAsync(record, cancellationToken))
        {
            ModelState.AddModelError("Input.Exact", words["These words do not stand in the source. Copy them from it, letter by letter; a difference of spelling marks does not matter."]);
        }

        if (!ModelState.IsValid)
        {
            return Form();
        }

        var saved = before is null
            ? await writer.CreateAsync(record, cancellationToken: cancellationToken)
            : await writer.UpdateAsync(reference, Version, record, cancellationToken: cancellationToken);
        switch (saved.Outcome)
        {
            case SaveOutcome.Saved or SaveOutcome.Unchanged:
                await transaction.CommitAsync(cancellationToken);
                TempData["Done"] = saved.Outcome == SaveOutcome.Saved ? words["Saved."] : words["Nothing was changed."];
                return LocalRedirect(saved.Item!.WithdrawnAt is null
                    ? References.PathOf(ItemKind.Quotation, saved.Item.Reference) : $"/editor/quotations/{saved.Item.Reference}");
            case SaveOutcome.Conflict:
                Stored = saved.Item;
                var stored = writer.Describe(Stored!);
                this.ShowConflict(stored, Stored!.Version, RecordOf(stored, slugs, Stored.WithdrawnAt is not null), nameof(Version));
                return Form();
            case SaveOutcome.Missing:
                return NotFound();
            default:
                ModelState.Add(saved.Problems, words, FieldOf);
                return Form();
        }
    }

    /// <summary>One more empty translation in the form. Nothing is saved.</summary>
    public Task<IActionResult> OnPostAddTranslationAsync(string reference, CancellationToken cancellationToken) =>
        GrowAsync(reference, () => (Input.Translations ??= []).Add(new()), cancellationToken);

    /// <summary>One more empty appearance in the form. Nothing is saved.</summary>
    public Task<IActionResult> OnPostAddAppearanceAsync(string reference, CancellationToken cancellationToken) =>
        GrowAsync(reference, () => (Input.Appearances ??= []).Add(new()), cancellationToken);

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
            return await OnGetAsync(reference, null, null, null, null, cancellationToken);
        }

        return await AnswerAsync(reference, await writer.WithdrawAsync(reference, Version, Reason.Trim(), cancellationToken), words["{0} is withdrawn.", reference], cancellationToken);
    }

    public async Task<IActionResult> OnPostReinstateAsync(string reference, CancellationToken cancellationToken) =>
        await AnswerAsync(reference, await writer.ReinstateAsync(reference, Version, cancellationToken), words["{0} is back, as a draft.", reference], cancellationToken);

    private async Task<IActionResult> AnswerAsync(string reference, Saved<Quotation> saved, string done, CancellationToken cancellationToken)
    {
        if (saved.Outcome == SaveOutcome.Missing)
        {
            return NotFound();
        }

        if (saved.Outcome == SaveOutcome.Conflict)
        {
            ModelState.Clear();
            ModelState.AddModelError("", words["Somebody else saved this in the meantime. Look at the newest version, then decide again."]);
            return await OnGetAsync(reference, null, null, null, null, cancellationToken);
        }

        TempData["Done"] = done;
        return LocalRedirect($"/editor/quotations/{reference}");
    }

    private async Task<IActionResult> GrowAsync(string reference, Action grow, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(reference, cancellationToken))
        {
            return NotFound();
        }

        grow();
        return Form();
    }

    private async Task<bool> LoadAsync(string reference, CancellationToken cancellationToken)
    {
        Stored = reference == "new" ? null : await writer.LoadAsync(reference, cancellationToken);
        await SuggestAsync(cancellationToken);
        return reference == "new" || Stored is not null;
    }

    private async Task SuggestAsync(CancellationToken cancellationToken) => _suggestions = await tagSuggestions.ForAsync(
        [Input.Exact ?? Stored?.Exact, .. Input.Translations?.Select(t => t.Text) ?? Stored?.Translations.Select(t => t.Text) ?? []], cancellationToken);

    private PageResult Form()
    {
        Input.Translations = Input.Translations is null or [] ? [new()] : Input.Translations;
        Input.Appearances = Input.Appearances is null or [] ? [new()] : Input.Appearances;
        return Page();
    }

    /// <summary>Fills the form with the passage that the address names.</summary>
    private async Task TakePlaceAsync(string? of, string? text, int? start, int? end, CancellationToken cancellationToken)
    {
        var body = (await TextsOfAsync(of, cancellationToken)).FirstOrDefault(t => t.Key == text);
        if (body is null)
        {
            return;
        }

        Input.Language = Input.TextLanguage = body.Language;
        if (start is >= 0 && end > start && end <= body.Body.Length)
        {
            var quote = TextQuote.Describe(body.Body, start.Value, end.Value);
            (Input.Exact, Input.Prefix, Input.Suffix, Input.Start) = (quote.Exact, quote.Prefix, quote.Suffix, start);
        }
    }

    /// <summary>Whether a text of the source holds the words. A source without any text, or none at all, is for the writer to judge.</summary>
    private async Task<bool> StandsInSourceAsync(QuotationRecord record, CancellationToken cancellationToken)
    {
        var exact = TextNormalizer.Normalize(record.Exact ?? "").Trim();
        var texts = exact.Length == 0 ? [] : await TextsOfAsync(record.Of, cancellationToken);
        return texts.Count == 0 || texts.Any(t => TextQuote.Locate(t.Body, exact, record.Prefix, record.Suffix, record.Start) is not null);
    }

    private async Task<List<SourceText>> TextsOfAsync(string? of, CancellationToken cancellationToken)
    {
        if (!References.TryParse(of, out var kind, out var source))
        {
            return [];
        }

        if (kind == ItemKind.Article)
        {
            return await db.Articles.Where(a => a.Reference == source).Select(a => new SourceText("", a.Language, a.Body)).ToListAsync(cancellationToken);
        }

        var texts = await db.Texts.Where(t => t.Document.Reference == source && t.IsCurrent)
            .Select(t => new { t.Role, t.Language, t.Version, t.Body }).ToListAsync(cancellationToken);
        return texts.ConvertAll(t => new SourceText(TextKey.Of(t.Role, t.Language, t.Version, true), t.Language, t.Body));
    }

    /// <summary>All that the form says, with what it cannot change as it is stored.</summary>
    private QuotationRecord RecordOf(QuotationRecord? stored, List<string> slugs, bool isWithdrawn)
    {
        var exact = TextNormalizer.Normalize(Input.Exact ?? "").Trim();
        var isSame = exact == stored?.Exact;
        return Input with
        {
            Reference = null,
            Exact = exact,
            Prefix = isSame ? stored!.Prefix : Input.Prefix,
            Suffix = isSame ? stored!.Suffix : Input.Suffix,
            Start = isSame ? stored!.Start : Input.Start,
            Pieces = isSame ? stored!.Pieces : null,
            TextRole = stored?.TextRole,
            TextLanguage = Input.TextLanguage ?? stored?.TextLanguage,
            Speaker = Input.Speaker is null or { Name: null, Role: null } ? null : Input.Speaker,
            Tags = slugs,
            Appearances = [.. (Input.Appearances ?? []).Where(a => a.In is not null || a.Exact is not null)],
            Status = isWithdrawn ? QuotationStatus.Withdrawn : Input.Status,
        };
    }

    private static string FieldOf(string field) => field switch
    {
        "Tags" => field,
        "Appearances" => "Input.Appearances[0].In",
        _ => $"Input.{field}",
    };

    private sealed record SourceText(string Key, string Language, string Body);
}

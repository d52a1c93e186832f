using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;
using RussiaTalibanArchive.Web.Features.Tags;

namespace RussiaTalibanArchive.Web.Features.Quotations.Placing;

/// <summary>
/// What the reading room sends when words are selected and quoted: made, put elsewhere, taken back, without leaving the page. A
/// visitor without script is led to the form of a new quotation.
/// </summary>
[Authorize(Policies.Editor)]
public sealed class QuoteModel(ArchiveDbContext db, QuotationPlacer placer, QuotationWriter writer, TagInput tagInput, Words words) : PageModel
{
    /// <summary>See <see cref="Documents.TextKey"/>.</summary>
    [BindProperty] public string? Text { get; set; }

    /// <summary>See <see cref="PlaceModel.Parse"/>.</summary>
    [BindProperty] public string? Places { get; set; }

    [BindProperty] public string? Tags { get; set; }
    [BindProperty] public string? Speaker { get; set; }
    [BindProperty] public string? SpeakerRole { get; set; }
    [BindProperty] public string? Note { get; set; }

    /// <summary>The quotation that shall stand here from now on, or that is taken back; none for a new one.</summary>
    [BindProperty] public string? Quotation { get; set; }

    [BindProperty] public int Version { get; set; }

    public IActionResult OnGet(string reference) => LocalRedirect($"/editor/quotations/new?of={Uri.EscapeDataString(reference)}");

    public async Task<IActionResult> OnPostAsync(string reference, CancellationToken cancellationToken)
    {
        if (PlaceModel.Parse(Places) is not { } places)
        {
            return Refuse(new Problem("", "Choose some words first."));
        }

        return string.IsNullOrWhiteSpace(Quotation)
            ? await QuoteAsync(reference, places, cancellationToken)
            : await PutAsync(reference, places, cancellationToken);
    }

    /// <summary>Takes back what was just done: a new quotation goes, a moved one stands where it stood.</summary>
    public async Task<IActionResult> OnPostUndoAsync(string reference, CancellationToken cancellationToken)
    {
        var quotation = await db.Quotations.Where(q => q.Reference == Quotation && q.Document!.Reference == reference)
            .Select(q => new { q.Reference, q.TextId }).SingleOrDefaultAsync(cancellationToken);
        if (quotation is null)
        {
            return Refuse(new Problem("", "There is no {0} in the archive.", Quotation ?? ""));
        }

        var places = PlaceModel.Parse(Places);
        var saved = places is not null && quotation.TextId is { } text
            ? await placer.PutAsync(quotation.Reference, Version, text, places, cancellationToken)
            : await writer.WithdrawAsync(quotation.Reference, Version, words["Taken back at once."], cancellationToken);
        return saved.Outcome == SaveOutcome.Saved
            ? Answer(quotation.Reference, saved.Item!.Version, places is null ? words["{0} is taken back.", quotation.Reference] : words["{0} stands where it stood.", quotation.Reference], null, null)
            : RefuseUnsaved(saved);
    }

    private async Task<IActionResult> QuoteAsync(string reference, List<Place> places, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (slugs, problems) = await tagInput.ReadAsync(Tags, cancellationToken);
        var quoted = problems.Count > 0 ? new Quoted(null, false, problems) : await placer.QuoteAsync(reference, Text, places, new()
        {
            Tags = slugs,
            Speaker = string.IsNullOrWhiteSpace(Speaker) && string.IsNullOrWhiteSpace(SpeakerRole) ? null : new() { Name = Speaker, Role = SpeakerRole },
            Note = Note,
        }, cancellationToken);
        if (quoted.Quotation is not { } quotation)
        {
            return Refuse([.. quoted.Problems]);
        }

        if (quoted.IsHeld)
        {
            return Refuse(new Problem("", "These very words are {0} already.", quotation.Reference));
        }

        await transaction.CommitAsync(cancellationToken);
        return Answer(quotation.Reference, quotation.Version, words["{0} is saved.", quotation.Reference], "", places);
    }

    private async Task<IActionResult> PutAsync(string reference, List<Place> places, CancellationToken cancellationToken)
    {
        var wanted = Quotation!.Trim().ToUpperInvariant();
        var quotation = await db.Quotations.AsNoTracking().Include(q => q.Text).SingleOrDefaultAsync(q => q.Reference == wanted && q.Document!.Reference == reference, cancellationToken);
        if (quotation?.TextId is not { } text)
        {
            return Refuse(new Problem("", "There is no {0} in the archive.", wanted));
        }

        var before = string.Join(',', QuotationPlacer.PlacesOf(quotation).Select(p => $"{p.Start}-{p.End}"));
        var saved = await placer.PutAsync(wanted, quotation.Version, text, places, cancellationToken);
        return saved.Outcome == SaveOutcome.Saved
            ? Answer(wanted, saved.Item!.Version, words["{0} stands here now.", wanted], before, places)
            : RefuseUnsaved(saved);
    }

    /// <param name="quotation">Its reference.</param>
    /// <param name="version">Its version now.</param>
    /// <param name="message">What was done.</param>
    /// <param name="undo">The places that an undo puts it back to; empty where it takes the quotation away; <see langword="null"/> where there is none.</param>
    /// <param name="places">Where it stands now.</param>
    private static JsonResult Answer(string quotation, int version, string message, string? undo, List<Place>? places) =>
        new(new QuoteResult(quotation, version, message, undo, places is null ? null : [places[0].Start, places[^1].End], []));

    private JsonResult Refuse(params Problem[] problems) =>
        new(new QuoteResult(null, 0, "", null, null, [.. problems.Select(p => new QuoteProblem(p.Field.Split('.')[0] is "Speaker" && p.Field.EndsWith("Role", StringComparison.Ordinal) ? "SpeakerRole" : p.Field.Split('.')[0], words[p]))]));

    private JsonResult RefuseUnsaved(Saved<Quotation> saved) => saved.Outcome switch
    {
        SaveOutcome.Conflict => Refuse(new Problem("", "Somebody else saved this in the meantime. Look at the newest version, then decide again.")),
        SaveOutcome.Missing => Refuse(new Problem("", "This text is no longer the newest, or is not there. Load the page again.")),
        _ => Refuse([.. saved.Problems]),
    };
}

/// <summary>What became of a wish to quote, for the script of the reading room.</summary>
/// <param name="Quotation">Its reference; <see langword="null"/> where nothing was done.</param>
/// <param name="Version">Its version now.</param>
/// <param name="Message">What was done, in the reader's language.</param>
/// <param name="Undo">What to send as the places of an undo; <see langword="null"/> where there is no undo.</param>
/// <param name="Span">The first and the last unit of the text that it takes up now.</param>
/// <param name="Problems">What is wrong, by field.</param>
public sealed record QuoteResult(string? Quotation, int Version, string Message, string? Undo, int[]? Span, IReadOnlyList<QuoteProblem> Problems);

public sealed record QuoteProblem(string Field, string Text);

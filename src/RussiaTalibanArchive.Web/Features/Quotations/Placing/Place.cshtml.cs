using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Quotations.Placing;

/// <summary>Where a quotation stands in its text: places to choose from where that is not sure, and its splitting and joining.</summary>
[Authorize(Policies.Editor)]
public sealed class PlaceModel(ArchiveDbContext db, QuotationPlacer placer, Words words) : PageModel
{
    [BindProperty] public int Version { get; set; }

    /// <summary>The text, as a <see cref="TextKey"/>, or its id.</summary>
    [BindProperty] public string? Text { get; set; }

    /// <summary><c>12-40,56-80</c>: starts and ends in UTF-16 code units.</summary>
    [BindProperty] public string? Places { get; set; }

    /// <summary>Where the second of two quotations begins, in UTF-16 code units.</summary>
    [BindProperty] public int? At { get; set; }

    /// <summary>The reference of a quotation to be joined.</summary>
    [BindProperty] public string? Other { get; set; }

    public Quotation Quotation { get; private set; } = null!; // each handler sets it before the view runs

    /// <summary>The words at the place, where they are not those of the quotation.</summary>
    public string? WordsThere { get; private set; }

    public IReadOnlyList<OfferedPlace> Offers { get; private set; } = [];

    /// <summary>The words of the quotation at which it may be split: where each begins in the text, and the word.</summary>
    public IReadOnlyList<(int Start, string Word)> Words { get; private set; } = [];

    /// <summary>Other quotations of the same text, the nearest first.</summary>
    public IReadOnlyList<QuotationRow> Neighbours { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancellationToken)
    {
        var quotation = await db.Quotations.AsNoTracking().Include(q => q.Document).Include(q => q.Text)
            .SingleOrDefaultAsync(q => q.Reference == reference && q.DocumentId != null, cancellationToken);
        if (quotation is null)
        {
            return NotFound();
        }

        Quotation = quotation;
        Version = quotation.Version;
        ModelState.Remove(nameof(Version));
        if (quotation is { Anchor: AnchorState.Approximate, Text: { } text, Start: { } start, End: { } end })
        {
            WordsThere = text.Body[start..end];
        }

        if (quotation.Anchor is AnchorState.Lost or AnchorState.Approximate)
        {
            Offers = await OfferAsync(quotation, cancellationToken);
        }
        else if (quotation.Text is not null)
        {
            Words = WordsOf(quotation);
            Neighbours = await db.Quotations.Where(q => q.TextId == quotation.TextId && q.Id != quotation.Id && q.Start != null)
                .OrderBy(q => Math.Abs(q.Start!.Value - quotation.Start!.Value)).Take(6).ToRows().ToListAsync(cancellationToken);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostPutAsync(string reference, CancellationToken cancellationToken)
    {
        var places = Parse(Places);
        if (places is null || !Guid.TryParse(Text, out var text))
        {
            return BadRequest();
        }

        return await AnswerAsync(reference, await placer.PutAsync(reference, Version, text, places, cancellationToken), words["The quotation stands there now."], cancellationToken);
    }

    public async Task<IActionResult> OnPostRefuseAsync(string reference, CancellationToken cancellationToken) =>
        await AnswerAsync(reference, await placer.RefuseAsync(reference, Version, cancellationToken), words["The quotation counts as lost now."], cancellationToken);

    public async Task<IActionResult> OnPostSplitAsync(string reference, CancellationToken cancellationToken)
    {
        var saved = At is { } at ? await placer.SplitAsync(reference, Version, at, cancellationToken)
            : new(SaveOutcome.Invalid, null, [new Problem("", "Choose the word at which the second part begins.")]);
        return await AnswerAsync(reference, saved, words["Split. The second part is {0}.", saved.Item?.Reference ?? ""], cancellationToken);
    }

    public async Task<IActionResult> OnPostJoinAsync(string reference, CancellationToken cancellationToken)
    {
        var other = Other?.Trim().ToUpperInvariant() ?? "";
        return await AnswerAsync(reference, await placer.JoinAsync(reference, Version, other, cancellationToken), words["Joined. {0} is withdrawn.", other], cancellationToken);
    }

    /// <summary>Reads <c>12-40,56-80</c>; <see langword="null"/> where it is something else.</summary>
    public static List<Place>? Parse(string? places)
    {
        var read = new List<Place>();
        foreach (var part in (places ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (part.Split('-') is not [var start, var end]
                || !int.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out var from) || !int.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var to)
                || from >= to || read.Count > QuotationPlacer.MaxPieces)
            {
                return null;
            }

            read.Add(new(from, to));
        }

        return read.Count == 0 ? null : read;
    }

    private async Task<IActionResult> AnswerAsync(string reference, Saved<Quotation> saved, string done, CancellationToken cancellationToken)
    {
        switch (saved.Outcome)
        {
            case SaveOutcome.Missing:
                return NotFound();
            case SaveOutcome.Saved or SaveOutcome.Unchanged:
                TempData["Done"] = done;
                return LocalRedirect($"/editor/quotations/{reference}/place");
            case SaveOutcome.Conflict:
                ModelState.AddModelError("", words["Somebody else saved this in the meantime. Look at the newest version, then decide again."]);
                break;
            default:
                ModelState.Add(saved.Problems, words, field => field);
                break;
        }

        db.ChangeTracker.Clear();
        return await OnGetAsync(reference, cancellationToken);
    }

    /// <summary>Places in the document's current texts that resemble the quotation, the best first.</summary>
    private async Task<IReadOnlyList<OfferedPlace>> OfferAsync(Quotation quotation, CancellationToken cancellationToken)
    {
        const int max = 8;
        var texts = await db.Texts.AsNoTracking().Where(t => t.DocumentId == quotation.DocumentId && t.IsCurrent).ToListAsync(cancellationToken);
        var quote = new TextQuote(quotation.Exact, quotation.Prefix ?? "", quotation.Suffix ?? "");
        return [.. texts.SelectMany(text => Reanchoring.Candidates(text.Body, quote, quotation.TextId == text.Id ? quotation.Start : null)
                .Where(c => quotation.Anchor != AnchorState.Approximate || quotation.TextId != text.Id || c.Start != quotation.Start)
                .Select(c => new OfferedPlace(text, c, TextQuote.Describe(text.Body, c.Start, c.End), Paragraphs.Of(text.Body).At(c.Start))))
            .OrderByDescending(o => o.Candidate.Score).Take(max)];
    }

    private static List<(int, string)> WordsOf(Quotation quotation)
    {
        var found = new List<(int, string)>();
        var body = quotation.Text!.Body;
        foreach (var (start, end) in QuotationPlacer.PlacesOf(quotation))
        {
            for (var at = start; at < end;)
            {
                var stop = body.AsSpan(at, end - at).IndexOfAny(" \n\t");
                stop = stop < 0 ? end : at + stop;
                if (stop > at)
                {
                    found.Add((at, body[at..stop]));
                }

                at = stop + 1;
            }
        }

        return found.Count > 0 ? found[1..] : found;
    }
}

/// <summary>A place that a quotation may stand at.</summary>
/// <param name="Text">In which text.</param>
/// <param name="Candidate">Where, and how well it fits.</param>
/// <param name="Quote">The words there and what stands around them.</param>
/// <param name="Paragraph">The paragraph that it begins in.</param>
public sealed record OfferedPlace(DocumentText Text, AnchorCandidate Candidate, TextQuote Quote, Paragraph? Paragraph);

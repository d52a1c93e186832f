using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Intake.Reading;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Redactions;

/// <summary>
/// Redacts a document in two steps: first the editor draws boxes or names words, and is shown every place and all that would
/// come of it; then they choose the places and confirm.
/// </summary>
[Authorize(Policies.Editor)]
public sealed class RedactModel(ArchiveDbContext db, DocumentWriter documents, Redactor redactor, RedactionTraces traces, Words words) : PageModel
{
    private const int MaxPhrases = 100;
    private const int MaxPlaces = 2000;

    /// <summary>From 1.</summary>
    [BindProperty(SupportsGet = true), FromQuery(Name = "page")] public int Number { get; set; } = 1;

    /// <summary>See <see cref="BoxLines"/>.</summary>
    [BindProperty] public string? Boxes { get; set; }

    /// <summary>Words and phrases, a line each.</summary>
    [BindProperty] public string? Phrases { get; set; }

    [BindProperty] public string? Reason { get; set; }

    /// <summary>The places chosen: see <see cref="FoundPlace.Key"/>.</summary>
    [BindProperty] public List<string> Places { get; set; } = [];

    /// <summary>That nothing can be read under a box that touches no word.</summary>
    [BindProperty] public bool NothingThere { get; set; }

    /// <summary>The version of the document that the places count in.</summary>
    [BindProperty] public int Version { get; set; }

    /// <summary>What was looked for when the places were shown.</summary>
    [BindProperty] public string? LookedFor { get; set; }

    [BindProperty] public Guid Lifted { get; set; }

    public Document Document { get; private set; } = null!; // LoadAsync sets it before the view runs
    public DocumentText? MainText { get; private set; }
    public int PageCount { get; private set; }
    public bool HasPicture { get; private set; }
    public string PageText { get; private set; } = "";
    public IReadOnlyList<Redaction> Earlier { get; private set; } = [];

    /// <summary>What would come of it; <see langword="null"/> before the first step.</summary>
    public RedactionPlan? Plan { get; private set; }

    public IReadOnlyList<FoundPlace> Found { get; private set; } = [];
    public IReadOnlyList<string> Fields { get; private set; } = [];
    public IReadOnlyList<(ItemKind Kind, string Reference)> Items { get; private set; } = [];

    /// <summary>Comments of colleagues that hold the words.</summary>
    public IReadOnlyList<CommentTrace> Comments { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancellationToken) =>
        await LoadAsync(reference, cancellationToken) ? Page() : NotFound();

    /// <summary>The first step: shows what would go.</summary>
    public async Task<IActionResult> OnPostAsync(string reference, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(reference, cancellationToken))
        {
            return NotFound();
        }

        await LookAsync(null, cancellationToken);
        return Page();
    }

    /// <summary>The second step: does it.</summary>
    public async Task<IActionResult> OnPostRedactAsync(string reference, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(reference, cancellationToken))
        {
            return NotFound();
        }

        if (Version != Document.Version || LookedFor != Sought)
        {
            ModelState.AddModelError("", Version != Document.Version
                ? words["Somebody else saved this in the meantime. Look at the newest version, then decide again."]
                : words["You changed what to redact: look at the places once more."]);
            await LookAsync(null, cancellationToken);
            return Page();
        }

        var request = await LookAsync(Places, cancellationToken);
        if (string.IsNullOrWhiteSpace(Reason))
        {
            ModelState.AddModelError(nameof(Reason), words["Give a reason that readers may see."]);
        }

        if (Plan is { EmptyBoxes.Count: > 0 } && !NothingThere)
        {
            ModelState.AddModelError(nameof(NothingThere), words["A box touches no word of the text. If something can be read there, name its words too; else confirm that nothing can."]);
        }

        if (request is null || !ModelState.IsValid)
        {
            return Page();
        }

        var outcome = await redactor.RedactAsync(reference, Version, request, Reason!.Trim(), cancellationToken);
        if (outcome != SaveOutcome.Saved)
        {
            return outcome == SaveOutcome.Missing ? NotFound() : await AgainAsync(reference, cancellationToken);
        }

        TempData["Done"] = words["Redacted. The pictures of the pages come back as soon as they are drawn anew."];
        return LocalRedirect(Here);
    }

    public async Task<IActionResult> OnPostLiftAsync(string reference, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(reference, cancellationToken))
        {
            return NotFound();
        }

        db.ChangeTracker.Clear();
        var saved = await redactor.LiftAsync(reference, Version, Lifted, cancellationToken);
        if (saved.Outcome != SaveOutcome.Saved)
        {
            return saved.Outcome == SaveOutcome.Missing ? NotFound() : await AgainAsync(reference, cancellationToken);
        }

        TempData["Done"] = words["Taken back. Words that were redacted can be written into the text again; they do not come back by themselves."];
        return LocalRedirect(Here);
    }

    public string Here => string.Create(CultureInfo.InvariantCulture, $"/editor/documents/{Document.Reference}/redact?page={Number}");

    /// <summary>What the form looks for, in a form that no browser changes.</summary>
    private string Sought => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Boxes?.ReplaceLineEndings("\n")}\f{Phrases?.ReplaceLineEndings("\n")}")));

    private async Task<IActionResult> AgainAsync(string reference, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        await LoadAsync(reference, cancellationToken);
        ModelState.AddModelError("", words["Somebody else saved this in the meantime. Look at the newest version, then decide again."]);
        await LookAsync(null, cancellationToken);
        return Page();
    }

    /// <summary>Reads the form and finds what it names.</summary>
    /// <param name="places">The places chosen; <see langword="null"/> for all that the phrases name.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns><see langword="null"/> when the form has errors, or names nothing.</returns>
    private async Task<RedactionRequest?> LookAsync(List<string>? places, CancellationToken cancellationToken)
    {
        (Version, LookedFor) = (Document.Version, Sought);
        ModelState.Remove(nameof(Version));
        ModelState.Remove(nameof(LookedFor));
        var boxes = new List<PageBox>();
        foreach (var (line, box) in BoxLines.Parse(Boxes, Number))
        {
            if (box is null)
            {
                ModelState.AddModelError(nameof(Boxes), words["“{0}” is no box: give left, top, width and height as four numbers from 0 to 100.", Excerpt.Of(line, 40)]);
            }
            else
            {
                boxes.Add(box);
            }
        }

        var texts = Document.Texts.Where(t => t.IsCurrent).OrderBy(t => t != MainText).ThenBy(t => t.Role).ThenBy(t => t.Language, StringComparer.Ordinal).ToList();
        var named = Named(texts);
        if (!ModelState.IsValid && places is null)
        {
            return null;
        }

        List<TextPlace> chosen = places is null ? named : [.. places.Select(FoundPlace.Parse).OfType<TextPlace>().Where(p => texts.Any(t => t.Id == p.TextId && p.Start >= 0 && p.Length > 0 && p.Start <= t.Body.Length - p.Length))];
        var request = new RedactionRequest(boxes, chosen);
        Plan = await redactor.PlanAsync(Document, request, cancellationToken);
        if (Plan.IsEmpty)
        {
            Plan = null;
            ModelState.AddModelError("", words["Draw a box, or name words that go."]);
            return null;
        }

        foreach (var page in Plan.Unplaced)
        {
            ModelState.AddModelError(nameof(Boxes), words["Where these words stand on the picture of page {0} is not known: draw a box over them there, and redact words and box together.", page]);
        }

        // The same words may stand elsewhere too: they are offered, not taken.
        var again = texts.SelectMany(t => TextRepeats.FindAgain(t.Body, Plan.Removed).Select(r => new TextPlace(t.Id, r.Start, r.Length)));
        Found = [.. named.Concat(chosen).Concat(again).Distinct().Where(p => !IsUnderBox(p, chosen)).Take(MaxPlaces)
            .Select(p => FoundPlace.Of(texts.Find(t => t.Id == p.TextId)!, p, chosen.Contains(p)))
            .OrderBy(p => texts.FindIndex(t => t.Id == p.Place.TextId)).ThenBy(p => p.Place.Start)];
        Fields = RedactionTraces.FieldsWith(Document, Plan.Removed);
        Items = await traces.ItemsWithAsync(Document.Id, Plan.Removed, cancellationToken);
        Comments = await traces.CommentsWithAsync(Plan.Removed, cancellationToken);
        return request;
    }

    /// <summary>Whether a place goes already, with a box or a longer place.</summary>
    private bool IsUnderBox(TextPlace place, IReadOnlyList<TextPlace> chosen) => !chosen.Contains(place)
        && Plan!.Texts.Any(t => t.Text.Id == place.TextId && t.Redacted.Offsets.Touches(place.Start, place.Start + place.Length));

    private List<TextPlace> Named(List<DocumentText> texts)
    {
        var named = new List<TextPlace>();
        foreach (var phrase in (Phrases ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct().Take(MaxPhrases))
        {
            var places = texts.SelectMany(t => TextRepeats.FindAgain(t.Body, [phrase]).Select(r => new TextPlace(t.Id, r.Start, r.Length))).ToList();
            named.AddRange(places);
            if (places.Count == 0)
            {
                ModelState.AddModelError(nameof(Phrases), words["“{0}” stands in no text of this document.", Excerpt.Of(phrase, 60)]);
            }
        }

        return [.. named.Distinct().Where(p => !named.Exists(other => other != p && other.TextId == p.TextId && other.Start <= p.Start && p.Start + p.Length <= other.Start + other.Length))];
    }

    private async Task<bool> LoadAsync(string reference, CancellationToken cancellationToken)
    {
        Document = (await documents.LoadAsync(reference, cancellationToken))!;
        if (Document is null || Document.WithdrawnAt is not null)
        {
            return false;
        }

        MainText = Redactor.MainOf(Document);
        var pages = MainText?.Body.Split('\f') ?? [];
        var pictures = await db.DocumentPages.Where(p => p.DocumentId == Document.Id).Select(p => new { p.Number, HasPicture = p.Picture != null || p.Unredacted != null }).ToListAsync(cancellationToken);
        PageCount = Math.Max(1, Math.Max(pages.Length, pictures.Select(p => p.Number).DefaultIfEmpty().Max()));
        Number = Math.Clamp(Number, 1, PageCount);
        HasPicture = pictures.Any(p => p.Number == Number && p.HasPicture);
        PageText = pages.ElementAtOrDefault(Number - 1) ?? "";
        Earlier = await db.Redactions.AsNoTracking().Include(r => r.Boxes).Include(r => r.Places).AsSplitQuery()
            .Where(r => r.DocumentId == Document.Id).OrderByDescending(r => r.At).ToListAsync(cancellationToken);
        if (HttpMethods.IsGet(Request.Method))
        {
            Version = Document.Version;
        }

        return true;
    }
}

/// <summary>A place that is offered for redaction.</summary>
/// <param name="Place">Where.</param>
/// <param name="Text">In which text.</param>
/// <param name="Page">From 1.</param>
/// <param name="Before">Words before it.</param>
/// <param name="Words">The words that would go.</param>
/// <param name="After">Words after it.</param>
/// <param name="IsChosen">Whether it goes.</param>
public sealed record FoundPlace(TextPlace Place, DocumentText Text, int Page, string Before, string Words, string After, bool IsChosen)
{
    private const int Around = 40;

    /// <summary>As the form sends it.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{Place.TextId:N}-{Place.Start}-{Place.Length}");

    public static TextPlace? Parse(string? key) => (key ?? "").Split('-') is [var text, var start, var length]
        && Guid.TryParseExact(text, "N", out var id)
        && int.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out var from)
        && int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? new(id, from, count) : null;

    public static FoundPlace Of(DocumentText text, TextPlace place, bool isChosen)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(place);
        var (start, end) = (place.Start, place.Start + place.Length);
        return new(
            place, text, text.Body.AsSpan(0, start).Count('\f') + 1,
            text.Body[Math.Max(0, start - Around)..start], text.Body[start..end], text.Body[end..Math.Min(text.Body.Length, end + Around)], isChosen);
    }
}

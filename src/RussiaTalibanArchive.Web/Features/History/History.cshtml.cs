using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Notes;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.History;

/// <summary>Every change of an item that the viewer may see: by whom, when, and what it changed.</summary>
[Authorize(Policies.Visitor)]
public sealed class HistoryModel(ArchiveDbContext db, CurrentViewer viewer, Tombstones tombstones, RevisionFilter filter, Restorer restorer, Words words) : PageModel
{
    private const int PageSize = 20;

    public ItemKind Kind { get; private set; }
    public HistoryItem Item { get; private set; } = null!; // LoadAsync sets it before the view runs
    public IReadOnlyList<HistoryEntry> Entries { get; private set; } = [];
    public int Number { get; private set; } = 1;
    public bool HasMore { get; private set; }

    /// <summary>Editors bring any item back to an earlier version, authors their own notes.</summary>
    public bool CanRestore => viewer.Value.SeesDrafts || IsOwnNote;

    private bool IsOwnNote { get; set; }

    /// <summary>The moment of a change tells analysts how work went on; to readers it could tell more than the day.</summary>
    public string When(DateTimeOffset moment) => viewer.Value.SeesInternal ? Days.Minute(moment) : Days.Of(moment);

    public async Task<IActionResult> OnGetAsync(string collection, string reference, [FromQuery(Name = "page")] string? page, CancellationToken cancellationToken)
    {
        Number = int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, 1, 100_000) : 1;
        if (!await FindAsync(collection, reference, cancellationToken))
        {
            return await tombstones.MissingAsync(this, Kind, reference, cancellationToken);
        }

        await LoadAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostRestoreAsync(string collection, string reference, int number, int version, CancellationToken cancellationToken)
    {
        var isFound = await FindAsync(collection, reference, cancellationToken);
        if (!CanRestore)
        {
            return Forbid();
        }

        if (!isFound || await Revisions().Where(r => r.Number == number).Select(r => r.Snapshot).SingleOrDefaultAsync(cancellationToken) is not { } snapshot)
        {
            return NotFound();
        }

        var (outcome, problems) = await restorer.RestoreAsync(Kind, reference, version, viewer.Value.SeesDrafts ? snapshot : Unpublished(snapshot), cancellationToken);
        return await AnswerAsync(outcome, words["Version {0} is restored.", number], problems, cancellationToken);
    }

    public async Task<IActionResult> OnPostReinstateAsync(string collection, string reference, int version, CancellationToken cancellationToken)
    {
        if (!viewer.Value.SeesDrafts)
        {
            return Forbid();
        }

        if (!await FindAsync(collection, reference, cancellationToken))
        {
            return NotFound();
        }

        var outcome = await restorer.ReinstateAsync(Kind, reference, version, cancellationToken);
        return await AnswerAsync(outcome, words["{0} is back.", Item.Reference], [], cancellationToken);
    }

    private async Task<IActionResult> AnswerAsync(SaveOutcome outcome, string done, IReadOnlyList<Problem> problems, CancellationToken cancellationToken)
    {
        if (outcome is SaveOutcome.Saved or SaveOutcome.Unchanged)
        {
            TempData["Done"] = outcome == SaveOutcome.Saved ? done : words["That is what it says already."];
            return LocalRedirect($"{References.PathOf(Kind, Item.Reference)}/history");
        }

        foreach (var problem in problems)
        {
            ModelState.AddModelError("", words[problem]);
        }

        if (outcome == SaveOutcome.Conflict)
        {
            ModelState.AddModelError("", words["Somebody else saved this in the meantime. Look at the newest version, then decide again."]);
        }

        db.ChangeTracker.Clear();
        await FindAsync(References.CollectionOf(Kind), Item.Reference, cancellationToken);
        await LoadAsync(cancellationToken);
        return Page();
    }

    private async Task<bool> FindAsync(string collection, string reference, CancellationToken cancellationToken)
    {
        Kind = Enum.GetValues<ItemKind>().First(k => References.CollectionOf(k) == collection);
        var item = await (Kind switch
        {
            ItemKind.Document => Of(db.Documents),
            ItemKind.Article => Of(db.Articles),
            ItemKind.Quotation => Of(db.Quotations),
            ItemKind.Tag => Of(db.Tags),
            ItemKind.Note => Of(db.Notes),
            _ => Of(db.Dossiers),
        }).SingleOrDefaultAsync(cancellationToken);
        Item = item!;
        IsOwnNote = item is not null && await db.IsOwnNoteAsync(Kind, item.Id, cancellationToken);
        return item is not null;

        // Editors read on in the history of what was withdrawn; everyone else meets its tombstone.
        IQueryable<HistoryItem> Of<T>(IQueryable<T> items) where T : Item =>
            (viewer.Value.SeesDrafts ? items.IgnoreQueryFilters([ArchiveDbContext.NotWithdrawn]) : items)
            .Where(i => i.Reference == reference)
            .Select(i => new HistoryItem(i.Id, i.Reference, i.Version, i.WithdrawnAt != null));
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var rows = await Revisions()
            .OrderByDescending(r => r.Number)
            .Skip((Number - 1) * PageSize).Take(PageSize + 1)
            .Select(r => new { r.Number, r.Action, r.By, r.At, r.Snapshot })
            .ToListAsync(cancellationToken);
        var records = rows.ConvertAll(r => JsonNode.Parse(r.Snapshot)!.AsObject());
        await filter.ApplyAsync(records, cancellationToken);
        HasMore = rows.Count > PageSize;
        Entries = [.. rows.Take(PageSize).Select((r, i) => new HistoryEntry(r.Number, r.Action, r.By, r.At,
            i + 1 < rows.Count ? ChangesBetween(records[i + 1], records[i]) : null))];
    }

    private IQueryable<Revision> Revisions() => db.RevisionsOf(Kind, Item.Id, IsOwnNote);

    /// <summary>Only editors publish: what was public comes back as internal.</summary>
    private static string Unpublished(string snapshot)
    {
        var record = ItemJson.Read<NoteRecord>(snapshot);
        record.Status = record.Status == ItemStatus.Public ? ItemStatus.Internal : record.Status;
        return ItemJson.Write(record);
    }

    private List<ShownChange> ChangesBetween(JsonObject before, JsonObject after) =>
        [.. RecordDiff.Between(before, after).OrderBy(c => FieldNames.Order(c.Path)).Select(c => new ShownChange(c, filter.IsWithheld(Kind, c)))];
}

/// <param name="Id">The item's own id.</param>
/// <param name="Reference">Its public name.</param>
/// <param name="Version">The number of its newest revision.</param>
/// <param name="IsWithdrawn">Whether only its tombstone is left to readers.</param>
public sealed record HistoryItem(Guid Id, string Reference, int Version, bool IsWithdrawn);

/// <param name="Number">From 1. Numbers tell of revisions in between, so readers do not see them.</param>
/// <param name="Action">What was done.</param>
/// <param name="By">Who did it.</param>
/// <param name="At">When.</param>
/// <param name="Changes">Against the revision before it that the viewer may see; <see langword="null"/> when it is the first.</param>
public sealed record HistoryEntry(int Number, RevisionAction Action, string By, DateTimeOffset At, IReadOnlyList<ShownChange>? Changes);

/// <param name="Change">What changed.</param>
/// <param name="IsWithheld">Whether only that it changed is shown.</param>
public sealed record ShownChange(FieldChange Change, bool IsWithheld);

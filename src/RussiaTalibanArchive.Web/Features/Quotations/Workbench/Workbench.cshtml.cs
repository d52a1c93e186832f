using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;
using RussiaTalibanArchive.Web.Features.Tags;
using RussiaTalibanArchive.Web.Features.Work;

namespace RussiaTalibanArchive.Web.Features.Quotations.Workbench;

/// <summary>Quotations by queue, a card each, to be judged and tagged one after the other by keys, or many at once.</summary>
[Authorize(Policies.Editor)]
public sealed class WorkbenchModel(ArchiveDbContext db, WorkbenchActions actions, Colleagues colleagues, Assignments assignments, Comments comments, CurrentViewer viewer, Words words) : PageModel
{
    public const int PageSize = 50;
    private const int MaxFilterName = 80;
    private const int MaxFilters = 50;

    /// <summary>Which queue; the one of drafts where none is named.</summary>
    [FromQuery(Name = "queue")] public string? QueueName { get; set; }

    /// <summary>The last quotation of the page before.</summary>
    [FromQuery] public Guid? Beyond { get; set; }

    public QueueKind Queue => Enum.TryParse<QueueKind>(QueueName, ignoreCase: true, out var queue) && Enum.IsDefined(queue) ? queue : QueueKind.Draft;
    public Browse Browse { get; private set; } = new();
    public IReadOnlyList<CardView> Cards { get; private set; } = [];

    /// <summary>How many the queue holds with its filters, on all pages.</summary>
    public int Total { get; private set; }

    public IReadOnlyDictionary<QueueKind, int> Counts { get; private set; } = new Dictionary<QueueKind, int>();
    public IReadOnlyList<TagName> FilterTags { get; private set; } = [];
    public IReadOnlyList<SavedFilter> Filters { get; private set; } = [];
    public IReadOnlyList<Colleague> People { get; private set; } = [];
    public Guid? Next { get; private set; }

    /// <summary>The address of this page, without the place in the list.</summary>
    public string Address => Queues.PathOf(Queue, Browse);

    /// <summary>The same with the place in the list.</summary>
    public string Here => Beyond is { } beyond ? $"{Address}&beyond={beyond}" : Address;

    /// <summary>What was sent for many and could not be done; the form shows it again.</summary>
    public BulkForm Bulk { get; private set; } = new();

    public async Task OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken);

    /// <summary>Does something to the quotation of one card. The script of the page gets the card as it is then.</summary>
    public async Task<IActionResult> OnPostCardAsync(CardForm form, CancellationToken cancellationToken)
    {
        var checks = new Checks();
        var comment = checks.Text(nameof(form.Comment), form.Comment, Comments.MaxText);
        var acted = checks.Problems.Count > 0 ? new Acted(null, 0, 0, [], checks.Problems)
            : await actions.ActAsync([new(form.Reference ?? "", form.Version)], form.ToWish(words), cancellationToken);
        var problems = acted.Problems.Concat(acted.Refused.Select(r => r.Problem)).ToList();
        var (told, unasked) = problems.Count == 0 ? await TellAsync(form, comment, cancellationToken) : (false, null);
        var card = await CardAsync(form.Reference, cancellationToken);
        if (card is null)
        {
            return NotFound();
        }

        card = card with
        {
            Outcome = problems.Count > 0 ? "refused" : acted.Done > 0 || told ? "done" : "unchanged",
            Action = acted.Action,
            Message = problems.Count > 0 ? words["This could not be done; see below."]
                : $"{(acted.Done > 0 || told ? words["{0} is saved.", card.Row.Reference] : words["That is what it says already."])} {unasked}".TrimEnd(),
            Problems = problems,
            Form = problems.Count > 0 ? form : null,
        };
        if (IsForScript)
        {
            await LoadPeopleAsync(cancellationToken);
            return Partial("Quotations/Workbench/_Card", (this, card));
        }

        if (problems.Count > 0)
        {
            await LoadAsync(cancellationToken);
            Cards = [.. Cards.Select(c => c.Row.Id == card.Row.Id ? card : c)];
            return Page();
        }

        return Back(card.Message, acted.Action, $"#q-{card.Row.Reference}");
    }

    /// <summary>Does one thing to all that are chosen, or to all of the queue.</summary>
    public async Task<IActionResult> OnPostBulkAsync(BulkForm form, CancellationToken cancellationToken)
    {
        Browse = Browse.Read(Request.Query);
        List<ChosenQuotation> chosen = form.IsAll
            ? [.. (await Asked().OrderBy(q => q.Id).Take(WorkbenchActions.MaxAtOnce).Select(q => q.Reference).ToListAsync(cancellationToken)).Select(r => new ChosenQuotation(r, null))]
            : [.. form.Chosen.Take(WorkbenchActions.MaxAtOnce).Select(ChosenQuotation.Parse).OfType<ChosenQuotation>()];
        if (chosen.Count == 0)
        {
            ModelState.AddModelError("", words["Choose quotations first."]);
        }
        else if (form.IsIdle)
        {
            ModelState.AddModelError("", words["Say what shall be done with them."]);
        }

        var acted = ModelState.IsValid ? await actions.ActAsync(chosen, form.ToWish(words), cancellationToken) : null;
        ModelState.Add(acted?.Problems ?? [], words, field => $"Bulk.{field}");
        if (acted is null || acted.Problems.Count > 0)
        {
            Bulk = form;
            await LoadAsync(cancellationToken);
            return Page();
        }

        var asked = form.Colleague is { } colleague ? await AssignAsync(chosen, colleague, cancellationToken) : null;
        return Back(string.Join(" ", Said(acted).Append(asked).OfType<string>()), acted.Action, "#bulk");
    }

    public async Task<IActionResult> OnPostUndoAsync(Guid action, string? reference, CancellationToken cancellationToken)
    {
        var undone = await actions.UndoAsync(action, cancellationToken);
        var message = undone is null ? words["This is undone already."]
            : words.Count(undone.Done, "{0} quotation is as it was before.|{0} quotations are as they were before.") + (undone.Refused.Count == 0 ? ""
                : " " + words["Somebody changed these since, and they stay as they are: {0}.", string.Join(words[", "], undone.Refused.Select(r => r.Reference))]);
        if (!IsForScript)
        {
            return Back(message, null, "#bulk");
        }

        var card = await CardAsync(reference, cancellationToken);
        await LoadPeopleAsync(cancellationToken);
        return card is null ? NotFound() : Partial("Quotations/Workbench/_Card", (this, card with { Outcome = "undone", Message = message }));
    }

    /// <summary>Keeps this queue with its filters under a name.</summary>
    public async Task<IActionResult> OnPostKeepAsync(string? name, CancellationToken cancellationToken)
    {
        Browse = Browse.Read(Request.Query);
        var checks = new Checks();
        name = checks.Line("Name", name, MaxFilterName);
        if (name is null)
        {
            checks.Add("Name", "Give it a name.");
        }
        else if (await db.SavedFilters.AnyAsync(f => f.Name == name, cancellationToken))
        {
            checks.Add("Name", "You have a filter of this name already.");
        }
        else if (await db.SavedFilters.CountAsync(cancellationToken) >= MaxFilters)
        {
            checks.Add("Name", "You have {0} filters. Delete one first.", MaxFilters);
        }

        if (checks.Problems.Count > 0)
        {
            ModelState.Add(checks.Problems, words, field => field);
            await LoadAsync(cancellationToken);
            return Page();
        }

        var query = Address[Address.IndexOf('?', StringComparison.Ordinal)..];
        db.SavedFilters.Add(new SavedFilter { UserId = viewer.Value.UserId!.Value, Name = name!, Query = query });
        await db.SaveChangesAsync(cancellationToken);
        return Back(words["“{0}” is kept.", name], null, "");
    }

    public async Task<IActionResult> OnPostForgetAsync(Guid filter, CancellationToken cancellationToken)
    {
        await db.SavedFilters.Where(f => f.Id == filter).ExecuteDeleteAsync(cancellationToken);
        return Back(words["The filter is deleted."], null, "");
    }

    private bool IsForScript => Request.Headers.Accept == "text/html;part=card";

    private LocalRedirectResult Back(string message, Guid? action, string anchor)
    {
        Browse = Browse.Read(Request.Query);
        TempData["Done"] = message;
        if (action is not null)
        {
            TempData["Action"] = action.Value;
        }

        return LocalRedirect(Here + anchor);
    }

    private IEnumerable<string> Said(Acted acted)
    {
        yield return words.Count(acted.Done, "{0} quotation changed.|{0} quotations changed.");
        if (acted.Unchanged > 0)
        {
            yield return words.Count(acted.Unchanged, "{0} was so already.|{0} were so already.");
        }

        foreach (var reason in acted.Refused.GroupBy(r => words[r.Problem]))
        {
            yield return words["Not changed: {0}. {1}", string.Join(words[", "], reason.Select(r => r.Reference)), reason.Key];
        }
    }

    /// <summary>Says what the card was to tell colleagues: a comment, and who is to see to it.</summary>
    /// <returns>Whether anything was said; and why the colleague was not asked, where one was not.</returns>
    private async Task<(bool Told, string? Unasked)> TellAsync(CardForm form, string? comment, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        if ((comment is null && form.Colleague is null) || await colleagues.ItemAsync(ItemKind.Quotation, form.Reference ?? "", cancellationToken) is not { } item)
        {
            return (false, null);
        }

        if (comment is not null)
        {
            await comments.WriteAsync(item, comment, cancellationToken);
        }

        if (form.Colleague is not { } colleague)
        {
            return (true, null);
        }

        var result = await assignments.AssignAsync(ItemKind.Quotation, [item.Id], colleague, null, cancellationToken);
        return (comment is not null || result.Assigned > 0, result.Assigned > 0 ? null
            : result.Already > 0 ? words["This colleague was asked to see to it already."] : words["This colleague may not see it. Choose another one."]);
    }

    private async Task<string> AssignAsync(List<ChosenQuotation> chosen, Guid colleague, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        var references = chosen.ConvertAll(c => c.Reference);
        var ids = await db.Quotations.Where(q => references.Contains(q.Reference)).Select(q => q.Id).ToListAsync(cancellationToken);
        var result = await assignments.AssignAsync(ItemKind.Quotation, ids, colleague, null, cancellationToken);
        return words.Count(result.Assigned, "{0} is assigned.|{0} are assigned.");
    }

    private IQueryable<Quotation> Asked() => db.Quotations.Asked(db, Browse with { Status = null }).In(Queue);

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        Browse = Browse.Read(Request.Query);
        FilterTags = await db.Tags.NamedAsync(Browse.Tags, cancellationToken);
        Filters = await db.SavedFilters.OrderBy(f => f.Name).ToListAsync(cancellationToken);
        Counts = await db.Quotations.CountQueuesAsync(cancellationToken);
        Total = await Asked().CountAsync(cancellationToken);
        var page = await ToCardsAsync(Asked().Where(q => Beyond == null || q.Id > Beyond).OrderBy(q => q.Id).Take(PageSize + 1), cancellationToken);
        Cards = [.. page.Take(PageSize)];
        Next = page.Count > PageSize ? Cards[^1].Row.Id : null;
        await LoadPeopleAsync(cancellationToken);
    }

    private async Task LoadPeopleAsync(CancellationToken cancellationToken) => People = await db.Users.Where(u => !u.IsDisabled && u.Role != Role.Reader)
        .OrderBy(u => u.DisplayName).Select(u => new Colleague(u.Id, u.DisplayName)).ToListAsync(cancellationToken);

    private async Task<CardView?> CardAsync(string? reference, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        Browse = Browse.Read(Request.Query);
        return (await ToCardsAsync(db.Quotations.IgnoreQueryFilters([ArchiveDbContext.NotWithdrawn]).Where(q => q.Reference == reference), cancellationToken)).SingleOrDefault();
    }

    private static async Task<List<CardView>> ToCardsAsync(IQueryable<Quotation> quotations, CancellationToken cancellationToken)
    {
        var more = await quotations.Select(q => new
        {
            q.Id,
            q.Version,
            q.Prefix,
            q.Suffix,
            q.Note,
            TextRole = (Documents.TextRole?)q.Text!.Role,
            TextLanguage = q.Text.Language,
            TextVersion = (int?)q.Text.Version,
            IsCurrent = (bool?)q.Text.IsCurrent,
            Changed = q.UpdatedAt,
        }).ToListAsync(cancellationToken);
        var rows = await quotations.ToRows().AsSplitQuery().ToListAsync(cancellationToken);
        var byId = more.ToDictionary(m => m.Id);
        return [.. rows.OrderBy(r => r.Id).Select(row =>
        {
            var m = byId[row.Id];
            var text = m.TextRole is { } role ? Documents.TextKey.Of(role, m.TextLanguage, m.TextVersion ?? 1, m.IsCurrent ?? true) : null;
            return new CardView(row, m.Version, m.Prefix, m.Suffix, row.SourceKind == ItemKind.Document && text is not null && row.Paragraph is { } paragraph
                ? string.Create(CultureInfo.InvariantCulture, $"/documents/{row.SourceReference}?text={text}&paragraph={paragraph}#p{paragraph}")
                : References.PathOf(row.SourceKind, row.SourceReference));
        })];
    }
}

/// <summary>A quotation of the workbench.</summary>
/// <param name="Row">What a list says of it.</param>
/// <param name="Version">The version shown.</param>
/// <param name="Prefix">The words before it.</param>
/// <param name="Suffix">The words after it.</param>
/// <param name="PlacePath">The address of its place in the source.</param>
public sealed record CardView(QuotationRow Row, int Version, string? Prefix, string? Suffix, string PlacePath)
{
    /// <summary>What came of the last act: done, unchanged, refused or undone.</summary>
    public string? Outcome { get; init; }

    /// <summary>By which the last act is undone.</summary>
    public Guid? Action { get; init; }

    public string? Message { get; init; }
    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <summary>What was sent and could not be done; the card shows it again.</summary>
    public CardForm? Form { get; init; }

    /// <summary>The status one step nearer to readers.</summary>
    public QuotationStatus? StepUp => Row.Status switch
    {
        QuotationStatus.Proposed => QuotationStatus.Draft,
        QuotationStatus.Draft or QuotationStatus.Disputed => QuotationStatus.Checked,
        _ => null,
    };

    /// <summary>What a rejected one becomes: a checked one a draft again, any other is withdrawn.</summary>
    public QuotationStatus? StepDown => Row.Status switch
    {
        QuotationStatus.Checked => QuotationStatus.Draft,
        QuotationStatus.Withdrawn => null,
        _ => QuotationStatus.Withdrawn,
    };
}

/// <summary>What a card sends.</summary>
public sealed record CardForm
{
    public string? Reference { get; init; }
    public int Version { get; init; }
    public string? Tags { get; init; }
    public string? Speaker { get; init; }
    public string? SpeakerRole { get; init; }
    public QuotationStatus? Status { get; init; }
    public string? Reason { get; init; }
    public string? Comment { get; init; }
    public Guid? Colleague { get; init; }

    internal QuotationWish ToWish(Words words) => new()
    {
        Tags = Tags ?? "",
        Speaker = new() { Name = Speaker, Role = SpeakerRole },
        Status = Status,
        Reason = string.IsNullOrWhiteSpace(Reason) ? words["Rejected in review."] : Reason.Trim(),
    };
}

/// <summary>What is sent for many.</summary>
public sealed record BulkForm
{
    /// <summary>See <see cref="ChosenQuotation.Parse"/>.</summary>
    public List<string> Chosen { get; init; } = [];

    public bool IsAll { get; init; }
    public string? AddTags { get; init; }
    public string? RemoveTags { get; init; }
    public string? Speaker { get; init; }
    public string? SpeakerRole { get; init; }
    public QuotationStatus? Status { get; init; }
    public string? Reason { get; init; }
    public Guid? Colleague { get; init; }

    internal bool IsIdle => string.IsNullOrWhiteSpace(AddTags + RemoveTags + Speaker + SpeakerRole) && Status is null && Colleague is null;

    internal QuotationWish ToWish(Words words) => new()
    {
        AddTags = AddTags,
        RemoveTags = RemoveTags,
        Speaker = string.IsNullOrWhiteSpace(Speaker + SpeakerRole) ? null : new() { Name = Speaker, Role = SpeakerRole },
        Status = Status,
        Reason = string.IsNullOrWhiteSpace(Reason) ? words["Rejected in review."] : Reason.Trim(),
    };
}

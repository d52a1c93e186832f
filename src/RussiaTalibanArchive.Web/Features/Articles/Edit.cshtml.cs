using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Import;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Tags;
using RussiaTalibanArchive.Web.Features.Shared;
using RussiaTalibanArchive.Web.Text.Dates;

namespace RussiaTalibanArchive.Web.Features.Articles;

[Authorize(Policies.Editor)]
[RequestSizeLimit(4 * ArticleReader.MaxBytes)]
[RequestFormLimits(ValueLengthLimit = 4 * ArticleReader.MaxBytes)]
public sealed class EditModel(ArchiveDbContext db, ArticleWriter articles, TagInput tagInput, Words words) : PageModel
{
    [BindProperty] public ArticleForm Input { get; set; } = new();

    /// <summary>The version that the form was filled from.</summary>
    [BindProperty] public int Version { get; set; }

    [BindProperty] public string? Reason { get; set; }

    public Article Article { get; private set; } = null!; // Each handler sets it before the view runs

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancellationToken)
    {
        if (await articles.LoadAsync(reference, cancellationToken) is not { } article)
        {
            return NotFound();
        }

        Article = article;
        Version = article.Version;
        Input = ArticleForm.Of(articles.Describe(article));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string reference, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return await AgainAsync(reference, cancellationToken);
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (tags, unknown) = await tagInput.ReadAsync(Input.Tags, cancellationToken);
        if (unknown.Count > 0)
        {
            ModelState.AddModelError("Input.Tags", string.Join(' ', unknown.Select(p => words[p])));
            return await AgainAsync(reference, cancellationToken);
        }

        var record = Input.ToRecord(reference, tags);
        var saved = await articles.UpdateAsync(reference, Version, record, cancellationToken: cancellationToken);
        switch (saved.Outcome)
        {
            case SaveOutcome.Missing:
                return NotFound();
            case SaveOutcome.Conflict:
                this.ShowConflict(articles.Describe(saved.Item!), saved.Item!.Version, record, nameof(Version));
                Version = saved.Item.Version;
                Article = saved.Item;
                return Page();
            case SaveOutcome.Invalid:
                foreach (var problem in saved.Problems)
                {
                    ModelState.AddModelError($"Input.{problem.Field}", words[problem]);
                }

                return await AgainAsync(reference, cancellationToken);
            default:
                await transaction.CommitAsync(cancellationToken);
                TempData["Done"] = saved.Outcome == SaveOutcome.Saved ? words["Saved."] : words["There was nothing to change."];
                return Redirect(saved.Item!.WithdrawnAt is null ? $"/articles/{reference}" : $"/editor/articles/{reference}");
        }
    }

    public async Task<IActionResult> OnPostWithdrawAsync(string reference, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(Reason))
        {
            ModelState.AddModelError(nameof(Reason), words["Give the reason; readers of the tombstone see it."]);
            return await FreshAsync(reference, cancellationToken);
        }

        return await AfterAsync(reference, await articles.WithdrawAsync(reference, Version, Reason.Trim(), cancellationToken), words["Withdrawn."], cancellationToken);
    }

    public async Task<IActionResult> OnPostReinstateAsync(string reference, CancellationToken cancellationToken) =>
        await AfterAsync(reference, await articles.ReinstateAsync(reference, Version, cancellationToken), words["It is back."], cancellationToken);

    private async Task<IActionResult> AfterAsync(string reference, Saved<Article> saved, string done, CancellationToken cancellationToken)
    {
        if (saved.Outcome == SaveOutcome.Missing)
        {
            return NotFound();
        }

        if (saved.Outcome == SaveOutcome.Conflict)
        {
            ModelState.AddModelError(nameof(Reason), words["Somebody changed this meanwhile. Look at it as it is now, then decide again."]);
            return await FreshAsync(reference, cancellationToken);
        }

        TempData["Done"] = done;
        return Redirect($"/editor/articles/{reference}");
    }

    /// <summary>The form as it was sent, beside what is wrong with it.</summary>
    private async Task<IActionResult> AgainAsync(string reference, CancellationToken cancellationToken)
    {
        if (await articles.LoadAsync(reference, cancellationToken) is not { } article)
        {
            return NotFound();
        }

        Article = article;
        return Page();
    }

    /// <summary>The form as the article is now, for the decisions that do not send it.</summary>
    private async Task<IActionResult> FreshAsync(string reference, CancellationToken cancellationToken)
    {
        ModelState.Remove(nameof(Version));
        return await OnGetAsync(reference, cancellationToken);
    }
}

/// <summary>All fields of an article as its form has them.</summary>
public sealed record ArticleForm
{
    public string? Title { get; set; }

    /// <summary>One a line.</summary>
    public string? Authors { get; set; }

    public string? Publisher { get; set; }

    /// <summary>In EDTF.</summary>
    public string? Published { get; set; }

    public string? PublishedPrinted { get; set; }
    public Calendar PublishedCalendar { get; set; }
    public string? Language { get; set; }
    public string? Url { get; set; }

    /// <summary>References, one a line.</summary>
    public string? Cites { get; set; }

    /// <summary>Slugs, parted by commas.</summary>
    public string? Tags { get; set; }

    public ItemStatus Status { get; set; }

    /// <summary>In UTC, as <c>2025-07-07T12:00</c>.</summary>
    public DateTime? EmbargoUntil { get; set; }

    public string? Body { get; set; }

    public static ArticleForm Of(ArticleRecord record) => new()
    {
        Title = record.Title,
        Authors = Lines(record.Authors),
        Publisher = record.Publisher,
        Published = record.Published?.Edtf,
        PublishedPrinted = record.Published?.Printed,
        PublishedCalendar = record.Published?.Calendar ?? Calendar.Gregorian,
        Language = record.Language,
        Url = record.Url,
        Cites = Lines(record.Cites),
        Tags = record.Tags is null ? null : string.Join(", ", record.Tags),
        Status = record.Status ?? ItemStatus.Draft,
        EmbargoUntil = record.EmbargoUntil?.UtcDateTime,
        Body = record.Body,
    };

    public ArticleRecord ToRecord(string reference, List<string> tags) => new()
    {
        Reference = reference,
        Title = Title,
        Authors = Parts(Authors, commas: false),
        Publisher = Publisher,
        Published = new DateRecord { Edtf = Published, Printed = PublishedPrinted, Calendar = PublishedCalendar },
        Language = Language,
        Url = Url,
        Cites = Parts(Cites),
        Tags = tags,
        Status = Status,
        EmbargoUntil = EmbargoUntil is { } until ? new DateTimeOffset(until, TimeSpan.Zero) : null,
        Body = Body,
    };

    /// <summary>What stands between line ends, or commas.</summary>
    public static List<string> Parts(string? value, bool commas = true) =>
        [.. (value ?? "").Split(commas ? ['\n', ',', '،', ';', '؛'] : ['\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static string? Lines(List<string>? parts) => parts is null ? null : string.Join('\n', parts);
}

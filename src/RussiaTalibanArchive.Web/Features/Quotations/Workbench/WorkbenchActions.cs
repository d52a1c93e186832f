using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.History;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;
using RussiaTalibanArchive.Web.Features.Tags;

namespace RussiaTalibanArchive.Web.Features.Quotations.Workbench;

/// <summary>A quotation that something is done to, in the version that the editor saw; <see langword="null"/> for whatever version there is.</summary>
public sealed record ChosenQuotation(string Reference, int? Version)
{
    /// <summary>Reads <c>RTA-Q0001:3</c>, as the checkboxes of the cards say it.</summary>
    public static ChosenQuotation? Parse(string text) =>
        text.Split(':') is [var reference, var version] && int.TryParse(version, out var number) ? new(reference, number) : null;
}

/// <summary>What shall be done to quotations. What is <see langword="null"/> stays as it is.</summary>
public sealed record QuotationWish
{
    /// <summary>All tags that they shall carry, as typed.</summary>
    public string? Tags { get; init; }

    /// <summary>Tags that they shall carry as well, as typed.</summary>
    public string? AddTags { get; init; }

    /// <summary>Tags that they shall not carry, as typed.</summary>
    public string? RemoveTags { get; init; }

    public SpeakerRecord? Speaker { get; init; }
    public QuotationStatus? Status { get; init; }

    /// <summary>Why they are withdrawn.</summary>
    public string? Reason { get; init; }
}

/// <summary>What was done.</summary>
/// <param name="Action">By which it is undone; <see langword="null"/> where nothing was done.</param>
/// <param name="Done">How many quotations are otherwise now.</param>
/// <param name="Unchanged">How many were so already.</param>
/// <param name="Refused">Those that stay as they were, and why.</param>
/// <param name="Problems">What is wrong with the wish itself; nothing is done then.</param>
public sealed record Acted(Guid? Action, int Done, int Unchanged, IReadOnlyList<RefusedQuotation> Refused, IReadOnlyList<Problem> Problems);

public sealed record RefusedQuotation(string Reference, Problem Problem);

/// <summary>Does one thing to many quotations, each through its writer, all in one transaction; and undoes it.</summary>
public sealed class WorkbenchActions(ArchiveDbContext db, QuotationWriter writer, TagInput tagInput, CurrentViewer viewer, TimeProvider clock)
{
    /// <summary>The most quotations of one act.</summary>
    public const int MaxAtOnce = 1000;

    private static readonly string MeanwhileChanged = Words.Key("Somebody else saved this in the meantime. Look at the newest version, then decide again.");

    public async Task<Acted> ActAsync(IReadOnlyCollection<ChosenQuotation> chosen, QuotationWish wish, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wish);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (all, add, remove, problems) = await TagsAsync(wish, cancellationToken);
        if (problems.Count > 0)
        {
            return new(null, 0, 0, [], problems);
        }

        await LockAsync([.. chosen.Select(c => c.Reference)], cancellationToken);
        var done = new List<ActedQuotation>();
        var refused = new List<RefusedQuotation>();
        var unchanged = 0;
        foreach (var (reference, version) in chosen)
        {
            db.ChangeTracker.Clear();
            var quotation = await writer.LoadAsync(reference, cancellationToken);
            var why = quotation is null ? new Problem("", "There is no {0} in the archive.", reference) : WhyNot(quotation, version, wish);
            if (quotation is null || why is not null)
            {
                refused.Add(new(reference, why!));
                continue;
            }

            var before = quotation.Version;
            var saved = await ChangeAsync(quotation, wish, all, add, remove, cancellationToken);
            switch (saved.Outcome)
            {
                case SaveOutcome.Saved:
                    done.Add(new(reference, before, saved.Item!.Version));
                    break;
                case SaveOutcome.Unchanged:
                    unchanged++;
                    break;
                default:
                    refused.Add(new(reference, saved.Problems.Count > 0 ? saved.Problems[0] : new Problem("", MeanwhileChanged)));
                    break;
            }
        }

        var action = await KeepAsync(done, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(action, done.Count, unchanged, refused, []);
    }

    /// <summary>Keeps what was done, so that it can be undone. Within the transaction that did it.</summary>
    /// <returns>Its id; <see langword="null"/> where nothing was done.</returns>
    public async Task<Guid?> KeepAsync(IReadOnlyCollection<ActedQuotation> done, CancellationToken cancellationToken)
    {
        if (done.Count == 0)
        {
            return null;
        }

        db.ChangeTracker.Clear();
        var action = new QuotationAction { ById = viewer.Value.UserId, By = viewer.Value.Name, At = clock.GetUtcNow(), Quotations = [.. done] };
        db.QuotationActions.Add(action);
        await db.SaveChangesAsync(cancellationToken);
        return action.Id;
    }

    /// <summary>Puts back what an act did, as far as nobody has changed it since.</summary>
    /// <returns><see langword="null"/> when there is no such act of this editor, or it is undone already.</returns>
    public async Task<Acted?> UndoAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM quotation_actions WHERE id = {id} FOR UPDATE", cancellationToken);
        var action = await db.QuotationActions.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id && a.ById == viewer.Value.UserId && a.UndoneAt == null, cancellationToken);
        if (action is null)
        {
            return null;
        }

        await LockAsync([.. action.Quotations.Select(q => q.Reference)], cancellationToken);
        var done = 0;
        var refused = new List<RefusedQuotation>();
        foreach (var acted in action.Quotations)
        {
            db.ChangeTracker.Clear();
            if (await PutBackAsync(acted, cancellationToken))
            {
                done++;
            }
            else
            {
                refused.Add(new(acted.Reference, new("", MeanwhileChanged)));
            }
        }

        await db.QuotationActions.Where(a => a.Id == id).ExecuteUpdateAsync(a => a.SetProperty(x => x.UndoneAt, clock.GetUtcNow()), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(null, done, 0, refused, []);
    }

    /// <summary>What stands against it; <see langword="null"/> where nothing does.</summary>
    private static Problem? WhyNot(Quotation quotation, int? version, QuotationWish wish)
    {
        if (version is not null && version != quotation.Version)
        {
            return new("", MeanwhileChanged);
        }

        if (quotation.WithdrawnAt is not null)
        {
            return new("", "{0} is withdrawn.", quotation.Reference);
        }

        return wish.Status == QuotationStatus.Checked && quotation.Anchor is AnchorState.Lost or AnchorState.Approximate
            ? new("", "Its source does not hold these words. Say first where they stand.")
            : null;
    }

    private async Task<Saved<Quotation>> ChangeAsync(
        Quotation quotation, QuotationWish wish, List<string>? all, List<string> add, List<string> remove, CancellationToken cancellationToken)
    {
        var record = writer.Describe(quotation);
        record.Tags = [.. (all ?? record.Tags ?? []).Concat(add).Except(remove).Distinct()];
        record.Speaker = wish.Speaker is { } speaker
            ? new() { Name = string.IsNullOrWhiteSpace(speaker.Name) ? null : speaker.Name, Role = string.IsNullOrWhiteSpace(speaker.Role) ? null : speaker.Role }
            : record.Speaker;
        var isWithdrawal = wish.Status == QuotationStatus.Withdrawn;
        record.Status = isWithdrawal ? record.Status : wish.Status ?? record.Status;
        var saved = await writer.UpdateAsync(quotation.Reference, quotation.Version, record, cancellationToken: cancellationToken);
        if (!isWithdrawal || saved.Outcome is not (SaveOutcome.Saved or SaveOutcome.Unchanged))
        {
            return saved;
        }

        db.ChangeTracker.Clear();
        return await writer.WithdrawAsync(quotation.Reference, saved.Item!.Version, wish.Reason ?? "", cancellationToken);
    }

    private async Task<bool> PutBackAsync(ActedQuotation acted, CancellationToken cancellationToken)
    {
        var quotation = await writer.LoadAsync(acted.Reference, cancellationToken);
        if (quotation is null || quotation.Version != acted.After)
        {
            return false;
        }

        if (acted.Before == 0)
        {
            return (await writer.WithdrawAsync(acted.Reference, acted.After, "", cancellationToken)).Outcome == SaveOutcome.Saved;
        }

        var version = acted.After;
        if (quotation.WithdrawnAt is not null)
        {
            var reinstated = await writer.ReinstateAsync(acted.Reference, version, cancellationToken);
            version = reinstated.Item!.Version;
            db.ChangeTracker.Clear();
        }

        var snapshot = await db.Revisions.Where(r => r.ItemId == quotation.Id && r.Number == acted.Before).Select(r => r.Snapshot).SingleAsync(cancellationToken);
        var saved = await writer.UpdateAsync(acted.Reference, version, ItemJson.Read<QuotationRecord>(snapshot), RevisionAction.Restored, cancellationToken);
        return saved.Outcome is SaveOutcome.Saved or SaveOutcome.Unchanged;
    }

    private async Task<(List<string>? All, List<string> Add, List<string> Remove, List<Problem> Problems)> TagsAsync(QuotationWish wish, CancellationToken cancellationToken)
    {
        var problems = new List<Problem>();
        return (wish.Tags is null ? null : await ReadAsync(wish.Tags, nameof(wish.Tags)), await ReadAsync(wish.AddTags, nameof(wish.AddTags)), await ReadAsync(wish.RemoveTags, nameof(wish.RemoveTags)), problems);

        async Task<List<string>> ReadAsync(string? typed, string field)
        {
            var (slugs, wrong) = await tagInput.ReadAsync(typed, cancellationToken);
            problems.AddRange(wrong.Select(p => p with { Field = field }));
            return slugs;
        }
    }

    /// <summary>Nobody else changes them until this is done: who tries waits, and then meets another version.</summary>
    private async Task LockAsync(List<string> references, CancellationToken cancellationToken) =>
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM quotations WHERE reference = ANY({references}) ORDER BY id FOR UPDATE", cancellationToken);
}

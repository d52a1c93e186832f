using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.History;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Tags;

/// <summary>What became of a surgery: it is done, or nothing is changed and this is why.</summary>
public sealed record SurgeryResult(TagSurgery? Done, IReadOnlyList<Problem> Problems)
{
    public static SurgeryResult Refused(string message, params object[] arguments) => new(null, [new("", message, arguments)]);
}

/// <summary>
/// Changes the vocabulary with all that carries it: each surgery is one transaction, a revision of each item that it touches,
/// and a log by which <see cref="TagSurgeryUndo"/> undoes it.
/// </summary>
public sealed class TagSurgeon(ArchiveDbContext db, TagWriter tags, Retagger retagger, TagInput input, TagVocabulary vocabulary, CurrentViewer viewer, TimeProvider clock)
{
    internal static readonly string MeanwhileChanged = Words.Key("Somebody changed the tag or what carries it in the meantime. Nothing is done; look at it as it is now, then decide again.");

    /// <summary>Gives a tag another slug; its old address leads to the new one from then on.</summary>
    public Task<SurgeryResult> RenameAsync(Guid tagId, string? slug, string seen, CancellationToken cancellationToken) => InOneAsync(tagId, seen, async (tag, carriers) =>
    {
        slug = slug?.Trim().ToLowerInvariant() ?? "";
        var checks = new Checks();
        if (!TagWriter.IsSlug(slug) || slug == tag.Reference)
        {
            return SurgeryResult.Refused(Words.Key("Give a new address of letters, digits and hyphens, 80 characters at most."));
        }

        await tags.CheckSlugAsync(slug, checks, cancellationToken);
        if (checks.Problems.Count > 0 && !tag.FormerSlugs.Contains(slug))
        {
            return new(null, checks.Problems);
        }

        if (await db.Tags.IgnoreQueryFilters().AnyAsync(t => t.Reference == slug, cancellationToken))
        {
            return SurgeryResult.Refused(Words.Key("Another tag has this address, or once had it. Choose another."));
        }

        var before = tag.Reference;
        await RequireAsync(tags.ChangeAsync(tag.Reference, tag.Version, RevisionAction.Retagged, t =>
        {
            t.FormerSlugs = [.. t.FormerSlugs.Where(s => s != slug), t.Reference];
            t.Reference = slug;
            return Task.CompletedTask;
        }, cancellationToken));
        db.ChangeTracker.Clear();
        await retagger.TouchAsync(carriers, cancellationToken);
        return await KeepAsync(SurgeryKind.Rename, before, slug, carriers, new SurgeryLog { TagId = tag.Id }, cancellationToken);
    }, cancellationToken);

    /// <summary>Puts a tag, and all below it, under another or on top. No item changes.</summary>
    public Task<SurgeryResult> MoveAsync(Guid tagId, string? broader, string seen, CancellationToken cancellationToken) => InOneAsync(tagId, seen, async (tag, carriers) =>
    {
        var (slugs, problems) = await input.ReadAsync(broader?.TrimStart('+', ' '), cancellationToken); // A tag is moved under one that is there.
        if (problems.Count > 0 || slugs.Count > 1)
        {
            return problems.Count > 0 ? new(null, problems) : SurgeryResult.Refused(Words.Key("Name one other tag."));
        }

        var (record, before) = (tags.Describe(tag) with { Broader = slugs.SingleOrDefault() }, tag.BroaderId);
        var saved = await tags.UpdateAsync(tag.Reference, tag.Version, record, RevisionAction.Retagged, cancellationToken);
        if (saved.Outcome != SaveOutcome.Saved)
        {
            return saved.Outcome == SaveOutcome.Unchanged ? SurgeryResult.Refused(Words.Key("It stands there already.")) : new(null, saved.Problems);
        }

        var log = new SurgeryLog { TagId = tag.Id, Moved = [new(tag.Id, before, saved.Item!.BroaderId)] };
        return await KeepAsync(SurgeryKind.Move, tag.Reference, saved.Item.Broader?.Reference, new([]), log, cancellationToken);
    }, cancellationToken);

    /// <summary>Puts another tag in the place of one that goes; with its names, so that it is found by them.</summary>
    public Task<SurgeryResult> MergeAsync(Guid tagId, string? into, string seen, CancellationToken cancellationToken) =>
        ReplaceAsync(SurgeryKind.Merge, tagId, into, null, seen, cancellationToken);

    /// <summary>Takes a tag off everything and withdraws it.</summary>
    /// <param name="tagId">Which.</param>
    /// <param name="replacement">The tag that everything carries instead; none if it is blank.</param>
    /// <param name="reason">In words that readers of the tombstone see, where nothing replaces it.</param>
    /// <param name="seen">See <see cref="Carriers.Fingerprint"/>.</param>
    /// <param name="cancellationToken">Stops it; nothing is changed then.</param>
    public Task<SurgeryResult> DeleteAsync(Guid tagId, string? replacement, string? reason, string seen, CancellationToken cancellationToken) =>
        ReplaceAsync(SurgeryKind.Delete, tagId, replacement, reason, seen, cancellationToken);

    /// <summary>Gives some of the items that carry a tag another one instead.</summary>
    /// <param name="tagId">Which.</param>
    /// <param name="to">The other tag: a slug or a name, with a plus before it for a new one.</param>
    /// <param name="chosen">See <see cref="Carrier.Key"/>.</param>
    /// <param name="seen">See <see cref="Carriers.Fingerprint"/>.</param>
    /// <param name="cancellationToken">Stops it; nothing is changed then.</param>
    public Task<SurgeryResult> SplitAsync(Guid tagId, string? to, IReadOnlyCollection<string> chosen, string seen, CancellationToken cancellationToken) => InOneAsync(tagId, seen, async (tag, carriers) =>
    {
        var some = new Carriers([.. carriers.All.Where(c => chosen.Contains(c.Key))]);
        if (some.All.Count == 0)
        {
            return SurgeryResult.Refused(Words.Key("Choose what goes to the other tag."));
        }

        var countBefore = await db.Tags.IgnoreQueryFilters().CountAsync(cancellationToken);
        var (other, problem) = await OtherAsync(tag, to, cancellationToken);
        if (other is null)
        {
            return problem!;
        }

        var isNew = await db.Tags.IgnoreQueryFilters().CountAsync(cancellationToken) > countBefore;
        var log = new SurgeryLog { TagId = tag.Id, OtherId = other.Id, OtherIsNew = isNew };
        db.ChangeTracker.Clear();
        await retagger.RetagAsync(some, tag.Id, other.Id, log, cancellationToken);
        return await KeepAsync(SurgeryKind.Split, tag.Reference, other.Reference, some, log, cancellationToken);
    }, cancellationToken);

    private Task<SurgeryResult> ReplaceAsync(SurgeryKind kind, Guid tagId, string? by, string? reason, string seen, CancellationToken cancellationToken) => InOneAsync(tagId, seen, async (tag, carriers) =>
    {
        Tag? other = null;
        if (kind == SurgeryKind.Merge || !string.IsNullOrWhiteSpace(by))
        {
            (other, var problem) = await OtherAsync(tag, by, cancellationToken);
            if (other is null)
            {
                return problem!;
            }
        }
        else if (string.IsNullOrWhiteSpace(reason))
        {
            return SurgeryResult.Refused(Words.Key("Give the reason; readers of the tombstone see it."));
        }

        var log = new SurgeryLog { TagId = tag.Id, OtherId = other?.Id };
        await ClearTreeAsync(tag, other, kind, log, cancellationToken);
        if (kind == SurgeryKind.Merge)
        {
            await TakeNamesAsync(tag, other!.Reference, log, cancellationToken);
        }

        db.ChangeTracker.Clear();
        await retagger.RetagAsync(carriers, tag.Id, other?.Id, log, cancellationToken);
        await retagger.MoveProposalsAsync(tag.Id, other?.Id, log, cancellationToken);
        await WithdrawAsync(tag, other?.Id, other is null ? reason!.Trim() : null, cancellationToken);
        return await KeepAsync(kind, tag.Reference, other?.Reference, carriers, log, cancellationToken);
    }, cancellationToken);

    /// <summary>What stands below the tag goes to its heir in the tree; the other tag, if it stands there too, takes the tag's own place first.</summary>
    private async Task ClearTreeAsync(Tag tag, Tag? other, SurgeryKind kind, SurgeryLog log, CancellationToken cancellationToken)
    {
        if (other is not null && await db.TagPaths.AnyAsync(p => p.AncestorId == tag.Id && p.DescendantId == other.Id, cancellationToken))
        {
            await MoveAsync(other.Id, tag.BroaderId, log, cancellationToken);
        }

        var children = await db.Tags.IgnoreQueryFilters([ArchiveDbContext.NotWithdrawn])
            .Where(t => t.BroaderId == tag.Id).Select(t => t.Id).ToListAsync(cancellationToken);
        foreach (var child in children)
        {
            await MoveAsync(child, kind == SurgeryKind.Merge ? other!.Id : tag.BroaderId, log, cancellationToken);
        }
    }

    private async Task MoveAsync(Guid id, Guid? to, SurgeryLog log, CancellationToken cancellationToken)
    {
        var moved = await retagger.MoveTagAsync(id, to, cancellationToken);
        log.Moved.Add(moved);
    }

    private async Task TakeNamesAsync(Tag tag, string into, SurgeryLog log, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        var other = (await tags.LoadAsync(into, cancellationToken))!;
        var record = tags.Describe(other);
        foreach (var label in tag.Labels.OrderBy(l => l.Language, StringComparer.Ordinal))
        {
            if (record.Labels!.TryAdd(label.Language, label.Text))
            {
                log.AddedLabels[label.Language] = label.Text;
            }
        }

        var names = record.Labels!.Values.Concat(record.Aliases ?? []).ToHashSet();
        log.AddedAliases.AddRange(tag.Labels.Select(l => l.Text).Concat(tag.Aliases).Distinct().Where(n => !names.Contains(n)));
        log.AddedSameAs.AddRange(tag.SameAs.Except(other.SameAs));
        var saved = await tags.UpdateAsync(other.Reference, other.Version,
            record with { Aliases = [.. other.Aliases, .. log.AddedAliases], SameAs = [.. other.SameAs, .. log.AddedSameAs] }, RevisionAction.Retagged, cancellationToken);
        if (saved.Outcome is not (SaveOutcome.Saved or SaveOutcome.Unchanged))
        {
            throw new SurgeryStopped();
        }
    }

    private async Task WithdrawAsync(Tag tag, Guid? by, string? reason, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        var other = by is null ? null : await db.Tags.SingleAsync(t => t.Id == by, cancellationToken);
        await RequireAsync(tags.ChangeAsync(tag.Reference, tag.Version, RevisionAction.Withdrawn, t =>
        {
            (t.WithdrawnAt, t.WithdrawalReason, t.ReplacedBy, t.ReplacedById) = (clock.GetUtcNow(), reason, other, by);
            return Task.CompletedTask;
        }, cancellationToken));
    }

    /// <summary>The other tag of a surgery, as typed.</summary>
    private async Task<(Tag? Other, SurgeryResult? Problem)> OtherAsync(Tag tag, string? typed, CancellationToken cancellationToken)
    {
        var (slugs, problems) = await input.ReadAsync(typed, cancellationToken);
        if (problems.Count > 0)
        {
            return (null, new(null, problems));
        }

        var other = slugs.Count == 1 ? await db.Tags.SingleOrDefaultAsync(t => t.Reference == slugs[0], cancellationToken) : null;
        return other is null || other.Id == tag.Id ? (null, SurgeryResult.Refused(Words.Key("Name one other tag."))) : (other, null);
    }

    /// <summary>All or nothing. The row of the tag stays locked, so that nobody puts it on anything meanwhile.</summary>
    private async Task<SurgeryResult> InOneAsync(Guid tagId, string seen, Func<Tag, Carriers, Task<SurgeryResult>> work, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtext('vocabulary'))", cancellationToken);
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM tags WHERE id = {tagId} FOR UPDATE", cancellationToken);
        try
        {
            db.ChangeTracker.Clear();
            var slug = await db.Tags.Where(t => t.Id == tagId).Select(t => t.Reference).SingleOrDefaultAsync(cancellationToken);
            var tag = slug is null ? null : await tags.LoadAsync(slug, cancellationToken);
            var carriers = await db.CarriersOfAsync(tagId, cancellationToken);
            if (tag is null || carriers.Fingerprint != seen)
            {
                return SurgeryResult.Refused(MeanwhileChanged);
            }

            var result = await work(tag, carriers);
            if (result.Done is not null)
            {
                await transaction.CommitAsync(cancellationToken);
                vocabulary.Refresh();
            }

            return result;
        }
        catch (Exception e) when (e is SurgeryStopped or DbUpdateException)
        {
            return SurgeryResult.Refused(MeanwhileChanged);
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    private async Task<SurgeryResult> KeepAsync(SurgeryKind kind, string slug, string? other, Carriers carriers, SurgeryLog log, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        var surgery = new TagSurgery
        {
            Kind = kind,
            Slug = slug,
            Other = other,
            ById = viewer.Value.UserId,
            By = viewer.Value.Name,
            At = clock.GetUtcNow(),
            Documents = carriers.Count(ItemKind.Document),
            Articles = carriers.Count(ItemKind.Article),
            Quotations = carriers.Count(ItemKind.Quotation),
            Notes = carriers.Count(ItemKind.Note),
            Log = JsonSerializer.Serialize(log),
        };
        db.Add(surgery);
        await db.SaveChangesAsync(cancellationToken);
        return new(surgery, []);
    }

    private static async Task RequireAsync<T>(Task<Saved<T>> saving)
    {
        if ((await saving).Outcome != SaveOutcome.Saved)
        {
            throw new SurgeryStopped();
        }
    }
}

/// <summary>Somebody else changed something that a surgery was about to change; it is rolled back.</summary>
internal sealed class SurgeryStopped() : Exception("Changed meanwhile.");

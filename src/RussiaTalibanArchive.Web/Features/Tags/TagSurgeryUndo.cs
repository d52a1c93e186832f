using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.History;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Tags;

/// <summary>What became of an undoing.</summary>
/// <param name="Refusal">Why nothing was undone; <see langword="null"/> when it was.</param>
/// <param name="Left">The items that were tagged otherwise since, and stay as they are.</param>
public sealed record UndoResult(Problem? Refusal, IReadOnlyList<string> Left);

/// <summary>Undoes a surgery from its log, in one transaction; or says which later change stands against it.</summary>
public sealed class TagSurgeryUndo(ArchiveDbContext db, TagWriter tags, Retagger retagger, TagVocabulary vocabulary, CurrentViewer viewer, TimeProvider clock)
{
    private static readonly string[] AlsoWithdrawn = [ArchiveDbContext.NotWithdrawn];

    public async Task<UndoResult> UndoAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtext('vocabulary'))", cancellationToken);
        try
        {
            db.ChangeTracker.Clear();
            var surgery = await db.TagSurgeries.SingleOrDefaultAsync(s => s.Id == id, cancellationToken);
            if (surgery is null || surgery.UndoneAt is not null)
            {
                return Refused(Words.Key("It is undone already."));
            }

            surgery.UndoneAt = clock.GetUtcNow();
            surgery.UndoneBy = viewer.Value.Name;
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
            var result = await UndoAsync(surgery, JsonSerializer.Deserialize<SurgeryLog>(surgery.Log)!, cancellationToken);
            if (result.Refusal is null)
            {
                await transaction.CommitAsync(cancellationToken);
                vocabulary.Refresh();
            }

            return result;
        }
        catch (Exception e) when (e is SurgeryStopped or DbUpdateException)
        {
            return Refused(TagSurgeon.MeanwhileChanged);
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    private async Task<UndoResult> UndoAsync(TagSurgery surgery, SurgeryLog log, CancellationToken cancellationToken)
    {
        if (surgery.Kind == SurgeryKind.Import)
        {
            return await UndoImportAsync(log, cancellationToken);
        }

        var tag = await FindAsync(log.TagId, cancellationToken);
        var other = log.OtherId is { } otherId ? await FindAsync(otherId, cancellationToken) : null;
        if (other?.WithdrawnAt is not null)
        {
            return Refused(Words.Key("“{0}” has itself been deleted or merged since. Undo that first."), other.Reference);
        }

        return surgery.Kind switch
        {
            SurgeryKind.Rename => await UndoRenameAsync(tag, surgery, cancellationToken),
            SurgeryKind.Split when tag.WithdrawnAt is not null => Refused(Words.Key("“{0}” has itself been deleted or merged since. Undo that first."), tag.Reference),
            SurgeryKind.Split => await UndoSplitAsync(tag, other!, log, cancellationToken),
            SurgeryKind.Move => await UndoMovesAsync(log, cancellationToken) ?? new(null, []),
            _ => await UndoReplacingAsync(tag, other, log, cancellationToken),
        };
    }

    /// <summary>Gives changed tags back what they said, and withdraws new ones, the last first; all or none.</summary>
    private async Task<UndoResult> UndoImportAsync(SurgeryLog log, CancellationToken cancellationToken)
    {
        foreach (var imported in log.Imported.AsEnumerable().Reverse())
        {
            db.ChangeTracker.Clear();
            var tag = await FindAsync(imported.Id, cancellationToken);
            if (tag.Version != imported.Version)
            {
                return Refused(Words.Key("“{0}” was changed since."), tag.Reference);
            }

            if (imported.Before is { } before)
            {
                var saved = await tags.UpdateAsync(tag.Reference, tag.Version, before, RevisionAction.Restored, cancellationToken);
                if (saved.Outcome == SaveOutcome.Invalid)
                {
                    return new(saved.Problems[0], []);
                }
            }
            else if (await IsUsedAsync(tag.Id, cancellationToken))
            {
                return Refused(Words.Key("“{0}” is used since: something carries it or stands below it."), tag.Reference);
            }
            else if (tag.WithdrawnAt is null)
            {
                await ChangeAsync(tag, RevisionAction.Withdrawn, t => t.WithdrawnAt = clock.GetUtcNow(), cancellationToken);
            }
        }

        return new(null, []);
    }

    private async Task<UndoResult> UndoRenameAsync(Tag tag, TagSurgery surgery, CancellationToken cancellationToken)
    {
        if (tag.Reference != surgery.Other)
        {
            return Refused(Words.Key("The address was changed again since, to “{0}”. Undo that first."), tag.Reference);
        }

        var carriers = await db.CarriersOfAsync(tag.Id, cancellationToken);
        await ChangeAsync(tag, RevisionAction.Retagged, t =>
        {
            t.FormerSlugs = [.. t.FormerSlugs.Where(s => s != surgery.Slug), t.Reference];
            t.Reference = surgery.Slug;
        }, cancellationToken);
        await retagger.TouchAsync(carriers, cancellationToken);
        return new(null, []);
    }

    private async Task<UndoResult> UndoSplitAsync(Tag tag, Tag other, SurgeryLog log, CancellationToken cancellationToken)
    {
        var left = await retagger.RestoreAsync(log, cancellationToken);
        if (log.OtherIsNew && left.Count == 0 && !await IsUsedAsync(other.Id, cancellationToken))
        {
            await ChangeAsync(await FindAsync(other.Id, cancellationToken), RevisionAction.Withdrawn, t =>
                (t.WithdrawnAt, t.ReplacedById) = (clock.GetUtcNow(), tag.Id), cancellationToken);
        }

        return new(null, left);
    }

    private async Task<UndoResult> UndoReplacingAsync(Tag tag, Tag? other, SurgeryLog log, CancellationToken cancellationToken)
    {
        if (tag.WithdrawnAt is null || tag.ReplacedById != log.OtherId)
        {
            return Refused(Words.Key("“{0}” was brought back or replaced in another way since."), tag.Reference);
        }

        await ChangeAsync(tag, RevisionAction.Reinstated, t =>
            (t.WithdrawnAt, t.WithdrawalReason, t.ReplacedById, t.ReplacedBy) = (null, null, null, null), cancellationToken);
        if (await UndoMovesAsync(log, cancellationToken) is { } refused)
        {
            return refused;
        }

        if (other is not null && log.AddedLabels.Count + log.AddedAliases.Count + log.AddedSameAs.Count > 0)
        {
            await GiveNamesBackAsync(other.Reference, log, cancellationToken);
        }

        var left = await retagger.RestoreAsync(log, cancellationToken);
        await retagger.RestoreProposalsAsync(log, cancellationToken);
        return new(null, left);
    }

    /// <summary>Puts tags back where they stood, the last moved first.</summary>
    private async Task<UndoResult?> UndoMovesAsync(SurgeryLog log, CancellationToken cancellationToken)
    {
        foreach (var moved in log.Moved.AsEnumerable().Reverse())
        {
            var tag = await FindAsync(moved.Id, cancellationToken);
            if (tag.BroaderId != moved.To)
            {
                return Refused(Words.Key("“{0}” was moved elsewhere since. Undo that first."), tag.Reference);
            }

            if (moved.From is { } from && (from == tag.Id || await db.TagPaths.AnyAsync(p => p.AncestorId == tag.Id && p.DescendantId == from, cancellationToken)))
            {
                return Refused(Words.Key("The tag that “{0}” stood under stands below it now."), tag.Reference);
            }

            await retagger.MoveTagAsync(moved.Id, moved.From, cancellationToken);
        }

        return null;
    }

    /// <summary>Takes from the other tag the names that it got, those that nobody changed since.</summary>
    private async Task GiveNamesBackAsync(string slug, SurgeryLog log, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        var other = (await tags.LoadAsync(slug, cancellationToken))!;
        var record = tags.Describe(other);
        var saved = await tags.UpdateAsync(slug, other.Version, record with
        {
            Labels = record.Labels!.Where(l => log.AddedLabels.GetValueOrDefault(l.Key) != l.Value).ToDictionary(l => l.Key, l => l.Value),
            Aliases = [.. other.Aliases.Except(log.AddedAliases)],
            SameAs = [.. other.SameAs.Except(log.AddedSameAs)],
        }, RevisionAction.Retagged, cancellationToken);
        if (saved.Outcome is not (SaveOutcome.Saved or SaveOutcome.Unchanged))
        {
            throw new SurgeryStopped();
        }

        db.ChangeTracker.Clear();
    }

    private async Task<bool> IsUsedAsync(Guid id, CancellationToken cancellationToken) =>
        (await db.CarriersOfAsync(id, cancellationToken)).All.Count > 0 || await db.Tags.AnyAsync(t => t.BroaderId == id, cancellationToken);

    private Task<Tag> FindAsync(Guid id, CancellationToken cancellationToken) =>
        db.Tags.IgnoreQueryFilters(AlsoWithdrawn).AsNoTracking().SingleAsync(t => t.Id == id, cancellationToken);

    private async Task ChangeAsync(Tag tag, RevisionAction action, Action<Tag> change, CancellationToken cancellationToken)
    {
        var saved = await tags.ChangeAsync(tag.Reference, tag.Version, action, t =>
        {
            change(t);
            return Task.CompletedTask;
        }, cancellationToken);
        if (saved.Outcome != SaveOutcome.Saved)
        {
            throw new SurgeryStopped();
        }

        db.ChangeTracker.Clear();
    }

    private static UndoResult Refused(string message, params object[] arguments) => new(new Problem("", message, arguments), []);
}

using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.History;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Tags.Exchange;

public enum ImportedState
{
    New,
    Changed,
    Unchanged,
    Refused,
}

/// <summary>What becomes of one tag of a file.</summary>
public sealed record ImportedLine(string Slug, string Label, ImportedState State, IReadOnlyList<Problem> Problems);

/// <summary>
/// Takes a file of tags into the vocabulary, in one transaction and as one change that can be undone. To say beforehand what would
/// become of each tag it does the same and rolls it back.
/// </summary>
public sealed class VocabularyImport(ArchiveDbContext db, TagWriter tags, TagVocabulary vocabulary, CurrentViewer viewer, TimeProvider clock)
{
    /// <param name="file">What the file says.</param>
    /// <param name="keep">Whether to keep what was done.</param>
    /// <param name="cancellationToken">Stops it; nothing is changed then.</param>
    /// <returns>What becomes of each tag, and the change, if one was kept.</returns>
    public async Task<(IReadOnlyList<ImportedLine> Lines, TagSurgery? Done)> RunAsync(IReadOnlyList<ReadTag> file, bool keep, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtext('vocabulary'))", cancellationToken);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtext('new tags'))", cancellationToken);
        var log = new SurgeryLog { TagId = Guid.Empty };
        var lines = new List<ImportedLine>();
        var pending = await WithSlugsAsync(file, cancellationToken);
        var seen = new HashSet<string>();
        while (pending.Count > 0)
        {
            var waiting = pending.Select(t => t.Record.Slug!).ToHashSet();
            var ready = pending.FindAll(t => !waiting.Contains(t.Record.Broader ?? "") && !waiting.Contains(t.Record.ReplacedBy ?? ""));
            foreach (var tag in ready.Count > 0 ? ready : pending)
            {
                db.ChangeTracker.Clear();
                var problem = ready.Count == 0 ? new Problem("", Words.Key("It stands below itself; the tree cannot run in a circle."))
                    : !seen.Add(tag.Record.Slug!) ? new Problem("", Words.Key("“{0}” is in the file twice."), tag.Record.Slug!) : tag.Problem;
                lines.Add(problem is null ? await TakeAsync(tag, log, cancellationToken) : LineOf(tag, ImportedState.Refused, [problem]));
            }

            pending = ready.Count > 0 ? [.. pending.Except(ready)] : [];
        }

        var done = keep && log.Imported.Count > 0 ? await KeepAsync(log, cancellationToken) : null;
        if (done is not null)
        {
            await transaction.CommitAsync(cancellationToken);
            vocabulary.Refresh();
        }

        db.ChangeTracker.Clear();
        return (lines, done);
    }

    /// <summary>Codes are known by the ids that the archive gave them, else by the slug that their name makes.</summary>
    private async Task<List<ReadTag>> WithSlugsAsync(IReadOnlyList<ReadTag> file, CancellationToken cancellationToken)
    {
        var codes = file.Select(t => t.Code).OfType<Guid>().ToList();
        var known = await db.Tags.Where(t => codes.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => t.Reference, cancellationToken);
        var slugs = file.Where(t => t.Code is not null).DistinctBy(t => t.Code).ToDictionary(t => t.Code!.Value, t => known.GetValueOrDefault(t.Code!.Value) ?? t.Record.Slug);
        return [.. file.Select(t => t.Code is null ? t : t with { Record = t.Record with { Slug = slugs[t.Code.Value], Broader = t.Above is { } above ? slugs[above] : null } })];
    }

    private async Task<ImportedLine> TakeAsync(ReadTag tag, SurgeryLog log, CancellationToken cancellationToken)
    {
        var here = await tags.LoadAsync(tag.Record.Slug!, cancellationToken);
        if (here is null)
        {
            var made = await tags.CreateAsync(tag.Record with { }, RevisionAction.Imported, cancellationToken: cancellationToken);
            return Taken(tag, made, ImportedState.New, null, log);
        }

        if (here.WithdrawnAt is not null)
        {
            return here.ReplacedBy is not null && here.ReplacedBy.Reference == tag.Record.ReplacedBy ? LineOf(tag, ImportedState.Unchanged, [])
                : LineOf(tag, ImportedState.Refused, [new("", Words.Key("“{0}” is withdrawn here. Bring it back first."), here.Reference)]);
        }

        if (tag.Code is not null)
        {
            return LineOf(tag, ImportedState.Unchanged, []);
        }

        if (tag.Record.ReplacedBy is not null)
        {
            return LineOf(tag, ImportedState.Refused, [new("", Words.Key("“{0}” is in use here. Merge or replace it instead."), here.Reference)]);
        }

        var before = tags.Describe(here);
        return Taken(tag, await tags.UpdateAsync(here.Reference, here.Version, Over(before, tag.Record), RevisionAction.Imported, cancellationToken), ImportedState.Changed, before, log);
    }

    /// <summary>What a tag shall say: what the file says, else what it says already. Lists that say the same stay as they are.</summary>
    private static TagRecord Over(TagRecord here, TagRecord file)
    {
        var labels = file.Labels is { Count: > 0 } ? file.Labels : here.Labels!;
        return here with
        {
            Labels = labels,
            Type = file.Type ?? here.Type,
            Date = file.Date ?? here.Date,
            Broader = file.Broader ?? here.Broader,
            ScopeNote = file.ScopeNote ?? here.ScopeNote,
            Aliases = file.Aliases is null || Same(here.Aliases, file.Aliases, a => labels.ContainsValue(a) ? "" : a) ? here.Aliases : file.Aliases,
            SameAs = file.SameAs is null || Same(here.SameAs, file.SameAs, a => Uri.TryCreate(a, UriKind.Absolute, out var address) ? address.AbsoluteUri : a) ? here.SameAs : file.SameAs,
        };
    }

    private static bool Same(List<string>? one, List<string> other, Func<string, string> key) =>
        (one ?? []).Select(key).Append("").ToHashSet().SetEquals(other.Select(key).Append(""));

    private static ImportedLine Taken(ReadTag tag, Saved<Tag> saved, ImportedState done, TagRecord? before, SurgeryLog log)
    {
        if (saved.Outcome == SaveOutcome.Saved)
        {
            log.Imported.Add(new(saved.Item!.Id, saved.Item.Version, before));
        }

        return LineOf(tag, saved.Outcome switch
        {
            SaveOutcome.Saved => done,
            SaveOutcome.Unchanged => ImportedState.Unchanged,
            _ => ImportedState.Refused,
        }, saved.Problems);
    }

    private static ImportedLine LineOf(ReadTag tag, ImportedState state, IReadOnlyList<Problem> problems) => new(
        tag.Record.Slug!, new TagName(tag.Record.Slug!, [.. (tag.Record.Labels ?? []).Select(l => new LabelText(l.Key, l.Value))]).Label.Text, state, problems);

    private async Task<TagSurgery> KeepAsync(SurgeryLog log, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        var surgery = new TagSurgery
        {
            Kind = SurgeryKind.Import,
            Slug = "",
            ById = viewer.Value.UserId,
            By = viewer.Value.Name,
            At = clock.GetUtcNow(),
            Documents = 0,
            Articles = 0,
            Quotations = 0,
            Notes = 0,
            Log = JsonSerializer.Serialize(log),
        };
        db.Add(surgery);
        await db.SaveChangesAsync(cancellationToken);
        return surgery;
    }
}

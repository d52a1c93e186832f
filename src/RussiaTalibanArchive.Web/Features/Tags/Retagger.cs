using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.History;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Notes;
using RussiaTalibanArchive.Web.Features.Quotations;

namespace RussiaTalibanArchive.Web.Features.Tags;

/// <summary>Makes items follow the vocabulary, one after the other through their writers. Only inside a transaction.</summary>
public sealed class Retagger(
    ArchiveDbContext db, TagWriter tags, DocumentWriter documents, ArticleWriter articles, QuotationWriter quotations, NoteWriter notes)
{
    private static readonly string[] AlsoWithdrawn = [ArchiveDbContext.NotWithdrawn];

    /// <summary>Writes down in the history of each item that a tag it carries is called otherwise now.</summary>
    public Task TouchAsync(Carriers carriers, CancellationToken cancellationToken) => ChangeEachAsync(
        carriers, (_, _, _) => Task.CompletedTask, (_, _) => Task.CompletedTask, cancellationToken);

    /// <summary>Takes a tag off items and notes, and gives them the other, if there is one. Whoever had put it on keeps the credit.</summary>
    public Task RetagAsync(Carriers carriers, Guid fromId, Guid? toId, SurgeryLog log, CancellationToken cancellationToken) => ChangeEachAsync(
        carriers,
        async (carrier, taggings, make) =>
        {
            var old = taggings.Find(t => t.TagId == fromId) ?? throw new SurgeryStopped();
            var gives = toId is not null && !taggings.Exists(t => t.TagId == toId);
            db.Drop(taggings, t => t.TagId == fromId);
            if (gives)
            {
                taggings.Add(make(await TagAsync(toId!.Value, cancellationToken), old.AddedBy, old.AddedAt));
            }

            log.Retaggings.Add(new(carrier.Kind, carrier.Reference, old.AddedBy, old.AddedAt, gives));
        },
        async (carrier, note) =>
        {
            foreach (var link in note.Links.FindAll(l => l.TagId == fromId))
            {
                var gives = toId is not null && !note.Links.Exists(l => l.TagId == toId && l.IsAbout == link.IsAbout);
                db.Drop(note.Links, l => l == link);
                if (gives)
                {
                    note.Links.Add(LinkTo(note, await TagAsync(toId!.Value, cancellationToken), link.IsAbout));
                }

                log.Links.Add(new(carrier.Reference, link.IsAbout, gives));
            }
        },
        cancellationToken);

    /// <summary>Gives items back the tag that a surgery took off them, as far as they are still as it left them.</summary>
    /// <returns>The items that were tagged otherwise since, which stay as they are.</returns>
    public async Task<IReadOnlyList<string>> RestoreAsync(SurgeryLog log, CancellationToken cancellationToken)
    {
        var left = new List<string>();
        var items = log.Retaggings.ToDictionary(r => (r.Kind, r.Reference));
        var links = log.Links.ToLookup(l => l.Note);
        await ChangeEachAsync(
            new([.. items.Keys.Concat(links.Select(l => (Kind: ItemKind.Note, Reference: l.Key))).Select(i => new Carrier(i.Kind, i.Reference, "", null, false))]),
            async (carrier, taggings, make) =>
            {
                var was = items[(carrier.Kind, carrier.Reference)];
                if (taggings.Exists(t => t.TagId == log.TagId) || (was.Gave && !taggings.Exists(t => t.TagId == log.OtherId)))
                {
                    left.Add(carrier.Reference);
                    return;
                }

                db.Drop(taggings, t => was.Gave && t.TagId == log.OtherId);
                taggings.Add(make(await TagAsync(log.TagId, cancellationToken), was.AddedBy, was.AddedAt));
            },
            async (carrier, note) =>
            {
                foreach (var was in links[carrier.Reference])
                {
                    if (was.Gave && !note.Links.Exists(l => l.TagId == log.OtherId && l.IsAbout == was.IsAbout))
                    {
                        left.Add(carrier.Reference);
                        continue;
                    }

                    db.Drop(note.Links, l => was.Gave && l.TagId == log.OtherId && l.IsAbout == was.IsAbout);
                    if (!note.Links.Exists(l => l.TagId == log.TagId && l.IsAbout == was.IsAbout))
                    {
                        note.Links.Add(LinkTo(note, await TagAsync(log.TagId, cancellationToken), was.IsAbout));
                    }
                }
            },
            cancellationToken);
        return left;
    }

    /// <summary>Lets what was proposed of one tag be proposed, or judged, of the other; once for an article.</summary>
    public async Task MoveProposalsAsync(Guid fromId, Guid? toId, SurgeryLog log, CancellationToken cancellationToken)
    {
        var all = db.TagProposals.IgnoreQueryFilters().Where(p => p.TagId == fromId);
        var moving = all.Where(p => toId != null && !db.TagProposals.IgnoreQueryFilters().Any(o => o.ArticleId == p.ArticleId && o.TagId == toId));
        log.Proposals.AddRange(await moving.Select(p => p.Id).ToListAsync(cancellationToken));
        if (toId is { } to)
        {
            await db.TagProposals.IgnoreQueryFilters().Where(p => log.Proposals.Contains(p.Id)).ExecuteUpdateAsync(p => p.SetProperty(x => x.TagId, to), cancellationToken);
        }

        log.GoneProposals.AddRange(await all.Select(p => new GoneProposal(p.Id, p.ArticleId, p.Start, p.End, p.Exact, p.Reason, p.State, p.DecidedBy, p.DecidedAt)).ToListAsync(cancellationToken));
        await all.ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Undoes <see cref="MoveProposalsAsync"/>, as far as the articles have not been read anew.</summary>
    public async Task RestoreProposalsAsync(SurgeryLog log, CancellationToken cancellationToken)
    {
        await db.TagProposals.IgnoreQueryFilters()
            .Where(p => log.Proposals.Contains(p.Id) && !db.TagProposals.IgnoreQueryFilters().Any(o => o.ArticleId == p.ArticleId && o.TagId == log.TagId))
            .ExecuteUpdateAsync(p => p.SetProperty(x => x.TagId, log.TagId), cancellationToken);
        var there = await db.TagProposals.IgnoreQueryFilters().Where(p => p.TagId == log.TagId).Select(p => p.ArticleId).ToListAsync(cancellationToken);
        db.AddRange(log.GoneProposals.Where(p => !there.Contains(p.ArticleId)).Select(p => new TagProposal
        {
            Id = p.Id,
            ArticleId = p.ArticleId,
            TagId = log.TagId,
            Start = p.Start,
            End = p.End,
            Exact = p.Exact,
            Reason = p.Reason,
            State = p.State,
            DecidedBy = p.DecidedBy,
            DecidedAt = p.DecidedAt,
        }));
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    /// <summary>Puts a tag under another, or on top.</summary>
    public async Task<MovedTag> MoveTagAsync(Guid id, Guid? to, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        var above = to is null ? null : await db.Tags.IgnoreQueryFilters(AlsoWithdrawn).SingleAsync(t => t.Id == to, cancellationToken);
        var (slug, version, from) = await db.Tags.IgnoreQueryFilters(AlsoWithdrawn).Where(t => t.Id == id)
            .Select(t => new ValueTuple<string, int, Guid?>(t.Reference, t.Version, t.BroaderId)).SingleAsync(cancellationToken);
        await RequireAsync(tags.ChangeAsync(slug, version, RevisionAction.Retagged, t =>
        {
            (t.Broader, t.BroaderId) = (above, to);
            return Task.CompletedTask;
        }, cancellationToken));
        db.ChangeTracker.Clear();
        return new(id, from, to);
    }

    private async Task ChangeEachAsync(
        Carriers carriers, Func<Carrier, List<Tagging>, MakeTagging, Task> item, Func<Carrier, Note, Task> note, CancellationToken cancellationToken)
    {
        foreach (var carrier in carriers.All)
        {
            db.ChangeTracker.Clear(); // A thousand documents with their texts are more than one needs in memory.
            await (carrier.Kind switch
            {
                ItemKind.Document => ChangeAsync(documents, carrier, d => item(carrier, d.Taggings, (tag, by, at) => new() { DocumentId = d.Id, TagId = tag.Id, Tag = tag, AddedBy = by, AddedAt = at }), cancellationToken),
                ItemKind.Article => ChangeAsync(articles, carrier, a => item(carrier, a.Taggings, (tag, by, at) => new() { ArticleId = a.Id, TagId = tag.Id, Tag = tag, AddedBy = by, AddedAt = at }), cancellationToken),
                ItemKind.Quotation => ChangeAsync(quotations, carrier, q => item(carrier, q.Taggings, (tag, by, at) => new() { QuotationId = q.Id, TagId = tag.Id, Tag = tag, AddedBy = by, AddedAt = at }), cancellationToken),
                _ => ChangeAsync(notes, carrier, n => note(carrier, n), cancellationToken),
            });
        }

        db.ChangeTracker.Clear();
    }

    private async Task ChangeAsync<TItem, TRecord>(ItemWriter<TItem, TRecord> writer, Carrier carrier, Func<TItem, Task> change, CancellationToken cancellationToken)
        where TItem : Item
        where TRecord : ItemRecord
    {
        var version = await db.Set<TItem>().IgnoreQueryFilters(AlsoWithdrawn).Where(i => i.Reference == carrier.Reference).Select(i => i.Version).SingleAsync(cancellationToken);
        await RequireAsync(writer.ChangeAsync(carrier.Reference, version, RevisionAction.Retagged, change, cancellationToken));
    }

    private Task<Tag> TagAsync(Guid id, CancellationToken cancellationToken) =>
        db.Tags.IgnoreQueryFilters(AlsoWithdrawn).SingleAsync(t => t.Id == id, cancellationToken);

    private static NoteLink LinkTo(Note note, Tag tag, bool isAbout) => new() { NoteId = note.Id, IsAbout = isAbout, TagId = tag.Id, Tag = tag };

    private static async Task RequireAsync<T>(Task<Saved<T>> saving)
    {
        if ((await saving).Outcome != SaveOutcome.Saved)
        {
            throw new SurgeryStopped();
        }
    }

    private delegate Tagging MakeTagging(Tag tag, string addedBy, DateTimeOffset addedAt);
}

using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Search;
using RussiaTalibanArchive.Web.Features.Shared;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Notes;

/// <summary>Proposes items to a writer who looks for what to name: by reference, title or words, in any spelling, of those that the writer may see.</summary>
public sealed class ItemCompletion(ArchiveDbContext db, MentionTargets targets, Words words)
{
    private const int MaxProposals = 12;
    private const int MaxOfAKind = 20;
    private const int MaxQuery = 100;

    /// <summary>The proposals, best first: whose reference or title begins with what is sought, whose title holds it, whose text does.</summary>
    public async Task<IReadOnlyList<Proposal>> FindAsync(string? sought, CancellationToken cancellationToken)
    {
        sought = (sought ?? "").Replace("\0", "", StringComparison.Ordinal).Trim();
        if (sought.Length is 0 or > MaxQuery)
        {
            return [];
        }

        var tag = sought.StartsWith("tag:", StringComparison.OrdinalIgnoreCase) ? sought[4..].Trim() : null;
        var mentions = new List<Mention>();
        if (tag is null)
        {
            await AddAsync(ItemKind.Document, db.Documents.OrderByDescending(d => d.Id));
            await AddAsync(ItemKind.Quotation, db.Quotations.OrderByDescending(q => q.Id));
            await AddAsync(ItemKind.Article, db.Articles.OrderByDescending(a => a.Id));
            await AddAsync(ItemKind.Dossier, db.Dossiers.OrderByDescending(d => d.Id));
            await AddAsync(ItemKind.Note, db.Notes.OrderByDescending(n => n.Id));
        }

        await AddAsync(ItemKind.Tag, db.Tags.OrderBy(t => t.Reference));
        var found = await targets.FindAsync(mentions, cancellationToken);
        var key = Folding.Key(tag ?? sought);
        return [.. mentions.Select(found.GetValueOrDefault).OfType<MentionTarget>()
            .Select((target, order) => (target, order, rank: RankOf(target, key)))
            .OrderBy(p => p.rank).ThenBy(p => p.order).Take(MaxProposals).Select(p => ProposalOf(p.target))];

        async Task AddAsync<T>(ItemKind kind, IQueryable<T> items) where T : Item
        {
            var references = await items.Named(db, tag ?? sought).Select(i => i.Reference).Take(MaxOfAKind).ToListAsync(cancellationToken);
            if (kind != ItemKind.Tag && references.Count < MaxOfAKind)
            {
                references.AddRange(await items.Matching(db, sought).Select(i => i.Reference).Take(MaxOfAKind).ToListAsync(cancellationToken));
            }

            mentions.AddRange(references.Distinct().Take(MaxOfAKind).Select(reference => new Mention(kind, reference)));
        }
    }

    private static int RankOf(MentionTarget target, string key)
    {
        var reference = Folding.Key(target.Mention.Name);
        var title = Folding.Key(target.Quotation?.Exact ?? target.Title);
        return reference == key ? 0 : reference.StartsWith(key, StringComparison.Ordinal) ? 1
            : title.StartsWith(key, StringComparison.Ordinal) ? 2
            : title.Contains(key, StringComparison.Ordinal) || reference.Contains(key, StringComparison.Ordinal) ? 3 : 4;
    }

    private Proposal ProposalOf(MentionTarget target)
    {
        var name = target.Mention.Name;
        var facts = string.Join(" · ", target.Facts.Select(f => f.Text).Append(target.Mention.Name).Distinct());
        if (target.Quotation is not { } quotation)
        {
            return new(name, target.Title, target.Language, facts, [new(target.Title, $"[[{name}]]", null)]);
        }

        return new(name, target.Title, target.Language, $"{words.Of(ItemKind.Quotation)} · {name} · {quotation.SourceTitle}",
        [
            new(words["A link to it"], $"[[{name}]]", null),
            new(words["The quotation itself, always as it stands in the archive"], $"![[{name}]]", words["Only those who may see it see it."]),
            new(words["Its words as a block quotation, with its reference"], $"\n{MarkdownEscape.Quote(quotation.Exact)}\n>\n> [[{name}]]\n\n",
                words["These words become part of the note: whoever reads the note reads them."]),
        ]);
    }
}

/// <summary>An item that a writer may name.</summary>
/// <param name="Name">As a text writes it.</param>
/// <param name="Title">Its title, or a quotation's first words.</param>
/// <param name="Language">BCP 47 language of the title.</param>
/// <param name="Facts">What else helps to tell it from others.</param>
/// <param name="Ways">How it can be put into the text; one at least.</param>
public sealed record Proposal(string Name, string Title, string? Language, string Facts, IReadOnlyList<ProposalWay> Ways);

/// <param name="Label">What a writer chooses.</param>
/// <param name="Markdown">What is put into the text.</param>
/// <param name="Hint">What the writer should know before.</param>
public sealed record ProposalWay(string Label, string Markdown, string? Hint);

internal static class CompletionEndpoint
{
    /// <summary><c>/notes/complete?q=</c> answers what the writer may name, as JSON.</summary>
    public static void MapCompletion(this WebApplication app) =>
        app.MapGet("/notes/complete", async (string? q, ItemCompletion completion, CancellationToken cancellationToken) =>
            Results.Json(await completion.FindAsync(q, cancellationToken))).RequireAuthorization(Policies.Analyst);
}

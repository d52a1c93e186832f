using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Quotations;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Tracing;

/// <summary>
/// Finds the words that articles print in all versions and translations of the archive's documents. Candidates come from an
/// index of prints, so that the size of the archive matters little; each is then read and judged by <see cref="PassageTracer"/>.
/// </summary>
public sealed class Tracer(ArchiveDbContext db, TimeProvider clock)
{
    /// <summary>How many of the texts that share most prints with a passage are read. A single print is shared by some that do not hold it.</summary>
    private const int MaxRead = 64;

    /// <summary>How many texts are taken of one print: one that is in more says little.</summary>
    private const int MaxOfPrint = 200;

    /// <summary>How many prints of a passage are asked for, spread over it.</summary>
    private const int MaxAsked = 16;

    /// <summary>How many texts or passages one round of work takes.</summary>
    private const int Round = 20;

    /// <summary>The texts that hold a passage, the surest first, current versions before earlier ones.</summary>
    public async Task<IReadOnlyList<FoundText>> FindAsync(string passage, CancellationToken cancellationToken)
    {
        var prints = Spread(PassageTracer.PrintsOfPassage(passage));
        if (prints.Length == 0)
        {
            return [];
        }

        var ids = await CandidatesAsync(prints, cancellationToken);
        var texts = await db.Texts.AsNoTracking().Where(t => ids.Contains(t.Id) && !t.IsWithheld)
            .Select(t => new { t.Id, t.IsCurrent, t.Body }).ToListAsync(cancellationToken);
        return [.. texts.OrderBy(t => ids.IndexOf(t.Id))
            .Select(t => (t.Id, t.IsCurrent, Trace: PassageTracer.Trace(passage, t.Body)))
            .Where(t => t.Trace is not null)
            .OrderBy(t => t.Trace!.Grade).ThenByDescending(t => t.IsCurrent)
            .Select(t => new FoundText(t.Id, t.Trace!))];
    }

    /// <summary>Searches for the passages of an article that have not been searched for yet.</summary>
    public async Task TraceArticleAsync(Guid article, CancellationToken cancellationToken)
    {
        while (await PrintSomeTextsAsync(cancellationToken))
        {
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Whoever traces one of them at this moment is waited for, and then it is traced.
        var passages = await db.Passages.FromSql($"SELECT * FROM passages WHERE article_id = {article} AND traced_at IS NULL FOR UPDATE").ToListAsync(cancellationToken);
        await TraceAsync(passages, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Does a round of the work that is open: texts without prints first, then passages that were not searched for.</summary>
    /// <returns>Whether there may be more.</returns>
    public async Task<bool> WorkAsync(CancellationToken cancellationToken)
    {
        if (await PrintSomeTextsAsync(cancellationToken))
        {
            return true;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var passages = await db.Passages.FromSql($"SELECT * FROM passages WHERE traced_at IS NULL ORDER BY id LIMIT {Round} FOR UPDATE SKIP LOCKED").ToListAsync(cancellationToken);
        await TraceAsync(passages, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return passages.Count > 0 || await JudgeAsync(cancellationToken);
    }

    /// <summary>Judges appearances whose quotation or wording is new.</summary>
    private async Task<bool> JudgeAsync(CancellationToken cancellationToken)
    {
        const int many = 200;
        var open = await db.Appearances.IgnoreQueryFilters().Where(a => a.Faithfulness == null).OrderBy(a => a.Id).Take(many)
            .Select(a => new { a.Id, a.Exact, Printed = a.Article.Language, Words = a.Quotation.Exact, a.Quotation.Language }).ToListAsync(cancellationToken);
        foreach (var appearance in open)
        {
            Faithfulness? judged = Appearances.Judge(appearance.Exact, appearance.Printed, appearance.Words, appearance.Language).Faithfulness;
            await db.Appearances.IgnoreQueryFilters().Where(a => a.Id == appearance.Id && a.Exact == appearance.Exact)
                .ExecuteUpdateAsync(a => a.SetProperty(x => x.Faithfulness, judged), cancellationToken);
        }

        return open.Count > 0;
    }

    private async Task TraceAsync(List<PassageProposal> passages, CancellationToken cancellationToken)
    {
        foreach (var passage in passages)
        {
            passage.Matches.Clear();
            if (passage.Kind == PassageKind.Quotation)
            {
                foreach (var found in await FindAsync(passage.Exact, cancellationToken))
                {
                    passage.Matches.Add(Match(passage, found, isNew: false));
                }
            }

            passage.TracedAt = clock.GetUtcNow();
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Makes the prints of some texts that have none, and tries the waiting passages on them.</summary>
    /// <returns>Whether there was anything to do.</returns>
    private async Task<bool> PrintSomeTextsAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var open = await db.Texts.FromSql($"SELECT * FROM texts WHERE NOT has_prints ORDER BY id LIMIT {Round} FOR UPDATE SKIP LOCKED")
            .IgnoreQueryFilters().ToListAsync(cancellationToken);
        if (open.Count == 0)
        {
            return false;
        }

        var prints = open.ConvertAll(t => new TextPrints { TextId = t.Id, Text = t, Prints = PassageTracer.Prints(t.Body) });
        db.AddRange(prints);
        open.ForEach(t => t.HasPrints = true);
        await TryWaitingAsync(prints.FindAll(p => !p.Text.IsWithheld), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return true;
    }

    /// <summary>Passages whose source is not here yet: undecided ones, and those that count as an article's own words.</summary>
    private async Task TryWaitingAsync(List<TextPrints> texts, CancellationToken cancellationToken)
    {
        var waiting = await db.Passages.IgnoreQueryFilters()
            .Where(p => p.TracedAt != null && p.Kind == PassageKind.Quotation
                && (p.State == ProposalState.Proposed || (p.State == ProposalState.Accepted && p.Quotation!.ArticleId != null)))
            .Select(p => new { p.Id, p.Exact }).AsNoTracking().ToListAsync(cancellationToken);
        var prints = waiting.ConvertAll(p => (p.Id, p.Exact, Prints: PassageTracer.PrintsOfPassage(p.Exact)));
        foreach (var text in texts)
        {
            var held = text.Prints.ToHashSet();
            TextLetters? letters = null;
            foreach (var (id, exact, _) in prints.Where(p => Array.Exists(p.Prints, held.Contains)))
            {
                letters ??= new(text.Text.Body);
                if (PassageTracer.Trace(exact, letters) is { } trace)
                {
                    var passage = await db.Passages.IgnoreQueryFilters().SingleAsync(p => p.Id == id, cancellationToken);
                    passage.Matches.RemoveAll(m => m.TextId == text.TextId);
                    passage.Matches.Add(Match(passage, new(text.TextId, trace), isNew: true));
                }
            }
        }
    }

    private PassageMatch Match(PassageProposal passage, FoundText found, bool isNew) => new()
    {
        PassageId = passage.Id,
        TextId = found.TextId,
        Grade = found.Trace.Grade,
        Places = [.. found.Trace.Places.SelectMany(p => new[] { p.Start, p.End })],
        Folded = [.. found.Trace.Folded],
        FoundAt = clock.GetUtcNow(),
        IsNew = isNew,
    };

    /// <summary>The texts that share most of the prints, read off the index print by print.</summary>
    private async Task<List<Guid>> CandidatesAsync(int[] prints, CancellationToken cancellationToken)
    {
        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellationToken) : null;
        await db.Database.ExecuteSqlAsync($"SET LOCAL enable_seqscan = off; SET LOCAL jit = off", cancellationToken);
        var least = ((prints.Length * 2) + 4) / 5; // A text with other words in it shares two of five at least.
        var ids = await db.Database.SqlQuery<Guid>($"""
            SELECT held.text_id AS "Value" FROM unnest({prints}) AS wanted(print)
            CROSS JOIN LATERAL (SELECT text_id FROM text_prints WHERE prints @> ARRAY[wanted.print] LIMIT {MaxOfPrint}) AS held
            GROUP BY held.text_id HAVING count(*) >= {least} ORDER BY count(*) DESC, held.text_id DESC LIMIT {MaxRead}
            """).ToListAsync(cancellationToken);
        if (transaction is not null)
        {
            await transaction.CommitAsync(cancellationToken);
        }
        else
        {
            await db.Database.ExecuteSqlAsync($"SET LOCAL enable_seqscan = on", cancellationToken);
        }

        return ids;
    }

    private static int[] Spread(int[] prints) => prints.Length <= MaxAsked ? prints
        : [.. Enumerable.Range(0, MaxAsked).Select(i => prints[(int)((long)i * (prints.Length - 1) / (MaxAsked - 1))])];
}

/// <summary>A text that holds a passage.</summary>
/// <param name="TextId">Which.</param>
/// <param name="Trace">Where, and how truly.</param>
public sealed record FoundText(Guid TextId, PassageTrace Trace);

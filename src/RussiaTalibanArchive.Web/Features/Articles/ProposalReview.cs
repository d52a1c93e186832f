using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Quotations;
using RussiaTalibanArchive.Web.Features.Tags;
using RussiaTalibanArchive.Web.Text;
using RussiaTalibanArchive.Web.Text.Dates;

namespace RussiaTalibanArchive.Web.Features.Articles;

/// <summary>What an accepted passage becomes.</summary>
public enum PassageUse
{
    /// <summary>A term or a name: no quotation.</summary>
    Term,

    /// <summary>A quotation of the article itself.</summary>
    OwnWords,

    /// <summary>A quotation of a document that is in the archive.</summary>
    Existing,

    /// <summary>A quotation of a document that is made with it.</summary>
    NewDocument,
}

/// <summary>How an editor accepts a passage.</summary>
public sealed record PassageWish
{
    public required PassageUse Use { get; init; }

    /// <summary>The passage as the article prints it, where the proposal took too much or too little.</summary>
    public string? Words { get; init; }

    /// <summary>The reference of the document quoted.</summary>
    public string? Document { get; init; }

    /// <summary>The words as the document has them, where the article prints others.</summary>
    public string? Exact { get; init; }

    /// <summary>The description of a new document.</summary>
    public DocumentRecord? NewDocument { get; init; }

    public string? Speaker { get; init; }
    public string? SpeakerRole { get; init; }

    /// <summary>As typed; see <see cref="TagInput"/>.</summary>
    public string? Tags { get; init; }
}

public enum DecisionOutcome
{
    Done,

    /// <summary>It had been decided before; nothing was done.</summary>
    AlreadyDecided,

    /// <summary>Something about the wish is wrong; nothing was done.</summary>
    Invalid,

    /// <summary>There is no such proposal.</summary>
    Missing,
}

/// <summary>What became of a decision.</summary>
/// <param name="Outcome">See <see cref="DecisionOutcome"/>.</param>
/// <param name="Problems">What is wrong, when it is invalid.</param>
/// <param name="KeptQuotation">The reference of the quotation that stays although its passage is proposed again.</param>
public sealed record Decision(DecisionOutcome Outcome, IReadOnlyList<Problem> Problems, string? KeptQuotation = null)
{
    public static Decision Done { get; } = new(DecisionOutcome.Done, []);
}

/// <summary>
/// Carries out what editors decide on proposals: each decision in one transaction with all that follows from it. The row of
/// the proposal is taken first and only as the editor saw it, so of two who decide at once one is told what the other did.
/// </summary>
public sealed class ProposalReview(
    ArchiveDbContext db, CurrentViewer viewer, TimeProvider clock, ArticleWriter articles, DocumentWriter documents, QuotationWriter quotations, DocumentOffers offers, TagInput tagInput)
{
    private const int MaxTries = 3;

    public Task<Decision> RejectAsync<T>(Guid id, CancellationToken cancellationToken) where T : Proposal =>
        DecideAsync<T>(id, ProposalState.Proposed, ProposalState.Rejected, () => Task.FromResult<List<Problem>>([]), cancellationToken);

    /// <summary>Accepts a passage as what the editor says it is.</summary>
    public Task<Decision> AcceptAsync(Guid id, PassageWish wish, CancellationToken cancellationToken) =>
        DecideAsync<PassageProposal>(id, ProposalState.Proposed, ProposalState.Accepted, () => UseAsync(id, wish, cancellationToken), cancellationToken);

    /// <summary>Confirms a date.</summary>
    /// <param name="id">The proposal.</param>
    /// <param name="edtf">Its value as the editor has it.</param>
    /// <param name="isPublication">Whether it becomes the article's date, if the article has none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task<Decision> AcceptAsync(Guid id, string? edtf, bool isPublication, CancellationToken cancellationToken) =>
        DecideAsync<DateProposal>(id, ProposalState.Proposed, ProposalState.Accepted, () => ConfirmAsync(id, edtf, isPublication, cancellationToken), cancellationToken);

    /// <summary>Puts a tag on the article.</summary>
    public Task<Decision> AcceptTagAsync(Guid id, CancellationToken cancellationToken) =>
        DecideAsync<TagProposal>(id, ProposalState.Proposed, ProposalState.Accepted, () => TagAsync(id, cancellationToken), cancellationToken);

    /// <summary>Makes a decision open again. A quotation that came of it stays; a tag that came of it goes.</summary>
    /// <param name="id">The proposal.</param>
    /// <param name="seen">The decision that the editor takes back.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<Decision> UndoAsync<T>(Guid id, ProposalState seen, CancellationToken cancellationToken) where T : Proposal
    {
        string? kept = null;
        var decision = await DecideAsync<T>(id, seen, ProposalState.Proposed, async () =>
        {
            kept = await db.Passages.Where(p => p.Id == id).Select(p => p.Quotation!.Reference).FirstOrDefaultAsync(cancellationToken);
            await db.Passages.Where(p => p.Id == id).ExecuteUpdateAsync(p => p.SetProperty(x => x.QuotationId, (Guid?)null), cancellationToken);
            return await UntagAsync(id, cancellationToken);
        }, cancellationToken);
        return decision with { KeptQuotation = kept };
    }

    private async Task<Decision> DecideAsync<T>(
        Guid id, ProposalState from, ProposalState to, Func<Task<List<Problem>>> follow, CancellationToken cancellationToken) where T : Proposal
    {
        if (from == to)
        {
            return new(DecisionOutcome.AlreadyDecided, []);
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // An undo leaves name and time until here: UntagAsync needs to know since when the tag could have been put on.
        var isUndo = to == ProposalState.Proposed;
        var problems = isUndo && await IsAsync<T>(id, from, cancellationToken) ? await follow() : [];
        var taken = await db.Set<T>().Where(p => p.Id == id && p.State == from).ExecuteUpdateAsync(p => p
            .SetProperty(x => x.State, to)
            .SetProperty(x => x.DecidedBy, isUndo ? null : viewer.Value.Name)
            .SetProperty(x => x.DecidedAt, isUndo ? (DateTimeOffset?)null : clock.GetUtcNow()), cancellationToken);
        if (taken == 0)
        {
            await transaction.RollbackAsync(cancellationToken);
            db.ChangeTracker.Clear();
            return new(await db.Set<T>().AnyAsync(p => p.Id == id, cancellationToken) ? DecisionOutcome.AlreadyDecided : DecisionOutcome.Missing, []);
        }

        if (!isUndo)
        {
            problems = await follow();
        }

        db.ChangeTracker.Clear();
        if (problems.Count > 0)
        {
            await transaction.RollbackAsync(cancellationToken);
            return new(DecisionOutcome.Invalid, problems);
        }

        await transaction.CommitAsync(cancellationToken);
        return Decision.Done;
    }

    private Task<bool> IsAsync<T>(Guid id, ProposalState state, CancellationToken cancellationToken) where T : Proposal =>
        db.Set<T>().AnyAsync(p => p.Id == id && p.State == state, cancellationToken);

    private async Task<List<Problem>> UseAsync(Guid id, PassageWish wish, CancellationToken cancellationToken)
    {
        var passage = await db.Passages.AsNoTracking().Include(p => p.Article).SingleAsync(p => p.Id == id, cancellationToken);
        var (start, end) = (passage.Start, passage.End);
        var words = wish.Words is null ? "" : TextNormalizer.Normalize(wish.Words).Trim();
        if (words.Length > 0 && words != passage.Exact)
        {
            if (TextQuote.Locate(passage.Article.Body, words, null, null, start) is not { } anchor)
            {
                return [new Problem(nameof(wish.Words), "The article does not hold these words.")];
            }

            (start, end) = (anchor.Start, anchor.End);
        }

        Guid? quotation = null;
        var exact = passage.Article.Body[start..end];
        if (wish.Use != PassageUse.Term)
        {
            var source = await SourceAsync(passage.Article, wish, cancellationToken);
            if (source.Problems.Count > 0)
            {
                return source.Problems;
            }

            var quoted = await QuoteAsync(passage, source.Reference, exact, start, wish, cancellationToken);
            if (quoted.Item is null)
            {
                return [.. quoted.Problems];
            }

            quotation = quoted.Item.Id;
            if (wish.Use != PassageUse.OwnWords)
            {
                await ChangeArticleAsync(passage.Article.Reference, a => a with { Cites = [.. a.Cites ?? [], source.Reference] }, cancellationToken);
            }
        }

        var kind = wish.Use == PassageUse.Term ? PassageKind.Term : PassageKind.Quotation;
        await db.Passages.Where(p => p.Id == id).ExecuteUpdateAsync(p => p
            .SetProperty(x => x.Kind, kind).SetProperty(x => x.QuotationId, quotation)
            .SetProperty(x => x.Start, start).SetProperty(x => x.End, end).SetProperty(x => x.Exact, exact), cancellationToken);
        return [];
    }

    /// <summary>The reference of what is quoted; a new document is made here.</summary>
    private async Task<(string Reference, List<Problem> Problems)> SourceAsync(Article article, PassageWish wish, CancellationToken cancellationToken)
    {
        switch (wish.Use)
        {
            case PassageUse.OwnWords:
                return (article.Reference, []);
            case PassageUse.NewDocument:
                var saved = await documents.CreateAsync(wish.NewDocument ?? new(), cancellationToken: cancellationToken);
                return (saved.Item?.Reference ?? "", [.. saved.Problems]);
            default:
                return await FindDocumentAsync(wish.Document, cancellationToken);
        }
    }

    /// <summary>A document by its reference, or by words of its title where only one has them.</summary>
    private async Task<(string Reference, List<Problem> Problems)> FindDocumentAsync(string? wanted, CancellationToken cancellationToken)
    {
        const string field = nameof(PassageWish.Document);
        if (string.IsNullOrWhiteSpace(wanted))
        {
            return ("", [new Problem(field, "Give the document's reference, such as RTA-D0001, or words of its title.")]);
        }

        if (References.TryParse(wanted, out _, out var reference))
        {
            return await db.Documents.AnyAsync(d => d.Reference == reference, cancellationToken)
                ? (reference, []) : ("", [new Problem(field, "There is no {0} in the archive.", reference)]);
        }

        var found = await db.Documents.Named(db, wanted).OrderBy(d => d.Reference).Select(d => d.Reference).Take(6).ToListAsync(cancellationToken);
        return found switch
        {
            [var only] => (only, []),
            [] => ("", [new Problem(field, "No document has these words.")]),
            _ => ("", [new Problem(field, "Several documents have these words: {0}. Give the reference of one.", string.Join(", ", found))]),
        };
    }

    /// <summary>Makes the quotation, or lets the one that has the same words already appear in the article too.</summary>
    private async Task<Saved<Quotation>> QuoteAsync(
        PassageProposal passage, string source, string printed, int start, PassageWish wish, CancellationToken cancellationToken)
    {
        var article = passage.Article;
        var (tags, unknown) = await tagInput.ReadAsync(wish.Tags, cancellationToken);
        if (unknown.Count > 0)
        {
            return new(SaveOutcome.Invalid, null, unknown);
        }

        var own = TextNormalizer.Normalize(wish.Exact ?? "").Trim();
        var held = own.Length == 0 && wish.Use == PassageUse.Existing && printed == passage.Exact ? await offers.InAsync(passage.Id, source, cancellationToken) : null;
        var exact = own.Length > 0 && wish.Use != PassageUse.OwnWords ? own : held?.Words ?? printed;
        var texts = await db.Texts.Where(t => t.IsCurrent && t.Document.Reference == source).Select(t => t.Body).ToListAsync(cancellationToken);
        if (held is null && texts.Count > 0 && !texts.Exists(t => TextQuote.Locate(t, exact, null, null, null) is not null))
        {
            return new(SaveOutcome.Invalid, null,
                [new Problem(nameof(wish.Exact), "No text of {0} holds these words. Give them as they stand there, or keep them as the article's own words.", source)]);
        }

        var appearance = wish.Use == PassageUse.OwnWords ? null : new AppearanceRecord { In = article.Reference, Exact = printed, Start = start };
        if (await SameAsync(source, exact, cancellationToken) is { } same)
        {
            return await AppearAsync(same, appearance, wish, tags, cancellationToken);
        }

        return await quotations.CreateAsync(new QuotationRecord
        {
            Of = source,
            Exact = exact,
            Start = wish.Use == PassageUse.OwnWords ? start : held?.Places[0].Start,
            Pieces = held is { Places.Count: > 1 } ? Pieces(texts, held) : null,
            TextLanguage = held?.Text.Language,
            TextRole = held?.Text.Role,
            Language = texts.Count == 0 && exact == printed ? article.Language : null,
            Speaker = SpeakerOf(wish),
            Tags = tags,
            Appearances = appearance is null ? null : [appearance],
            Status = QuotationStatus.Draft,
        }, cancellationToken: cancellationToken);
    }

    private static List<PieceRecord> Pieces(List<string> texts, HeldPassage held)
    {
        var body = texts.Find(t => t.Length >= held.Places[^1].End && Anchoring.Join(t, held.Places) == held.Words)!;
        return [.. held.Places.Select(p => new PieceRecord { Exact = body[p.Start..p.End], Start = p.Start })];
    }

    private async Task<string?> SameAsync(string source, string exact, CancellationToken cancellationToken)
    {
        var key = Folding.Key(exact);
        var known = await db.Quotations
            .Where(q => q.Document!.Reference == source || q.Article!.Reference == source)
            .Select(q => new { q.Reference, q.Exact }).ToListAsync(cancellationToken);
        return known.Find(q => Folding.Key(q.Exact) == key)?.Reference;
    }

    private async Task<Saved<Quotation>> AppearAsync(
        string reference, AppearanceRecord? appearance, PassageWish wish, List<string> tags, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            var quotation = (await quotations.LoadAsync(reference, cancellationToken))!;
            var record = quotations.Describe(quotation);
            record.Appearances = [.. record.Appearances ?? [], .. appearance is null || Has(record, appearance) ? Array.Empty<AppearanceRecord>() : [appearance]];
            record.Tags = [.. record.Tags ?? [], .. tags];
            record.Speaker ??= SpeakerOf(wish);
            record.Status = record.Status == QuotationStatus.Proposed ? QuotationStatus.Draft : record.Status;
            var saved = await quotations.UpdateAsync(reference, quotation.Version, record, cancellationToken: cancellationToken);
            if (saved.Outcome != SaveOutcome.Conflict || tries == MaxTries)
            {
                return saved;
            }
        }
    }

    private static bool Has(QuotationRecord record, AppearanceRecord appearance) =>
        record.Appearances?.Exists(a => a.In == appearance.In && a.Exact == appearance.Exact) ?? false;

    private static SpeakerRecord? SpeakerOf(PassageWish wish) =>
        string.IsNullOrWhiteSpace(wish.Speaker) && string.IsNullOrWhiteSpace(wish.SpeakerRole) ? null : new() { Name = wish.Speaker, Role = wish.SpeakerRole };

    private async Task<List<Problem>> ConfirmAsync(Guid id, string? edtf, bool isPublication, CancellationToken cancellationToken)
    {
        var proposal = await db.DateProposals.AsNoTracking().Include(d => d.Article).SingleAsync(d => d.Id == id, cancellationToken);
        var checks = new Checks();
        var calendar = DateFinder.Find(proposal.Exact) is [var found, ..] ? found.Calendar : Calendar.Gregorian;
        var date = checks.Date(nameof(DateProposal.Edtf), new DateRecord { Edtf = edtf ?? "", Printed = proposal.Exact, Calendar = calendar });
        if (date is null)
        {
            return [.. checks.Problems];
        }

        await db.DateProposals.Where(d => d.Id == id).ExecuteUpdateAsync(d => d.SetProperty(x => x.Edtf, date.Edtf), cancellationToken);
        return !isPublication ? []
            : await ChangeArticleAsync(proposal.Article.Reference, a => a with { Published = a.Published ?? DateRecord.Of(date) }, cancellationToken);
    }

    private async Task<List<Problem>> TagAsync(Guid id, CancellationToken cancellationToken)
    {
        var proposal = await db.TagProposals.Where(t => t.Id == id).Select(t => new { Article = t.Article.Reference, Tag = t.Tag.Reference }).SingleAsync(cancellationToken);
        return await ChangeArticleAsync(proposal.Article, a => a with { Tags = [.. a.Tags ?? [], proposal.Tag] }, cancellationToken);
    }

    /// <summary>Takes off the tag that accepting a proposal put on; one that the article carried before stays.</summary>
    private async Task<List<Problem>> UntagAsync(Guid id, CancellationToken cancellationToken)
    {
        var added = await db.TagProposals
            .Where(t => t.Id == id && t.State == ProposalState.Accepted && t.Article.Taggings.Any(g => g.TagId == t.TagId && g.AddedAt >= t.DecidedAt))
            .Select(t => new { Article = t.Article.Reference, Tag = t.Tag.Reference }).SingleOrDefaultAsync(cancellationToken);
        return added is null ? [] : await ChangeArticleAsync(added.Article, a => a with { Tags = [.. (a.Tags ?? []).Where(t => t != added.Tag)] }, cancellationToken);
    }

    /// <summary>Changes the article as it is now, whoever changed it meanwhile.</summary>
    private async Task<List<Problem>> ChangeArticleAsync(string reference, Func<ArticleRecord, ArticleRecord> change, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            var article = (await articles.LoadAsync(reference, cancellationToken))!;
            var saved = await articles.UpdateAsync(reference, article.Version, change(articles.Describe(article)), cancellationToken: cancellationToken);
            if (saved.Outcome != SaveOutcome.Conflict)
            {
                return [.. saved.Problems];
            }

            if (tries == MaxTries)
            {
                return [new Problem("", "Somebody is changing the article at this very moment. Try again.")];
            }
        }
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;
using RussiaTalibanArchive.Web.Features.Tags;
using RussiaTalibanArchive.Web.Text;
using RussiaTalibanArchive.Web.Text.Dates;

namespace RussiaTalibanArchive.Web.Features.Articles;

[Authorize(Policies.Editor)]
public sealed class ReviewModel(ArchiveDbContext db, ProposalReview review, DocumentOffers offers, Words words) : PageModel
{
    private const int MaxListed = 300;

    public ReviewedArticle Article { get; private set; } = null!; // LoadAsync sets it before the view runs
    public IReadOnlyList<PassageProposal> Passages { get; private set; } = [];
    public IReadOnlyList<DateProposal> Dates { get; private set; } = [];
    public IReadOnlyList<(TagProposal Proposal, TagName Tag)> Tags { get; private set; } = [];
    public IReadOnlyList<IReadOnlyList<MarkedRun>> Text { get; private set; } = [];
    public ILookup<Guid, OfferedDocument> Offers { get; private set; } = null!; // LoadAsync sets it

    /// <summary>What a reference can be chosen from: the newest documents.</summary>
    public IReadOnlyList<(string Reference, string Title)> Listed { get; private set; } = [];

    /// <summary>The reference of the quotation that a passage became.</summary>
    public IReadOnlyDictionary<Guid, string> Quotations { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>What was sent and could not be done; its card shows it again.</summary>
    public (Guid Id, ReviewForm Form, IReadOnlyList<Problem> Problems)? Refused { get; private set; }

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancellationToken) =>
        await LoadAsync(reference, cancellationToken) ? Page() : NotFound();

    public Task<IActionResult> OnPostPassageAsync(string reference, Guid id, ReviewForm form, CancellationToken cancellationToken) => DecideAsync(reference, id, form, form.Do switch
    {
        ReviewVerb.Accept => () => review.AcceptAsync(id, form.ToWish(), cancellationToken),
        ReviewVerb.Term => () => review.AcceptAsync(id, new PassageWish { Use = PassageUse.Term, Words = form.Words }, cancellationToken),
        ReviewVerb.Undo => () => review.UndoAsync<PassageProposal>(id, form.Seen, cancellationToken),
        _ => () => review.RejectAsync<PassageProposal>(id, cancellationToken),
    }, cancellationToken);

    public Task<IActionResult> OnPostDateAsync(string reference, Guid id, ReviewForm form, CancellationToken cancellationToken) => DecideAsync(reference, id, form, form.Do switch
    {
        ReviewVerb.Accept => () => review.AcceptAsync(id, form.Edtf, form.IsPublication, cancellationToken),
        ReviewVerb.Undo => () => review.UndoAsync<DateProposal>(id, form.Seen, cancellationToken),
        _ => () => review.RejectAsync<DateProposal>(id, cancellationToken),
    }, cancellationToken);

    public Task<IActionResult> OnPostTagAsync(string reference, Guid id, ReviewForm form, CancellationToken cancellationToken) => DecideAsync(reference, id, form, form.Do switch
    {
        ReviewVerb.Accept => () => review.AcceptTagAsync(id, cancellationToken),
        ReviewVerb.Undo => () => review.UndoAsync<TagProposal>(id, form.Seen, cancellationToken),
        _ => () => review.RejectAsync<TagProposal>(id, cancellationToken),
    }, cancellationToken);

    /// <summary>Accepts every open quotation: of one document, or as the article's own words where none is named.</summary>
    public async Task<IActionResult> OnPostAcceptQuotationsAsync(string reference, string? document, CancellationToken cancellationToken)
    {
        var wish = new PassageWish { Use = string.IsNullOrWhiteSpace(document) ? PassageUse.OwnWords : PassageUse.Existing, Document = document };
        var (done, left, problem) = await EachAsync(reference, PassageKind.Quotation, id => review.AcceptAsync(id, wish, cancellationToken), cancellationToken);
        TempData["Done"] = words.Count(done, "{0} quotation accepted.|{0} quotations accepted.")
            + (left == 0 ? "" : $" {words.Count(left, "{0} is left:|{0} are left:")} {words[problem!]}");
        return Redirect($"/editor/articles/{reference}/review#passages");
    }

    public async Task<IActionResult> OnPostRejectTermsAsync(string reference, CancellationToken cancellationToken)
    {
        var (done, _, _) = await EachAsync(reference, PassageKind.Term, id => review.RejectAsync<PassageProposal>(id, cancellationToken), cancellationToken);
        TempData["Done"] = words.Count(done, "{0} term rejected.|{0} terms rejected.");
        return Redirect($"/editor/articles/{reference}/review#passages");
    }

    public string StatusOf(Proposal proposal) => (proposal.State, proposal) switch
    {
        (ProposalState.Proposed, _) => "",
        (ProposalState.Rejected, _) => words["Rejected by {0}", proposal.DecidedBy],
        (_, PassageProposal { QuotationId: not null }) => words["Accepted as a quotation by {0}", proposal.DecidedBy],
        (_, PassageProposal { Kind: PassageKind.Term }) => words["Accepted as a term by {0}", proposal.DecidedBy],
        _ => words["Accepted by {0}", proposal.DecidedBy],
    };

    /// <summary>How much is open still.</summary>
    public string Left()
    {
        var (passages, dates, tags) = (Passages.Count(IsOpen), Dates.Count(IsOpen), Tags.Count(t => IsOpen(t.Proposal)));
        return passages + dates + tags == 0 ? words["Everything is decided."] : words["Still open: {0}", string.Join(words[", "],
            words.Count(passages, "{0} passage|{0} passages"), words.Count(dates, "{0} date|{0} dates"), words.Count(tags, "{0} tag|{0} tags"))];
    }

    public bool IsAllDecided => !Passages.Any(IsOpen) && !Dates.Any(IsOpen) && !Tags.Any(t => IsOpen(t.Proposal));

    private static bool IsOpen(Proposal proposal) => proposal.State == ProposalState.Proposed;

    private async Task<IActionResult> DecideAsync(string reference, Guid id, ReviewForm form, Func<Task<Decision>> decide, CancellationToken cancellationToken)
    {
        if (!await IsOfArticleAsync(reference, id, cancellationToken))
        {
            return NotFound();
        }

        var decision = await decide();
        if (decision.Outcome == DecisionOutcome.Missing || !await LoadAsync(reference, cancellationToken))
        {
            return NotFound();
        }

        var proposal = Find(id);
        var message = decision.Outcome switch
        {
            DecisionOutcome.AlreadyDecided => IsOpen(proposal) ? words["This is open again already."] : words["This was decided meanwhile. {0}.", StatusOf(proposal)],
            DecisionOutcome.Done when decision.KeptQuotation is not null => words["The passage is open again. The quotation {0} stays; withdraw it on its own page if it shall go.", decision.KeptQuotation],
            DecisionOutcome.Invalid => words["This could not be done; see below."],
            _ => null,
        };
        if (Request.Headers.Accept.ToString().Contains("application/json", StringComparison.OrdinalIgnoreCase))
        {
            return new JsonResult(ResultOf(decision, proposal, message));
        }

        if (decision.Outcome == DecisionOutcome.Invalid)
        {
            Refused = (id, form, decision.Problems);
            return Page();
        }

        if (message is not null)
        {
            TempData["Done"] = message;
        }

        return Redirect($"/editor/articles/{reference}/review#{AnchorOf(proposal)}");
    }

    /// <summary>What the script of the page needs to show what was decided without loading it anew.</summary>
    private DecisionResult ResultOf(Decision decision, Proposal proposal, string? message) => new(
        decision.Outcome.ToString(), proposal.State.ToString(), StatusOf(proposal), message, proposal is PassageProposal { QuotationId: { } quotation } ? Quotations.GetValueOrDefault(quotation) : null,
        [.. decision.Problems.Select(p => new FieldMessage(ReviewForm.FieldOf(p), words[p]))], Left(), IsAllDecided);

    public static string AnchorOf(Proposal proposal) => proposal switch
    {
        PassageProposal => $"passage-{proposal.Id}",
        DateProposal => $"date-{proposal.Id}",
        _ => $"tag-{proposal.Id}",
    };

    private Proposal Find(Guid id) =>
        Passages.FirstOrDefault(p => p.Id == id) ?? Dates.FirstOrDefault(d => d.Id == id) ?? (Proposal)Tags.First(t => t.Proposal.Id == id).Proposal;

    private async Task<bool> IsOfArticleAsync(string reference, Guid id, CancellationToken cancellationToken) =>
        await db.Articles.AnyAsync(a => a.Reference == reference
            && (a.Passages.Any(p => p.Id == id) || a.Dates.Any(d => d.Id == id) || a.TagProposals.Any(t => t.Id == id)), cancellationToken);

    private async Task<(int Done, int Left, Problem? Problem)> EachAsync(
        string reference, PassageKind kind, Func<Guid, Task<Decision>> decide, CancellationToken cancellationToken)
    {
        var open = await db.Passages
            .Where(p => p.Article.Reference == reference && p.Kind == kind && p.State == ProposalState.Proposed)
            .OrderBy(p => p.Start).Select(p => p.Id).ToListAsync(cancellationToken);
        var decisions = new List<Decision>();
        foreach (var id in open)
        {
            decisions.Add(await decide(id));
        }

        return (decisions.Count(d => d.Outcome == DecisionOutcome.Done), decisions.Count(d => d.Outcome == DecisionOutcome.Invalid),
            decisions.SelectMany(d => d.Problems).FirstOrDefault());
    }

    private async Task<bool> LoadAsync(string reference, CancellationToken cancellationToken)
    {
        var article = await db.Articles.Where(a => a.Reference == reference)
            .Select(a => new ReviewedArticle(a.Id, a.Reference, a.Title, a.Language, a.Status, a.Published, a.Body)).SingleOrDefaultAsync(cancellationToken);
        if (article is null)
        {
            return false;
        }

        Article = article;
        Passages = await db.Passages.AsNoTracking().Where(p => p.ArticleId == article.Id).OrderBy(p => p.Start).ThenByDescending(p => p.End).ToListAsync(cancellationToken);
        Dates = await db.DateProposals.AsNoTracking().Where(p => p.ArticleId == article.Id).OrderBy(p => p.Start).ToListAsync(cancellationToken);
        await LoadTagsAsync(article.Id, cancellationToken);
        Offers = await offers.ForAsync(article.Id, Passages, cancellationToken);
        Quotations = await db.Passages.Where(p => p.ArticleId == article.Id && p.Quotation != null)
            .Select(p => new { p.Quotation!.Id, p.Quotation.Reference }).Distinct().ToDictionaryAsync(q => q.Id, q => q.Reference, cancellationToken);
        Listed = [.. (await db.Documents.OrderByDescending(d => d.Id).Take(MaxListed).Select(d => new { d.Reference, d.Title }).ToListAsync(cancellationToken))
            .Select(d => (d.Reference, d.Title))];
        List<TextMark> marks = [.. Passages.Cast<Proposal>().Concat(Dates).Concat(Tags.Select(t => t.Proposal)).Select(p => new TextMark(AnchorOf(p), p.Start, p.End))];
        Text = [.. Paragraphs.Of(article.Body).Select(p => MarkedText.Runs(article.Body, p.Start, p.End, marks))];
        return true;
    }

    private async Task LoadTagsAsync(Guid article, CancellationToken cancellationToken)
    {
        var proposals = await db.TagProposals.AsNoTracking().Where(p => p.ArticleId == article).OrderBy(p => p.Start).ToListAsync(cancellationToken);
        var named = await db.TagProposals.Where(p => p.ArticleId == article)
            .Select(p => new { p.Id, Tag = new TagName(p.Tag.Reference, p.Tag.Labels.Select(l => new LabelText(l.Language, l.Text)).ToList()) })
            .ToDictionaryAsync(p => p.Id, p => p.Tag, cancellationToken);
        Tags = [.. proposals.Where(p => named.ContainsKey(p.Id)).Select(p => (p, named[p.Id]))];
    }
}

/// <summary>An article as its review shows it.</summary>
public sealed record ReviewedArticle(Guid Id, string Reference, string Title, string Language, ItemStatus Status, ArchiveDate? Published, string Body);

public enum ReviewVerb
{
    Reject,
    Accept,
    Term,
    Undo,
}

/// <summary>What a card sends.</summary>
public sealed record ReviewForm
{
    public ReviewVerb Do { get; set; }

    /// <summary>The decision that an undo takes back.</summary>
    public ProposalState Seen { get; set; }

    /// <summary><c>term</c>, <c>own</c>, <c>new</c>, <c>existing</c>, or the reference of an offered document.</summary>
    public string? Use { get; set; }

    public string? Words { get; set; }
    public string? Document { get; set; }
    public string? Exact { get; set; }
    public string? Title { get; set; }
    public string? Issuer { get; set; }
    public string? Language { get; set; }
    public string? Date { get; set; }
    public string? Printed { get; set; }
    public string? Speaker { get; set; }
    public string? SpeakerRole { get; set; }
    public string? Tags { get; set; }
    public string? Edtf { get; set; }
    public bool IsPublication { get; set; }

    public PassageWish ToWish() => new()
    {
        Use = Use switch
        {
            "term" => PassageUse.Term,
            "own" => PassageUse.OwnWords,
            "new" => PassageUse.NewDocument,
            _ => PassageUse.Existing,
        },
        Words = Words,
        Document = Use is null or "existing" ? Document : Use,
        Exact = Exact,
        NewDocument = new DocumentRecord
        {
            Title = Title,
            Issuer = Issuer,
            Language = Language,
            Date = string.IsNullOrWhiteSpace(Date) ? null : new DateRecord { Edtf = Date, Printed = Printed, Calendar = CalendarOf(Printed) },
        },
        Speaker = Speaker,
        SpeakerRole = SpeakerRole,
        Tags = Tags,
    };

    /// <summary>The field of the card that a problem belongs to; the card itself where it has none.</summary>
    public static string FieldOf(Problem problem) => problem.Field switch
    {
        "Speaker.Name" => nameof(Speaker),
        "Speaker.Role" => nameof(SpeakerRole),
        nameof(Words) or nameof(Document) or nameof(Exact) or nameof(Title) or nameof(Issuer) or nameof(Language) or nameof(Date) or nameof(Tags) or nameof(Edtf) => problem.Field,
        _ => "",
    };

    private static Calendar? CalendarOf(string? printed) => DateFinder.Find(printed ?? "") is [var found, ..] ? found.Calendar : null;
}

/// <summary>What became of a decision, for the script of the page.</summary>
public sealed record DecisionResult(
    string Outcome, string State, string Status, string? Message, string? Quotation, IReadOnlyList<FieldMessage> Problems, string Left, bool IsAllDecided);

public sealed record FieldMessage(string Field, string Text);

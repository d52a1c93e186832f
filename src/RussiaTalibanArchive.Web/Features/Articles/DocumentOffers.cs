using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Text;
using RussiaTalibanArchive.Web.Text.Dates;

namespace RussiaTalibanArchive.Web.Features.Articles;

/// <summary>A document that a passage may be quoted from.</summary>
/// <param name="Reference">Its reference.</param>
/// <param name="Title">Its title.</param>
/// <param name="Language">BCP 47 language of the title.</param>
/// <param name="Date">Its date.</param>
/// <param name="Holds">How a text of it holds the passage's words; <see langword="null"/> when none does.</param>
public sealed record OfferedDocument(string Reference, string Title, string Language, ArchiveDate? Date, AnchorGrade? Holds);

/// <summary>Finds the documents that passages of an article may be quoted from.</summary>
public sealed class DocumentOffers(ArchiveDbContext db)
{
    private const int MaxCandidates = 30;
    private const int MinKeyLength = 8;
    private const int MaxKeyLength = 200;

    /// <summary>Those that hold the words first, the surest before the others; then those that the article cites.</summary>
    public async Task<ILookup<Guid, OfferedDocument>> ForAsync(
        Guid article, IReadOnlyList<PassageProposal> passages, CancellationToken cancellationToken)
    {
        var open = passages.Where(p => p.State == ProposalState.Proposed && p.Kind == PassageKind.Quotation).ToList();
        var patterns = open.Select(p => Folding.Key(p.Exact)).Where(k => k.Length >= MinKeyLength)
            .Select(k => $"%{k[..Math.Min(k.Length, MaxKeyLength)].Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_")}%").Distinct().ToArray();
        var candidates = await db.Documents
            .Where(d => d.CitedBy.Any(c => c.ArticleId == article)
                || (patterns.Length > 0 && db.Words.Any(w => w.ItemId == d.Id && w.Kind == ItemKind.Document && patterns.Any(p => EF.Functions.Like(w.Folded, p)))))
            .OrderBy(d => d.Reference).Take(MaxCandidates)
            .Select(d => new Candidate(
                d.Reference, d.Title, d.Language, d.Date, d.CitedBy.Any(c => c.ArticleId == article), d.Texts.Where(t => t.IsCurrent).Select(t => t.Body).ToList()))
            .AsNoTracking().ToListAsync(cancellationToken);
        return passages
            .Where(p => p.State == ProposalState.Proposed)
            .SelectMany(p => candidates.Select(c => (p.Id, Offer: c.For(p), c.IsCited)))
            .Where(o => o.IsCited || o.Offer.Holds is not null)
            .OrderBy(o => o.Offer.Holds ?? (AnchorGrade)int.MaxValue)
            .ToLookup(o => o.Id, o => o.Offer);
    }

    private sealed record Candidate(string Reference, string Title, string Language, ArchiveDate? Date, bool IsCited, List<string> Texts)
    {
        public OfferedDocument For(PassageProposal passage) => new(Reference, Title, Language, Date, passage.Kind == PassageKind.Term ? null
            : Texts.Select(t => TextQuote.Locate(t, passage.Exact, null, null, null)?.Grade).Where(g => g is not null).Min());
    }
}

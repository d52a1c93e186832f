using RussiaTalibanArchive.Web.Features.Tags;
using RussiaTalibanArchive.Web.Text;
using RussiaTalibanArchive.Web.Text.Dates;

namespace RussiaTalibanArchive.Web.Features.Articles;

/// <summary>
/// Reads an article and proposes the passages it quotes, the dates it names and the tags whose names it uses. What an editor
/// has judged before stays judged.
/// </summary>
public sealed class Proposer(ArchiveDbContext db, TagVocabulary vocabulary)
{
    /// <summary>Makes the proposals for the article's present body; those of an earlier body that nobody has judged go.</summary>
    public async Task ProposeAsync(Article article, CancellationToken cancellationToken)
    {
        var dates = DateFinder.Find(article.Body);
        Replace(article.Passages, Passages(article, dates), p => (p.Exact, p.Start));
        Replace(article.Dates, Dates(article, dates), d => (d.Exact, d.Start));
        Replace(article.TagProposals, await TagsAsync(article, cancellationToken), t => t.TagId);
    }

    /// <summary>Keeps what has been judged, at its new place where the same words are found again, and puts the new proposals beside it.</summary>
    private void Replace<T, TKey>(List<T> kept, IEnumerable<T> found, Func<T, TKey> key) where T : Proposal where TKey : notnull
    {
        db.Drop(kept, p => p.State == ProposalState.Proposed);
        foreach (var proposal in found)
        {
            var judged = kept.Find(k => key(k).Equals(key(proposal))) ?? kept.Find(k => k.Exact == proposal.Exact);
            if (judged is null)
            {
                kept.Add(proposal);
                continue;
            }

            judged.Start = proposal.Start;
            judged.End = proposal.End;
        }
    }

    private static IEnumerable<PassageProposal> Passages(Article article, IReadOnlyList<FoundDate> dates)
    {
        var paragraphs = Paragraphs.Of(article.Body);
        foreach (var passage in PassageFinder.Find(article.Body))
        {
            var date = passage.IsAttributedToDocument ? DateOfDocument(passage, paragraphs, dates) : null;
            yield return new PassageProposal
            {
                ArticleId = article.Id,
                Start = passage.Start,
                End = passage.End,
                Exact = passage.Exact,
                Kind = passage.Kind,
                Reason = passage.Reason.ToString(),
                Cue = passage.Cue,
                IsAttributedToDocument = passage.IsAttributedToDocument,
                DocumentDate = date?.Edtf,
                DocumentDatePrinted = date?.Printed,
                Depth = passage.Depth,
            };
        }
    }

    /// <summary>The last date that the paragraph names before the passage, and that is not a bare year: press articles introduce a paper by its date.</summary>
    private static FoundDate? DateOfDocument(FoundPassage passage, Paragraphs paragraphs, IReadOnlyList<FoundDate> dates)
    {
        var from = paragraphs.At(passage.Start)?.Start ?? 0;
        return dates.LastOrDefault(d => d.Start >= from && d.End <= passage.Start && d.Edtf.Length > 4);
    }

    private static IEnumerable<DateProposal> Dates(Article article, IReadOnlyList<FoundDate> dates) => dates.Select(date => new DateProposal
    {
        ArticleId = article.Id,
        Start = date.Start,
        End = date.End,
        Exact = date.Printed,
        Edtf = date.Edtf,
        Reason = date.Reason.ToString(),
    });

    /// <summary>A tag once, at its first place; those that the article carries already are left out.</summary>
    private async Task<List<TagProposal>> TagsAsync(Article article, CancellationToken cancellationToken)
    {
        var carried = article.Taggings.Select(t => t.TagId).ToHashSet();
        var matcher = await vocabulary.MatcherAsync(cancellationToken);
        return [.. matcher.Find(article.Body).DistinctBy(m => m.Tag).Where(m => !carried.Contains(Guid.Parse(m.Tag))).Select(match => new TagProposal
        {
            ArticleId = article.Id,
            TagId = Guid.Parse(match.Tag),
            Start = match.Start,
            End = match.End,
            Exact = article.Body[match.Start..match.End],
            Reason = "Label",
        })];
    }
}

using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Quotations;
using RussiaTalibanArchive.Web.Features.Tracing;
using RussiaTalibanArchive.Web.Text;
using RussiaTalibanArchive.Web.Text.Dates;

namespace RussiaTalibanArchive.Web.Features.Articles;

/// <summary>A document that a passage may be quoted from.</summary>
/// <param name="Reference">Its reference.</param>
/// <param name="Title">Its title.</param>
/// <param name="Language">BCP 47 language of the title.</param>
/// <param name="Date">Its date.</param>
/// <param name="Held">Where the passage was found in it; <see langword="null"/> where it was not.</param>
public sealed record OfferedDocument(string Reference, string Title, string Language, ArchiveDate? Date, HeldPassage? Held);

/// <summary>A passage as a text of a document holds it.</summary>
/// <param name="Grade">How truly.</param>
/// <param name="Folded">What differs in spelling.</param>
/// <param name="Text">In which text.</param>
/// <param name="Words">The text's own words.</param>
/// <param name="Places">Where, in UTF-16 code units of the text.</param>
/// <param name="Paragraph">The paragraph that it begins in.</param>
/// <param name="IsNew">Whether the text came after the article.</param>
public sealed record HeldPassage(
    TraceGrade Grade, IReadOnlyList<FoldKind> Folded, TextView Text, string Words, IReadOnlyList<Place> Places, Paragraph? Paragraph, bool IsNew);

/// <summary>Finds the documents that passages of an article may be quoted from.</summary>
public sealed class DocumentOffers(ArchiveDbContext db, Tracer tracer)
{
    private const int MaxCited = 30;

    /// <summary>Those that hold the words first, the surest before the others; then those that the article cites.</summary>
    public async Task<ILookup<Guid, OfferedDocument>> ForAsync(
        Guid article, IReadOnlyList<PassageProposal> passages, CancellationToken cancellationToken)
    {
        if (passages.Any(p => p.TracedAt is null))
        {
            await tracer.TraceArticleAsync(article, cancellationToken);
        }

        var held = await HeldAsync(article, cancellationToken);
        var cited = await db.Documents.Where(d => d.CitedBy.Any(c => c.ArticleId == article)).OrderBy(d => d.Reference).Take(MaxCited)
            .Select(d => new OfferedDocument(d.Reference, d.Title, d.Language, d.Date, null)).AsNoTracking().ToListAsync(cancellationToken);
        return passages
            .SelectMany(p => held[p.Id].Concat(p.State == ProposalState.Proposed ? cited.Where(c => held[p.Id].All(h => h.Reference != c.Reference)) : []).Select(o => (p.Id, Offer: o)))
            .ToLookup(o => o.Id, o => o.Offer);
    }

    /// <summary>Where a document's newest texts hold a passage; <see langword="null"/> where none does.</summary>
    public async Task<HeldPassage?> InAsync(Guid passage, string document, CancellationToken cancellationToken)
    {
        var article = await db.Passages.Where(p => p.Id == passage).Select(p => p.ArticleId).SingleAsync(cancellationToken);
        return (await HeldAsync(article, cancellationToken))[passage].FirstOrDefault(o => o.Reference == document && o.Held!.Text.IsCurrent)?.Held;
    }

    /// <summary>One text of each document: the newest that holds the words most truly.</summary>
    private async Task<ILookup<Guid, OfferedDocument>> HeldAsync(Guid article, CancellationToken cancellationToken)
    {
        var matches = await db.Passages.AsNoTracking().Where(p => p.ArticleId == article)
            .SelectMany(p => p.Matches.Where(m => !m.Text.IsWithheld).Select(m => new
            {
                m.PassageId,
                m.Grade,
                m.Folded,
                m.Places,
                m.IsNew,
                Text = new TextView(m.Text.Id, m.Text.Role, m.Text.Language, m.Text.Version, m.Text.IsCurrent, m.Text.Translator),
                m.Text.Body,
                m.Text.Document.Reference,
            })).ToListAsync(cancellationToken);
        var references = matches.ConvertAll(m => m.Reference);
        var documents = await db.Documents.AsNoTracking().Where(d => references.Contains(d.Reference))
            .Select(d => new OfferedDocument(d.Reference, d.Title, d.Language, d.Date, null)).ToDictionaryAsync(d => d.Reference, cancellationToken);
        return matches
            .Where(m => documents.ContainsKey(m.Reference))
            .OrderBy(m => m.Grade).ThenByDescending(m => m.Text.IsCurrent).ThenBy(m => m.Reference, StringComparer.Ordinal)
            .DistinctBy(m => (m.PassageId, m.Reference))
            .ToLookup(m => m.PassageId, m =>
            {
                List<Place> places = [.. m.Places.Chunk(2).Select(p => new Place(p[0], p[1]))];
                return documents[m.Reference] with
                {
                    Held = new(m.Grade, m.Folded, m.Text, Anchoring.Join(m.Body, places), places, Paragraphs.Of(m.Body).At(places[0].Start), m.IsNew),
                };
            });
    }
}

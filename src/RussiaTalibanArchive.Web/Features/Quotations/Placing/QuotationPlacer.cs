using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.History;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Quotations.Placing;

/// <summary>
/// Makes quotations of places in a text, and moves, stretches, splits and joins them. A quotation whose words change has to be
/// checked anew: a checked one becomes a draft.
/// </summary>
public sealed class QuotationPlacer(ArchiveDbContext db, QuotationWriter writer)
{
    /// <summary>The most parts of one quotation.</summary>
    public const int MaxPieces = 20;

    /// <summary>Makes a quotation of places in a current text; where one stands at the very places already, that one.</summary>
    /// <param name="document">The document's reference.</param>
    /// <param name="textKey">See <see cref="TextKey"/>.</param>
    /// <param name="places">Where, in UTF-16 code units of the text.</param>
    /// <param name="more">What else the quotation shall say: tags, speaker, note, status.</param>
    /// <param name="cancellationToken">Stops it; nothing is saved then.</param>
    public async Task<Quoted> QuoteAsync(string document, string? textKey, IEnumerable<Place> places, QuotationRecord more, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(more);
        if (await FindTextAsync(document, textKey, cancellationToken) is not { } text)
        {
            return new(null, false, [new Problem("", "This text is no longer the newest, or is not there. Load the page again.")]);
        }

        if (Check(text, places, out var clean) is { } problem)
        {
            return new(null, false, [problem]);
        }

        var (start, end) = (clean[0].Start, clean[^1].End);
        var same = await db.Quotations.AsNoTracking().Where(q => q.TextId == text.Id && q.Start == start && q.End == end).ToListAsync(cancellationToken);
        if (same.Find(q => PlacesOf(q).SequenceEqual(clean)) is { } held)
        {
            return new(held, true, []);
        }

        var saved = await writer.CreateAsync(more with
        {
            Of = document,
            Exact = Anchoring.Join(text.Body, clean),
            Prefix = TextQuote.Describe(text.Body, start, clean[0].End).Prefix,
            Suffix = TextQuote.Describe(text.Body, clean[^1].Start, end).Suffix,
            Start = start,
            Pieces = clean.Count == 1 ? null : clean.ConvertAll(p => new PieceRecord { Exact = text.Body[p.Start..p.End], Start = p.Start }),
            TextLanguage = text.Language,
            TextRole = text.Role,
            Status = more.Status ?? QuotationStatus.Draft,
        }, cancellationToken: cancellationToken);
        return new(saved.Item, false, saved.Problems);
    }

    /// <summary>Lets a quotation stand at other places: moved, stretched, or with more or fewer parts.</summary>
    /// <param name="reference">Which.</param>
    /// <param name="version">The version that the editor has read.</param>
    /// <param name="textId">A current text of the same document.</param>
    /// <param name="places">Where, in UTF-16 code units of that text.</param>
    /// <param name="cancellationToken">Stops it; nothing is saved then.</param>
    public async Task<Saved<Quotation>> PutAsync(string reference, int version, Guid textId, IEnumerable<Place> places, CancellationToken cancellationToken)
    {
        var text = await db.Texts.SingleOrDefaultAsync(t => t.Id == textId && t.IsCurrent, cancellationToken);
        if (text is null)
        {
            return Invalid(new Problem("", "This text is no longer the newest, or is not there. Load the page again."));
        }

        if (Check(text, places, out var clean) is { } problem)
        {
            return Invalid(problem);
        }

        if (!await db.Quotations.AnyAsync(q => q.Reference == reference && q.DocumentId == text.DocumentId, cancellationToken))
        {
            return new(SaveOutcome.Missing, null, []);
        }

        return await writer.ChangeAsync(reference, version, RevisionAction.Edited, quotation =>
        {
            Put(quotation, text, clean);
            return Task.CompletedTask;
        }, cancellationToken);
    }

    /// <summary>Says that the words which resemble a quotation's are other ones: it is lost until somebody finds it.</summary>
    public Task<Saved<Quotation>> RefuseAsync(string reference, int version, CancellationToken cancellationToken) =>
        writer.ChangeAsync(reference, version, RevisionAction.Edited, quotation =>
        {
            quotation.Anchor = AnchorState.Lost;
            (quotation.Start, quotation.End, quotation.Paragraph) = (null, null, null);
            return Task.CompletedTask;
        }, cancellationToken);

    /// <summary>Makes two quotations of one. The first keeps the reference; the second carries its tags and speaker.</summary>
    /// <param name="reference">Which.</param>
    /// <param name="version">The version that the editor has read.</param>
    /// <param name="at">Where the second begins, in UTF-16 code units of the text.</param>
    /// <param name="cancellationToken">Stops it; nothing is saved then.</param>
    /// <returns>The second.</returns>
    public async Task<Saved<Quotation>> SplitAsync(string reference, int version, int at, CancellationToken cancellationToken)
    {
        var quotation = await writer.LoadAsync(reference, cancellationToken);
        if (quotation?.Text is not { IsCurrent: true } text || quotation.Anchor is not (AnchorState.Exact or AnchorState.Folded))
        {
            return quotation is null ? new(SaveOutcome.Missing, null, []) : Invalid(new Problem("", "Only a quotation that stands in the newest version of a text can be split."));
        }

        var places = PlacesOf(quotation);
        var first = Anchoring.Clean(text.Body, places.Where(p => p.Start < at).Select(p => p with { End = Math.Min(p.End, at) }));
        var second = Anchoring.Clean(text.Body, places.Where(p => p.End > at).Select(p => p with { Start = Math.Max(p.Start, at) }));
        if (first.Count == 0 || second.Count == 0)
        {
            return Invalid(new Problem("", "A part would be empty. Choose a word within the quotation."));
        }

        var record = writer.Describe(quotation);
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var changed = await PutAsync(reference, version, text.Id, first, cancellationToken);
        if (changed.Outcome != SaveOutcome.Saved)
        {
            return changed;
        }

        var key = TextKey.Of(text.Role, text.Language, text.Version, true);
        var made = await QuoteAsync(quotation.Document!.Reference, key, second, new() { Tags = record.Tags, Speaker = record.Speaker, Language = record.Language }, cancellationToken);
        if (made.Quotation is null)
        {
            return new(SaveOutcome.Invalid, null, made.Problems);
        }

        await transaction.CommitAsync(cancellationToken);
        return new(SaveOutcome.Saved, made.Quotation, []);
    }

    /// <summary>Makes one quotation of two of the same text. The first keeps its reference and takes the tags of the other, which is withdrawn.</summary>
    public async Task<Saved<Quotation>> JoinAsync(string reference, int version, string other, CancellationToken cancellationToken)
    {
        var (one, two) = (await writer.LoadAsync(reference, cancellationToken), await writer.LoadAsync(other, cancellationToken));
        if (one is null)
        {
            return new(SaveOutcome.Missing, null, []);
        }

        if (two is null || two.Id == one.Id || two.WithdrawnAt is not null)
        {
            return Invalid(new Problem("Other", "There is no {0} in the archive.", other));
        }

        if (one.TextId is null || one.TextId != two.TextId || one.Start is null || two.Start is null || one.Text is not { IsCurrent: true } text)
        {
            return Invalid(new Problem("Other", "Only quotations that stand in the same text can be joined."));
        }

        var places = Merge([.. PlacesOf(one), .. PlacesOf(two)]);
        var record = writer.Describe(one);
        record.Tags = [.. (record.Tags ?? []).Union(two.Taggings.Select(t => t.Tag.Reference))];
        record.Appearances = [.. (record.Appearances ?? []).Concat(writer.Describe(two).Appearances ?? []).DistinctBy(a => (a.In, a.Exact))];
        var withdrawn = (two.Reference, two.Version);
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var saved = await PutAsync(reference, version, text.Id, places, cancellationToken);
        if (saved.Outcome != SaveOutcome.Saved)
        {
            return saved;
        }

        var now = writer.Describe(saved.Item!) with { Tags = record.Tags, Appearances = record.Appearances };
        saved = await writer.UpdateAsync(reference, saved.Item!.Version, now, cancellationToken: cancellationToken);
        if (saved.Outcome is not (SaveOutcome.Saved or SaveOutcome.Unchanged)
            || (await writer.WithdrawAsync(withdrawn.Reference, withdrawn.Version, $"Joined with {reference}.", cancellationToken)).Outcome != SaveOutcome.Saved)
        {
            return new(SaveOutcome.Conflict, saved.Item, saved.Problems);
        }

        await transaction.CommitAsync(cancellationToken);
        return saved;
    }

    /// <summary>The places that a quotation takes up in its text; none where it has no place.</summary>
    public static List<Place> PlacesOf(Quotation quotation)
    {
        ArgumentNullException.ThrowIfNull(quotation);
        return quotation.Pieces.Count > 0 ? [.. quotation.Pieces.OrderBy(p => p.Position).Select(p => new Place(p.Start, p.End))]
            : quotation is { Start: { } start, End: { } end } ? [new(start, end)] : [];
    }

    private static void Put(Quotation quotation, DocumentText text, List<Place> places)
    {
        var before = quotation.Exact;
        var wasApproximate = quotation.Anchor is AnchorState.Approximate or AnchorState.Lost;
        quotation.Put(text, places);
        quotation.JudgeAppearances();
        quotation.Status = quotation.Status == QuotationStatus.Checked && !wasApproximate && quotation.Exact != before ? QuotationStatus.Draft : quotation.Status;
    }

    private async Task<DocumentText?> FindTextAsync(string document, string? key, CancellationToken cancellationToken)
    {
        var texts = await db.Texts.Where(t => t.Document.Reference == document && t.IsCurrent)
            .Select(t => new { t.Id, t.Role, t.Language, t.Version }).ToListAsync(cancellationToken);
        return texts.Find(t => TextKey.Of(t.Role, t.Language, t.Version, true) == key) is { } found
            ? await db.Texts.SingleAsync(t => t.Id == found.Id, cancellationToken) : null;
    }

    private static Problem? Check(DocumentText text, IEnumerable<Place> places, out List<Place> clean)
    {
        clean = Anchoring.Clean(text.Body, places);
        return clean.Count == 0 ? new Problem("", "Choose some words first.")
            : clean.Count > MaxPieces ? new Problem("", "A quotation has at most {0} parts.", MaxPieces)
            : clean.Sum(p => p.End - p.Start) > QuotationWriter.MaxExact ? new Problem("", "That is too long for a quotation: at most {0} signs.", QuotationWriter.MaxExact)
            : null;
    }

    /// <summary>Places in order; those that touch or overlap become one.</summary>
    private static List<Place> Merge(List<Place> places)
    {
        var merged = new List<Place>();
        foreach (var place in places.OrderBy(p => p.Start))
        {
            if (merged.Count > 0 && place.Start <= merged[^1].End)
            {
                merged[^1] = merged[^1] with { End = Math.Max(merged[^1].End, place.End) };
            }
            else
            {
                merged.Add(place);
            }
        }

        return merged;
    }

    private static Saved<Quotation> Invalid(Problem problem) => new(SaveOutcome.Invalid, null, [problem]);
}

/// <summary>What became of the wish to quote.</summary>
/// <param name="Quotation">The quotation; <see langword="null"/> where there are problems.</param>
/// <param name="IsHeld">Whether it was there before, and nothing was saved.</param>
/// <param name="Problems">What is wrong.</param>
public sealed record Quoted(Quotation? Quotation, bool IsHeld, IReadOnlyList<Problem> Problems);

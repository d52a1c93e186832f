using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Text;
using RussiaTalibanArchive.Web.Text.Marks;

namespace RussiaTalibanArchive.Web.Features.Documents;

/// <summary>What editors must know before they publish a document: hidden marks in its texts as they came, and other documents that are nearly the same.</summary>
public sealed class MarksOfDocument(ArchiveDbContext db)
{
    private const int MaxListed = 100;
    private const int MaxCandidates = 20;
    private const int Around = 24;

    /// <summary>The marks in the current texts; empty for whoever is no editor.</summary>
    public async Task<IReadOnlyList<ListedMark>> FindAsync(Guid document, CancellationToken cancellationToken)
    {
        var raws = await db.RawTexts.AsNoTracking().Where(r => r.Text.DocumentId == document && r.Text.IsCurrent && r.Suspicious > 0)
            .Select(r => new { r.Body, r.Text.Language }).ToListAsync(cancellationToken);
        return [.. raws.SelectMany(r => HiddenMarks.Find(r.Body, r.Language).Select(m => ListedMark.Of(r.Body, m))).Take(MaxListed)];
    }

    /// <summary>Whether somebody has to look at the marks before the document is published.</summary>
    public Task<bool> AskFirstAsync(Guid document, CancellationToken cancellationToken) =>
        db.RawTexts.AnyAsync(r => r.Text.DocumentId == document && r.Text.IsCurrent && r.Suspicious > 0 && r.AcceptedAt == null, cancellationToken);

    /// <summary>Takes note of who looked at the marks and lets the document be published.</summary>
    public Task AcceptAsync(Guid document, string by, DateTimeOffset at, CancellationToken cancellationToken) =>
        db.RawTexts.Where(r => r.Text.DocumentId == document && r.AcceptedAt == null)
            .ExecuteUpdateAsync(r => r.SetProperty(x => x.AcceptedBy, by).SetProperty(x => x.AcceptedAt, at), cancellationToken);

    /// <summary>Documents whose text is the same after folding, or mostly so; the most alike first.</summary>
    public async Task<IReadOnlyList<NearDuplicate>> NearDuplicatesAsync(Guid document, CancellationToken cancellationToken)
    {
        if (await db.DocumentSketches.AsNoTracking().SingleOrDefaultAsync(s => s.DocumentId == document, cancellationToken) is not { } sketch)
        {
            return [];
        }

        var (hash, bands) = (sketch.FoldedHash, sketch.Bands);
        var candidates = await db.DocumentSketches.Where(s => s.DocumentId != document && ((hash != 0 && s.FoldedHash == hash) || s.Bands.Any(b => bands.Contains(b))))
            .Take(MaxCandidates).Select(s => s.DocumentId).ToListAsync(cancellationToken);
        var bodies = await db.Texts.Where(t => (candidates.Contains(t.DocumentId) || t.DocumentId == document) && t.IsCurrent && t.Role != TextRole.Translation)
            .Select(t => new { t.DocumentId, t.Document.Reference, t.Document.Title, t.Document.Language, t.Body }).ToListAsync(cancellationToken);
        var own = bodies.Find(b => b.DocumentId == document)?.Body ?? "";
        return [.. bodies.Where(b => b.DocumentId != document)
            .Select(b => (Other: b, Similarity: NearDuplicates.Similarity(own, b.Body)))
            .Where(p => p.Similarity.IsNearDuplicate)
            .OrderByDescending(p => p.Similarity.Jaccard)
            .Select(p => new NearDuplicate(p.Other.Reference, p.Other.Title, p.Other.Language, (int)Math.Round(p.Similarity.Jaccard * 100)))];
    }

    /// <param name="Mark">What was found.</param>
    /// <param name="Before">Words before it.</param>
    /// <param name="Signs">The signs themselves, as code points.</param>
    /// <param name="After">Words after it.</param>
    public sealed record ListedMark(HiddenMark Mark, string Before, string Signs, string After)
    {
        public static ListedMark Of(string text, HiddenMark mark)
        {
            var end = Math.Min(text.Length, mark.Start + mark.Length);
            return new(
                mark,
                HiddenMarks.Clean(text[Math.Max(0, mark.Start - Around)..mark.Start]),
                string.Join(' ', mark.CodePoints.Take(8).Select(c => $"U+{c:X4}")),
                HiddenMarks.Clean(text[end..Math.Min(text.Length, end + Around)]));
        }
    }
}

/// <param name="Reference">Of the other document.</param>
/// <param name="Title">In the original.</param>
/// <param name="Language">BCP 47, of the title.</param>
/// <param name="Percent">How much of both together they share.</param>
public sealed record NearDuplicate(string Reference, string Title, string Language, int Percent);

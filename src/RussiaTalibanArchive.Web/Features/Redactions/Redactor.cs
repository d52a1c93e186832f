using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Files;
using RussiaTalibanArchive.Web.Features.History;
using RussiaTalibanArchive.Web.Features.Intake.Reading;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Quotations;
using RussiaTalibanArchive.Web.Features.Search.Index;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Redactions;

/// <summary>
/// Takes words and parts of pictures out of all that readers get of a document: its texts, their word boxes, the search, its
/// quotations and their history, at once; its pictures vanish at once and come back without them.
/// </summary>
public sealed class Redactor(ArchiveDbContext db, CurrentViewer viewer, DocumentWriter documents, QuotationWriter quotations, PictureStore pictures, TimeProvider clock)
{
    private readonly List<Guid> _replaced = [];

    /// <summary>Says what a redaction of the document as it stands would do.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A place lies outside its text.</exception>
    public async Task<RedactionPlan> PlanAsync(Document document, RedactionRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(request);
        var texts = new List<RedactedVersion>();
        var main = MainOf(document);
        foreach (var text in document.Texts.Where(t => t.IsCurrent))
        {
            var words = text != main ? [] : await db.PageWords.AsNoTracking().Where(w => w.TextId == text.Id)
                .ToDictionaryAsync(w => w.Number, w => (IReadOnlyList<WordBox>)w.Words.ToList(), cancellationToken);
            texts.Add(new(text, TextRedactor.Redact(
                text.Body, words, text == main ? request.Boxes : [], request.Places.Where(p => p.TextId == text.Id).Select(p => new TextRange(p.Start, p.Length)))));
        }

        var pictured = await db.DocumentPages.Where(p => p.DocumentId == document.Id && (p.Picture != null || p.Unredacted != null)).Select(p => p.Number).ToHashSetAsync(cancellationToken);
        var drawn = request.Boxes.Select(b => b.Page).ToHashSet();
        var ofMain = texts.Find(t => t.Text == main)?.Redacted;
        var pages = main?.Body.Split('\f') ?? [];
        texts.RemoveAll(t => t.Redacted.Removed.Count == 0);
        return new(
            texts,
            [.. request.Boxes, .. ofMain?.Blackened.Where(b => pictured.Contains(b.Page)) ?? []],
            [.. ofMain?.EmptyBoxes.Where(b => !string.IsNullOrWhiteSpace(pages.ElementAtOrDefault(b.Page - 1))) ?? []],
            [.. ofMain?.Unplaced.Where(p => pictured.Contains(p) && !drawn.Contains(p)) ?? []],
            await PlanQuotationsAsync(document, texts, cancellationToken),
            [.. texts.SelectMany(t => TextRepeats.WordsOf(t.Text.Body, t.Redacted.Removed)).Distinct()]);
    }

    /// <summary>The text that the pages of a document show.</summary>
    public static DocumentText? MainOf(Document document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document.Texts.Where(t => t.IsCurrent && t.Role != TextRole.Translation).OrderBy(t => t.Role).FirstOrDefault();
    }

    /// <summary>Does it, all or nothing.</summary>
    /// <param name="reference">The document.</param>
    /// <param name="expectedVersion">The version in which the places count; another one is a conflict.</param>
    /// <param name="request">What goes.</param>
    /// <param name="reason">Why, in words for readers.</param>
    /// <param name="cancellationToken">Stops it; nothing is changed then.</param>
    public async Task<SaveOutcome> RedactAsync(string reference, int expectedVersion, RedactionRequest request, string reason, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            RedactionPlan plan = null!; // The change sets it.
            var saved = await documents.ChangeAsync(reference, expectedVersion, RevisionAction.Redacted, async document =>
            {
                plan = await PlanAsync(document, request, cancellationToken);
                await ApplyAsync(document, plan, reason, cancellationToken);
            }, cancellationToken);
            if (saved.Item is not { } document || saved.Outcome != SaveOutcome.Saved)
            {
                return saved.Outcome;
            }

            await HideRevisionsAsync(ItemKind.Document, document.Id, document.Version, cancellationToken);
            foreach (var planned in plan.Quotations)
            {
                await ApplyAsync(planned, document, reason, cancellationToken);
            }

            await WordCounter.ForgetAsync(db, plan.Removed, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            DeleteReplaced();
            return SaveOutcome.Saved;
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            return SaveOutcome.Conflict;
        }
    }

    /// <summary>
    /// Takes a redaction back: its boxes leave the pictures. The words do not come back by themselves, since the text may have
    /// changed since; but they can be written in again.
    /// </summary>
    public async Task<Saved<Document>> LiftAsync(string reference, int expectedVersion, Guid redaction, CancellationToken cancellationToken)
    {
        var saved = await documents.ChangeAsync(reference, expectedVersion, RevisionAction.Edited, async document =>
        {
            var lifted = await db.Redactions.Include(r => r.Boxes).Include(r => r.Places).SingleOrDefaultAsync(r => r.Id == redaction && r.DocumentId == document.Id, cancellationToken);
            if (lifted is not null)
            {
                await RedrawAsync(document.Id, lifted.Boxes.Select(b => b.Page), cancellationToken);
                db.RemoveRange(lifted.Boxes);
                db.RemoveRange(lifted.Places);
                db.Remove(lifted);
            }
        }, cancellationToken);
        if (saved.Outcome == SaveOutcome.Saved)
        {
            DeleteReplaced();
        }

        return saved;
    }

    /// <summary>Pictures that showed more than they may now are kept by nobody.</summary>
    private void DeleteReplaced()
    {
        _replaced.ForEach(pictures.Delete);
        _replaced.Clear();
    }

    private async Task<List<PlannedQuotation>> PlanQuotationsAsync(Document document, List<RedactedVersion> texts, CancellationToken cancellationToken)
    {
        var planned = new List<PlannedQuotation>();
        var all = texts.Count == 0 ? [] : await db.Quotations.IgnoreQueryFilters([ArchiveDbContext.NotWithdrawn]).AsNoTracking().Include(q => q.Text)
            .Where(q => q.DocumentId == document.Id).OrderBy(q => q.Reference).ToListAsync(cancellationToken);
        foreach (var quotation in all)
        {
            // One that could not follow to the newest version of its text counts as having no place.
            var place = texts.Find(t => t.Text.Id == quotation.TextId);
            var passage = new QuotedPassage(quotation.Exact, quotation.Prefix, quotation.Suffix, place is null ? null : quotation.Start, place is null ? null : quotation.End,
                quotation.Pieces.Count == 0 ? null : [.. quotation.Pieces.OrderBy(p => p.Position).Select(p => new Place(p.Start, p.End))]);
            var possible = place is not null ? [place]
                : texts.FindAll(t => quotation.Text is null || (t.Text.Role, t.Text.Language) == (quotation.Text.Role, quotation.Text.Language));
            var outcomes = possible.ConvertAll(t => new PlannedQuotation(quotation, place, QuotationRedactor.Redact(passage, t.Text.Body, t.Redacted)));
            if (outcomes.Count > 0)
            {
                planned.Add(outcomes.MaxBy(o => o.Outcome.Outcome)!);
            }
        }

        return planned;
    }

    private async Task ApplyAsync(Document document, RedactionPlan plan, string reason, CancellationToken cancellationToken)
    {
        var redaction = new Redaction { DocumentId = document.Id, Reason = reason, ById = viewer.Value.UserId, By = viewer.Value.Name, At = clock.GetUtcNow() };
        redaction.Boxes.AddRange(plan.Boxes.Select(b => new RedactedBox { Page = b.Page, X = b.X, Y = b.Y, Width = b.Width, Height = b.Height }));
        redaction.Places.AddRange(plan.Texts.SelectMany(t => t.Redacted.Removed.Select(r => new RedactedPlace { TextId = t.Text.Id, Start = r.Start, Length = r.Length })));
        db.Add(redaction);
        foreach (var (text, redacted) in plan.Texts)
        {
            await ReplaceAsync(document, text, redacted, cancellationToken);
        }

        await RedrawAsync(document.Id, plan.Boxes.Select(b => b.Page), cancellationToken);
        if (plan.Removed.Count > 0 && await db.DocumentMails.SingleOrDefaultAsync(m => m.DocumentId == document.Id, cancellationToken) is { } mail)
        {
            foreach (var names in new[] { mail.From, mail.To, mail.Cc })
            {
                for (var i = 0; i < names.Count; i++)
                {
                    names[i] = TextRepeats.FindAgain(names[i], plan.Removed).Count > 0 ? TextRedactor.Sign : names[i];
                }
            }
        }
    }

    /// <summary>Makes the next version of a text, and keeps those before it for editors alone.</summary>
    private async Task ReplaceAsync(Document document, DocumentText text, RedactedText redacted, CancellationToken cancellationToken)
    {
        var versions = document.Texts.FindAll(t => (t.Role, t.Language) == (text.Role, text.Language));
        foreach (var version in versions)
        {
            version.IsCurrent = false;
            version.IsWithheld = true;
        }

        var next = new DocumentText
        {
            DocumentId = document.Id,
            Role = text.Role,
            Language = text.Language,
            Version = versions.Max(v => v.Version) + 1,
            Body = redacted.Body,
            Translator = text.Translator,
            CreatedAt = clock.GetUtcNow(),
        };
        document.Texts.Add(next);
        foreach (var page in await db.PageWords.Where(w => w.TextId == text.Id).ToListAsync(cancellationToken))
        {
            page.TextId = next.Id;
            page.Boxes = PageWords.Pack(redacted.Words.GetValueOrDefault(page.Number, []));
        }

        if (text.Role != TextRole.Translation && await db.DocumentSketches.SingleOrDefaultAsync(s => s.DocumentId == document.Id, cancellationToken) is { } sketch)
        {
            var drawn = NearDuplicates.Sketch(redacted.Body);
            (sketch.FoldedHash, sketch.Bands, sketch.ShingleCount) = (drawn.FoldedHash, drawn.Bands, drawn.ShingleCount);
        }
    }

    /// <summary>Takes the pictures of pages away until they have been drawn anew.</summary>
    private async Task RedrawAsync(Guid document, IEnumerable<int> pages, CancellationToken cancellationToken)
    {
        var numbers = pages.Distinct().ToList();
        foreach (var page in await db.DocumentPages.Where(p => p.DocumentId == document && numbers.Contains(p.Number) && (p.Picture != null || p.Unredacted != null)).ToListAsync(cancellationToken))
        {
            if (page is { Unredacted: not null, Picture: { } drawn })
            {
                _replaced.Add(drawn);
            }

            page.Unredacted ??= page.Picture;
            page.Picture = null;
            page.Redrawing = Guid.NewGuid();
        }
    }

    private async Task ApplyAsync(PlannedQuotation planned, Document document, string reason, CancellationToken cancellationToken)
    {
        if (!planned.Changes)
        {
            var moved = await db.Quotations.IgnoreQueryFilters([ArchiveDbContext.NotWithdrawn]).SingleAsync(q => q.Id == planned.Quotation.Id, cancellationToken);
            Place(moved, planned, document);
            await db.SaveChangesAsync(cancellationToken);
            return;
        }

        var saved = await quotations.ChangeAsync(planned.Quotation.Reference, planned.Quotation.Version, RevisionAction.Redacted, quotation =>
        {
            Change(quotation, planned, document, reason);
            return Task.CompletedTask;
        }, cancellationToken);
        if (saved.Outcome != SaveOutcome.Saved)
        {
            throw new DbUpdateException("A quotation changed while its document was redacted.");
        }

        await HideRevisionsAsync(ItemKind.Quotation, planned.Quotation.Id, saved.Item!.Version, cancellationToken);
    }

    private void Change(Quotation quotation, PlannedQuotation planned, Document document, string reason)
    {
        var passage = planned.Outcome.Passage ?? new(TextRedactor.Sign, null, null, null, null);
        (quotation.Exact, quotation.Prefix, quotation.Suffix) = (passage.Exact, passage.Prefix, passage.Suffix);
        Place(quotation, planned, document);
        if (planned.Outcome.Outcome == QuotationOutcome.Kept)
        {
            return;
        }

        // What was said of the words in other words says the same.
        db.Drop(quotation.Translations, _ => true);
        db.Drop(quotation.Appearances, _ => true);
        if (planned.Outcome.Outcome == QuotationOutcome.Withdrawn)
        {
            quotation.Anchor = AnchorState.Lost;
            quotation.Pieces.Clear();
            quotation.Status = QuotationStatus.Withdrawn;
            quotation.WithdrawnAt ??= clock.GetUtcNow();
            quotation.WithdrawalReason ??= reason;
        }
    }

    /// <summary>Lets a quotation point into the version that took the place of its own.</summary>
    private static void Place(Quotation quotation, PlannedQuotation planned, Document document)
    {
        if (planned.Text is null || planned.Outcome.Passage is not { Start: { } start, End: { } end })
        {
            (quotation.Start, quotation.End, quotation.Paragraph) = planned.Outcome.Passage is null ? (null, null, null) : (quotation.Start, quotation.End, quotation.Paragraph);
            return;
        }

        var text = document.Texts.Single(t => t.IsCurrent && (t.Role, t.Language) == (planned.Text.Text.Role, planned.Text.Text.Language));
        var place = Paragraphs.Of(text.Body).At(start);
        (quotation.TextId, quotation.Start, quotation.End) = (text.Id, start, end);
        foreach (var (piece, moved) in quotation.Pieces.OrderBy(p => p.Position).Zip(planned.Outcome.Passage.Pieces ?? []))
        {
            (piece.Start, piece.End) = (moved.Start, moved.End);
        }

        (quotation.Page, quotation.Paragraph) = (place?.Page, place?.Number);
    }

    /// <summary>What an item said before is for editors alone.</summary>
    private Task<int> HideRevisionsAsync(ItemKind kind, Guid item, int before, CancellationToken cancellationToken) => db.Revisions
        .Where(r => r.Kind == kind && r.ItemId == item && r.Number < before)
        .ExecuteUpdateAsync(r => r.SetProperty(x => x.Audience, ItemStatus.Draft), cancellationToken);
}

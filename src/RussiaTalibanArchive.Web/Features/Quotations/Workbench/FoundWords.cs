using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Quotations.Placing;
using RussiaTalibanArchive.Web.Features.Search;
using RussiaTalibanArchive.Web.Features.Search.Query;
using RussiaTalibanArchive.Web.Features.Tags;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Quotations.Workbench;

/// <summary>How much around a hit becomes the quotation.</summary>
public enum QuoteExtent
{
    Sentence,
    Words,
    Paragraph,
}

/// <summary>A place where words were found.</summary>
/// <param name="Document">The document's reference.</param>
/// <param name="Title">Its title.</param>
/// <param name="TitleLanguage">BCP 47 language of the title.</param>
/// <param name="Text">See <see cref="TextKey"/>.</param>
/// <param name="TextLanguage">BCP 47 language of the text.</param>
/// <param name="Start">Where the words begin, in UTF-16 code units of the text.</param>
/// <param name="End">Where they end, exclusive.</param>
/// <param name="Before">The sentence before the words.</param>
/// <param name="Words">The words.</param>
/// <param name="After">The sentence after them.</param>
/// <param name="Paragraph">Its number, from 1.</param>
public sealed record FoundPlace(
    string Document, string Title, string TitleLanguage, string Text, string TextLanguage, int Start, int End, string Before, string Words, string After, int Paragraph)
{
    /// <summary>How a form names it.</summary>
    public string Key => $"{Document}|{Text}|{Start}-{End}";
}

/// <summary>Finds words in the newest texts of all documents, and makes quotations of the places.</summary>
public sealed class FoundWords(ArchiveDbContext db, Searcher searcher, QuotationPlacer placer, QuotationWriter writer, TagInput tagInput, WorkbenchActions actions)
{
    public const int MaxDocuments = 100;
    public const int MaxPlaces = 300;
    private const int MaxOfText = 30;
    private const int MaxMarks = 5_000;

    /// <summary>
    /// The sentences that answer a search, in the newest of the documents that it finds: those in which all of its words stand together, or
    /// as many of them as do anywhere in the document.
    /// </summary>
    /// <returns>The places, in the order of their texts, and whether there may be more.</returns>
    public async Task<(IReadOnlyList<FoundPlace> Places, bool IsCut)> FindAsync(SearchAddress address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        var (found, sought) = await searcher.FindAllAsync(address, [ItemKind.Document], cancellationToken);
        var marks = new QueryMarks(sought, new(address.IsExact));
        Guid[] ids = [.. found.Take(MaxDocuments).Select(f => f.Id)];
        var documents = await db.Documents.Where(d => ids.Contains(d.Id)).Select(d => new { d.Id, d.Reference, d.Title, d.Language }).ToDictionaryAsync(d => d.Id, cancellationToken);
        var places = new List<FoundPlace>();
        var isCut = found.Count > MaxDocuments;
        foreach (var document in ids.Where(documents.ContainsKey).Select(id => documents[id]))
        {
            var texts = await db.Texts.AsNoTracking().Where(t => t.DocumentId == document.Id && t.IsCurrent && !t.IsWithheld).OrderBy(t => t.Role).ThenBy(t => t.Language).ToListAsync(cancellationToken);
            var inTexts = texts.ConvertAll(t => (Text: t, Sentences: SentencesOf(t.Body, t.Language, marks)));
            var most = inTexts.SelectMany(t => t.Sentences).Select(s => s.Terms).DefaultIfEmpty().Max();
            foreach (var (text, sentences) in inTexts)
            {
                var best = sentences.FindAll(s => s.Terms == most);
                isCut |= best.Count > MaxOfText;
                var paragraphs = best.Count == 0 ? null : Paragraphs.Of(text.Body);
                places.AddRange(best.Take(MaxOfText).Select(s => new FoundPlace(
                    document.Reference, document.Title, document.Language, TextKey.Of(text.Role, text.Language, text.Version, true), text.Language,
                    s.Start, s.End, text.Body[s.From..s.Start], text.Body[s.Start..s.End], text.Body[s.End..s.To], paragraphs!.At(s.Start)?.Number ?? 1)));
            }

            if (places.Count > MaxPlaces)
            {
                return (places.GetRange(0, MaxPlaces), true);
            }
        }

        return (places, isCut);
    }

    /// <summary>The sentences in which words of a search stand, from the first of the words to the last.</summary>
    private static List<(int From, int To, int Start, int End, int Terms)> SentencesOf(string body, string language, QueryMarks marks)
    {
        var sentences = new List<(int From, int To, int Start, int End, int Terms)>();
        var terms = new HashSet<int>();
        foreach (var mark in marks.Find(body, language, (found, _) => found.Count > MaxMarks))
        {
            if (sentences.Count > 0 && mark.End <= sentences[^1].To)
            {
                terms.Add(mark.Term);
                sentences[^1] = sentences[^1] with { End = mark.End, Terms = terms.Count };
                continue;
            }

            var (from, to) = Sentences.Around(body, mark.Start, mark.End);
            terms.Clear();
            terms.Add(mark.Term);
            sentences.Add((from, to, mark.Start, mark.End, 1));
        }

        return sentences;
    }

    /// <summary>Makes quotations of places, all in one transaction. One that stands there already gets the tags and stays else as it is.</summary>
    /// <param name="keys">See <see cref="FoundPlace.Key"/>.</param>
    /// <param name="extent">How much around each place.</param>
    /// <param name="tags">As typed.</param>
    /// <param name="speaker">Who speaks in all of them.</param>
    /// <param name="cancellationToken">Stops it; nothing is saved then.</param>
    public async Task<QuotedPlaces> QuoteAsync(IEnumerable<string> keys, QuoteExtent extent, string? tags, SpeakerRecord? speaker, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (slugs, problems) = await tagInput.ReadAsync(tags, cancellationToken);
        if (problems.Count > 0)
        {
            return new(null, 0, 0, [], problems);
        }

        var done = new List<ActedQuotation>();
        var refused = new List<RefusedQuotation>();
        var held = 0;
        foreach (var key in keys.Distinct().Take(MaxPlaces))
        {
            db.ChangeTracker.Clear();
            if (await PlaceAsync(key, extent, cancellationToken) is not var (document, text, place))
            {
                refused.Add(new(key.Split('|')[0], new("", "This text is no longer the newest, or is not there. Load the page again.")));
                continue;
            }

            var quoted = await placer.QuoteAsync(document, text, [place], new() { Tags = slugs, Speaker = speaker }, cancellationToken);
            if (quoted.Quotation is not { } quotation)
            {
                refused.Add(new(document, quoted.Problems[0]));
            }
            else if (!quoted.IsHeld)
            {
                done.Add(new(quotation.Reference, 0, quotation.Version));
            }
            else
            {
                held++;
                if (await TagAsync(quotation.Reference, slugs, cancellationToken) is { } tagged)
                {
                    done.Add(tagged);
                }
            }
        }

        var action = await actions.KeepAsync([.. done.DistinctBy(d => d.Reference)], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(action, done.Count(d => d.Before == 0), held, refused, []);
    }

    private async Task<(string Document, string Text, Place Place)?> PlaceAsync(string key, QuoteExtent extent, CancellationToken cancellationToken)
    {
        if (key.Split('|') is not [var document, var textKey, var place] || PlaceModel.Parse(place) is not [var (start, end)])
        {
            return null;
        }

        if (extent == QuoteExtent.Words)
        {
            return (document, textKey, new(start, end));
        }

        var texts = await db.Texts.AsNoTracking().Where(t => t.Document.Reference == document && t.IsCurrent && !t.IsWithheld).ToListAsync(cancellationToken);
        if (texts.Find(t => TextKey.Of(t.Role, t.Language, t.Version, true) == textKey) is not { } text || end > text.Body.Length)
        {
            return null;
        }

        if (extent == QuoteExtent.Paragraph && Paragraphs.Of(text.Body).At(start) is { } paragraph)
        {
            return (document, textKey, new(paragraph.Start, Math.Max(paragraph.End, end)));
        }

        var sentence = Sentences.Around(text.Body, start, end);
        return (document, textKey, new(sentence.Start, sentence.End));
    }

    private async Task<ActedQuotation?> TagAsync(string reference, List<string> slugs, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        if (await writer.LoadAsync(reference, cancellationToken) is not { } quotation)
        {
            return null;
        }

        var (before, record) = (quotation.Version, writer.Describe(quotation));
        record.Tags = [.. (record.Tags ?? []).Concat(slugs).Distinct()];
        var saved = await writer.UpdateAsync(reference, before, record, cancellationToken: cancellationToken);
        return saved.Outcome == SaveOutcome.Saved ? new(reference, before, saved.Item!.Version) : null;
    }
}

/// <param name="Action">By which it is undone; <see langword="null"/> where nothing was done.</param>
/// <param name="Made">How many quotations are new.</param>
/// <param name="Held">How many places were quoted already.</param>
/// <param name="Refused">The places that could not be quoted, by document.</param>
/// <param name="Problems">What is wrong with the tags; nothing is done then.</param>
public sealed record QuotedPlaces(Guid? Action, int Made, int Held, IReadOnlyList<RefusedQuotation> Refused, IReadOnlyList<Problem> Problems);

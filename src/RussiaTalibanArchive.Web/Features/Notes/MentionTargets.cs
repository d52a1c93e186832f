using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Quotations;
using RussiaTalibanArchive.Web.Features.Shared;
using RussiaTalibanArchive.Web.Features.Tags;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Notes;

/// <summary>An item that a text names and its reader may see.</summary>
/// <param name="Mention">Its name in the text.</param>
/// <param name="Title">What a link to it says when the text does not.</param>
/// <param name="Language">BCP 47 language of the title; of the words, for a quotation.</param>
/// <param name="Facts">What a card or a caption adds, such as the verdict.</param>
/// <param name="Quotation">The words of a quotation and where they stand.</param>
public sealed record MentionTarget(
    Mention Mention, string Title, string? Language, IReadOnlyList<MentionFact> Facts, QuotationTarget? Quotation = null)
{
    public string Path => References.PathOf(Mention.Kind, Mention.Reference);
}

/// <summary>A few words on an item, and the class that colours them.</summary>
public sealed record MentionFact(string Text, string? Class = null);

/// <param name="Exact">The words, in the language of <see cref="MentionTarget.Language"/>.</param>
/// <param name="Translation">The words in the reader's language, where there is such a translation.</param>
/// <param name="Speaker">Who said them.</param>
/// <param name="SourcePath">The address of the document or article quoted.</param>
/// <param name="SourceTitle">Its title.</param>
/// <param name="SourceLanguage">BCP 47 language of that title.</param>
public sealed record QuotationTarget(
    string Exact, (string Language, string Text)? Translation, string? Speaker, string SourcePath, string SourceTitle, string? SourceLanguage);

/// <summary>Finds what texts name, as the viewer may see it: what is hidden is not found.</summary>
public sealed class MentionTargets(ArchiveDbContext db, Words words)
{
    private const int MaxTitle = 80;

    /// <summary>One query for each kind of item named.</summary>
    public async Task<IReadOnlyDictionary<Mention, MentionTarget>> FindAsync(IEnumerable<Mention> mentions, CancellationToken cancellationToken)
    {
        var found = new List<MentionTarget>();
        foreach (var kind in mentions.Distinct().GroupBy(m => m.Kind, m => m.Reference))
        {
            var references = kind.ToList();
            found.AddRange(await (kind.Key switch
            {
                ItemKind.Document => DocumentsAsync(references, cancellationToken),
                ItemKind.Article => ArticlesAsync(references, cancellationToken),
                ItemKind.Quotation => QuotationsAsync(references, cancellationToken),
                ItemKind.Dossier => DossiersAsync(references, cancellationToken),
                ItemKind.Tag => TagsAsync(references, cancellationToken),
                _ => NotesAsync(references, cancellationToken),
            }));
        }

        return found.ToDictionary(t => t.Mention);
    }

    /// <returns><see langword="null"/> for what the viewer does not see.</returns>
    public async Task<Guid?> IdOfAsync(Mention mention, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mention);
        IQueryable<Item> items = mention.Kind switch
        {
            ItemKind.Document => db.Documents,
            ItemKind.Article => db.Articles,
            ItemKind.Quotation => db.Quotations,
            ItemKind.Dossier => db.Dossiers,
            ItemKind.Tag => db.Tags,
            _ => db.Notes,
        };
        return await items.Where(i => i.Reference == mention.Reference).Select(i => (Guid?)i.Id).SingleOrDefaultAsync(cancellationToken);
    }

    private async Task<IEnumerable<MentionTarget>> DocumentsAsync(List<string> references, CancellationToken cancellationToken)
    {
        var documents = await db.Documents.AsNoTracking().Where(d => references.Contains(d.Reference))
            .Select(d => new
            {
                d.Reference,
                d.Title,
                d.Language,
                d.TitleTranslations,
                Verdict = d.Assessments.OrderByDescending(a => a.Position).Select(a => (Verdict?)a.Verdict).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        return documents.Select(d =>
        {
            var (title, language) = TitleFor(d.Title, d.Language, d.TitleTranslations);
            return new MentionTarget(new(ItemKind.Document, d.Reference), title, language, [new(words.Of(ItemKind.Document)), new(d.Reference, "reference"), FactOf(d.Verdict)]);
        });
    }

    private async Task<IEnumerable<MentionTarget>> ArticlesAsync(List<string> references, CancellationToken cancellationToken)
    {
        var articles = await db.Articles.AsNoTracking().Where(a => references.Contains(a.Reference))
            .Select(a => new { a.Reference, a.Title, a.Language, a.Publisher })
            .ToListAsync(cancellationToken);
        return articles.Select(a => new MentionTarget(new(ItemKind.Article, a.Reference), a.Title, a.Language,
            [new(words.Of(ItemKind.Article)), new(a.Reference, "reference"), .. a.Publisher is null ? (MentionFact[])[] : [new(a.Publisher)]]));
    }

    private async Task<IEnumerable<MentionTarget>> QuotationsAsync(List<string> references, CancellationToken cancellationToken)
    {
        var ui = InterfaceLanguages.Current;
        var quotations = await db.Quotations.AsNoTracking().Where(q => references.Contains(q.Reference))
            .Select(q => new
            {
                q.Reference,
                q.Exact,
                q.Language,
                q.Speaker,
                q.Page,
                q.Status,
                Translation = q.Translations.Where(t => t.Language == ui).Select(t => t.Text).FirstOrDefault(),
                Document = q.Document == null ? null : new
                {
                    q.Document.Reference,
                    q.Document.Title,
                    q.Document.Language,
                    q.Document.TitleTranslations,
                    Verdict = q.Document.Assessments.OrderByDescending(a => a.Position).Select(a => (Verdict?)a.Verdict).FirstOrDefault(),
                },
                Article = q.Article == null ? null : new { q.Article.Reference, q.Article.Title, q.Article.Language },
            })
            .ToListAsync(cancellationToken);
        return quotations.Select(q =>
        {
            var (title, language) = q.Document is { } d ? TitleFor(d.Title, d.Language, d.TitleTranslations) : (q.Article!.Title, q.Article.Language);
            var path = q.Document is null ? References.PathOf(ItemKind.Article, q.Article!.Reference) : References.PathOf(ItemKind.Document, q.Document.Reference);
            var facts = new List<MentionFact>();
            if (q.Page is { } page)
            {
                facts.Add(new(words["Page {0}", page]));
            }

            if (q.Document is not null)
            {
                facts.Add(FactOf(q.Document.Verdict));
            }

            if (q.Status == QuotationStatus.Disputed)
            {
                facts.Add(new(words["The wording is disputed"], "status"));
            }

            return new MentionTarget(new(ItemKind.Quotation, q.Reference), Excerpt.Of(q.Exact, MaxTitle), q.Language, facts,
                new(q.Exact, q.Translation is null ? null : (ui, q.Translation), q.Speaker, path, title, language));
        });
    }

    private async Task<IEnumerable<MentionTarget>> DossiersAsync(List<string> references, CancellationToken cancellationToken)
    {
        var dossiers = await db.Dossiers.AsNoTracking().Where(d => references.Contains(d.Reference))
            .Select(d => new { d.Reference, d.Title, d.Language })
            .ToListAsync(cancellationToken);
        return dossiers.Select(d => new MentionTarget(new(ItemKind.Dossier, d.Reference), d.Title, d.Language, [new(words.Of(ItemKind.Dossier)), new(d.Reference, "reference")]));
    }

    private async Task<IEnumerable<MentionTarget>> TagsAsync(List<string> references, CancellationToken cancellationToken)
    {
        var tags = (await db.Tags.NamedAsync(references, cancellationToken)).Select(t => (Named: t.Slug, Tag: t)).ToList();
        var succeeding = await db.Tags.SucceedingAsync([.. references.Except(tags.Select(t => t.Named))], cancellationToken);
        var successors = (await db.Tags.NamedAsync([.. succeeding.Values.Select(t => t.Reference).Distinct()], cancellationToken)).ToDictionary(t => t.Slug);
        tags.AddRange(succeeding.Select(s => (s.Key, successors[s.Value.Reference])));
        return tags.Select(t => new MentionTarget(
            new(ItemKind.Tag, t.Named), t.Tag.Label.Text, t.Tag.Label.Language is { Length: > 0 } language ? language : null, [new(words.Of(ItemKind.Tag))]));
    }

    private async Task<IEnumerable<MentionTarget>> NotesAsync(List<string> references, CancellationToken cancellationToken)
    {
        var notes = await db.Notes.AsNoTracking().Where(n => references.Contains(n.Reference))
            .Select(n => new { n.Reference, n.Title, n.Language, n.Author })
            .ToListAsync(cancellationToken);
        return notes.Select(n => new MentionTarget(new(ItemKind.Note, n.Reference), n.Title ?? words["Note {0}", n.Reference], n.Title is null ? null : n.Language,
            [new(words.Of(ItemKind.Note)), new(n.Author)]));
    }

    private static (string Title, string Language) TitleFor(string title, string language, Dictionary<string, string> translations) =>
        language.Split('-')[0] != InterfaceLanguages.Current && translations.TryGetValue(InterfaceLanguages.Current, out var translated)
            ? (translated, InterfaceLanguages.Current)
            : (title, language);

    private MentionFact FactOf(Verdict? verdict) =>
        new(words.Of(verdict ?? Verdict.Unassessed), $"verdict verdict-{(verdict ?? Verdict.Unassessed).ToString().ToLowerInvariant()}");
}

using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Search;
using RussiaTalibanArchive.Web.Features.Shared;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Redactions;

/// <summary>Finds redacted words where a redaction does not reach: in the description of the document, and in other items. An editor must look there.</summary>
public sealed class RedactionTraces(ArchiveDbContext db)
{
    private const int MaxListed = 50;
    private const int MinLetters = 4;

    /// <summary>The fields of the document's description that hold one of the words, as keys of translated names.</summary>
    public static IReadOnlyList<string> FieldsWith(Document document, IReadOnlyList<string> removed)
    {
        ArgumentNullException.ThrowIfNull(document);
        (string Name, string? Value)[] fields =
        [
            (Words.Key("Title"), document.Title), (Words.Key("Title in other languages"), string.Join('\n', document.TitleTranslations.Values)),
            (Words.Key("Issuer"), document.Issuer), (Words.Key("Addressee"), document.Addressee), (Words.Key("Abstract"), document.Abstract),
        ];
        return [.. fields.Where(f => f.Value is not null && TextRepeats.FindAgain(f.Value, removed).Count > 0).Select(f => f.Name)];
    }

    /// <summary>Other items, but this document's own quotations, that are found by one of the words.</summary>
    public async Task<IReadOnlyList<(ItemKind Kind, string Reference)>> ItemsWithAsync(Guid document, IReadOnlyList<string> removed, CancellationToken cancellationToken)
    {
        var found = new List<(ItemKind, string)>();
        foreach (var key in removed.Select(w => Folding.Key(w)).Where(k => k.Count(char.IsLetter) >= MinLetters).Distinct().Take(MaxListed))
        {
            // Rather too many than too few: each word in any form or as the beginning of another, wherever it stands.
            var sought = string.Join(' ', SearchWords.Of(key).Where(w => w.Pieces == 1).Select(w => w.Folded.Length > 1 ? $"({w.Folded} | {w.Folded}*)" : w.Folded));
            found.AddRange(await In(db.Documents.Where(d => d.Id != document), ItemKind.Document));
            found.AddRange(await In(db.Articles, ItemKind.Article));
            found.AddRange(await In(db.Quotations.Where(q => q.DocumentId != document), ItemKind.Quotation));
            found.AddRange(await In(db.Notes, ItemKind.Note));
            found.AddRange(await In(db.Dossiers, ItemKind.Dossier));

            async Task<IEnumerable<(ItemKind, string)>> In<T>(IQueryable<T> items, ItemKind kind) where T : Item =>
                (await items.Matching(db, sought).OrderBy(i => i.Reference).Select(i => i.Reference).Take(MaxListed).ToListAsync(cancellationToken)).Select(r => (kind, r));
        }

        return [.. found.Distinct().Take(MaxListed)];
    }

    /// <summary>Comments of colleagues, on whatever item, that hold one of the words.</summary>
    public async Task<IReadOnlyList<CommentTrace>> CommentsWithAsync(IReadOnlyList<string> removed, CancellationToken cancellationToken)
    {
        var keys = removed.Select(w => Folding.Key(w)).Where(k => k.Count(char.IsLetter) >= MinLetters).Distinct().ToList();
        var found = new List<CommentTrace>();
        if (keys.Count == 0)
        {
            return found;
        }

        var comments = db.Comments.Where(c => c.RemovedAt == null).OrderByDescending(c => c.Id).Select(c => new
        {
            c.Id,
            c.Text,
            Document = c.Document!.Reference,
            Article = c.Article!.Reference,
            Quotation = c.Quotation!.Reference,
            Dossier = c.Dossier!.Reference,
            Note = c.Note!.Reference,
        });
        await foreach (var comment in comments.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var folded = Folding.Key(comment.Text); // No table keeps comments folded: they are few, and searched for nothing else.
            if (keys.Exists(k => folded.Contains(k, StringComparison.Ordinal)))
            {
                found.Add(comment.Document is not null ? new(comment.Id, ItemKind.Document, comment.Document)
                    : comment.Article is not null ? new(comment.Id, ItemKind.Article, comment.Article)
                    : comment.Quotation is not null ? new(comment.Id, ItemKind.Quotation, comment.Quotation)
                    : comment.Dossier is not null ? new(comment.Id, ItemKind.Dossier, comment.Dossier) : new(comment.Id, ItemKind.Note, comment.Note!));
                if (found.Count == MaxListed)
                {
                    break;
                }
            }
        }

        return found;
    }
}

/// <summary>A comment, and the item that it is on.</summary>
public sealed record CommentTrace(Guid Id, ItemKind Kind, string Reference)
{
    /// <summary>Its address among all comments on the item.</summary>
    public string Path => $"/work{References.PathOf(Kind, Reference)}#comment-{Id}";
}

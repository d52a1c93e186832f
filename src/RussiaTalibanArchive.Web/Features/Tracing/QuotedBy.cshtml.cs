using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Quotations;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Tracing;

/// <summary>Which articles quote a document, in which words, and how truly.</summary>
[Authorize(Policies.Visitor)]
public sealed class QuotedByModel(ArchiveDbContext db, Tombstones tombstones) : PageModel
{
    private const int MaxListed = 500;

    public string Reference { get; private set; } = "";
    public string Title { get; private set; } = "";
    public string Language { get; private set; } = "";

    /// <summary>By quotation, in the order of the text.</summary>
    public IReadOnlyList<(QuotationRow Quotation, IReadOnlyList<PrintedWords> Printed)> Quotations { get; private set; } = [];

    /// <summary>Articles that speak of the document and quote nothing of it here.</summary>
    public IReadOnlyList<(string Reference, string Title, string Language)> Speaking { get; private set; } = [];

    public int ArticleCount { get; private set; }

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancellationToken)
    {
        var document = await db.Documents.Where(d => d.Reference == reference).Select(d => new { d.Id, d.Reference, d.Title, d.Language }).SingleOrDefaultAsync(cancellationToken);
        if (document is null)
        {
            return await tombstones.MissingAsync(this, ItemKind.Document, reference, cancellationToken);
        }

        (Reference, Title, Language) = (document.Reference, document.Title, document.Language);
        var printed = (await db.Appearances.Where(a => a.Quotation.DocumentId == document.Id).ToPrinted().Take(MaxListed).ToListAsync(cancellationToken)).ToLookup(p => p.QuotationId);
        var rows = await db.Quotations.Where(q => q.DocumentId == document.Id && q.Appearances.Any())
            .OrderBy(q => q.Start == null).ThenBy(q => q.Start).ThenBy(q => q.Reference).Take(MaxListed).ToRows().ToListAsync(cancellationToken);
        Quotations = [.. rows.Where(r => printed.Contains(r.Id)).Select(r => (r, (IReadOnlyList<PrintedWords>)[.. printed[r.Id].OrderBy(p => p.Faithfulness).ThenBy(p => p.Article, StringComparer.Ordinal)]))];
        ArticleCount = Quotations.SelectMany(q => q.Printed).Select(p => p.Article).Distinct().Count();
        Speaking = [.. (await db.Articles.Where(a => a.Cites.Any(c => c.DocumentId == document.Id) && !a.Appearances.Any(x => x.Quotation.DocumentId == document.Id))
            .OrderBy(a => a.Reference).Take(MaxListed).Select(a => new { a.Reference, a.Title, a.Language }).ToListAsync(cancellationToken)).Select(a => (a.Reference, a.Title, a.Language))];
        return Page();
    }
}

/// <summary>A quotation as an article prints it.</summary>
public sealed record PrintedWords
{
    public required Guid QuotationId { get; init; }

    /// <summary>The article's reference.</summary>
    public required string Article { get; init; }

    public required string Title { get; init; }

    /// <summary>BCP 47 language of the article.</summary>
    public required string Language { get; init; }

    public string? Publisher { get; init; }

    /// <summary>The article's wording.</summary>
    public required string Words { get; init; }

    /// <summary>The quotation's.</summary>
    public required string Exact { get; init; }

    /// <summary>BCP 47 language of <see cref="Exact"/>.</summary>
    public required string ExactLanguage { get; init; }

    /// <summary>How truly the article prints it.</summary>
    public Faithfulness Faithfulness => Judged.Faithfulness;

    /// <summary>What differs in spelling alone.</summary>
    public IReadOnlyList<FoldKind> Folded => Judged.Folded;

    private (Faithfulness Faithfulness, IReadOnlyList<FoldKind> Folded) Judged => Appearances.Judge(Words, Language, Exact, ExactLanguage);
}

public static class PrintedQueries
{
    public static IQueryable<PrintedWords> ToPrinted(this IQueryable<Appearance> appearances) => appearances.OrderBy(a => a.Id).Select(a => new PrintedWords
    {
        QuotationId = a.QuotationId,
        Article = a.Article.Reference,
        Title = a.Article.Title,
        Language = a.Article.Language,
        Publisher = a.Article.Publisher,
        Words = a.Exact,
        Exact = a.Quotation.Exact,
        ExactLanguage = a.Quotation.Language,
    });
}

using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Tags;

/// <summary>An item that carries a tag, or a note that is about it or names it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Reference">Which.</param>
/// <param name="Title">Its title; the words of a quotation.</param>
/// <param name="Language">BCP 47 language of the title, where it is known.</param>
/// <param name="IsWithdrawn">Whether it is withdrawn; it follows all the same.</param>
public sealed record Carrier(ItemKind Kind, string Reference, string Title, string? Language, bool IsWithdrawn)
{
    /// <summary>How a form names it.</summary>
    public string Key => $"{Kind}:{Reference}";
}

/// <summary>All that carries one tag, the tag itself and not those below it.</summary>
public sealed record Carriers(IReadOnlyList<Carrier> All)
{
    public int Count(ItemKind kind) => All.Count(c => c.Kind == kind);

    /// <summary>Tells whether what is done is what was shown.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', All.Select(c => c.Key).Order(StringComparer.Ordinal)))))[..16];
}

public static class TagCarriersQuery
{
    private const int MaxWords = 160;

    /// <summary>Everything that carries a tag, withdrawn items too.</summary>
    public static async Task<Carriers> CarriersOfAsync(this ArchiveDbContext db, Guid tagId, CancellationToken cancellationToken)
    {
        string[] hidden = [ArchiveDbContext.NotWithdrawn];
        return new(
        [
            .. await db.Documents.IgnoreQueryFilters(hidden).Where(d => d.Taggings.Any(t => t.TagId == tagId)).OrderBy(d => d.Reference)
                .Select(d => new Carrier(ItemKind.Document, d.Reference, d.Title, d.Language, d.WithdrawnAt != null)).ToListAsync(cancellationToken),
            .. await db.Articles.IgnoreQueryFilters(hidden).Where(a => a.Taggings.Any(t => t.TagId == tagId)).OrderBy(a => a.Reference)
                .Select(a => new Carrier(ItemKind.Article, a.Reference, a.Title, a.Language, a.WithdrawnAt != null)).ToListAsync(cancellationToken),
            .. await db.Quotations.IgnoreQueryFilters(hidden).Where(q => q.Taggings.Any(t => t.TagId == tagId)).OrderBy(q => q.Reference)
                .Select(q => new Carrier(ItemKind.Quotation, q.Reference, q.Exact.Substring(0, Math.Min(q.Exact.Length, MaxWords)), q.Language, q.WithdrawnAt != null)).ToListAsync(cancellationToken),
            .. await db.Notes.IgnoreQueryFilters(hidden).Where(n => n.Links.Any(l => l.TagId == tagId)).OrderBy(n => n.CreatedAt)
                .Select(n => new Carrier(ItemKind.Note, n.Reference, n.Title ?? "", n.Language, n.WithdrawnAt != null)).ToListAsync(cancellationToken),
        ]);
    }
}

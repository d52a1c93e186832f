using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Quotations;
using RussiaTalibanArchive.Web.Features.Tags;

namespace RussiaTalibanArchive.Web.Features.Items;

/// <summary>What stays of an item that was withdrawn.</summary>
/// <param name="Kind">What it was.</param>
/// <param name="Reference">Its reference, never given again.</param>
/// <param name="WithdrawnOn">The day, in UTC.</param>
/// <param name="Reason">In words for readers; <see langword="null"/> when none was given.</param>
public sealed record Tombstone(ItemKind Kind, string Reference, DateOnly WithdrawnOn, string? Reason);

/// <summary>
/// Answers for items that the viewer's query did not find. What readers never could see answers as what never was; what they
/// once could, as a tombstone.
/// </summary>
public sealed class Tombstones(ArchiveDbContext db, CurrentViewer viewer)
{
    /// <summary>
    /// 410 with the tombstone of what was withdrawn after readers could see it; to editors, of whatever was withdrawn. A reference
    /// in another case leads to its canonical address, whether or not anything is there. Else 404.
    /// </summary>
    public async Task<IActionResult> MissingAsync(PageModel page, ItemKind kind, string reference, CancellationToken cancellationToken)
    {
        if (CanonicalOf(kind, reference) is { } canonical && canonical != reference)
        {
            return ToCanonical(page, reference, canonical);
        }

        if (kind == ItemKind.Tag && (await db.Tags.SucceedingAsync([reference], cancellationToken)).GetValueOrDefault(reference) is { } successor)
        {
            return ToCanonical(page, reference, successor.Reference);
        }

        return await FindAsync(kind, reference, cancellationToken) is { } tombstone
            ? new ViewResult
            {
                ViewName = "/Features/Items/Tombstone.cshtml",
                StatusCode = StatusCodes.Status410Gone,
                ViewData = new ViewDataDictionary<Tombstone>(page.MetadataProvider, page.ModelState) { Model = tombstone },
                TempData = page.TempData,
            }
            : page.NotFound();
    }

    /// <summary>The tombstone that the viewer may see, if there is one.</summary>
    public async Task<Tombstone?> FindAsync(ItemKind kind, string reference, CancellationToken cancellationToken)
    {
        if (kind == ItemKind.Quotation)
        {
            return await FindQuotationAsync(reference, cancellationToken);
        }

        return await (kind switch
        {
            ItemKind.Document => Withdrawn(db.Documents),
            ItemKind.Article => Withdrawn(db.Articles),
            ItemKind.Tag => Withdrawn(db.Tags),
            ItemKind.Note => Withdrawn(db.Notes),
            _ => Withdrawn(db.Dossiers),
        }).FirstOrDefaultAsync(cancellationToken);

        IQueryable<Tombstone> Withdrawn<T>(IQueryable<T> items) where T : Item
        {
            var seesAll = viewer.Value.SeesDrafts;
            return items.IgnoreQueryFilters()
                .Where(i => i.Reference == reference && i.WithdrawnAt != null && (seesAll || i.PublishedAt < i.WithdrawnAt))
                .Select(i => new Tombstone(kind, i.Reference, DateOnly.FromDateTime(i.WithdrawnAt!.Value.UtcDateTime), i.WithdrawalReason));
        }
    }

    /// <summary>A quotation was public only while the source was that it was taken from.</summary>
    private async Task<Tombstone?> FindQuotationAsync(string reference, CancellationToken cancellationToken)
    {
        var quotation = await db.Quotations.IgnoreQueryFilters()
            .Where(q => q.Reference == reference && q.WithdrawnAt != null)
            .Select(q => new
            {
                q.Id,
                q.PublishedAt,
                WithdrawnAt = q.WithdrawnAt!.Value,
                q.WithdrawalReason,
                SourcePublishedAt = q.Document != null ? q.Document.PublishedAt : q.Article!.PublishedAt,
            })
            .SingleOrDefaultAsync(cancellationToken);
        if (quotation is null)
        {
            return null;
        }

        var wasPublic = quotation.SourcePublishedAt < quotation.WithdrawnAt
            && (quotation.PublishedAt < quotation.WithdrawnAt || await WasReadableAsync(quotation.Id, cancellationToken));
        return wasPublic || viewer.Value.SeesDrafts
            ? new(ItemKind.Quotation, reference, DateOnly.FromDateTime(quotation.WithdrawnAt.UtcDateTime), quotation.WithdrawalReason)
            : null;
    }

    /// <summary>Whether the quotation was checked or disputed until it was withdrawn; it becomes public with its source, which no revision of its own records.</summary>
    private async Task<bool> WasReadableAsync(Guid quotationId, CancellationToken cancellationToken)
    {
        var snapshots = db.Revisions.IgnoreQueryFilters()
            .Where(r => r.Kind == ItemKind.Quotation && r.ItemId == quotationId)
            .OrderByDescending(r => r.Number).Select(r => r.Snapshot).AsAsyncEnumerable();
        await foreach (var snapshot in snapshots.WithCancellation(cancellationToken))
        {
            var status = JsonSerializer.Deserialize<QuotationRecord>(snapshot, ItemJson.Options)!.Status;
            if (status != QuotationStatus.Withdrawn)
            {
                return status is QuotationStatus.Checked or QuotationStatus.Disputed;
            }
        }

        return false;
    }

    /// <summary>A reference in the spelling of its address; <see langword="null"/> for what is none of an item of the kind.</summary>
    internal static string? CanonicalOf(ItemKind kind, string reference) =>
        kind == ItemKind.Tag ? reference.ToLowerInvariant()
        : References.TryParse(reference, out var named, out var canonical) && named == kind ? canonical
        : null;

    /// <summary>The same address with the reference as it is spelled; only reading may be sent there.</summary>
    private static IActionResult ToCanonical(PageModel page, string reference, string canonical)
    {
        var request = page.Request;
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            return page.NotFound();
        }

        var path = new PathString(request.Path.Value!.Replace($"/{reference}", $"/{canonical}", StringComparison.Ordinal));
        return page.LocalRedirectPermanent(request.PathBase + path + request.QueryString.Value);
    }
}

using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Quotations.Workbench;

/// <summary>Which quotations the workbench shows.</summary>
public enum QueueKind
{
    /// <summary>Drafts whose words stand in their source.</summary>
    Draft,
    Proposed,
    Disputed,

    /// <summary>Their source does not hold the words, or holds only words that resemble them.</summary>
    Lost,

    /// <summary>No tag, whatever the status.</summary>
    Untagged,
    All,
}

internal static class Queues
{
    public static IQueryable<Quotation> In(this IQueryable<Quotation> quotations, QueueKind queue) => queue switch
    {
        QueueKind.Draft => quotations.Where(q => q.Status == QuotationStatus.Draft && q.Anchor != AnchorState.Lost && q.Anchor != AnchorState.Approximate),
        QueueKind.Proposed => quotations.Where(q => q.Status == QuotationStatus.Proposed),
        QueueKind.Disputed => quotations.Where(q => q.Status == QuotationStatus.Disputed),
        QueueKind.Lost => quotations.Where(q => q.Anchor == AnchorState.Lost || q.Anchor == AnchorState.Approximate),
        QueueKind.Untagged => quotations.Where(q => !q.Taggings.Any()),
        _ => quotations,
    };

    /// <summary>How many there are in each queue.</summary>
    public static async Task<IReadOnlyDictionary<QueueKind, int>> CountQueuesAsync(this IQueryable<Quotation> quotations, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<QueueKind, int>();
        foreach (var queue in Enum.GetValues<QueueKind>())
        {
            counts[queue] = await quotations.In(queue).CountAsync(cancellationToken);
        }

        return counts;
    }

    public static string NameOf(this Words words, QueueKind queue) => queue switch
    {
        QueueKind.Draft => words["To check"],
        QueueKind.Proposed => words["Proposed"],
        QueueKind.Disputed => words["Disputed"],
        QueueKind.Lost => words["Not found in their source"],
        QueueKind.Untagged => words["Without a tag"],
        _ => words["All"],
    };

    /// <summary>The queue's address, with the filters of a list.</summary>
    public static string PathOf(QueueKind queue, Browse? browse = null)
    {
        var filters = browse is null ? "" : (browse with { After = null, Status = null, OldestFirst = false }).ToQuery().TrimStart('?');
        return $"/editor/quotations?queue={queue.ToString().ToLowerInvariant()}{(filters.Length > 0 ? "&" : "")}{filters}";
    }
}

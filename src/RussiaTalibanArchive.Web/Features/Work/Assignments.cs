using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Work;

/// <summary>What editors ask colleagues to see to.</summary>
public sealed class Assignments(ArchiveDbContext db, Colleagues colleagues, CurrentViewer viewer, TimeProvider clock)
{
    /// <summary>In UTF-16 code units.</summary>
    public const int MaxLine = 300;

    /// <summary>The kinds of item that are assigned; an article stands for its review.</summary>
    public static IReadOnlyList<ItemKind> Kinds { get; } = [ItemKind.Document, ItemKind.Article, ItemKind.Quotation];

    /// <summary>Asks a colleague to see to items, all or none. The caller has made sure that the viewer is an editor.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="ids">The items.</param>
    /// <param name="userId">The colleague.</param>
    /// <param name="line">What is to be done, one line, already checked.</param>
    /// <param name="cancellationToken">Stops it; nothing is saved then.</param>
    public async Task<AssignResult> AssignAsync(ItemKind kind, IReadOnlyCollection<Guid> ids, Guid userId, string? line, CancellationToken cancellationToken)
    {
        var items = await colleagues.ItemsAsync(kind, ids, cancellationToken);
        var account = await db.Users.Where(u => u.Id == userId && !u.IsDisabled).Select(u => new { u.Role }).SingleOrDefaultAsync(cancellationToken);
        var seen = items.Where(i => account?.Role >= i.SeenFrom).Select(i => i.Id).ToHashSet();
        var open = await db.Assignments
            .Where(a => a.UserId == userId && a.DoneAt == null && (seen.Contains(a.DocumentId!.Value) || seen.Contains(a.ArticleId!.Value) || seen.Contains(a.QuotationId!.Value)))
            .Select(a => a.DocumentId ?? a.ArticleId ?? a.QuotationId).ToListAsync(cancellationToken);
        var wanted = seen.Where(id => !open.Contains(id)).ToList();
        db.Assignments.AddRange(wanted.Select(id => new Assignment
        {
            DocumentId = kind == ItemKind.Document ? id : null,
            ArticleId = kind == ItemKind.Article ? id : null,
            QuotationId = kind == ItemKind.Quotation ? id : null,
            UserId = userId,
            Line = line,
            ById = viewer.Value.UserId,
            By = viewer.Value.Name,
            At = clock.GetUtcNow(),
        }));
        await db.SaveChangesAsync(cancellationToken);
        return new(wanted.Count, seen.Count - wanted.Count, ids.Count - seen.Count);
    }

    /// <summary>What is open on an item, the oldest first.</summary>
    public async Task<IReadOnlyList<AssignmentView>> OpenOnAsync(WorkItem item, CancellationToken cancellationToken) => await db.Assignments.On(item)
        .Where(a => a.DoneAt == null).OrderBy(a => a.Id).Select(a => new AssignmentView(a.Id, a.User.DisplayName, a.Line, a.By, a.At)).ToListAsync(cancellationToken);

    /// <summary>Takes back what a colleague was asked.</summary>
    public async Task<bool> TakeBackAsync(WorkItem item, Guid id, CancellationToken cancellationToken) =>
        await db.Assignments.On(item).Where(a => a.Id == id).ExecuteDeleteAsync(cancellationToken) > 0;
}

/// <param name="Assigned">So many items were.</param>
/// <param name="Already">So many that colleague was asked to see to before.</param>
/// <param name="Unseen">So many are not there, or that colleague may not see them.</param>
public sealed record AssignResult(int Assigned, int Already, int Unseen);

public sealed record AssignmentView(Guid Id, string Name, string? Line, string By, DateTimeOffset At);

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Notes;

namespace RussiaTalibanArchive.Web.Features.Work;

/// <summary>What the viewer was asked to see to and where colleagues call.</summary>
public sealed class MyWork(ArchiveDbContext db, MentionTargets targets, CurrentViewer viewer, TimeProvider clock)
{
    private const int MaxOpen = 200;
    private const int MaxDone = 20;

    /// <summary>How much is open.</summary>
    public async Task<int> CountAsync(CancellationToken cancellationToken) => viewer.Value is { UserId: { } me, Role: >= Role.Analyst }
        ? await db.Assignments.CountAsync(a => a.UserId == me && a.DoneAt == null, cancellationToken)
            + await db.CommentMentions.CountAsync(m => m.UserId == me && m.DoneAt == null, cancellationToken)
        : 0;

    /// <summary>What is assigned to the viewer: all that is open, the oldest first, then what was done last.</summary>
    public Task<IReadOnlyList<WorkRow>> AssignedAsync(CancellationToken cancellationToken) => RowsAsync(
        db.Assignments.Where(a => a.UserId == viewer.Value.UserId), a => a.DoneAt, a => a.Id, a => new Found(
            a.Id, a.By, a.Line, a.At, a.DoneAt, a.Document!.Reference, a.Article!.Reference, a.Quotation!.Reference, a.Dossier!.Reference, a.Note!.Reference, null), cancellationToken);

    /// <summary>Where colleagues call the viewer, in the same order.</summary>
    public Task<IReadOnlyList<WorkRow>> CalledAsync(CancellationToken cancellationToken) => RowsAsync(
        db.CommentMentions.Where(m => m.UserId == viewer.Value.UserId), m => m.DoneAt, m => m.Id, m => new Found(
            m.Id, m.Comment.Author, m.Comment.Text, m.Comment.WrittenAt, m.DoneAt, m.Comment.Document!.Reference, m.Comment.Article!.Reference,
            m.Comment.Quotation!.Reference, m.Comment.Dossier!.Reference, m.Comment.Note!.Reference, m.CommentId), cancellationToken);

    /// <summary>Marks something of the viewer's as done, or as open again.</summary>
    /// <returns><see langword="false"/> when it is not the viewer's.</returns>
    public async Task<bool> SetDoneAsync(Guid id, bool isDone, CancellationToken cancellationToken)
    {
        DateTimeOffset? at = isDone ? clock.GetUtcNow() : null;
        var me = viewer.Value.UserId;
        return await db.Assignments.Where(a => a.Id == id && a.UserId == me).ExecuteUpdateAsync(a => a.SetProperty(p => p.DoneAt, at), cancellationToken)
            + await db.CommentMentions.Where(m => m.Id == id && m.UserId == me).ExecuteUpdateAsync(m => m.SetProperty(p => p.DoneAt, at), cancellationToken) > 0;
    }

    private async Task<IReadOnlyList<WorkRow>> RowsAsync<T>(
        IQueryable<T> all, Expression<Func<T, DateTimeOffset?>> doneAt, Expression<Func<T, Guid>> id, Expression<Func<T, Found>> select, CancellationToken cancellationToken)
    {
        var isOpen = Expression.Lambda<Func<T, bool>>(Expression.Equal(doneAt.Body, Expression.Constant(null, typeof(DateTimeOffset?))), doneAt.Parameters);
        var isDone = Expression.Lambda<Func<T, bool>>(Expression.Not(isOpen.Body), isOpen.Parameters);
        var found = await all.Where(isOpen).OrderBy(id).Take(MaxOpen).Select(select).ToListAsync(cancellationToken);
        found.AddRange(await all.Where(isDone).OrderByDescending(doneAt).Take(MaxDone).Select(select).ToListAsync(cancellationToken));
        var items = await targets.FindAsync(found.Select(f => f.Item), cancellationToken);
        return [.. found.Where(f => items.ContainsKey(f.Item)).Select(f => new WorkRow(f.Id, items[f.Item], f.By, f.Words, f.At, f.DoneAt is not null, f.CommentId))];
    }

    private sealed record Found(
        Guid Id, string By, string? Words, DateTimeOffset At, DateTimeOffset? DoneAt, string? Document, string? Article, string? Quotation, string? Dossier, string? Note, Guid? CommentId)
    {
        public Mention Item => Document is not null ? new(ItemKind.Document, Document)
            : Article is not null ? new(ItemKind.Article, Article)
            : Quotation is not null ? new(ItemKind.Quotation, Quotation)
            : Dossier is not null ? new(ItemKind.Dossier, Dossier) : new(ItemKind.Note, Note!);
    }
}

/// <param name="Id">The assignment's, or the mention's.</param>
/// <param name="Item">What it is about.</param>
/// <param name="By">Who asks or calls.</param>
/// <param name="Words">What is to be done, or the comment.</param>
/// <param name="At">When it was asked or written.</param>
/// <param name="IsDone">Whether the viewer has done with it.</param>
/// <param name="CommentId">The comment that calls.</param>
public sealed record WorkRow(Guid Id, MentionTarget Item, string By, string? Words, DateTimeOffset At, bool IsDone, Guid? CommentId);

using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;

namespace RussiaTalibanArchive.Web.Features.Work;

/// <summary>The comments on items, as colleagues write and settle them.</summary>
public sealed class Comments(ArchiveDbContext db, Colleagues colleagues, CurrentViewer viewer, TimeProvider clock)
{
    /// <summary>In UTF-16 code units.</summary>
    public const int MaxText = 5_000;

    /// <summary>The newest comments on an item, the oldest of them first.</summary>
    public async Task<IReadOnlyList<CommentView>> OnAsync(WorkItem item, int max, CancellationToken cancellationToken)
    {
        var comments = await db.Comments.AsNoTracking().On(item).OrderByDescending(c => c.Id).Take(max).ToListAsync(cancellationToken);
        var ids = comments.ConvertAll(c => c.Id);
        var called = await db.CommentMentions.Where(m => ids.Contains(m.CommentId)).Select(m => new { m.CommentId, m.UserId, m.User.DisplayName }).ToListAsync(cancellationToken);
        var byComment = called.ToLookup(m => m.CommentId, m => new Colleague(m.UserId, m.DisplayName));
        return [.. comments.OrderBy(c => c.Id).Select(c => new CommentView(c, Calls.In(c.Text, [.. byComment[c.Id]]), c.AuthorId == viewer.Value.UserId))];
    }

    public async Task<Comment> WriteAsync(WorkItem item, string text, CancellationToken cancellationToken)
    {
        var comment = new Comment
        {
            DocumentId = item.Kind == Items.ItemKind.Document ? item.Id : null,
            ArticleId = item.Kind == Items.ItemKind.Article ? item.Id : null,
            QuotationId = item.Kind == Items.ItemKind.Quotation ? item.Id : null,
            DossierId = item.Kind == Items.ItemKind.Dossier ? item.Id : null,
            NoteId = item.Kind == Items.ItemKind.Note ? item.Id : null,
            AuthorId = viewer.Value.UserId!.Value,
            Author = viewer.Value.Name,
            Text = text,
            WrittenAt = clock.GetUtcNow(),
        };
        db.Comments.Add(comment);
        await CallAsync(item, comment, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return comment;
    }

    /// <summary>Changes a comment of the viewer's own.</summary>
    /// <returns><see langword="false"/> when there is none on this item.</returns>
    public async Task<bool> EditAsync(WorkItem item, Guid id, string text, CancellationToken cancellationToken)
    {
        if (await OwnAsync(item, id, cancellationToken) is not { } comment)
        {
            return false;
        }

        if (comment.Text != text)
        {
            comment.Text = text;
            comment.EditedAt = clock.GetUtcNow();
            await CallAsync(item, comment, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }

        return true;
    }

    /// <summary>Takes the words of a comment away, of the viewer's own or, for an editor, of anyone's; that there was one stays.</summary>
    /// <inheritdoc cref="EditAsync"/>
    public async Task<bool> RemoveAsync(WorkItem item, Guid id, CancellationToken cancellationToken)
    {
        var isEditor = viewer.Value.Role >= Role.Editor;
        var comment = await db.Comments.On(item).Include(c => c.Mentions)
            .SingleOrDefaultAsync(c => c.Id == id && (isEditor || c.AuthorId == viewer.Value.UserId) && c.RemovedAt == null, cancellationToken);
        if (comment is null)
        {
            return false;
        }

        comment.Text = "";
        comment.RemovedAt = clock.GetUtcNow();
        db.Drop(comment.Mentions, _ => true);
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    /// <summary>Marks a comment as settled, or as open again.</summary>
    /// <returns><see langword="false"/> when there is none on this item.</returns>
    public async Task<bool> ResolveAsync(WorkItem item, Guid id, bool isResolved, CancellationToken cancellationToken)
    {
        var comment = await db.Comments.On(item).SingleOrDefaultAsync(c => c.Id == id && c.RemovedAt == null, cancellationToken);
        if (comment is null)
        {
            return false;
        }

        comment.ResolvedAt = isResolved ? clock.GetUtcNow() : null;
        comment.ResolvedBy = isResolved ? viewer.Value.Name : null;
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    private Task<Comment?> OwnAsync(WorkItem item, Guid id, CancellationToken cancellationToken) => db.Comments.On(item).Include(c => c.Mentions)
        .SingleOrDefaultAsync(c => c.Id == id && c.AuthorId == viewer.Value.UserId && c.RemovedAt == null, cancellationToken);

    /// <summary>Notes whom the text calls, of those who may see the item; who was called before keeps what they have done.</summary>
    private async Task CallAsync(WorkItem item, Comment comment, CancellationToken cancellationToken)
    {
        var called = Calls.In(comment.Text, await colleagues.WhoSeeAsync(item, cancellationToken)).Select(r => r.Called).OfType<Guid>().ToHashSet();
        db.Drop(comment.Mentions, m => !called.Contains(m.UserId));
        foreach (var id in called.Where(id => !comment.Mentions.Exists(m => m.UserId == id)))
        {
            comment.Mentions.Add(new CommentMention { CommentId = comment.Id, UserId = id });
        }
    }
}

/// <param name="Comment">The comment.</param>
/// <param name="Runs">Its words, with whom they call.</param>
/// <param name="IsOwn">Whether the viewer wrote it.</param>
public sealed record CommentView(Comment Comment, IReadOnlyList<Calls.Run> Runs, bool IsOwn);

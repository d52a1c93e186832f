using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Tags;

/// <summary>The names of all tags, ready to be looked for in a text. Lives as long as one request or import.</summary>
public sealed class TagVocabulary(ArchiveDbContext db)
{
    private TagMatcher? _matcher;

    /// <summary>Finds the labels and aliases of every tag in one pass over a text; a match names the tag by its <see cref="Item.Id"/>.</summary>
    public async Task<TagMatcher> MatcherAsync(CancellationToken cancellationToken)
    {
        if (_matcher is null)
        {
            var labels = await db.Set<TagLabel>().Select(l => new { l.TagId, l.Text }).ToListAsync(cancellationToken);
            var aliases = await db.Tags.Select(t => new { t.Id, t.Aliases }).ToListAsync(cancellationToken);
            _matcher = new(labels.Select(l => (l.TagId.ToString(), l.Text)).Concat(aliases.SelectMany(t => t.Aliases.Select(a => (t.Id.ToString(), a)))));
        }

        return _matcher;
    }

    /// <summary>Forgets the names, after tags have changed.</summary>
    public void Refresh() => _matcher = null;
}

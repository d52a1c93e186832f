using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Notes;
using RussiaTalibanArchive.Web.Features.Quotations;
using RussiaTalibanArchive.Web.Features.Search;
using RussiaTalibanArchive.Web.Features.Search.Timelines;
using RussiaTalibanArchive.Web.Text.Dates;

namespace RussiaTalibanArchive.Web.Features.Tags;

[Authorize(Policies.Visitor)]
public sealed class TagModel(ArchiveDbContext db, NotesOn notes, TimelineReader timeline, Tombstones tombstones) : PageModel
{
    /// <summary>How many of each kind the page shows; the lists have the rest.</summary>
    public const int Shown = 10;

    public TagView Tag { get; private set; } = null!; // OnGetAsync sets it before the view runs
    public IReadOnlyList<TagName> Above { get; private set; } = [];
    public IReadOnlyList<TagName> Narrower { get; private set; } = [];
    public TagCounts Counts { get; private set; } = TagCounts.None;
    public IReadOnlyList<DocumentRow> Documents { get; private set; } = [];
    public IReadOnlyList<ArticleRow> Articles { get; private set; } = [];
    public IReadOnlyList<QuotationRow> Quotations { get; private set; } = [];

    public IReadOnlyList<Companion> Companions { get; private set; } = [];

    /// <summary>What carries the tag, or one below it, on the axis of time.</summary>
    public Timeline Timeline { get; private set; } = Timeline.Empty;

    public SearchAddress TimelineAddress => SearchAddress.Timeline.With(Facet.Tag, Tag.Name.Slug);

    /// <summary>Whether what carries a tag below this one counts too.</summary>
    public bool WithBelow { get; private set; } = true;

    public NotesOnItem Notes { get; private set; } = null!; // OnGetAsync sets it before the view runs

    public async Task<IActionResult> OnGetAsync(string slug, string? below, CancellationToken cancellationToken)
    {
        var tag = await db.Tags.Where(t => t.Reference == slug)
            .Select(t => new TagView(
                t.Id,
                new TagName(t.Reference, t.Labels.OrderBy(l => l.Language).Select(l => new LabelText(l.Language, l.Text)).ToList()),
                t.Type, t.Date, t.Aliases, t.ScopeNote, t.SameAs))
            .SingleOrDefaultAsync(cancellationToken);
        if (tag is null)
        {
            return await tombstones.MissingAsync(this, ItemKind.Tag, slug, cancellationToken);
        }

        Tag = tag;
        var tree = await TagTree.LoadAsync(db, cancellationToken);
        Above = tree.PathTo(tag.Id);
        Narrower = tree.NarrowerThan(tag.Id);
        WithBelow = below != "no" || Narrower.Count == 0;
        var tags = WithBelow ? await db.TagPaths.Where(p => p.AncestorId == tag.Id).Select(p => p.DescendantId).ToListAsync(cancellationToken) : [tag.Id];
        var documents = db.Documents.Where(d => d.Taggings.Any(t => tags.Contains(t.TagId)));
        var articles = db.Articles.Where(a => a.Taggings.Any(t => tags.Contains(t.TagId)));
        var quotations = db.Quotations.Where(q => q.Taggings.Any(t => tags.Contains(t.TagId)));
        Counts = WithBelow ? tree.CountsOf(tag.Id)
            : new(await documents.CountAsync(cancellationToken), await articles.CountAsync(cancellationToken), await quotations.CountAsync(cancellationToken));
        Documents = await FirstAsync(documents.ToRows(), cancellationToken);
        Articles = await FirstAsync(articles.ToRows(), cancellationToken);
        Quotations = await FirstAsync(quotations.ToRows(), cancellationToken);
        Companions = await db.CompanionsAsync(tags, cancellationToken);
        Timeline = WithBelow ? await timeline.ReadAsync(TimelineAddress, cancellationToken) : Timeline.Empty;
        Notes = await notes.ForAsync(ItemKind.Tag, tag.Id, slug, cancellationToken);
        return Page();
    }

    private static Task<List<T>> FirstAsync<T>(IQueryable<T> rows, CancellationToken cancellationToken) where T : class, IDatedRow =>
        rows.OrderByDescending(r => r.SortDate).ThenByDescending(r => r.Id).Take(Shown).ToListAsync(cancellationToken);
}

/// <summary>A tag as its page shows it.</summary>
public sealed record TagView(Guid Id, TagName Name, string? Type, ArchiveDate? Date, IReadOnlyList<string> Aliases, string? ScopeNote, IReadOnlyList<string> SameAs);

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Search;

namespace RussiaTalibanArchive.Web.Features.Notes;

[Authorize(Policies.Visitor)]
public sealed class IndexModel(ArchiveDbContext db, MentionTargets targets) : PageModel
{
    private const int MaxAuthors = 200;

    public Browse Browse { get; private set; } = new();
    public string? Author { get; private set; }

    /// <summary>The item that was asked for, as typed.</summary>
    public string? About { get; private set; }

    /// <summary>That item, when there is one.</summary>
    public MentionTarget? Item { get; private set; }

    public IReadOnlyList<string> Authors { get; private set; } = [];
    public ListPage<NoteRow> List { get; private set; } = null!; // OnGetAsync sets it before the view runs
    public bool IsFiltered => Browse.Q is not null || Author is not null || About is not null;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Browse = Browse.Read(Request.Query);
        Author = One("author");
        About = One("about");
        Authors = await db.Notes.Select(n => n.Author).Distinct().OrderBy(a => a).Take(MaxAuthors).ToListAsync(cancellationToken);
        var notes = db.Notes.Matching(db, Browse.Q);
        if (Author is not null)
        {
            notes = notes.Where(n => n.Author == Author);
        }

        if (About is not null)
        {
            var mention = Mention.Parse(About);
            Item = mention is null ? null : (await targets.FindAsync([mention], cancellationToken)).GetValueOrDefault(mention);
            notes = Item is null ? notes.Where(n => false) : notes.On(Item.Mention);
        }

        List = await notes.ToRows().PageAsync(Browse, cancellationToken);
    }

    /// <summary>The address of a page of this list.</summary>
    public string PageAt(string? cursor) => "/notes" + QueryString.Create(new KeyValuePair<string, string?>[]
    {
        new("q", Browse.Q), new("author", Author), new("about", About), new("after", cursor),
    }.Where(f => f.Value is not null));

    private string? One(string name) => Request.Query[name].FirstOrDefault()?.Replace("\0", "").Trim() is { Length: > 0 and <= 200 } value ? value : null;
}

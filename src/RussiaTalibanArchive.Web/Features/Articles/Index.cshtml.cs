using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Tags;

namespace RussiaTalibanArchive.Web.Features.Articles;

[Authorize(Policies.Visitor)]
public sealed class IndexModel(ArchiveDbContext db, CurrentViewer viewer) : PageModel
{
    public Browse Browse { get; private set; } = new();
    public ListPage<ArticleRow> List { get; private set; } = null!; // OnGetAsync sets it before the view runs
    public IReadOnlyList<TagName> FilterTags { get; private set; } = [];
    public IReadOnlyList<string> Statuses => viewer.Value.SeesDrafts ? ["draft", "internal", "public"] : viewer.Value.SeesInternal ? ["internal", "public"] : [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Browse = Browse.Read(Request.Query);
        FilterTags = await db.Tags.NamedAsync(Browse.Tags, cancellationToken);
        List = await db.Articles.Asked(db, Browse).ToRows().PageAsync(Browse, cancellationToken);
    }
}

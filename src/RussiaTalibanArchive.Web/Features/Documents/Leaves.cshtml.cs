using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;

namespace RussiaTalibanArchive.Web.Features.Documents;

/// <summary>A few leaves of a document's texts, for the reading room's script: it puts them where they belong.</summary>
[Authorize(Policies.Visitor)]
public sealed class LeavesModel(ArchiveDbContext db, LeafReader leaves) : PageModel
{
    public ReadingAddress Address { get; private set; } = null!; // OnGetAsync sets it before the view runs
    public IReadOnlyList<ReadText> Texts { get; private set; } = [];

    /// <param name="reference">The document.</param>
    /// <param name="from">The index of the first leaf; or the address names a page or a paragraph.</param>
    /// <param name="to">The index of the last.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IActionResult> OnGetAsync(string reference, int? from, int? to, CancellationToken cancellationToken)
    {
        Address = ReadingAddress.Read(reference, Request.Query);
        var document = await db.Documents.Where(d => d.Reference == reference).Select(d => new { d.Id }).SingleOrDefaultAsync(cancellationToken);
        var texts = document is null ? [] : await db.Texts.Where(t => t.DocumentId == document.Id).ToViews().ToListAsync(cancellationToken);
        var (text, beside) = (texts.Find(t => t.Key == Address.Text), texts.Find(t => t.Key == Address.Beside));
        if (document is null || text is null)
        {
            return NotFound();
        }

        Texts = await leaves.ReadAsync(document.Id, [.. new[] { text, beside }.OfType<TextView>()],
            layout => from is { } index ? layout.Leaves[Math.Clamp(index, 0, layout.Leaves.Count - 1)] : Address.Choose(layout), to, cancellationToken);
        return Page();
    }
}

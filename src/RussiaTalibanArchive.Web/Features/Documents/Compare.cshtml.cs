using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Documents;

/// <summary>Two documents beside each other, with every difference of wording: two copies of one memorandum may differ on purpose.</summary>
[Authorize(Policies.Editor)]
public sealed class CompareModel(ArchiveDbContext db) : PageModel
{
    public Compared First { get; private set; } = null!; // OnGetAsync sets it before the view runs
    public Compared Second { get; private set; } = null!; // OnGetAsync sets it before the view runs
    public TextSimilarity Similarity { get; private set; } = null!; // OnGetAsync sets it before the view runs

    public async Task<IActionResult> OnGetAsync(string reference, string other, CancellationToken cancellationToken)
    {
        if (await FindAsync(reference, cancellationToken) is not { } first || await FindAsync(other, cancellationToken) is not { } second)
        {
            return NotFound();
        }

        (First, Second) = (first, second);
        Similarity = NearDuplicates.Similarity(first.Body, second.Body);
        return Page();
    }

    private Task<Compared?> FindAsync(string reference, CancellationToken cancellationToken) => db.Texts
        .Where(t => t.Document.Reference == reference && t.IsCurrent && t.Role != TextRole.Translation).OrderBy(t => t.Role)
        .Select(t => new Compared(t.Document.Reference, t.Document.Title, t.Language, t.Body)).FirstOrDefaultAsync(cancellationToken);
}

public sealed record Compared(string Reference, string Title, string Language, string Body);

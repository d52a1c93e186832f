using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Tags;

/// <summary>All tags, withdrawn ones too, as editors keep them.</summary>
[Authorize(Policies.Editor)]
public sealed class VocabularyModel(ArchiveDbContext db) : PageModel
{
    public string? Q { get; private set; }
    public IReadOnlyList<VocabularyRow> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Q = Browse.Read(Request.Query).Q;
        Rows = await db.Tags.IgnoreQueryFilters([ArchiveDbContext.NotWithdrawn]).Named(db, Q)
            .OrderBy(t => t.Reference)
            .Select(t => new VocabularyRow(
                new TagName(t.Reference, t.Labels.Select(l => new LabelText(l.Language, l.Text)).ToList()),
                t.Type, t.Broader!.Reference, t.Taggings.Count, t.WithdrawnAt != null))
            .ToListAsync(cancellationToken);
    }
}

/// <param name="Name">The tag.</param>
/// <param name="Type">What it stands for.</param>
/// <param name="Broader">The slug of the tag above.</param>
/// <param name="Uses">How many items carry this very tag.</param>
/// <param name="IsWithdrawn">Whether it was withdrawn.</param>
public sealed record VocabularyRow(TagName Name, string? Type, string? Broader, int Uses, bool IsWithdrawn);

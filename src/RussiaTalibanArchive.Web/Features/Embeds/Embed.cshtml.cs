using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Citations;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Embeds;

/// <summary>An item in a frame on another site: its words, where they are from, and what is known of the paper. Public items alone, whoever looks.</summary>
[AllowAnonymous]
public sealed class EmbedModel(CitationReader reader, CurrentViewer viewer, IOptions<ArchiveOptions> options) : PageModel
{
    private const string Policy = "default-src 'none'; style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *";

    public Citation Cited { get; private set; } = null!; // OnGetAsync sets it before the view runs
    public bool IsOfDocument { get; private set; }

    public async Task<IActionResult> OnGetAsync(string collection, string reference, CancellationToken cancellationToken)
    {
        viewer.Use(Viewer.Nobody with { SeesPublic = options.Value.Public });
        if (!References.TryParse(reference, out var kind, out var canonical) || References.CollectionOf(kind) != collection
            || await reader.FindAsync(kind, canonical, Citations.Citations.SiteOf(Request, options.Value), cancellationToken) is not { } cited)
        {
            return NotFound();
        }

        Cited = cited;
        IsOfDocument = kind == ItemKind.Document || (kind == ItemKind.Quotation && cited.Publisher is null);
        Response.Headers.ContentSecurityPolicy = Policy;
        Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        Response.Headers.CacheControl = "no-cache";
        return Page();
    }
}

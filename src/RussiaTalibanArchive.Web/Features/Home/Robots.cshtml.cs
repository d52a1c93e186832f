using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace RussiaTalibanArchive.Web.Features.Home;

/// <summary>Asks robots to stay on the pages of a public archive, and out of any other.</summary>
[AllowAnonymous]
public sealed class RobotsModel(IOptions<ArchiveOptions> options) : PageModel
{
    private static readonly string[] Closed = ["/account", "/admin", "/editor", "/error"];

    public IActionResult OnGet() => Content(
        $"User-agent: *\n{(options.Value.Public ? string.Concat(Closed.Select(path => $"Disallow: {path}\n")) + $"Sitemap: {Citations.Citations.SiteOf(Request, options.Value)}/sitemap.xml\n" : "Disallow: /\n")}",
        "text/plain; charset=utf-8");
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Search.Exports;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Citations.Styles;

/// <summary>The citations of what somebody chose among results, in words and as files.</summary>
[Authorize(Policies.Visitor)]
public sealed class ChosenModel(CitationReader reader, CitationStyler styler, IOptions<ArchiveOptions> options, Words words) : PageModel
{
    public IReadOnlyList<Citation> Cited { get; private set; } = [];
    public IReadOnlyList<StyledCitation> Written { get; private set; } = [];
    public string? Problem { get; private set; }
    public CitationStyle Style { get; private set; } = CitationStyle.All[0];
    public CitationLocale Locale { get; private set; } = CitationLocale.All[0];
    public Transliteration Transliteration { get; private set; }
    public IReadOnlyList<CitationStyle> Styles => styler.Styles;

    /// <summary>The query string that names what was chosen.</summary>
    public string Query => QueryString.Create(Cited.Select(c => KeyValuePair.Create<string, string?>(ChosenItems.Parameter, c.Reference))).ToString();

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var chosen = ChosenItems.Read(Request.Query);
        var found = await reader.FindAllAsync(chosen.ToLookup(c => c.Kind, c => c.Reference), Citations.SiteOf(Request, options.Value), cancellationToken);
        var choice = StyleChoice.Read(Request, styler);
        (Style, Locale, Transliteration) = (choice.Style ?? styler.Styles[0], choice.Locale ?? CitationLocale.All[0], choice.Transliteration ?? default);
        Cited = [.. chosen.Select(c => found.GetValueOrDefault(c.Reference)).OfType<Citation>().Select(c => c with { Transliteration = Transliteration })];
        if (Request.Query.ContainsKey("style") && choice.ProblemOf(styler) is null)
        {
            choice.Keep(HttpContext);
        }

        if (Cited.Count > 0)
        {
            var (written, problem) = await styler.WriteAsync(Style, Locale, Cited, cancellationToken);
            (Written, Problem) = (written, problem is { } why ? StyledEndpoint.MessageOf(why, words) : null);
        }
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Citations.Styles;

/// <summary>An item's citation in a style and a language of the reader's choice, to be copied.</summary>
[Authorize(Policies.Visitor)]
public sealed class CiteModel(CitationReader reader, CitationStyler styler, Tombstones tombstones, IOptions<ArchiveOptions> options, Words words) : PageModel
{
    public ItemKind Kind { get; private set; }
    public Citation Cited { get; private set; } = null!; // OnGetAsync sets it before the view runs
    public CitationStyle Style { get; private set; } = CitationStyle.All[0];
    public CitationLocale Locale { get; private set; } = CitationLocale.All[0];
    public Transliteration Transliteration { get; private set; }

    /// <summary>Whether vowels are missing in the title in Latin letters.</summary>
    public bool LacksVowels => Cited.RomanizedTitle() is { IsComplete: false };

    /// <summary>What the choice adds to an address.</summary>
    public string Chosen => $"style={Style.Name}&locale={Locale.Tag}&{Transliterations.Parameter}={Transliterations.NameOf(Transliteration)}";

    public IReadOnlyList<CitationStyle> Styles => styler.Styles;

    /// <summary><see langword="null"/> where <see cref="Problem"/> says why.</summary>
    public StyledCitation? Written { get; private set; }
    public string? Problem { get; private set; }

    public async Task<IActionResult> OnGetAsync(string collection, string reference, CancellationToken cancellationToken)
    {
        Kind = CitationFormat.KindsInWords.First(k => References.CollectionOf(k) == collection);
        if (Tombstones.CanonicalOf(Kind, reference) is not { } canonical || canonical != reference
            || await reader.FindAsync(Kind, canonical, Citations.SiteOf(Request, options.Value), cancellationToken) is not { } cited)
        {
            return await tombstones.MissingAsync(this, Kind, reference, cancellationToken);
        }

        var choice = StyleChoice.Read(Request, styler);
        (Style, Locale, Transliteration) = (choice.Style ?? styler.Styles[0], choice.Locale ?? CitationLocale.All[0], choice.Transliteration ?? default);
        Cited = cited with { Transliteration = Transliteration };
        if (Request.Query.ContainsKey("style") && choice.ProblemOf(styler) is null)
        {
            choice.Keep(HttpContext);
        }

        var (written, problem) = await styler.WriteAsync(Style, Locale, [Cited], cancellationToken);
        Written = written.Count == 0 ? null : written[0];
        Problem = problem is { } why ? StyledEndpoint.MessageOf(why, words) : null;
        return Page();
    }
}

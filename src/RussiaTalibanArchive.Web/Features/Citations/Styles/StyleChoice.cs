using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Citations.Styles;

/// <summary>The style and language of citations that an address asks for, or that this browser asked for last.</summary>
/// <param name="Style"><see langword="null"/> where there is none of the name that was asked for.</param>
/// <param name="Locale"><see langword="null"/> where there is none of the tag that was asked for.</param>
/// <param name="Transliteration"><see langword="null"/> where there is none of the name that was asked for.</param>
public sealed record StyleChoice(CitationStyle? Style, CitationLocale? Locale, Transliteration? Transliteration)
{
    private const string Cookie = "citation-style";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    /// <summary>Reads <c>style</c>, <c>locale</c> and <c>transliteration</c> of the address, else the cookie, else takes the first style and the language of the interface.</summary>
    public static StyleChoice Read(HttpRequest request, CitationStyler styler)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(styler);
        var kept = request.Cookies[Cookie]?.Split('.') ?? [];
        var style = request.Query["style"].ToString() is { Length: > 0 } name ? styler.Find(name) : styler.Find(kept.FirstOrDefault()) ?? styler.Styles[0];
        var locale = request.Query["locale"].ToString() is { Length: > 0 } tag ? CitationLocale.Find(tag)
            : CitationLocale.Find(kept.ElementAtOrDefault(1) ?? "") ?? CitationLocale.Find(InterfaceLanguages.Current) ?? CitationLocale.All[0];
        var transliteration = request.Query[Transliterations.Parameter].ToString() is { Length: > 0 } how ? Transliterations.Find(how)
            : Transliterations.Find(kept.ElementAtOrDefault(2)) ?? Features.Citations.Transliteration.WhereCertain;
        return new(style, locale, transliteration);
    }

    /// <summary>Reads <c>style</c>, <c>locale</c> and <c>transliteration</c> of an address, which has them all.</summary>
    public static StyleChoice Of(IReadOnlyDictionary<string, Microsoft.Extensions.Primitives.StringValues> query, CitationStyler styler)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(styler);
        return new(styler.Find(query["style"].ToString()), CitationLocale.Find(query["locale"].ToString()), Transliterations.Find(query[Transliterations.Parameter].ToString()));
    }

    /// <summary>What is wrong with what the address asks for, in English: it is for programs.</summary>
    public string? ProblemOf(CitationStyler styler)
    {
        ArgumentNullException.ThrowIfNull(styler);
        return Style is null ? $"There is no such style. Known are: {string.Join(", ", styler.Styles.Select(s => s.Name))}.\n"
            : Locale is null ? $"There is no such locale. Known are: {string.Join(", ", CitationLocale.All.Select(l => l.Tag))}.\n"
            : Transliteration is null ? $"There is no such transliteration. Known are: {string.Join(", ", Enum.GetValues<Transliteration>().Select(Transliterations.NameOf))}.\n"
            : null;
    }

    /// <summary>Remembers it on this browser.</summary>
    public void Keep(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        http.Response.Cookies.Append(Cookie, $"{Style?.Name}.{Locale?.Tag}.{Transliterations.NameOf(Transliteration ?? default)}",
            new() { HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, MaxAge = Kept });
    }
}

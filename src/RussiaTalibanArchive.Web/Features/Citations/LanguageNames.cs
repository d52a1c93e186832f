namespace RussiaTalibanArchive.Web.Features.Citations;

/// <summary>The languages of the archive as bibliographies name them.</summary>
internal static class LanguageNames
{
    /// <summary>The English name of a BCP 47 language; the tag itself when we have no name for it.</summary>
    public static string English(string tag) => tag switch
    {
        "fa-AF" or "prs" => "Dari",
        _ => Of(tag).English ?? tag,
    };

    /// <summary>The name by which LaTeX's babel knows a BCP 47 language; <see langword="null"/> when it does not.</summary>
    public static string? Babel(string? tag) => tag is null ? null : Of(tag).Babel;

    private static (string? English, string? Babel) Of(string tag) => tag.Split('-')[0].ToLowerInvariant() switch
    {
        "ar" => ("Arabic", "arabic"),
        "fa" or "prs" or "pes" => ("Persian", "persian"),
        "ps" or "pbt" or "pbu" or "pst" => ("Pashto", "pashto"),
        "ru" => ("Russian", "russian"),
        "en" => ("English", "english"),
        "de" => ("German", "ngerman"),
        "es" => ("Spanish", "spanish"),
        "fr" => ("French", "french"),
        "it" => ("Italian", "italian"),
        "tg" => ("Tajik", null),
        "tk" => ("Turkmen", "turkmen"),
        "tr" => ("Turkish", "turkish"),
        "uk" => ("Ukrainian", "ukrainian"),
        "ur" => ("Urdu", "urdu"),
        "uz" => ("Uzbek", null),
        _ => (null, null),
    };
}

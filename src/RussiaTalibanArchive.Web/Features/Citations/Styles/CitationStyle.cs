namespace RussiaTalibanArchive.Web.Features.Citations.Styles;

/// <summary>A style in which citations can be written out.</summary>
/// <param name="Name">What addresses call it.</param>
/// <param name="Id">Of the Citation Style Language's own collection; the file it is read from.</param>
/// <param name="Label">As its users call it; the same in every language.</param>
/// <param name="IsNumbered">Whether it numbers what is cited.</param>
public sealed record CitationStyle(string Name, string Id, string Label, bool IsNumbered = false)
{
    /// <summary>What the style that the settings give is called.</summary>
    public const string Custom = "custom";

    public static IReadOnlyList<CitationStyle> All { get; } =
    [
        new("chicago", "chicago-note-bibliography", "Chicago 17 (notes)"),
        new("chicago-author-date", "chicago-author-date", "Chicago 17 (author-date)"),
        new("apa", "apa", "APA 7"),
        new("mla", "modern-language-association", "MLA 9"),
        new("iso690", "iso690-author-date-en", "ISO 690"),
        new("gost", "gost-r-7-0-5-2008", "ГОСТ Р 7.0.5-2008", true),
        new("harvard", "harvard-cite-them-right", "Harvard (Cite Them Right)"),
        new("vancouver", "vancouver", "Vancouver", true),
        new("oscola", "oscola", "OSCOLA 4"),
    ];

    /// <summary>By its name here, or by that of the collection.</summary>
    public static CitationStyle? Find(string name) =>
        All.FirstOrDefault(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase) || s.Id.Equals(name, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A language in which citations can be written out.</summary>
/// <param name="Tag">As the Citation Style Language's locales are called.</param>
/// <param name="Label">In the language itself.</param>
/// <param name="IsRightToLeft">How a citation in it reads.</param>
public sealed record CitationLocale(string Tag, string Label, bool IsRightToLeft = false)
{
    public static IReadOnlyList<CitationLocale> All { get; } =
    [
        new("en-US", "English (US)"),
        new("en-GB", "English (UK)"),
        new("ar", "العربية", true),
        new("fa-IR", "فارسی / دری", true),
        new("ru-RU", "Русский"),
    ];

    /// <summary>The primary subtag.</summary>
    public string Language => Tag.Split('-')[0];

    /// <summary>By its tag, or the first of the same language: <c>fa-AF</c> is answered in Persian.</summary>
    public static CitationLocale? Find(string tag) =>
        All.FirstOrDefault(l => l.Tag.Equals(tag, StringComparison.OrdinalIgnoreCase)) ?? All.FirstOrDefault(l => l.Language.Equals(tag.Split('-')[0], StringComparison.OrdinalIgnoreCase));
}

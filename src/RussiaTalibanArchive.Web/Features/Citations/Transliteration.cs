using RussiaTalibanArchive.Web.Text.Romanization;

namespace RussiaTalibanArchive.Web.Features.Citations;

/// <summary>Whether titles in Arabic and Cyrillic letters are given in Latin ones too, by the tables of ALA-LC.</summary>
public enum Transliteration
{
    /// <summary>Where an editor has romanized the title, or the program can do so with all its vowels.</summary>
    WhereCertain,

    /// <summary>Always; vowels that the original leaves to its reader may be missing.</summary>
    Always,

    Never,
}

public static class Transliterations
{
    /// <summary>The parameter of addresses.</summary>
    public const string Parameter = "transliteration";

    private static readonly Dictionary<string, Transliteration> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["auto"] = Transliteration.WhereCertain,
        ["ala-lc"] = Transliteration.Always,
        ["none"] = Transliteration.Never,
    };

    /// <summary>By its name in addresses.</summary>
    public static Transliteration? Find(string? name) => name is not null && Names.TryGetValue(name, out var found) ? found : null;

    public static string NameOf(Transliteration transliteration) => Names.First(n => n.Value == transliteration).Key;

    /// <summary>Whether a BCP 47 language says that its text was put into Latin letters, as <c>ar-Latn</c> does.</summary>
    public static bool IsOne(string language) => language.Split('-') is [_, "Latn", ..];

    /// <summary>
    /// The title in Latin letters: what an editor gave as a translation into <c>ar-Latn</c> or another language in Latin letters, else the
    /// program's own. <see langword="null"/> where there is none, or none is wanted.
    /// </summary>
    public static Romanized? RomanizedTitle(this Citation citation)
    {
        ArgumentNullException.ThrowIfNull(citation);
        if (citation.Transliteration == Transliteration.Never || citation.Type == CitationType.Quotation || citation.Language?.Split('-') is not [var language, ..])
        {
            return null;
        }

        if (citation.TitleTranslations.OrderBy(t => t.Key, StringComparer.Ordinal)
            .FirstOrDefault(t => IsOne(t.Key) && t.Key.Split('-')[0] == language) is { Value: { } given })
        {
            return new(given, true);
        }

        return Romanizer.Of(citation.Title, citation.Language) is { } own && (own.IsComplete || citation.Transliteration == Transliteration.Always) ? own : null;
    }
}

using System.Collections.Frozen;
using System.Globalization;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Items;
using Calendar = RussiaTalibanArchive.Web.Text.Dates.Calendar;

namespace RussiaTalibanArchive.Web.Features.Citations;

/// <summary>What a reader needs to find a thing again and to say where it comes from, in no format yet.</summary>
public sealed record Citation
{
    public required CitationType Type { get; init; }

    public ItemKind Kind => Type switch
    {
        CitationType.Quotation => ItemKind.Quotation,
        CitationType.NewsArticle => ItemKind.Article,
        CitationType.Dossier => ItemKind.Dossier,
        CitationType.Tag => ItemKind.Tag,
        _ => ItemKind.Document,
    };

    /// <summary>The archive's reference, such as <c>RTA-D0001</c>; the key of the citation.</summary>
    public required string Reference { get; init; }

    /// <summary>In the original; the first of its words for a quotation.</summary>
    public required string Title { get; init; }

    /// <summary>The title in other languages, by BCP 47.</summary>
    public IReadOnlyDictionary<string, string> TitleTranslations { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>The title in English, where it is another one.</summary>
    public string? TitleInEnglish => TitleTranslations.GetValueOrDefault("en");

    /// <summary>Whether the title is given in Latin letters too.</summary>
    public Transliteration Transliteration { get; init; }

    /// <summary>BCP 47 language of the thing and its title.</summary>
    public string? Language { get; init; }

    /// <summary>The issuing body of a document, the authors of an article; of its source for a quotation.</summary>
    public IReadOnlyList<CitedName> Authors { get; init; } = [];

    public CitedDate? Date { get; init; }

    /// <summary>The date as the paper has it; empty when only <see cref="Date"/> is known.</summary>
    public string? DatePrinted { get; init; }

    /// <summary>The calendar of <see cref="DatePrinted"/>.</summary>
    public Calendar DateCalendar { get; init; }

    /// <summary>What kind of paper it is, such as <c>memorandum</c>.</summary>
    public string? Genre { get; init; }

    /// <summary>The archive's own title.</summary>
    public required string Archive { get; init; }

    /// <summary>The newspaper or site of an article; <see langword="null"/> for papers, which only the archive publishes.</summary>
    public string? Publisher { get; init; }

    /// <summary>What a quotation was taken from.</summary>
    public CitedSource? Source { get; init; }

    /// <summary>The page of the passage, from 1.</summary>
    public int? Page { get; init; }

    /// <summary>The paragraph of the passage, from 1, through the whole text.</summary>
    public int? Paragraph { get; init; }

    /// <summary>The absolute address in the archive.</summary>
    public required string Address { get; init; }

    /// <summary>The absolute address where an article was published.</summary>
    public string? PublishedAddress { get; init; }

    /// <summary>The newest verdict on the document, or on the document quoted.</summary>
    public Verdict Verdict { get; init; }

    /// <summary>Whether it is a leaked paper, or of one: only those are believed or not.</summary>
    public bool IsOfPaper => Type is CitationType.Document or CitationType.Letter or CitationType.Email or CitationType.Report || (Type == CitationType.Quotation && Publisher is null);

    public DateOnly? AssessedOn { get; init; }

    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>Plain text.</summary>
    public string? Abstract { get; init; }

    public string? Rights { get; init; }

    /// <summary>The exact words of a quotation.</summary>
    public string? Words { get; init; }

    public string? Speaker { get; init; }
    public string? SpeakerRole { get; init; }
    public IReadOnlyList<CitedTranslation> Translations { get; init; } = [];

    /// <summary>Whether it is disputed that the source has these words.</summary>
    public bool IsDisputed { get; init; }

    /// <summary>Whether no editor has compared the words with the source yet.</summary>
    public bool IsUnchecked { get; init; }

    /// <summary>Where the thing itself stands: where it was published, or the archive.</summary>
    public string Url => PublishedAddress ?? Address;

    /// <summary>The place in the source, such as <c>p. 3, para. 12</c>; <see langword="null"/> when it is not known.</summary>
    public string? Place => (Page, Paragraph) switch
    {
        (null, null) => null,
        (null, { } paragraph) => Say($"para. {paragraph}"),
        ({ } page, null) => Say($"p. {page}"),
        ({ } page, { } paragraph) => Say($"p. {page}, para. {paragraph}"),
    };

    /// <summary>What every bibliography must print, in English.</summary>
    public IEnumerable<string> Notes()
    {
        if (AuthenticityNote() is { } authenticity)
        {
            yield return authenticity;
        }

        if (IsDisputed)
        {
            yield return "Quotation disputed";
        }

        if (IsUnchecked)
        {
            yield return "Quotation not yet checked against its source";
        }

        if (!string.IsNullOrEmpty(Speaker))
        {
            yield return string.IsNullOrEmpty(SpeakerRole) ? $"Said by {Speaker}" : $"Said by {Speaker}, {SpeakerRole}";
        }

        if (!string.IsNullOrEmpty(DatePrinted) && DatePrinted != Date?.Edtf)
        {
            yield return $"Date as printed: {DatePrinted}" + DateCalendar switch
            {
                Calendar.Hijri => " (Hijri)",
                Calendar.SolarHijri => " (Solar Hijri)",
                _ => "",
            };
        }
    }

    /// <summary>What a reader of the record may want besides, in English.</summary>
    public IEnumerable<string> Remarks()
    {
        if (this.RomanizedTitle() is { } romanized)
        {
            yield return $"Title romanized (ALA-LC): {romanized.Text}";
        }

        if (!string.IsNullOrEmpty(TitleInEnglish))
        {
            yield return $"Title in English: {TitleInEnglish}";
        }

        foreach (var translation in Translations)
        {
            yield return string.IsNullOrEmpty(translation.Translator)
                ? $"Translation into {LanguageNames.English(translation.Language)}: {translation.Text}"
                : $"Translation into {LanguageNames.English(translation.Language)} by {translation.Translator}: {translation.Text}";
        }

        if (Words is not null)
        {
            yield return $"SHA-256 of the quoted words begins {CitedText.Fingerprint(Words)}";
        }

        if (PublishedAddress is not null)
        {
            yield return $"Archive copy: {Address}";
        }
    }

    private string? AuthenticityNote()
    {
        var verdict = Verdict switch
        {
            Verdict.Disputed => "Authenticity disputed",
            Verdict.LikelyForged => "Authenticity: likely forged",
            Verdict.Forged => "Authenticity: forged",
            Verdict.LikelyAuthentic => "Authenticity: likely authentic",
            Verdict.Authentic => "Authenticity: authentic",
            _ => null,
        };
        return verdict is not null && AssessedOn is { } day ? Say($"{verdict} (assessed {day:yyyy-MM-dd})") : verdict;
    }

    private static string Say(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The document or article that a quotation was taken from.</summary>
public sealed record CitedSource(string Title, string Reference);

/// <summary>A quotation in another language.</summary>
/// <param name="Language">BCP 47.</param>
/// <param name="Text">The translation.</param>
/// <param name="Translator">Whose it is, if known.</param>
public sealed record CitedTranslation(string Language, string Text, string? Translator);

/// <summary>What the formats tell apart.</summary>
public enum CitationType
{
    Document,
    Letter,
    Email,
    Report,
    NewsArticle,
    Quotation,
    Dossier,
    Tag,
}

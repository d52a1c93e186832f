using System.Globalization;
using RussiaTalibanArchive.Web.Features.Documents;
using Calendar = RussiaTalibanArchive.Web.Text.Dates.Calendar;

namespace RussiaTalibanArchive.Web.Features.Citations.Styles;

/// <summary>
/// What a citation must say and no style has a place for, in the language of the citation: where in its source a quotation stands, its very
/// words, who said them, the date as printed, and how far the paper is to be believed.
/// </summary>
internal static class StyledWords
{
    private static readonly Dictionary<string, Phrases> All = new(StringComparer.Ordinal)
    {
        ["en"] = new()
        {
            Verdicts = new()
            {
                [Verdict.Authentic] = "Authenticity: authentic",
                [Verdict.LikelyAuthentic] = "Authenticity: likely authentic",
                [Verdict.Disputed] = "Authenticity disputed",
                [Verdict.LikelyForged] = "Authenticity: likely forged",
                [Verdict.Forged] = "Authenticity: forged",
                [Verdict.Unassessed] = "Authenticity not assessed",
            },
            Quotation = "Quotation",
            Assessed = "{0} (assessed {1})",
            In = "In: {0} ({1})",
            Page = "p. {0}",
            Paragraph = "para. {0}",
            Words = "“{0}”",
            Said = "Said by {0}",
            SaidAs = "Said by {0}, {1}",
            Translated = "Translation ({0}): “{1}”",
            TranslatedBy = "Translation ({0}) by {2}: “{1}”",
            Printed = "Date as printed: {0}",
            Hijri = "Date as printed: {0} (Hijri)",
            SolarHijri = "Date as printed: {0} (Solar Hijri)",
            Disputed = "Wording disputed",
            Unchecked = "Not yet checked against its source",
            Fingerprint = "SHA-256 of the quoted words begins {0}",
            Copy = "Archive copy: {0}",
        },
        ["ar"] = new()
        {
            Verdicts = new()
            {
                [Verdict.Authentic] = "الموثوقية: أصيلة",
                [Verdict.LikelyAuthentic] = "الموثوقية: أصيلة على الأرجح",
                [Verdict.Disputed] = "الموثوقية محل خلاف",
                [Verdict.LikelyForged] = "الموثوقية: مزورة على الأرجح",
                [Verdict.Forged] = "الموثوقية: مزورة",
                [Verdict.Unassessed] = "لم تُقيَّم موثوقيتها",
            },
            Quotation = "اقتباس",
            Assessed = "{0} (قُيّمت في {1})",
            In = "في: {0} ({1})",
            Page = "ص {0}",
            Paragraph = "الفقرة {0}",
            Words = "«{0}»",
            Said = "القائل: {0}",
            SaidAs = "القائل: {0}، {1}",
            Translated = "ترجمة ({0}): «{1}»",
            TranslatedBy = "ترجمة ({0}) بقلم {2}: «{1}»",
            Printed = "التاريخ كما ورد: {0}",
            Hijri = "التاريخ كما ورد: {0} (هجري)",
            SolarHijri = "التاريخ كما ورد: {0} (هجري شمسي)",
            Disputed = "نص الاقتباس محل خلاف",
            Unchecked = "لم يُقابَل بعد بمصدره",
            Fingerprint = "تبدأ بصمة SHA-256 لألفاظ الاقتباس بـ {0}",
            Copy = "نسخة الأرشيف: {0}",
        },
        ["fa"] = new()
        {
            Verdicts = new()
            {
                [Verdict.Authentic] = "اصالت: اصیل",
                [Verdict.LikelyAuthentic] = "اصالت: احتمالاً اصیل",
                [Verdict.Disputed] = "اصالت مورد اختلاف است",
                [Verdict.LikelyForged] = "اصالت: احتمالاً جعلی",
                [Verdict.Forged] = "اصالت: جعلی",
                [Verdict.Unassessed] = "اصالت آن بررسی نشده است",
            },
            Quotation = "نقل قول",
            Assessed = "{0} (بررسی در {1})",
            In = "در: {0} ({1})",
            Page = "ص {0}",
            Paragraph = "بند {0}",
            Words = "«{0}»",
            Said = "گوینده: {0}",
            SaidAs = "گوینده: {0}، {1}",
            Translated = "ترجمه ({0}): «{1}»",
            TranslatedBy = "ترجمه ({0}) از {2}: «{1}»",
            Printed = "تاریخ چنان‌که آمده: {0}",
            Hijri = "تاریخ چنان‌که آمده: {0} (هجری قمری)",
            SolarHijri = "تاریخ چنان‌که آمده: {0} (هجری شمسی)",
            Disputed = "متن نقل قول مورد اختلاف است",
            Unchecked = "هنوز با منبع مقابله نشده است",
            Fingerprint = "SHA-256 واژه‌های نقل‌شده با {0} آغاز می‌شود",
            Copy = "نسخهٔ آرشیف: {0}",
        },
        ["ru"] = new()
        {
            Verdicts = new()
            {
                [Verdict.Authentic] = "Подлинность: подлинный",
                [Verdict.LikelyAuthentic] = "Подлинность: вероятно, подлинный",
                [Verdict.Disputed] = "Подлинность оспаривается",
                [Verdict.LikelyForged] = "Подлинность: вероятно, подделка",
                [Verdict.Forged] = "Подлинность: подделка",
                [Verdict.Unassessed] = "Подлинность не оценивалась",
            },
            Quotation = "Цитата",
            Assessed = "{0} (оценка от {1})",
            In = "В: {0} ({1})",
            Page = "с. {0}",
            Paragraph = "абз. {0}",
            Words = "«{0}»",
            Said = "Говорит: {0}",
            SaidAs = "Говорит: {0}, {1}",
            Translated = "Перевод ({0}): «{1}»",
            TranslatedBy = "Перевод ({0}), {2}: «{1}»",
            Printed = "Дата в документе: {0}",
            Hijri = "Дата в документе: {0} (лунная хиджра)",
            SolarHijri = "Дата в документе: {0} (солнечная хиджра)",
            Disputed = "Текст цитаты оспаривается",
            Unchecked = "Ещё не сверено с источником",
            Fingerprint = "SHA-256 цитируемых слов начинается с {0}",
            Copy = "Копия в архиве: {0}",
        },
    };

    /// <summary>What a quotation is called.</summary>
    public static string Quotation(CitationLocale locale) => All[locale.Language].Quotation;

    /// <summary>The statements in their order, without full stops.</summary>
    /// <param name="citation">Of what.</param>
    /// <param name="locale">In which language.</param>
    /// <param name="own">Makes words of the item stand apart from what is around them.</param>
    public static IEnumerable<string> Of(Citation citation, CitationLocale locale, Func<string?, string> own)
    {
        var say = All[locale.Language];
        if (citation.Words is { } words && own(words) != citation.Title)
        {
            yield return Say(say.Words, own(words));
        }

        if (citation.Source is { } source)
        {
            var place = new[]
            {
                citation.Page is { } page ? Say(say.Page, page) : null,
                citation.Paragraph is { } paragraph ? Say(say.Paragraph, paragraph) : null,
            };
            yield return string.Join(locale.IsRightToLeft ? "، " : ", ", place.OfType<string>().Prepend(Say(say.In, own(source.Title), source.Reference)));
        }

        if (!string.IsNullOrEmpty(citation.Speaker))
        {
            yield return string.IsNullOrEmpty(citation.SpeakerRole) ? Say(say.Said, own(citation.Speaker)) : Say(say.SaidAs, own(citation.Speaker), own(citation.SpeakerRole));
        }

        foreach (var translation in citation.Translations)
        {
            yield return Say(string.IsNullOrEmpty(translation.Translator) ? say.Translated : say.TranslatedBy, translation.Language, own(translation.Text), own(translation.Translator));
        }

        if (!string.IsNullOrEmpty(citation.DatePrinted) && citation.DatePrinted != citation.Date?.Edtf)
        {
            yield return Say(citation.DateCalendar switch { Calendar.Hijri => say.Hijri, Calendar.SolarHijri => say.SolarHijri, _ => say.Printed }, own(citation.DatePrinted));
        }

        if (citation.IsOfPaper)
        {
            var verdict = say.Verdicts[citation.Verdict];
            yield return citation.AssessedOn is { } day ? Say(say.Assessed, verdict, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) : verdict;
        }

        if (citation.IsDisputed)
        {
            yield return say.Disputed;
        }

        if (citation.IsUnchecked)
        {
            yield return say.Unchecked;
        }

        if (citation.PublishedAddress is not null)
        {
            yield return Say(say.Copy, CitedText.Line(citation.Address));
        }

        if (citation.Words is not null)
        {
            yield return Say(say.Fingerprint, CitedText.Fingerprint(citation.Words));
        }
    }

    private static string Say(string format, params object?[] values) => string.Format(CultureInfo.InvariantCulture, format, values);

    private sealed record Phrases
    {
        public required Dictionary<Verdict, string> Verdicts { get; init; }
        public required string Quotation { get; init; }
        public required string Assessed { get; init; }
        public required string In { get; init; }
        public required string Page { get; init; }
        public required string Paragraph { get; init; }
        public required string Words { get; init; }
        public required string Said { get; init; }
        public required string SaidAs { get; init; }
        public required string Translated { get; init; }
        public required string TranslatedBy { get; init; }
        public required string Printed { get; init; }
        public required string Hijri { get; init; }
        public required string SolarHijri { get; init; }
        public required string Disputed { get; init; }
        public required string Unchecked { get; init; }
        public required string Fingerprint { get; init; }
        public required string Copy { get; init; }
    }
}

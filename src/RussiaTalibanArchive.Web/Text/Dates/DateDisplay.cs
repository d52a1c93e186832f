using System.Globalization;

namespace RussiaTalibanArchive.Web.Text.Dates;

/// <summary>
/// Says dates in words: English, Arabic (<c>ar</c>), Persian (<c>fa</c>), Dari (<c>fa-AF</c>, <c>prs</c>), Pashto
/// (<c>ps</c>) and Russian (<c>ru</c>). Digits are Western everywhere.
/// </summary>
/// <remarks>
/// Solar months have their Afghan names, in Arabic script, in every language: put the result in a <c>bdi</c>. Where
/// Latin or Cyrillic words stand around such a date, it carries direction isolates (U+2067, U+2069).
/// </remarks>
public static class DateDisplay
{
    /// <summary>The date on the Gregorian calendar. Years beyond 1 to 9999 are shown as EDTF has them.</summary>
    /// <param name="date">Any date or interval.</param>
    /// <param name="language">BCP 47; English stands in for languages not listed above.</param>
    public static string Format(Edtf date, string language)
    {
        var words = DateLanguage.Of(language);
        return date.IsInterval ? Interval(date, words) : Marked(date, Unmarked(date, words), words);
    }

    /// <summary>
    /// The same time in another calendar. A day stays a day; what is less precise becomes the days it spans.
    /// Hijri dates say that they are within a day.
    /// </summary>
    /// <returns><see langword="null"/> where the calendar had not begun, and for years beyond 1 to 9999.</returns>
    public static string? Convert(Edtf date, Calendar to, string language)
    {
        if (to == Calendar.Gregorian)
        {
            return Format(date, language);
        }

        var words = DateLanguage.Of(language);
        var hasStart = !date.IsInterval || date.Start is not null;
        var hasEnd = !date.IsInterval || date.End is not null;
        var first = hasStart && IsHeld(date.FirstKey) ? CalendarDay.From(date.Earliest, to) : null;
        var last = hasEnd && IsHeld(date.LastKey) ? CalendarDay.From(date.Latest, to) : null;
        if ((hasStart && first is null) || (hasEnd && last is null))
        {
            return null;
        }

        var days = (first, last) switch
        {
            ({ } from, { } until) => from == until ? Day(from, words) : Days(from, until, words),
            ({ } from, _) => Day(from, words),
            (_, { } until) => Day(until, words),
            _ => "",
        };
        var isMixed = to == Calendar.SolarHijri && !words.IsRightToLeft
            && (date.IsApproximate || date.IsUncertain || !hasStart || !hasEnd);
        var isRange = first is not null && last is not null && first != last;
        var said = isMixed ? $"\u2067{days}\u2069" : days;
        said = date.IsApproximate && !isRange ? Fill(words.About, said) : said;
        said = Bounded(date, said, words, isDay: true);
        said = to == Calendar.Hijri ? Fill(words.OneDay, said) : said;
        said = date.IsApproximate && isRange ? Fill(words.AboutAfter, said) : said;
        return date.IsUncertain ? Fill(words.Uncertain, said) : said;
    }

    private static bool IsHeld(long key) => key >= EdtfKey.Of(1, 1, 1) && key <= EdtfKey.Of(9999, 12, 31);

    private static string Interval(Edtf date, DateLanguage words)
    {
        if (date is not { Start: { } from, End: { } to })
        {
            var end = date.Start ?? date.End!;
            var said = Marked(end, Unmarked(end, words, isGenitive: true), words);
            return Bounded(date, said, words, end.Precision == EdtfPrecision.Day);
        }

        if ((from.IsUncertain, from.IsApproximate) != (to.IsUncertain, to.IsApproximate))
        {
            return Dash(Marked(from, Unmarked(from, words), words), Marked(to, Unmarked(to, words), words));
        }

        var range = Range(from, to, words);
        range = from.IsApproximate ? Fill(words.AboutAfter, range) : range;
        return from.IsUncertain ? Fill(words.Uncertain, range) : range;
    }

    private static string Bounded(Edtf date, string said, DateLanguage words, bool isDay)
    {
        if (!date.IsInterval || (date.Start is not null && date.End is not null))
        {
            return said;
        }

        var isFrom = date.Start is not null;
        var bounded = Fill(isFrom ? words.Since : isDay ? words.UntilDay ?? words.Until : words.Until, said);
        return (isFrom ? date.EndKind : date.StartKind) switch
        {
            EdtfEnd.Unknown => Fill(isFrom ? words.EndUnknown : words.StartUnknown, bounded),
            _ => bounded,
        };
    }

    private static string Range(Edtf from, Edtf to, DateLanguage words)
    {
        var isPlain = IsPlain(from) && IsPlain(to) && from.Precision == to.Precision;
        return (isPlain, from.Precision) switch
        {
            (true, EdtfPrecision.Day) => Days(NameOf(from), NameOf(to), words),
            (true, EdtfPrecision.Month) when from.Year == to.Year && from.Month == to.Month => Unmarked(from, words),
            (true, EdtfPrecision.Month) when from.Year == to.Year && words.YearBefore is { } before =>
                Fill(before, Number(from.Year)) + Dash($"د {words.Gregorian[from.Month - 1]}", words.Gregorian[to.Month - 1]),
            (true, EdtfPrecision.Month) when from.Year == to.Year => Dash(words.Gregorian[from.Month - 1], Unmarked(to, words)),
            (true, EdtfPrecision.Year) when from.Year < to.Year =>
                Fill(words.YearsPattern ?? words.YearPattern, $"{Number(from.Year)}–{Number(to.Year)}"),
            _ when from == to => Unmarked(from, words),
            _ => Dash(Unmarked(from, words), Unmarked(to, words)),
        };
    }

    private static bool IsPlain(Edtf date) =>
        date is { IsMonthUnspecified: false, IsDayUnspecified: false, Year: >= 1 and <= 9999 };

    private static string Unmarked(Edtf date, DateLanguage words, bool isGenitive = false)
    {
        if (date.Year is < 1 or > 9999)
        {
            return date.Value.TrimEnd('?', '~', '%');
        }

        return date.Precision switch
        {
            EdtfPrecision.Day => Day(NameOf(date), words),
            EdtfPrecision.Month when date.IsDayUnspecified => Fill(words.DayUnknown, Month(date, words, isGenitive)),
            EdtfPrecision.Month => Month(date, words, isGenitive),
            EdtfPrecision.Season => Fill(words.SeasonPattern, "", Of(words.Seasons, words.SeasonsGenitive, isGenitive)[date.Month - 21], Year(date, words)),
            EdtfPrecision.Decade => Fill(isGenitive ? words.DecadeGenitive ?? words.Decade : words.Decade, Number(date.Year)),
            EdtfPrecision.Century => Fill(words.YearsPattern ?? words.YearPattern, $"{Number(date.Year)}–{Number(date.Year + 99)}"),
            _ when date.IsMonthUnspecified => Fill(words.MonthUnknown, AloneYear(date, words, isGenitive)),
            _ => AloneYear(date, words, isGenitive),
        };
    }

    private static string AloneYear(Edtf date, DateLanguage words, bool isGenitive) =>
        Fill(isGenitive ? words.YearGenitivePattern ?? words.YearPattern : words.YearPattern, Number(date.Year));

    private static string Month(Edtf date, DateLanguage words, bool isGenitive) => Fill(
        words.GregorianMonthPattern ?? words.MonthPattern,
        "",
        Of(words.Gregorian, words.GregorianGenitive, isGenitive)[date.Month - 1],
        Number(date.Year));

    /// <summary>Russian says the year of a season as that of a month: весна 2001 года.</summary>
    private static string Year(Edtf date, DateLanguage words) =>
        words.YearGenitivePattern is { } pattern ? Fill(pattern, Number(date.Year)) : Number(date.Year);

    private static string[] Of(string[] names, string[]? genitive, bool isGenitive) => isGenitive ? genitive ?? names : names;

    private static CalendarDay NameOf(Edtf day) => CalendarDay.From(day.Earliest, Calendar.Gregorian)!.Value;

    private static string Day(CalendarDay day, DateLanguage words) => Day(Number(day.Day), day, words);

    private static string Day(string days, CalendarDay day, DateLanguage words)
    {
        var isGregorian = day.Calendar == Calendar.Gregorian;
        var year = Number(day.Year) + (day.Calendar == Calendar.Hijri ? words.HijriEra : "");
        return Fill(isGregorian ? words.GregorianDayPattern ?? words.DayPattern : words.DayPattern, days, MonthOf(day, words), year);
    }

    private static string Days(CalendarDay from, CalendarDay to, DateLanguage words)
    {
        if (from == to)
        {
            return Day(from, words);
        }

        if ((from.Year, from.Month) == (to.Year, to.Month))
        {
            return Day($"{from.Day}–{to.Day}", from, words);
        }

        if (from.Year != to.Year)
        {
            return Dash(Day(from, words), Day(to, words));
        }

        return words.YearBefore is { } before
            ? Fill(before, Number(from.Year)) + Dash(DayOfYear(from, words), DayOfYear(to, words))
            : Dash(DayOfYear(from, words), Day(to, words));
    }

    private static string DayOfYear(CalendarDay day, DateLanguage words) =>
        Fill(words.DayOfYearPattern, Number(day.Day), MonthOf(day, words));

    private static string MonthOf(CalendarDay day, DateLanguage words) => (day.Calendar switch
    {
        Calendar.SolarHijri => words.Solar,
        Calendar.Hijri => words.HijriGenitive ?? words.Hijri,
        _ => words.GregorianGenitive ?? words.Gregorian,
    })[day.Month - 1];

    private static string Marked(Edtf date, string said, DateLanguage words)
    {
        var about = date.IsApproximate ? Fill(words.About, said) : said;
        return date.IsUncertain ? Fill(words.Uncertain, about) : about;
    }

    private static string Dash(string from, string to) => $"{from} – {to}";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Fill(string pattern, params ReadOnlySpan<object?> values) =>
        string.Format(CultureInfo.InvariantCulture, pattern, values);
}

using System.Collections.Frozen;

namespace RussiaTalibanArchive.Web.Text.Dates;

internal enum DateTermKind : byte
{
    /// <summary>A month; the value is 1 to 12.</summary>
    Month,

    /// <summary>The first word of a month's name of two words.</summary>
    PhraseHead,

    /// <summary>A day in words; the value is 1 to 31.</summary>
    Ordinal,

    /// <summary>The ten of 11 to 19, after the unit.</summary>
    Teen,

    /// <summary>Twenty or thirty, before the unit.</summary>
    Tens,

    /// <summary>The value is a <see cref="DatePart"/>.</summary>
    Part,

    /// <summary>A part that needs "of" before a year: <c>end of 2024</c>.</summary>
    PartOf,

    /// <summary>A noun before the year. The value is 1 where the year may be Solar Hijri.</summary>
    YearNoun,

    /// <summary>A noun after the year.</summary>
    YearSuffix,

    /// <summary>After a hyphen: <c>2014-го</c>.</summary>
    YearEnding,

    /// <summary>کال, after which Pashto puts month and day.</summary>
    Kal,

    /// <summary>An English preposition that a year may follow.</summary>
    Preposition,

    Of,
    Article,
    MonthNoun,
    DaySuffix,
    DayNoun,
    DecadeSuffix,
    DecadeNoun,
    Hijri,
    Solar,
    Lunar,
    Gregorian,
    To,
    And,
    Between,
    In,
    Unit,
}

internal enum DatePart
{
    None,
    Early,
    Middle,
    Late,
}

internal readonly record struct DateTerm(DateTermKind Kind, int Value, Calendar Calendar, bool IsAbbreviation, bool NeedsCapital);

/// <summary>A word of dates, folded, and all it can mean.</summary>
internal sealed class DateWord(string key, bool isArabicScript)
{
    private static readonly ulong Beginnings = Bits(
        DateTermKind.Month, DateTermKind.PhraseHead, DateTermKind.Ordinal, DateTermKind.Tens, DateTermKind.Part, DateTermKind.PartOf,
        DateTermKind.YearNoun);

    /// <summary>A bit for each <see cref="DateTermKind"/> of <see cref="Terms"/>.</summary>
    private ulong _kinds;

    public string Key { get; } = key;
    public bool IsArabicScript { get; } = isArabicScript;
    public List<DateTerm> Terms { get; } = [];

    public bool MayBeginDate => (_kinds & Beginnings) != 0;

    public bool Is(DateTermKind kind) => (_kinds & (1UL << (int)kind)) != 0;

    public bool TryGet(DateTermKind kind, out DateTerm term)
    {
        term = Is(kind) ? Terms.Find(candidate => candidate.Kind == kind) : default;
        return Is(kind);
    }

    public void Add(DateTerm term)
    {
        Terms.Add(term);
        _kinds |= 1UL << (int)term.Kind;
    }

    private static ulong Bits(params ReadOnlySpan<DateTermKind> kinds)
    {
        var bits = 0UL;
        foreach (var kind in kinds)
        {
            bits |= 1UL << (int)kind;
        }

        return bits;
    }
}

/// <summary>The words that dates are made of, in five languages.</summary>
internal static class DateWords
{
    /// <summary>Folded letters of the longest word.</summary>
    public const int MaxLength = 16;

    private static readonly Dictionary<string, DateWord> Building = [];
    private static readonly Dictionary<(string, string), DateTerm> BuildingPhrases = [];
    private static readonly FrozenDictionary<string, DateWord> Words = Build();
    private static readonly FrozenDictionary<(string, string), DateTerm> Phrases = BuildingPhrases.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, DateWord>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>A month's name of two words.</summary>
    public static bool TryGetPhrase(DateWord first, DateWord second, out DateTerm month) =>
        Phrases.TryGetValue((first.Key, second.Key), out month);

    /// <summary>
    /// Finds a folded word. Where it is not listed, one or two of the Arabic words of one letter (and, in, for, then)
    /// are taken off its front, and their number is answered too.
    /// </summary>
    public static (DateWord? Word, int Skipped) Find(ReadOnlySpan<char> folded)
    {
        if (Lookup.TryGetValue(folded, out var word))
        {
            return (word, 0);
        }

        for (var skipped = 1; skipped <= 2 && folded.Length - skipped >= 2; skipped++)
        {
            var clitic = folded[skipped - 1];
            if (skipped == 1 ? clitic is not ('و' or 'ف' or 'ب' or 'ل' or 'ك') : clitic is not ('ب' or 'ل' or 'ك'))
            {
                break;
            }

            // باب is a door, not "in August": words of two letters follow only "and".
            var isLongEnough = folded.Length - skipped > 2 || (skipped == 1 && clitic == 'و');
            if (isLongEnough && Lookup.TryGetValue(folded[skipped..], out word) && TakesClitic(word))
            {
                return (word, skipped);
            }
        }

        return (null, 0);
    }

    private static bool TakesClitic(DateWord word) => word.IsArabicScript && word.Terms.Exists(term => term.Kind
        is DateTermKind.Month or DateTermKind.PhraseHead or DateTermKind.Ordinal or DateTermKind.Part or DateTermKind.YearNoun);

    private static FrozenDictionary<string, DateWord> Build()
    {
        AddArabic();
        AddPersian();
        AddPashto();
        AddRussian();
        AddEnglish();
        return Building.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static void AddArabic()
    {
        Months(Calendar.Gregorian,
            "يناير جانفي", "فبراير فيفري شباط", "مارس آذار", "أبريل نيسان أفريل", "مايو ماي أيار", "يونيو يونيه حزيران جوان",
            "يوليو يوليه تموز جويلية يوليوز", "أغسطس آب أوت غشت", "سبتمبر أيلول شتنبر", "أكتوبر", "نوفمبر نونبر", "ديسمبر دجنبر");
        Phrase(Calendar.Gregorian, 1, "كانون الثاني", "كانون ثاني");
        Phrase(Calendar.Gregorian, 10, "تشرين الأول", "تشرين أول");
        Phrase(Calendar.Gregorian, 11, "تشرين الثاني", "تشرين ثاني");
        Phrase(Calendar.Gregorian, 12, "كانون الأول", "كانون أول");
        Months(Calendar.Hijri, "محرم المحرم", "صفر", "", "", "", "", "رجب", "شعبان", "رمضان", "شوال", "ذوالقعدة ذيالقعدة ذیقعده", "ذوالحجة ذيالحجة ذیحجه");
        Phrase(Calendar.Hijri, 1, "محرم الحرام");
        Phrase(Calendar.Hijri, 2, "صفر المظفر");
        Phrase(Calendar.Hijri, 3, "ربيع الأول", "ربيع أول");
        Phrase(Calendar.Hijri, 4, "ربيع الثاني", "ربيع الآخر", "ربيع ثاني");
        Phrase(Calendar.Hijri, 5, "جمادى الأولى", "جمادى الأول");
        Phrase(Calendar.Hijri, 6, "جمادى الآخرة", "جمادى الثانية", "جمادى الثاني", "جمادى الآخر");
        Phrase(Calendar.Hijri, 7, "رجب المرجب");
        Phrase(Calendar.Hijri, 8, "شعبان المعظم");
        Phrase(Calendar.Hijri, 9, "رمضان المبارك");
        Phrase(Calendar.Hijri, 10, "شوال المكرم");
        Phrase(Calendar.Hijri, 11, "ذو القعدة", "ذي القعدة");
        Phrase(Calendar.Hijri, 12, "ذو الحجة", "ذي الحجة");
        Months(Calendar.Hijri, "", "", "ربیعالاول", "ربیعالثانی ربیعالآخر", "جمادیالاول جمادیالاولی", "جمادیالثانی جمادیالثانیه");

        string[] units = ["الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر"];
        for (var day = 1; day <= units.Length; day++)
        {
            Add(DateTermKind.Ordinal, day, $"{units[day - 1]} {units[day - 1][2..]}");
        }

        Add(DateTermKind.Ordinal, 1, "الحادي حادي");
        Add(DateTermKind.Ordinal, 20, "العشرين العشرون عشرين");
        Add(DateTermKind.Ordinal, 30, "الثلاثين الثلاثون ثلاثين");
        Add(DateTermKind.Teen, 10, "عشر عشرة");
        Add(DateTermKind.Part, (int)DatePart.Early, "أوائل مطلع بداية بدايات مستهل");
        Add(DateTermKind.Part, (int)DatePart.Middle, "منتصف أواسط");
        Add(DateTermKind.Part, (int)DatePart.Late, "أواخر نهاية نهايات ختام");
        Add(DateTermKind.YearNoun, 0, "عام العام سنة السنة عامي عامين سنتي");
        Add(DateTermKind.Of, 0, "من");
        Add(DateTermKind.MonthNoun, 0, "شهر");
        Add(DateTermKind.Gregorian, 0, "م ميلادي ميلادية الميلادي");
        Add(DateTermKind.Hijri, 0, "ه هجري هجرية الهجري");
        Add(DateTermKind.To, 0, "إلى حتى ولغاية لغاية وحتى");
        Add(DateTermKind.And, 0, "و");
        Add(DateTermKind.Between, 0, "بين");
    }

    private static void AddPersian()
    {
        Months(Calendar.Gregorian,
            "جنوری ژانویه", "فبروری فوریه", "مارچ", "اپریل آوریل", "می مه", "جون ژوئن", "جولای ژوئیه جولایی", "اگست آگوست اوت",
            "سپتمبر سپتامبر", "اکتوبر اکتبر", "نومبر نوامبر", "دسمبر دسامبر");
        Months(Calendar.SolarHijri, "حمل", "ثور", "جوزا جوزاء", "سرطان", "اسد", "سنبله", "میزان", "عقرب", "قوس", "جدی", "دلو", "حوت");
        Months(Calendar.SolarHijri,
            "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد امرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند");
        string[] days =
        [
            "اول یکم نخست", "دوم", "سوم", "چهارم", "پنجم", "ششم", "هفتم", "هشتم", "نهم", "دهم", "یازدهم", "دوازدهم", "سیزدهم",
            "چهاردهم", "پانزدهم", "شانزدهم", "هفدهم", "هجدهم هژدهم", "نوزدهم", "بیستم",
        ];
        Ordinals(days);
        Add(DateTermKind.Ordinal, 30, "سیم سیام");
        Add(DateTermKind.Tens, 20, "بیست");
        Add(DateTermKind.Tens, 30, "سی");
        Add(DateTermKind.Part, (int)DatePart.Early, "اوایل آغاز ابتدای اوائل");
        Add(DateTermKind.Part, (int)DatePart.Middle, "اواسط میانه نیمه");
        Add(DateTermKind.Part, (int)DatePart.Late, "اواخر پایان انتهای نهایت");
        Add(DateTermKind.YearNoun, 1, "سال");
        Add(DateTermKind.MonthNoun, 0, "ماه");
        Add(DateTermKind.DaySuffix, 0, "ام م");
        Add(DateTermKind.Solar, 0, "ش شمسی خورشیدی");
        Add(DateTermKind.Lunar, 0, "ق قمری");
        Add(DateTermKind.To, 0, "تا");
        Add(DateTermKind.In, 0, "در");
    }

    private static void AddPashto()
    {
        Months(Calendar.Gregorian,
            "جنوري", "فبروري", "مارچ", "اپرېل", "", "جون", "جولای", "اګست", "سپتمبر سپټمبر", "اکتوبر اکټوبر", "نومبر", "ډسمبر");
        Months(Calendar.SolarHijri,
            "وری", "غويی غوايی غوی", "غبرګولی غبرگولي", "چنګاښ چنگاښ", "زمری", "وږی", "تله", "لړم", "ليندۍ لیندی", "مرغومی", "سلواغه", "كب");
        string[] days =
        [
            "لومړۍ لومړی", "دویمه دوهمه", "درېیمه", "څلورمه", "پنځمه", "شپږمه", "اوومه اومه", "اتمه", "نهمه", "لسمه", "یوولسمه",
            "دوولسمه", "دیارلسمه", "څوارلسمه", "پنځلسمه", "شپاړسمه", "اوولسمه", "اتلسمه", "نولسمه", "شلمه",
        ];
        Ordinals(days);
        Add(DateTermKind.Part, (int)DatePart.Early, "پیل لومړیو");
        Add(DateTermKind.Part, (int)DatePart.Middle, "منځ نیمایي منځنیو");
        Add(DateTermKind.Part, (int)DatePart.Late, "پای وروستیو");
        Add(DateTermKind.Kal, 0, "کال");
        Add(DateTermKind.Of, 0, "د");
        Add(DateTermKind.In, 0, "په پر");
        Add(DateTermKind.MonthNoun, 0, "میاشتې میاشت");
        Add(DateTermKind.DaySuffix, 0, "مه مې");
        Add(DateTermKind.DayNoun, 0, "نېټه نېټې");
        Add(DateTermKind.Solar, 0, "لمریز لمریزه");
        Add(DateTermKind.Lunar, 0, "سپوږمیز قمريز");
        Add(DateTermKind.Gregorian, 0, "زېږدیز زېږديز");
        Add(DateTermKind.To, 0, "تر");
    }

    private static void AddRussian()
    {
        string[] stems = ["январ", "феврал", "", "апрел", "", "июн", "июл", "", "сентябр", "октябр", "ноябр", "декабр"];
        for (var month = 1; month <= 12; month++)
        {
            if (stems[month - 1] is { Length: > 0 } stem)
            {
                Add(DateTermKind.Month, month, $"{stem}ь {stem}я {stem}ю {stem}ем {stem}ём {stem}е");
            }
        }

        Months(Calendar.Gregorian, "", "", "март марта марту мартом марте", "", "май мая маю маем мае", "", "",
            "август августа августу августом августе");
        Abbreviations("янв", "фев февр", "мар", "апр", "", "июн", "июл", "авг", "сен сент", "окт", "ноя нояб", "дек");
        string[] days =
        [
            "первого первое", "второго второе", "третьего третье", "четвёртого четвёртое", "пятого пятое", "шестого шестое",
            "седьмого седьмое", "восьмого восьмое", "девятого девятое", "десятого десятое", "одиннадцатого одиннадцатое",
            "двенадцатого двенадцатое", "тринадцатого тринадцатое", "четырнадцатого четырнадцатое", "пятнадцатого пятнадцатое",
            "шестнадцатого шестнадцатое", "семнадцатого семнадцатое", "восемнадцатого восемнадцатое",
            "девятнадцатого девятнадцатое", "двадцатого двадцатое",
        ];
        Ordinals(days);
        Add(DateTermKind.Ordinal, 30, "тридцатого тридцатое");
        Add(DateTermKind.Tens, 20, "двадцать");
        Add(DateTermKind.Tens, 30, "тридцать");
        Add(DateTermKind.Part, (int)DatePart.Early, "начало начала началу началом начале");
        Add(DateTermKind.Part, (int)DatePart.Middle, "середина середины середине середину серединой");
        Add(DateTermKind.Part, (int)DatePart.Late, "конец конца концу концом конце");
        Add(DateTermKind.YearSuffix, 0, "год года году годом годе годы годов годам годах г гг");
        Add(DateTermKind.YearEnding, 0, "го м му й");
        Add(DateTermKind.DaySuffix, 0, "го е й");
        Add(DateTermKind.DecadeSuffix, 0, "е х");
        Add(DateTermKind.DecadeNoun, 0, "годы годов годам годах гг");
        Add(DateTermKind.To, 0, "по до");
        Add(DateTermKind.And, 0, "и");
        Add(DateTermKind.Between, 0, "между");
    }

    private static void AddEnglish()
    {
        string[] names =
        [
            "january", "february", "", "april", "", "june", "july", "august", "september", "october", "november", "december",
        ];
        Months(Calendar.Gregorian, names);
        foreach (var (word, month) in new[] { ("march", 3), ("may", 5) })
        {
            Add(DateTermKind.Month, month, word, needsCapital: true);
        }

        Abbreviations("jan", "feb", "mar", "apr", "", "jun", "jul", "aug", "sep sept", "oct", "nov", "dec");
        string[] days =
        [
            "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
            "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
        ];
        Ordinals(days);
        Add(DateTermKind.Ordinal, 30, "thirtieth");
        Add(DateTermKind.Tens, 20, "twenty");
        Add(DateTermKind.Tens, 30, "thirty");
        Add(DateTermKind.Part, (int)DatePart.Early, "early");
        Add(DateTermKind.Part, (int)DatePart.Middle, "mid");
        Add(DateTermKind.Part, (int)DatePart.Late, "late");
        Add(DateTermKind.PartOf, (int)DatePart.Early, "beginning start");
        Add(DateTermKind.PartOf, (int)DatePart.Middle, "middle");
        Add(DateTermKind.PartOf, (int)DatePart.Late, "end");
        Add(DateTermKind.YearNoun, 0, "year years");
        Add(DateTermKind.Preposition, 0, "in since until till by before after during from between");
        Add(DateTermKind.Of, 0, "of");
        Add(DateTermKind.In, 0, "in");
        Add(DateTermKind.Article, 0, "the");
        Add(DateTermKind.DaySuffix, 0, "st nd rd th");
        Add(DateTermKind.DecadeSuffix, 0, "s");
        Add(DateTermKind.To, 0, "to until till through");
        Add(DateTermKind.And, 0, "and");
        Add(DateTermKind.Between, 0, "between");
        Add(DateTermKind.Unit, 0,
            "people men women children troops soldiers persons voters votes words pages cases hours feet km kilometres kilometers");
        Add(DateTermKind.Unit, 0, "metres meters miles dollars tons tonnes copies rubles roubles afghanis other more such of");
    }

    private static void Months(Calendar calendar, params string[] names)
    {
        for (var month = 1; month <= names.Length; month++)
        {
            Add(DateTermKind.Month, month, names[month - 1], calendar);
        }
    }

    private static void Abbreviations(params string[] names)
    {
        for (var month = 1; month <= names.Length; month++)
        {
            Add(DateTermKind.Month, month, names[month - 1], isAbbreviation: true, needsCapital: names[month - 1] is "mar" or "dec" or "jan");
        }
    }

    private static void Ordinals(string[] days)
    {
        for (var day = 1; day <= days.Length; day++)
        {
            Add(DateTermKind.Ordinal, day, days[day - 1]);
        }
    }

    private static void Phrase(Calendar calendar, int month, params string[] names)
    {
        foreach (var name in names)
        {
            var words = name.Split(' ');
            var (first, second) = (Word(words[0]), Word(words[1]));
            if (!first.Is(DateTermKind.PhraseHead))
            {
                first.Add(new DateTerm(DateTermKind.PhraseHead, 0, calendar, false, false));
            }

            BuildingPhrases[(first.Key, second.Key)] = new DateTerm(DateTermKind.Month, month, calendar, false, false);
        }
    }

    private static void Add(
        DateTermKind kind, int value, string words, Calendar calendar = Calendar.Gregorian, bool isAbbreviation = false, bool needsCapital = false)
    {
        foreach (var spelling in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var word = Word(spelling);
            var term = new DateTerm(kind, value, calendar, isAbbreviation, needsCapital);
            if (!word.Terms.Contains(term))
            {
                word.Add(term);
            }
        }
    }

    private static DateWord Word(string spelling)
    {
        var key = DateFold.Text(spelling);
        if (!Building.TryGetValue(key, out var word))
        {
            word = new DateWord(key, key[0] is >= '\u0600' and <= '\u06FF');
            Building.Add(key, word);
        }

        return word;
    }
}

namespace RussiaTalibanArchive.Web.Text.Dates;

/// <summary>How one language says dates. In the patterns {0} is the day or days, {1} the month, {2} the year.</summary>
internal sealed record DateLanguage
{
    private static readonly string[] DariSolarMonths =
        ["حمل", "ثور", "جوزا", "سرطان", "اسد", "سنبله", "میزان", "عقرب", "قوس", "جدی", "دلو", "حوت"];

    private static readonly string[] PersianHijriMonths =
    [
        "محرم", "صفر", "ربیع الاول", "ربیع الثانی", "جمادی الاول", "جمادی الثانی", "رجب", "شعبان", "رمضان", "شوال", "ذیقعده", "ذیحجه",
    ];

    private static readonly DateLanguage English = new()
    {
        IsRightToLeft = false,
        Gregorian =
        [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
        ],
        Hijri =
        [
            "Muharram", "Safar", "Rabi I", "Rabi II", "Jumada I", "Jumada II", "Rajab", "Shaban", "Ramadan", "Shawwal", "Dhu al-Qada",
            "Dhu al-Hijja",
        ],
        Seasons = ["spring", "summer", "autumn", "winter"],
        About = "about {0}",
        AboutAfter = "{0}, approximately",
        Uncertain = "{0} (uncertain)",
        Since = "since {0}",
        Until = "until {0}",
        StartUnknown = "{0}, start unknown",
        EndUnknown = "{0}, end unknown",
        Decade = "{0}s",
        DayUnknown = "{0}, day unknown",
        MonthUnknown = "{0}, month unknown",
        OneDay = "{0} (±1 day)",
    };

    private static readonly DateLanguage Arabic = new()
    {
        Gregorian =
        [
            "يناير (كانون الثاني)", "فبراير (شباط)", "مارس (آذار)", "أبريل (نيسان)", "مايو (أيار)", "يونيو (حزيران)", "يوليو (تموز)",
            "أغسطس (آب)", "سبتمبر (أيلول)", "أكتوبر (تشرين الأول)", "نوفمبر (تشرين الثاني)", "ديسمبر (كانون الأول)",
        ],
        Hijri =
        [
            "محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة", "رجب", "شعبان", "رمضان", "شوال", "ذو القعدة",
            "ذو الحجة",
        ],
        HijriEra = "هـ",
        Seasons = ["ربيع", "صيف", "خريف", "شتاء"],
        About = "نحو {0}",
        AboutAfter = "{0}، على وجه التقريب",
        Uncertain = "{0} (غير مؤكد)",
        Since = "منذ {0}",
        Until = "حتى {0}",
        StartUnknown = "{0}، والبداية مجهولة",
        EndUnknown = "{0}، والنهاية مجهولة",
        Decade = "عقد {0}",
        DayUnknown = "{0}، واليوم مجهول",
        MonthUnknown = "{0}، والشهر مجهول",
        OneDay = "{0} (±1 يوم)",
    };

    private static readonly DateLanguage Dari = new()
    {
        Gregorian = ["جنوری", "فبروری", "مارچ", "اپریل", "می", "جون", "جولای", "اگست", "سپتمبر", "اکتوبر", "نومبر", "دسمبر"],
        Hijri = PersianHijriMonths,
        Seasons = ["بهار", "تابستان", "خزان", "زمستان"],
        About = "حدود {0}",
        AboutAfter = "{0}، تقریبی",
        Uncertain = "{0} (نامطمئن)",
        Since = "از {0} به بعد",
        Until = "تا {0}",
        StartUnknown = "{0}، آغاز نامعلوم",
        EndUnknown = "{0}، پایان نامعلوم",
        Decade = "دهۀ {0}",
        DayUnknown = "{0}، روز نامعلوم",
        MonthUnknown = "{0}، ماه نامعلوم",
        OneDay = "{0} (±1 روز)",
    };

    private static readonly DateLanguage Persian = Dari with
    {
        Gregorian = ["ژانویه", "فوریه", "مارس", "آوریل", "مه", "ژوئن", "ژوئیه", "اوت", "سپتامبر", "اکتبر", "نوامبر", "دسامبر"],
        Seasons = ["بهار", "تابستان", "پاییز", "زمستان"],
        Decade = "دههٔ {0}",
    };

    private static readonly DateLanguage Pashto = new()
    {
        Gregorian = ["جنوري", "فبروري", "مارچ", "اپرېل", "مۍ", "جون", "جولای", "اګست", "سپتمبر", "اکتوبر", "نومبر", "ډسمبر"],
        Solar = ["وری", "غويی", "غبرګولی", "چنګاښ", "زمری", "وږی", "تله", "لړم", "ليندۍ", "مرغومی", "سلواغه", "كب"],
        Hijri = PersianHijriMonths,
        Seasons = ["پسرلی", "اوړی", "منی", "ژمی"],
        DayPattern = "د {2} کال د {1} {0}مه",
        DayOfYearPattern = "د {1} {0}مه",
        MonthPattern = "د {2} کال د {1} میاشت",
        SeasonPattern = "د {2} کال {1}",
        YearPattern = "{0} کال",
        YearBefore = "د {0} کال ",
        About = "شاوخوا {0}",
        AboutAfter = "{0}، نږدې اټکل",
        Uncertain = "{0} (ناڅرګند)",
        Since = "له {0} راهیسې",
        Until = "تر {0} پورې",
        StartUnknown = "{0}، پیل نامعلوم",
        EndUnknown = "{0}، پای نامعلوم",
        Decade = "{0} لسیزه",
        DayUnknown = "{0}، ورځ نامعلومه",
        MonthUnknown = "{0}، میاشت نامعلومه",
        OneDay = "{0} (±1 ورځ)",
    };

    private static readonly DateLanguage Russian = new()
    {
        IsRightToLeft = false,
        Gregorian =
        [
            "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
        ],
        GregorianGenitive =
        [
            "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря",
        ],
        Hijri =
        [
            "мухаррам", "сафар", "раби аль-авваль", "раби ас-сани", "джумада аль-уля", "джумада ас-сания", "раджаб", "шаабан",
            "рамадан", "шавваль", "зу-ль-када", "зу-ль-хиджа",
        ],
        HijriGenitive =
        [
            "мухаррама", "сафара", "раби аль-авваля", "раби ас-сани", "джумада аль-уля", "джумада ас-сания", "раджаба", "шаабана",
            "рамадана", "шавваля", "зу-ль-када", "зу-ль-хиджа",
        ],
        Seasons = ["весна", "лето", "осень", "зима"],
        SeasonsGenitive = ["весны", "лета", "осени", "зимы"],
        GregorianDayPattern = "{0} {1} {2} года",
        GregorianMonthPattern = "{1} {2} года",
        YearPattern = "{0} год",
        YearGenitivePattern = "{0} года",
        YearsPattern = "{0} годы",
        About = "примерно {0}",
        AboutAfter = "{0}, приблизительно",
        Uncertain = "{0} (неточно)",
        Since = "с {0}",
        Until = "до конца {0}",
        UntilDay = "до {0} включительно",
        StartUnknown = "{0}, начало неизвестно",
        EndUnknown = "{0}, конец неизвестен",
        Decade = "{0}-е годы",
        DecadeGenitive = "{0}-х годов",
        DayUnknown = "{0}, день неизвестен",
        MonthUnknown = "{0}, месяц неизвестен",
        OneDay = "{0} (± 1 день)",
    };

    public required string[] Gregorian { get; init; }
    public string[]? GregorianGenitive { get; init; }
    public string[] Solar { get; init; } = DariSolarMonths;
    public required string[] Hijri { get; init; }
    public string[]? HijriGenitive { get; init; }

    /// <summary>Follows a Hijri year without a space.</summary>
    public string HijriEra { get; init; } = "";

    public required string[] Seasons { get; init; }
    public string[]? SeasonsGenitive { get; init; }
    public string DayPattern { get; init; } = "{0} {1} {2}";
    public string? GregorianDayPattern { get; init; }

    /// <summary>A day whose year is said elsewhere.</summary>
    public string DayOfYearPattern { get; init; } = "{0} {1}";

    public string MonthPattern { get; init; } = "{1} {2}";
    public string? GregorianMonthPattern { get; init; }
    public string SeasonPattern { get; init; } = "{1} {2}";

    /// <summary>{0} is the year, or the years of a range.</summary>
    public string YearPattern { get; init; } = "{0}";

    public string? YearGenitivePattern { get; init; }
    public string? YearsPattern { get; init; }

    /// <summary>Where the year of a range goes before both of its ends.</summary>
    public string? YearBefore { get; init; }

    public required string About { get; init; }

    /// <summary>Said after a range whose ends are both approximate.</summary>
    public required string AboutAfter { get; init; }

    public required string Uncertain { get; init; }
    public required string Since { get; init; }

    /// <summary>The end belongs to the time meant.</summary>
    public required string Until { get; init; }

    public string? UntilDay { get; init; }
    public required string StartUnknown { get; init; }
    public required string EndUnknown { get; init; }
    public required string Decade { get; init; }
    public string? DecadeGenitive { get; init; }
    public required string DayUnknown { get; init; }
    public required string MonthUnknown { get; init; }
    public required string OneDay { get; init; }

    public bool IsRightToLeft { get; init; } = true;

    /// <summary>The language of a BCP 47 tag; English for one that dates are not said in.</summary>
    public static DateLanguage Of(string tag)
    {
        var language = tag.Split('-', '_')[0];
        return language.ToUpperInvariant() switch
        {
            "AR" => Arabic,
            "FA" => tag.EndsWith("AF", StringComparison.OrdinalIgnoreCase) ? Dari : Persian,
            "PRS" => Dari,
            "PS" => Pashto,
            "RU" => Russian,
            _ => English,
        };
    }
}

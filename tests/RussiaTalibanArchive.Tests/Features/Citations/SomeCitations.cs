using CsCheck;
using RussiaTalibanArchive.Tests.Text;
using RussiaTalibanArchive.Web.Features.Citations;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Text.Dates;

namespace RussiaTalibanArchive.Tests.Features.Citations;

/// <summary>Citations of papers of our own invention, in each language of the archive.</summary>
internal static class SomeCitations
{
    private const string Site = "https://archive.example.org";

    public static Citation Document(string reference = "RTA-D0001", string title = "Note on fuel") => new()
    {
        Type = CitationType.Document,
        Reference = reference,
        Title = title,
        Archive = "Russia–Taliban Archive",
        Address = $"{Site}/documents/{reference}",
    };

    /// <summary>Texts of all kinds, with what TeX and RIS read as their own mixed in.</summary>
    public static Gen<string> Texts { get; } = Gen.OneOf(
        SomeText.Any,
        Gen.Char["{}\\%&#$_~^\",@= \r\n\t\u2028\u0085\u202Eaد"].Array[0, 30].Select(units => new string(units)),
        Gen.Int[0, 2].Select(i => new[] { "\r\nER  - \r\nTY  - BOOK", "},\n}\n@misc{x,", "A and B" }[i]));

    /// <summary>A citation with the same texts in many fields.</summary>
    public static Citation Any(string title, string name, string words) => Document(title: title) with
    {
        Type = CitationType.Quotation,
        Authors = [CitedName.Body(name), CitedName.Body(words)],
        Source = new(words, "RTA-D0002"),
        Publisher = name,
        Genre = words,
        Keywords = [name, words],
        Words = words,
        Speaker = name,
        SpeakerRole = title,
        Rights = title,
        PublishedAddress = "https://example.org/" + words,
        Translations = [new("en", title, name)],
    };

    public static IReadOnlyList<Citation> Documents { get; } =
    [
        Document("RTA-D0001", "مذكرة بشأن توريد الوقود إلى المخازن الشمالية") with
        {
            TitleTranslations = new Dictionary<string, string> { ["en"] = "Memorandum on the supply of fuel to the northern depots" },
            Language = "ar",
            Authors = [CitedName.Body("إدارة الإمداد، القسم الثاني")],
            Date = CitedDate.Of("2025-07-07"),
            DatePrinted = "12 محرم 1447",
            DateCalendar = Calendar.Hijri,
            Genre = "memorandum",
            Verdict = Verdict.Disputed,
            AssessedOn = new DateOnly(2025, 9, 1),
            Keywords = ["الوقود", "موسكو"],
            Abstract = "تطلب المذكرة ثلاث شحنات.\n\nولا تذكر من يدفع ثمنها.",
            Rights = "CC0 1.0",
        },
        Document("RTA-D0002", "د اکمالاتو د ریاست لیک") with
        {
            Type = CitationType.Letter,
            Language = "ps",
            Authors = [CitedName.Body("د اکمالاتو ریاست")],
            Date = CitedDate.Of("2025-07~"),
            DatePrinted = "چنګاښ ۱۴۰۴",
            DateCalendar = Calendar.SolarHijri,
            Genre = "letter",
            Verdict = Verdict.LikelyAuthentic,
            AssessedOn = new DateOnly(2025, 10, 12),
        },
        Document("RTA-D0003", "گزارشِ می‌گویند‌ها دربارهٔ پل") with
        {
            Type = CitationType.Report,
            TitleTranslations = new Dictionary<string, string> { ["en"] = "Report of rumours about the bridge" },
            Language = "fa-AF",
            Authors = [CitedName.Body("وزارت فواید عامه")],
            Date = CitedDate.Of("2024?/2025"),
            Genre = "report",
        },
        Document("RTA-D0004", "О поставке ёмкостей № 5") with
        {
            Type = CitationType.Email,
            Language = "ru",
            Authors = [CitedName.Body("Отдел снабжения, склад № 2")],
            Date = CitedDate.Of("201X"),
            Genre = "email",
            Verdict = Verdict.LikelyForged,
        },
        Document("RTA-D0005", "Minutes of a meeting") with { Language = "en", Date = CitedDate.Of("2025-23") },
        Document("RTA-D0006", "Ohne Datum") with { Language = "gsw" },
    ];

    public static IReadOnlyList<Citation> Articles { get; } =
    [
        new()
        {
            Type = CitationType.NewsArticle,
            Reference = "RTA-A0001",
            Title = "من يزوّد المخازن بالوقود؟",
            Language = "ar",
            Authors = [CitedName.Of("سالم بن يوسف"), CitedName.Of("وكالة أنباء الشمال")],
            Date = CitedDate.Of("2025-07-07"),
            Archive = "Russia–Taliban Archive",
            Publisher = "جريدة المثال",
            Address = $"{Site}/articles/RTA-A0001",
            PublishedAddress = "https://news.example.org/2025/fuel_100%25?id=7&page=2#top",
            Keywords = ["الوقود"],
        },
        new()
        {
            Type = CitationType.NewsArticle,
            Reference = "RTA-A0002",
            Title = "Who pays for the fuel?",
            Language = "en",
            Authors = [CitedName.Of("Harlan, Mary Jo"), CitedName.Of("Anna van der Berg"), CitedName.Of("Example News Desk")],
            Date = CitedDate.Of("2025-07"),
            Archive = "Russia–Taliban Archive",
            Address = $"{Site}/articles/RTA-A0002",
        },
    ];

    public static IReadOnlyList<Citation> Quotations { get; } =
    [
        new()
        {
            Type = CitationType.Quotation,
            Reference = "RTA-Q0001",
            Title = "لا يُصرف الوقود إلا بأمر مكتوب",
            Language = "ar",
            Authors = [CitedName.Body("إدارة الإمداد")],
            Date = CitedDate.Of("2025-07-07"),
            Archive = "Russia–Taliban Archive",
            Source = new("مذكرة بشأن توريد الوقود", "RTA-D0001"),
            Page = 3,
            Paragraph = 12,
            Address = $"{Site}/quotations/RTA-Q0001",
            Verdict = Verdict.Disputed,
            AssessedOn = new DateOnly(2025, 9, 1),
            Keywords = ["الوقود"],
            Words = "لا يُصرف الوقود\nإلا بأمر مكتوب",
            Speaker = "مدير المخازن",
            SpeakerRole = "رئيس القسم الثاني",
            Translations = [new("en", "No fuel is issued without a written order", "R. Example"), new("ru", "Топливо не выдаётся без письменного приказа", null)],
            IsDisputed = true,
        },
        new()
        {
            Type = CitationType.Quotation,
            Reference = "RTA-Q0002",
            Title = "Мы считаем ёмкости каждый день",
            Language = "ru",
            Authors = [CitedName.Of("Иван Примеров")],
            Date = CitedDate.Of("2025-07-01/2025-07-10"),
            Archive = "Russia–Taliban Archive",
            Publisher = "Газета «Пример»",
            Source = new("О ёмкостях", "RTA-A0003"),
            Paragraph = 4,
            Address = $"{Site}/quotations/RTA-Q0002",
            Words = "Мы считаем ёмкости каждый день",
            IsUnchecked = true,
        },
    ];

    /// <summary>What would break a record apart if it were written as it is.</summary>
    public static IReadOnlyList<Citation> Hostile { get; } =
    [
        Document("RTA-D0101", @"{a} 50% & #1_2 $3 ~ ^ \ ""x"" 'y' <z> @misc{b, c = {d}}") with { Language = "en" },
        Document("RTA-D0102", @"unbalanced } and { \") with { Authors = [CitedName.Body("Ministry of Roads and Bridges, {Kabul")] },
        Document("RTA-D0103", "one\r\nTY  - BOOK\nER  - \n\u2028two\u2029three\u0085four\ffive\vsix\0seven\u001Beight") with { Keywords = ["a, b", "c\nd"] },
        Document("RTA-D0104", "\u202Eoverride \u2067isolate \u202Bembedding می\u200Cخواهم\u200E\uFEFF e\u0301 И\u0306 😀 \uD800 👩\u200D👩\u200D👧 \u0301start"),
        Document("RTA-D0105", string.Concat(Enumerable.Repeat("طويل {_ ", 1250))),
    ];
}

using System.Diagnostics;
using CsCheck;
using RussiaTalibanArchive.Web.Text.Dates;

namespace RussiaTalibanArchive.Tests.Text.Dates;

public sealed class DateFinderTests
{
    [Theory]
    [InlineData("صدر القرار في 7 يوليو (تموز) 2025 في كابل", "7 يوليو (تموز) 2025", "2025-07-07", DateReason.FullDate)]
    [InlineData("في يوليو/تموز 2025.", "يوليو/تموز 2025", "2025-07", DateReason.MonthAndYear)]
    [InlineData("يوليو 2025", "يوليو 2025", "2025-07", DateReason.MonthAndYear)]
    [InlineData("تموز / يوليو 2025", "تموز / يوليو 2025", "2025-07", DateReason.MonthAndYear)]
    [InlineData("وفي السابع من يوليو 2025 وصل", "السابع من يوليو 2025", "2025-07-07", DateReason.FullDate)]
    [InlineData("الحادي عشر من كانون الثاني 2024", "الحادي عشر من كانون الثاني 2024", "2024-01-11", DateReason.FullDate)]
    [InlineData("والحادي والثلاثين من ديسمبر/كانون الأول من عام 2024", "الحادي والثلاثين من ديسمبر/كانون الأول من عام 2024", "2024-12-31", DateReason.FullDate)]
    [InlineData("الثاني والعشرين من شهر شباط 2022", "الثاني والعشرين من شهر شباط 2022", "2022-02-22", DateReason.FullDate)]
    [InlineData("العشرين من أغسطس 2021", "العشرين من أغسطس 2021", "2021-08-20", DateReason.FullDate)]
    [InlineData("أوائل يوليو (تموز) 2025", "أوائل يوليو (تموز) 2025", "2025-07-01~/2025-07-10~", DateReason.EarlyMonth)]
    [InlineData("مطلع شهر يوليو (تموز) 2025", "مطلع شهر يوليو (تموز) 2025", "2025-07-01~/2025-07-10~", DateReason.EarlyMonth)]
    [InlineData("بمنتصف شباط ٢٠٢٤", "منتصف شباط ٢٠٢٤", "2024-02-11~/2024-02-20~", DateReason.MiddleOfMonth)]
    [InlineData("أواخر فبراير 2024", "أواخر فبراير 2024", "2024-02-21~/2024-02-29~", DateReason.LateMonth)]
    [InlineData("نهاية عام 2024", "نهاية عام 2024", "2024-09~/2024-12~", DateReason.LateYear)]
    [InlineData("منتصف 2024،", "منتصف 2024", "2024-05~/2024-08~", DateReason.MiddleOfYear)]
    [InlineData("بداية عام 2024", "بداية عام 2024", "2024-01~/2024-04~", DateReason.EarlyYear)]
    [InlineData("منذ عام 2021", "عام 2021", "2021", DateReason.Year)]
    [InlineData("بعام ٢٠٢١", "عام ٢٠٢١", "2021", DateReason.Year)]
    [InlineData("سنة 2003م", "سنة 2003م", "2003", DateReason.Year)]
    [InlineData("وآب 2021", "آب 2021", "2021-08", DateReason.MonthAndYear)]
    [InlineData("بيوليو 2025", "يوليو 2025", "2025-07", DateReason.MonthAndYear)]
    [InlineData("مِنْ ٧ إلى ٩ يُولْيُو ٢٠٢٥", "٧ إلى ٩ يُولْيُو ٢٠٢٥", "2025-07-07/2025-07-09", DateReason.Range)]
    [InlineData("بين 7 و9 يوليو 2025", "7 و9 يوليو 2025", "2025-07-07/2025-07-09", DateReason.Range)]
    [InlineData("بين عامي 2021 و2024", "عامي 2021 و2024", "2021/2024", DateReason.Range)]
    [InlineData("من عام 2021 إلى عام 2024", "عام 2021 إلى عام 2024", "2021/2024", DateReason.Range)]
    [InlineData("٧/٧/٢٠٢٥", "٧/٧/٢٠٢٥", "2025-07-07", DateReason.Numeric)]
    [InlineData("التاريخ: 7 / 8 / 2025م", "7 / 8 / 2025م", "2025-08-07", DateReason.Numeric)]
    [InlineData("تمـــوز\u200F 2025", "تمـــوز\u200F 2025", "2025-07", DateReason.MonthAndYear)]
    [InlineData("ﻳﻮﻟﻴﻮ 2025", "ﻳﻮﻟﻴﻮ 2025", "2025-07", DateReason.MonthAndYear)]
    public void Arabic_dates_are_found(string text, string printed, string edtf, DateReason reason) =>
        AssertFinds(text, printed, edtf, reason, Calendar.Gregorian);

    [Theory]
    [InlineData("12 محرم 1447هـ", "2025-07-07~")]
    [InlineData("١٢ محرم الحرام ١٤٤٧ هـ", "2025-07-07~")]
    [InlineData("12 محرم 1447", "2025-07-07~")]
    [InlineData("١٢/١/١٤٤٧هـ", "2025-07-07~")]
    [InlineData("۱۴۴۷/۱/۱۲ هـ.ق", "2025-07-07~")]
    [InlineData("۱۲ محرم ۱۴۴۷ هجری قمری", "2025-07-07~")]
    [InlineData("الأول من ربيع الأول 1447", "2025-08-24~")]
    [InlineData("عام 1447هـ", "2025-06-26~/2026-06-15~")]
    [InlineData("رمضان المبارك 1446", "2025-03-01~/2025-03-29~")]
    public void Hijri_dates_are_approximate(string text, string edtf) => AssertFinds(text, text, edtf, null, Calendar.Hijri);

    [Theory]
    [InlineData("۷ جولای ۲۰۲۵", "2025-07-07")]
    [InlineData("هفتم جولای ۲۰۲۵", "2025-07-07")]
    [InlineData("بیست و یکم ژوئیهٔ 2025", "2025-07-21")]
    [InlineData("۷ مه ۲۰۲۵ میلادی", "2025-05-07")]
    [InlineData("۱۵ آگوست ۲۰۲۱", "2021-08-15")]
    [InlineData("جولای سال ۲۰۲۵", "2025-07")]
    [InlineData("اوایل ماه جولای ۲۰۲۵", "2025-07-01~/2025-07-10~")]
    [InlineData("اواخر سال ۲۰۲۴", "2024-09~/2024-12~")]
    [InlineData("سال ۲۰۲۱", "2021")]
    [InlineData("۲۰۲۵/۷/۷", "2025-07-07")]
    public void Persian_and_Dari_name_Gregorian_months(string text, string edtf) =>
        AssertFinds(text, text, edtf, null, Calendar.Gregorian);

    [Theory]
    [InlineData("۱۶ سرطان ۱۴۰۴", "2025-07-07")]
    [InlineData("۱۶ سرطان سال ۱۴۰۴ خورشیدی", "2025-07-07")]
    [InlineData("شانزدهم تیر ۱۴۰۴", "2025-07-07")]
    [InlineData("۱۴۰۴/۴/۱۶", "2025-07-07")]
    [InlineData("۱۶/۰۴/۱۴۰۴", "2025-07-07")]
    [InlineData("1404/4/16 هـ.ش", "2025-07-07")]
    [InlineData("1404/4/16 ه‍ ش", "2025-07-07")]
    [InlineData("سرطان ۱۴۰۴", "2025-06-22/2025-07-22")]
    [InlineData("سال ۱۴۰۴", "2025-03-21/2026-03-20")]
    [InlineData("سال 1404 هجری شمسی", "2025-03-21/2026-03-20")]
    [InlineData("اوایل سرطان ۱۴۰۴", "2025-06-22~/2025-07-01~")]
    [InlineData("اواخر ۱۴۰۳", "2024-11-21~/2025-03-20~")]
    [InlineData("اواسط سال ۱۴۰۳", "2024-07-22~/2024-11-20~")]
    [InlineData("د ۱۴۰۴ کال د چنګاښ ۱۶مه", "2025-07-07")]
    [InlineData("د ۱۴۰۴ لمريز کال د چنګاښ پر ۱۶مه نېټه", "2025-07-07")]
    [InlineData("د ۱۴۰۴ کال د وري په پیل کې", "2025-03-21~/2025-03-30~")]
    [InlineData("۱۴۰۴ کال", "2025-03-21/2026-03-20")]
    public void Solar_dates_are_found(string text, string edtf)
    {
        var printed = text.StartsWith("د ", StringComparison.Ordinal) ? text[2..] : text;
        AssertFinds(text, printed.Replace(" کې", "", StringComparison.Ordinal), edtf, null, Calendar.SolarHijri);
    }

    [Theory]
    [InlineData("د ۲۰۲۵ کال د جولای ۷مه", "2025-07-07")]
    [InlineData("د 2025 کال د جولای 7–9مه", "2025-07-07/2025-07-09")]
    [InlineData("د ۲۰۲۵ زېږدیز کال د ډسمبر ۳۱مه", "2025-12-31")]
    [InlineData("د ۲۰۲۵ کال د مۍ لومړۍ نېټه", "2025-05-01")]
    [InlineData("د ۲۰۲۵ کال د اپرېل په پای", "2025-04-21~/2025-04-30~")]
    [InlineData("د ۲۰۲۴ کال په پیل", "2024-01~/2024-04~")]
    [InlineData("د ۲۰۲۵ کال د اګست", "2025-08")]
    [InlineData("د ۲۰۲۵ کال", "2025")]
    public void Pashto_dates_are_found(string text, string edtf)
    {
        var found = Assert.Single(DateFinder.Find(text));
        Assert.Equal((edtf, Calendar.Gregorian, 2), (found.Edtf, found.Calendar, found.Start));
        Assert.StartsWith(found.Printed, text[2..], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7 июля 2025 года", "2025-07-07")]
    [InlineData("7-го июля 2025 г.", "2025-07-07")]
    [InlineData("седьмого июля 2025", "2025-07-07")]
    [InlineData("двадцать первого мая 2024 года", "2024-05-21")]
    [InlineData("июле 2025", "2025-07")]
    [InlineData("начале июля 2025 г.", "2025-07-01~/2025-07-10~")]
    [InlineData("середине 2024 года", "2024-05~/2024-08~")]
    [InlineData("конец 2024", "2024-09~/2024-12~")]
    [InlineData("07.07.2025", "2025-07-07")]
    [InlineData("07.08.2025 г.", "2025-08-07")]
    [InlineData("2021 года", "2021")]
    [InlineData("2021 г.", "2021")]
    [InlineData("2021–2023 годах", "2021/2023")]
    [InlineData("7–9 июля 2025 года", "2025-07-07/2025-07-09")]
    [InlineData("июль–август 2025 года", "2025-07/2025-08")]
    [InlineData("1990-х годов", "199X")]
    [InlineData("2014-м", "2014")]
    [InlineData("декабре 2011-го", "2011-12")]
    [InlineData("01.07.2025–09.07.2025", "2025-07-01/2025-07-09")]
    public void Russian_dates_are_found(string date, string edtf) =>
        AssertFinds($"Встреча прошла в {date}", date, edtf, null, Calendar.Gregorian);

    [Theory]
    [InlineData("7 July 2025", "2025-07-07")]
    [InlineData("July 7, 2025", "2025-07-07")]
    [InlineData("7th of July 2025", "2025-07-07")]
    [InlineData("first of July, 2025", "2025-07-01")]
    [InlineData("twenty-first of July 2025", "2025-07-21")]
    [InlineData("07-Jul-2025", "2025-07-07")]
    [InlineData("Sept. 3, 2021", "2021-09-03")]
    [InlineData("early July 2025", "2025-07-01~/2025-07-10~")]
    [InlineData("beginning of July 2025", "2025-07-01~/2025-07-10~")]
    [InlineData("mid-2024", "2024-05~/2024-08~")]
    [InlineData("late 2024", "2024-09~/2024-12~")]
    [InlineData("end of the year 2024", "2024-09~/2024-12~")]
    [InlineData("July 2025", "2025-07")]
    [InlineData("May 2025", "2025-05")]
    [InlineData("7–9 July 2025", "2025-07-07/2025-07-09")]
    [InlineData("July 7-9, 2025", "2025-07-07/2025-07-09")]
    [InlineData("30 June – 2 July 2025", "2025-06-30/2025-07-02")]
    [InlineData("30 December – 2 January 2026", "2025-12-30/2026-01-02")]
    [InlineData("2021–2024", "2021/2024")]
    [InlineData("2021 to 2024", "2021/2024")]
    [InlineData("2021", "2021")]
    [InlineData("2025-07-07", "2025-07-07")]
    [InlineData("7/13/2025", "2025-07-13")]
    [InlineData("13/7/2025", "2025-07-13")]
    [InlineData("7/8/2025", "2025-08-07?")]
    public void English_dates_are_found(string date, string edtf) =>
        AssertFinds($"The decree was signed in {date}", date, edtf, null, Calendar.Gregorian);

    [Theory]
    [InlineData("He paid 2021 roubles for page 1999 and 2000 rounds.")]
    [InlineData("in 2000 people, by 2000 votes, in 2021.5, in 2000km, in 2000% and $2021")]
    [InlineData("You may 2000 times march 2000 miles")]
    [InlineData("Telephone 07.07.20255, 1-2025-07-07-3, 10.7.7.2025.1")]
    [InlineData("30 February 2025-like: 2025-02-30, 31.04.2025")]
    [InlineData("في 2021 كتابا، باب 2021، مارس عمله")]
    [InlineData("كان عام 1258 بعيدا، وعام 3021 أبعد")]
    [InlineData("۲۰۲۱ نفر و ۱۴۰۴ افغانی")]
    [InlineData("د هغه مې 2025 ته")]
    [InlineData("1404/4/16")]
    [InlineData("سنة ١٢٠٠ ق.م، وسنة ١٢٠٠ش")]
    [InlineData("В 2021 рублях и 1500 лет, мая 45")]
    [InlineData("in\n\n2021")]
    [InlineData("7 сентября, а потом июль")]
    [InlineData("2025/0/7 0/7/2025 7/0/2025")]
    public void What_is_not_a_date_is_left_alone(string text) =>
        Assert.DoesNotContain(DateFinder.Find(text), found => found.Edtf is not "2025-02");

    [Fact]
    public void Several_dates_in_several_scripts_are_found_in_order()
    {
        const string text =
            "كتبت الرسالة في 3 مايو (أيار) 2024، т.е. в мае 2024 г., quoted on 4 May 2024; ۱۴ ثور ۱۴۰۳ ۱۲:۳۰, late 1980s.";

        var found = DateFinder.Find(text);

        Assert.Equal(["2024-05-03", "2024-05", "2024-05-04", "2024-05-03", "198X"], found.Select(date => date.Edtf));
    }

    [Fact]
    public void A_press_article_gives_its_dates_and_no_others()
    {
        const string specimen =
            """
            أعلنت الوزارة مطلع شهر مارس (آذار) 2023 خطتها، بعد أن أغلقت مكتبها عام 2019. وفي أغسطس (آب) 2022، وصل 40 مهندسا،
            وفي منتصف 2024 زاد العدد إلى 2500 عامل. وفي الثالث من أبريل (نيسان) 2024، صدرت الوثيقة رقم 1445، بتاريخ 5 مايو (أيار) 2024.
            """;

        Assert.Equal(
            ["2023-03-01~/2023-03-10~", "2019", "2022-08", "2024-05~/2024-08~", "2024-04-03", "2024-05-05"],
            DateFinder.Find(specimen).Select(date => date.Edtf));
        foreach (var article in Articles())
        {
            Assert.Equal(
                [
                    "2025-07-01~/2025-07-10~", "2021", "2021-08", "2025-04", "2003", "2024", "2024-05~/2024-08~", "2025-07-03", "2001",
                    "2025-07-07", "2025-07-01~/2025-07-10~",
                ],
                DateFinder.Find(article).Select(date => date.Edtf));
        }
    }

    [Theory]
    [InlineData("في 7 يوليو (تموز) 2025 قال 12 من 2021 رجلا 7–9–11 July 2, 3/4/5/6/2025 الأول والأول و\n")]
    [InlineData("July ")]
    [InlineData("early of the ")]
    [InlineData("1/1")]
    [InlineData("7–")]
    [InlineData("2021-")]
    [InlineData("2025 کال د ")]
    [InlineData("كانون الأول ")]
    [InlineData("\u064E")]
    [InlineData("ﷺ")]
    public void Time_grows_in_step_with_the_text(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));

        var clock = Stopwatch.StartNew();
        DateFinder.Find(text);

        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(1), "Quadratic work would take far longer than a busy machine.");
    }

    [Fact]
    public void Any_text_gives_ordered_places_that_hold_what_is_printed()
    {
        string[] pieces =
        [
            "7", "٩", "31", "2025", "۱۴۰۴", "1447", " ", "-", "–", "/", ".", "(", ")", "\uD83D", "\uDC00", "\u200F", "\u064E", "يوليو", "تموز",
            "July", "May", "июля", "года", "عام", "سال", "کال", "د", "من", "إلى", "و", "early", "mid", "of", "in", "محرم", "سرطان", "هـ", "ش",
            "الحادي", "عشر", "twenty", "first", "s", "0", "30", "\n", ",", "г", "کانون", "الثاني", "پیل", "\uFDFA", "\uFDD0", "\uFFFF",
        ];
        var words = Gen.OneOf(Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]), Gen.Char.Select(c => c.ToString()));
        words.Array[0, 40].Select(string.Concat).Sample(text =>
        {
            var end = 0;
            foreach (var found in DateFinder.Find(text))
            {
                Assert.True(end <= found.Start && found.Start < found.End);
                Assert.Equal(text[found.Start..found.End], found.Printed);
                Assert.True(Edtf.TryParse(found.Edtf, out var date) && date.Value == found.Edtf, found.Edtf);
                end = found.End;
            }
        }, iter: 20_000);
    }

    private static void AssertFinds(string text, string printed, string edtf, DateReason? reason, Calendar calendar)
    {
        var found = Assert.Single(DateFinder.Find(text));
        Assert.Equal((printed, edtf, calendar), (found.Printed, found.Edtf, found.Calendar));
        Assert.Equal(text[found.Start..found.End], found.Printed);
        Assert.Equal(reason ?? found.Reason, found.Reason);
    }

    /// <summary>Real articles, where a folder of them stands beside the repository.</summary>
    private static IEnumerable<string> Articles()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var corpus = Path.Combine(folder.FullName, "shared", "corpus");
            if (Directory.Exists(corpus))
            {
                return Directory.EnumerateFiles(corpus, "000_*.txt").Select(File.ReadAllText);
            }
        }

        return [];
    }
}

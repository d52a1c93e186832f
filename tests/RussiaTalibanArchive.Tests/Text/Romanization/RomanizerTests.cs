using RussiaTalibanArchive.Web.Text.Romanization;

namespace RussiaTalibanArchive.Tests.Text.Romanization;

/// <summary>Titles in Latin letters, by the tables of the Library of Congress.</summary>
public sealed class RomanizerTests
{
    [Theory]
    [InlineData("Меморандум о поставках", "Memorandum o postavkakh")]
    [InlineData("Съёмка объекта: подъезд, ещё щит", "Sʺëmka obʺekta: podʺezd, eshchë shchit")]
    [InlineData("Юрий Цветаев и Яна Шальная", "I͡uriĭ T͡svetaev i I͡ana Shalʹnai͡a")]
    [InlineData("МИД РФ — ЖЦ", "MID RF — ZHT͡S")]
    [InlineData("Этап эвакуации", "Ėtap ėvakuat͡sii")]
    public void Russian_is_romanized_whole(string text, string roman) => Assert.Equal(new Romanized(Composed(roman), true), Romanizer.Of(text, "ru"));

    [Theory]
    [InlineData("رسالة عن الوقود", "Risālah ʻan al-wuqūd")]
    [InlineData("وزارة الدفاع", "Wizārat al-difāʻ")]
    [InlineData("سفارة روسيا في كابول", "Sifārat Rūsiyā fī Kābūl")]
    [InlineData("مذكرة سرية", "Mudhakkirah sirrīyah")]
    [InlineData("الاتفاقية العسكرية بين روسيا وأفغانستان", "al-Ittifāqīyah al-ʻAskarīyah bayna Rūsiyā wa-Afghānistān")]
    [InlineData("تقرير للوزير بالطائرة", "Taqrīr lil-wazīr bi-al-ṭāʼirah")]
    [InlineData("رسالة إلى وزارة الخارجية، ١٢", "Risālah ilá Wizārat al-Khārijīyah, 12")]
    [InlineData("شحنات الأسلحة", "Shaḥnāt al-asliḥah")]
    [InlineData("كَتَبَ الرَّئِيسُ", "Kataba al-raʼīs")]
    [InlineData("مُدَرِّسَةٌ", "Mudarrisatun")]
    public void Arabic_has_the_vowels_of_known_words_and_of_written_signs(string text, string roman)
    {
        var written = Romanizer.Of(text, "ar")!;

        // Capitals of names and institutions are a cataloguer's to decide.
        Assert.Equal(Composed(roman), written.Text, ignoreCase: true);
        Assert.True(written.IsComplete);
    }

    [Theory]
    [InlineData("نامه وزارت دفاع", "Nāmah-i vizārat-i difāʻ")]
    [InlineData("گزارش سفر به مسکو", "Guzārish-i safar bih Muskū")]
    [InlineData("روابط طالبان و روسیه", "Ravābiṭ-i Ṭālibān va Rūsiyah")]
    [InlineData("اسلحه‌ها", "Aslaḥahʹhā")]
    [InlineData("صورت‌جلسهٔ مشترک", "Ṣūratjalasah-ʼi mushtarak")]
    [InlineData("شورای ملی ۱۴۰۴", "Shūrā-yi millī 1404")]
    public void Persian_has_the_ezafe_between_nouns(string text, string roman) => Assert.Equal(Composed(roman), Romanizer.Of(text, "fa-AF")!.Text);

    [Theory]
    [InlineData("د روسیې سیلانیان زیات شوي دي", "Da Rūsiye sīlāniyān ziyāt shawī dī")]
    [InlineData("د دفاع وزارت لیک", "Da difāʻ wizārat līk")]
    public void Pashto_has_its_own_letters(string text, string roman) => Assert.Equal(new Romanized(Composed(roman), true), Romanizer.Of(text, "ps"));

    [Theory]
    [InlineData("ښځه ټکړ ډېر ړوند ږلۍ څنګ ځمکه رڼا", "ps", "Ṣhżah ṭkṛ ḍer ṛūnd ẓhlạy ṡng żmkah rṇā")]
    [InlineData("ثبت ذکر ضرب ظرف چای", "fa", "S̲bt z̲kr z̤rb ẓrf chāy")]
    [InlineData("ثلث ذمر ضرس ظفر غصب", "ar", "Thlth dhmr ḍrs ẓfr ghṣb")]
    public void Vowels_that_nobody_wrote_are_left_out_and_the_result_says_so(string text, string language, string roman) =>
        Assert.Equal(new Romanized(Composed(roman), false), Romanizer.Of(text, language));

    [Theory]
    [InlineData("A letter", "ar")]
    [InlineData("2025", "ru")]
    [InlineData("رسالة", "ur")]
    [InlineData("رسالة", null)]
    [InlineData("", "ar")]
    public void What_needs_no_romanization_gets_none(string text, string? language) => Assert.Null(Romanizer.Of(text, language));

    [Fact]
    public void Whatever_is_written_is_romanized_to_the_end()
    {
        var random = new Random(7);
        foreach (var language in (string[])["ar", "fa", "ps", "ru"])
        {
            for (var i = 0; i < 2_000; i++)
            {
                var text = string.Concat(Enumerable.Range(0, random.Next(1, 30)).Select(_ => (char)(random.Next(4) == 0 ? random.Next(1, 0xFFFF) : random.Next(0x600, 0x700))));
                _ = Romanizer.Of(text, language);
            }
        }
    }

    private static string Composed(string text) => text.Normalize(System.Text.NormalizationForm.FormC);
}

using RussiaTalibanArchive.Web.Features.Search.Query;

namespace RussiaTalibanArchive.Tests.Features.Search;

/// <summary>Spellings that readers take for one word, whichever of them is typed and whichever stands in the text.</summary>
public class EquivalenceTests
{
    [Theory]
    [InlineData("ar", "أحمد", "احمد")] // alef with hamza
    [InlineData("ar", "إسلام", "اسلام")]
    [InlineData("ar", "آسيا", "اسيا")]
    [InlineData("ar", "ٱلرحمن", "الرحمن")] // alef wasla
    [InlineData("ar", "مسؤول", "مسوول")] // hamza on waw
    [InlineData("ar", "هيئة", "هييه")] // hamza on yeh, teh marbuta
    [InlineData("ar", "مستشفى", "مستشفي")] // alef maksura, Arabic yeh
    [InlineData("fa", "مستشفی", "مستشفي")] // Persian yeh
    [InlineData("ar", "مدرسة", "مدرسه")]
    [InlineData("fa", "خانهٔ", "خانه")]
    [InlineData("fa", "خانۀ", "خانه")]
    [InlineData("fa", "کتاب", "كتاب")] // kaf
    [InlineData("ps", "ګډون", "گډون")] // gaf
    [InlineData("ps", "ګډون", "ګډون")]
    [InlineData("ps", "هېواد", "هیواد")]
    [InlineData("ps", "سړی", "سړي")]
    [InlineData("fa", "پارے", "پاری")] // barree yeh
    [InlineData("ar", "مـــدرسة", "مدرسة")] // tatweel
    [InlineData("ar", "مُدَرِّسٌ", "مدرس")] // harakat
    [InlineData("ar", "هٰذا", "هذا")] // superscript alef
    [InlineData("ar", "\u0627\u0653\u0633\u064A\u0627", "آسيا")] // decomposed
    [InlineData("ar", "ﻣﺪﺭﺳﺔ", "مدرسة")] // presentation forms
    [InlineData("ar", "ﻻزم", "لازم")] // lam alef
    [InlineData("ar", "١٢٣٤", "1234")]
    [InlineData("fa", "۱۲۳۴", "1234")]
    [InlineData("fa", "۱۲۳۴", "١٢٣٤")]
    [InlineData("fa", "می\u200Cرود", "می رود")] // a non-joiner as a space
    [InlineData("fa", "می\u200Cرود", "میرود")] // and as nothing
    [InlineData("ar", "سفير\u200F", "سفير")] // direction mark
    [InlineData("en", "co\u00ADoperation", "cooperation")] // soft hyphen
    [InlineData("ru", "ёлка", "елка")]
    [InlineData("ru", "\u0435\u0308лка", "ёлка")]
    [InlineData("ru", "\u0438\u0306од", "йод")]
    [InlineData("ru", "КАБУЛ", "Кабул")]
    [InlineData("en", "TALIBAN", "taliban")]
    [InlineData("en", "cafe\u0301", "café")]
    public void Each_is_found_by_the_other(string language, string one, string other)
    {
        Assert.True(IsFound(one, other, language), $"{one} does not find {other}");
        Assert.True(IsFound(other, one, language), $"{other} does not find {one}");
    }

    [Theory]
    [InlineData("ar", "سفير", "سفر")]
    [InlineData("fa", "کتاب", "کتان")]
    [InlineData("ps", "ښار", "سار")]
    [InlineData("ru", "мир", "мор")]
    [InlineData("en", "form", "from")]
    public void Other_words_stay_other_words(string language, string one, string other) => Assert.False(IsFound(one, other, language));

    private static bool IsFound(string query, string text, string language) =>
        new QueryMarks(QueryParser.Parse(query).Root, new QueryTerms(isExact: false)).Find(text, language).Count > 0;
}

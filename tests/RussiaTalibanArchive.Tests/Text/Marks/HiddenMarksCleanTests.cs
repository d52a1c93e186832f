using CsCheck;
using RussiaTalibanArchive.Web.Text;
using RussiaTalibanArchive.Web.Text.Marks;

namespace RussiaTalibanArchive.Tests.Text.Marks;

public sealed class HiddenMarksCleanTests
{
    private const string Hiding = "\u200B\u200C\u200D\u2060\uFEFF\u180E\u2061\u2063\u00AD\u034F\u200E\u200F\u061C\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2069\u206A\uFFF9\u0085\u0090\uFE0F\uFE00\u3164";
    private const string Spaces = "  \u00A0\u2003\u2009\u202F\u3000\t\n\f\u2028";
    private const string Letters = "abceopxyABCEHKMOPTXабвгдеорсухАВЕКМНОРСТХαορνΑΒΕΟօոｏéёé,.-\u2010\u2011\u2024«»0123١٢۳قكيمهیکپلا\u0301\u0308\u064B\uFEEB\uFEDF\uFEFB";

    private static readonly string[] Wholes = ["👩\u200D👩\u200D👧", "🏴\U000E0067\U000E0062\U000E007F", "\U000E0041", "\U000E0100", "d𝐨c", "می‌شود"];

    private static readonly Gen<string> Trapped = Gen.Frequency(
        (10, Gen.Char[Letters].Select(c => c.ToString())),
        (3, Gen.Char[Hiding].Select(c => c.ToString())),
        (2, Gen.Char[Spaces].Select(c => c.ToString())),
        (1, Gen.Int[0, 5].Select(i => Wholes[i])))
        .Array[0, 40].Select(string.Concat);

    [Theory]
    [InlineData("می‌خواهم نامه‌های کار‌ها و PDF‌ها")]
    [InlineData("د افغانستان ویاند\u200C وویل ه\u200D")]
    [InlineData("\u200Fقال المتحدث\u200E (TASS) \u202Bمن كابل\u202C و\u2067البريد\u2069")]
    [InlineData("Встреча в Кабуле: С-300, МиГ-29M и BBC — «да».")]
    [InlineData("👩\u200D👩\u200D👧 ❤\uFE0F 1\uFE0F\u20E3 🏴\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F 葛\U000E0100城")]
    [InlineData("First paragraph.\n\nSecond.\fNext page.\n    indented\n\ttab")]
    public void Ordinary_writing_stays_as_it_is(string text)
    {
        var clean = HiddenMarks.Clean(text);

        Assert.Equal(text.Replace("ویاند\u200C ", "ویاند ", StringComparison.Ordinal).Replace("\n\ttab", "\n    tab", StringComparison.Ordinal), clean);
    }

    [Theory]
    [InlineData("До\u200Bку\u2060мент\uFEFF", "Документ")]
    [InlineData("\uFEFFДокумент", "Документ")]
    [InlineData("при\U000E0041\U000E0042каз", "приказ")]
    [InlineData("nota\uFE01\U000E0150bene", "notabene")]
    [InlineData("Дoкумeнт", "Документ")]
    [InlineData("dосument", "document")]
    [InlineData("d𝐨cｕment messaɡe", "document message")]
    [InlineData("доку\u00ADмент под\u00AD\nписан", "документ под-\nписан")]
    [InlineData("10\u00A0000\u2009км  и \u3000дальше", "10 000 км и дальше")]
    [InlineData("конец  \nстроки \t\n\n\n\nновая", "конец\nстроки\n\nновая")]
    [InlineData("пресс\u2010служба и две\u2011три", "пресс-служба и две-три")]
    [InlineData("photo\u202Egpj.exe", "photogpj.exe")]
    [InlineData("كتاب \u202Egpj\u202C آخر", "كتاب \u202Bgpj\u202C آخر")]
    [InlineData("كتاب \u2067مفتوح\nسطر\u202C", "كتاب \u2067مفتوح\u2069\nسطر")]
    [InlineData("ﻣﻜﺘﻮﺏ من ﻛﺎﺑﻞ سنة ١٤٤٦ﻫ", "مكتوب من كابل سنة ١٤٤٦ه\u200D")]
    [InlineData("می‌‌‌شود نامه\u200B", "می‌شود نامه")]
    [InlineData("a\u2028b", "a\nb")]
    public void What_hides_is_taken_out(string text, string expected) => Assert.Equal(expected, HiddenMarks.Clean(text));

    [Fact]
    public void Two_copies_with_different_marks_leave_as_one_text()
    {
        const string Plain = "Встреча состоялась в Кабуле. Стороны обсудили поставки.";

        var copies = new[]
        {
            Plain.Replace("Каб", "Ка\u200Bб", StringComparison.Ordinal),
            Plain.Replace("о", "o", StringComparison.Ordinal),
            Plain.Replace(". ", ".  ", StringComparison.Ordinal),
            Plain.Replace(" с", "\u00A0с", StringComparison.Ordinal),
            Plain + " \t \t",
        };

        Assert.All(copies, copy => Assert.Equal(Plain, HiddenMarks.Clean(copy)));
    }

    [Fact]
    public void Cleaning_twice_changes_nothing_more() =>
        Gen.OneOf(Trapped, SomeText.Any).Sample(text =>
        {
            var once = HiddenMarks.Clean(text);

            Assert.Equal(once, HiddenMarks.Clean(once));
        });

    [Fact]
    public void Nothing_that_a_reader_sees_is_lost() =>
        Gen.OneOf(Trapped, SomeText.Mixed).Sample(text => Assert.Equal(Seen(TextNormalizer.Normalize(text)), Seen(HiddenMarks.Clean(text))));

    [Fact]
    public void Whatever_is_suspicious_anywhere_is_gone_after_cleaning() =>
        Trapped.Sample(text => Assert.DoesNotContain(HiddenMarks.Find(HiddenMarks.Clean(text), null), m => m.Grade == MarkGrade.Suspicious));

    [Fact]
    public void Joiners_between_Arabic_letters_stay() =>
        Gen.Char["ابپتسشکگلمنهوی\u200C"].Array[0, 30].Select(units => new string(units)).Sample(text =>
        {
            var single = text.Trim('\u200C');
            while (single.Contains("\u200C\u200C", StringComparison.Ordinal))
            {
                single = single.Replace("\u200C\u200C", "\u200C", StringComparison.Ordinal);
            }

            Assert.Equal(single, HiddenMarks.Clean(text));
        });

    /// <summary>The shapes that are printed, look-alikes as one; a soft hyphen only where a line ends; no spaces.</summary>
    private static string Seen(string text)
    {
        var shown = System.Text.RegularExpressions.Regex.Replace(text, "\u00AD(?=[\n\f\u0085\u2028\u2029])", "-");
        return Shapes(Shapes(shown).Normalize(System.Text.NormalizationForm.FormKD));

        static string Shapes(string text) => string.Concat(text.EnumerateRunes()
            .Where(r => !Signs.IsInvisible(Signs.ClassOf(r.Value)) && !System.Text.Rune.IsWhiteSpace(r))
            .Select(r => char.ConvertFromUtf32(r.Value is 0x2010 or 0x2011 ? '-' : LookAlikes.In(Alphabet.Latin, r.Value) ?? r.Value)));
    }
}

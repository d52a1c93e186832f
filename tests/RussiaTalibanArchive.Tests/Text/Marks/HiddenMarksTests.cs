using RussiaTalibanArchive.Web.Text.Marks;

namespace RussiaTalibanArchive.Tests.Text.Marks;

public sealed class HiddenMarksTests
{
    private const string Memo = "Встреча состоялась в Кабуле, и стороны обсудили поставки топлива и обучение людей";

    [Theory]
    [InlineData("fa", "می‌خواهم نامه‌های وزارت را ببینم، کار‌ها و خانه‌ی او، PDF‌ها و «‌گزارش‌»")]
    [InlineData("fa-AF", "ولسوالی‌ها و قوماندانی امنیه را می‌توان دید. سال ۱۴۰۴‌ام")]
    [InlineData("ps", "د افغانستان اسلامي امارت ویاند وویل چې دوی به د روسیې له استازو سره وګوري، ښه ‌ ده")]
    [InlineData("ar", "\u200Fقال المتحدث\u200E (TASS) إن الوثيقة ه\u200D مؤرخة سنة ١٤٤٦\uFEEB، وهي \u202Bمن كابل\u202C ﷺ")]
    [InlineData("ar", "كتب إلى الوزارة عبر \u2067البريد\u2069 وإلى مكتب \u202AMoscow\u202C")]
    [InlineData("ru", "С-300, Су-30, Т-72Б3 и МиГ-29M, 10\u00A0000\u00A0км, №\u00A05, к\u00A0Кабулу, в\u00A0США, 10\u202F000 т, А.\u2009С. Пушкин, PDFа и VIPы, пресс-служба BBC")]
    [InlineData("ru", "\uFEFFВот это слово со знаком ударе\u0301ния и Ёлка")]
    [InlineData("en", "The X5 and the Su-30, 5 μm, ΔT = 4 K, naïve café, Moscow (Москва), ﬁle — “quoted” … 👩\u200D👩\u200D👧 ❤\uFE0F 1\uFE0F\u20E3 🏴\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F")]
    [InlineData("fr", "Il a dit\u00A0: «\u00A0oui\u00A0» et puis\u202F! 葛\U000E0100城")]
    [InlineData("en", "A line that ends in spaces  \nAnother one \nand a last.  Two spaces.  Always two.")]
    public void Ordinary_writing_has_no_hidden_marks(string language, string text)
    {
        Assert.Empty(HiddenMarks.Find(text, language));
        Assert.Empty(HiddenMarks.Find(text, null));
    }

    [Theory]
    [InlineData("До\u200Bкумент", HiddenMarkKind.ZeroWidth, 0x200B)]
    [InlineData("До\u200Cкумент", HiddenMarkKind.ZeroWidth, 0x200C)]
    [InlineData("docu\u200Dment", HiddenMarkKind.ZeroWidth, 0x200D)]
    [InlineData("docu\u2060ment", HiddenMarkKind.ZeroWidth, 0x2060)]
    [InlineData("docu\uFEFFment", HiddenMarkKind.ZeroWidth, 0xFEFF)]
    [InlineData("docu\u180Ement", HiddenMarkKind.ZeroWidth, 0x180E)]
    [InlineData("a\u2063b", HiddenMarkKind.ZeroWidth, 0x2063)]
    [InlineData("وثي\u200Bقة", HiddenMarkKind.ZeroWidth, 0x200B)]
    [InlineData("في كتاب Micro\u200Csoft", HiddenMarkKind.ZeroWidth, 0x200C)]
    [InlineData("a\u3164b", HiddenMarkKind.ZeroWidth, 0x3164)]
    [InlineData("до\u034Fкумент", HiddenMarkKind.Control, 0x034F)]
    [InlineData("до\u206Eкумент", HiddenMarkKind.Control, 0x206E)]
    [InlineData("до\uFFF9кумент", HiddenMarkKind.Control, 0xFFF9)]
    [InlineData("до\u0081кумент", HiddenMarkKind.Control, 0x81)]
    [InlineData("وثي\u00ADقة", HiddenMarkKind.SoftHyphen, 0xAD)]
    [InlineData("two\u2006words", HiddenMarkKind.UnusualSpace, 0x2006)]
    [InlineData("two\u1680words", HiddenMarkKind.UnusualSpace, 0x1680)]
    [InlineData("Дoкумент", HiddenMarkKind.LookAlikeLetter, 'o')]
    [InlineData("Cоветский", HiddenMarkKind.LookAlikeLetter, 'C')]
    [InlineData("dосument", HiddenMarkKind.LookAlikeLetter, 'о')]
    [InlineData("dοcument", HiddenMarkKind.LookAlikeLetter, 'ο')]
    [InlineData("dօcument", HiddenMarkKind.LookAlikeLetter, 'օ')]
    [InlineData("dｏcument", HiddenMarkKind.LookAlikeLetter, 'ｏ')]
    [InlineData("d𝐨cument", HiddenMarkKind.LookAlikeLetter, 0x1D428)]
    [InlineData("ᎠOCUMENT", HiddenMarkKind.LookAlikeLetter, 'Ꭰ')]
    [InlineData("messaɡe", HiddenMarkKind.LookAlikeLetter, 'ɡ')]
    [InlineData("C-300 и Су-З0, а тaкже", HiddenMarkKind.LookAlikeLetter, 'a')]
    [InlineData("документ\u2024", HiddenMarkKind.LookAlikePunctuation, 0x2024)]
    [InlineData("photo\u202Egpj.exe", HiddenMarkKind.DirectionOverride, 0x202E)]
    [InlineData("كتاب\u202Egpj\u202C.exe", HiddenMarkKind.DirectionOverride, 0x202E)]
    public void What_no_writing_has_is_suspicious_anywhere(string text, HiddenMarkKind kind, int codePoint)
    {
        var mark = Assert.Single(HiddenMarks.Find(text, null));

        Assert.Equal((kind, MarkGrade.Suspicious), (mark.Kind, mark.Grade));
        Assert.Equal(codePoint, mark.CodePoints[0]);
        Assert.StartsWith(char.ConvertFromUtf32(codePoint), text[mark.Start..(mark.Start + mark.Length)], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ru", "слово.\u200B Ещё слово", HiddenMarkKind.ZeroWidth)]
    [InlineData("ru", "доку\u00ADмент и другие", HiddenMarkKind.SoftHyphen)]
    [InlineData("ru", "он пришёл c ним", HiddenMarkKind.LookAlikeLetter)]
    [InlineData("ru", "долгое\u00A0ожидание ответа", HiddenMarkKind.UnusualSpace)]
    [InlineData("ru", "просто\u200E слово", HiddenMarkKind.DirectionControl)]
    [InlineData("en", "see 𝓼𝓮𝓬𝓻𝓮𝓽 paper", HiddenMarkKind.LookAlikeLetter)]
    [InlineData("en", "call \u202D+7 495 123-45-67\u202C now", HiddenMarkKind.DirectionOverride)]
    [InlineData("ar", "سنة ١٤۴٦", HiddenMarkKind.MixedDigits)]
    [InlineData("ar", "كتاب \u2067مفتوح", HiddenMarkKind.DirectionControl)]
    public void What_may_be_honest_is_suspicious_in_context(string language, string text, HiddenMarkKind kind)
    {
        var mark = Assert.Single(HiddenMarks.Find(text, language));

        Assert.Equal((kind, MarkGrade.SuspiciousInContext), (mark.Kind, mark.Grade));
    }

    [Fact]
    public void Tag_characters_are_read()
    {
        var text = "приказ" + string.Concat("copy 17".Select(c => char.ConvertFromUtf32(0xE0000 + c))) + " подписан";

        var mark = Assert.Single(HiddenMarks.Find(text, "ru"));

        Assert.Equal((HiddenMarkKind.Tags, "copy 17", 6, 14), (mark.Kind, mark.Decoded, mark.Start, mark.Length));
    }

    [Theory]
    [InlineData("Ivanov", "Ivanov")]
    [InlineData("Иванов", "Иванов")]
    [InlineData("\u0001\u00FF", "0x01C3BF")]
    public void Variation_selectors_are_read_as_bytes(string hidden, string shown)
    {
        var selectors = System.Text.Encoding.UTF8.GetBytes(hidden).Select(b => char.ConvertFromUtf32(b < 16 ? 0xFE00 + b : 0xE0100 + b - 16));

        var mark = Assert.Single(HiddenMarks.Find("nota" + string.Concat(selectors) + "bene", null));

        Assert.Equal((HiddenMarkKind.VariationSelectors, shown), (mark.Kind, mark.Decoded));
    }

    [Theory]
    [InlineData('\u200B', '\u200C')]
    [InlineData('\u200C', '\u200B')]
    [InlineData('\u200D', '\u200C')]
    [InlineData('\u2063', '\u2062')]
    public void Bits_in_one_run_of_signs_are_read_whichever_is_zero(char zero, char one)
    {
        var mark = Assert.Single(HiddenMarks.Find("نامه" + Bits("agent 7", zero, one) + " رسید", "fa"));

        Assert.Equal((HiddenMarkKind.ZeroWidth, MarkGrade.Suspicious, "agent 7"), (mark.Kind, mark.Grade, mark.Decoded));
    }

    [Fact]
    public void Four_signs_are_read_as_digits_of_base_4()
    {
        const string Signs = "\u200C\u200D\u2060\uFEFF";
        var hidden = string.Concat("Kabul".SelectMany(c => Enumerable.Range(0, 8).Select(d => Signs[(c >> (14 - 2 * d)) & 3])));

        var mark = Assert.Single(HiddenMarks.Find("отчёт" + hidden, "ru"));

        Assert.Equal("Kabul", mark.Decoded);
    }

    [Fact]
    public void A_third_sign_may_part_the_letters()
    {
        var hidden = string.Join('\u200D', "Moscow".Select(c => Convert.ToString(c, 2).Replace('0', '\u200B').Replace('1', '\u200C')));

        var mark = Assert.Single(HiddenMarks.Find("отчёт" + hidden, "ru"));

        Assert.Equal("Moscow", mark.Decoded);
    }

    [Fact]
    public void Bits_spread_over_the_words_are_read_together()
    {
        var bits = Bits("Ali", '\u200B', '\u2060');
        var words = Enumerable.Range(0, 24).Select(i => "слово" + bits[i]);

        var marks = HiddenMarks.Find(string.Join(' ', words), "ru");

        var pattern = Assert.Single(marks, m => m.Kind == HiddenMarkKind.ZeroWidthPattern);
        Assert.Equal("Ali", pattern.Decoded);
        Assert.Equal(24, marks.Count(m => m.Kind == HiddenMarkKind.ZeroWidth));
    }

    [Fact]
    public void Bits_in_joiners_beside_Persian_spaces_are_read_though_each_is_ordinary()
    {
        var bits = Bits("Reza", '\u200C', '\u200D');
        var words = Enumerable.Range(0, 32).Select(i => "نامه" + bits[i]);

        var mark = Assert.Single(HiddenMarks.Find(string.Join(' ', words), "fa"));

        Assert.Equal((HiddenMarkKind.ZeroWidthPattern, "Reza"), (mark.Kind, mark.Decoded));
    }

    [Fact]
    public void Bits_in_the_kind_of_space_are_read()
    {
        var bits = Bits("copy12", ' ', '\u00A0');

        var mark = Assert.Single(HiddenMarks.Find(string.Concat(bits.Select(b => "слово" + b)) + "конец", "ru"));

        Assert.Equal((HiddenMarkKind.UnusualSpace, "copy12"), (mark.Kind, mark.Decoded));
    }

    [Fact]
    public void Bits_in_the_number_of_spaces_are_read()
    {
        var gaps = Bits("copy12", '1', '2').Select(b => b == '1' ? "слово " : "слово  ");

        var mark = Assert.Single(HiddenMarks.Find(string.Concat(gaps) + "конец", "ru"));

        Assert.Equal((HiddenMarkKind.RepeatedSpaces, MarkGrade.Suspicious, "copy12"), (mark.Kind, mark.Grade, mark.Decoded));
    }

    [Fact]
    public void One_or_two_spaces_between_sentences_are_a_pattern_when_both_are_common()
    {
        const string Gaps = "010110011010";

        var mark = Assert.Single(HiddenMarks.Find(string.Concat(Gaps.Select((g, i) => $"Sentence of {i} words.{(g == '0' ? " " : "  ")}")) + "End.", "en"));

        Assert.Equal((HiddenMarkKind.RepeatedSpaces, MarkGrade.SuspiciousInContext, Gaps), (mark.Kind, mark.Grade, mark.Decoded));
    }

    [Fact]
    public void Lines_made_equally_long_with_spaces_are_no_pattern()
    {
        string[] lines = ["The  committee met on  Tuesday. It heard", "the report of  the envoy. It  then took ", "a short recess.  The members discussed  "];

        Assert.Empty(HiddenMarks.Find(string.Join('\n', lines.Concat(lines).Concat(lines).Select(l => l[..39] + ".")), "en"));
    }

    [Fact]
    public void Bits_at_the_ends_of_lines_are_read()
    {
        var bits = Bits("Kabul7", ' ', '\t');
        var lines = Enumerable.Range(0, 8).Select(i => Memo + bits[(i * 6)..((i + 1) * 6)]);

        var mark = Assert.Single(HiddenMarks.Find(string.Join('\n', lines), "ru"));

        Assert.Equal((HiddenMarkKind.TrailingSpaces, MarkGrade.Suspicious, "Kabul7"), (mark.Kind, mark.Grade, mark.Decoded));
    }

    [Fact]
    public void Three_bits_for_each_tab_at_the_ends_of_lines_are_read()
    {
        var bits = Bits("Moscow", '0', '1');
        var lines = Enumerable.Range(0, 16).Select(i => Memo + "\t" + new string(' ', Convert.ToInt32(bits[(i * 3)..((i + 1) * 3)], 2)));

        var mark = Assert.Single(HiddenMarks.Find(string.Join('\n', lines), "ru"));

        Assert.Equal((HiddenMarkKind.TrailingSpaces, "Moscow"), (mark.Kind, mark.Decoded));
    }

    [Fact]
    public void A_rare_typing_of_kaf_is_suspicious_in_context_but_mixed_typing_is_not()
    {
        var persian = string.Concat(Enumerable.Repeat("یک کتاب کهنه در کابل ", 30));

        var rare = HiddenMarks.Find(persian + "كتاب", "fa");
        var mixed = HiddenMarks.Find(persian + string.Concat(Enumerable.Repeat("كتاب ", 30)), "fa");

        Assert.Equal((HiddenMarkKind.ArabicTyping, persian.Length), (Assert.Single(rare).Kind, rare[0].Start));
        Assert.Empty(mixed);
    }

    [Fact]
    public void Both_yehs_are_ordinary_in_Pashto()
    {
        var pashto = string.Concat(Enumerable.Repeat("دوی په کابل کې دي او وایي چې ", 40)) + "سړی";

        Assert.Empty(HiddenMarks.Find(pashto.Replace("دوی", "دوي", StringComparison.Ordinal), "ps"));
    }

    [Fact]
    public void A_ready_shaped_letter_among_ordinary_ones_is_suspicious_in_context()
    {
        var text = string.Concat(Enumerable.Repeat("وثيقة من كابل ", 10)) + "ا\uFEE0وزارة";

        var mark = Assert.Single(HiddenMarks.Find(text, "ar"));

        Assert.Equal((HiddenMarkKind.PresentationForm, MarkGrade.SuspiciousInContext), (mark.Kind, mark.Grade));
    }

    [Fact]
    public void A_text_hyphenated_throughout_is_ordinary()
    {
        var text = string.Concat(Enumerable.Repeat("доку\u00ADмент под\u00ADпи\u00ADсан ", 20));

        Assert.Empty(HiddenMarks.Find(text, "ru"));
    }

    [Fact]
    public void No_more_marks_of_a_kind_are_listed_than_anyone_would_read()
    {
        var marks = HiddenMarks.Find(string.Concat(Enumerable.Repeat("a\u200Bb ", 100_000)), "en");

        Assert.Equal(HiddenMarks.MaxPerKind, marks.Count(m => m.Kind == HiddenMarkKind.ZeroWidth));
    }

    [Theory]
    [InlineData("a\u200B\u200C\u200D\u2060\uFEFF\u200B\u200C\u200D")]
    [InlineData("\u202E")]
    [InlineData("\u200E\u200F")]
    [InlineData("a\uFE01")]
    [InlineData(" \u00A0")]
    [InlineData(" \t\n")]
    [InlineData("аa")]
    [InlineData("ا\uFEEB")]
    [InlineData("a\u0301\u0323")]
    public void A_million_signs_are_judged_and_cleaned_in_linear_time(string unit)
    {
        var text = string.Concat(Enumerable.Repeat(unit, 1_000_000 / unit.Length));

        var clock = System.Diagnostics.Stopwatch.StartNew();
        HiddenMarks.Find(text, null);
        HiddenMarks.Clean(text);

        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(1), "Quadratic work would take far longer than a busy machine.");
    }

    [Fact]
    public void Marks_lie_in_the_text_in_order() =>
        CsCheck.Check.Sample(SomeText.Any, text =>
        {
            var last = 0;
            foreach (var mark in HiddenMarks.Find(text, null))
            {
                Assert.InRange(mark.Start, last, text.Length - 1);
                Assert.InRange(mark.Start + mark.Length, mark.Start + 1, text.Length);
                Assert.NotEmpty(mark.CodePoints);
                last = mark.Start;
            }
        });

    private static string Bits(string hidden, char zero, char one) => string.Concat(
        System.Text.Encoding.UTF8.GetBytes(hidden).SelectMany(b => Enumerable.Range(0, 8).Select(bit => (b >> (7 - bit) & 1) == 0 ? zero : one)));
}

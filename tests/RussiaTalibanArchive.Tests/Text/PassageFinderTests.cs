using CsCheck;
using RussiaTalibanArchive.Web.Text;
using static RussiaTalibanArchive.Web.Text.PassageKind;
using static RussiaTalibanArchive.Web.Text.PassageReason;

namespace RussiaTalibanArchive.Tests.Text;

public sealed class PassageFinderTests
{
    [Fact]
    public void The_specimen_article_has_eleven_passages_two_of_them_from_documents()
    {
        var passages = PassageFinder.Find(Specimens.ArticleInArabic);

        Assert.Equal(
            [
                ("بوابة الحبوب", Term, ShortNoVerb, null, false),
                ("فرصة لا تتكرر كل عام", Quotation, VerbOfSpeech, "وصف", false),
                ("صفقة غامضة", Quotation, VerbOfSpeech, "فوصفوا", false),
                ("بعثة المياه", Term, NamedWork, null, false),
                ("لاحظنا أن", Quotation, DocumentNamed, "جاء في نص المذكرة", true),
                ("ضيوف", Term, NamedWork, null, false),
                ("نظرًا إلى", Quotation, DocumentNamed, "تقول الرسالة", true),
                ("الميناء الجاف", Term, ShortNoVerb, null, false),
                ("أصدقاء النهر", Term, NamedWork, null, false),
                ("جسر الصداقة", Term, ShortNoVerb, null, false),
                ("أزمة حدود", Term, ShortNoVerb, null, false),
            ],
            passages.Select(p => (WordCount.Of(p.Exact) > 6 ? p.Exact[..9] : p.Exact, p.Kind, p.Reason, p.Cue, p.IsAttributedToDocument)));
    }

    [Fact]
    public void The_real_article_has_eleven_passages_two_of_them_from_documents()
    {
        // The article is not part of this repository: where it is not at hand, the specimen of its shape speaks for it.
        var passages = PassageFinder.Find(Specimens.RealArticle ?? Specimens.ArticleInArabic);

        Assert.Equal(11, passages.Count);
        Assert.Equal(2, passages.Count(p => p is { Kind: Quotation, IsAttributedToDocument: true }));
        Assert.All(passages.Where(p => WordCount.Of(p.Exact) > 6), p => Assert.True(p.IsAttributedToDocument));
        Assert.Equal(4, passages.Count(p => p.Kind == Quotation));
        Assert.All(passages, p => Assert.Equal((0, null), (p.Depth, p.ParentIndex)));
    }

    [Theory]
    [InlineData("گفت: «همکاری ما تازه آغاز شده است و ادامه دارد».", Quotation, VerbOfSpeech, "گفت", false)]
    [InlineData("در این سند آمده است: «هیئت روسی از سه ولایت دیدن خواهد کرد».", Quotation, DocumentNamed, "سند آمده است", true)]
    [InlineData("در نامهٔ وزارت آمده: «لطفاً بودجه را بفرستید تا کار آغاز شود».", Quotation, DocumentNamed, "نامهٔ وزارت آمده", true)]
    [InlineData("به نقل از مکتوب ریاست، «هفت موتر به بندر حیرتان رسیده است».", Quotation, DocumentNamed, "به نقل از مکتوب", true)]
    [InlineData("گروه «دوستان رود» در کابل دفتر دارد.", Term, NamedWork, null, false)]
    [InlineData("او این کار را «بازی با آتش» خواند.", Term, ShortNoVerb, null, false)]
    [InlineData("ویاند وویل: «موږ به خپل هوډ ته ژمن پاتې شو».", Quotation, VerbOfSpeech, "وویل", false)]
    [InlineData("په سند کې راغلي: «د پله بیا جوړول به په پسرلي کې پیل شي».", Quotation, DocumentNamed, "سند کې راغلي", true)]
    [InlineData("د والي په وینا «لاره خلاصه ده».", Quotation, VerbOfSpeech, "په وینا", false)]
    [InlineData("Министр заявил: «Мы готовы начать поставки уже осенью».", Quotation, VerbOfSpeech, "заявил", false)]
    [InlineData("В служебной записке говорится: «Прошу выделить средства на ремонт моста».", Quotation, DocumentNamed, "записке говорится", true)]
    [InlineData("Согласно секретному письму, «груз прибудет в порт до конца июля».", Quotation, DocumentNamed, "Согласно секретному письму", true)]
    [InlineData("Движение «Талибан» открыло представительство.", Term, NamedWork, null, false)]
    [InlineData("«Мост откроют не раньше весны будущего года», — сообщил инженер.", Quotation, VerbOfSpeech, "сообщил", false)]
    [InlineData("По словам посла, это „первый шаг“ навстречу.", Quotation, VerbOfSpeech, "По словам", false)]
    [InlineData("The minister said the deal was “historic” for both.", Quotation, VerbOfSpeech, "said", false)]
    [InlineData("According to a leaked ministry memo, “the cranes arrive before the harvest begins”.", Quotation, DocumentNamed, "According to a leaked ministry memo", true)]
    [InlineData("The letter reads: “We ask for six locomotives before winter.”", Quotation, DocumentNamed, "letter reads", true)]
    [InlineData("“The bridge will open before the end of spring,” the engineer said.", Quotation, VerbOfSpeech, "said", false)]
    [InlineData("They opened a so-called “friendship office” in Kabul.", Term, NamedWork, null, false)]
    [InlineData("The United States gave a “way out” to all.", Term, ShortNoVerb, null, false)]
    [InlineData("The road is known as the ‘grain gate’ among traders.", Term, ShortNoVerb, null, false)]
    [InlineData("He described it as \"a game\".", Quotation, VerbOfSpeech, "described", false)]
    [InlineData("وقال الوزير، في تصريح أمس، إن “خطوة شجاعة” اتخذت.", Quotation, VerbOfSpeech, "وقال", false)]
    [InlineData("قالت صحيفة “صوت الشمال” إن الجسر أغلق.", Term, NamedWork, null, false)]
    [InlineData("“سنعيد فتح المعبر قبل نهاية الصيف المقبل”، بحسب الوثيقة.", Quotation, DocumentNamed, "بحسب الوثيقة", true)]
    [InlineData("بحسب مسؤول قرأ الوثيقة: “سنعيد فتح المعبر قبل نهاية الصيف”.", Quotation, VerbOfSpeech, "بحسب", false)]
    [InlineData("القاعدة الأولى: “لا تعبر الجسر ليلًا من دون مصباح”.", Quotation, ColonBefore, null, false)]
    [InlineData("من نص المذكرة: “لا تعبروا الجسر”.", Quotation, DocumentNamed, "المذكرة", true)]
    [InlineData("كثيرون رددوا “لا أحد يعبر الجسر ليلًا من دون مصباح” حينها.", Quotation, LongPassage, null, false)]
    public void A_passage_is_classed_by_the_words_around_it(string text, PassageKind kind, PassageReason reason, string? cue, bool isDocument)
    {
        var passage = Assert.Single(PassageFinder.Find(text));

        Assert.Equal((kind, reason, cue, isDocument), (passage.Kind, passage.Reason, passage.Cue, passage.IsAttributedToDocument));
        Assert.True(passage.IsClosed);
    }

    [Theory]
    [InlineData("a “b «c ‹d› e» f” g", "b «c ‹d› e» f|c ‹d› e|d")]
    [InlineData("„eins“ und „zwei”", "eins|zwei")]
    [InlineData("»umgekehrt« und ”ayna“", "umgekehrt|ayna")]
    [InlineData("\"one\" and \"two\" and \"", "one|two")]
    [InlineData("a 5\" pipe and a 6\" pipe", "")]
    [InlineData("State,\" he said, \"more to come\" then", "more to come")]
    [InlineData("\" spaced \" and \"tight\"", "spaced|tight")]
    [InlineData("a 6\" gap, \"named\"", "named")]
    [InlineData("don’t, the soldiers’ boots, ’90s", "")]
    [InlineData("‘the soldiers’ boots’ he", "the soldiers’ boots")]
    [InlineData("« avec espaces »", "avec espaces")]
    [InlineData("“” “ ” «»", "")]
    [InlineData("open “never closed and “closed” after", "closed")]
    [InlineData("stray ” then “fine”", "fine")]
    [InlineData("“crossing «marks” here»", "crossing «marks")]
    public void Marks_pair_and_nest(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', PassageFinder.Find(text).Select(p => p.Exact)));

    [Fact]
    public void Nested_passages_know_their_parents()
    {
        var passages = PassageFinder.Find("قال: “سمعت من يردد «انتهى الأمر» في السوق”. ثم “سكت”.");

        Assert.Equal([(0, null), (1, 0), (0, null)], passages.Select(p => (p.Depth, p.ParentIndex)));
    }

    [Theory]
    [InlineData("جاء في الوثيقة: “الفقرة الأولى.\n“الفقرة الثانية.\n\n“الفقرة الثالثة”. ثم “كلام”.", "الفقرة الثالثة")]
    [InlineData("جاء في الوثيقة: “الفقرة الأولى.\nالفقرة الثانية فيها «اسم».\nالفقرة الثالثة”. ثم “كلام”.", "الفقرة الثالثة")]
    [InlineData("The letter says: \"First part.\n\"Second part.\" Then \"more\".", "Second part.")]
    [InlineData("The letter says: \"First line\nand second line.\" Then \"more\".", "second line.")]
    public void A_passage_may_run_over_paragraphs(string text, string ending)
    {
        var passages = PassageFinder.Find(text).Where(p => p.Depth == 0).ToList();

        Assert.Equal(2, passages.Count);
        Assert.EndsWith(ending, passages[0].Exact, StringComparison.Ordinal);
        Assert.True(passages[0].IsAttributedToDocument);
    }

    [Fact]
    public void An_unpaired_mark_never_swallows_the_rest()
    {
        var rest = string.Concat(Enumerable.Repeat("\nفقرة طويلة فيها “اسم” وحيد.", 40));

        var passages = PassageFinder.Find("بداية فيها “علامة بلا نهاية" + rest);

        Assert.Equal(40, passages.Count);
        Assert.All(passages, p => Assert.Equal("اسم", p.Exact));
    }

    [Fact]
    public void An_open_mark_after_a_colon_is_taken_to_the_end_of_its_paragraph()
    {
        var passage = Assert.Single(PassageFinder.Find("تقول الرسالة: “نطلب ست قاطرات قبل الشتاء.\nفقرة أخرى.\nوثالثة.\nورابعة."));

        Assert.Equal(("نطلب ست قاطرات قبل الشتاء.", false, true), (passage.Exact, passage.IsClosed, passage.IsAttributedToDocument));
    }

    [Fact]
    public void A_block_quotation_is_one_passage_with_those_inside()
    {
        const string text = "جاء في نص الرسالة:\n\n> السطر الأول\n> وفيه “اسم”\n>\n> والأخير\n\nبعده.";

        var passages = PassageFinder.Find(text);

        Assert.Equal(["السطر الأول\n> وفيه “اسم”\n>\n> والأخير", "اسم"], passages.Select(p => p.Exact));
        Assert.Equal((Quotation, BlockQuotation, "جاء في نص الرسالة", true), (passages[0].Kind, passages[0].Reason, passages[0].Cue, passages[0].IsAttributedToDocument));
        Assert.Equal((Term, 1, 0), (passages[1].Kind, passages[1].Depth, passages[1].ParentIndex));
    }

    [Fact]
    public void A_passage_alone_in_its_paragraph_is_introduced_by_the_colon_before()
    {
        var passage = Assert.Single(PassageFinder.Find("وتضيف المذكرة:\n“نطلب المزيد”."));

        Assert.Equal((Quotation, true, "وتضيف المذكرة"), (passage.Kind, passage.IsAttributedToDocument, passage.Cue));
    }

    [Fact]
    public void Passages_joined_by_and_are_of_one_kind()
    {
        var passages = PassageFinder.Find("وصف الخطة بأنها “جريئة” و“متأخرة”، ثم زار سوق “الجمعة”.");

        Assert.Equal([Quotation, Quotation, Term], passages.Select(p => p.Kind));
    }

    [Fact]
    public void Every_passage_is_a_slice_of_its_text_within_its_parent() =>
        SomeText.Any.Sample(text =>
        {
            var passages = PassageFinder.Find(text);
            for (var i = 0; i < passages.Count; i++)
            {
                var passage = passages[i];
                Assert.Equal(passage.Exact, text[passage.Start..passage.End]);
                Assert.Equal(passage.Kind == Term, passage.Reason is NamedWork or ShortNoVerb);
                Assert.True(i == 0 || passages[i - 1].Start <= passage.Start);
                if (passage.ParentIndex is { } parent)
                {
                    Assert.True(parent < i && passages[parent].Start <= passage.Start && passage.End <= passages[parent].End);
                    Assert.Equal(passages[parent].Depth + 1, passage.Depth);
                }
            }
        });

    [Theory]
    [InlineData("“")]
    [InlineData("”")]
    [InlineData("“a\n")]
    [InlineData("\"a ")]
    [InlineData("‘a s’ ")]
    [InlineData("“a” و")]
    [InlineData("> “a\n")]
    [InlineData("«“„‹‘»\n")]
    [InlineData("قال: “")]
    public void A_million_marks_take_linear_time(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));

        var clock = System.Diagnostics.Stopwatch.StartNew();
        PassageFinder.Find(text);

        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(1), "Quadratic work would take far longer than a busy machine.");
    }
}

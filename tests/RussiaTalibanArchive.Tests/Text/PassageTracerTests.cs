using CsCheck;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Tests.Text;

public sealed class PassageTracerTests
{
    private const string Arabic = "تفيد المذكرة بأن الشحنات تصل إلى المستودع كل أسبوع، وأن الإدارة اللوجستية لا تعلم بمصدرها. ولم يُذكر اسم أحد في الأوراق كلها.";

    [Theory]
    [InlineData("الشحنات تصل إلى المستودع كل أسبوع", TraceGrade.Exact)]
    [InlineData("«الشحنات تصل إلى المستودع كل أسبوع».", TraceGrade.Exact)]
    [InlineData("الشحنات تصل الى المستودع كل اسبوع", TraceGrade.Folded)]
    [InlineData("الإدارة اللوجستيه لا تعلم بمصدرها", TraceGrade.Folded)]
    [InlineData("الشحنات تصل إلى المستودع […] ولم يُذكر اسم أحد", TraceGrade.Exact)]
    [InlineData("الشحنات تصل ... لا تعلم بمصدرها", TraceGrade.Exact)]
    [InlineData("هذه الشحنات تصل إلى المستودع كل أسبوع", TraceGrade.Differs)]
    public void A_passage_is_graded_as_it_stands(string passage, TraceGrade grade)
    {
        var trace = PassageTracer.Trace(passage, Arabic);

        Assert.Equal(grade, trace?.Grade);
        Assert.All(trace!.Places, p => Assert.True(p.Start >= 0 && p.End <= Arabic.Length && p.Start < p.End));
    }

    [Theory]
    [InlineData("تصل")]
    [InlineData("الشحنات")]
    [InlineData("ولم يُذكر اسم أحد […] الشحنات تصل إلى المستودع")]
    [InlineData("الشحنات تصل إلى بيت القائد كل ليلة بلا علم")]
    [InlineData("الشحنات لا تصل إلى المستودع كل أسبوع أبدا يا سادة")]
    [InlineData("shipments arrive at the depot every week")]
    public void What_is_too_short_out_of_order_or_mostly_other_is_not_found(string passage) => Assert.Null(PassageTracer.Trace(passage, Arabic));

    [Fact]
    public void What_was_folded_is_listed()
    {
        Assert.Equal([FoldKind.Hamza], PassageTracer.Trace("الشحنات تصل الى المستودع كل اسبوع", Arabic)!.Folded);
        Assert.Equal([FoldKind.Heh, FoldKind.VowelSigns], PassageTracer.Trace("الإدارة اللوجستيه لا تعلم بمصدرها ولم يذكر", Arabic.Replace(". ", " ", StringComparison.Ordinal))!.Folded);
        Assert.Equal([FoldKind.Case, FoldKind.Digits, FoldKind.Punctuation], PassageTracer.Trace("the order no ٤٥ was sealed", "The Order, no 45 was sealed")!.Folded);
        Assert.Equal([FoldKind.Spacing], PassageTracer.Trace("کاروان ها می رسند هر هفته", "کاروان‌ها می‌رسند هر هفته")!.Folded);
        Assert.Equal([FoldKind.Letters], PassageTracer.Trace("еще одна партия пришла", "ещё одна партия пришла")!.Folded);
    }

    [Fact]
    public void A_fragment_of_any_text_is_found_where_it_stands() =>
        (from parts in SomeText.Mixed.Array[4, 10]
         from first in Gen.Int[0, parts.Length - 1]
         from count in Gen.Int[1, parts.Length]
         select (text: string.Join(" \n ", parts), passage: string.Join(" \n ", parts.Skip(first).Take(count)))).Sample(s =>
         {
             var whole = string.Join("", PassageTracer.FragmentsOf(s.passage));
             if (PassageTracer.FragmentsOf(s.passage).Count == 1 && new TextLetters(whole).Letters.Length >= PassageTracer.MinRun + 8)
             {
                 var trace = PassageTracer.Trace(s.passage, s.text);
                 Assert.NotNull(trace);
                 Assert.NotEqual(TraceGrade.Differs, trace.Grade);
             }
         });

    [Fact]
    public void Texts_that_hold_a_run_of_whole_words_share_a_print_with_it() =>
        (from words in Gen.Char["ابتثجحwxyz"].Array[1, 7].Select(c => new string(c)).Array[8, 40]
         from first in Gen.Int[0, words.Length - 1]
         from count in Gen.Int[1, words.Length]
         select (text: string.Join(' ', words), passage: string.Join(' ', words.Skip(first).Take(count)))).Sample(s =>
         {
             var prints = PassageTracer.PrintsOfPassage(s.passage);
             Assert.Equal(s.passage.Count(char.IsLetter) >= PassageTracer.MinRun, prints.Length > 0);
             Assert.Subset(PassageTracer.Prints(s.text).ToHashSet(), prints.ToHashSet());
         });

    [Fact]
    public void The_longest_run_is_the_one_that_a_slow_search_finds() =>
        Gen.Select(Gen.Char["abc"].Array[0, 30].Select(c => new string(c)), Gen.Char["abc"].Array[0, 30].Select(c => new string(c))).Sample((a, b) =>
        {
            var (inA, inB, length) = new SuffixAutomaton(a).LongestIn(b);
            var best = Enumerable.Range(0, a.Length).SelectMany(i => Enumerable.Range(1, a.Length - i).Select(n => a.Substring(i, n))).Where(b.Contains).Select(s => s.Length).DefaultIfEmpty().Max();
            Assert.Equal(best, length);
            Assert.Equal(a[inA..(inA + length)], b[inB..(inB + length)]);
        });

    [Theory]
    [InlineData("no 45", "The order, no 45, was sealed", TraceGrade.Exact)]
    [InlineData("the order", "The order, no 45, was sealed", TraceGrade.Folded)]
    [InlineData("The order … was sealed", "The order, no 45, was sealed", TraceGrade.Exact)]
    [InlineData("The order, no 46, was sealed", "The order, no 45, was sealed", TraceGrade.Differs)]
    public void Words_whose_source_is_known_are_judged_however_short(string printed, string source, TraceGrade grade) =>
        Assert.Equal(grade, PassageTracer.Judge(printed, source).Grade);
}

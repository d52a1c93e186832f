using CsCheck;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Tests.Text;

public sealed class ReanchoringTests
{
    private static readonly string[] RealTexts =
    [
        Specimens.ArticleInArabic,
        File.ReadAllText(Path.Combine(Specimens.Repository, "tests", "RussiaTalibanArchive.Tests", "Specimens", "article-ru.md")),
        "د روسیې سیلانیان په ولایتونو کې زیات شوي دي. پوله هره ورځ د شپې له خوا تړل کېږي.\nدوهم پراګراف د نمونې لپاره دی، او د لارې نوم پکې نشته.\fپه درېیم مخ کې د سوداګرۍ خبره ده.",
        "سفارت به وزارت نوشت که کاروان‌ها هر هفته می‌رسند. این نامه نمونه است و هیچ نامی در آن نیست.\nبند دوم دربارهٔ راه است.",
    ];

    private static readonly string[] Others = ["zebra", "кирпич", "تمساح", "lorem ipsum dolor", "۱۲۳"];

    private sealed record Edited(string Before, string After, int Start, int End, bool IsTouched);

    /// <summary>A passage of whole words, and the same text after words were put in, taken out or replaced anywhere.</summary>
    private static readonly Gen<Edited> Edits =
        from which in Gen.Int[0, RealTexts.Length - 1]
        let text = RealTexts[which]
        from first in Gen.Int[0, WordStarts(text).Count - 1]
        from length in Gen.Int[1, 12]
        from edits in Gen.Select(Gen.Double[0, 1], Gen.Int[0, 2], Gen.Int[0, Others.Length - 1].Select(i => Others[i])).Array[1, 6]
        select Apply(text, first, length, edits);

    [Fact]
    public void No_edit_attaches_a_quotation_to_other_words_in_silence() => Edits.Sample(edited =>
    {
        var quote = TextQuote.Describe(edited.Before, edited.Start, edited.End);

        var anchor = Reanchoring.Follow(edited.After, quote, edited.Start);

        var found = anchor is null ? null : edited.After[anchor.Start..anchor.End];
        switch (anchor?.Grade)
        {
            case AnchorGrade.Exact:
                Assert.Equal(quote.Exact, found);
                break;
            case AnchorGrade.Folded:
                Assert.Equal(Folding.Key(quote.Exact), Folding.Key(found!));
                break;
            case AnchorGrade.Approximate:
                var (a, b) = (Folding.Key(quote.Exact), Folding.Key(found!));
                Assert.True(NaiveDistance(a, b) <= Math.Ceiling(0.31 * Math.Max(a.Length, b.Length)), $"“{b}” is not “{a}”.");
                break;
            default:
                // What nobody touched is never lost.
                Assert.True(edited.IsTouched, $"“{quote.Exact}” was lost, though it stands there.");
                break;
        }

        if (anchor is not null)
        {
            Assert.False(CutsWord(edited.After, anchor.Start), "The place begins within a word.");
            Assert.False(CutsWord(edited.After, anchor.End), "The place ends within a word.");
        }
    }, iter: 2_000);

    [Fact]
    public void The_search_finds_the_best_place_that_a_slow_one_finds() =>
        (from sought in Gen.Char["abc "].Array[1, 75].Select(c => new string(c))
         from text in Gen.Char["abc "].Array[0, 40].Select(c => new string(c))
         from share in Gen.Int[0, 60]
         select (sought, text, max: Math.Min(sought.Length - 1, sought.Length * share / 100))).Sample(s =>
         {
             var hits = ApproximateSearch.Find(s.sought, s.text, s.max);

             var best = Enumerable.Range(0, s.text.Length + 1).Min(end => Enumerable.Range(0, end + 1).Min(start => NaiveDistance(s.sought, s.text[start..end])));
             Assert.Equal(best <= s.max && s.text.Length > 0, hits.Count > 0);
             if (hits.Count > 0)
             {
                 Assert.Equal(best, hits.Min(h => h.Errors));
                 Assert.All(hits, h => Assert.Equal(h.Errors, NaiveDistance(s.sought, s.text[h.Start..h.End])));
             }
         }, iter: 200);

    [Fact]
    public void The_same_words_at_the_same_place_stay_though_everything_around_them_changed() =>
        Assert.Equal(new Anchor(10, 15, AnchorGrade.Exact), Reanchoring.Follow("0123456789words and words", new("words", "another be", "another end"), 10));

    [Fact]
    public void A_word_within_another_word_is_no_place_for_it() =>
        Assert.Null(Reanchoring.Follow("the party left", new("art", "the ", " left"), 5));

    [Fact]
    public void Words_that_were_corrected_are_found_where_they_were_and_said_to_resemble()
    {
        const string before = "The convoy reached the bridge at nigth and was inspected there by two officers.";
        const string after = "The convoy reached the bridge at night and was inspected there by two officers.";
        var start = before.IndexOf("bridge", StringComparison.Ordinal);
        var end = before.IndexOf(" there", StringComparison.Ordinal);

        var anchor = Reanchoring.Follow(after, TextQuote.Describe(before, start, end), start)!;

        Assert.Equal(AnchorGrade.Approximate, anchor.Grade);
        Assert.Equal("bridge at night and was inspected", after[anchor.Start..anchor.End]);
    }

    [Fact]
    public void Two_places_that_resemble_the_words_equally_are_left_to_the_editor()
    {
        var quote = new TextQuote("the shipment crossed on monday", "", "");

        Assert.Null(Reanchoring.Follow("the shipment crossed on mondey\nthe shipment crossed on mondai", quote, null));
        Assert.Equal(2, Reanchoring.Candidates("the shipment crossed on mondey\nthe shipment crossed on mondai", quote, null).Count);
    }

    [Fact]
    public void A_passage_replaced_by_another_is_lost_and_not_moved()
    {
        const string before = "On Monday the ministry signed the agreement with the embassy. It was sealed.";
        const string after = "On Monday the garrison burned every letter about the railway. It was sealed.";
        var (start, end) = (before.IndexOf("ministry", StringComparison.Ordinal), before.IndexOf(". It", StringComparison.Ordinal));

        Assert.Null(Reanchoring.Follow(after, TextQuote.Describe(before, start, end), start));
    }

    private static Edited Apply(string text, int first, int length, (double Where, int Kind, string Word)[] edits)
    {
        var starts = WordStarts(text);
        var start = starts[first];
        var end = WordEnd(text, starts[Math.Min(starts.Count - 1, first + length - 1)]);
        var after = text;
        var touched = false;
        foreach (var (at, kind, word) in edits.Select(e => (At: starts[(int)(e.Where * (starts.Count - 1))], e.Kind, e.Word)).DistinctBy(e => e.At).OrderByDescending(e => e.At))
        {
            var stop = kind == 0 ? at : WordEnd(text, at);
            // Right beside the passage counts as within: a word put against it is another word then.
            touched |= at < end + 1 && stop >= start - 1;
            after = after[..at] + (kind == 1 ? "" : word + (kind == 0 ? " " : "")) + after[stop..];
        }

        return new(text, after, start, end, touched);
    }

    private static List<int> WordStarts(string text) =>
        [.. Enumerable.Range(0, text.Length).Where(i => char.IsLetterOrDigit(text[i]) && (i == 0 || char.IsWhiteSpace(text[i - 1])))];

    private static int WordEnd(string text, int at)
    {
        while (at < text.Length && !char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        while (!char.IsLetterOrDigit(text[at - 1]) && !char.IsPunctuation(text[at - 1]))
        {
            at--;
        }

        return at;
    }

    private static bool CutsWord(string text, int at) => at > 0 && at < text.Length && char.IsLetterOrDigit(text[at - 1]) && char.IsLetterOrDigit(text[at]);

    private static int NaiveDistance(string a, string b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                table[i, j] = i == 0 ? j : j == 0 ? i
                    : Math.Min(Math.Min(table[i - 1, j] + 1, table[i, j - 1] + 1), table[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
            }
        }

        return table[a.Length, b.Length];
    }
}

using System.Globalization;
using System.Text;
using CsCheck;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Tests.Text;

public sealed class MarkedTextTests
{
    private static readonly Gen<(string Text, TextMark[] Marks)> Marked =
        Gen.Select(SomeText.Any, Gen.Select(Gen.Int[0, 60], Gen.Int[0, 60]).Array[0, 6]).Select((text, spans) =>
            (text, spans.Select((s, i) => Mark(text, i, s.Item1, s.Item2)).ToArray()));

    [Fact]
    public void Overlapping_marks_are_told_apart()
    {
        const string text = "one two three four";

        var runs = MarkedText.Runs(text, 0, text.Length, [new("b", 4, 18), new("a", 0, 13)]);

        Assert.Equal(["one ", "two three", " four"], runs.Select(r => r.Text));
        Assert.Equal(["a", "a b", "b"], runs.Select(r => string.Join(' ', r.Marks)));
        Assert.Equal(["a", "b", ""], runs.Select(r => string.Join(' ', r.Beginning)));
        Assert.Equal(["", "a", "b"], runs.Select(r => string.Join(' ', r.Ending)));
    }

    [Fact]
    public void A_mark_within_a_word_takes_in_the_whole_word()
    {
        const string text = "وصلت\u200C\u200Fالشحنة أمس";

        var runs = MarkedText.Runs(text, 0, text.Length, [new("q", 2, 7)]);

        Assert.Equal([text[..^4], " أمس"], runs.Select(r => r.Text));
    }

    [Fact]
    public void A_mark_over_two_paragraphs_begins_once()
    {
        const string text = "first line\nsecond line";
        TextMark[] marks = [new("q", 6, 17)];

        var (first, second) = (MarkedText.Runs(text, 0, 10, marks), MarkedText.Runs(text, 11, text.Length, marks));

        Assert.Equal(["q"], first[1].Beginning);
        Assert.Equal("second", second[0].Text);
        Assert.Equal(["q"], second[0].Marks);
        Assert.Empty(second[0].Beginning);
        Assert.Empty(first[1].Ending);
        Assert.Equal(["q"], second[0].Ending);
    }

    [Fact]
    public void The_words_stay_as_they_are() => Marked.Sample(sample =>
    {
        var runs = MarkedText.Runs(sample.Text, 0, sample.Text.Length, sample.Marks);

        Assert.Equal(sample.Text, string.Concat(runs.Select(r => r.Text)));
        Assert.DoesNotContain(runs, r => r.Text.Length == 0);
    });

    [Fact]
    public void No_cluster_and_no_word_is_cut() => Marked.Sample(sample =>
    {
        var runs = MarkedText.Runs(sample.Text, 0, sample.Text.Length, sample.Marks);

        var clusters = StringInfo.ParseCombiningCharacters(sample.Text).ToHashSet();
        var at = 0;
        foreach (var run in runs.Take(Math.Max(0, runs.Count - 1)))
        {
            at += run.Text.Length;
            Assert.Contains(at, clusters);
            Assert.False(IsLetter(LastVisible(sample.Text[..at])) && IsLetter(FirstVisible(sample.Text[at..])), $"cut at {at}");
        }
    });

    [Fact]
    public void Every_mark_covers_all_that_it_was_put_on_and_begins_once() => Marked.Sample(sample =>
    {
        var runs = MarkedText.Runs(sample.Text, 0, sample.Text.Length, sample.Marks);

        foreach (var mark in sample.Marks.Where(m => m.Start < m.End))
        {
            var starts = runs.Scan(0, (at, r) => at + r.Text.Length).ToList();
            var covered = runs.Zip(starts).Where(p => p.First.Marks.Contains(mark.Name)).ToList();
            Assert.True(covered[0].Second <= mark.Start && covered[^1].Second + covered[^1].First.Text.Length >= mark.End);
            Assert.Single(runs, r => r.Beginning.Contains(mark.Name));
        }
    });

    private static TextMark Mark(string text, int number, int a, int b)
    {
        var (start, end) = (Math.Min(a, b) % (text.Length + 1), Math.Max(a, b) % (text.Length + 1));
        return new($"m{number}", Math.Min(start, end), Math.Max(start, end));
    }

    private static Rune? LastVisible(string text) => text.EnumerateRunes().Where(r => Rune.GetUnicodeCategory(r) != UnicodeCategory.Format).Cast<Rune?>().LastOrDefault();

    private static Rune? FirstVisible(string text) => text.EnumerateRunes().Where(r => Rune.GetUnicodeCategory(r) != UnicodeCategory.Format).Cast<Rune?>().FirstOrDefault();

    private static bool IsLetter(Rune? rune) => rune is { } r && Rune.IsLetter(r);
}

file static class Sums
{
    /// <summary>The sums before each element.</summary>
    public static IEnumerable<TSum> Scan<T, TSum>(this IEnumerable<T> items, TSum seed, Func<TSum, T, TSum> add)
    {
        foreach (var item in items)
        {
            yield return seed;
            seed = add(seed, item);
        }
    }
}

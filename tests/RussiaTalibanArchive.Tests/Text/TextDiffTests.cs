using CsCheck;
using RussiaTalibanArchive.Web.Text;
using static RussiaTalibanArchive.Web.Text.DiffKind;

namespace RussiaTalibanArchive.Tests.Text;

public sealed class TextDiffTests
{
    [Fact]
    public void A_changed_word_is_removed_and_added_in_place() =>
        Assert.Equal(
            [new(Same, "وصل "), new(Removed, "خمسة"), new(Added, "ستة"), new(Same, " خبراء إلى كابل"), new(Added, "."), new(DiffKind.Same, "\n")],
            TextDiff.Words("وصل خمسة خبراء إلى كابل\n", "وصل ستة خبراء إلى كابل.\n"));

    [Fact]
    public void Equal_texts_are_one_run_and_empty_ones_none()
    {
        Assert.Equal([new DiffRun(Same, "مكتوب")], TextDiff.Words("مكتوب", "مكتوب"));
        Assert.Empty(TextDiff.Words("", ""));
        Assert.Equal([new DiffRun(Added, "new")], TextDiff.Words("", "new"));
        Assert.Equal([new DiffRun(Removed, "old")], TextDiff.Words("old", ""));
    }

    [Fact]
    public void The_shortest_change_is_found()
    {
        var runs = TextDiff.Words("a b c a b b a", "c b a b a c");

        // Five changed words, as in the paper's example, and the spaces that go with them.
        Assert.True(runs.Where(r => r.Kind != Same).Sum(r => r.Text.Count(char.IsLetter)) <= 5);
    }

    [Fact]
    public void Both_texts_can_be_read_from_the_runs() =>
        Gen.Select(SomeText.Any, SomeText.Any, SomeText.Any, SomeText.Any).Sample((a, b, c, d) =>
        {
            var (before, after) = (a + " " + b + " " + c, a + " " + d + " " + c);

            var runs = TextDiff.Words(before, after);

            Assert.Equal(before, string.Concat(runs.Where(r => r.Kind != Added).Select(r => r.Text)));
            Assert.Equal(after, string.Concat(runs.Where(r => r.Kind != Removed).Select(r => r.Text)));
            Assert.DoesNotContain(runs, r => r.Text.Length == 0);
            Assert.DoesNotContain(runs.Zip(runs.Skip(1)), pair => pair.First.Kind == pair.Second.Kind || (pair.First.Kind == Added && pair.Second.Kind == Removed));
        });

    [Fact]
    public void Texts_that_share_nothing_are_replaced_as_a_whole_but_for_their_ends()
    {
        var before = "head " + string.Join(' ', Enumerable.Range(0, 100_000)) + " tail";
        var after = "head " + string.Join(' ', Enumerable.Range(200_000, 100_000)) + " tail";

        var clock = System.Diagnostics.Stopwatch.StartNew();
        var runs = TextDiff.Words(before, after);

        Assert.Equal([Same, Removed, Added, Same], runs.Select(r => r.Kind));
        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(1), "Quadratic work would take far longer than a busy machine.");
    }
}

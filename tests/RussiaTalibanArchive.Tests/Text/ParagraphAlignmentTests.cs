using CsCheck;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Tests.Text;

public sealed class ParagraphAlignmentTests
{
    [Fact]
    public void Paragraphs_of_like_length_stand_beside_each_other()
    {
        var rows = ParagraphAlignment.Align([120, 40, 300, 80], [150, 52, 360, 97]);

        Assert.Equal([new(0, 1, 0, 1), new(1, 1, 1, 1), new(2, 1, 2, 1), new(3, 1, 3, 1)], rows);
    }

    [Fact]
    public void A_translator_joins_two_paragraphs_and_parts_one()
    {
        var rows = ParagraphAlignment.Align([250, 180, 200, 210, 90, 500, 640, 120, 410], [262, 175, 205, 304, 240, 262, 655, 118, 415]);

        Assert.Equal([(0, 1, 0, 1), (1, 1, 1, 1), (2, 1, 2, 1), (3, 2, 3, 1), (5, 1, 4, 2), (6, 1, 6, 1), (7, 1, 7, 1), (8, 1, 8, 1)], Short(rows));
    }

    [Fact]
    public void A_translator_leaves_a_paragraph_out()
    {
        var rows = ParagraphAlignment.Align([250, 180, 700, 330, 640, 120, 410, 90, 505], [262, 175, 705, 655, 118, 415, 97, 490]);

        Assert.Equal([(0, 1, 0, 1), (1, 1, 1, 1), (2, 1, 2, 1), (3, 1, 3, 0), (4, 1, 3, 1), (5, 1, 4, 1), (6, 1, 5, 1), (7, 1, 6, 1), (8, 1, 7, 1)], Short(rows));
    }

    [Fact]
    public void Every_paragraph_is_in_one_row_in_order() =>
        Gen.Select(Gen.Int[1, 3000].Array[0, 40], Gen.Int[1, 3000].Array[0, 40]).Sample((lengths, others) =>
        {
            var rows = ParagraphAlignment.Align(lengths, others);

            Assert.Equal(Enumerable.Range(0, lengths.Length), rows.SelectMany(r => Enumerable.Range(r.First, r.Count)));
            Assert.Equal(Enumerable.Range(0, others.Length), rows.SelectMany(r => Enumerable.Range(r.OtherFirst, r.OtherCount)));
            Assert.All(rows, r => Assert.InRange(r.Count + r.OtherCount, 1, 4));
        });

    [Theory]
    [InlineData(3, 2000)]
    [InlineData(2000, 3)]
    [InlineData(4000, 4100)]
    public void Texts_of_very_different_numbers_of_paragraphs_are_aligned_too(int count, int otherCount)
    {
        var rows = ParagraphAlignment.Align([.. Enumerable.Range(0, count).Select(i => 50 + (i * 37 % 400))], [.. Enumerable.Range(0, otherCount).Select(i => 60 + (i * 41 % 400))]);

        Assert.Equal((count, otherCount), (rows.Sum(r => r.Count), rows.Sum(r => r.OtherCount)));
    }

    private static IEnumerable<(int First, int Count, int OtherFirst, int OtherCount)> Short(IEnumerable<AlignedRow> rows) => rows.Select(r => (r.First, r.Count, r.OtherFirst, r.OtherCount));
}

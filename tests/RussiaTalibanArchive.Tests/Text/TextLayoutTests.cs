using CsCheck;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Tests.Text;

public sealed class TextLayoutTests
{
    [Fact]
    public void Leaves_are_the_text_without_its_form_feeds_and_count_as_the_whole_text_does() =>
        Gen.Select(SomeText.Any, Gen.Int[0, 3]).Array[0, 8].Sample(parts =>
        {
            var text = string.Concat(parts.Select(p => p.Item1 + (p.Item2 == 0 ? "\f" : "\n")));
            var layout = TextLayout.Of(text);
            var paragraphs = Paragraphs.Of(text);

            Assert.Equal(paragraphs.PageCount, layout.PageCount);
            Assert.Equal(paragraphs.Count, layout.ParagraphCount);
            Assert.Equal(text.Length, layout.Length);
            foreach (var leaf in layout.Leaves)
            {
                var own = Paragraphs.Of(text.Substring(leaf.Start, leaf.Length)).Select(p => (p.Number + leaf.FirstParagraph - 1, p.Start + leaf.Start)).ToList();
                Assert.Equal(paragraphs.Where(p => p.Page == leaf.Page && p.Start >= leaf.Start && p.End <= leaf.End).Select(p => (p.Number, p.Start)), own);
                Assert.Equal(text[..leaf.Start].Count(c => !char.IsLowSurrogate(c)), leaf.CodePointStart);
                Assert.All(own, p => Assert.Equal(leaf.Index, layout.OfParagraph(p.Item1).Index));
            }
        });

    [Fact]
    public void A_very_long_page_is_cut_between_paragraphs()
    {
        var line = new string('ب', 5_999) + "\n";
        var layout = TextLayout.Of("first\f" + string.Concat(Enumerable.Repeat(line, 7)) + "\flast");

        Assert.Equal([(1, true), (2, true), (2, false), (2, false), (2, false), (3, true)], layout.Leaves.Select(l => (l.Page, l.BeginsPage)));
        Assert.Equal([1, 2, 4, 6, 8, 9], layout.Leaves.Select(l => l.FirstParagraph));
        Assert.Equal(2, layout.OfParagraph(5).Index);
        Assert.Equal(5, layout.OfPage(3).Index);
        Assert.Equal(5, layout.OfPage(99).Index);
        Assert.Equal(2, layout.LastThatFits(1, 5, 24_000));
        Assert.Equal(1, layout.LastThatFits(1, 5, 1));
    }
}

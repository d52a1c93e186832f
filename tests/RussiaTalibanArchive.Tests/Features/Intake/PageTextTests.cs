using RussiaTalibanArchive.Web.Features.Intake;
using RussiaTalibanArchive.Web.Features.Intake.Reading;

namespace RussiaTalibanArchive.Tests.Features.Intake;

public sealed class PageTextTests
{
    [Theory]
    [InlineData("Записка о курьере\nКурьер прибыл .", "Записка о курьере\nКурьер прибыл .")]
    [InlineData(" می\u200Cشود  این ", null)]
    [InlineData("minis\u200Btry of the paper", "ministry of the paper")]
    public void Boxes_go_along_with_the_words_of_a_page_that_is_brought_into_normal_form(string text, string? normal)
    {
        var words = Words(text);

        var page = PageText.Normalised(new ReadPage { Number = 1, Text = text, Words = words });

        Assert.Equal(normal ?? page.Text, page.Text);
        Assert.Equal(words.Count, page.Words.Count);
        Assert.Equal(page.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), page.Words.Select(w => page.Text.Substring(w.Start, w.Length)));
    }

    private static List<WordBox> Words(string text)
    {
        var words = new List<WordBox>();
        for (int at = 0, end; at < text.Length; at = end + 1)
        {
            end = text.IndexOfAny([' ', '\n'], at) is var space and >= 0 ? space : text.Length;
            if (end > at)
            {
                words.Add(new WordBox(at, end - at, 1, 1, 1, 1, null));
            }
        }

        return words;
    }
}

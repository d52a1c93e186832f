using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Tests.Infrastructure;

namespace RussiaTalibanArchive.Tests.Features.Tags;

public sealed class TagSuggestionsTests(TestArchive archive) : IClassFixture<TestArchive>
{
    [Fact]
    public async Task Editing_suggests_the_tags_named_in_the_text_and_one_button_takes_each()
    {
        await archive.ImportAsync(
            """{"kind":"tag","slug":"convoy","labels":{"en":"Convoy","ru":"Колонна"}}""", """{"kind":"tag","slug":"mortar","labels":{"en":"Mortar"},"aliases":["هاوان"]}""", Some.Tag("silent", "Silent"),
            """{"kind":"document","reference":"RTA-D0801","title":"A report","language":"ru","text":"В колонне были грузовики. هاوان","tags":["silent"],"status":"public"}""",
            """{"kind":"quotation","reference":"RTA-Q0801","of":"RTA-D0801","exact":"В колонне были грузовики.","status":"checked"}""");

        foreach (var (path, expected) in new[] { ("/editor/documents/RTA-D0801", "convoy mortar"), ("/editor/quotations/RTA-Q0801", "convoy") })
        {
            var page = await archive.Editor.OpenAsync(path);
            var taken = await archive.Editor.SubmitAsync(page, ("?TakeTag", ""), ("take", "convoy"));
            var saved = await archive.Editor.SubmitAsync(taken, ("Tags", taken.Html.QuerySelector("[name=Tags]")!.GetAttribute("value")!));

            Assert.Equal(expected, Suggested(page));
            Assert.Contains("“колонне”", page.Text);
            Assert.DoesNotContain("convoy", Suggested(taken));
            Assert.Contains("Saved.", saved.Text);
        }

        Assert.Equal(["convoy", "convoy"], await archive.QueryAsync(db => db.Taggings.Where(t => t.Tag.Reference != "silent").Select(t => t.Tag.Reference).ToListAsync()));

        static string Suggested(BrowserPage page) => string.Join(' ', page.Html.QuerySelectorAll("button[name=take]").Select(b => b.GetAttribute("value")).Order(StringComparer.Ordinal));
    }
}

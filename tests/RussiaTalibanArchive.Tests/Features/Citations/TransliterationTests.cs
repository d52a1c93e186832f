using System.Net;
using RussiaTalibanArchive.Tests.Infrastructure;

namespace RussiaTalibanArchive.Tests.Features.Citations;

/// <summary>Titles in Latin letters beside the original ones, and the switch for them; and what gathers items, cited.</summary>
public sealed class TransliterationTests(TransliterationTests.Archive archive) : IClassFixture<TransliterationTests.Archive>
{
    private const string Cite = "/citation?style=chicago&isolates=0&locale=";

    public sealed class Archive(TestCluster cluster) : TestArchive(cluster), IAsyncLifetime
    {
        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            await ImportAsync(
                Some.Tag("fuel", "Fuel supply"),
                Some.Document("RTA-D0001", "رسالة عن الوقود", "نص", "ar", tags: ["fuel"]),
                Some.Document("RTA-D0002", "قصيدة مجهولة", "نص", "ar"),
                """{"kind":"document","reference":"RTA-D0003","title":"قصيدة أخرى","language":"ar","title_translations":{"ar-Latn":"Qaṣīdah ukhrá","en":"Another poem"},"texts":[{"language":"ar","role":"transcription","text":"نص"}],"status":"public"}""",
                Some.Document("RTA-D0004", "Справка о поставках", "Текст", "ru"),
                Some.Dossier("RTA-S0001", "Fuel for the north", ["RTA-D0001"]),
                Some.Dossier("RTA-S0002", "A hidden dossier", ["RTA-D0001"], status: "draft"));
        }
    }

    [Theory]
    [InlineData("RTA-D0001", "en-US", "Risālah ʻan al-wuqūd رسالة عن الوقود")]
    [InlineData("RTA-D0003", "en-US", "Qaṣīdah ukhrá قصيدة أخرى [Another poem]")]
    [InlineData("RTA-D0004", "en-GB", "Spravka o postavkakh Справка о поставках")]
    [InlineData("RTA-D0002", "en-US&transliteration=ala-lc", "Qṣydh mjhwlh", false)]
    [InlineData("RTA-D0002", "en-US&transliteration=ala-lc", "Qṣīdah mjhūlah قصيدة مجهولة")]
    [InlineData("RTA-D0004", "ru-RU&transliteration=ala-lc", "Spravka o postavkakh")]
    [InlineData("RTA-D0001", "en-US&transliteration=none", "Risālah", false)]
    [InlineData("RTA-D0002", "en-US", "Qṣīdah", false)]
    [InlineData("RTA-D0001", "ar", "Risālah", false)]
    [InlineData("RTA-D0004", "ru-RU", "Spravka", false)]
    public async Task A_citation_has_the_title_in_latin_letters_where_it_is_wanted_and_certain(string reference, string locale, string expected, bool isThere = true)
    {
        var text = await TextAsync($"/documents/{reference}{Cite}{locale}");

        Assert.Equal(isThere, text.Contains(expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(".bib")]
    [InlineData(".ris")]
    [InlineData(".csl.json")]
    public async Task Files_name_it_beside_the_original_title(string suffix)
    {
        Assert.Contains("Title romanized (ALA-LC): Risālah ʻan al-wuqūd", await TextAsync($"/documents/RTA-D0001{suffix}"), StringComparison.Ordinal);
        Assert.Contains("Title romanized (ALA-LC): Qaṣīdah ukhrá", await TextAsync($"/documents{suffix}"), StringComparison.Ordinal);
        Assert.DoesNotContain("romanized", await TextAsync($"/documents/RTA-D0001{suffix}?transliteration=none"), StringComparison.Ordinal);
        Assert.DoesNotContain("romanized", await TextAsync($"/documents{suffix}?transliteration=none"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transliteration_that_there_is_not_is_refused_with_those_that_there_are()
    {
        using var answer = await archive.Visitor.SendAsync(HttpMethod.Get, "/documents/RTA-D0001/citation?transliteration=din");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("ala-lc", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_has_the_switch_remembers_it_and_says_which_vowels_are_missing()
    {
        using var reader = archive.Visitor;
        var shown = await reader.OpenAsync("/documents/RTA-D0002/cite?style=chicago&locale=en-US&transliteration=ala-lc");
        var later = await reader.OpenAsync("/documents/RTA-D0002/cite");

        foreach (var page in new[] { shown, later })
        {
            Assert.Equal("ala-lc", page.Html.QuerySelector("select[name=transliteration] option[selected]")!.GetAttribute("value"));
            Assert.Contains("Qṣīdah mjhūlah", page.Html.QuerySelector(".styled-citation")!.TextContent, StringComparison.Ordinal);
            Assert.Contains("ar-Latn", page.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/dossiers/RTA-S0001", "Fuel for the north")]
    [InlineData("/tags/fuel", "Fuel supply")]
    public async Task What_gathers_items_is_cited_too(string path, string title)
    {
        var own = await archive.Visitor.OpenAsync(path);
        Assert.NotNull(own.Html.QuerySelector($"a[href='{path}/cite']"));

        var page = await archive.Visitor.OpenAsync(path + "/cite");
        foreach (var text in new[] { page.Html.QuerySelector(".styled-citation")!.TextContent, await TextAsync($"{path}{Cite}en-US") })
        {
            Assert.Contains(title, text, StringComparison.OrdinalIgnoreCase);
            Assert.Contains(archive.Address + path, text, StringComparison.Ordinal);
            Assert.DoesNotContain("Authenticity", text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData("/dossiers/RTA-S0002")]
    [InlineData("/tags/nothing")]
    [InlineData("/notes/1")]
    public async Task What_the_viewer_may_not_see_is_not_cited(string path)
    {
        foreach (var address in new[] { path + "/cite", path + "/citation" })
        {
            using var answer = await archive.Visitor.SendAsync(HttpMethod.Get, address);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    private async Task<string> TextAsync(string address)
    {
        using var answer = await archive.Visitor.SendAsync(HttpMethod.Get, address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}

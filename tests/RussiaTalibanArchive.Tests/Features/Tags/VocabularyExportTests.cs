using System.Net;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using RussiaTalibanArchive.Tests.Infrastructure;

namespace RussiaTalibanArchive.Tests.Features.Tags;

public sealed class VocabularyExportTests(TestArchive archive) : IClassFixture<TestArchive>
{
    private const string Hostile = """{"kind":"tag","slug":"lines","type":"topic","labels":{"en":"=2+2 \"quoted\\ <b>&amp;","ps":"د «کابل» ښار|","fa-AF":"خط‌ها","ar":"أرض, بحر;","ru":"Ёлка\\"},"aliases":["a|b\\c","Alias <x>"],"broader":"upper","scope_note":"One line.\nAnother \"line\" with <tags> & a backslash \\.","same_as":["https://example.org/a b?<c>\"d\""]}""";

    [Fact]
    public async Task Every_form_holds_hostile_names_in_five_languages_whole()
    {
        await archive.ImportAsync(Some.Tag("upper", "Upper"), Hostile, Some.Document("RTA-D0501", tags: ["lines"]));
        using var visitor = archive.Visitor;

        var turtle = (await visitor.OpenAsync("/vocabulary.ttl")).Body;
        using var json = JsonDocument.Parse((await visitor.OpenAsync("/tags/lines.jsonld")).Body);
        var csv = await BytesAsync(visitor, "/vocabulary.csv");
        var codes = XDocument.Parse((await visitor.OpenAsync("/vocabulary.qdc")).Body);

        Assert.Contains("""skos:prefLabel "=2+2 \"quoted\\ <b>&amp;"@en ;""", turtle);
        Assert.Contains("skos:prefLabel \"د «کابل» ښار|\"@ps ;", turtle);
        Assert.Contains("""skos:scopeNote "One line.\nAnother \"line\" with <tags> & a backslash \\."@en ;""", turtle);
        Assert.Contains("skos:exactMatch <https://example.org/a%20b?%3Cc%3E%22d%22> ;", turtle);
        Assert.Contains($"skos:broader <{archive.Address.TrimEnd('/')}/tags/upper> .", turtle);
        Assert.Contains($"skos:hasTopConcept <{archive.Address.TrimEnd('/')}/tags/upper>", turtle);
        Assert.DoesNotContain($"skos:hasTopConcept <{archive.Address.TrimEnd('/')}/tags/lines>", turtle);
        var concept = json.RootElement.GetProperty("@graph").EnumerateArray().Single(n => n.GetProperty("@type").GetString() == "Concept");
        Assert.Equal(["Ёлка\\", "أرض, بحر;", "خط‌ها"], new[] { "ru", "ar", "fa-AF" }.Select(l => concept.GetProperty("prefLabel").GetProperty(l).GetString()!));
        Assert.Equal([0xEF, 0xBB, 0xBF], csv[..3]);
        var table = Encoding.UTF8.GetString(csv);
        Assert.Contains("'=2+2", table);
        Assert.Contains(@"a\|b\\c|Alias <x>", table);
        XNamespace qda = "urn:QDA-XML:codebook:1.0";
        var code = Assert.Single(codes.Root!.Element(qda + "Codes")!.Elements(qda + "Code"), c => (string?)c.Attribute("name") == "Upper").Element(qda + "Code")!;
        Assert.Equal(("=2+2 \"quoted\\ <b>&amp;", "true"), ((string?)code.Attribute("name"), (string?)code.Attribute("isCodable")));
        Assert.Contains("ps: د «کابل» ښار|", code.Element(qda + "Description")!.Value);
    }

    [Fact]
    public async Task What_readers_may_not_see_is_in_no_form_and_what_was_replaced_names_its_successor()
    {
        await archive.ImportAsync(
            Some.Tag("unseen", "Unseen by readers"), Some.Tag("seen", "Seen"), Some.Tag("gone", "Gone before"),
            Some.Document("RTA-D0502", tags: ["seen"]), Some.Document("RTA-D0503", tags: ["gone"]));
        var preview = await archive.Editor.SubmitAsync("/editor/tags/gone/delete", ("To", "seen"));
        await archive.Editor.SubmitAsync(preview, ("?Do", ""));
        using var visitor = archive.Visitor;

        foreach (var suffix in new[] { ".ttl", ".jsonld", ".csv", ".qdc" })
        {
            var open = await visitor.OpenAsync("/vocabulary" + suffix);
            Assert.Contains("Seen", open.Body);
            Assert.DoesNotContain("nseen", open.Body);
            Assert.DoesNotContain("Gone", open.Body);
            Assert.Contains("Unseen by readers", (await archive.Editor.OpenAsync("/vocabulary" + suffix)).Body);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.OpenAsync("/tags/unseen.ttl")).Status);
        var turtle = (await archive.Editor.OpenAsync("/vocabulary.ttl")).Body;
        Assert.Contains($"    owl:deprecated true ;\n    dcterms:isReplacedBy <{archive.Address.TrimEnd('/')}/tags/seen> .", turtle);
    }

    private static async Task<byte[]> BytesAsync(Browser browser, string path)
    {
        using var answer = await browser.SendAsync(HttpMethod.Get, path);
        return await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }
}

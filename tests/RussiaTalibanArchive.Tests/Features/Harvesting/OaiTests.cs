using System.Net;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Data;

namespace RussiaTalibanArchive.Tests.Features.Harvesting;

/// <summary>OAI-PMH, as harvesters and their validators ask.</summary>
public sealed class OaiTests(OaiTests.Archive archive) : IClassFixture<OaiTests.Archive>
{
    private static readonly XNamespace Oai = "http://www.openarchives.org/OAI/2.0/";
    private static readonly XNamespace Dc = "http://purl.org/dc/elements/1.1/";

    public sealed class Archive(TestCluster cluster) : TestArchive(cluster), IAsyncLifetime
    {
        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            await ImportAsync(
            [
                """{"kind":"tag","slug":"fuel","labels":{"en":"Fuel"}}""",
                """{"kind":"tag","slug":"diesel","labels":{"en":"Diesel"},"broader":"fuel"}""",
                Some.Document("RTA-D0001", "رسالة عن الوقود & <غيره>", "نص الرسالة", "ar", tags: ["diesel"]),
                Some.Document("RTA-D0002", "A draft", "Hidden", "en", status: "draft"),
                Some.Document("RTA-D0004", "An internal letter", "Internal words", "en", status: "internal"),
                Some.Document("RTA-D0005", "A letter to be withdrawn", "Words that go", "en"),
                Some.Quotation("RTA-Q0001", "RTA-D0001", "نص الرسالة"),
                Some.Quotation("RTA-Q0002", "RTA-D0005", "Words that go"),
                Some.Article("RTA-A0001", "An article", "Its body"),
                """{"kind":"quotation","reference":"RTA-Q0003","of":"RTA-D0001","exact":"نص","language":"ar","status":"draft"}""",
                .. Enumerable.Range(0, 210).Select(i => Some.Document($"RTA-D1{i:000}", $"Letter {i}", $"Words of letter {i}", "en")),
            ]);
            await Editor.SubmitAsync("/editor/documents/RTA-D0005", ("?Withdraw", ""), ("Reason", "A mistake"));
            await Editor.SubmitAsync("/editor/quotations/RTA-Q0003", ("?Withdraw", ""), ("Reason", "Nobody could ever read it"));
        }
    }

    [Fact]
    public async Task The_archive_says_what_it_is()
    {
        var answer = await AskAsync("verb=Identify");
        var identify = answer.Element(Oai + "Identify")!;

        Assert.Equal($"{archive.Address}/oai", identify.Element(Oai + "baseURL")!.Value);
        Assert.Equal(("2.0", "persistent", "YYYY-MM-DDThh:mm:ssZ"),
            (identify.Element(Oai + "protocolVersion")!.Value, identify.Element(Oai + "deletedRecord")!.Value, identify.Element(Oai + "granularity")!.Value));
        Assert.Matches("^[^@ ]+@[^@ ]+[.][^@ ]+$", identify.Element(Oai + "adminEmail")!.Value);
        Assert.Equal("Identify", answer.Element(Oai + "request")!.Attribute("verb")!.Value);
    }

    [Theory]
    [InlineData("oai_dc")]
    [InlineData("mods")]
    public async Task Every_public_record_is_harvested_once_and_the_withdrawn_ones_as_graves(string prefix)
    {
        var records = await HarvestAsync($"verb=ListRecords&metadataPrefix={prefix}");
        var seen = records.ToDictionary(r => r.Element(Oai + "header")!.Element(Oai + "identifier")!.Value.Split(':')[^1]);

        seen.Remove("RTA-D2000"); // Another test's.
        Assert.Equal(215, seen.Count); // 211 documents, a quotation, an article, and two graves
        Assert.DoesNotContain("RTA-D0002", seen.Keys);
        Assert.DoesNotContain("RTA-D0004", seen.Keys);
        Assert.Equal("deleted", seen["RTA-D0005"].Element(Oai + "header")!.Attribute("status")!.Value);
        Assert.Null(seen["RTA-D0005"].Element(Oai + "metadata"));
        Assert.Equal("deleted", seen["RTA-Q0002"].Element(Oai + "header")!.Attribute("status")!.Value);
        Assert.Contains("رسالة عن الوقود & <غيره>", seen["RTA-D0001"].Element(Oai + "metadata")!.Value, StringComparison.Ordinal);
        Assert.Contains("tag:fuel", seen["RTA-D0001"].Element(Oai + "header")!.Elements(Oai + "setSpec").Select(s => s.Value));
    }

    [Theory]
    [InlineData("RTA-D0005")]
    [InlineData("RTA-Q0002")]
    public async Task A_grave_is_a_record_too(string reference)
    {
        var answer = await AskAsync($"verb=GetRecord&metadataPrefix=oai_dc&identifier={await IdentifierAsync(reference)}");

        Assert.Equal("deleted", answer.Descendants(Oai + "header").Single().Attribute("status")!.Value);
    }

    [Fact]
    public async Task What_nobody_could_ever_read_has_no_grave()
    {
        var seen = (await HarvestAsync("verb=ListIdentifiers&metadataPrefix=oai_dc&set=kind:quotations")).ConvertAll(h => h.Element(Oai + "identifier")!.Value.Split(':')[^1]);

        Assert.Equal(["RTA-Q0001", "RTA-Q0002"], seen.Order());
    }

    [Fact]
    public async Task A_record_has_its_title_in_its_language()
    {
        var title = (await AskAsync($"verb=GetRecord&metadataPrefix=oai_dc&identifier={await IdentifierAsync("RTA-D0001")}")).Descendants(Dc + "title").Single();

        Assert.Equal(("رسالة عن الوقود & <غيره>", "ar"), (title.Value, title.Attribute(XNamespace.Xml + "lang")!.Value));
    }

    [Theory]
    [InlineData("kind:articles", 1)]
    [InlineData("kind:quotations", 2)]
    [InlineData("tag:fuel", 1)]
    [InlineData("tag:diesel", 1)]
    public async Task A_set_has_its_items(string set, int count) =>
        Assert.Equal(count, (await HarvestAsync($"verb=ListIdentifiers&metadataPrefix=oai_dc&set={set}")).Count);

    [Fact]
    public async Task A_token_can_be_used_again_and_survives_changes()
    {
        var first = await AskAsync("verb=ListIdentifiers&metadataPrefix=oai_dc&set=kind:documents");
        var token = Uri.EscapeDataString(first.Descendants(Oai + "resumptionToken").Single().Value);
        var once = Identifiers(await AskAsync($"verb=ListIdentifiers&resumptionToken={token}"));

        await archive.ImportAsync(Some.Document("RTA-D2000", "One that came later", "Later", "en"));
        var again = Identifiers(await AskAsync($"verb=ListIdentifiers&resumptionToken={token}"));

        Assert.Equal(once, again);
        Assert.Empty(once.Intersect(Identifiers(first)));
        await archive.Editor.SubmitAsync("/editor/documents/RTA-D2000", ("?Withdraw", ""), ("Reason", "Made for a test"));
    }

    [Theory]
    [InlineData("", "badVerb")]
    [InlineData("verb=Nonsense", "badVerb")]
    [InlineData("verb=identify", "badVerb")]
    [InlineData("verb=Identify&verb=Identify", "badVerb")]
    [InlineData("verb=Identify&x=y", "badArgument")]
    [InlineData("verb=ListRecords", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc", "badArgument")]
    [InlineData("verb=GetRecord&metadataPrefix=oai_dc", "badArgument")]
    [InlineData("verb=GetRecord&metadataPrefix=oai_dc&identifier=%22%27nothing", "idDoesNotExist")]
    [InlineData("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:archive.invalid:RTA-D0002", "idDoesNotExist")]
    [InlineData("verb=ListRecords&metadataPrefix=nonsense", "cannotDisseminateFormat")]
    [InlineData("verb=ListRecords&resumptionToken=junk", "badResumptionToken")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=junk", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&from=junk", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&from=2025-02-30", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&until=2025-13-01", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&from=2025-01-01&until=2025-01-02T00:00:00Z", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&from=2025-01-02&until=2025-01-01", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&from=2999-01-01", "noRecordsMatch")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&until=1999-01-01", "noRecordsMatch")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&set=nonsense", "noRecordsMatch")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&set=tag:nonsense", "noRecordsMatch")]
    [InlineData("verb=ListMetadataFormats&identifier=nothing", "idDoesNotExist")]
    [InlineData("verb=ListSets&resumptionToken=junk", "badResumptionToken")]
    public async Task What_is_wrong_gets_its_code(string query, string code)
    {
        var answer = await AskAsync(query);

        Assert.Equal(code, answer.Element(Oai + "error")!.Attribute("code")!.Value);
        Assert.Equal(code is "badVerb" or "badArgument", !answer.Element(Oai + "request")!.Attributes().Any());
    }

    [Fact]
    public async Task A_form_is_answered_like_an_address()
    {
        using var answer = await archive.Visitor.SendAsync(HttpMethod.Post, "/oai", r => r.Content = new FormUrlEncodedContent([new("verb", "ListSets")]));
        var root = XDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Root!;

        Assert.Contains("tag:fuel", root.Descendants(Oai + "setSpec").Select(s => s.Value));
    }

    [Fact]
    public async Task An_editor_harvests_no_more_than_a_visitor()
    {
        using var answer = await archive.Editor.SendAsync(HttpMethod.Get, $"/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier={(await IdentifierAsync("RTA-D0001")).Replace("D0001", "D0004", StringComparison.Ordinal)}");

        Assert.Contains("idDoesNotExist", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private async Task<string> IdentifierAsync(string reference) =>
        Identifiers(await AskAsync("verb=ListIdentifiers&metadataPrefix=oai_dc&set=kind:articles"))[0].Replace("RTA-A0001", reference, StringComparison.Ordinal);

    private static List<string> Identifiers(XElement answer) => [.. answer.Descendants(Oai + "identifier").Select(i => i.Value)];

    private async Task<List<XElement>> HarvestAsync(string query)
    {
        var found = new List<XElement>();
        while (true)
        {
            var answer = await AskAsync(query);
            var list = answer.Element(Oai + "ListRecords") ?? answer.Element(Oai + "ListIdentifiers")!;
            found.AddRange(list.Elements().Where(e => e.Name.LocalName is "record" or "header"));
            if (list.Element(Oai + "resumptionToken")?.Value is not { Length: > 0 } token)
            {
                return found;
            }

            query = $"{query.Split('&')[0]}&resumptionToken={Uri.EscapeDataString(token)}";
        }
    }

    private async Task<XElement> AskAsync(string query)
    {
        using var answer = await archive.Visitor.SendAsync(HttpMethod.Get, "/oai?" + query);
        Assert.Equal((HttpStatusCode.OK, "text/xml"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        return XDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Root!;
    }
}

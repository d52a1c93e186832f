using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using RussiaTalibanArchive.Tests.Infrastructure;

namespace RussiaTalibanArchive.Tests.Features.Citations;

/// <summary>Quotations as W3C annotations.</summary>
public sealed class AnnotationTests(AnnotationTests.Archive archive) : IClassFixture<AnnotationTests.Archive>
{
    private const string Text = "Diesel wagons waited at the ferry crossing. السفير وصل في الصباح. A third sentence.";
    private const string Profile = "application/ld+json; profile=\"http://www.w3.org/ns/anno.jsonld\"";

    public sealed class Archive(TestCluster cluster) : TestArchive(cluster), IAsyncLifetime
    {
        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            await ImportAsync(
            [
                """{"kind":"tag","slug":"fuel","labels":{"en":"Fuel","ar":"الوقود"}}""",
                """{"kind":"tag","slug":"diesel","labels":{"en":"Diesel"},"broader":"fuel"}""",
                Some.Document("RTA-D0001", "A letter", Text, "en"),
                Some.Document("RTA-D0002", "A draft", "Hidden wagons.", "en", status: "draft"),
                """{"kind":"quotation","reference":"RTA-Q0001","of":"RTA-D0001","exact":"السفير وصل","language":"ar","speaker":"A stationmaster","translations":{"en":"The ambassador arrived"},"tags":["diesel"],"status":"checked"}""",
                """{"kind":"quotation","reference":"RTA-Q0002","of":"RTA-D0001","exact":"Diesel wagons waited","language":"en","status":"checked"}""",
                """{"kind":"quotation","reference":"RTA-Q0003","of":"RTA-D0001","exact":"A third sentence","language":"en","status":"draft"}""",
                .. Enumerable.Range(0, 120).Select(i => $$"""{"kind":"quotation","of":"RTA-D0003","exact":"Word{{i:000}} of many","language":"en","status":"checked"}""")
                    .Prepend(Some.Document("RTA-D0003", "Many", string.Join(". ", Enumerable.Range(0, 120).Select(i => $"Word{i:000} of many")), "en")),
            ]);
        }
    }

    [Fact]
    public async Task A_quotation_is_an_annotation_whose_selectors_fit_its_text()
    {
        using var answer = await archive.Visitor.SendAsync(HttpMethod.Get, "/quotations/RTA-Q0001", r => r.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(Profile)));
        using var json = await JsonOf(answer);
        var annotation = json.RootElement;

        Assert.Equal(Profile, answer.Content.Headers.ContentType!.ToString());
        Assert.NotNull(answer.Headers.ETag);
        Assert.Contains("http://www.w3.org/ns/ldp#Resource", string.Join(' ', answer.Headers.GetValues("Link")), StringComparison.Ordinal);
        Assert.Contains("GET", answer.Content.Headers.Allow);
        Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("http://www.w3.org/ns/anno.jsonld", annotation.GetProperty("@context").GetString());
        Assert.Equal($"{archive.Address}/quotations/RTA-Q0001", annotation.GetProperty("id").GetString());
        Assert.EndsWith("Z", annotation.GetProperty("created").GetString(), StringComparison.Ordinal);
        var target = annotation.GetProperty("target");
        Assert.Equal($"{archive.Address}/documents/RTA-D0001", target.GetProperty("source").GetString());
        var (quote, place) = (target.GetProperty("selector")[0], target.GetProperty("selector")[1]);
        var (start, end) = (place.GetProperty("start").GetInt32(), place.GetProperty("end").GetInt32());
        Assert.Equal("السفير وصل", Text[start..end]);
        Assert.Equal("السفير وصل", quote.GetProperty("exact").GetString());
        Assert.EndsWith(quote.GetProperty("prefix").GetString()!, Text[..start], StringComparison.Ordinal);
        Assert.StartsWith(quote.GetProperty("suffix").GetString()!, Text[end..], StringComparison.Ordinal);
        var bodies = annotation.GetProperty("body").EnumerateArray().ToDictionary(b => b.GetProperty("purpose").GetString()!, b => b.GetProperty("value").GetString());
        Assert.Equal(("Diesel", "The ambassador arrived", "A stationmaster"), (bodies["tagging"], bodies["describing"], bodies["identifying"]));
    }

    [Fact]
    public async Task The_quotations_of_a_document_stand_in_the_order_of_its_text_without_those_that_a_visitor_may_not_see()
    {
        using var answer = await archive.Visitor.SendAsync(HttpMethod.Get, "/documents/RTA-D0001/annotations");
        using var json = await JsonOf(answer);

        Assert.Equal(2, json.RootElement.GetProperty("total").GetInt32());
        var items = json.RootElement.GetProperty("first").GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()).ToList();
        Assert.Equal([$"{archive.Address}/quotations/RTA-Q0002", $"{archive.Address}/quotations/RTA-Q0001"], items);
        Assert.Contains("BasicContainer", string.Join(' ', answer.Headers.GetValues("Link")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_collection_is_paged_and_can_be_asked_for_addresses_alone()
    {
        var seen = new List<string>();
        var next = "/documents/RTA-D0003/annotations?iris=1&page=0";
        while (next is not null)
        {
            using var answer = await archive.Visitor.SendAsync(HttpMethod.Get, next);
            using var json = await JsonOf(answer);
            Assert.Equal("AnnotationPage", json.RootElement.GetProperty("type").GetString());
            Assert.Equal(seen.Count, json.RootElement.GetProperty("startIndex").GetInt32());
            Assert.Equal(120, json.RootElement.GetProperty("partOf").GetProperty("total").GetInt32());
            seen.AddRange(json.RootElement.GetProperty("items").EnumerateArray().Select(i => i.GetString()!));
            next = json.RootElement.TryGetProperty("next", out var more) ? new Uri(more.GetString()!).PathAndQuery : null;
        }

        Assert.Equal((120, 120), (seen.Count, seen.Distinct().Count()));
        using var minimal = await archive.Visitor.SendAsync(HttpMethod.Get, "/documents/RTA-D0003/annotations",
            r => r.Headers.Add("Prefer", "return=representation;include=\"http://www.w3.org/ns/ldp#PreferMinimalContainer\""));
        using var container = await JsonOf(minimal);
        Assert.Equal(JsonValueKind.String, container.RootElement.GetProperty("first").ValueKind);
    }

    [Fact]
    public async Task A_tag_has_the_quotations_of_the_tags_below_it()
    {
        using var answer = await archive.Visitor.SendAsync(HttpMethod.Get, "/tags/fuel/annotations");
        using var json = await JsonOf(answer);

        Assert.Equal(1, json.RootElement.GetProperty("total").GetInt32());
    }

    [Theory]
    [InlineData("/quotations/RTA-Q0003.jsonld")]
    [InlineData("/documents/RTA-D0002/annotations")]
    [InlineData("/documents/RTA-D0001/annotations?page=1")]
    [InlineData("/documents/RTA-D0001/annotations?page=x")]
    [InlineData("/tags/nothing/annotations")]
    public async Task What_there_is_not_for_a_visitor_is_not_found(string path)
    {
        using var answer = await archive.Visitor.SendAsync(HttpMethod.Get, path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static async Task<JsonDocument> JsonOf(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}

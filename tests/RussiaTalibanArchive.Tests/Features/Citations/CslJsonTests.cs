using System.Text.Json;
using CsCheck;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Features.Citations;

namespace RussiaTalibanArchive.Tests.Features.Citations;

public sealed class CslJsonTests
{
    /// <summary>Those properties of csl-data.json, version 1.0.2, that the archive uses, by the type it gives them.</summary>
    private static readonly Dictionary<string, JsonValueKind> Allowed = new()
    {
        ["id"] = JsonValueKind.String,
        ["type"] = JsonValueKind.String,
        ["author"] = JsonValueKind.Array,
        ["title"] = JsonValueKind.String,
        ["container-title"] = JsonValueKind.String,
        ["issued"] = JsonValueKind.Object,
        ["genre"] = JsonValueKind.String,
        ["publisher"] = JsonValueKind.String,
        ["page"] = JsonValueKind.Number,
        ["section"] = JsonValueKind.String,
        ["language"] = JsonValueKind.String,
        ["archive"] = JsonValueKind.String,
        ["archive_location"] = JsonValueKind.String,
        ["call-number"] = JsonValueKind.String,
        ["URL"] = JsonValueKind.String,
        ["abstract"] = JsonValueKind.String,
        ["keyword"] = JsonValueKind.String,
        ["note"] = JsonValueKind.String,
        ["custom"] = JsonValueKind.Object,
    };

    private static readonly string[] NameProperties = ["family", "given", "literal"];
    private static readonly string[] DateProperties = ["date-parts", "season", "circa", "literal"];
    private static readonly string[] Types = ["document", "personal_communication", "report", "article-newspaper"];

    [Fact]
    public void Documents_in_each_language() => Verified.Equal("Documents.csl.json", CslJson.Write(SomeCitations.Documents));

    [Fact]
    public void Articles() => Verified.Equal("Articles.csl.json", CslJson.Write(SomeCitations.Articles));

    [Fact]
    public void Quotations() => Verified.Equal("Quotations.csl.json", CslJson.Write(SomeCitations.Quotations));

    [Fact]
    public void Hostile_characters() => Verified.Equal("Hostile.csl.json", CslJson.Write(SomeCitations.Hostile));

    [Fact]
    public void Nothing_is_written_that_the_schema_does_not_know() =>
        AssertValid(CslJson.Write([.. SomeCitations.Documents, .. SomeCitations.Articles, .. SomeCitations.Quotations, .. SomeCitations.Hostile]));

    [Fact]
    public void Values_read_back_whatever_the_text() => Gen.Select(SomeCitations.Texts, SomeCitations.Texts, SomeCitations.Texts).Sample((title, name, words) =>
    {
        var json = CslJson.Write([SomeCitations.Any(title, name, words)]);

        AssertValid(json);
        using var items = JsonDocument.Parse(json);
        Assert.Equal(CitedText.Line(title), Value("title"));
        Assert.Equal(CitedText.Lines(words), Value("abstract"));

        string Value(string property) => items.RootElement[0].TryGetProperty(property, out var value) ? value.GetString()! : "";
    });

    [Theory]
    [InlineData("2025-07-07", """{"date-parts":[[2025,7,7]]}""")]
    [InlineData("2025-07~", """{"date-parts":[[2025,7]],"circa":true}""")]
    [InlineData("2024?", """{"date-parts":[[2024]],"circa":true}""")]
    [InlineData("2025-XX-XX", """{"date-parts":[[2025]]}""")]
    [InlineData("2025-07-01/2025-07-10", """{"date-parts":[[2025,7,1],[2025,7,10]]}""")]
    [InlineData("2025-23", """{"date-parts":[[2025]],"season":3}""")]
    [InlineData("2025-07/..", """{"literal":"2025-07/.."}""")]
    [InlineData("/2025-07", """{"literal":"/2025-07"}""")]
    [InlineData("201X", """{"literal":"201X"}""")]
    public void A_date_is_numbers_where_numbers_can_say_it(string edtf, string written)
    {
        using var items = JsonDocument.Parse(CslJson.Write([SomeCitations.Document() with { Date = CitedDate.Of(edtf) }]));

        Assert.Equal(written, JsonSerializer.Serialize(items.RootElement[0].GetProperty("issued")));
    }

    private static void AssertValid(string json)
    {
        using var items = JsonDocument.Parse(json);
        Assert.All(items.RootElement.EnumerateArray(), item =>
        {
            Assert.All(item.EnumerateObject(), property => Assert.Equal(Allowed[property.Name], property.Value.ValueKind));
            Assert.Contains(item.GetProperty("type").GetString(), Types);
            Assert.NotEmpty(item.GetProperty("id").GetString()!);
            if (item.TryGetProperty("author", out var authors))
            {
                Assert.All(authors.EnumerateArray(), a => Assert.All(a.EnumerateObject(), p => Assert.Contains(p.Name, NameProperties)));
            }

            if (item.TryGetProperty("issued", out var date))
            {
                Assert.All(date.EnumerateObject(), p => Assert.Contains(p.Name, DateProperties));
            }
        });
    }
}

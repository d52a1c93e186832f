using CsCheck;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Features.Citations;

namespace RussiaTalibanArchive.Tests.Features.Citations;

public sealed class RisTests
{
    [Fact]
    public void Documents_in_each_language() => Verified.Equal("Documents.ris", Ris.Write(SomeCitations.Documents));

    [Fact]
    public void Articles() => Verified.Equal("Articles.ris", Ris.Write(SomeCitations.Articles));

    [Fact]
    public void Quotations() => Verified.Equal("Quotations.ris", Ris.Write(SomeCitations.Quotations));

    [Fact]
    public void Hostile_characters() => Verified.Equal("Hostile.ris", Ris.Write(SomeCitations.Hostile));

    [Fact]
    public void Lines_read_back_to_the_same_values_whatever_the_text() => Gen.Select(SomeCitations.Texts, SomeCitations.Texts, SomeCitations.Texts).Sample((title, name, words) =>
    {
        var citation = SomeCitations.Any(title, name, words);

        var fields = Read(Ris.Write([citation]));

        Assert.Equal(("TY", "AGGR"), fields[0]);
        Assert.Equal(("ER", ""), fields[^1]);
        Assert.Single(fields, f => f.Tag == "ER");
        Assert.Equal(Values(title), ValuesOf("TI"));
        Assert.Equal(Values(words), ValuesOf("AB"));
        Assert.Equal([.. Values(name), .. Values(words)], ValuesOf("KW"));
        Assert.DoesNotContain(ValuesOf("AU"), a => a.Contains(',', StringComparison.Ordinal));

        List<string> ValuesOf(string tag) => [.. fields.Where(f => f.Tag == tag).Select(f => f.Value)];
        static List<string> Values(string text) => CitedText.Line(text) is { Length: > 0 } line ? [line] : [];
    });

    [Theory]
    [InlineData("2025-07-07", "2025/07/07")]
    [InlineData("2025-07", "2025/07//")]
    [InlineData("2025", "2025///")]
    [InlineData("2025-07~", "2025/07//")]
    [InlineData("2025-07-XX", "2025/07//")]
    [InlineData("2025-22", "2025///")]
    [InlineData("2025-07-01/2025-07-10", "2025/07//")]
    [InlineData("2024?/2025", null)]
    [InlineData("2025/..", null)]
    [InlineData("201X", null)]
    [InlineData("-0044", null)]
    public void A_date_says_what_is_certain_and_no_more(string edtf, string? written)
    {
        var fields = Read(Ris.Write([SomeCitations.Document() with { Date = CitedDate.Of(edtf) }]));

        Assert.Equal(written, fields.SingleOrDefault(f => f.Tag == "DA").Value);
    }

    /// <summary>Reads RIS as strictly as the strictest reader, and breaks lines wherever any reader would.</summary>
    private static List<(string Tag, string Value)> Read(string ris)
    {
        Assert.EndsWith("\r\n", ris, StringComparison.Ordinal);
        var lines = ris.Split(["\r\n", "\r", "\n", "\v", "\f", "\u001C", "\u001D", "\u001E", "\u0085", "\u2028", "\u2029"], StringSplitOptions.None);
        Assert.Equal("", lines[^1]);
        return [.. lines[..^1].Select(line =>
        {
            Assert.Matches("^[A-Z][A-Z0-9]  - ", line);
            return (line[..2], line[6..]);
        })];
    }
}

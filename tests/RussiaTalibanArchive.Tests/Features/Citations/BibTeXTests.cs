using CsCheck;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Features.Citations;

namespace RussiaTalibanArchive.Tests.Features.Citations;

public sealed class BibTeXTests
{
    [Fact]
    public void Documents_in_each_language() => Verified.Equal("Documents.bib", BibTeX.Write(SomeCitations.Documents));

    [Fact]
    public void Articles() => Verified.Equal("Articles.bib", BibTeX.Write(SomeCitations.Articles));

    [Fact]
    public void Quotations() => Verified.Equal("Quotations.bib", BibTeX.Write(SomeCitations.Quotations));

    [Fact]
    public void Hostile_characters() => Verified.Equal("Hostile.bib", BibTeX.Write(SomeCitations.Hostile));

    [Fact]
    public void Classic_documents_in_each_language() => Verified.Equal("Documents.bibtex", BibTeX.WriteClassic(SomeCitations.Documents));

    [Fact]
    public void Classic_articles() => Verified.Equal("Articles.bibtex", BibTeX.WriteClassic(SomeCitations.Articles));

    [Fact]
    public void Classic_quotations() => Verified.Equal("Quotations.bibtex", BibTeX.WriteClassic(SomeCitations.Quotations));

    [Fact]
    public void Classic_hostile_characters() => Verified.Equal("Hostile.bibtex", BibTeX.WriteClassic(SomeCitations.Hostile));

    [Fact]
    public void Braces_of_every_field_balance_whatever_the_text() => Gen.Select(SomeCitations.Texts, SomeCitations.Texts, SomeCitations.Texts).Sample((title, name, words) =>
    {
        var bib = BibTeX.Write([SomeCitations.Any(title, name, words), SomeCitations.Any(name, words, title)]);

        var lines = bib.Split('\n');
        Assert.Equal(2, lines.Count(l => l.StartsWith('@')));
        Assert.Equal(2, lines.Count(l => l == "}"));
        Assert.All(lines.Where(l => l.StartsWith("  ", StringComparison.Ordinal)), line =>
        {
            Assert.Matches("^  [a-z]+ += \\{.*\\},$", line);
            Assert.Equal(0, Depth(line));
        });
    });

    [Theory]
    [InlineData("100% & more", @"100\% \& more")]
    [InlineData("#1_2 $3", @"\#1\_2 \$3")]
    [InlineData(@"~ ^ \", @"{\textasciitilde} {\textasciicircum} {\textbackslash}")]
    [InlineData("{so}", @"\{so\}")]
    [InlineData("}so{", @"{\textbraceright}so{\textbraceleft}")]
    [InlineData("{so", @"{\textbraceleft}so")]
    [InlineData("<a> \"b\" 'c'", "<a> \"b\" 'c'")]
    public void What_means_something_to_TeX_is_escaped(string title, string escaped)
    {
        var bib = BibTeX.Write([SomeCitations.Document(title: title)]);

        Assert.Contains($"  title        = {{{escaped}}},\n", bib, StringComparison.Ordinal);
    }

    /// <summary>How many braces stay open, counted as readers do, without a look at backslashes.</summary>
    private static int Depth(string line)
    {
        var depth = 0;
        foreach (var c in line)
        {
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            Assert.True(depth >= 0, line);
        }

        return depth;
    }
}

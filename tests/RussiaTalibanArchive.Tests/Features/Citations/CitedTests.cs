using System.Text;
using CsCheck;
using RussiaTalibanArchive.Web.Features.Citations;
using RussiaTalibanArchive.Web.Features.Documents;

namespace RussiaTalibanArchive.Tests.Features.Citations;

/// <summary>What citations are made of: names, texts, notes, and the choice of a format.</summary>
public sealed class CitedTests
{
    [Theory]
    [InlineData("Harlan, Mary", "Harlan", "Mary")]
    [InlineData("الشمالي، سالم", "الشمالي", "سالم")]
    [InlineData("Иван Примеров", "Примеров", "Иван")]
    [InlineData("سالم بن يوسف", "بن يوسف", "سالم")]
    [InlineData("Anna van der Berg", "van der Berg", "Anna")]
    [InlineData("Example News Agency", "Example News Agency", null)]
    [InlineData("وكالة أنباء الشمال", "وكالة أنباء الشمال", null)]
    [InlineData("Редакция «Примера»", "Редакция «Примера»", null)]
    [InlineData("Ministry of Roads, Kabul", "Ministry of Roads, Kabul", null)]
    [InlineData("Kabul Watch,", "Kabul Watch", null)]
    [InlineData("Anonymous", "Anonymous", null)]
    [InlineData("A. Author and B. Writer", "A. Author and B. Writer", null)]
    public void A_by_line_is_a_person_or_a_body(string byLine, string family, string? given) =>
        Assert.Equal(new CitedName(family, given), CitedName.Of(byLine));

    [Fact]
    public void A_line_is_one_composed_line_without_controls() => SomeCitations.Texts.Sample(text =>
    {
        var line = CitedText.Line(text);

        Assert.True(line.IsNormalized(NormalizationForm.FormC));
        Assert.DoesNotContain(line, c => char.IsControl(c) || c is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFEFF');
        Assert.DoesNotContain("  ", line, StringComparison.Ordinal);
        Assert.Equal(line, CitedText.Line(line));
        Assert.Equal(line, CitedText.Line(CitedText.Lines(text)));
    });

    [Fact]
    public void Joiners_and_direction_marks_belong_to_the_spelling() =>
        Assert.Equal("می\u200Cخواهم\u200F", CitedText.Line("\u202Bمی\u200Cخواهم\u200F\u202C"));

    [Fact]
    public void The_fingerprint_is_that_of_the_words_as_any_format_has_them()
    {
        // printf %s 'abc def' | sha256sum
        Assert.Equal("010971ea0013a09d", CitedText.Fingerprint("abc def"));
        Assert.Equal(CitedText.Fingerprint("abc def"), CitedText.Fingerprint(" abc\r\ndef"));
        Assert.NotEqual(CitedText.Fingerprint("abc def"), CitedText.Fingerprint("abc Def"));
    }

    [Fact]
    public void Markdown_becomes_words_and_names_no_other_item() =>
        Assert.Equal("Heading\nBold & plain, see .", CitedText.Plain("# Heading\n\n**Bold** & [plain](https://example.org), see [[RTA-D0009]]![[RTA-Q0001|x]].\n\n<script>x</script>"));

    [Theory]
    [InlineData(Verdict.Unassessed, "")]
    [InlineData(Verdict.Disputed, "Authenticity disputed")]
    [InlineData(Verdict.LikelyForged, "Authenticity: likely forged")]
    [InlineData(Verdict.Forged, "Authenticity: forged")]
    [InlineData(Verdict.LikelyAuthentic, "Authenticity: likely authentic")]
    [InlineData(Verdict.Authentic, "Authenticity: authentic")]
    public void Every_format_says_how_far_a_paper_is_to_be_believed(Verdict verdict, string said)
    {
        var citation = SomeCitations.Document() with { Verdict = verdict };

        Assert.Equal(said, string.Join('|', citation.Notes()));
        Assert.All(CitationFormat.All, format => Assert.Contains(said, format.Write([citation]), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("application/x-bibtex", ".bib")]
    [InlineData("application/x-research-info-systems", ".ris")]
    [InlineData("application/vnd.citationstyles.csl+json, application/x-bibtex;q=0.9", ".csl.json")]
    [InlineData("application/x-bibtex;q=0.5, application/x-research-info-systems;q=0.6, text/html;q=0.1", ".ris")]
    [InlineData("application/*, text/html;q=0.9", ".bib")]
    [InlineData("text/html, application/x-bibtex", null)]
    [InlineData("text/html;q=0.8, application/x-bibtex;q=0.7, */*;q=0.1", null)]
    [InlineData("application/x-bibtex;q=0", null)]
    [InlineData("*/*", null)]
    [InlineData("application/pdf", null)]
    [InlineData("", null)]
    [InlineData("not a media type", null)]
    public void A_format_is_chosen_only_where_it_is_preferred_to_a_page(string accept, string? suffix) =>
        Assert.Equal(suffix, CitationNegotiation.Preferred([accept], CitationFormat.All)?.Suffix);
}

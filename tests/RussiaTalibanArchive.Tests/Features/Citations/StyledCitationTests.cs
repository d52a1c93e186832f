using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Data;
using RussiaTalibanArchive.Web.Features.Citations;
using RussiaTalibanArchive.Web.Features.Citations.Styles;

namespace RussiaTalibanArchive.Tests.Features.Citations;

public sealed class StyledCitationTests
{
    private static readonly CitationStyler Styler = New(null);

    public static TheoryData<string, string> StylesAndLocales()
    {
        var data = new TheoryData<string, string>();
        foreach (var style in CitationStyle.All)
        {
            foreach (var locale in CitationLocale.All)
            {
                data.Add(style.Name, locale.Tag);
            }
        }

        return data;
    }

    [Theory, MemberData(nameof(StylesAndLocales))]
    public async Task Every_style_writes_every_item_in_every_language(string style, string locale)
    {
        Citation[] all = [.. SomeCitations.Documents, .. SomeCitations.Articles, .. SomeCitations.Quotations];

        var written = await WriteAsync(style, locale, all);

        Assert.Equal(all.Length, written.Count);
        foreach (var (citation, styled) in all.Zip(written))
        {
            Assert.DoesNotContain("undefined", styled.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("[CSL", styled.Text, StringComparison.Ordinal);
            Assert.Contains(citation.Title[..Math.Min(citation.Title.Length, 12)], styled.Text, StringComparison.OrdinalIgnoreCase);
            Assert.Equal(styled.Text.Count(c => c == '\u2068'), styled.Text.Count(c => c == '\u2069'));
            Assert.Equal(styled.Text.Count(c => c == '\u2068'), Occurrences(styled.Html, "<bdi>"));
            Assert.Contains(citation.Url, styled.Text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("csl-left-margin", styled.Html, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"^\W*1\W", styled.Text);
            Assert.DoesNotContain("style=", styled.Html, StringComparison.Ordinal);
            Assert.DoesNotContain('\uE0F0', styled.Html + styled.Text);
            if (!CitationLocale.Find(locale)!.IsRightToLeft)
            {
                Assert.DoesNotContain('،', OutsideIsolates(styled.Text));
            }
        }
    }

    [Fact]
    public async Task A_document_in_Arabic_is_cited_in_English_with_its_translation_and_the_state_of_its_authenticity()
    {
        var written = (await WriteAsync("chicago-author-date", "en-US", [SomeCitations.Documents[0]]))[0];

        Assert.Contains("\u2068مذكرة بشأن توريد الوقود إلى المخازن الشمالية\u2069 [Memorandum on the supply of fuel to the northern depots]", written.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("\u2068إدارة الإمداد، القسم الثاني\u2069", written.Text, StringComparison.Ordinal);
        Assert.Contains("Date as printed: \u206812 محرم 1447\u2069 (Hijri)", written.Text, StringComparison.Ordinal);
        Assert.EndsWith("Authenticity disputed (assessed 2025-09-01).", written.Text, StringComparison.Ordinal);
        Assert.Contains("<bdi>إدارة الإمداد، القسم الثاني</bdi>", written.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quotation_says_its_words_its_place_who_said_them_and_how_they_are_proved()
    {
        var quotation = SomeCitations.Quotations.First(q => q is { Source: not null, Page: not null, Words: not null, Speaker: not null });

        var text = (await WriteAsync("apa", "en-US", [quotation]))[0].Text;

        Assert.Contains(quotation.Source!.Reference, text, StringComparison.Ordinal);
        Assert.Contains($"p. {quotation.Page}", text, StringComparison.Ordinal);
        Assert.Contains("Said by", text, StringComparison.Ordinal);
        Assert.Matches("SHA-256 of the quoted words begins [0-9a-f]{16}", text);
    }

    [Theory]
    [InlineData("<script>alert(1)</script> & <b>bold</b>")]
    [InlineData("\"quotes\" 'single' {braces} %&#$_\\ ~^")]
    [InlineData("مذكرة (سرية) 12/3 — \u202Enot turned\u202C «نص» English")]
    [InlineData("e\u0301 Ёлка 📜 ZW\u200CNJ")]
    public async Task Hostile_words_stay_words(string hostile)
    {
        var written = (await WriteAsync("chicago", "en-US", [SomeCitations.Any(hostile, hostile, hostile)]))[0];

        Assert.DoesNotContain("<script", written.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("href", written.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\u202E', written.Text);
        Assert.Equal(Occurrences(written.Html, "<bdi>"), Occurrences(written.Html, "</bdi>"));
    }

    [Fact]
    public async Task Ten_thousand_characters_are_cited()
    {
        var words = string.Concat(Enumerable.Repeat("كلمة ", 2_000));

        var written = (await WriteAsync("mla", "ar", [SomeCitations.Any("عنوان", "اسم", words)]))[0];

        Assert.True(written.Text.Length > 10_000);
    }

    [Fact]
    public async Task A_style_of_ones_own_comes_first()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.csl");
        await File.WriteAllTextAsync(file,
            """
            <?xml version="1.0" encoding="utf-8"?>
            <style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
              <info><title>House style</title><id>http://example.org/house</id><updated>2026-01-01T00:00:00+00:00</updated></info>
              <citation><layout><text variable="title"/></layout></citation>
              <bibliography><layout suffix="!"><text variable="archive_location" prefix="House: "/></layout></bibliography>
            </style>
            """, TestContext.Current.CancellationToken);
        using var styler = New(file);

        var (written, problem) = await styler.WriteAsync(styler.Find(null)!, CitationLocale.All[0], [SomeCitations.Documents[0]], TestContext.Current.CancellationToken);

        Assert.Null(problem);
        Assert.Equal("House style", styler.Styles[0].Label);
        Assert.StartsWith("House: RTA-D0001!", written[0].Text, StringComparison.Ordinal);
        File.Delete(file);
    }

    [Theory]
    [InlineData("<style xmlns=\"http://purl.org/net/xbiblio/csl\"><info><title>Points elsewhere</title></info></style>")]
    [InlineData("<html/>")]
    [InlineData("no XML at all")]
    [InlineData("<!DOCTYPE style [<!ENTITY a \"b\">]><style xmlns=\"http://purl.org/net/xbiblio/csl\"/>")]
    [InlineData(null)]
    public async Task A_file_that_is_no_style_is_told_before_the_start(string? content)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.csl");
        if (content is not null)
        {
            await File.WriteAllTextAsync(file, content, TestContext.Current.CancellationToken);
        }

        Assert.Contains(file, CustomStyle.ProblemOf(file), StringComparison.Ordinal);
        File.Delete(file);
    }

    private static CitationStyler New(string? style) =>
        new(Options.Create(new ArchiveOptions { CitationStyle = style }), TimeProvider.System, NullLogger<CitationStyler>.Instance);

    private static async Task<IReadOnlyList<StyledCitation>> WriteAsync(string style, string locale, IReadOnlyList<Citation> citations)
    {
        var (written, problem) = await Styler.WriteAsync(Styler.Find(style)!, CitationLocale.Find(locale)!, citations, TestContext.Current.CancellationToken);
        Assert.Null(problem);
        return written;
    }

    private static int Occurrences(string text, string part) => text.Split(part).Length - 1;

    private static string OutsideIsolates(string text)
    {
        var depth = 0;
        return string.Concat(text.Where(c => (c == '\u2068' ? ++depth : c == '\u2069' ? depth-- : depth) == 0));
    }
}

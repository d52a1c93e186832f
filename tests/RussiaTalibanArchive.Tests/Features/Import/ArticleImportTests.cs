using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Tests.Text;
using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Import;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Tests.Features.Import;

public sealed class ArticleImportTests(TestArchive archive) : IClassFixture<TestArchive>
{
    [Fact]
    public async Task The_specimen_article_is_read_for_its_passages_and_dates()
    {
        var article = await ImportAsync(Specimens.ArticleInArabic, ArticleFormat.PlainText);

        Assert.Equal(11, article.Passages.Count);
        Assert.All(article.Passages, p => Assert.Equal(p.Exact, article.Body[p.Start..p.End]));
        Assert.Equal(2, article.Passages.Count(p => p is { Kind: PassageKind.Quotation, IsAttributedToDocument: true }));
        Assert.Contains(article.Dates, d => d.Edtf == "2025-07-01~/2025-07-10~");
        Assert.All(article.Dates, d => Assert.Equal(d.Exact, article.Body[d.Start..d.End]));
        Assert.Equal("ar", article.Language);
    }

    [Fact]
    public async Task The_real_article_proposes_eleven_passages_and_dates_its_two_documents()
    {
        if (Specimens.RealArticle is not { } text)
        {
            return; // The texts for trying out are not on every machine; the specimen above always is.
        }

        var article = await ImportAsync(text, ArticleFormat.PlainText);

        Assert.Equal(11, article.Passages.Count);
        var fromDocuments = article.Passages.Where(p => p.IsAttributedToDocument && p.Exact.Length > 100).OrderBy(p => p.Start).ToList();
        Assert.Equal(["2025-07-07", "2025-07-01~/2025-07-10~"], fromDocuments.Select(p => p.DocumentDate));
        Assert.All(fromDocuments, p => Assert.Equal(PassageKind.Quotation, p.Kind));
        Assert.Contains(article.Dates, d => d.Edtf == "2025-07-03");
    }

    [Fact]
    public async Task A_tag_is_proposed_where_one_of_its_names_stands_in_the_text()
    {
        await archive.ImportAsync(
            """{"kind":"tag","slug":"customs-house","labels":{"en":"Customs house","ru":"Таможня"},"aliases":["مكتب الجمارك"]}""",
            """{"kind":"tag","slug":"harbour","labels":{"en":"Harbour"}}""");

        var article = await ImportAsync("وصل الوفد إلى مكتب الجمارك في الصباح. ثم غادر المدينة بعد الظهر.", ArticleFormat.PlainText);

        var proposal = Assert.Single(article.TagProposals);
        Assert.Equal("مكتب الجمارك", proposal.Exact);
    }

    [Fact]
    public async Task The_same_article_twice_is_one_article()
    {
        const string text = "The ministry wrote on 3 March 2025: “All permits shall be stamped twice before the end of the month.”";

        var first = await ImportAsync(text, ArticleFormat.PlainText);
        var second = await ImportAsync(text, ArticleFormat.PlainText);

        Assert.Equal(first.Reference, second.Reference);
    }

    [Fact]
    public void Front_matter_describes_a_Markdown_article()
    {
        var record = ArticleReader.Read("---\ntitle: Образец\nauthors: [А. Петрова, Б. Каримов]\ndate: 2025-08-03\nlanguage: ru\nurl: https://example.org/a\n---\n\nТекст.", ArticleFormat.Markdown);

        Assert.Equal("Образец", record.Title);
        Assert.Equal(["А. Петрова", "Б. Каримов"], record.Authors!);
        Assert.Equal("2025-08-03", record.Published!.Edtf);
        Assert.Equal("ru", record.Language);
        Assert.Equal("https://example.org/a", record.Url);
        Assert.Equal("Текст.", record.Body);
    }

    [Fact]
    public void Of_a_web_page_only_the_article_is_kept()
    {
        var record = ArticleReader.Read(
            """
            <!doctype html><html lang="en"><head><title>Site | Page</title><meta property="og:site_name" content="The Specimen">
            <script>alert(1)</script></head><body><nav><a href="/">Home page</a></nav><header>Banner</header>
            <main><article><h1>A specimen report</h1><p>First <b>bold</b> paragraph with enough words in it.</p>
            <blockquote><p>Words of the memo.</p></blockquote><p>Last paragraph.</p></article></main>
            <aside>Advertisement</aside><footer>Imprint</footer></body></html>
            """, ArticleFormat.Html);

        Assert.Equal("A specimen report", record.Title);
        Assert.Equal("The Specimen", record.Publisher);
        Assert.Equal("First bold paragraph with enough words in it.\n\n> Words of the memo.\n\nLast paragraph.", record.Body);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x41, 0x00 }, "A")]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, 0xD9, 0x84 }, "ل")]
    [InlineData(new byte[] { 0xC3, 0x28 }, null)]
    public void Bytes_are_read_as_UTF_8_or_UTF_16_or_refused(byte[] bytes, string? text) => Assert.Equal(text, ArticleReader.Decode(bytes));

    private async Task<Article> ImportAsync(string text, ArticleFormat format)
    {
        var reference = await archive.AsArchiveAsync(async services =>
        {
            var (article, _, problems) = await services.GetRequiredService<ItemsImporter>().ImportArticleAsync(ArticleReader.Read(text, format), TestContext.Current.CancellationToken);
            Assert.Empty(problems);
            return article!.Reference;
        });
        return await archive.QueryAsync(db => db.Articles.Include(a => a.Passages).Include(a => a.Dates).Include(a => a.TagProposals).SingleAsync(a => a.Reference == reference));
    }
}

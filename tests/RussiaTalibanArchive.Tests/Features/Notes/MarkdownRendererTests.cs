using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using CsCheck;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Notes;

namespace RussiaTalibanArchive.Tests.Features.Notes;

public sealed class MarkdownRendererTests
{
    private static readonly string[] HtmlAllowed =
    [
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "hr", "br", "em", "strong", "del", "sup",
        "a", "bdi", "span", "div", "figure", "figcaption", "cite", "table", "thead", "tbody", "tr", "th", "td",
    ];

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<svg/onload=alert(1)>")]
    [InlineData("<svg><style><img src=x onerror=alert(1)></style></svg>")]
    [InlineData("<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">")]
    [InlineData("<iframe srcdoc='<script>alert(1)</script>'></iframe>")]
    [InlineData("<a href=\"javascript:alert(1)\">x</a>")]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScRiPt:alert(1))")]
    [InlineData("[x](javascript&colon;alert(1))")]
    [InlineData("[x](&#106;avascript:alert(1))")]
    [InlineData("[x](java&#x0A;script:alert(1))")]
    [InlineData("[x](<java\tscript:alert(1)>)")]
    [InlineData("[x](\u0001javascript:alert(1))")]
    [InlineData("[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)")]
    [InlineData("[x](vbscript:msgbox(1))")]
    [InlineData("[x](file:///etc/passwd)")]
    [InlineData("[x][1]\n\n[1]: javascript:alert(1)")]
    [InlineData("[x](http://a.example \"title\\\" onmouseover=alert(1) x=\\\"\")")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("<data:text/html,<script>alert(1)</script>>")]
    [InlineData("![x](https://evil.example/a.png)")]
    [InlineData("![x](javascript:alert(1))")]
    [InlineData("![x](\"onerror=\"alert(1))")]
    [InlineData("[![x](https://evil.example/a.png)](https://evil.example)")]
    [InlineData("# x {onclick=alert(1)}")]
    [InlineData("[x](http://a.example){onclick=alert(1) style=color:red}")]
    [InlineData("x {.a onmouseover=alert(1)}\n{style=\"background:url(//evil.example)\"}")]
    [InlineData("| a |\n|:-:|\n| b |\n{onclick=alert(1)}")]
    [InlineData("```<script>\nalert(1)\n```")]
    [InlineData("``` js\" onclick=\"alert(1)\nx\n```")]
    [InlineData("`<script>alert(1)</script>`")]
    [InlineData("[[[[x]]]](javascript:alert(1))")]
    [InlineData("[[RTA-D0001|<img src=x onerror=alert(1)>]]")]
    [InlineData("[[RTA-D0001|\" onmouseover=\"alert(1)]]")]
    [InlineData("[[tag:\"><script>alert(1)</script>]]")]
    [InlineData("![[RTA-Q0001|<script>alert(1)</script>]]")]
    [InlineData("[^1]\n\n[^1]: <script>alert(1)</script> [x](javascript:alert(1))")]
    [InlineData("- [x] <input onfocus=alert(1) autofocus>")]
    [InlineData("&lt;script&gt;alert(1)&lt;/script&gt; &#60;img src=x onerror=alert(1)&#62;")]
    [InlineData("<details open ontoggle=alert(1)>")]
    [InlineData("<base href=//evil.example><link rel=stylesheet href=//evil.example>")]
    [InlineData("<style>@import '//evil.example'</style>")]
    [InlineData("<form action=//evil.example><button>x</button></form>")]
    [InlineData("<div style=\"background:url(//evil.example)\">x</div>")]
    [InlineData("[words](/\\evil.example)")]
    [InlineData("[words](</\t/evil.example>)")]
    [InlineData("<!--><script>alert(1)</script>-->")]
    [InlineData("<![CDATA[<script>alert(1)</script>]]>")]
    public void Nothing_runs_or_loads(string markdown) => AssertHarmless(MarkdownRenderer.ToHtml(markdown, Found));

    [Fact]
    public void Nothing_runs_or_loads_whatever_is_typed()
    {
        string[] pieces =
        [
            "<", ">", "\"", "'", "[", "]", "(", ")", "!", "`", "*", "_", "~", "|", "\n", "\n\n", " ", "    ", "# ", "> ", "- ", "1. ", "{", "}", "&", ";", "^", ":", "\\", "=",
            "---", "script", "img", "svg", "src=x", "onerror=alert(1)", "style=x", "javascript:", "data:text/html,", "https://evil.example/", "//evil.example", "&#106;", "&colon;",
            "[[RTA-D0001]]", "![[RTA-Q0001]]", "[[tag:kabul|", "[^1]", "[^1]:", "كابل", "д", "\u202E", "\0", "x",
        ];

        Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]).Array[1, 40].Select(p => string.Concat(p))
            .Sample(markdown => AssertHarmless(MarkdownRenderer.ToHtml(markdown, Found)), iter: 3_000);
    }

    [Theory]
    [InlineData("[x](https://example.org/a?b=c)", "https://example.org/a?b=c", true)]
    [InlineData("[x](mailto:press@example.org)", "mailto:press@example.org", true)]
    [InlineData("https://example.org/كابل", null, true)]
    [InlineData("[x](/search?q=%D9%83)", "/search?q=%D9%83", false)]
    [InlineData("[x](#p1)", "#p1", false)]
    public void Links_that_may_stay_say_whether_they_leave(string markdown, string? address, bool isForeign)
    {
        var link = Assert.Single(Parse(markdown).QuerySelectorAll("a"));

        Assert.Equal(address ?? link.GetAttribute("href"), link.GetAttribute("href"));
        Assert.Equal(isForeign ? "noopener noreferrer nofollow" : null, link.GetAttribute("rel"));
    }

    [Theory]
    [InlineData("[words](//evil.example)")]
    [InlineData("[words](elsewhere)")]
    [InlineData("[words](ftp://example.org)")]
    [InlineData("[words](http:example.org)")]
    [InlineData("![words](https://example.org/a.png)")]
    public void Of_other_links_and_of_images_the_words_stay(string markdown)
    {
        var body = Parse(markdown);

        Assert.Equal("words", body.TextContent.Trim());
        Assert.Empty(body.QuerySelectorAll("a, img"));
    }

    [Fact]
    public void Headings_go_down_one_level_and_are_named_in_their_own_script()
    {
        var body = Parse("# مذكرة سرية!\n\n## Записка № 4\n\n# مذكرة سرية\n\n# ***\n\n###### p1\n\n[there](#مذكرة-سرية-2) [page](#p1)");

        Assert.Equal(
            [("H2", "s-مذكرة-سرية"), ("H3", "s-записка-4"), ("H2", "s-مذكرة-سرية-2"), ("H2", "s-section"), ("H6", "s-p1")],
            body.QuerySelectorAll("h1, h2, h3, h4, h5, h6").Select(h => (h.TagName, h.Id!)));
        Assert.Equal(["#s-مذكرة-سرية-2", "#s-p1"], body.QuerySelectorAll("a").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public void Texts_of_one_page_share_no_id()
    {
        const string markdown = "# Same\n\nx[^1]\n\n[^1]: y";

        var first = Parse(MarkdownRenderer.ToHtml(markdown, idPrefix: "s-"), isHtml: true);
        var second = Parse(MarkdownRenderer.ToHtml(markdown, idPrefix: "s-2-"), isHtml: true);

        Assert.Equal(3, first.QuerySelectorAll("[id]").Length);
        Assert.Empty(first.QuerySelectorAll("[id]").Select(e => e.Id).Intersect(second.QuerySelectorAll("[id]").Select(e => e.Id)));
        Assert.All(second.QuerySelectorAll("a"), a => Assert.NotNull(second.QuerySelector($"[id='{a.GetAttribute("href")![1..]}']")));
    }

    [Fact]
    public void Columns_are_aligned_by_class()
    {
        var body = Parse("| a | b | c | d |\n|---|:--|:-:|--:|\n| 1 | 2 | 3 | 4 |");

        Assert.Equal([null, "align-start", "align-center", "align-end"], body.QuerySelectorAll("td").Select(c => c.GetAttribute("class")));
        Assert.Equal("0", body.QuerySelector("div.table-scroll")!.GetAttribute("tabindex"));
    }

    [Fact]
    public void Every_block_has_its_own_direction()
    {
        var body = Parse("# كابل\n\nKabul\n\n- سرک\n- road\n\n> کتاب\n\n| الف |\n|---|\n| a |\n\n    code");

        Assert.All(body.QuerySelectorAll("p, h2, td, th, pre"), e => Assert.Equal("auto", e.GetAttribute("dir")));
        Assert.Equal(["rtl", "rtl", "ltr", "rtl", "rtl"], body.QuerySelectorAll("ul, li, blockquote, table").Select(e => e.GetAttribute("dir")));
    }

    [Fact]
    public void Tasks_are_signs_and_not_fields() => Assert.Equal(["☑ done", "☐ open"], Parse("- [x] done\n- [ ] open").QuerySelectorAll("li").Select(l => l.TextContent.Trim()));

    [Theory]
    [InlineData(">", 5_000)]
    [InlineData("- ", 2_000)]
    [InlineData("[", 20_000)]
    [InlineData("*a ", 5_000)]
    [InlineData("![[", 10_000)]
    public async Task A_hostile_depth_is_shown_all_the_same(string piece, int times)
    {
        var markdown = string.Concat(Enumerable.Repeat(piece, times)) + " [[RTA-D0002]] end";

        var html = await Task.Run(() => MarkdownRenderer.ToHtml(markdown)).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        Assert.Contains("end", html, StringComparison.Ordinal);
        Assert.DoesNotContain("RTA-D0002", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_beyond_all_bounds_is_shown_plain()
    {
        var html = MarkdownRenderer.ToHtml("*a* <b> [[RTA-D0002|secret]]" + new string('x', MarkdownRenderer.MaxLength));

        Assert.StartsWith("<pre class=\"plain\" dir=\"auto\">*a* &lt;b&gt; xxx", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Mentions_are_links_with_the_title_or_a_label() => Assert.Equal(
        """<p dir="auto">See <a class="mention" href="/documents/RTA-D0001"><bdi lang="ps">لیک &lt;1&gt;</bdi></a>, <a class="mention" href="/quotations/RTA-Q0001"><bdi>here</bdi></a> and <a class="mention" href="/tags/taliban"><bdi lang="ps">لیک &lt;1&gt;</bdi></a>.</p>""",
        MarkdownRenderer.ToHtml("See [[rta-d0001]], [[RTA-Q0001| here ]] and [[tag:Taliban]].", Found));

    [Theory]
    [InlineData("[[RTA-D0002]]", "")]
    [InlineData("![[RTA-Q0002]]", "")]
    [InlineData("# [[RTA-D0002|secret]]", "")]
    [InlineData("- [[RTA-D0002]]", "")]
    [InlineData("> **[[RTA-D0002|secret]]**", "")]
    [InlineData("[[tag:secret]]", "")]
    [InlineData("a [[RTA-D0002|secret]] b", "<p dir=\"auto\">a  b</p>")]
    [InlineData("[words](/documents/RTA-D0002) [more](/id/rta-q0002?x=y#z) [and](/documents/RTA-D0002/pages/3)", "<p dir=\"auto\">words more and</p>")]
    [InlineData("[words](/documents/RTA-D0002.bib) [note](/notes/7)", "<p dir=\"auto\">words note</p>")]
    public void What_is_hidden_leaves_no_trace(string markdown, string html) =>
        Assert.Equal(html, MarkdownRenderer.ToHtml(markdown, m => m.Reference is "RTA-D0001" ? Found(m) : null));

    [Fact]
    public void Code_and_escaped_brackets_name_nothing()
    {
        var body = Parse("`[[RTA-D0001]]` \\[[RTA-D0001]] [[nothing]]\n\n    [[RTA-D0001]]");

        Assert.Empty(body.QuerySelectorAll("a"));
        Assert.Contains("[[nothing]]", body.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quotation_is_shown_between_the_words_around_it()
    {
        var body = Parse("Before ![[RTA-Q0001]] after\n\n- ![[RTA-Q0001]]\n\n**![[RTA-Q0001]]** ![[RTA-D0001]]");

        Assert.Equal(["P", "FIGURE", "P", "UL", "P", "DIV"], body.Children.Select(e => e.TagName));
        var figure = body.QuerySelector("figure")!;
        Assert.Equal("quotation", figure.ClassName);
        Assert.Equal(("ps", "auto", "لیک <1>"), (figure.QuerySelector("blockquote")!.GetAttribute("lang"), figure.QuerySelector("blockquote")!.GetAttribute("dir"), figure.QuerySelector("blockquote")!.TextContent));
        Assert.Equal(["/quotations/RTA-Q0001", "/documents/RTA-D0001"], figure.QuerySelectorAll("a").Select(a => a.GetAttribute("href")));
        Assert.Equal("Disputed", figure.QuerySelector(".verdict.verdict-disputed")!.TextContent);
        Assert.NotNull(body.QuerySelector("li figure"));
        Assert.NotNull(body.QuerySelector("p strong a.mention"));
        Assert.NotNull(body.QuerySelector("div.item-card a"));
    }

    [Theory]
    [InlineData("# Кабул\n\nsee [[RTA-D0002|secret]] *and* `code`\n[x](/documents/RTA-D0002) | <b>", "Кабул see and code x | <b>")]
    [InlineData("one two three four five six seven eight nine ten eleven twelve thirteen", "one two three four five six seven eight…")]
    public void An_excerpt_has_no_marks_and_names_no_item(string markdown, string excerpt) => Assert.Equal(excerpt, MarkdownRenderer.ToExcerpt(markdown, 42));

    [Fact]
    public void A_label_may_stand_in_a_table() =>
        Assert.Equal("here", Parse("| a | b |\n|---|---|\n| [[RTA-D0001|here]] | c |").QuerySelector("td a")!.TextContent);

    [Fact]
    public void A_mention_in_a_link_is_its_words() => Assert.Equal(
        """<p dir="auto"><a href="https://example.org/" rel="noopener noreferrer nofollow">see <bdi lang="ps">لیک &lt;1&gt;</bdi></a></p>""",
        MarkdownRenderer.ToHtml("[see [[RTA-D0001]]](https://example.org/)", Found));

    private static MentionTarget Found(Mention mention) => new(mention, "لیک <1>", "ps", [new("Disputed", "verdict verdict-disputed")],
        mention.Kind == ItemKind.Quotation ? new("لیک <1>", ("en", "letter"), "<b>Speaker</b>", "/documents/RTA-D0001", "Title", "en") : null);

    private static IElement Parse(string markdown, bool isHtml = false) =>
        new HtmlParser().ParseDocument(isHtml ? markdown : MarkdownRenderer.ToHtml(markdown, Found)).Body!;

    private static void AssertHarmless(string html)
    {
        var document = new HtmlParser().ParseDocument(html);
        Assert.Empty(document.Head!.Children);
        foreach (var element in document.Body!.QuerySelectorAll("*"))
        {
            Assert.Contains(element.LocalName, HtmlAllowed);
            Assert.All(element.Attributes, a => Assert.Contains(a.Name, (string[])["href", "rel", "id", "class", "lang", "dir", "start", "tabindex"]));
            if (element.GetAttribute("href") is { } href)
            {
                Assert.Matches("^(https?://|mailto:|#|/(?![/\\\\]))", href);
                Assert.Equal(!href.StartsWith('/') && !href.StartsWith('#'), element.HasAttribute("rel"));
            }
        }
    }
}

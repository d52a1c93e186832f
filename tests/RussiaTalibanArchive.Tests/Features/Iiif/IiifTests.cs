using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using RussiaTalibanArchive.Tests.Infrastructure;

namespace RussiaTalibanArchive.Tests.Features.Iiif;

/// <summary>Pages for viewers of other sites.</summary>
public sealed class IiifTests(IiifTests.Archive archive) : IClassFixture<IiifTests.Archive>
{
    private const string Lines = "The first line has a second word\nand then another line\nwith an end";

    public sealed class Archive(TestCluster cluster) : TestArchive(cluster), IAsyncLifetime
    {
        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            await ImportAsync(
                Some.Document("RTA-D0001", "مذكرة ذات صفحتين", "الصفحة الأولى\fالصفحة الثانية", "ar"),
                Some.Document("RTA-D0002", "Internal pages", "One page\fTwo pages", "en", status: "internal"),
                Some.Document("RTA-D0003", "No pages", "Text alone", "en"),
                Some.Document("RTA-D0010", "Lines", Lines + "\fof a page. More.", "en"),
                Some.Quotation("RTA-Q0010", "RTA-D0010", "second word"),
                Some.Quotation("RTA-Q0011", "RTA-D0010", "another line\nwith an end\fof a page"),
                """{"kind":"quotation","reference":"RTA-Q0001","of":"RTA-D0001","exact":"الصفحة الثانية","language":"ar","status":"checked"}""");
            await this.AddPagesAsync("RTA-D0010");
            await this.AddPagesAsync("RTA-D0001");
            await this.AddPagesAsync("RTA-D0002");
        }
    }

    [Fact]
    public async Task A_manifest_has_every_page_with_a_picture_of_its_shape_and_its_quotations()
    {
        using var json = await JsonAsync("/iiif/3/RTA-D0001/manifest", "http://iiif.io/api/presentation/3/context.json");
        var manifest = json.RootElement;
        var canvases = manifest.GetProperty("items").EnumerateArray().ToList();

        Assert.Equal("http://iiif.io/api/presentation/3/context.json", manifest.GetProperty("@context").GetString());
        Assert.Equal($"{archive.Address}/iiif/3/RTA-D0001/manifest", manifest.GetProperty("id").GetString());
        Assert.Equal("right-to-left", manifest.GetProperty("viewingDirection").GetString());
        Assert.Equal("مذكرة ذات صفحتين", manifest.GetProperty("label").GetProperty("ar")[0].GetString());
        Assert.Equal($"{archive.Address}/documents/RTA-D0001", manifest.GetProperty("homepage")[0].GetProperty("id").GetString());
        Assert.Equal(2, canvases.Count);
        Assert.Equal(2, canvases.Select(c => c.GetProperty("id").GetString()).Distinct().Count());
        foreach (var canvas in canvases)
        {
            var painting = canvas.GetProperty("items")[0].GetProperty("items")[0];
            var body = painting.GetProperty("body");
            Assert.Equal(canvas.GetProperty("id").GetString(), painting.GetProperty("target").GetString());
            Assert.Equal((canvas.GetProperty("width").GetInt32(), canvas.GetProperty("height").GetInt32()), (body.GetProperty("width").GetInt32(), body.GetProperty("height").GetInt32()));
            using var picture = await archive.Visitor.SendAsync(HttpMethod.Get, new Uri(body.GetProperty("id").GetString()!).AbsolutePath);
            Assert.Equal((HttpStatusCode.OK, "image/jpeg"), (picture.StatusCode, picture.Content.Headers.ContentType!.MediaType));
            Assert.Equal("*", picture.Headers.GetValues("Access-Control-Allow-Origin").Single());
            Assert.Equal([0xFF, 0xD8], (await picture.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken))[..2]);
        }

        using var first = await JsonAsync(new Uri(canvases[0].GetProperty("annotations")[0].GetProperty("id").GetString()!).AbsolutePath);
        using var second = await JsonAsync(new Uri(canvases[1].GetProperty("annotations")[0].GetProperty("id").GetString()!).AbsolutePath);
        Assert.Equal(0, first.RootElement.GetProperty("items").GetArrayLength());
        Assert.Equal(("الصفحة الثانية", canvases[1].GetProperty("id").GetString()),
            (second.RootElement.GetProperty("items")[0].GetProperty("body").GetProperty("value").GetString(), second.RootElement.GetProperty("items")[0].GetProperty("target").GetProperty("source").GetProperty("id").GetString()));
    }

    [Fact]
    public async Task A_quotation_is_shown_where_its_words_stand_line_by_line_and_on_each_of_its_pages()
    {
        using var first = await JsonAsync("/iiif/3/RTA-D0010/1/annotations");
        using var second = await JsonAsync("/iiif/3/RTA-D0010/2/annotations");
        var pages = PaperPages.BoxesOf(Lines).ToList();

        var (one, two) = (first.RootElement.GetProperty("items").EnumerateArray().ToList(), second.RootElement.GetProperty("items").EnumerateArray().ToList());
        Assert.Equal(["RTA-Q0010", "RTA-Q0011"], one.Select(a => a.GetProperty("id").GetString()![^9..]));
        Assert.Equal(["RTA-Q0011"], two.Select(a => a.GetProperty("id").GetString()![^9..]));

        // Two words of one line: a rectangle around their boxes, in pixels of the picture.
        var words = pages.Where(w => Lines.Substring(w.Start, w.Length) is "second" or "word").Take(2).ToList();
        var selectors = one[0].GetProperty("target").GetProperty("selector").EnumerateArray().ToList();
        var (x, y) = (words.Min(w => w.X) * 827 / 10_000, words.Min(w => w.Y) * 1170 / 10_000);
        Assert.StartsWith($"xywh={x},{y},", Assert.Single(selectors).GetProperty("value").GetString(), StringComparison.Ordinal);

        // From the last lines of one page to the next one.
        Assert.Equal(["FragmentSelector", "SvgSelector"], one[1].GetProperty("target").GetProperty("selector").EnumerateArray().Select(s => s.GetProperty("type").GetString()));
        var svg = XDocument.Parse(one[1].GetProperty("target").GetProperty("selector")[1].GetProperty("value").GetString()!).Root!;
        Assert.Equal(2, svg.Descendants().Single(e => e.Name.LocalName == "path").Attribute("d")!.Value.Count(c => c == 'M'));
        Assert.Equal("FragmentSelector", two[0].GetProperty("target").GetProperty("selector")[0].GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_picture_can_be_had_in_the_sizes_that_are_announced()
    {
        using var json = await JsonAsync("/iiif/3/RTA-D0001/1/info.json", "http://iiif.io/api/image/3/context.json");
        var info = json.RootElement;

        Assert.Equal(("level0", "ImageService3"), (info.GetProperty("profile").GetString(), info.GetProperty("type").GetString()));
        foreach (var size in info.GetProperty("sizes").EnumerateArray())
        {
            using var picture = await archive.Visitor.SendAsync(HttpMethod.Get, $"/iiif/3/RTA-D0001/1/full/{size.GetProperty("width").GetInt32()},{size.GetProperty("height").GetInt32()}/0/default.jpg");
            Assert.Equal(HttpStatusCode.OK, picture.StatusCode);
        }

        using var other = await archive.Visitor.SendAsync(HttpMethod.Get, "/iiif/3/RTA-D0001/1/full/17,17/0/default.jpg");
        Assert.Equal(HttpStatusCode.BadRequest, other.StatusCode);
    }

    [Theory]
    [InlineData("/iiif/3/RTA-D0002/manifest")]
    [InlineData("/iiif/3/RTA-D0002/1/info.json")]
    [InlineData("/iiif/3/RTA-D0002/1/full/max/0/default.jpg")]
    [InlineData("/iiif/3/RTA-D0002/1/annotations")]
    [InlineData("/iiif/3/RTA-D0003/manifest")]
    [InlineData("/iiif/3/RTA-D0001/3/info.json")]
    [InlineData("/iiif/3/RTA-A0001/manifest")]
    public async Task Not_even_an_editor_is_given_what_is_not_for_everyone(string path)
    {
        using var answer = await archive.Editor.SendAsync(HttpMethod.Get, path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task The_text_can_be_had_as_markdown_with_what_it_is()
    {
        using var answer = await archive.Visitor.SendAsync(HttpMethod.Get, "/documents/RTA-D0001.md");
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal("text/markdown; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.StartsWith("---\ntitle: \"مذكرة ذات صفحتين\"\n", text, StringComparison.Ordinal);
        Assert.Contains("\nlanguage: \"ar\"\n", text, StringComparison.Ordinal);
        Assert.EndsWith("---\n\nالصفحة الأولى\fالصفحة الثانية\n", text, StringComparison.Ordinal);
        using var hidden = await archive.Visitor.SendAsync(HttpMethod.Get, "/documents/RTA-D0002.md");
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
    }

    [Fact]
    public async Task The_text_can_be_had_in_tei_with_its_quotations_between_anchors()
    {
        using var answer = await archive.Visitor.SendAsync(HttpMethod.Get, "/documents/RTA-D0001.tei.xml");
        var document = XDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Root!;
        var tei = document.Name.Namespace;
        var span = document.Descendants(tei + "span").Single();
        var anchor = document.Descendants(tei + "anchor").Single(a => "#" + a.Attribute(XNamespace.Xml + "id")!.Value == span.Attribute("from")!.Value);

        Assert.Equal("application/tei+xml", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("الصفحة الثانية", anchor.NodesAfterSelf().OfType<XText>().First().Value);
        Assert.Equal("2", document.Descendants(tei + "pb").Single().Attribute("n")!.Value);
        Assert.Equal(["الصفحة الأولى", "الصفحة الثانية"], document.Descendants(tei + "p").Where(p => p.Ancestors(tei + "text").Any()).Select(p => p.Value));
        using var hidden = await archive.Visitor.SendAsync(HttpMethod.Get, "/documents/RTA-D0002.tei.xml");
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
    }

    [Theory]
    [InlineData("/documents/RTA-D0001", "text/markdown")]
    [InlineData("/documents/RTA-D0001", "application/ld+json")]
    [InlineData("/quotations/RTA-Q0001", "text/markdown")]
    public async Task A_program_gets_the_form_that_it_asks_for_at_the_items_own_address(string path, string type)
    {
        using var answer = await archive.Visitor.SendAsync(HttpMethod.Get, path, r => r.Headers.Accept.ParseAdd($"{type}, text/html;q=0.5"));

        Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
    }

    private async Task<JsonDocument> JsonAsync(string path, string? profile = null)
    {
        using var answer = await archive.Visitor.SendAsync(HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(profile ?? "ld+json", answer.Content.Headers.ContentType!.ToString(), StringComparison.Ordinal);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}

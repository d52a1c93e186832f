using System.Net;
using System.Text;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Features.Tags.Exchange;

namespace RussiaTalibanArchive.Tests.Features.Tags;

public sealed class VocabularyImportTests(TestArchive archive, TestCluster cluster) : IClassFixture<TestArchive>
{
    private const string Hostile = """{"kind":"tag","slug":"خط-lines","type":"topic","labels":{"en":"=2+2 \"quoted\\ <b>&amp;","ps":"د «کابل» ښار|","fa-AF":"خط‌ها","ar":"أرض, بحر;","ru":"Ёлка\\"},"aliases":["a|b\\c","Alias <x>","'''\"\"\""],"broader":"upper","scope_note":"One line.\nAnother \"line\" with <tags> & a backslash \\.","same_as":["https://example.org/a%20b?%3Cc%3E","https://example.org/%D8%AE#x"]}""";

    [Fact]
    public async Task What_was_exported_is_the_same_vocabulary_in_an_empty_archive_in_five_languages()
    {
        await archive.ImportAsync(Hostile, Some.Tag("upper", "Upper"), Some.Tag("old", "Old"));
        await archive.Editor.SubmitAsync(await archive.Editor.SubmitAsync("/editor/tags/old/delete", ("To", "upper")), ("?Do", ""));
        var vocabulary = await StateAsync(archive);

        foreach (var form in new[] { "ttl", "jsonld", "csv" })
        {
            await using var empty = new TestArchive(cluster);
            await empty.InitializeAsync();
            var file = await BytesAsync(archive, $"/vocabulary.{form}");

            var preview = await UploadAsync(empty, $"tags.{form}", file);
            var unmoved = await StateAsync(empty);
            var done = await empty.Editor.SubmitAsync(preview, ("?Do", ""));
            var again = await UploadAsync(empty, $"tags.{form}", file);

            Assert.Contains($"{vocabulary.Count} new", preview.Text);
            Assert.Contains("0 refused", preview.Text);
            Assert.Empty(unmoved);
            Assert.Contains("Done.", done.Text);
            Assert.Equal(vocabulary, await StateAsync(empty));
            Assert.Contains($"{vocabulary.Count} unchanged", again.Text);
            Assert.Contains("Nothing in it is new or changed.", again.Text);

            var undone = await empty.Editor.SubmitAsync(done, ("?Undo", ""));
            Assert.Contains("Undone.", undone.Text);
            Assert.Equal(0, await empty.QueryAsync(db => db.Tags.CountAsync()));
        }
    }

    [Fact]
    public async Task A_codebook_adds_its_tree_and_changes_no_tag_that_is_here()
    {
        await archive.ImportAsync(Some.Tag("arms", "Arms"));
        const string Book = """
            <?xml version="1.0" encoding="utf-8"?>
            <CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Elsewhere"><Codes>
              <Code guid="11111111-1111-4111-8111-111111111111" name="Arms" isCodable="true"><Description>Other words</Description>
                <Code guid="22222222-2222-4222-8222-222222222222" name="Мины и ловушки" isCodable="true" color="#FF0000"><Description>Under the road.&#10;ps: ماینونه</Description></Code>
              </Code>
            </Codes></CodeBook>
            """;

        var preview = await UploadAsync(archive, "book.qdc", Encoding.UTF8.GetBytes(Book));
        await archive.Editor.SubmitAsync(preview, ("?Do", ""));

        Assert.Contains("1 new", preview.Text);
        Assert.Contains("1 unchanged", preview.Text);
        Assert.Equal(["arms |  | en=Arms |  |", "мины-и-ловушки | arms | ps=ماینونه ru=Мины и ловушки |  | Under the road."],
            (await StateAsync(archive)).Where(t => t.StartsWith("arms", StringComparison.Ordinal) || t.StartsWith("мины", StringComparison.Ordinal)).Select(t => string.Join(" | ", t.Split(" | ").Take(5)).TrimEnd()));
    }

    [Fact]
    public async Task An_import_changes_tags_refuses_what_cannot_be_and_is_undone_unless_somebody_used_it()
    {
        await archive.ImportAsync("""{"kind":"tag","slug":"aid","labels":{"en":"Aid"},"aliases":["Relief"],"scope_note":"Kept"}""");
        const string Table = "slug,broader,label:en,label:ru\naid,,Foreign aid,Помощь\nring-a,ring-b,A,\nring-b,ring-a,B,\nlost,nowhere,Lost,\nfresh,aid,Fresh,\nfresh,,Twice,\n";

        var preview = await UploadAsync(archive, "table.csv", Encoding.UTF8.GetBytes(Table));
        var done = await archive.Editor.SubmitAsync(preview, ("?Do", ""));
        var aid = (await StateAsync(archive)).Single(t => t.StartsWith("aid ", StringComparison.Ordinal));
        await archive.ImportAsync(Some.Document("RTA-D0601", tags: ["fresh"]));
        var refused = await archive.Editor.SubmitAsync(done, ("?Undo", ""));
        await archive.Editor.SubmitAsync("/editor/documents/RTA-D0601", ("Tags", ""));
        var undone = await archive.Editor.SubmitAsync(await archive.Editor.OpenAsync("/editor/tags/history"), ("?Undo", ""));

        Assert.Contains("1 new 1 changed 0 unchanged 4 refused", preview.Text);
        Assert.Contains("the tree cannot run in a circle", preview.Text);
        Assert.Contains("There is no tag “nowhere”.", preview.Text);
        Assert.Contains("“fresh” is in the file twice.", preview.Text);
        Assert.Equal("aid |  | en=Foreign aid ru=Помощь | Relief | Kept |  | ", aid);
        Assert.Contains("“fresh” is used since", refused.Text);
        Assert.Contains("Undone.", undone.Text);
        Assert.Contains("aid |  | en=Aid | Relief | Kept |  | ", await StateAsync(archive));
        Assert.Equal(HttpStatusCode.Gone, (await archive.Visitor.OpenAsync("/tags/fresh")).Status);
    }

    [Theory]
    [InlineData("x.ttl", "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n<a> a skos:Concept ; skos:prefLabel \"A\"@en", "2")]
    [InlineData("x.ttl", "<a> <b> [ <c> <d> ] .", "1")]
    [InlineData("x.jsonld", "{\"@graph\": [", "1")]
    [InlineData("x.csv", "slug,password\na,b\n", "password")]
    [InlineData("x.qdc", "<!DOCTYPE CodeBook [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\"><Codes/></CodeBook>", "1")]
    public void What_is_broken_or_dangerous_is_refused_with_its_place(string name, string content, string place)
    {
        var (tags, problem) = VocabularyFile.Read(name, Encoding.UTF8.GetBytes(content));

        Assert.Empty(tags);
        Assert.Equal(place, Convert.ToString(Assert.Single(problem!.Arguments), System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Turtle_as_other_programs_write_it_is_read()
    {
        const string Turtle = """
            PREFIX s: <http://www.w3.org/2004/02/skos/core#>
            @base <https://example.org/v/> . # a comment with "quotes"
            <scheme> a s:ConceptScheme .
            <Arms> a s:Concept ; s:narrower <mines> , <Drones%20old> ;; s:prefLabel 'Arms'@en-gb, "سلاح"@ar .
            <mines> a s:Concept ; s:prefLabel '''It's "long"'''@en ; s:notation 7 ; s:definition "\u0416\U0001F600" .
            <Drones%20old> a s:Concept ; s:prefLabel "Drones", "UAVs"@en .
            """;

        var (tags, problem) = VocabularyFile.Read("v.TTL", Encoding.UTF8.GetBytes(Turtle));

        Assert.Null(problem);
        Assert.Equal(["arms", "7", "drones-old"], tags.Select(t => t.Record.Slug));
        Assert.Equal(["", "arms", "arms"], tags.Select(t => t.Record.Broader));
        Assert.Equal(("It's \"long\"", "Ж😀"), (tags[1].Record.Labels!["en"], tags[1].Record.ScopeNote));
        Assert.Equal(["UAVs"], tags[2].Record.Aliases);
    }

    private static Task<List<string>> StateAsync(TestArchive archive) => archive.QueryAsync(async db =>
        (await db.Tags.IgnoreQueryFilters().Include(t => t.Labels).Include(t => t.Broader).Include(t => t.ReplacedBy).Where(t => t.WithdrawnAt == null || t.ReplacedById != null).ToListAsync())
        .Select(t => string.Join(" | ", t.Reference, t.WithdrawnAt is null ? t.Broader?.Reference : null, string.Join(' ', t.Labels.OrderBy(l => l.Language, StringComparer.Ordinal).Select(l => l.Language + "=" + l.Text)),
            string.Join('¦', t.Aliases), t.ScopeNote, string.Join(' ', t.SameAs), t.ReplacedBy?.Reference)).Order(StringComparer.Ordinal).ToList());

    private static async Task<byte[]> BytesAsync(TestArchive archive, string path)
    {
        using var answer = await archive.Editor.SendAsync(HttpMethod.Get, path);
        return await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The first step: what the page says would become of each tag.</summary>
    private static async Task<BrowserPage> UploadAsync(TestArchive archive, string name, byte[] bytes)
    {
        var form = await archive.Editor.OpenAsync("/editor/tags/import");
        using var content = new MultipartFormDataContent();
        var token = form.Html.QuerySelector("form[enctype] input[type=hidden]")!;
        content.Add(new StringContent(token.GetAttribute("value")!), token.GetAttribute("name")!);
        content.Add(new ByteArrayContent(bytes), "Upload", name);
        using var answer = await archive.Editor.SendAsync(HttpMethod.Post, "/editor/tags/import", r => r.Content = content);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new(answer.StatusCode, new Uri(form.Uri, "/editor/tags/import"), body, new HtmlParser().ParseDocument(body), answer.Headers);
    }
}

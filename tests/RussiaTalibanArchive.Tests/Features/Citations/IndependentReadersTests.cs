using System.Diagnostics;
using System.Text.Json;
using RussiaTalibanArchive.Tests.Features.Iiif;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Features.Citations;

namespace RussiaTalibanArchive.Tests.Features.Citations;

/// <summary>What programs that others wrote make of the archive's files: citation-js of citations, a IIIF parser of manifests, N3 of the vocabulary.</summary>
public sealed class IndependentReadersTests(IiifTests.Archive archive) : IClassFixture<IiifTests.Archive>
{
    public static TheoryData<string, string> Files => new(
        from format in CitationFormat.All from items in Specimens.Keys select (format.Suffix, items));

    private static Dictionary<string, IReadOnlyList<Citation>> Specimens { get; } = new()
    {
        ["documents"] = SomeCitations.Documents,
        ["articles"] = SomeCitations.Articles,
        ["quotations"] = SomeCitations.Quotations,
        ["hostile"] = SomeCitations.Hostile,
        ["long"] = [SomeCitations.Document(title: string.Concat(Enumerable.Repeat("سطر طويل & long {}%#$_ 👩‍👩‍👧 ", 400))) with { Words = string.Concat(Enumerable.Repeat("{}%&#$_\\\"'\n", 1_200)) }],
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_reference_manager_reads_back_key_title_names_date_language_and_address(string suffix, string items)
    {
        var citations = Specimens[items];
        var read = await ReadAsync(suffix[1..].Split('.')[0], CitationFormat.All.First(f => f.Suffix == suffix).Write(citations));

        Assert.Equal(citations.Select(c => c.Reference), read.EnumerateArray().Select(r => r.GetProperty("id").GetString()));
        foreach (var (citation, record) in citations.Zip(read.EnumerateArray()))
        {
            Assert.Equal(Line(citation.Title), record.GetProperty("title").GetString());
            Assert.Equal(citation.Url, record.GetProperty("url").GetString());
            // citation-js takes the authors of a newspaper in RIS for its reporters, as RIS's own table has it.
            if (citation.Authors.Count > 0 && (suffix, citation.Type) is not (".ris", CitationType.NewsArticle))
            {
                Assert.Equal(citation.Authors.Count, record.GetProperty("author").GetArrayLength());
                foreach (var (author, name) in citation.Authors.Zip(record.GetProperty("author").EnumerateArray()).Where(a => a.First.IsBody && suffix != ".ris"))
                {
                    Assert.Equal(Line(author.Family), (name.TryGetProperty("literal", out var literal) ? literal : name.GetProperty("family")).GetString());
                }
            }

            if (citation.Date?.Start is { } start && !citation.Date.IsInterval && record.TryGetProperty("issued", out var issued) && issued.TryGetProperty("date-parts", out var parts))
            {
                Assert.Equal(start.Year, parts[0][0].GetInt32());
                if (suffix != ".ris" && parts[0].GetArrayLength() == 3)
                {
                    Assert.Equal((start.Month, start.Day), (parts[0][1].GetInt32(), parts[0][2].GetInt32()));
                }
            }

            if (suffix is not (".bib" or ".bibtex") && citation.Language is not null)
            {
                Assert.Equal(citation.Language, record.GetProperty("language").GetString());
            }
        }
    }

    [Theory]
    [InlineData("RTA-D0001")]
    [InlineData("RTA-D0010")]
    public async Task A_iiif_parser_finds_nothing_to_mend_in_a_manifest_and_writes_it_again_as_it_was(string reference)
    {
        var text = await TextAsync($"/iiif/3/{reference}/manifest");
        var read = await ReadAsync("iiif", text);
        var (manifest, again) = (JsonDocument.Parse(text).RootElement, read.GetProperty("again"));

        Assert.Empty(read.GetProperty("warnings").EnumerateArray().Select(w => w.GetString()));
        Assert.Equal(Canvases(manifest), Canvases(again));
        Assert.True(JsonElement.DeepEquals(manifest.GetProperty("label"), again.GetProperty("label")));
        Assert.Equal(manifest.GetProperty("items")[0].GetProperty("items")[0].GetProperty("items")[0].GetProperty("body").GetProperty("id").GetString(),
            again.GetProperty("items")[0].GetProperty("items")[0].GetProperty("items")[0].GetProperty("body").GetProperty("id").GetString());

        static IEnumerable<string?> Canvases(JsonElement manifest) => manifest.GetProperty("items").EnumerateArray().Select(c => c.GetProperty("id").GetString());
    }

    [Fact]
    public async Task The_vocabulary_is_sound_skos()
    {
        await archive.ImportAsync(
            """{"kind":"tag","slug":"weapons","labels":{"en":"Weapons","ar":"أسلحة","ps":"وسلې"},"aliases":["Arms"],"scope_note":"Of any kind: \"rifles\", {mortars}.\nAnd more."}""",
            """{"kind":"tag","slug":"rifles","labels":{"en":"Rifles \\ \"guns\"","ru":"Винтовки"},"broader":"weapons"}""",
            Some.Document("RTA-D0020", "Rifles", "Rifles", "en", tags: ["rifles"]));
        var triples = (await ReadAsync("turtle", await TextAsync("/vocabulary.ttl"))).EnumerateArray()
            .Select(t => (Subject: t.GetProperty("subject").GetString()!, Predicate: t.GetProperty("predicate").GetString()!.Split('#')[^1], Object: t.GetProperty("object").GetString()!, Language: t.GetProperty("language").GetString())).ToList();
        var concepts = triples.Where(t => t.Predicate == "type" && t.Object.EndsWith("#Concept", StringComparison.Ordinal)).Select(t => t.Subject).ToList();
        var broader = triples.Where(t => t.Predicate == "broader").ToLookup(t => t.Subject, t => t.Object);

        Assert.Equal(2, concepts.Count);
        Assert.All(triples.Where(t => t.Predicate is "prefLabel" or "altLabel" && concepts.Contains(t.Subject)), t => Assert.False(string.IsNullOrEmpty(t.Language)));
        foreach (var concept in concepts)
        {
            var labels = triples.Where(t => t.Subject == concept && t.Predicate == "prefLabel").ToList();
            Assert.NotEmpty(labels);
            Assert.Equal(labels.Count, labels.Select(l => l.Language).Distinct().Count());
            Assert.Single(triples, t => t.Subject == concept && t.Predicate == "inScheme");
            Assert.Equal(!broader[concept].Any(), triples.Exists(t => t.Predicate is "topConceptOf" && t.Subject == concept || t.Predicate is "hasTopConcept" && t.Object == concept));
            var above = concept;
            for (var steps = 0; broader[above].FirstOrDefault() is { } next; above = next)
            {
                Assert.True(++steps <= concepts.Count, "The tree has a circle.");
                Assert.Contains(next, concepts);
            }
        }

        Assert.Contains(triples, t => t.Object == "Rifles \\ \"guns\"" && t.Language == "en");
        Assert.Contains(triples, t => t.Predicate == "prefLabel" && t.Object == "وسلې" && t.Language == "ps");
    }

    private static string Line(string text) => CitedText.Line(text);

    private async Task<string> TextAsync(string path)
    {
        using var answer = await archive.Visitor.SendAsync(HttpMethod.Get, path);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<JsonElement> ReadAsync(string format, string text)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(Folder(), "Readers", "read.mjs"));
        start.ArgumentList.Add(format);
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await using (var input = new StreamWriter(process.StandardInput.BaseStream))
        {
            await input.WriteAsync(text);
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await errors);
        return JsonDocument.Parse(await output).RootElement;
    }

    /// <summary>Where the tests' sources stand.</summary>
    private static string Folder([System.Runtime.CompilerServices.CallerFilePath] string own = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(own)!, "..", ".."));
}

using System.Net;
using System.Text.RegularExpressions;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Features.Import;

namespace RussiaTalibanArchive.Tests.Features.Shared;

/// <summary>What is true of every page, asked of every page that a link leads to.</summary>
public sealed partial class PageTests(PageTests.Archive archive) : IClassFixture<PageTests.Archive>
{
    [Fact]
    public async Task A_form_without_its_token_is_refused_in_words_of_the_readers_language()
    {
        using var answer = await archive.Visitor.SendAsync(HttpMethod.Post, "/account/sign-in", r =>
        {
            r.Headers.AcceptLanguage.ParseAdd("ar");
            r.Content = new FormUrlEncodedContent([new("Email", "name@example.org")]);
        });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("تعذّر فهم هذا الطلب", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("visitor", "en")]
    [InlineData("visitor", "ar")]
    [InlineData("admin", "en")]
    [InlineData("admin", "ar")]
    public async Task Every_link_leads_to_a_sound_page(string who, string language)
    {
        var browser = who == "admin" ? archive.Admin : archive.Visitor;
        var seen = new HashSet<string>();
        var waiting = new Queue<string>(["/"]);
        while (waiting.TryDequeue(out var path))
        {
            if (!seen.Add(Shape(path)))
            {
                continue; // One page of a kind, such as one document, speaks for all of them.
            }

            using var answer = await browser.SendAsync(HttpMethod.Get, path, r => r.Headers.AcceptLanguage.ParseAdd(language));
            if ((int)answer.StatusCode is >= 300 and < 400)
            {
                waiting.Enqueue(answer.Headers.Location!.ToString());
                continue;
            }

            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path} answered {(int)answer.StatusCode}");
            AssertSafe(path, answer);
            if (answer.Content.Headers.ContentType?.MediaType != "text/html")
            {
                continue;
            }

            var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html);
            Assert.True(page.QuerySelectorAll("h1").Length == 1, $"{path} has {page.QuerySelectorAll("h1").Length} main headings");
            Assert.Equal((language, language == "ar" ? "rtl" : "ltr"), (page.DocumentElement.GetAttribute("lang"), page.DocumentElement.GetAttribute("dir")));
            AssertNothingInline(path, page);
            AssertIdsAreUnique(path, page);
            // The language menu would change what the test is about.
            foreach (var link in page.QuerySelectorAll("a[href]:not(.languages a)").Select(a => a.GetAttribute("href")!))
            {
                if (Uri.TryCreate(new Uri(new Uri(archive.Address), path), link, out var target) && target.ToString().StartsWith(archive.Address, StringComparison.Ordinal))
                {
                    waiting.Enqueue(target.PathAndQuery);
                }
            }
        }

        Assert.True(seen.Count > 15, $"Only {seen.Count} pages were reached.");
    }

    [Fact]
    public async Task A_visitors_search_and_the_titles_of_items_never_reach_the_log()
    {
        await archive.Visitor.OpenAsync("/documents?q=SoughtInSilence");
        await archive.Visitor.OpenAsync("/documents/SoughtInSilence");
        await archive.Visitor.OpenAsync("/no/such/SoughtInSilence");
        await archive.Visitor.SubmitAsync("/account/sign-in", ("Email", "SoughtInSilence@example.org"), ("Password", "SoughtInSilence"));

        Assert.NotEmpty(archive.Log.All);
        Assert.DoesNotContain(archive.Log.All, line => line.Contains("SoughtInSilence", StringComparison.OrdinalIgnoreCase) || line.Contains("Specimen", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_wish_for_a_language_is_kept()
    {
        using var browser = archive.Visitor;

        await browser.OpenAsync("/documents?ui=ar");
        var page = await browser.OpenAsync("/tags");

        Assert.Equal("ar", page.Html.DocumentElement.GetAttribute("lang"));
    }

    /// <summary>Addresses that differ only in what they name, or in a filter's value, have one shape.</summary>
    private static string Shape(string path)
    {
        var parts = path.Split('#')[0].Split('?');
        var names = parts.Length > 1 ? string.Join('&', parts[1].Split('&').Select(p => p.Split('=')[0]).Distinct().Order(StringComparer.Ordinal)) : "";
        // What a search can be narrowed by goes together in more ways than can be walked.
        var list = ListPart().Match(parts[0]);
        names = list.Groups[2].Success && names.Length > 0 ? "some" : list.Success && names.Contains('&', StringComparison.Ordinal) ? "several" : names;
        return $"{SlugPart().Replace(NumberPart().Replace(ReferencePart().Replace(parts[0], "{$1}"), "/{n}"), "/tags/{slug}")}?{names}";
    }

    private static void AssertSafe(string path, HttpResponseMessage answer)
    {
        string Header(string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";
        Assert.StartsWith("default-src 'none'", Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.True(Header("X-Content-Type-Options") == "nosniff", path);
        Assert.True(Header("Referrer-Policy") == "no-referrer", path);
        Assert.True(Header("Server").Length == 0, path);
    }

    private static void AssertNothingInline(string path, AngleSharp.Html.Dom.IHtmlDocument page)
    {
        Assert.True(page.QuerySelector("style, [style], script:not([src]):not([type='application/ld+json'])") is null, $"{path} has inline style or script");
        foreach (var element in page.All)
        {
            Assert.DoesNotContain(element.Attributes, a => a.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        }

        foreach (var fetched in page.QuerySelectorAll("script[src], img[src], link[rel=stylesheet], link[rel=icon], iframe, source, video, audio, object, embed"))
        {
            var address = fetched.GetAttribute("src") ?? fetched.GetAttribute("href") ?? "";
            Assert.True(address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal), $"{path} fetches {address}");
        }
    }

    private static void AssertIdsAreUnique(string path, AngleSharp.Html.Dom.IHtmlDocument page)
    {
        var twice = page.QuerySelectorAll("[id]").GroupBy(e => e.Id).Where(g => g.Count() > 1).Select(g => g.Key).ToList();
        Assert.True(twice.Count == 0, $"{path} has twice: {string.Join(", ", twice)}");
    }

    [GeneratedRegex("RTA-([DAQS])[0-9]{4}")]
    private static partial Regex ReferencePart();

    [GeneratedRegex(@"^/(search|documents|articles|quotations|dossiers|notes|tags|timeline|relations|editor/quotations/found)(\.[a-z.]+)?$")]
    private static partial Regex ListPart();

    [GeneratedRegex("/[0-9]+(?=/|$)")]
    private static partial Regex NumberPart();

    [GeneratedRegex("/tags/(?!new$)[^/]+")]
    private static partial Regex SlugPart();

    /// <summary>The sample dossier, so that every page looks as it does after a first start.</summary>
    public sealed class Archive(TestCluster cluster) : TestArchive(cluster), IAsyncLifetime
    {
        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            await ImportAsync(await SampleDossier.LinesAsync("RTA").ToArrayAsync(TestContext.Current.CancellationToken));
        }
    }
}

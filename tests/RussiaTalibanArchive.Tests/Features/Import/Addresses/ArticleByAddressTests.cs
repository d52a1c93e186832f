using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Data;
using RussiaTalibanArchive.Web.Features.Files;
using RussiaTalibanArchive.Web.Features.Import.Addresses;
using RussiaTalibanArchive.Web.Features.Intake;

namespace RussiaTalibanArchive.Tests.Features.Import.Addresses;

/// <summary>Web pages by their address, from a site of the tests' own that stands where its names say the open network is.</summary>
public sealed class ArticleByAddressTests(ArticleByAddressTests.Archive archive) : IClassFixture<ArticleByAddressTests.Archive>
{
    private const string Form = "/editor/articles/new";

    [Fact]
    public async Task A_page_becomes_an_article_and_its_bytes_are_kept_for_editors()
    {
        var page = await archive.Editor.SubmitAsync(Form, ("Fetch", "http://news.example.org/ru"));

        var article = await archive.QueryAsync(db => db.Articles.Include(a => a.Snapshots).SingleAsync(a => a.Title == "Визит делегации"));
        Assert.Equal($"/editor/articles/{article.Reference}/review", page.Path);
        Assert.Equal(("ru", "Кабульский вестник", "http://news.example.org/ru"), (article.Language, article.Publisher, article.Url));
        Assert.Contains("Делегация прибыла в Кабул.", article.Body, StringComparison.Ordinal);
        var snapshot = Assert.Single(article.Snapshots);
        Assert.Equal("text/html", snapshot.ContentType);
        var edit = await archive.Editor.OpenAsync($"/editor/articles/{article.Reference}");
        var link = edit.Html.QuerySelector("#snapshots + ul a")!.GetAttribute("href")!;
        using var kept = await archive.Editor.SendAsync(HttpMethod.Get, link);
        Assert.Equal(Site.Russian, await kept.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal("attachment", kept.Content.Headers.ContentDisposition?.DispositionType);
        using var refused = await archive.Analyst.SendAsync(HttpMethod.Get, link);
        Assert.NotEqual(HttpStatusCode.OK, refused.StatusCode);
        var again = await archive.Editor.SubmitAsync(Form, ("Fetch", "http://news.example.org/ru"));
        Assert.Contains($"This article is here already, as {article.Reference}.", again.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(archive.Log.All, l => l.Contains("news.example.org", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_site_learns_nothing_that_it_need_not_know()
    {
        await archive.Editor.SubmitAsync(Form, ("Fetch", "http://news.example.org/hop?n=2"));

        var asked = archive.Site.Asked.Where(r => r.Path == "/ar").ToList();
        Assert.NotEmpty(asked);
        Assert.All(asked, r => Assert.Equal(["Accept", "Accept-Encoding", "Accept-Language", "Host", "User-Agent"], r.Headers.Order(StringComparer.Ordinal)));
        var article = await archive.QueryAsync(db => db.Articles.Include(a => a.Snapshots).SingleAsync(a => a.Title == "زيارة الوفد"));
        Assert.Equal(("ليلى منصور", "صحيفة كابل", "2025-07-09"), (Assert.Single(article.Authors), article.Publisher, article.Published?.Edtf));
        Assert.Equal(("http://news.example.org/hop?n=2", "http://news.example.org/ar"), (article.Snapshots[0].Asked, article.Snapshots[0].Address));
    }

    [Fact]
    public async Task What_is_no_article_goes_to_the_intake()
    {
        var page = await archive.Editor.SubmitAsync(Form, ("Fetch", "http://news.example.org/papers/%D0%B0%D0%BA%D1%82.pdf"));

        Assert.StartsWith("/editor/intake/", page.Path, StringComparison.Ordinal);
        var file = await archive.QueryAsync(db => db.IntakeFiles.Include(f => f.Batch).SingleAsync(f => f.Name == "акт.pdf"));
        Assert.Equal((IntakeDoor.Address, (long)Site.Pdf.Length), (file.Batch.Door, file.LengthBytes));
    }

    [Theory]
    [InlineData("not an address", "This is no web address")]
    [InlineData("ftp://news.example.org/", "Only addresses that begin with")]
    [InlineData("file:///etc/passwd", "Only addresses that begin with")]
    [InlineData("http://news.example.org:22/", "Only the usual ports")]
    [InlineData("http://me:secret@news.example.org/", "with a name or password")]
    [InlineData("http://127.0.0.1/", "not of the open network")]
    [InlineData("http://2130706433/", "not of the open network")]
    [InlineData("http://0x7f.1/", "not of the open network")]
    [InlineData("http://0177.0.0.1/", "not of the open network")]
    [InlineData("http://[::1]/", "not of the open network")]
    [InlineData("http://[::ffff:10.0.0.1]/", "not of the open network")]
    [InlineData("http://localhost/", "not of the open network")]
    [InlineData("http://postgres/", "not of the open network")]
    [InlineData("http://169.254.169.254/latest/meta-data/", "not of the open network")]
    [InlineData("http://inside.example.org/", "not of the open network")]
    [InlineData("http://mixed.example.org/", "not of the open network")]
    [InlineData("http://nobody.example.org/", "There is no site of this name.")]
    [InlineData("http://news.example.org/to-inside", "not of the open network")]
    [InlineData("http://news.example.org/to-literal", "not of the open network")]
    [InlineData("http://abcdefghijklmnop.onion/", "not of the open network")]
    [InlineData("http://a..b.example.org/", "There is no site of this name.|no web address")]
    [InlineData("http://news.example.org/to-nothing", "The site answered with 302.")]
    [InlineData("http://news.example.org/to-file", "Only addresses that begin with")]
    [InlineData("http://news.example.org/hop?n=6", "leads on to other addresses more than 5 times")]
    [InlineData("http://news.example.org/missing", "The site answered with 404.")]
    [InlineData("http://news.example.org/empty", "The site sent nothing.")]
    [InlineData("http://news.example.org/said-large", "larger than the 20 MB")]
    [InlineData("http://news.example.org/large", "larger than the 20 MB")]
    [InlineData("http://news.example.org/packed", "sends its pages packed")]
    [InlineData("http://news.example.org/broken", "could not be reached, or broke off")]
    [InlineData("https://news.example.org/", "could not be reached, or broke off|certificate of the site is not trusted")]
    public async Task What_may_not_be_asked_or_goes_wrong_is_said_beside_the_field(string address, string said)
    {
        var page = await archive.Editor.SubmitAsync(Form, ("Fetch", address), ("Input.Title", "Kept title"));

        Assert.Equal((HttpStatusCode.OK, Form), (page.Status, page.Path));
        Assert.Contains(said.Split('|'), s => page.Text.Contains(s, StringComparison.Ordinal));
        Assert.Equal(address, page.Html.QuerySelector("[name=Fetch]")!.GetAttribute("value"));
        Assert.Equal("Kept title", page.Html.QuerySelector("[name='Input.Title']")!.GetAttribute("value"));
        Assert.DoesNotContain(archive.Site.Connected, a => !PublicAddress.Is(a.Address));
    }

    [Fact]
    public async Task A_site_that_drips_is_given_up()
    {
        var (fetched, problem) = await archive.AsArchiveAsync(services => new AddressFetcher(services.GetRequiredService<FileStore>(), archive.Network, services.GetRequiredService<IOptions<ArchiveOptions>>())
        {
            TakesAtMost = TimeSpan.FromSeconds(2),
        }.FetchAsync("http://news.example.org/drip", TestContext.Current.CancellationToken));

        Assert.Null(fetched);
        Assert.StartsWith("The site took longer", problem!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Through_a_proxy_the_name_is_left_to_it_and_our_own_network_is_refused_before()
    {
        var before = archive.Site.Connected.Count;
        async Task<(Fetched? Fetched, Web.Features.Items.Problem? Problem)> FetchAsync(string address) => await archive.AsArchiveAsync(services => new AddressFetcher(
            services.GetRequiredService<FileStore>(), archive.Network, Options.Create(new ArchiveOptions { FetchProxy = archive.Site.Address })).FetchAsync(address, TestContext.Current.CancellationToken));

        var (fetched, _) = await FetchAsync("http://known-to-the-proxy.example.org/ar");
        var (none, problem) = await FetchAsync("http://10.0.0.7/ar");

        Assert.Equal("text/html", fetched!.ContentType);
        Assert.Null(none);
        Assert.StartsWith("This address is not of the open network", problem!.Message, StringComparison.Ordinal);
        Assert.Equal(before, archive.Site.Connected.Count);
    }

    [Fact]
    public async Task Nobody_but_editors_has_anything_fetched_and_a_setting_switches_it_off()
    {
        Assert.NotEqual(HttpStatusCode.OK, (await archive.Analyst.OpenAsync(Form)).Status);
        var (fetched, problem) = await archive.AsArchiveAsync(services => new AddressFetcher(services.GetRequiredService<FileStore>(), archive.Network, Options.Create(new ArchiveOptions { FetchAddresses = false }))
            .FetchAsync("http://news.example.org/ru", TestContext.Current.CancellationToken));
        Assert.Null(fetched);
        Assert.Contains("switched off", problem!.Message, StringComparison.Ordinal);
    }

    public sealed class Archive(TestCluster cluster) : TestArchive(cluster), IAsyncLifetime
    {
        private readonly Site _site = new();

        public Site Site => _site;
        public OpenNetwork Network => _site;

        protected override void AddServices(IServiceCollection services) => services.AddSingleton<OpenNetwork>(_site);

        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await _site.StartAsync();
            await InitializeAsync();
        }

        async ValueTask IAsyncDisposable.DisposeAsync()
        {
            await DisposeAsync();
            await _site.DisposeAsync();
        }
    }

    /// <summary>A site on this machine, and a network on which its name leads to it.</summary>
    public sealed class Site : OpenNetwork, IAsyncDisposable
    {
        private static readonly IPAddress Public = IPAddress.Parse("93.184.216.34");
        private readonly WebApplication _app = NewApp();
        private int _port;

        public static byte[] Russian { get; } = EncodingOf("windows-1251").GetBytes(
            "<!doctype html><html lang=ru><head><meta charset=windows-1251><title>x</title><meta property='og:site_name' content='Кабульский вестник'><meta property='article:published_time' content='tomorrow'></head><body><nav>меню</nav><article><h1>Визит делегации</h1><p>Делегация прибыла в Кабул.</p><script>alert(1)</script></article></body></html>");

        public static byte[] Pdf { get; } = Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF");

        public List<(string Path, List<string> Headers)> Asked { get; } = [];
        public List<IPEndPoint> Connected { get; } = [];

        /// <summary>Where it really is; it is a proxy too.</summary>
        public string Address => $"http://127.0.0.1:{_port.ToString(System.Globalization.CultureInfo.InvariantCulture)}";

        public override Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) => host switch
        {
            "news.example.org" => Task.FromResult(new[] { Public }),
            "inside.example.org" => Task.FromResult(new[] { IPAddress.Parse("10.0.0.7") }),
            "mixed.example.org" => Task.FromResult(new[] { Public, IPAddress.Loopback }),
            _ => throw new SocketException((int)SocketError.HostNotFound),
        };

        public override Task<Stream> ConnectAsync(IPEndPoint to, CancellationToken cancellationToken)
        {
            lock (Connected)
            {
                Connected.Add(to);
            }

            return base.ConnectAsync(new IPEndPoint(IPAddress.Loopback, _port), cancellationToken);
        }

        public async Task StartAsync()
        {
            _app.Use((http, next) =>
            {
                lock (Asked)
                {
                    Asked.Add((http.Request.Path, [.. http.Request.Headers.Keys]));
                }

                return next(http);
            });
            _app.MapGet("/ru", () => Results.Bytes(Russian, "text/html"));
            _app.MapGet("/ar", () => Results.Text("<html lang=ar><meta charset=utf-8><script type='application/ld+json'>{\"@graph\":[{\"@type\":\"NewsArticle\",\"headline\":\"زيارة الوفد\",\"author\":{\"name\":\"ليلى منصور\"},\"datePublished\":\"2025-07-09T10:00:00Z\",\"publisher\":{\"name\":\"صحيفة كابل\"}}]}</script><body><article><h1>زيارة الوفد</h1><p>وصل الوفد إلى كابل.</p></article></body></html>", "text/html; charset=utf-8"));
            _app.MapGet("/hop", (int n) => Results.Redirect(n <= 1 ? "/ar" : $"/hop?n={n - 1}"));
            _app.MapGet("/papers/{name}", () => Results.Bytes(Pdf, "text/html")); // It says what it is not.
            _app.MapGet("/to-inside", () => Results.Redirect("http://inside.example.org/"));
            _app.MapGet("/to-literal", () => Results.Redirect("http://[::ffff:127.0.0.1]/"));
            _app.MapGet("/to-nothing", http =>
            {
                http.Response.StatusCode = 302;
                http.Response.Headers.Location = "http://[::zz/";
                return Task.CompletedTask;
            });
            _app.MapGet("/to-file", () => Results.Redirect("file:///etc/passwd"));
            _app.MapGet("/empty", () => Results.Bytes([], "text/html"));
            _app.MapGet("/said-large", http =>
            {
                http.Response.ContentLength = 30 << 20;
                return http.Response.StartAsync();
            });
            _app.MapGet("/large", async http =>
            {
                for (var i = 0; i < 25; i++)
                {
                    await http.Response.Body.WriteAsync(new byte[1 << 20], http.RequestAborted);
                }
            });
            _app.MapGet("/packed", http =>
            {
                http.Response.Headers.ContentEncoding = "gzip";
                return http.Response.Body.WriteAsync(new byte[] { 0x1f, 0x8b }).AsTask();
            });
            _app.MapGet("/broken", async http =>
            {
                http.Response.ContentLength = 100;
                await http.Response.WriteAsync("<p>only");
                await http.Response.Body.FlushAsync();
                http.Abort();
            });
            _app.MapGet("/drip", async http =>
            {
                while (!http.RequestAborted.IsCancellationRequested)
                {
                    await http.Response.WriteAsync("<", http.RequestAborted);
                    await http.Response.Body.FlushAsync(http.RequestAborted);
                    await Task.Delay(100, http.RequestAborted);
                }
            });
            await _app.StartAsync();
            _port = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
        }

        public ValueTask DisposeAsync() => _app.DisposeAsync();

        private static Encoding EncodingOf(string name)
        {
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            return Encoding.GetEncoding(name);
        }

        private static WebApplication NewApp()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
            return builder.Build();
        }
    }
}

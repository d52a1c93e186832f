using Microsoft.Playwright;
using RussiaTalibanArchive.Tests.Infrastructure;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace RussiaTalibanArchive.Tests.Infrastructure;

/// <summary>One real browser for the whole run; it starts when the first test asks for it. Each test gets a profile of its own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Places = ["chromium", "chromium-browser", "google-chrome"];

    private readonly SemaphoreSlim _starting = new(1, 1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>
    /// Opens an empty page. Requests that leave the archive's own host find none and are kept in <see cref="RealPage.Foreign"/>.
    /// </summary>
    public async Task<RealPage> OpenAsync(string address, int width = 1280, string language = "en", ColorScheme colours = ColorScheme.Light, bool script = true, bool inspect = false)
    {
        var browser = await StartAsync();
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = address,
            ViewportSize = new() { Width = width, Height = 900 },
            Locale = language,
            ColorScheme = colours,
            JavaScriptEnabled = script,
            AcceptDownloads = true,
            BypassCSP = inspect, // An inspector such as axe is a foreign script; everything else runs under the policy.
        });
        context.SetDefaultTimeout(15_000);
        var page = new RealPage(await context.NewPageAsync(), context);
        // Held back by name, not by interception: that would have every page fetch its styles and fonts anew.
        context.Request += (_, request) =>
        {
            if (request.Url.StartsWith("http", StringComparison.Ordinal) && !request.Url.StartsWith(address, StringComparison.Ordinal))
            {
                page.Foreign.Add(request.Url);
            }
        };
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        _starting.Dispose();
    }

    private async Task<IBrowser> StartAsync()
    {
        await _starting.WaitAsync();
        try
        {
            Assertions.SetDefaultExpectTimeout(15_000); // A test machine is a busy one.
            _playwright ??= await Playwright.CreateAsync();
            return _browser ??= await _playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Find(),
                Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
            });
        }
        finally
        {
            _starting.Release();
        }
    }

    private static string Find()
    {
        var named = Environment.GetEnvironmentVariable("CHROMIUM");
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return !string.IsNullOrEmpty(named) ? named
            : Places.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("No Chromium was found. Install Chromium or Chrome, or name one in the variable CHROMIUM; tests/run does so by itself where it can.");
    }
}

/// <summary>A page in the real browser.</summary>
public sealed class RealPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    internal RealPage(IPage page, IBrowserContext context)
    {
        (Page, _context) = (page, context);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                Errors.Add(message.Text);
            }
        };
        page.PageError += (_, error) => Errors.Add(error);
    }

    public IPage Page { get; }

    /// <summary>Addresses on other hosts that the page asked for.</summary>
    public List<string> Foreign { get; } = [];

    /// <summary>What the browser complained about: scripts that failed, contents that the policy forbade.</summary>
    public List<string> Errors { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
    }
}

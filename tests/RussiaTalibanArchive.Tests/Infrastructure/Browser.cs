using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace RussiaTalibanArchive.Tests.Infrastructure;

/// <summary>A browser without script: keeps cookies, follows redirects, fills in and sends the forms of real pages.</summary>
public sealed class Browser(string address) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true, CookieContainer = new CookieContainer() })
    {
        BaseAddress = new Uri(address),
    };

    /// <summary>Sends one request as it is, follows nothing.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(method, path);
        change?.Invoke(request);
        return await _client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Opens a page, following redirects.</summary>
    public async Task<BrowserPage> OpenAsync(string path, string? language = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (language is not null)
        {
            request.Headers.AcceptLanguage.ParseAdd(language);
        }

        return await FollowAsync(await _client.SendAsync(request, TestContext.Current.CancellationToken));
    }

    /// <summary>
    /// Opens a page, fills in a form of it and sends it. The form is the one that has all the named fields, or, where the first
    /// name begins with <c>?</c>, the one whose button or action asks for that handler (<c>?Withdraw</c>).
    /// </summary>
    public async Task<BrowserPage> SubmitAsync(string path, params (string Name, string Value)[] fields) => await SubmitAsync(await OpenAsync(path), fields);

    /// <inheritdoc cref="SubmitAsync(string, ValueTuple{string, string}[])"/>
    public async Task<BrowserPage> SubmitAsync(BrowserPage page, params (string Name, string Value)[] fields)
    {
        var handler = fields.FirstOrDefault().Name is ['?', .. var name] ? name : null;
        var wanted = handler is null ? fields : fields[1..];
        var form = page.Html.QuerySelectorAll<IHtmlFormElement>("form:not([hidden])").FirstOrDefault(f =>
                (handler is null ? f.Method == "post" : Mentions(f, handler)) && wanted.All(w => f.QuerySelector($"[name='{w.Name}']") is not null
                    || (f.Id is { Length: > 0 } id && page.Html.QuerySelector($"[form='{id}'][name='{w.Name}']") is not null)))
            ?? throw new InvalidOperationException($"{page.Path} has no form with {string.Join(", ", fields.Select(f => f.Name))}; it answered {(int)page.Status}.");
        var action = form.GetAttribute("action") is { Length: > 0 } own ? own : page.PathAndQuery;
        var button = form.QuerySelectorAll("button, input[type=submit]").FirstOrDefault(b => handler is not null && (b.GetAttribute("formaction")?.Contains($"handler={handler}", StringComparison.OrdinalIgnoreCase) ?? false));
        using var content = ContentOf(form, wanted);
        return await FollowAsync(await _client.PostAsync(new Uri(page.Uri, button?.GetAttribute("formaction") ?? action), content, TestContext.Current.CancellationToken));
    }

    public void Dispose() => _client.Dispose();

    private static bool Mentions(IHtmlFormElement form, string handler) =>
        (form.GetAttribute("action")?.Contains($"handler={handler}", StringComparison.OrdinalIgnoreCase) ?? false)
        || form.QuerySelectorAll("[formaction]").Any(b => b.GetAttribute("formaction")!.Contains($"handler={handler}", StringComparison.OrdinalIgnoreCase));

    private static MultipartFormDataContent ContentOf(IHtmlFormElement form, (string Name, string Value)[] wanted)
    {
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in ValuesOf(form).Where(v => wanted.All(w => w.Name != v.Name)).Concat(wanted))
        {
            content.Add(new StringContent(value), name);
        }

        return content;
    }

    /// <summary>What a browser would send of an untouched form.</summary>
    private static IEnumerable<(string Name, string Value)> ValuesOf(IHtmlFormElement form)
    {
        foreach (var field in form.QuerySelectorAll("input, select, textarea"))
        {
            var name = field.GetAttribute("name");
            if (string.IsNullOrEmpty(name) || field.HasAttribute("disabled"))
            {
                continue;
            }

            switch (field)
            {
                case IHtmlInputElement { Type: "submit" or "button" or "file" }:
                    break;
                case IHtmlInputElement { Type: "checkbox" or "radio" } box:
                    if (box.IsChecked)
                    {
                        yield return (name, box.Value);
                    }

                    break;
                case IHtmlInputElement input:
                    yield return (name, input.Value);
                    break;
                case IHtmlSelectElement select:
                    yield return (name, select.Value ?? "");
                    break;
                case IHtmlTextAreaElement area:
                    yield return (name, area.Value);
                    break;
            }
        }
    }

    private async Task<BrowserPage> FollowAsync(HttpResponseMessage answer)
    {
        for (var hops = 0; hops < 10 && (int)answer.StatusCode is >= 300 and < 400 && answer.Headers.Location is not null; hops++)
        {
            var next = new Uri(answer.RequestMessage!.RequestUri!, answer.Headers.Location);
            answer.Dispose();
            answer = await _client.GetAsync(next, TestContext.Current.CancellationToken);
        }

        using (answer)
        {
            var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            return new BrowserPage(answer.StatusCode, answer.RequestMessage!.RequestUri!, body, new HtmlParser().ParseDocument(body), answer.Headers);
        }
    }
}

/// <summary>A page as a browser has it.</summary>
public sealed record BrowserPage(HttpStatusCode Status, Uri Uri, string Body, IHtmlDocument Html, System.Net.Http.Headers.HttpResponseHeaders Headers)
{
    public string Path => Uri.AbsolutePath;
    public string PathAndQuery => Uri.PathAndQuery;

    /// <summary>The words of the page's main part, white space folded.</summary>
    public string Text => string.Join(' ', (Html.QuerySelector("main")?.TextContent ?? Body).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

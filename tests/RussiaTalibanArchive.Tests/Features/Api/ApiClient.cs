using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using RussiaTalibanArchive.Tests.Infrastructure;

namespace RussiaTalibanArchive.Tests.Features.Api;

/// <summary>What a program of an account sends to the interface and gets.</summary>
internal sealed class ApiClient(Browser browser, string? token) : IDisposable
{
    public string? Token => token;

    /// <summary>Makes a token of the account on its page.</summary>
    public static async Task<ApiClient> OfAsync(TestArchive archive, Browser account, string name, bool canWrite = true)
    {
        (string, string)[] fields = canWrite ? [("Name", name), ("CanWrite", "true")] : [("Name", name)];
        var page = await account.SubmitAsync("/account/tokens", fields);
        return new(archive.Visitor, page.Html.QuerySelector(".secret")!.TextContent.Trim());
    }

    public async Task<ApiAnswer> SendAsync(string method, string path, string? body = null, string? version = null, string type = "application/json", Action<HttpRequestMessage>? change = null)
    {
        using var answer = await browser.SendAsync(new HttpMethod(method), path, request =>
        {
            if (token is not null)
            {
                request.Headers.Authorization = new("Bearer", token);
            }

            if (body is not null)
            {
                request.Content = new StringContent(body, Encoding.UTF8);
                request.Content.Headers.ContentType = new(type);
            }

            if (version is not null)
            {
                request.Headers.TryAddWithoutValidation("If-Match", version);
            }

            change?.Invoke(request);
        });
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new(answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, text, answer.Headers);
    }

    public Task<ApiAnswer> GetAsync(string path) => SendAsync("GET", path);

    public void Dispose() => browser.Dispose();
}

internal sealed record ApiAnswer(HttpStatusCode Status, string? Type, string Text, HttpResponseHeaders Headers)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    public string? Location => Headers.Location?.ToString();

    public string? Tag => Headers.ETag?.ToString();

    public string One(string header) => string.Join(", ", Headers.GetValues(header));
}

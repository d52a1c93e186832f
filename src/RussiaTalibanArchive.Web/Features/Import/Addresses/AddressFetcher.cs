using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Features.Files;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Import.Addresses;

/// <summary>What a site answered, kept in the file store.</summary>
/// <param name="Address">Where it was in the end, after redirects.</param>
/// <param name="Stored">The bytes, as they came.</param>
/// <param name="ContentType">As the site says, without parameters; empty when it does not.</param>
/// <param name="Charset">As the site says.</param>
public sealed record Fetched(Uri Address, StoredBytes Stored, string ContentType, string? Charset);

/// <summary>How names are looked up and connections made. Tests put a network of their own in its place.</summary>
public class OpenNetwork
{
    public virtual Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) => Dns.GetHostAddressesAsync(host, cancellationToken);

    public virtual async Task<Stream> ConnectAsync(IPEndPoint to, CancellationToken cancellationToken)
    {
        var socket = new Socket(to.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(to, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>
/// Asks a site of the open network once for what is at an address. It never asks our own machine or its neighbours: each name is
/// looked up once, and the connection made to the very address that was checked, after each redirect too.
/// </summary>
public sealed class AddressFetcher(FileStore store, OpenNetwork network, IOptions<ArchiveOptions> options)
{
    public const int MaxBytes = 20 << 20;
    private const int MaxAddress = 2000;
    private const int MaxRedirects = 5;
    private const int MaxHeadKilobytes = 64;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>What it tells of itself: no more than it must.</summary>
    private const string AgentName = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"; // What Tor Browser says.

    /// <summary>How long all of it may take; shorter in tests.</summary>
    internal TimeSpan TakesAtMost { get; init; } = Patience;

    public bool IsOn => options.Value.FetchAddresses;

    /// <returns>What was fetched, or why nothing was.</returns>
    public async Task<(Fetched? Fetched, Problem? Problem)> FetchAsync(string address, CancellationToken cancellationToken)
    {
        if (!IsOn)
        {
            return (null, new Problem("", "Fetching by address is switched off in this archive. Paste the text instead."));
        }

        if (string.IsNullOrWhiteSpace(address) || address.Length > MaxAddress || !Uri.TryCreate(address.Trim(), UriKind.Absolute, out var uri))
        {
            return (null, new Problem("", "This is no web address: it begins with http:// or https://."));
        }

        using var handler = NewHandler();
        using var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TakesAtMost);
        try
        {
            return await FollowAsync(client, uri, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, new Problem("", "The site took longer than {0} seconds.", (int)TakesAtMost.TotalSeconds));
        }
        catch (Exception e) when (e is HttpRequestException or HttpIOException or SocketException or NotPublicException or IOException { InnerException: SocketException })
        {
            return (null, Of(e));
        }
    }

    private async Task<(Fetched?, Problem?)> FollowAsync(HttpClient client, Uri uri, CancellationToken cancellationToken)
    {
        for (var redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            if (Check(uri) is { } problem)
            {
                return (null, problem);
            }

            using var request = new HttpRequestMessage(HttpMethod.Get, uri);
            request.Headers.TryAddWithoutValidation("User-Agent", AgentName);
            request.Headers.TryAddWithoutValidation("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
            request.Headers.TryAddWithoutValidation("Accept-Language", "en-US,en;q=0.5");
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity")); // Nothing is unpacked here.
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if ((int)answer.StatusCode is 301 or 302 or 303 or 307 or 308 && answer.Headers.Location is { } next && Uri.TryCreate(uri, next, out var onward))
            {
                uri = onward;
                continue;
            }

            return answer.StatusCode != HttpStatusCode.OK
                ? (null, new Problem("", "The site answered with {0}. Look at the address in a browser.", (int)answer.StatusCode))
                : await KeepAsync(uri, answer.Content, cancellationToken);
        }

        return (null, new Problem("", "The site leads on to other addresses more than {0} times.", MaxRedirects));
    }

    private async Task<(Fetched?, Problem?)> KeepAsync(Uri uri, HttpContent content, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentEncoding.Any(e => !e.Equals("identity", StringComparison.OrdinalIgnoreCase)))
        {
            return (null, new Problem("", "The site sends its pages packed, even when asked not to. Save the page in a browser and bring in the file."));
        }

        var tooLarge = new Problem("", "It is larger than the {0} MB that are fetched.", MaxBytes >> 20);
        if (content.Headers.ContentLength > MaxBytes)
        {
            return (null, tooLarge);
        }

        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var stored = await store.StoreAsync(stream, MaxBytes, cancellationToken);
        return stored is null ? (null, tooLarge)
            : stored.LengthBytes == 0 ? (null, new Problem("", "The site sent nothing."))
            : (new(uri, stored, content.Headers.ContentType?.MediaType ?? "", content.Headers.ContentType?.CharSet?.Trim('"')), null);
    }

    private static Problem? Check(Uri uri) =>
        uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps ? new Problem("", "Only addresses that begin with http:// or https:// are asked.")
        : uri.Port is not (80 or 443) ? new Problem("", "Only the usual ports are asked, 80 and 443.")
        : uri.UserInfo.Length > 0 ? new Problem("", "An address with a name or password in it is not asked.")
        : HostOf(uri) is not { } host ? NoName
        : PublicAddress.MayBe(host) ? null
        : NotPublic;

    /// <returns><see langword="null"/> when it is no name that could be looked up.</returns>
    private static string? HostOf(Uri uri)
    {
        try
        {
            return uri.IdnHost;
        }
        catch (UriFormatException)
        {
            return null;
        }
    }

    private static Problem NotPublic => new Problem("", "This address is not of the open network, and the archive asks no other.");

    private static Problem Of(Exception exception) => exception switch
    {
        _ when InnerOf<NotPublicException>(exception) => NotPublic,
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => new Problem("", "The certificate of the site is not trusted."),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => NoName,
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => new Problem("", "The site's answer is not one that a browser would take."),
        _ when exception.GetBaseException() is SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => NoName,
        _ => new Problem("", "The site could not be reached, or broke off."),
    };

    private static Problem NoName => new Problem("", "There is no site of this name.");

    private static bool InnerOf<T>(Exception? exception) => exception is T || (exception is not null && InnerOf<T>(exception.InnerException));

    private SocketsHttpHandler NewHandler()
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            Credentials = null,
            AutomaticDecompression = DecompressionMethods.None,
            MaxResponseHeadersLength = MaxHeadKilobytes,
            MaxResponseDrainSize = 0,
            ActivityHeadersPropagator = null, // It would tell the site a number of ours.
            ConnectTimeout = TakesAtMost / 3,
            ResponseHeaderEncodingSelector = (_, _) => Encoding.UTF8, // Addresses that a site leads on to.
            UseProxy = false,
        };
        // A certificate may name a place to get another one from: that place would be asked unchecked.
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { DisableCertificateDownloads = true, RevocationMode = X509RevocationMode.NoCheck };
        if (!string.IsNullOrEmpty(options.Value.FetchProxy))
        {
            (handler.UseProxy, handler.Proxy) = (true, new WebProxy(options.Value.FetchProxy)); // It looks names up itself.
            return handler;
        }

        handler.ConnectCallback = async (context, cancellationToken) => await ConnectAsync(context.DnsEndPoint, cancellationToken);
        return handler;
    }

    /// <summary>A name that leads anywhere else than to the open network, if only among others, is not asked at all.</summary>
    private async Task<Stream> ConnectAsync(DnsEndPoint to, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(to.Host, out var literal) ? [literal] : await network.ResolveAsync(to.Host, cancellationToken);
        if (addresses.Length == 0)
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }

        if (!addresses.All(PublicAddress.Is))
        {
            throw new NotPublicException();
        }

        for (var i = 0; ; i++)
        {
            try
            {
                return await network.ConnectAsync(new IPEndPoint(addresses[i], to.Port), cancellationToken);
            }
            catch (SocketException) when (i < Math.Min(addresses.Length, 4) - 1)
            {
                // A site may be down at one of its addresses.
            }
        }
    }

    private sealed class NotPublicException : IOException;
}

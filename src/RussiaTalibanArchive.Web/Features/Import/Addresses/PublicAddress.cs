using System.Net;
using System.Net.Sockets;

namespace RussiaTalibanArchive.Web.Features.Import.Addresses;

/// <summary>Tells addresses of the open network from all others: our own machine, our neighbours, machines that manage a cloud.</summary>
/// <remarks>Source: IANA IPv4 and IPv6 Special-Purpose Address Registries; RFC 6890, 6052, 9637.</remarks>
public static class PublicAddress
{
    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "168.63.129.16/32", // Azure manages its machines from there.
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(n => IPNetwork.Parse(n)),
    ];

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    /// <summary>IPv4 as networks without it see it.</summary>
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>Top-level names that are of no use on the open network.</summary>
    private static readonly string[] LocalNames = ["localhost", "local", "localdomain", "internal", "intranet", "lan", "home", "corp", "private", "test", "invalid", "home.arpa", "onion"];

    public static bool Is(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.IsIPv4MappedToIPv6)
        {
            return Is(address.MapToIPv4());
        }

        if (address.AddressFamily == AddressFamily.InterNetworkV6 && Translated.Contains(address))
        {
            return Is(new IPAddress(address.GetAddressBytes().AsSpan(12)));
        }

        return (address.AddressFamily == AddressFamily.InterNetwork || (GlobalUnicast.Contains(address) && address.ScopeId == 0))
            && !NotPublic.Any(n => n.BaseAddress.AddressFamily == address.AddressFamily && n.Contains(address));
    }

    /// <summary>Whether a name may belong to the open network. Only a look-up says whether it does.</summary>
    public static bool MayBe(string host)
    {
        ArgumentNullException.ThrowIfNull(host);
        var name = host.Trim('[', ']').TrimEnd('.');
        return IPAddress.TryParse(name, out var address)
            ? Is(address)
            : name.Contains('.', StringComparison.Ordinal) && !LocalNames.Any(local => name.EndsWith($".{local}", StringComparison.OrdinalIgnoreCase));
    }
}

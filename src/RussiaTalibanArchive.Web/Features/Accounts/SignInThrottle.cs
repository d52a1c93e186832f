using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace RussiaTalibanArchive.Web.Features.Accounts;

/// <summary>
/// Slows down guessing: after ten failures from one network at one account, or a hundred from one network, it has to wait for
/// what is left of fifteen minutes. A stranger elsewhere never locks out the owner. Kept in memory as hashes only.
/// </summary>
public sealed class SignInThrottle(TimeProvider clock)
{
    private const int MaxPerAccount = 10;
    private const int MaxPerNetwork = 100;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<string, (int Tries, DateTimeOffset Until)> _tries = new();

    /// <summary>Counts a try before its password is looked at, so that many at once are not more than one after another.</summary>
    /// <returns><see langword="false"/> when it has to wait.</returns>
    public bool TryBegin(IPAddress? address, string email)
    {
        Sweep();
        var network = NetworkOf(address);
        return Add(network) <= MaxPerNetwork && Add($"{network}|{email}") <= MaxPerAccount;
    }

    /// <summary>Takes back what <see cref="TryBegin"/> counted: the password was right.</summary>
    public void Succeeded(IPAddress? address, string email)
    {
        var network = NetworkOf(address);
        _tries.TryRemove(Hash($"{network}|{email}"), out _);
        _tries.AddOrUpdate(Hash(network), _ => (0, clock.GetUtcNow()), (_, seen) => (Math.Max(0, seen.Tries - 1), seen.Until));
    }

    /// <summary>One IPv4 address; of an IPv6 address the first 64 bits, which one household or server has to itself.</summary>
    internal static string NetworkOf(IPAddress? address) => address switch
    {
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => $"{address}",
    };

    private int Add(string who) => _tries.AddOrUpdate(Hash(who),
        _ => (1, clock.GetUtcNow() + Window),
        (_, seen) => seen.Until > clock.GetUtcNow() ? (seen.Tries + 1, seen.Until) : (1, clock.GetUtcNow() + Window)).Tries;

    private void Sweep()
    {
        if (_tries.Count > 10_000)
        {
            foreach (var old in _tries.Where(t => t.Value.Until < clock.GetUtcNow()).ToList())
            {
                _tries.TryRemove(old);
            }
        }
    }

    private string Hash(string who) => Convert.ToHexString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(who.ToUpperInvariant())));
}

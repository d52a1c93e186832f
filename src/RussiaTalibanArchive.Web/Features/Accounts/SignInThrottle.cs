using System.Collections.Concurrent;
using System.Net;
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
    private readonly ConcurrentDictionary<string, (int Failures, DateTimeOffset Until)> _failures = new();

    public bool IsOpen(IPAddress? network, string email) => Count($"{network}|{email}") < MaxPerAccount && Count($"{network}") < MaxPerNetwork;

    public void Failed(IPAddress? network, string email)
    {
        Add($"{network}|{email}");
        Add($"{network}");
        if (_failures.Count > 10_000)
        {
            foreach (var old in _failures.Where(f => f.Value.Until < clock.GetUtcNow()).ToList())
            {
                _failures.TryRemove(old.Key, out _);
            }
        }
    }

    public void Succeeded(IPAddress? network, string email) => _failures.TryRemove(Hash($"{network}|{email}"), out _);

    private int Count(string who) => _failures.TryGetValue(Hash(who), out var seen) && seen.Until > clock.GetUtcNow() ? seen.Failures : 0;

    private void Add(string who) => _failures.AddOrUpdate(Hash(who),
        _ => (1, clock.GetUtcNow() + Window),
        (_, seen) => seen.Until > clock.GetUtcNow() ? (seen.Failures + 1, seen.Until) : (1, clock.GetUtcNow() + Window));

    private string Hash(string who) => Convert.ToHexString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(who.ToUpperInvariant())));
}

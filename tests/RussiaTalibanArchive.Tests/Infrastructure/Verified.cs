using System.Runtime.CompilerServices;
using System.Text;

namespace RussiaTalibanArchive.Tests.Infrastructure;

/// <summary>Compares what the program wrote with a whole file that a person has read and approved.</summary>
internal static class Verified
{
    /// <summary>
    /// Compares, byte for byte, with <paramref name="name"/> beside the test: <c>Documents.ris</c> means
    /// <c>Documents.verified.ris</c>. Where they differ, or there is none yet, <c>Documents.received.ris</c> is left beside
    /// it to be looked at and renamed.
    /// </summary>
    public static void Equal(string name, string actual, [CallerFilePath] string test = "")
    {
        var folder = Path.GetDirectoryName(test)!;
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var verified = Path.Combine(folder, $"{name[..dot]}.verified{name[dot..]}");
        var received = Path.Combine(folder, $"{name[..dot]}.received{name[dot..]}");
        var bytes = Encoding.UTF8.GetBytes(actual);
        if (File.Exists(verified) && File.ReadAllBytes(verified).AsSpan().SequenceEqual(bytes))
        {
            File.Delete(received);
            return;
        }

        File.WriteAllBytes(received, bytes);
        if (File.Exists(verified))
        {
            Assert.Equal(Encoding.UTF8.GetString(File.ReadAllBytes(verified)), actual); // Shows where they part.
        }

        Assert.Fail($"{Path.GetFileName(verified)} is not what was written; see {received}");
    }
}

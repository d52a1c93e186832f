using System.Numerics;

namespace RussiaTalibanArchive.Web.Text;

/// <summary>What is kept of a text to find others like it.</summary>
/// <param name="FoldedHash">Equal for texts with the same words in the same order after <see cref="Folding"/>, whatever stands between them; 0 for a text without words.</param>
/// <param name="Bands">
/// At most <see cref="NearDuplicates.MaxBands"/> keys, in order. Texts that share none are not alike: with a GIN index,
/// <c>bands &amp;&amp; @bands</c> finds the candidates, and those with most keys in common are worth an exact comparison.
/// </param>
/// <param name="ShingleCount">How many different shingles the text has.</param>
public sealed record TextSketch(long FoldedHash, long[] Bands, int ShingleCount);

/// <summary>How much two texts have in common, in shares of their different shingles.</summary>
/// <param name="Shared">How many shingles both have.</param>
/// <param name="Jaccard">The shared ones out of all.</param>
/// <param name="FirstInSecond">The part of the first text that the second holds.</param>
/// <param name="SecondInFirst">The part of the second text that the first holds.</param>
public sealed record TextSimilarity(int Shared, double Jaccard, double FirstInSecond, double SecondInFirst)
{
    /// <summary>Whether one is mostly the other, or mostly inside it. Texts of a few words only share phrases.</summary>
    public bool IsNearDuplicate => Shared >= NearDuplicates.MinShared && Math.Max(FirstInSecond, SecondInFirst) >= NearDuplicates.MinContainment;
}

/// <summary>
/// Finds texts that are the same paper again: another scan of it, another typing, a later draft, or a part of it. A shingle is
/// three words in a row, folded.
/// </summary>
/// <remarks>
/// Two kinds of keys find candidates. MinHash of 64 values in bands of two finds texts of like length: 99 of 100 that share
/// 40 % of their shingles. Every eighth run of five words (rarer in long texts), chosen by its hash alone, finds a text
/// inside another. Hashes are the archive's own and must not change: they are stored. Source of both: A. Broder, "On the
/// resemblance and containment of documents", 1997.
/// </remarks>
public static class NearDuplicates
{
    /// <summary>The share of shingles that makes a near-duplicate.</summary>
    public const double MinContainment = 0.6;

    /// <summary>Fewer shared shingles than this are a phrase and not a text.</summary>
    public const int MinShared = 10;

    public const int MaxBands = BandCount + MaxSamples;

    private const int ShingleLength = 3;
    private const int SampleLength = 5;
    private const int BandCount = 32;
    private const int ValuesPerBand = 2;
    private const int MaxSamples = 128;

    /// <summary>One in 2³ is sampled, and in long texts one in 2⁴, 2⁵…</summary>
    private const int LeastSampleBits = 3;

    private static readonly ulong[] Seeds = [.. Enumerable.Range(1, BandCount * ValuesPerBand).Select(i => Mix((ulong)i * 0x9E3779B97F4A7C15))];

    public static TextSketch Sketch(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = FoldedWords.Of(text);
        var shingles = Runs(words.Hashes, ShingleLength);
        return new(words.Digest, [.. Bands(shingles).Concat(Samples(Runs(words.Hashes, SampleLength))).Distinct().Order()], shingles.Count);
    }

    /// <summary>Compares two texts shingle by shingle.</summary>
    public static TextSimilarity Similarity(string first, string second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var (one, other) = (Runs(FoldedWords.Of(first).Hashes, ShingleLength), Runs(FoldedWords.Of(second).Hashes, ShingleLength));
        var shared = one.Count < other.Count ? one.Count(other.Contains) : other.Count(one.Contains);
        return new(shared, Share(shared, one.Count + other.Count - shared), Share(shared, one.Count), Share(shared, other.Count));

        static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
    }

    /// <summary>The different runs of so many words; of a shorter text, the whole of it.</summary>
    private static HashSet<ulong> Runs(IReadOnlyList<ulong> words, int length)
    {
        var runs = new HashSet<ulong>();
        length = Math.Min(length, words.Count);
        for (var start = 0; length > 0 && start + length <= words.Count; start++)
        {
            var hash = (ulong)length;
            for (var at = start; at < start + length; at++)
            {
                hash = Mix(hash ^ words[at]);
            }

            runs.Add(hash);
        }

        return runs;
    }

    private static IEnumerable<long> Bands(HashSet<ulong> shingles)
    {
        if (shingles.Count == 0)
        {
            return [];
        }

        var least = new ulong[Seeds.Length];
        Array.Fill(least, ulong.MaxValue);
        foreach (var shingle in shingles)
        {
            for (var i = 0; i < Seeds.Length; i++)
            {
                least[i] = Math.Min(least[i], Mix(shingle ^ Seeds[i]));
            }
        }

        return Enumerable.Range(0, BandCount).Select(b => (long)Mix(least[b * 2] ^ Mix(least[b * 2 + 1]) ^ Seeds[b]));
    }

    /// <summary>The runs whose hash ends in most zeros, so that what a long text keeps, a short one inside it keeps too.</summary>
    private static IEnumerable<long> Samples(HashSet<ulong> runs)
    {
        for (var bits = LeastSampleBits; bits < 64; bits++)
        {
            var kept = runs.Where(r => BitOperations.TrailingZeroCount(r) >= bits).Take(MaxSamples + 1).ToArray();
            if (kept.Length <= MaxSamples)
            {
                return kept.Select(r => (long)r);
            }
        }

        return [];
    }

    /// <summary>Spreads 64 bits over 64 bits, one to one (the finaliser of SplitMix64).</summary>
    internal static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}

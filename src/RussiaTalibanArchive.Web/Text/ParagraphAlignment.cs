namespace RussiaTalibanArchive.Web.Text;

/// <summary>Paragraphs that say the same: so many of the original from one on, beside so many of its translation.</summary>
/// <param name="First">The index of the first of the original, from 0; where <paramref name="Count"/> is 0, of the one after.</param>
/// <param name="Count">0, 1 or 2.</param>
/// <param name="OtherFirst">As <paramref name="First"/>, of the translation.</param>
/// <param name="OtherCount">0, 1 or 2, and at least 1 where <paramref name="Count"/> is 0.</param>
public readonly record struct AlignedRow(int First, int Count, int OtherFirst, int OtherCount);

/// <summary>
/// Finds which paragraphs of a translation stand for which of its original, by their lengths alone: long ones become long ones.
/// Source: W. A. Gale, K. W. Church, A Program for Aligning Sentences in Bilingual Corpora, Computational Linguistics 19 (1993), 1.
/// </summary>
public static class ParagraphAlignment
{
    /// <summary>Variance of the length of a translation, per unit of its original; from the paper, section 3.2.</summary>
    private const double Variance = 6.8;

    /// <summary>How far from the diagonal a pair may lie. It bounds the time that two long texts take.</summary>
    private const int MinBand = 80;

    /// <summary>Kinds of rows with −100 times the logarithm of their probability over that of 1-1; from the paper, table 5.</summary>
    private static readonly (int Count, int OtherCount, double Penalty)[] Kinds =
        [(1, 1, 0), (1, 0, 450), (0, 1, 450), (2, 1, 230), (1, 2, 230), (2, 2, 440)];

    /// <summary>The rows in order; each paragraph is in exactly one.</summary>
    /// <param name="lengths">Of the original's paragraphs, in any unit.</param>
    /// <param name="otherLengths">Of the translation's, in the same.</param>
    public static IReadOnlyList<AlignedRow> Align(IReadOnlyList<int> lengths, IReadOnlyList<int> otherLengths)
    {
        ArgumentNullException.ThrowIfNull(lengths);
        ArgumentNullException.ThrowIfNull(otherLengths);
        var (n, m) = (lengths.Count, otherLengths.Count);
        var (sums, otherSums) = (Sums(lengths), Sums(otherLengths));
        // One language takes more letters than another: what counts is how far a pair is from the ratio of the whole texts.
        var ratio = sums[n] > 0 && otherSums[m] > 0 ? (double)otherSums[m] / sums[n] : 1;
        var band = n == 0 ? m : Math.Max(MinBand, (2 * m / n) + 2);
        var width = Math.Min(m + 1, (2 * band) + 3);
        var (costs, kinds) = (new double[3][], new sbyte[n + 1][]); // A row reaches back two paragraphs.
        var starts = new int[n + 1];
        for (var i = 0; i <= n; i++)
        {
            // The band slides from one corner to the other.
            starts[i] = n == 0 ? 0 : (int)Math.Clamp(((long)i * m / n) - band - 1, 0, m + 1 - width);
        }

        for (var i = 0; i <= n; i++)
        {
            var row = costs[i % 3] = new double[width];
            kinds[i] = new sbyte[width];
            Array.Fill(row, double.PositiveInfinity);
            for (var j = starts[i]; j < starts[i] + width && j <= m; j++)
            {
                if (i == 0 && j == 0)
                {
                    row[0] = 0;
                    continue;
                }

                for (sbyte k = 0; k < Kinds.Length; k++)
                {
                    var (count, otherCount, penalty) = Kinds[k];
                    if (i < count || j < otherCount)
                    {
                        continue;
                    }

                    var from = j - otherCount - starts[i - count];
                    if (from < 0 || from >= width)
                    {
                        continue;
                    }

                    var before = costs[(i - count) % 3][from];
                    // Unlike in the paper, a paragraph without its like costs the same however long it is: translators leave out long ones too.
                    var cost = before + penalty + (count == 0 || otherCount == 0 ? 0 : Distance((sums[i] - sums[i - count]) * ratio, otherSums[j] - otherSums[j - otherCount]));
                    if (cost < row[j - starts[i]])
                    {
                        (row[j - starts[i]], kinds[i][j - starts[i]]) = (cost, k);
                    }
                }
            }
        }

        var rows = new List<AlignedRow>();
        for (var (i, j) = (n, m); i > 0 || j > 0;)
        {
            var (count, otherCount, _) = Kinds[kinds[i][j - starts[i]]];
            (i, j) = (i - count, j - otherCount);
            rows.Add(new(i, count, j, otherCount));
        }

        rows.Reverse();
        return rows;
    }

    /// <summary>−100 times the logarithm of the probability that two lengths differ by at least as much as these.</summary>
    private static double Distance(double length, double otherLength)
    {
        var mean = (length + otherLength) / 2;
        if (mean <= 0)
        {
            return 0;
        }

        var deviation = Math.Abs(otherLength - length) / Math.Sqrt(Variance * mean);
        var probability = 2 * (1 - Normal(deviation));
        return -100 * Math.Log(Math.Max(probability, 1e-25)) + (probability <= 1e-12 ? deviation : 0);
    }

    /// <summary>The normal distribution. Source: M. Abramowitz, I. A. Stegun, Handbook of Mathematical Functions, 26.2.17.</summary>
    private static double Normal(double z)
    {
        var t = 1 / (1 + (0.2316419 * z));
        var tail = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI)
            * t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        return 1 - tail;
    }

    private static long[] Sums(IReadOnlyList<int> lengths)
    {
        var sums = new long[lengths.Count + 1];
        for (var i = 0; i < lengths.Count; i++)
        {
            sums[i + 1] = sums[i] + lengths[i];
        }

        return sums;
    }
}

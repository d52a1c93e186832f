namespace RussiaTalibanArchive.Web.Text;

/// <summary>A stretch of a text that resembles what was sought, in UTF-16 code units, end exclusive.</summary>
/// <param name="Start">The first unit.</param>
/// <param name="End">The unit after the last.</param>
/// <param name="Errors">How many units must be put in, taken out or replaced to make one of the other.</param>
internal readonly record struct ApproximateHit(int Start, int End, int Errors);

/// <summary>
/// Finds where a string stands in a text with a few differences. Sources: P. H. Sellers, "The theory and computation of
/// evolutionary distances", 1980; G. Myers, "A fast bit-vector algorithm for approximate string matching", 1999.
/// </summary>
internal static class ApproximateSearch
{
    private const int WordBits = 64;

    /// <summary>Text length times blocks of 64 units of the pattern: what one search may cost, about a second.</summary>
    internal const long MaxWork = 300_000_000;

    /// <summary>
    /// The best places, each better than all that overlap it, in the order of the text; none where the search would cost too much.
    /// </summary>
    /// <param name="sought">What is sought.</param>
    /// <param name="text">Where.</param>
    /// <param name="maxErrors">The most differences, in UTF-16 code units; less than the length of what is sought.</param>
    public static List<ApproximateHit> Find(string sought, string text, int maxErrors)
    {
        ArgumentNullException.ThrowIfNull(sought);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(maxErrors, Math.Max(1, sought.Length));
        var hits = new List<ApproximateHit>();
        if (sought.Length == 0 || (long)text.Length * Blocks(sought) > MaxWork)
        {
            return hits;
        }

        var reversed = new Pattern(Reverse(sought));
        foreach (var (end, errors) in LocalBest(new Pattern(sought).ErrorsByEnd(text, maxErrors), sought.Length))
        {
            var start = StartOf(reversed, sought.Length, text, end, errors);
            if (hits.Count > 0 && start < hits[^1].End)
            {
                if (errors < hits[^1].Errors)
                {
                    hits[^1] = new(start, end, errors);
                }

                continue;
            }

            hits.Add(new(start, end, errors));
        }

        return hits;
    }

    /// <summary>How many units must change to make <paramref name="b"/> of <paramref name="a"/>.</summary>
    public static int Distance(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }

    /// <summary>Of ends that follow one another closely, the one with the fewest errors; of equals, the first.</summary>
    private static IEnumerable<(int End, int Errors)> LocalBest(IEnumerable<(int End, int Errors)> ends, int length)
    {
        (int End, int Errors)? best = null;
        foreach (var end in ends)
        {
            if (best is { } held && end.End - held.End > length / 2)
            {
                yield return held;
                best = null;
            }

            if (best is null || end.Errors < best.Value.Errors)
            {
                best = end;
            }
        }

        if (best is { } last)
        {
            yield return last;
        }
    }

    /// <summary>Where the match that ends at <paramref name="end"/> begins: the same search backwards, nearest to the sought length.</summary>
    private static int StartOf(Pattern reversed, int length, string text, int end, int errors)
    {
        var from = Math.Max(0, end - length - errors);
        var best = -1;
        foreach (var (at, found) in reversed.ErrorsByEnd(Reverse(text[from..end]), errors, isAnchored: true))
        {
            if (found == errors && (best < 0 || Math.Abs(at - length) < Math.Abs(best - length)))
            {
                best = at;
            }
        }

        return best < 0 ? Math.Max(0, end - length) : end - best;
    }

    private static int Blocks(string sought) => (sought.Length + WordBits - 1) / WordBits;

    private static string Reverse(string text) => string.Create(text.Length, text, (span, value) =>
    {
        value.CopyTo(span);
        span.Reverse();
    });

    /// <summary>A string as bit vectors, 64 units a block.</summary>
    private sealed class Pattern
    {
        private readonly int _length;
        private readonly int _blocks;
        private readonly Dictionary<char, ulong[]> _positions = [];
        private readonly ulong[] _nowhere;

        public Pattern(string text)
        {
            _length = text.Length;
            _blocks = Blocks(text);
            _nowhere = new ulong[_blocks];
            for (var i = 0; i < text.Length; i++)
            {
                if (!_positions.TryGetValue(text[i], out var bits))
                {
                    _positions[text[i]] = bits = new ulong[_blocks];
                }

                bits[i / WordBits] |= 1UL << (i % WordBits);
            }
        }

        /// <summary>For each end of a stretch that resembles the pattern: how many errors it has.</summary>
        /// <param name="text">Where to look.</param>
        /// <param name="maxErrors">More are not told.</param>
        /// <param name="isAnchored">Whether the stretch must begin where the text begins.</param>
        public IEnumerable<(int End, int Errors)> ErrorsByEnd(string text, int maxErrors, bool isAnchored = false)
        {
            var (plus, minus) = (new ulong[_blocks], new ulong[_blocks]);
            Array.Fill(plus, ulong.MaxValue);
            var last = 1UL << ((_length - 1) % WordBits);
            var errors = _length;
            for (var at = 0; at < text.Length; at++)
            {
                var equal = _positions.GetValueOrDefault(text[at], _nowhere);
                var carry = isAnchored ? 1 : 0;
                for (var block = 0; block < _blocks; block++)
                {
                    carry = Advance(ref plus[block], ref minus[block], equal[block], carry, block == _blocks - 1 ? last : 1UL << (WordBits - 1));
                }

                errors += carry;
                if (errors <= maxErrors)
                {
                    yield return (at + 1, errors);
                }
            }
        }

        /// <summary>One step of a block: what comes in at its first row goes out, changed, at the row of <paramref name="top"/>.</summary>
        private static int Advance(ref ulong plus, ref ulong minus, ulong equal, int carry, ulong top)
        {
            var vertical = equal | minus;
            equal |= carry < 0 ? 1UL : 0;
            var horizontal = (((equal & plus) + plus) ^ plus) | equal;
            var up = minus | ~(horizontal | plus);
            var down = plus & horizontal;
            var outgoing = (up & top) != 0 ? 1 : (down & top) != 0 ? -1 : 0;
            up = (up << 1) | (carry > 0 ? 1UL : 0);
            down = (down << 1) | (carry < 0 ? 1UL : 0);
            plus = down | ~(vertical | up);
            minus = up & vertical;
            return outgoing;
        }
    }
}

using System.Text;

namespace RussiaTalibanArchive.Web.Text;

public enum DiffKind
{
    Same,
    Removed,
    Added,
}

/// <summary>A run of text that two versions share, or that one of them lacks.</summary>
public sealed record DiffRun(DiffKind Kind, string Text);

/// <summary>What changed between two versions of a text, word by word.</summary>
public static class TextDiff
{
    /// <summary>Beyond so many changed words the rest is shown as replaced: it bounds the trace to about 4 MB.</summary>
    internal const int MaxChanges = 1_000;

    /// <summary>
    /// The runs in reading order, neighbours of different kinds, a removed one before the added one in its place. The
    /// same and removed runs together are <paramref name="before"/>, the same and added ones <paramref name="after"/>.
    /// Source: E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986.
    /// </summary>
    public static IReadOnlyList<DiffRun> Words(string before, string after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        var (a, b) = (Tokens.Of(before, ids), Tokens.Of(after, ids));

        var head = a.Ids.AsSpan().CommonPrefixLength(b.Ids);
        var tail = CommonSuffixLength(a.Ids.AsSpan(head), b.Ids.AsSpan(head));
        var runs = new Runs(a, b);
        runs.Same(0, head);
        runs.Middle(head, a.Ids.Length - tail, head, b.Ids.Length - tail);
        runs.Same(a.Ids.Length - tail, a.Ids.Length);
        return runs.ToList();
    }

    private static int CommonSuffixLength(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        var length = 0;
        while (length < a.Length && length < b.Length && a[^(length + 1)] == b[^(length + 1)])
        {
            length++;
        }

        return length;
    }

    /// <summary>A text cut into words, runs of white space and single other signs; equal pieces have equal numbers.</summary>
    private sealed record Tokens(string Text, int[] Starts, int[] Ids)
    {
        public static Tokens Of(string text, Dictionary<string, int> ids)
        {
            var lookup = ids.GetAlternateLookup<ReadOnlySpan<char>>();
            List<int> starts = [], numbers = [];
            for (var at = 0; at < text.Length;)
            {
                var end = TokenEnd(text, at);
                var token = text.AsSpan(at, end - at);
                if (!lookup.TryGetValue(token, out var id))
                {
                    id = ids.Count;
                    lookup[token] = id;
                }

                starts.Add(at);
                numbers.Add(id);
                at = end;
            }

            return new Tokens(text, [.. starts, text.Length], [.. numbers]);
        }

        public string Slice(int from, int to) => Text[Starts[from]..Starts[to]];

        private static int TokenEnd(string text, int start)
        {
            var kind = KindAt(text, start, out var length);
            var at = start + length;
            while (kind != 2 && at < text.Length && KindAt(text, at, out length) == kind)
            {
                at += length;
            }

            return at;
        }

        /// <summary>0 for a letter, digit or mark, 1 for white space, 2 for anything else.</summary>
        private static int KindAt(string text, int at, out int length)
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out length);
            return WordCount.IsWordRune(rune) || rune.Value is 0x200C or 0x200D ? 0 : Rune.IsWhiteSpace(rune) ? 1 : 2;
        }
    }

    private sealed class Runs(Tokens a, Tokens b)
    {
        private readonly List<(DiffKind Kind, int From, int To)> _pieces = [];

        public void Same(int from, int to) => Add(DiffKind.Same, from, to);

        public void Middle(int aFrom, int aTo, int bFrom, int bTo)
        {
            var trace = Trace(a.Ids.AsSpan(aFrom..aTo), b.Ids.AsSpan(bFrom..bTo));
            if (trace is null)
            {
                Add(DiffKind.Removed, aFrom, aTo);
                Add(DiffKind.Added, bFrom, bTo);
                return;
            }

            var (x, y) = (aFrom, bFrom);
            foreach (var (sameX, sameY, length) in Snakes(trace, aTo - aFrom, bTo - bFrom))
            {
                Add(DiffKind.Removed, x, aFrom + sameX);
                Add(DiffKind.Added, y, bFrom + sameY);
                Add(DiffKind.Same, aFrom + sameX, aFrom + sameX + length);
                (x, y) = (aFrom + sameX + length, bFrom + sameY + length);
            }

            Add(DiffKind.Removed, x, aTo);
            Add(DiffKind.Added, y, bTo);
        }

        public List<DiffRun> ToList()
        {
            var runs = new List<DiffRun>();
            for (var at = 0; at < _pieces.Count;)
            {
                if (_pieces[at].Kind == DiffKind.Same)
                {
                    var first = at;
                    for (; at < _pieces.Count && _pieces[at].Kind == DiffKind.Same; at++)
                    {
                    }

                    runs.Add(new DiffRun(DiffKind.Same, a.Slice(_pieces[first].From, _pieces[at - 1].To)));
                    continue;
                }

                StringBuilder removed = new(), added = new();
                for (; at < _pieces.Count && _pieces[at].Kind != DiffKind.Same; at++)
                {
                    var (kind, from, to) = _pieces[at];
                    _ = kind == DiffKind.Removed ? removed.Append(a.Slice(from, to)) : added.Append(b.Slice(from, to));
                }

                AddUnlessEmpty(runs, DiffKind.Removed, removed);
                AddUnlessEmpty(runs, DiffKind.Added, added);
            }

            return runs;
        }

        private static void AddUnlessEmpty(List<DiffRun> runs, DiffKind kind, StringBuilder text)
        {
            if (text.Length > 0)
            {
                runs.Add(new DiffRun(kind, text.ToString()));
            }
        }

        private void Add(DiffKind kind, int from, int to)
        {
            if (from < to)
            {
                _pieces.Add((kind, from, to));
            }
        }

        /// <summary>The furthest x on each diagonal after 0, 1, 2 … changes, or null when there are more than the cap.</summary>
        private static List<int[]>? Trace(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
        {
            var trace = new List<int[]>();
            for (var changes = 0; changes <= MaxChanges; changes++)
            {
                var furthest = new int[(2 * changes) + 1];
                trace.Add(furthest);
                for (var diagonal = -changes; diagonal <= changes; diagonal += 2)
                {
                    var x = changes == 0 ? 0 : StepTo(trace[changes - 1], diagonal, changes - 1);
                    var y = x - diagonal;
                    if (x <= a.Length && y <= b.Length && y >= 0)
                    {
                        x += a[x..].CommonPrefixLength(b[y..]);
                    }

                    furthest[diagonal + changes] = x;
                    if (x >= a.Length && x - diagonal >= b.Length)
                    {
                        return trace;
                    }
                }
            }

            return null;
        }

        private static bool IsDown(int[] before, int diagonal, int changes) =>
            diagonal == -changes - 1
            || (diagonal != changes + 1 && before[diagonal - 1 + changes] < before[diagonal + 1 + changes]);

        /// <summary>Where on <paramref name="diagonal"/> one more change leads, from the furthest after <paramref name="changes"/>.</summary>
        private static int StepTo(int[] before, int diagonal, int changes) =>
            IsDown(before, diagonal, changes) ? before[diagonal + 1 + changes] : before[diagonal - 1 + changes] + 1;

        /// <summary>The stretches that both share, in order, read back from the trace.</summary>
        private static List<(int X, int Y, int Length)> Snakes(List<int[]> trace, int x, int y)
        {
            var snakes = new List<(int X, int Y, int Length)>();
            for (var changes = trace.Count - 1; changes >= 0; changes--)
            {
                var diagonal = x - y;
                var startX = changes == 0 ? 0 : StepTo(trace[changes - 1], diagonal, changes - 1);
                if (x > startX)
                {
                    snakes.Add((startX, startX - diagonal, x - startX));
                }

                if (changes > 0)
                {
                    var isDown = IsDown(trace[changes - 1], diagonal, changes - 1);
                    (x, y) = isDown ? (startX, startX - diagonal - 1) : (startX - 1, startX - diagonal);
                }
            }

            snakes.Reverse();
            return snakes;
        }
    }
}
